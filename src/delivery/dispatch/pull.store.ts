import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { LIVE_CHANNEL } from '../../platform/live/index.ts'
import type { ParcelOffer } from './dispatch.ports.ts'

/** What a provider that fetches offers sees at one moment. */
export interface Pool {
  /** Offers that nobody of the provider holds. */
  free: ParcelOffer[]
  /** Offers and bookings that were taken back from it within the last day. */
  withdrawn: { reference: Id<'offer'>; shipmentId: Id<'shipment'>; reason: string | null; at: Date }[]
  /** Milliseconds until the first lease ends, by the database's clock; null while none is held. */
  nextFreeMs: number | null
}

export interface Lease {
  holder: string
  until: Date
  isLapsed: boolean
  acceptedAt: Date | null
}

/** The live channel on which a provider's pool is told to have changed. */
export const poolChannel = (id: Id<'provider'>): string => `offers/${id}`

interface OfferRow {
  id: string
  shipment_id: string
  pickup_pin: string
  pickup_lat: number
  pickup_lng: number
  drop_pin: string
  distance_metres: number
  weight_grams: number
  is_food: boolean
  is_cold: boolean
  size: ParcelSize | null
  reverse: boolean
  cod_paise: bigint
  price_paise: bigint
  decide_by: Date
  held_ms: number | null
}

const pending = statement(
  'pull_pending',
  `select offer.id, offer.shipment_id, parcel.pickup_pin, parcel.pickup_lat, parcel.pickup_lng, parcel.drop_pin,
     parcel.distance_metres, parcel.weight_grams, parcel.is_food, parcel.is_cold, parcel.size,
     (parcel.leg > 0 and parcel.back and parcel.from_point is null) as reverse, parcel.cod_paise, offer.price_paise, offer.decide_by,
     case when lease.until > clock_timestamp()
       then ceil(extract(epoch from lease.until - clock_timestamp()) * 1000)::int end as held_ms
   from offers offer
     join shipments parcel on parcel.shop_id = offer.shop_id and parcel.id = offer.shipment_id
     left join offer_leases lease on lease.provider_id = offer.provider_id and lease.offer_id = offer.id
   where offer.provider_id = $1 and offer.state = 'pending' and offer.decide_by > clock_timestamp()
   order by offer.id limit 500`,
)
const withdrawn = statement(
  'pull_withdrawn',
  `select id, shipment_id, reason, updated_at from offers
   where provider_id = $1 and cancel_wanted and updated_at > now() - interval '1 day'
   order by updated_at desc limit 100`,
)

export async function readPool(sql: Sql, providerId: Id<'provider'>): Promise<Pool> {
  const key = [uuidOf(providerId)]
  const offers = await sql.query<OfferRow>(pending, key)
  const back = await sql.query<{ id: string; shipment_id: string; reason: string | null; updated_at: Date }>(
    withdrawn,
    key,
  )
  const held = offers.flatMap((row) => (row.held_ms === null ? [] : [row.held_ms]))
  return {
    free: offers.filter((row) => row.held_ms === null).map(offerOf),
    withdrawn: back.map((row) => ({
      reference: idOf('offer', row.id),
      shipmentId: idOf('shipment', row.shipment_id),
      reason: row.reason,
      at: row.updated_at,
    })),
    nextFreeMs: held.length > 0 ? Math.min(...held) : null,
  }
}

const offerOf = (row: OfferRow): ParcelOffer => ({
  reference: idOf('offer', row.id),
  shipmentId: idOf('shipment', row.shipment_id),
  pickup: { pin: row.pickup_pin, point: { lat: row.pickup_lat, lng: row.pickup_lng } },
  dropPin: row.drop_pin,
  distanceMetres: row.distance_metres,
  weightGrams: row.weight_grams,
  isFood: row.is_food,
  isCold: row.is_cold,
  size: row.size,
  reverse: row.reverse,
  codPaise: row.cod_paise,
  pricePaise: row.price_paise,
  decideBy: row.decide_by,
})

// One row for an offer, whoever holds it: of many who ask at once one gets it, and the same holder gets it again.
const take = statement(
  'pull_take',
  `insert into offer_leases as lease (provider_id, offer_id, holder, until)
   select provider_id, id, $3, least(clock_timestamp() + make_interval(secs => $4), decide_by) from offers
    where id = $2 and provider_id = $1 and state = 'pending' and decide_by > clock_timestamp()
   on conflict (provider_id, offer_id) do update set holder = excluded.holder, until = excluded.until
    where lease.accepted_at is null and (lease.until <= clock_timestamp() or lease.holder = excluded.holder)
   returning until`,
)
const held = statement(
  'pull_held',
  `select holder, until, until <= clock_timestamp() as "isLapsed", accepted_at as "acceptedAt"
   from offer_leases where provider_id = $1 and offer_id = $2 for update`,
)
const markAccepted = statement(
  'pull_accepted',
  'update offer_leases set accepted_at = clock_timestamp() where provider_id = $1 and offer_id = $2',
)
const forget = statement('pull_forget', `delete from offer_leases where until < now() - interval '7 days'`)
const announce = statement(
  'pull_announce',
  `select pg_notify('${LIVE_CHANNEL}', json_build_object('channel', $1::text)::text)`,
)

/** Takes the lease of a pending offer, or takes it again; until when, or undefined when somebody else has it. */
export async function takeLease(
  sql: Sql,
  lease: { providerId: Id<'provider'>; offerId: Id<'offer'>; holder: string; seconds: number },
): Promise<Date | undefined> {
  const { providerId, offerId, holder, seconds } = lease
  const [row] = await sql.query<{ until: Date }>(take, [uuidOf(providerId), uuidOf(offerId), holder, seconds])
  return row?.until
}

/** The lease of an offer whose parcel is locked. */
export async function lockLease(
  tx: Tx,
  providerId: Id<'provider'>,
  offerId: Id<'offer'>,
): Promise<Lease | undefined> {
  const [row] = await tx.query<Lease & Record<string, unknown>>(held, [uuidOf(providerId), uuidOf(offerId)])
  return row
}

export const acceptUnderLease = async (
  tx: Tx,
  providerId: Id<'provider'>,
  offerId: Id<'offer'>,
): Promise<void> => void (await tx.query(markAccepted, [uuidOf(providerId), uuidOf(offerId)]))

/** Takes leases out that ended long ago. */
export const forgetLeases = async (sql: Sql): Promise<void> => void (await sql.query(forget, []))

/** Tells whoever waits for this provider's pool that it has changed, once this commits. */
export const announcePool = async (tx: Tx, providerId: Id<'provider'>): Promise<void> =>
  void (await tx.query(announce, [poolChannel(providerId)]))
