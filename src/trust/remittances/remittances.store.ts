import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Paise, toWire } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Outcome, SettlementRow } from './remittances.rules.ts'
import type { remittanceStates } from './remittances.tables.ts'

/** Who settles with the platform. */
export type CashHand = Id<'provider'> | Id<'point'>
interface HandRow {
  handKind: 'provider' | 'point'
  handId: string
}
export const kindOf = (hand: CashHand): HandRow['handKind'] =>
  hand.startsWith('prv_') ? 'provider' : 'point'
const handOf = ({ handKind, handId }: HandRow): CashHand => idOf(handKind, handId)

export type RemittanceState = (typeof remittanceStates)[number]

export interface Remittance {
  remittanceId: Id<'remittance'>
  hand: CashHand
  state: RemittanceState
  toldAt: Date
  bookedAt: Date | null
  lines: number
  amountPaise: Paise
  /** Lines by outcome; none before it is booked. */
  matched: number
  short: number
  over: number
  unknown: number
  repeated: number
  /** Differences that no operator has closed. */
  open: number
}

export interface Line extends SettlementRow {
  lineId: Id<'remittanceLine'>
  remittanceId: Id<'remittance'>
  hand: CashHand
  outcome: Outcome | null
  heldPaise: Paise | null
  closedAt: Date | null
  closeReason: string | null
}

const add = statement(
  'remittance_add',
  'insert into remittances (id, hand_kind, hand_id, told_by) values ($1, $2, $3, $4)',
)
const addLines = statement(
  'remittance_lines_add',
  `insert into remittance_lines (id, remittance_id, hand_kind, hand_id, row, reference, amount_paise, paid_on, utr)
   select id, $1, $2, $3, row, reference, amount, paid_on, utr from jsonb_to_recordset($4::jsonb)
     as line (id uuid, row int, reference text, amount bigint, paid_on date, utr text)`,
)

/** Keeps a settlement file as it was told. */
export async function addRemittance(
  tx: Tx,
  told: { hand: CashHand; by: Id<'account'>; rows: readonly SettlementRow[] },
): Promise<Id<'remittance'>> {
  const remittanceId = newId('remittance')
  const hand = [kindOf(told.hand), uuidOf(told.hand)]
  await tx.query(add, [uuidOf(remittanceId), ...hand, uuidOf(told.by)])
  const lines = told.rows.map(({ row, reference, amountPaise, paidOn, utr }) => ({
    ...{
      id: uuidOf(newId('remittanceLine')),
      row,
      reference,
      amount: toWire(amountPaise),
      paid_on: paidOn,
      utr,
    },
  }))
  await tx.query(addLines, [uuidOf(remittanceId), ...hand, JSON.stringify(lines)])
  return remittanceId
}

// One file of a provider at a time: whether a line stood in an earlier file must not change meanwhile.
const inLine = statement('remittance_in_line', 'select pg_advisory_xact_lock(hashtextextended($1, 0))')
const hold = statement(
  'remittance_hold',
  'select hand_kind as "handKind", hand_id as "handId", state from remittances where id = $1 for update',
)

/** Locks a file; no other of this provider is booked until the transaction ends. */
export async function holdRemittance(
  tx: Tx,
  id: Id<'remittance'>,
): Promise<{ hand: CashHand; state: RemittanceState } | undefined> {
  const [row] = await tx.query<HandRow & { state: RemittanceState }>(hold, [uuidOf(id)])
  if (!row) return undefined
  const hand = handOf(row)
  await tx.query(inLine, [`remittances/${hand}`])
  return { hand, state: row.state }
}

const columns = `id as "lineId", remittance_id as "remittanceId", hand_kind as "handKind", hand_id as "handId", row, reference,
  amount_paise as "amountPaise", to_char(paid_on, 'YYYY-MM-DD') as "paidOn", utr, outcome, held_paise as "heldPaise",
  closed_at as "closedAt", close_reason as "closeReason"`
