import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { LIVE_CHANNEL } from '../../platform/live/index.ts'
import { carrierNumberIn } from './shipments.rules.ts'
import { channelOf } from './shipments.store.ts'

/** Queries for parcels that find their carrier, and for the numbers that it gives them. */

export interface Booking {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  providerId: Id<'provider'>
  offerId: Id<'offer'>
  trackingUrl: string | null
  /** The carrier's own number of the parcel; taken where it is one, and no other parcel of the carrier has it. */
  carrierNumber: string | null
  promisedMinutes: number
}

const bookMany = statement(
  'shipments_book',
  `with told as (
     select * from jsonb_to_recordset($1::jsonb) as row
       (shop_id uuid, id uuid, provider_id uuid, offer_id uuid, tracking_url text, promised_minutes int, channel text,
        carrier_number text)),
   numbered as (
     insert into carrier_numbers (provider_id, number, shipment_id)
     select provider_id, carrier_number, id from told where carrier_number is not null order by provider_id, carrier_number
     on conflict (provider_id, number) do update set number = excluded.number
       where carrier_numbers.shipment_id = excluded.shipment_id
     returning shipment_id, number),
   locked as (
     select s.shop_id, s.id from shipments s join told using (shop_id, id)
     where s.state in ('created', 'offered') order by s.shop_id, s.id for update of s),
   moved as (
     update shipments s set state = 'booked', carrier = 'provider', provider_id = told.provider_id, offer_id = told.offer_id,
       tracking_url = told.tracking_url,
       carrier_number = (select number from numbered where numbered.shipment_id = s.id), attention = null, retry_at = null, state_since = now(),
       promised_by = now() + told.promised_minutes * interval '1 minute', last_sequence = s.last_sequence + 1
     from told join locked using (shop_id, id) where s.shop_id = told.shop_id and s.id = told.id
     returning s.shop_id, s.id, s.provider_id, s.last_sequence, told.channel),
   line as (
     insert into shipment_events (shop_id, shipment_id, sequence, provider_id, status, effect, state_after, occurred_at)
     select shop_id, id, last_sequence, provider_id, 'booked', 'moved', 'booked', now() from moved)
   select id, pg_notify('${LIVE_CHANNEL}', json_build_object('channel', channel, 'seq', last_sequence)::text) from moved`,
)

/** Books parcels that are still looked for; answers those that were. Announces them. */
export async function bookShipments(tx: Tx, rows: readonly Booking[]): Promise<Set<Id<'shipment'>>> {
  // Of parcels of one moment that are given the same number the first has it.
  const numbers = new Set<string>()
  const numberOf = ({ providerId, carrierNumber }: Booking): string | null => {
    const number = carrierNumberIn(carrierNumber)
    const key = `${providerId} ${number}`
    if (!number || numbers.has(key)) return null
    numbers.add(key)
    return number
  }
  const values = rows.map((row) => ({
    shop_id: uuidOf(row.shopId),
    id: uuidOf(row.shipmentId),
    provider_id: uuidOf(row.providerId),
    offer_id: uuidOf(row.offerId),
    tracking_url: row.trackingUrl,
    promised_minutes: row.promisedMinutes,
    channel: channelOf(row.shipmentId),
    carrier_number: numberOf(row),
  }))
  const booked = await tx.query<{ id: string }>(bookMany, [JSON.stringify(values)])
  return new Set(booked.map((row) => idOf('shipment', row.id)))
}

const claimOne = statement(
  'shipments_number',
  `insert into carrier_numbers (provider_id, number, shipment_id) values ($1, $2, $3)
   on conflict (provider_id, number) do update set number = excluded.number
     where carrier_numbers.shipment_id = excluded.shipment_id
   returning number`,
)

/** Takes a carrier's own number for a parcel; whether it is the parcel's now: another may have it. */
export const claimNumber = async (
  tx: Tx,
  given: { providerId: Id<'provider'>; number: string; shipmentId: Id<'shipment'> },
): Promise<boolean> => {
  const values = [uuidOf(given.providerId), given.number, uuidOf(given.shipmentId)]
  return (await tx.query(claimOne, values)).length > 0
}

const toBeFetched = statement(
  'shipments_to_be_fetched',
  `select id from shipments where shop_id = $1 and id >= $2 and leg = 0
     and state in ('created', 'offered', 'booked', 'agentAssigned', 'atPickup', 'bookingFailed')
   order by id limit $3`,
)

const broughtByShop = statement(
  'shipments_brought_by_shop',
  `select order_id from shipments where shop_id = $1 and order_id = any($2::uuid[]) and leg = 0 and carrier = 'shop'`,
)

/** Which of these orders the shop brings itself. */
export const readBroughtByShop = async (
  sql: Sql,
  shopId: Id<'shop'>,
  orderIds: readonly Id<'order'>[],
): Promise<ReadonlySet<Id<'order'>>> =>
  new Set(
    (await sql.query<{ order_id: string }>(broughtByShop, [uuidOf(shopId), orderIds.map(uuidOf)])).map(
      (row) => idOf('order', row.order_id),
    ),
  )

/** Parcels of a shop that nobody has fetched yet, the oldest first; older ones than `from` are left out. */
export const readToBeFetched = async (
  sql: Sql,
  given: { shopId: Id<'shop'>; from: string; most: number },
): Promise<Id<'shipment'>[]> =>
  (await sql.query<{ id: string }>(toBeFetched, [uuidOf(given.shopId), given.from, given.most])).map(
    ({ id }) => idOf('shipment', id),
  )

const carrierOf = statement(
  'shipments_carrier_of_order',
  `select provider_id from shipments where shop_id = $1 and order_id = $2 and leg = 0 and carrier = 'provider'`,
)

/** The startup that carries, or carried, an order by itself; undefined where it was the shop or several hands. */
export async function carrierOfOrder(
  sql: Sql,
  order: { shopId: Id<'shop'>; orderId: Id<'order'> },
): Promise<Id<'provider'> | undefined> {
  const [row] = await sql.query<{ provider_id: string | null }>(carrierOf, [
    uuidOf(order.shopId),
    uuidOf(order.orderId),
  ])
  return row?.provider_id ? idOf('provider', row.provider_id) : undefined
}
