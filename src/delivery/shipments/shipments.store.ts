import { airwayBillOf } from '../../kernel/airway-bill.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { notifySql } from '../../platform/live/index.ts'
import type { Attention } from './shipments.attention.ts'
import type { ShipmentState } from './shipments.states.ts'
import type { Carrier, Holder, NewEntry, NewShipment, Shipment } from './shipments.types.ts'

export interface ShipmentRow {
  shop_id: string
  id: string
  order_id: string
  leg: number
  parcel_id: string | null
  from_point: string | null
  to_point: string | null
  back: boolean
  via: 'startup' | 'post'
  state: ShipmentState
  carrier: Carrier
  provider_id: string | null
  offer_id: string | null
  tracking_url: string | null
  awb: string | null
  carrier_number: string | null
  pickup_pin: string
  pickup_lat: number
  pickup_lng: number
  drop_pin: string
  drop_lat: number | null
  drop_lng: number | null
  distance_metres: number
  weight_grams: number
  is_food: boolean
  is_cold: boolean
  size: ParcelSize | null
  cod_paise: bigint
  handover_code_hash: string
  handover_tries: number
  delivery_code_hash: string
  delivery_tries: number
  attention: Attention | null
  round: number
  retry_at: Date | null
  look: number
  last_sequence: number
  state_since: Date
  promised_by: Date | null
  created_at: Date
}

/** A row as the code has it. */
export const shipmentOf = (row: ShipmentRow): Shipment => ({
  shopId: idOf('shop', row.shop_id),
  shipmentId: idOf('shipment', row.id),
  orderId: idOf('order', row.order_id),
  leg: row.leg,
  parcelId: row.parcel_id === null ? null : idOf('shipment', row.parcel_id),
  fromPoint: row.from_point === null ? null : idOf('point', row.from_point),
  toPoint: row.to_point === null ? null : idOf('point', row.to_point),
  back: row.back,
  via: row.via,
  state: row.state,
  carrier: row.carrier,
  providerId: row.provider_id === null ? null : idOf('provider', row.provider_id),
  offerId: row.offer_id === null ? null : idOf('offer', row.offer_id),
  trackingUrl: row.tracking_url,
  awb: row.awb,
  carrierNumber: row.carrier_number,
  pickup: { pin: row.pickup_pin, point: { lat: row.pickup_lat, lng: row.pickup_lng } },
  drop: {
    pin: row.drop_pin,
    point: row.drop_lat === null || row.drop_lng === null ? null : { lat: row.drop_lat, lng: row.drop_lng },
  },
  distanceMetres: row.distance_metres,
  weightGrams: row.weight_grams,
  isFood: row.is_food,
  isCold: row.is_cold,
  size: row.size,
  codPaise: row.cod_paise,
  handoverCodeHash: row.handover_code_hash,
  handoverTries: row.handover_tries,
  deliveryCodeHash: row.delivery_code_hash,
  deliveryTries: row.delivery_tries,
  attention: row.attention,
  round: row.round,
  retryAt: row.retry_at,
  look: row.look,
  lastSequence: row.last_sequence,
  stateSince: row.state_since,
  promisedBy: row.promised_by,
  createdAt: row.created_at,
})

const byId = statement('shipments_by_id', 'select * from shipments where id = $1')
const lockOne = statement(
  'shipments_lock',
  'select * from shipments where shop_id = $1 and id = $2 for update',
)
export async function readShipment(sql: Sql, id: Id<'shipment'>): Promise<Shipment | undefined> {
  const [row] = await sql.query<ShipmentRow>(byId, [uuidOf(id)])
  return row && shipmentOf(row)
}

const byIds = statement('shipments_by_ids', 'select * from shipments where id = any($1::uuid[])')

/** Those of these parcels that there are. */
export const readSeveral = async (
  sql: Sql,
  ids: readonly Id<'shipment'>[],
): Promise<Map<Id<'shipment'>, Shipment>> => {
  if (ids.length === 0) return new Map()
  const rows = await sql.query<ShipmentRow>(byIds, [ids.map(uuidOf)])
  return new Map(rows.map(shipmentOf).map((parcel) => [parcel.shipmentId, parcel]))
}

