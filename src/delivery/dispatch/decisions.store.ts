import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import { type RuleName, ruleSentences } from './dispatch.rules.ts'
import type { Closer, OfferState } from './offers.store.ts'

interface StoredRanking {
  able: {
    providerId: Id<'provider'>
    name: string
    pricePaise: number
    minutes: number
    score: number
    priceFrom: 'rateCard' | 'quote'
  }[]
  refused: { providerId: Id<'provider'>; name: string; rule: RuleName }[]
}

const decisionsOf = statement(
  'dispatch_decisions',
  `select number, round, offer_id, candidates, decided_at from decisions
   where shop_id = $1 and shipment_id = $2 order by number desc limit 200`,
)
const offersOf = statement(
  'dispatch_offers_of',
  `select id, provider_id, round, state, closed_by, reason, price_paise, promised_minutes, created_at from offers
   where shop_id = $1 and shipment_id = $2 order by id desc limit 200`,
)

/** How a parcel's search went: every decision with all candidates, and every offer. Newest first. */
export async function readSearch(sql: Sql, ref: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> }) {
  const key = [uuidOf(ref.shopId), uuidOf(ref.shipmentId)]
  const decisions = await sql.query<{
    number: number
    round: number
    offer_id: string | null
    candidates: StoredRanking
    decided_at: Date
  }>(decisionsOf, key)
  const offers = await sql.query<{
    id: string
    provider_id: string
    round: number
    state: OfferState
    closed_by: Closer | null
    reason: string | null
    price_paise: bigint
    promised_minutes: number
    created_at: Date
  }>(offersOf, key)
  return {
    decisions: decisions.map((row) => ({
      number: row.number,
      round: row.round,
      decidedAt: row.decided_at,
      offerId: row.offer_id === null ? null : idOf('offer', row.offer_id),
      able: row.candidates.able,
      refused: row.candidates.refused.map((one) => ({ ...one, why: ruleSentences[one.rule] })),
    })),
    offers: offers.map((row) => ({
      offerId: idOf('offer', row.id),
      providerId: idOf('provider', row.provider_id),
      round: row.round,
      state: row.state,
      closedBy: row.closed_by,
      reason: row.reason,
      pricePaise: row.price_paise,
      promisedMinutes: row.promised_minutes,
      createdAt: row.created_at,
    })),
  }
}

const latestOfProvider = statement(
  'dispatch_offer_of_provider',
  `select id, state from offers where shop_id = $1 and shipment_id = $2 and provider_id = $3 order by id desc limit 1`,
)

/** The last offer of this parcel to this provider. */
export async function latestOfferTo(
  sql: Sql,
  ref: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
  providerId: Id<'provider'>,
): Promise<{ offerId: Id<'offer'>; state: OfferState } | undefined> {
  const values = [uuidOf(ref.shopId), uuidOf(ref.shipmentId), uuidOf(providerId)]
  const [row] = await sql.query<{ id: string; state: OfferState }>(latestOfProvider, values)
  return row && { offerId: idOf('offer', row.id), state: row.state }
}
