import type { Lapse } from '../../delivery/dispatch/index.ts'
import type { Lane } from '../../delivery/providers/index.ts'
import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Paise, toWire } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Pause, PromiseKind } from './promises.rules.ts'

export type BreachState = 'watched' | 'kept' | 'broken' | 'settled' | 'excused'

/** A promise that has lapsed by the plain clock. */
export interface Breach {
  breachId: Id<'breach'>
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  offerId: Id<'offer'>
  orderId: Id<'order'>
  providerId: Id<'provider'>
  kind: PromiseKind
  lane: Lane
  promisedBy: Date
  feePaise: Paise
  state: BreachState
  dueBy: Date | null
  pauses: Pause[]
  brokenAt: Date | null
  settledAt: Date | null
  lateMinutes: number | null
  penaltyPaise: Paise
  excusedAt: Date | null
  excuse: string | null
}

const columns = `id as "breachId", shop_id as "shopId", shipment_id as "shipmentId", offer_id as "offerId",
  order_id as "orderId", provider_id as "providerId", kind, lane, promised_by as "promisedBy", fee_paise as "feePaise",
  state, due_by as "dueBy", pauses, broken_at as "brokenAt", settled_at as "settledAt", late_minutes as "lateMinutes",
  penalty_paise as "penaltyPaise", excused_at as "excusedAt", excuse`
type Row = Omit<Breach, 'pauses'> & { pauses: { why: Pause['why']; from: string; until: string | null }[] }

const breachOf = ({ pauses, ...row }: Row): Breach => ({
  ...row,
  breachId: idOf('breach', row.breachId),
  shopId: idOf('shop', row.shopId),
  shipmentId: idOf('shipment', row.shipmentId),
  offerId: idOf('offer', row.offerId),
  orderId: idOf('order', row.orderId),
  providerId: idOf('provider', row.providerId),
  pauses: pauses.map(({ why, from, until }) => ({
    why,
    from: new Date(from),
    until: until === null ? null : new Date(until),
  })),
})

const sweep = statement(
  'promises_sweep_begin',
  `insert into promise_sweeps (swept_to) values (clock_timestamp() - interval '1 hour')
   on conflict (single) do update set single = 1 returning swept_to as "sweptTo", clock_timestamp() as now`,
)
const swept = statement('promises_sweep_end', 'update promise_sweeps set swept_to = $1')
const add = statement(
  'promises_add',
  `insert into lapsed_promises (shop_id, shipment_id, offer_id, kind, id, order_id, provider_id, lane, promised_by, fee_paise, look_at)
   select shop, shipment, offer, kind, id, "order", provider, lane, promised, fee, promised from jsonb_to_recordset($1::jsonb)
     as row (shop uuid, shipment uuid, offer uuid, kind text, id uuid, "order" uuid, provider uuid, lane text, promised timestamptz, fee bigint)
   on conflict do nothing`,
)
const due = statement(
  'promises_due',
  `select ${columns} from lapsed_promises
   where state in ('watched', 'broken') and look_at <= $1 order by look_at limit $2 for update skip locked`,
)
const write = statement(
  'promises_write',
  `update lapsed_promises set state = $2, look_at = coalesce($3, look_at), due_by = $4, pauses = $5, broken_at = $6,
     settled_at = $7, late_minutes = $8, penalty_paise = $9, excused_by = $10, excused_at = $11, excuse = $12
   where id = $1`,
)
const one = statement('promises_one', `select ${columns} from lapsed_promises where id = $1 for update`)
const charged = statement(
  'promises_charged',
  `select coalesce(sum(penalty_paise), 0)::bigint as paise from lapsed_promises
   where shop_id = $1 and shipment_id = $2 and offer_id = $3 and state = 'settled'`,
)
const paged = (where: string) => `select ${columns} from lapsed_promises
   where broken_at is not null and ($1::uuid is null or id < $1)${where} order by id desc limit $2`
const page = statement('promises_page', paged(''))
const pageOfOne = statement('promises_page_of', paged(' and provider_id = $3'))
const broken = statement(
  'promises_broken_since',
  `select count(*)::int as broken from lapsed_promises
   where provider_id = $1 and broken_at >= $2 and state <> 'excused'`,
)
const majeure = statement(
  'majeure_between',
  `select id as "pauseId", pin_prefix as "pinPrefix", begins, ends, reason, set_at as "setAt" from force_majeure
   where ends > $1 order by begins, id limit 500`,
)
const addMajeure = statement(
  'majeure_add',
  `insert into force_majeure (id, pin_prefix, begins, ends, reason, set_by) values ($1, $2, $3, $4, $5, $6)
   returning id as "pauseId", pin_prefix as "pinPrefix", begins, ends, reason, set_at as "setAt"`,
)

