import { type Id, idOf, lowestUuid, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { Attention } from './shipments.attention.ts'
import { endedInSql, type ShipmentState } from './shipments.states.ts'
import type { Carrier } from './shipments.types.ts'

/** Figures for operators, and the parcels that need a person. */

const ended = `state in (${endedInSql})`
/** A parcel older than this is history; no list of open ones looks at it. */
const longestLifeMs = 60 * 86_400_000
/** No parcel that is not history has a lower id. */
export const oldest = (): string => lowestUuid(new Date(Date.now() - longestLifeMs))

const byState = statement(
  'shipments_figures_state',
  `select state, count(*)::int as count from shipments
   where id >= $1 and leg = 0 and (not ${ended} or state_since >= $2) group by state`,
)

/** Parcels under way by state, and those that ended since then. */
export const parcelsByState = (
  sql: Sql,
  endedSince: Date,
): Promise<{ state: ShipmentState; count: number }[]> => sql.query(byState, [oldest(), endedSince])

const byShop = statement(
  'shipments_figures_shop',
  `select shop_id, count(*)::int as delivered, count(*) filter (where promised_by is null or state_since <= promised_by)::int as "onTime"
   from shipments where id >= $1 and leg = 0 and state = 'delivered' group by shop_id`,
)

/** Parcels made since then that arrived, and how many of them by the promised time, by shop. */
export const deliveriesByShop = async (
  sql: Sql,
  since: Date,
): Promise<Map<Id<'shop'>, { delivered: number; onTime: number }>> =>
  new Map(
    (
      await sql.query<{ shop_id: string; delivered: number; onTime: number }>(byShop, [lowestUuid(since)])
    ).map(({ shop_id, ...counts }) => [idOf('shop', shop_id), counts]),
  )

export const stuckReasons = ['noCarrier', 'notFetched', 'codesUsedUp', 'late', 'silent', 'returning'] as const
export type StuckReason = (typeof stuckReasons)[number]

// The first that fits is told. Each waits longer than a good parcel ever takes at that step.
const why = `case
  when handover_tries >= 5 and state in ('booked', 'agentAssigned', 'atPickup') then 'codesUsedUp'
  when delivery_tries >= 5 and not ${ended} then 'codesUsedUp'
  when state in ('created', 'offered', 'bookingFailed') and created_at < now() - interval '30 minutes' then 'noCarrier'
  when state in ('booked', 'agentAssigned', 'atPickup') and state_since < now() - interval '4 hours' then 'notFetched'
  when state = 'returning' and state_since < now() - interval '3 days' then 'returning'
  when state in ('pickedUp', 'inTransit', 'atHub', 'outForDelivery', 'atDrop', 'deliveryFailed')
    and promised_by < now() - interval '2 hours' then 'late'
  when not ${ended} and state_since < now() - interval '24 hours' then 'silent' end`
const since = `case when state in ('created', 'offered', 'bookingFailed') then created_at else state_since end`

// A parcel that goes over several hands has open legs beside its own row, and a buyer's return is a leg alone: the
// parcel stands there once, with its last leg that does not move, which says more of it than the whole does.
const stuck = `select distinct on (shop_id, coalesce(parcel_id, id)) shop_id, coalesce(parcel_id, id) as whole_id, leg, id, state,
    back, provider_id, attention, pickup_pin, drop_pin, why, since
  from (select *, ${why} as why, ${since} as since
        from open_shipments join shipments using (shop_id, id) where not ${ended}) open
  where why is not null order by shop_id, coalesce(parcel_id, id), leg desc`
const page = statement(
  'shipments_stuck',
  `select whole.shop_id, whole.id, whole.order_id, whole.state, whole.carrier, whole.provider_id, whole.promised_by,
     coalesce(stuck.attention, whole.attention) as attention, whole.cod_paise, whole.pickup_pin, whole.drop_pin,
     stuck.why, stuck.since, stuck.leg, stuck.id as leg_id, stuck.state as leg_state, stuck.back,
     stuck.provider_id as leg_provider_id, stuck.pickup_pin as leg_pickup_pin, stuck.drop_pin as leg_drop_pin
   from (${stuck}) stuck join shipments whole on whole.shop_id = stuck.shop_id and whole.id = stuck.whole_id
   where $1::uuid is null or whole.id > $1 order by whole.id limit $2`,
)
const count = statement(
  'shipments_stuck_count',
  `select why, count(*)::int as count from (${stuck}) parcel group by why`,
)

/** The leg of a parcel that does not move. */
export interface StuckLeg {
  shipmentId: Id<'shipment'>
  /** From 1, in the order in which the legs were made. */
  number: number
  /** On its way back to the shop. */
  back: boolean
  state: ShipmentState
  providerId: Id<'provider'> | null
  pickupPin: string
  dropPin: string
}

export interface StuckParcel {
  shipmentId: Id<'shipment'>
  shopId: Id<'shop'>
  orderId: Id<'order'>
  state: ShipmentState
  carrier: Carrier
  providerId: Id<'provider'> | null
  why: StuckReason
  since: Date
  /** Of which `why` and `since` are told; null: of the parcel itself. */
  leg: StuckLeg | null
  promisedBy: Date | null
  attention: Attention | null
  codPaise: bigint
  pickupPin: string
  dropPin: string
}

interface Row {
  shop_id: string
  id: string
  order_id: string
  state: ShipmentState
  carrier: Carrier
  provider_id: string | null
  promised_by: Date | null
  attention: Attention | null
  cod_paise: bigint
  pickup_pin: string
  drop_pin: string
  why: StuckReason
  since: Date
  leg: number
  leg_id: string
  leg_state: ShipmentState
  back: boolean
  leg_provider_id: string | null
  leg_pickup_pin: string
  leg_drop_pin: string
}

const providerOf = (uuid: string | null): Id<'provider'> | null =>
  uuid === null ? null : idOf('provider', uuid)

const legOf = (row: Row): StuckLeg | null =>
  row.leg === 0
    ? null
    : {
        shipmentId: idOf('shipment', row.leg_id),
        number: row.leg,
        back: row.back,
        state: row.leg_state,
        providerId: providerOf(row.leg_provider_id),
        pickupPin: row.leg_pickup_pin,
        dropPin: row.leg_drop_pin,
      }

/** Parcels that do not move as they should, the oldest first, after `after`. */
export const stuckParcels = async (
  sql: Sql,
  wanted: { after: Id<'shipment'> | undefined; limit: number },
): Promise<StuckParcel[]> =>
  (await sql.query<Row>(page, [wanted.after ? uuidOf(wanted.after) : null, wanted.limit])).map((row) => ({
    shipmentId: idOf('shipment', row.id),
    shopId: idOf('shop', row.shop_id),
    orderId: idOf('order', row.order_id),
    state: row.state,
    carrier: row.carrier,
    providerId: providerOf(row.provider_id),
    why: row.why,
    since: row.since,
    leg: legOf(row),
    promisedBy: row.promised_by,
    attention: row.attention,
    codPaise: row.cod_paise,
    pickupPin: row.pickup_pin,
    dropPin: row.drop_pin,
  }))

/** How many parcels are stuck, by reason. */
export const countStuck = (sql: Sql): Promise<{ why: StuckReason; count: number }[]> => sql.query(count)