const madeBetween = statement(
  'shipments_made_between',
  'select * from shipments where created_at >= $1 and created_at < $2 and leg = 0 order by created_at, id',
)

/** Parcels that were made from one instant to before another, the earliest first. Legs are none. */
export const readMadeBetween = async (sql: Sql, from: Date, to: Date): Promise<Shipment[]> =>
  (await sql.query<ShipmentRow>(madeBetween, [from, to])).map(shipmentOf)

/** Locks a parcel: everything that changes it, or its offers, holds this lock first. */
export async function lockShipment(
  tx: Tx,
  ref: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
): Promise<Shipment | undefined> {
  const [row] = await tx.query<ShipmentRow>(lockOne, [uuidOf(ref.shopId), uuidOf(ref.shipmentId)])
  return row && shipmentOf(row)
}

const nextBills = statement(
  'shipments_next_bills',
  `select nextval('airway_bills') as serial from generate_series(1, $1::int)`,
)

/** So many airway-bill numbers of the market's own; one that is not used is left out for ever. */
export const newAirwayBills = async (tx: Tx, count: number): Promise<string[]> =>
  (await tx.query<{ serial: bigint }>(nextBills, [count])).map(({ serial }) => airwayBillOf(serial))

// The first lines of the timeline are written with the parcel: made, and offered when it already is.
const insertMany = statement(
  'shipments_insert',
  `with made as (
     insert into shipments (shop_id, id, order_id, state, pickup_pin, pickup_lat, pickup_lng, drop_pin, drop_lat, drop_lng,
       distance_metres, weight_grams, is_food, is_cold, size, cod_paise, handover_code_hash, delivery_code_hash, to_point, awb, last_sequence)
     select shop_id, id, order_id, state, pickup_pin, pickup_lat, pickup_lng, drop_pin, drop_lat, drop_lng,
       distance_metres, weight_grams, is_food, is_cold, size, cod_paise, handover_code_hash, delivery_code_hash, to_point, awb,
       case when state = 'offered' then 2 else 1 end
     from jsonb_to_recordset($1::jsonb) as row (shop_id uuid, id uuid, order_id uuid, state text, pickup_pin text,
       pickup_lat float8, pickup_lng float8, drop_pin text, drop_lat float8, drop_lng float8, distance_metres int,
       weight_grams int, is_food boolean, is_cold boolean, size jsonb, cod_paise bigint, handover_code_hash text, delivery_code_hash text, to_point uuid,
       awb text)
     order by shop_id, order_id
     on conflict (shop_id, order_id, leg) do nothing
     returning shop_id, id, order_id, last_sequence),
   open as (insert into open_shipments (shop_id, id) select shop_id, id from made),
   told as (
     insert into shipment_events (shop_id, shipment_id, sequence, status, effect, state_after, occurred_at, holder_kind)
     select shop_id, id, sequence, status, 'moved', status, now(), case when sequence = 1 then 'shop' end
     from made join (values (1, 'created'), (2, 'offered')) as line (sequence, status) on sequence <= last_sequence)
   select id from made`,
)

/** Makes parcels; answers those that were made: an order that has one gets no second. */
export async function insertShipments(
  tx: Tx,
  rows: readonly (NewShipment & { handoverCodeHash: string; deliveryCodeHash: string })[],
): Promise<Set<Id<'shipment'>>> {
  const values = rows.map((row) => ({
    shop_id: uuidOf(row.shopId),
    id: uuidOf(row.shipmentId),
    order_id: uuidOf(row.orderId),
    state: row.state,
    pickup_pin: row.pickup.pin,
    pickup_lat: row.pickup.point.lat,
    pickup_lng: row.pickup.point.lng,
    drop_pin: row.drop.pin,
    drop_lat: row.drop.point?.lat ?? null,
    drop_lng: row.drop.point?.lng ?? null,
    distance_metres: row.distanceMetres,
    weight_grams: row.weightGrams,
    is_food: row.isFood,
    is_cold: row.isCold ?? false,
    size: row.size ?? null,
    cod_paise: Number(row.codPaise),
    handover_code_hash: row.handoverCodeHash,
    delivery_code_hash: row.deliveryCodeHash,
    to_point: row.toPoint && uuidOf(row.toPoint),
    awb: row.awb ?? null,
  }))
  const made = await tx.query<{ id: string }>(insertMany, [JSON.stringify(values)])
  return new Set(made.map((row) => idOf('shipment', row.id)))
}