/** From where to look on, by the database's clock. One sweep at a time. */
export async function beginSweep(tx: Tx): Promise<{ sweptTo: Date; now: Date }> {
  const [row] = await tx.query<{ sweptTo: Date; now: Date }>(sweep)
  return row!
}
export const endSweep = async (tx: Tx, to: Date): Promise<void> => void (await tx.query(swept, [to]))

export async function addLapses(tx: Tx, lapses: readonly (Lapse & { lane: Lane })[]): Promise<void> {
  if (lapses.length === 0) return
  const rows = lapses.map((lapse) => ({
    ...{ shop: uuidOf(lapse.shopId), shipment: uuidOf(lapse.shipmentId), offer: uuidOf(lapse.offerId) },
    ...{ kind: lapse.kind, id: uuidOf(newId('breach')), order: uuidOf(lapse.orderId) },
    ...{ provider: uuidOf(lapse.providerId), lane: lapse.lane, promised: lapse.promisedBy.toISOString() },
    fee: toWire(lapse.feePaise),
  }))
  await tx.query(add, [JSON.stringify(rows)])
}

/** Locks promises to be looked at; what others look at is left to them. */
export const takeDue = async (tx: Tx, now: Date, limit: number): Promise<Breach[]> =>
  (await tx.query<Row>(due, [now, limit])).map(breachOf)

export async function writeBreach(
  tx: Tx,
  breach: Breach,
  more: { lookAt?: Date; excusedBy?: Id<'account'> } = {},
): Promise<void> {
  await tx.query(write, [
    uuidOf(breach.breachId),
    breach.state,
    more.lookAt ?? null,
    breach.dueBy,
    JSON.stringify(breach.pauses),
    breach.brokenAt,
    breach.settledAt,
    breach.lateMinutes,
    breach.penaltyPaise,
    more.excusedBy ? uuidOf(more.excusedBy) : null,
    breach.excusedAt,
    breach.excuse,
  ])
}

/** Locks one. */
export async function lockBreach(tx: Tx, id: Id<'breach'>): Promise<Breach | undefined> {
  const [row] = await tx.query<Row>(one, [uuidOf(id)])
  return row && breachOf(row)
}

/** What was charged so far for the booking of this promise. */
export async function chargedFor(tx: Tx, breach: Breach): Promise<Paise> {
  const { shopId, shipmentId, offerId } = breach
  const [row] = await tx.query<{ paise: Paise }>(charged, [shopId, shipmentId, offerId].map(uuidOf))
  return row!.paise
}

/** Promises that were broken, the newest first; of one provider, or of all. */
export async function breachPage(
  sql: Sql,
  wanted: { providerId?: Id<'provider'> | undefined; before: Id<'breach'> | undefined; limit: number },
): Promise<Breach[]> {
  const { providerId, limit } = wanted
  const before = wanted.before ? uuidOf(wanted.before) : null
  const rows = providerId
    ? await sql.query<Row>(pageOfOne, [before, limit, uuidOf(providerId)])
    : await sql.query<Row>(page, [before, limit])
  return rows.map(breachOf)
}

/** Promises broken since then and not excused. */
export async function countBroken(sql: Sql, providerId: Id<'provider'>, since: Date): Promise<number> {
  const [row] = await sql.query<{ broken: number }>(broken, [uuidOf(providerId), since])
  return row!.broken
}

export interface Majeure {
  pauseId: Id<'pause'>
  pinPrefix: string
  begins: Date
  ends: Date
  reason: string
  setAt: Date
}
const majeureOf = (row: Majeure): Majeure => ({ ...row, pauseId: idOf('pause', row.pauseId) })

/** Those that ended after this instant, or have not. */
export const majeureSince = async (sql: Sql, since: Date): Promise<Majeure[]> =>
  (await sql.query<Majeure & Record<string, unknown>>(majeure, [since])).map(majeureOf)

export async function writeMajeure(
  tx: Tx,
  given: { pinPrefix: string; begins: Date; ends: Date; reason: string; setBy: Id<'account'> },
): Promise<Majeure> {
  const [row] = await tx.query<Majeure & Record<string, unknown>>(addMajeure, [
    uuidOf(newId('pause')),
    given.pinPrefix,
    given.begins,
    given.ends,
    given.reason,
    uuidOf(given.setBy),
  ])
  return majeureOf(row!)
}
