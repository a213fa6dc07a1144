import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { endedInSql } from './shipments.states.ts'
import { type ShipmentRow, shipmentOf } from './shipments.store.ts'
import type { Holder, NewLeg, Shipment } from './shipments.types.ts'

type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }

/** A parcel and the legs of its way so far, in their order. */
export interface Way {
  parcel: Shipment
  legs: readonly Shipment[]
}

const ofOrder = statement(
  'shipments_by_order',
  'select * from shipments where shop_id = $1 and order_id = $2 order by leg',
)
// The legs first, the latest before the others, the whole last: whoever takes several takes them in this order.
const lockWayOf = statement(
  'shipments_lock_way',
  'select * from shipments where shop_id = $1 and order_id = $2 order by leg desc for update',
)

const wayOf = (rows: readonly ShipmentRow[]): Way | undefined => {
  const [parcel, ...legs] = rows.map(shipmentOf).sort((one, other) => one.leg - other.leg)
  return parcel && { parcel, legs }
}

export const readWay = async (sql: Sql, ref: OrderRef): Promise<Way | undefined> =>
  wayOf(await sql.query<ShipmentRow>(ofOrder, [uuidOf(ref.shopId), uuidOf(ref.orderId)]))

/**
 * Locks a parcel of an order with all its legs. Asked twice, one statement behind the other: who waited for the whole
 * does not see, with the first, the leg that was added meanwhile.
 */
export async function lockWay(tx: Tx, ref: OrderRef): Promise<Way | undefined> {
  const key = [uuidOf(ref.shopId), uuidOf(ref.orderId)]
  const [, rows] = await Promise.all([
    tx.query<ShipmentRow>(lockWayOf, key),
    tx.query<ShipmentRow>(lockWayOf, key),
  ])
  return wayOf(rows)
}

const insert = statement(
  'shipments_insert_leg',
  `with made as (
     insert into shipments (shop_id, id, order_id, leg, parcel_id, from_point, to_point, back, via, state, pickup_pin,
       pickup_lat, pickup_lng, drop_pin, drop_lat, drop_lng, distance_metres, weight_grams, is_food, cod_paise,
       handover_code_hash, delivery_code_hash, awb, is_cold, size, last_sequence)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'created', $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, 1)
     returning *),
   open as (insert into open_shipments (shop_id, id) select shop_id, id from made),
   told as (
     insert into shipment_events (shop_id, shipment_id, sequence, status, effect, state_after, occurred_at)
     select shop_id, id, 1, 'created', 'moved', 'created', now() from made)
   select * from made`,
)

/** Makes a leg of a locked parcel, still to be carried by somebody. */
export async function insertLeg(
  tx: Tx,
  leg: NewLeg & { handoverCodeHash: string; deliveryCodeHash: string },
): Promise<Shipment> {
  const [row] = await tx.query<ShipmentRow>(insert, [
    uuidOf(leg.shopId),
    uuidOf(leg.shipmentId),
    uuidOf(leg.orderId),
    leg.leg,
    uuidOf(leg.parcelId),
    leg.fromPoint && uuidOf(leg.fromPoint),
    leg.toPoint && uuidOf(leg.toPoint),
    leg.back,
    leg.via,
    leg.pickup.pin,
    leg.pickup.point.lat,
    leg.pickup.point.lng,
    leg.drop.pin,
    leg.drop.point?.lat ?? null,
    leg.drop.point?.lng ?? null,
    leg.distanceMetres,
    leg.weightGrams,
    leg.isFood,
    leg.codPaise,
    leg.handoverCodeHash,
    leg.deliveryCodeHash,
    leg.awb ?? null,
    leg.isCold ?? false,
    leg.size ?? null,
  ])
  return shipmentOf(row!)
}

const redirectLeg = statement(
  'shipments_redirect',
  `update shipments set to_point = $3, drop_pin = $4, drop_lat = $5, drop_lng = $6, delivery_code_hash = $7, state = $8,
     carrier = $9, provider_id = $10, offer_id = $11, tracking_url = $12, state_since = $13, promised_by = $14,
     handover_tries = $15, delivery_tries = 0, carrier_number = $16
   where shop_id = $1 and id = $2 returning *`,
)

/** Writes where a locked leg goes now, and who has it. */
export async function redirect(tx: Tx, leg: Shipment): Promise<Shipment> {
  const [row] = await tx.query<ShipmentRow>(redirectLeg, [
    uuidOf(leg.shopId),
    uuidOf(leg.shipmentId),
    leg.toPoint && uuidOf(leg.toPoint),
    leg.drop.pin,
    leg.drop.point?.lat ?? null,
    leg.drop.point?.lng ?? null,
    leg.deliveryCodeHash,
    leg.state,
    leg.carrier,
    leg.providerId && uuidOf(leg.providerId),
    leg.offerId && uuidOf(leg.offerId),
    leg.trackingUrl,
    leg.stateSince,
    leg.promisedBy,
    leg.handoverTries,
    leg.carrierNumber,
  ])
  return shipmentOf(row!)
}