export const channelOf = (id: Id<'shipment'>): string => `shipment/${id}`

const announce = async (tx: Tx, parcels: readonly { id: Id<'shipment'>; seq: number }[]): Promise<void> => {
  if (parcels.length === 0) return
  const notice = notifySql(...parcels.map(({ id, seq }) => ({ channel: channelOf(id), seq })))
  await tx.query(notice.statement, notice.values)
}

// A parcel is read under its lock, changed as a value and written back whole, with its new lines.
const save = statement(
  'shipments_save',
  `with saved as (
     update shipments set state = $3, carrier = $4, provider_id = $5, offer_id = $6, tracking_url = $7, handover_tries = $8,
       delivery_tries = $9, attention = $10, round = $11, retry_at = $12, last_sequence = $13, state_since = $14, promised_by = $15,
       look = $17, to_point = $18, back = $19, awb = $20, carrier_number = $21
     where shop_id = $1 and id = $2 returning shop_id, id)
   insert into shipment_events (shop_id, shipment_id, sequence, provider_id, event_id, status, effect, state_after, occurred_at, detail,
     holder_kind, holder_id)
   select saved.shop_id, saved.id, line.sequence, line.provider_id, line.event_id, line.status, line.effect, line.state_after,
     line.occurred_at, line.detail, line.holder_kind, line.holder_id
   from saved, jsonb_to_recordset($16::jsonb) as line (sequence int, provider_id uuid, event_id text, status text, effect text,
     state_after text, occurred_at timestamptz, detail jsonb, holder_kind text, holder_id uuid)`,
)

/** A holder as its columns have it. */
export const holderRow = (holder: Holder | null | undefined) =>
  holder
    ? { holder_kind: holder.kind, holder_id: 'id' in holder ? uuidOf(holder.id) : null }
    : { holder_kind: null, holder_id: null }

/** Writes a locked parcel back with further lines of its timeline, and announces them; the parcel as it is now. */
export async function saveShipment(
  tx: Tx,
  parcel: Shipment,
  entries: readonly NewEntry[],
): Promise<Shipment> {
  const lines = entries.map((entry, index) => ({
    sequence: parcel.lastSequence + 1 + index,
    provider_id: entry.providerId && uuidOf(entry.providerId),
    event_id: entry.eventId,
    status: entry.status,
    effect: entry.effect,
    state_after: entry.stateAfter,
    occurred_at: entry.occurredAt.toISOString(),
    detail: entry.detail,
    ...holderRow(entry.holder),
  }))
  const lastSequence = parcel.lastSequence + lines.length
  await tx.query(save, [
    uuidOf(parcel.shopId),
    uuidOf(parcel.shipmentId),
    parcel.state,
    parcel.carrier,
    parcel.providerId && uuidOf(parcel.providerId),
    parcel.offerId && uuidOf(parcel.offerId),
    parcel.trackingUrl,
    parcel.handoverTries,
    parcel.deliveryTries,
    parcel.attention && JSON.stringify(parcel.attention),
    parcel.round,
    parcel.retryAt,
    lastSequence,
    parcel.stateSince,
    parcel.promisedBy,
    JSON.stringify(lines),
    parcel.look,
    parcel.toPoint && uuidOf(parcel.toPoint),
    parcel.back,
    parcel.awb,
    parcel.carrierNumber,
  ])
  if (lines.length > 0) await announce(tx, [{ id: parcel.shipmentId, seq: lastSequence }])
  return { ...parcel, lastSequence }
}
