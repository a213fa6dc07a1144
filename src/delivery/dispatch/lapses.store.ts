import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement } from '../../platform/database/index.ts'

/** A promise of a booking that was not kept by its hour; pauses are not looked at here. */
export interface Lapse {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  offerId: Id<'offer'>
  orderId: Id<'order'>
  providerId: Id<'provider'>
  kind: 'pickup' | 'delivery'
  promisedBy: Date
  pickupPin: string
  dropPin: string
  feePaise: Paise
}

/** Of the promised minutes a provider has so many percent to be at the shop, where its terms say nothing else. */
export const pickupPercent = 50

/** When a line `event` counts: told too late, from when it was told; the same as where penalties are reckoned. */
export const countedAt = `greatest(event.occurred_at, event.recorded_at - interval '15 minutes')`

/** By when a rider is promised at the shop, of a `parcel` booked by an `offer`. */
export const pickupBy = `parcel.promised_by - interval '1 minute'
         * (offer.promised_minutes - coalesce(offer.pickup_minutes, offer.promised_minutes * ${pickupPercent / 100}))`

const inTime = (states: string, by: string) =>
  `exists (select 1 from shipment_events event
     where event.shop_id = seen.shop_id and event.shipment_id = seen.shipment_id and event.provider_id = seen.provider_id
       and event.effect = 'moved' and event.state_after in (${states}) and event.status = event.state_after
       and ${countedAt} <= ${by})`

const lapses = statement(
  'dispatch_lapses',
  `with seen as materialized (
     select parcel.shop_id, parcel.id as shipment_id, parcel.offer_id, parcel.order_id, parcel.provider_id, parcel.state,
       parcel.state_since, parcel.pickup_pin, parcel.drop_pin, parcel.promised_by, offer.price_paise,
       ${pickupBy} as pickup_by
     from shipments parcel
     join offers offer on offer.shop_id = parcel.shop_id and offer.shipment_id = parcel.id and offer.id = parcel.offer_id
     where parcel.promised_by > $1 and parcel.carrier = 'provider' and parcel.provider_id is not null
       and parcel.state not in ('created', 'offered', 'bookingFailed', 'cancelled')
       and (parcel.promised_by <= $2 or parcel.state in ('booked', 'agentAssigned') or parcel.state_since > $1)),
   lapsed as (
     select seen.*, 'delivery' as kind, promised_by as by from seen
     where promised_by <= $2 and not ${inTime(`'delivered'`, 'seen.promised_by')}
     union all
     select seen.*, 'pickup', pickup_by from seen
     where pickup_by <= $2 and not ${inTime(`'atPickup', 'pickedUp', 'delivered'`, 'seen.pickup_by')})
   select shop_id as "shopId", shipment_id as "shipmentId", offer_id as "offerId", order_id as "orderId",
     provider_id as "providerId", kind, by as "promisedBy", pickup_pin as "pickupPin", drop_pin as "dropPin",
     price_paise as "feePaise"
   from lapsed`,
)

/**
 * Promises that lapsed after one instant and up to another, and those of pick-ups that are still open; of the
 * latter some come again. It reads the parcels under way.
 */
export async function findLapses(sql: Sql, after: Date, upTo: Date): Promise<Lapse[]> {
  const rows = await sql.query<{ [K in keyof Lapse]: Lapse[K] extends string ? string : Lapse[K] }>(lapses, [
    after,
    upTo,
  ])
  return rows.map((row) => ({
    ...row,
    shopId: idOf('shop', row.shopId),
    shipmentId: idOf('shipment', row.shipmentId),
    offerId: idOf('offer', row.offerId),
    orderId: idOf('order', row.orderId),
    providerId: idOf('provider', row.providerId),
    kind: row.kind as Lapse['kind'],
  }))
}

const takenBack = statement(
  'dispatch_taken_back',
  `select id, updated_at from offers where id = any($1::uuid[]) and state <> 'booked'`,
)

/** Of these bookings those that were given or taken back, and when. */
export const takenBackAt = async (sql: Sql, ids: readonly Id<'offer'>[]): Promise<Map<Id<'offer'>, Date>> =>
  new Map(
    (await sql.query<{ id: string; updated_at: Date }>(takenBack, [ids.map(uuidOf)])).map((row) => [
      idOf('offer', row.id),
      row.updated_at,
    ]),
  )
