import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Pair, PairState } from './duplicates.types.ts'
import type { Grade, Judgement, ReasonCode } from './pairs.rules.ts'

interface Row {
  id: string
  older_id: string
  younger_id: string
  grade: Grade
  score: number
  reasons: ReasonCode[]
  state: PairState
  decided_by: string | null
  decided_at: Date | null
}
const columns = 'id, older_id, younger_id, grade, score, reasons, state, decided_by, decided_at'
const toPair = (row: Row): Pair => ({
  pairId: idOf('duplicate', row.id),
  olderId: idOf('product', row.older_id),
  youngerId: idOf('product', row.younger_id),
  grade: row.grade,
  score: row.score,
  reasons: row.reasons,
  state: row.state,
  decidedBy: row.decided_by === null ? null : idOf('account', row.decided_by),
  decidedAt: row.decided_at,
})
const ordered = (a: Id<'product'>, b: Id<'product'>): [string, string] => {
  const [x, y] = [uuidOf(a), uuidOf(b)]
  return x < y ? [x, y] : [y, x]
}

// Whoever writes several pairs does so alone: two would wait for each other in a ring.
const alone = statement('pairs_alone', `select pg_advisory_xact_lock(hashtextextended('product pairs', 0))`)
export const pairsAlone = async (tx: Tx): Promise<void> => void (await tx.query(alone))

const put = statement(
  'pairs_put',
  `insert into product_pairs as p (id, older_id, younger_id, grade, score, reasons)
   select * from json_to_recordset($1::json) as i (
     id uuid, older_id uuid, younger_id uuid, grade text, score real, reasons jsonb)
   on conflict (older_id, younger_id) do update set grade = excluded.grade, score = excluded.score, reasons = excluded.reasons
   where p.state = 'open' and (p.grade, p.score, p.reasons) is distinct from (excluded.grade, excluded.score, excluded.reasons)`,
)
// What an operator said stays; what waits and fits no more goes.
const dropOthers = statement(
  'pairs_drop_others',
  `delete from product_pairs p where p.state = 'open'
     and (p.older_id = any($1::uuid[]) or p.younger_id = any($1::uuid[]))
     and not exists (select from unnest($2::uuid[], $3::uuid[]) as found (older_id, younger_id)
       where found.older_id = p.older_id and found.younger_id = p.younger_id)`,
)
/** The pairs of these products that were found are all that wait. */
export async function putPairs(
  tx: Tx,
  of: readonly Id<'product'>[],
  found: readonly (Judgement & { a: Id<'product'>; b: Id<'product'> })[],
): Promise<void> {
  const rows = found
    .map(({ a, b, ...judged }) => {
      const [older_id, younger_id] = ordered(a, b)
      return { id: uuidOf(newId('duplicate')), older_id, younger_id, ...judged }
    })
    .sort((x, y) => (x.older_id + x.younger_id < y.older_id + y.younger_id ? -1 : 1))
  await tx.query(dropOthers, [
    of.map(uuidOf),
    rows.map((row) => row.older_id),
    rows.map((row) => row.younger_id),
  ])
  if (rows.length > 0) await tx.query(put, [JSON.stringify(rows)])
}

const byId = statement('pair_read', `select ${columns} from product_pairs where id = $1`)
const lock = statement('pair_lock', 'select 1 from product_pairs where id = $1 for update')
/** A pair; with `held` nobody else decides about it until the transaction ends. */
export async function readPair(
  sql: Sql,
  id: Id<'duplicate'>,
  { held = false }: { held?: boolean } = {},
): Promise<Pair | undefined> {
  if (held) await sql.query(lock, [uuidOf(id)])
  return (await sql.query<Row>(byId, [uuidOf(id)])).map(toPair)[0]
}

const queue = statement(
  'pairs_queue',
  `select ${columns} from product_pairs
   where state = $1 and ($2::text is null or grade = $2) and ($3::text is not null or $2 is not null or grade <> 'contradicted')
     and ($4::real is null or (score, id) < ($4::real, $5::uuid))
   order by score desc, id desc limit $6`,
)
export interface QueuePage {
  state: PairState
  /** Without it, of those that wait, what nothing contradicts. */
  grade: Grade | undefined
  after: readonly [score: number, id: Id<'duplicate'>] | undefined
  limit: number
}
/** Pairs, the likeliest first. */
export const pairsPage = async (sql: Sql, { state, grade, after, limit }: QueuePage): Promise<Pair[]> =>
  (
    await sql.query<Row>(queue, [
      state,
      grade ?? null,
      state === 'open' ? null : state,
      after?.[0] ?? null,
      after ? uuidOf(after[1]) : null,
      limit,
    ])
  ).map(toPair)

const decide = statement(
  'pair_decide',
  `insert into product_pairs as p (id, older_id, younger_id, grade, score, reasons, state, decided_by, decided_at)
   values ($1, $2, $3, 'likely', 0, '[]', $4, $5, now())
   on conflict (older_id, younger_id) do update set state = excluded.state, decided_by = excluded.decided_by, decided_at = now()
   where p.state <> excluded.state
   returning id`,
)
/** Keeps what was said of two products, whether they were proposed or not; false where that was said before. */
export async function decidePair(
  tx: Tx,
  [a, b]: readonly [Id<'product'>, Id<'product'>],
  state: PairState,
  by: Id<'account'> | null,
): Promise<boolean> {
  const values = [uuidOf(newId('duplicate')), ...ordered(a, b), state, by && uuidOf(by)]
  return (await tx.query(decide, values)).length > 0
}

const dropOpen = statement(
  'pairs_drop_open',
  `delete from product_pairs where state = 'open' and (older_id = any($1::uuid[]) or younger_id = any($1::uuid[]))`,
)
/** Nothing of these waits any more. */
export const dropOpenPairs = async (tx: Tx, ids: readonly Id<'product'>[]): Promise<void> =>
  void (await tx.query(dropOpen, [ids.map(uuidOf)]))

const certain = statement(
  'pairs_certain',
  `select ${columns} from product_pairs where state = 'open' and grade = 'certain' and ($1::uuid is null or id > $1)
   order by id limit $2`,
)
/** Pairs that wait although they are certain. */
export const certainPairs = async (
  sql: Sql,
  after: Id<'duplicate'> | undefined,
  limit: number,
): Promise<Pair[]> => (await sql.query<Row>(certain, [after ? uuidOf(after) : null, limit])).map(toPair)

const carry = statement(
  'pairs_carry',
  `insert into product_pairs as p (id, older_id, younger_id, grade, score, reasons, state, decided_by, decided_at)
   select uuidv7(), least(o.other, $2::uuid), greatest(o.other, $2::uuid), o.grade, o.score, o.reasons, 'different',
     o.decided_by, o.decided_at
   from (select case when older_id = $1 then younger_id else older_id end as other, * from product_pairs
         where state = 'different' and (older_id = $1 or younger_id = $1)) o
   where o.other <> $2
   order by 2, 3
   on conflict (older_id, younger_id) do update set state = 'different', decided_by = excluded.decided_by,
     decided_at = excluded.decided_at
   where p.state = 'open'`,
)
/** Who was said to be another product than the one that goes is another than the one that stays. */
export const carryDifferent = async (tx: Tx, from: Id<'product'>, into: Id<'product'>): Promise<void> =>
  void (await tx.query(carry, [uuidOf(from), uuidOf(into)]))
