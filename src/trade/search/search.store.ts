import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Database, statement, type Tx } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { SearchEngine } from './search.ports.ts'

type EngineName = SearchEngine['name']

/** Who is to be brought up to date: an engine's live index, or the one being built beside it. */
export type Target = EngineName | `${EngineName}:rebuild`

/** Something to bring up to date: a listing, or a shop with all its listings. */
export interface Changed {
  shopId: Id<'shop'>
  listingId: Id<'listing'> | null
  /** Before what is not: goods that ran out or came back, or cost otherwise. */
  urgent?: boolean | undefined
}

/** As it is noted: the same change noted again has another turn. */
export interface Pending extends Changed {
  turn: string
}

const wholeShop = '00000000-0000-0000-0000-000000000000'

// In one order, so that two transactions that note the same never wait for each other crosswise.
const note = statement(
  'search_note',
  `insert into search_pending as p (target, shop_id, listing_id, urgent)
   select t.target, c.shop_id, c.listing_id, c.urgent
   from unnest($2::uuid[], $3::uuid[], $4::boolean[]) as c (shop_id, listing_id, urgent),
     (select unnest($1::text[]) union all select engine || ':rebuild' from search_rebuilds) as t (target)
   order by 1, 2, 3
   on conflict (target, shop_id, listing_id) do update
     set turn = excluded.turn, urgent = p.urgent or excluded.urgent`,
)
const take = statement(
  'search_take_pending',
  `(select shop_id, listing_id, turn, 0 as place from search_pending where target = $1 and urgent
     order by shop_id, listing_id limit $2)
   union all
   (select shop_id, listing_id, turn, 1 from search_pending where target = $1 and not urgent
     order by shop_id, listing_id limit $2)
   order by place limit $2`,
)
const done = statement(
  'search_done_pending',
  `delete from search_pending p using unnest($2::uuid[], $3::uuid[], $4::uuid[]) as d (shop_id, listing_id, turn)
   where p.target = $1 and p.shop_id = d.shop_id and p.listing_id = d.listing_id and p.turn = d.turn`,
)
const waiting = statement(
  'search_waiting',
  `select p.listing_id from unnest($2::uuid[], $3::uuid[]) as p (shop_id, listing_id)
   where exists (select from search_pending q where q.target = $1 and q.shop_id = p.shop_id
     and q.listing_id in (p.listing_id, '${wholeShop}'))`,
)
const forget = statement('search_forget_pending', 'delete from search_pending where target = $1')
const start = statement(
  'search_rebuild_start',
  'insert into search_rebuilds (engine) values ($1) on conflict (engine) do update set started_at = now()',
)
const end = statement('search_rebuild_end', 'delete from search_rebuilds where engine = $1')

/** Notes what changed for these engines, and for every rebuild under way; what is urgent stays so until it is done. */
export async function notePending(
  tx: Tx,
  engines: readonly EngineName[],
  changes: readonly Changed[],
): Promise<void> {
  const once = new Map<string, Changed>()
  for (const change of changes) {
    const name = `${change.shopId} ${change.listingId ?? ''}`
    if (!once.get(name)?.urgent) once.set(name, change)
  }
  if (once.size === 0) return
  const noted = [...once.values()]
  await tx.query(note, [engines, ...columnsOf(noted), noted.map((change) => change.urgent === true)])
}

/** What is urgent first. */
export async function takePending(db: Database, target: Target, limit: number): Promise<Pending[]> {
  const rows = await db.query<{ shop_id: string; listing_id: string; turn: string; place: number }>(take, [
    target,
    limit,
  ])
  return rows.map((row) => ({
    shopId: idOf('shop', row.shop_id),
    listingId: row.listing_id === wholeShop ? null : idOf('listing', row.listing_id),
    turn: row.turn,
    urgent: row.place === 0,
  }))
}

/** Takes off the list what has not changed again since it was taken. */
export const donePending = async (db: Database, target: Target, pending: readonly Pending[]): Promise<void> =>
  void (await db.query(done, [target, ...columnsOf(pending), pending.map((one) => one.turn)]))

/** Those of these listings that are on the list. */
export async function stillPending(
  db: Database,
  target: Target,
  refs: readonly ListingRef[],
): Promise<Set<Id<'listing'>>> {
  const rows = await db.query<{ listing_id: string }>(waiting, [target, ...columnsOf(refs)])
  return new Set(rows.map((row) => idOf('listing', row.listing_id)))
}

/** From now on changes are noted for this rebuild as well. */
export const startRebuild = (db: Database, engine: EngineName): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(forget, [`${engine}:rebuild`])
    await tx.query(start, [engine])
  })

export const endRebuild = (db: Database, engine: EngineName): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(end, [engine])
    await tx.query(forget, [`${engine}:rebuild`])
  })

const columnsOf = (changes: readonly Changed[]): [string[], string[]] => [
  changes.map((change) => uuidOf(change.shopId)),
  changes.map((change) => (change.listingId === null ? wholeShop : uuidOf(change.listingId))),
]

/**
 * Does the work while no other process does it for the same name; answers undefined when one does and
 * `wait` is not set. The lock ends with its connection, so a process that dies leaves none behind.
 */
export async function withLock<T>(
  db: Database,
  name: string,
  work: () => Promise<T>,
  { wait = false }: { wait?: boolean } = {},
): Promise<T | undefined> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    const key = `hashtextextended('search ' || $1, 0)`
    if (wait) {
      // Not bound by the wait for row locks: whoever holds it may be busy for a while.
      await client.query('set lock_timeout = 0')
      await client.query(`select pg_advisory_lock(${key})`, [name])
    } else {
      const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${key}) as got`, [
        name,
      ])
      if (!rows[0]!.got) return undefined
    }
    try {
      return await work()
    } finally {
      await client.query(`select pg_advisory_unlock(${key})`, [name]).catch(onError)
      if (wait) await client.query('reset lock_timeout').catch(onError)
    }
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}