const linesOf = statement(
  'remittance_lines_of',
  `select ${columns} from remittance_lines where remittance_id = $1 order by row`,
)
const cases = statement(
  'remittance_cases',
  `select ${columns} from remittance_lines
   where outcome in ('short', 'over', 'unknown') and closed_at is null and ($1::uuid is null or id > $1)
   order by id limit $2`,
)
const judged = statement(
  'remittance_lines_judged',
  `select utr, reference from remittance_lines where hand_id = $1 and utr = any($2)
     and outcome in ('matched', 'short', 'over', 'unknown')`,
)
const judge = statement(
  'remittance_line_judge',
  'update remittance_lines set outcome = $2, held_paise = $3 where id = $1',
)
const close = statement(
  'remittance_case_close',
  `update remittance_lines set closed_by = $2, closed_at = now(), close_reason = $3
   where id = $1 and closed_at is null and outcome in ('short', 'over', 'unknown') returning ${columns}`,
)
const one = statement('remittance_line', `select ${columns} from remittance_lines where id = $1`)
const booked = statement(
  'remittance_booked',
  `update remittances set state = 'booked', booked_by = $2, booked_at = now() where id = $1`,
)

type Row = Omit<Line, 'lineId' | 'remittanceId' | 'hand'> &
  HandRow &
  Record<'lineId' | 'remittanceId', string>
const lineOf = ({ handKind, handId, ...row }: Row): Line => ({
  ...row,
  lineId: idOf('remittanceLine', row.lineId),
  remittanceId: idOf('remittance', row.remittanceId),
  hand: handOf({ handKind, handId }),
})

export const readLines = async (sql: Sql, id: Id<'remittance'>): Promise<Line[]> =>
  (await sql.query<Row>(linesOf, [uuidOf(id)])).map(lineOf)

/** Differences that nobody has closed yet, the oldest first. */
export const readCases = async (
  sql: Sql,
  { after, limit }: { after: Id<'remittanceLine'> | undefined; limit: number },
): Promise<Line[]> => (await sql.query<Row>(cases, [after ? uuidOf(after) : null, limit])).map(lineOf)

export const readLine = async (sql: Sql, id: Id<'remittanceLine'>): Promise<Line | undefined> => {
  const [row] = await sql.query<Row>(one, [uuidOf(id)])
  return row && lineOf(row)
}

/** What of the same hand came before with the transfers of these lines. */
export async function readJudged(
  tx: Tx,
  lines: readonly Line[],
): Promise<{ utr: string; reference: string }[]> {
  const [first] = lines
  if (!first) return []
  const utrs = [...new Set(lines.map(({ utr }) => utr))]
  return tx.query<{ utr: string; reference: string }>(judged, [uuidOf(first.hand), utrs])
}

export const judgeLine = async (
  tx: Tx,
  id: Id<'remittanceLine'>,
  outcome: Outcome,
  heldPaise: Paise,
): Promise<void> => void (await tx.query(judge, [uuidOf(id), outcome, heldPaise]))

/** Closes a difference; undefined when there is none, or it is closed. */
export const closeCase = async (
  tx: Tx,
  id: Id<'remittanceLine'>,
  by: Id<'account'>,
  reason: string,
): Promise<Line | undefined> => {
  const [row] = await tx.query<Row>(close, [uuidOf(id), uuidOf(by), reason])
  return row && lineOf(row)
}

export const markBooked = async (tx: Tx, id: Id<'remittance'>, by: Id<'account'>): Promise<void> =>
  void (await tx.query(booked, [uuidOf(id), uuidOf(by)]))

const withdrawn = statement(
  'remittance_withdrawn',
  `update remittances set state = 'withdrawn' where id = $1`,
)
/** It counts no more, and is kept. */
export const markWithdrawn = async (tx: Tx, id: Id<'remittance'>): Promise<void> =>
  void (await tx.query(withdrawn, [uuidOf(id)]))

