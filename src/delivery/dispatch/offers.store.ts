import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { CountedPlace, Lane } from '../providers/index.ts'
import type { Ranking } from './score.rules.ts'

export const liveStates = ['asking', 'pending', 'unknown', 'cancelling', 'booked'] as const
export type LiveState = (typeof liveStates)[number]
export type OfferState = LiveState | 'declined' | 'failed' | 'lapsed' | 'cancelled'
export type OfferAction = 'book' | 'status' | 'cancel'
export type Closer = 'provider' | 'market' | 'shop' | 'buyer'

/** One parcel asked of one provider. */
export interface Offer {
  shopId: Id<'shop'>
  offerId: Id<'offer'>
  shipmentId: Id<'shipment'>
  providerId: Id<'provider'>
  round: number
  state: OfferState
  nextAction: OfferAction
  tries: number
  decideBy: Date
  closedBy: Closer | null
  reason: string | null
  cancelWanted: boolean
  cancelledThereAt: Date | null
  pricePaise: Paise
  promisedMinutes: number
  providerReference: string | null
  countedOn: CountedPlace | null
}

export const isLive = (state: OfferState): state is LiveState =>
  (liveStates as readonly string[]).includes(state)

interface OfferRow {
  shop_id: string
  id: string
  shipment_id: string
  provider_id: string
  round: number
  state: OfferState
  next_action: OfferAction
  tries: number
  decide_by: Date
  closed_by: Closer | null
  reason: string | null
  cancel_wanted: boolean
  cancelled_there_at: Date | null
  price_paise: bigint
  promised_minutes: number
  provider_reference: string | null
  counted_on: CountedPlace | null
}

const offerOf = (row: OfferRow): Offer => ({
  shopId: idOf('shop', row.shop_id),
  offerId: idOf('offer', row.id),
  shipmentId: idOf('shipment', row.shipment_id),
  providerId: idOf('provider', row.provider_id),
  round: row.round,
  state: row.state,
  nextAction: row.next_action,
  tries: row.tries,
  decideBy: row.decide_by,
  closedBy: row.closed_by,
  reason: row.reason,
  cancelWanted: row.cancel_wanted,
  cancelledThereAt: row.cancelled_there_at,
  pricePaise: row.price_paise,
  promisedMinutes: row.promised_minutes,
  providerReference: row.provider_reference,
  countedOn: row.counted_on,
})

export interface NewOffer {
  shopId: Id<'shop'>
  offerId: Id<'offer'>
  shipmentId: Id<'shipment'>
  providerId: Id<'provider'>
  round: number
  decideBy: Date
  pricePaise: Paise
  promisedMinutes: number
  lane: Lane
  /** By the terms; null: a share of the promised minutes. */
  pickupMinutes: number | null
  countedOn: CountedPlace | null
  /** The provider that has no room for it, by an agreement about capacity. */
  lentTo?: Id<'provider'> | undefined
  ranking: Ranking
}

// A new offer asks at once: should its asker die, the next look asks for its status first.
const insertMany = statement(
  'dispatch_offers_insert',
  `with row as (
     select * from jsonb_to_recordset($1::jsonb) as row (shop_id uuid, id uuid, shipment_id uuid, provider_id uuid, round int,
       decide_by timestamptz, price_paise bigint, promised_minutes int, lane text, pickup_minutes int, counted_on jsonb, lent_to uuid, number int, candidates jsonb)
     where exists (select from shipments s where s.shop_id = row.shop_id and s.id = row.shipment_id)),
   offer as (
     insert into offers (shop_id, id, shipment_id, provider_id, round, state, next_action, tries, decide_by, price_paise,
       promised_minutes, lane, pickup_minutes, counted_on, lent_to)
     select shop_id, id, shipment_id, provider_id, round, 'asking', 'status', 1, decide_by, price_paise, promised_minutes, lane,
       pickup_minutes, counted_on, lent_to
     from row)
   insert into decisions (shop_id, shipment_id, number, round, offer_id, candidates)
   select shop_id, shipment_id, number, round, id, candidates from row`,
)

const rankingJson = (ranking: Ranking) => ({
  able: ranking.able.map((one) => ({
    ...one,
    pricePaise: Number(one.pricePaise),
    score: Number(one.score),
  })),
  refused: ranking.refused,
  strategy: ranking.strategy,
  elsewhere: ranking.elsewhere,
})

/**
 * Writes offers with the decisions behind them; `number` counts a parcel's decisions from 1. What was offered of a
 * parcel that was not made, because its order has one, is left out.
 */
export const insertOffers = async (
  tx: Tx,
  offers: readonly (NewOffer & { number: number })[],
): Promise<void> => {
  const values = offers.map((offer) => ({
    shop_id: uuidOf(offer.shopId),
    id: uuidOf(offer.offerId),
    shipment_id: uuidOf(offer.shipmentId),
    provider_id: uuidOf(offer.providerId),
    round: offer.round,
    decide_by: offer.decideBy,
    price_paise: Number(offer.pricePaise),
    promised_minutes: offer.promisedMinutes,
    lane: offer.lane,
    pickup_minutes: offer.pickupMinutes,
    counted_on: offer.countedOn,
    lent_to: offer.lentTo ? uuidOf(offer.lentTo) : null,
    number: offer.number,
    candidates: rankingJson(offer.ranking),
  }))
  await tx.query(insertMany, [JSON.stringify(values)])
}

const insertNobody = statement(
  'dispatch_decision_nobody',
  'insert into decisions (shop_id, shipment_id, number, round, candidates) values ($1, $2, $3, $4, $5::jsonb)',
)