/** Parcels and legs that may be under way, each with its row. */
const openOnes = 'select shipments.* from open_shipments join shipments using (shop_id, id)'

const failed = statement(
  'shipments_failed_before',
  `${openOnes} where leg = 0 and state = 'deliveryFailed' and state_since < $1 order by state_since limit 500`,
)

/** Parcels at whose door an attempt failed before this, by the clock of who told it, the oldest first. */
export const readFailed = async (sql: Sql, before: Date): Promise<Shipment[]> =>
  (await sql.query<ShipmentRow>(failed, [before])).map(shipmentOf)

const openLeg = statement(
  'shipments_open_leg',
  `select * from shipments where shop_id = $1 and parcel_id = $2
     and state not in (${endedInSql}) order by leg desc limit 1`,
)

export async function readOpenLeg(
  sql: Sql,
  whole: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
): Promise<Shipment | undefined> {
  const [row] = await sql.query<ShipmentRow>(openLeg, [uuidOf(whole.shopId), uuidOf(whole.shipmentId)])
  return row && shipmentOf(row)
}

const custody = statement(
  'shipments_custody',
  `select sequence, holder_kind, holder_id, occurred_at, recorded_at from shipment_events
   where shop_id = $1 and shipment_id = $2 and holder_kind is not null order by sequence`,
)

/** One step of a parcel from hand to hand. */
export interface CustodyStep {
  sequence: number
  holder: Holder
  recordedAt: Date
}

interface CustodyRow {
  sequence: number
  holder_kind: Holder['kind']
  holder_id: string | null
  recorded_at: Date
}

/** A holder as its columns have it. */
export const holderOf = (kind: Holder['kind'], uuid: string | null): Holder => {
  if (kind === 'provider') return { kind, id: idOf('provider', uuid!) }
  if (kind === 'point') return { kind, id: idOf('point', uuid!) }
  return { kind }
}

/** Through whose hands a parcel went; the last one has it. */
export const readCustody = async (
  sql: Sql,
  parcel: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
): Promise<CustodyStep[]> =>
  (await sql.query<CustodyRow>(custody, [uuidOf(parcel.shopId), uuidOf(parcel.shipmentId)])).map((row) => ({
    sequence: row.sequence,
    holder: holderOf(row.holder_kind, row.holder_id),
    recordedAt: row.recorded_at,
  }))

const openLegsOfPoint = statement(
  'shipments_of_point',
  `select * from shipments where (from_point = $1 or to_point = $1) and id >= $2
     and state not in (${endedInSql}) order by id desc limit 500`,
)

/** Parcels and legs that come to a point or leave from it, the newest first. */
export const readOfPoint = async (sql: Sql, point: Id<'point'>, oldest: string): Promise<Shipment[]> =>
  (await sql.query<ShipmentRow>(openLegsOfPoint, [uuidOf(point), oldest])).map(shipmentOf)

const waiting = statement(
  'shipments_waiting_at_points',
  `${openOnes} where leg = 0 and carrier = 'relay' and state = 'atDrop' and to_point is not null
     and state_since < now() - $1 * interval '1 hour' order by id limit 200`,
)

/** Parcels that wait at a point for their buyers longer than so many hours. */
export const readUncollected = async (sql: Sql, hours: number): Promise<Shipment[]> =>
  (await sql.query<ShipmentRow>(waiting, [hours])).map(shipmentOf)

const stranded = statement(
  'shipments_stranded',
  `${openOnes} where leg = 0 and carrier = 'relay' and state in ('booked', 'atHub', 'returning')
     and state_since < now() - interval '30 seconds'
     and not exists (select 1 from shipments leg where leg.shop_id = shipments.shop_id and leg.order_id = shipments.order_id
       and leg.leg > 0 and leg.state not in (${endedInSql}))
   order by id limit 200`,
)

/** Parcels on their way over several hands that nobody is asked to carry on. */
export const readStranded = async (sql: Sql): Promise<Shipment[]> =>
  (await sql.query<ShipmentRow>(stranded)).map(shipmentOf)

const closeEnded = statement(
  'shipments_close_ended',
  `delete from open_shipments open using shipments ended where ended.shop_id = open.shop_id and ended.id = open.id
     and ended.state in (${endedInSql}) returning 1 as one`,
)

/** Takes parcels and legs that have ended off the open ones; how many. */
export const closeEndedShipments = async (sql: Sql): Promise<number> => (await sql.query(closeEnded)).length