const toldReferences = statement(
  'remittance_told_references',
  `select line.reference from remittances r join remittance_lines line on line.remittance_id = r.id
   where r.state = 'told' and r.hand_id = $1`,
)
/** Orders and parcels of the files of this hand that wait to be booked. */
export const readToldReferences = async (sql: Sql, hand: CashHand): Promise<string[]> =>
  (await sql.query<{ reference: string }>(toldReferences, [uuidOf(hand)])).map(({ reference }) => reference)

const unsettled = statement(
  'remittances_unsettled',
  `select (select count(*)::int from remittances where hand_id = $1 and state = 'told') as waiting,
     (select count(*)::int from remittance_lines where hand_id = $1
        and outcome in ('short', 'over', 'unknown') and closed_at is null) as open`,
)
/** Of this hand: files that wait to be booked, and differences that nobody has closed. */
export const readUnsettled = async (sql: Sql, hand: CashHand): Promise<{ waiting: number; open: number }> => {
  const [row] = await sql.query<{ waiting: number; open: number }>(unsettled, [uuidOf(hand)])
  return row!
}

const countOf = (outcome: Outcome) =>
  `count(*) filter (where line.outcome = '${outcome}')::int as "${outcome}"`
const page = statement(
  'remittances_page',
  `select r.id as "remittanceId", r.hand_kind as "handKind", r.hand_id as "handId", r.state, r.told_at as "toldAt", r.booked_at as "bookedAt",
     count(*)::int as lines, sum(line.amount_paise)::bigint as "amountPaise",
     ${(['matched', 'short', 'over', 'unknown', 'repeated'] as const).map(countOf).join(', ')},
     count(*) filter (where line.outcome in ('short', 'over', 'unknown') and line.closed_at is null)::int as open
   from (select * from remittances
         where ($1::uuid is null or hand_id = $1) and ($2::uuid is null or id < $2) and ($3::uuid is null or id = $3)
         order by id desc limit $4) r
   join remittance_lines line on line.remittance_id = r.id
   group by r.id, r.hand_kind, r.hand_id, r.state, r.told_at, r.booked_at order by r.id desc`,
)

/** Files with their sums, the newest first: of one provider, of all, or one file. */
export const readRemittances = async (
  sql: Sql,
  which: {
    hand?: CashHand | undefined
    before?: Id<'remittance'> | undefined
    only?: Id<'remittance'> | undefined
    limit: number
  },
): Promise<Remittance[]> => {
  const uuid = (id: string | undefined) => (id === undefined ? null : uuidOf(id))
  const rows = await sql.query<Omit<Remittance, 'hand'> & HandRow>(page, [
    uuid(which.hand),
    uuid(which.before),
    uuid(which.only),
    which.limit,
  ])
  return rows.map(({ handKind, handId, ...row }) => ({
    ...row,
    remittanceId: idOf('remittance', row.remittanceId),
    hand: handOf({ handKind, handId }),
  }))
}

const setLimit = statement(
  'cash_limit_set',
  `insert into cash_limits (hand_kind, hand_id, limit_paise, set_by) values ($1, $2, $3, $4)
   on conflict (hand_id) do update set limit_paise = excluded.limit_paise, set_by = excluded.set_by, set_at = now()`,
)
const limits = statement(
  'cash_limits',
  'select hand_kind as "handKind", hand_id as "handId", limit_paise as "limitPaise" from cash_limits',
)

export const writeLimit = async (
  tx: Tx,
  hand: CashHand,
  limitPaise: Paise,
  by: Id<'account'>,
): Promise<void> => void (await tx.query(setLimit, [kindOf(hand), uuidOf(hand), limitPaise, uuidOf(by)]))

export const readLimits = async (sql: Sql): Promise<Map<CashHand, Paise>> =>
  new Map(
    (await sql.query<HandRow & { limitPaise: Paise }>(limits)).map((row) => [handOf(row), row.limitPaise]),
  )