/** Writes down that nobody was left, and why each was not. */
export const insertNobodyLeft = async (
  tx: Tx,
  decision: {
    shopId: Id<'shop'>
    shipmentId: Id<'shipment'>
    number: number
    round: number
    ranking: Ranking
  },
): Promise<void> =>
  void (await tx.query(insertNobody, [
    uuidOf(decision.shopId),
    uuidOf(decision.shipmentId),
    decision.number,
    decision.round,
    JSON.stringify(rankingJson(decision.ranking)),
  ]))

type ParcelRef = { shopId: Id<'shop'>; shipmentId: Id<'shipment'> }

const lockLive = statement(
  'dispatch_offer_live',
  `select * from offers where shop_id = $1 and shipment_id = $2
     and state in ('asking', 'pending', 'unknown', 'cancelling', 'booked') for update`,
)
const lockById = statement(
  'dispatch_offer_lock',
  'select * from offers where shop_id = $1 and shipment_id = $2 and id = $3 for update',
)
const past = statement(
  'dispatch_offers_past',
  `select (select coalesce(max(number), 0) from decisions where shop_id = $1 and shipment_id = $2) as decisions,
          coalesce((select array_agg(provider_id) from offers where shop_id = $1 and shipment_id = $2 and round = $3), '{}') as asked`,
)

/** The one live offer of a locked parcel. */
export async function lockLiveOffer(tx: Tx, ref: ParcelRef): Promise<Offer | undefined> {
  const [row] = await tx.query<OfferRow>(lockLive, [uuidOf(ref.shopId), uuidOf(ref.shipmentId)])
  return row && offerOf(row)
}

/** An offer of a locked parcel. */
export async function lockOffer(
  tx: Tx,
  ref: ParcelRef & { offerId: Id<'offer'> },
): Promise<Offer | undefined> {
  const values = [uuidOf(ref.shopId), uuidOf(ref.shipmentId), uuidOf(ref.offerId)]
  const [row] = await tx.query<OfferRow>(lockById, values)
  return row && offerOf(row)
}

const findByIds = statement('dispatch_offers_find', 'select * from offers where id = any($1::uuid[])')

export async function findOffers(sql: Sql, ids: readonly Id<'offer'>[]): Promise<Map<Id<'offer'>, Offer>> {
  const rows = await sql.query<OfferRow>(findByIds, [ids.map(uuidOf)])
  return new Map(rows.map(offerOf).map((offer) => [offer.offerId, offer]))
}

export const findOffer = async (sql: Sql, id: Id<'offer'>): Promise<Offer | undefined> =>
  (await findOffers(sql, [id])).get(id)

/** How many decisions there were, and who was asked in this round. */
export async function readPast(
  tx: Tx,
  ref: ParcelRef,
  round: number,
): Promise<{ decisions: number; asked: Set<Id<'provider'>> }> {
  const [row] = await tx.query<{ decisions: number; asked: string[] }>(past, [
    uuidOf(ref.shopId),
    uuidOf(ref.shipmentId),
    round,
  ])
  return {
    decisions: row!.decisions,
    asked: new Set(row!.asked.map((uuid) => idOf('provider', uuid))),
  }
}

const save = statement(
  'dispatch_offer_save',
  `update offers set state = $3, next_action = $4, tries = $5, decide_by = $6, closed_by = $7, reason = $8, cancel_wanted = $9,
     cancelled_there_at = $10, provider_reference = $11, counted_on = $12, updated_at = now()
   where shop_id = $1 and shipment_id = $13 and id = $2`,
)

/** Writes a locked offer back. */
export const saveOffer = async (tx: Tx, offer: Offer): Promise<void> =>
  void (await tx.query(save, [
    uuidOf(offer.shopId),
    uuidOf(offer.offerId),
    offer.state,
    offer.nextAction,
    offer.tries,
    offer.decideBy,
    offer.closedBy,
    offer.reason,
    offer.cancelWanted,
    offer.cancelledThereAt,
    offer.providerReference,
    offer.countedOn && JSON.stringify(offer.countedOn),
    uuidOf(offer.shipmentId),
  ]))

const moveOne = statement(
  'dispatch_offer_move',
  'update offers set shipment_id = $4, updated_at = now() where shop_id = $1 and shipment_id = $2 and id = $3',
)

/** The booking of a locked parcel is of one of its legs from now on. */
export const moveOffer = async (
  tx: Tx,
  from: ParcelRef & { offerId: Id<'offer'> },
  to: Id<'shipment'>,
): Promise<void> =>
  void (await tx.query(moveOne, [
    uuidOf(from.shopId),
    uuidOf(from.shipmentId),
    uuidOf(from.offerId),
    uuidOf(to),
  ]))

const bookMany = statement(
  'dispatch_offers_book',
  `update offers o set state = 'booked', provider_reference = row.provider_reference, updated_at = now()
   from jsonb_to_recordset($1::jsonb) as row (shop_id uuid, shipment_id uuid, id uuid, provider_reference text)
   where o.shop_id = row.shop_id and o.shipment_id = row.shipment_id and o.id = row.id and o.state in ('asking', 'pending', 'unknown', 'cancelling')
   returning o.id`,
)

/** Books the offers that are still live, of locked parcels; those that were. */
export async function bookOffers(
  tx: Tx,
  offers: readonly (ParcelRef & { offerId: Id<'offer'>; providerReference: string | null })[],
): Promise<Set<Id<'offer'>>> {
  const values = offers.map((offer) => ({
    shop_id: uuidOf(offer.shopId),
    shipment_id: uuidOf(offer.shipmentId),
    id: uuidOf(offer.offerId),
    provider_reference: offer.providerReference,
  }))
  const booked = await tx.query<{ id: string }>(bookMany, [JSON.stringify(values)])
  return new Set(booked.map((row) => idOf('offer', row.id)))
}
