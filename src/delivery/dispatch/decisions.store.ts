import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import { ruleSentences } from './dispatch.rules.ts'
import type { Closer, OfferState } from './offers.store.ts'
import { type Candidate, lossSentences, type Ranking, type Refused, type ScoreParts } from './score.rules.ts'

/** A ranking as it is kept: sums as numbers. */
interface StoredRanking extends Pick<Ranking, 'strategy' | 'elsewhere'> {
  able: (Omit<Candidate, 'pricePaise' | 'score'> & { pricePaise: number; score: number })[]
  refused: Refused[]
}

/** A candidate with what it lost by, in words. */
const ableOf = (one: StoredRanking['able'][number]) => ({
  ...one,
  lentTo: one.lentTo ?? null,
  why: one.lost && lossSentences[one.lost],
})

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
      strategy: row.candidates.strategy,
      elsewhere: row.candidates.elsewhere,
      able: row.candidates.able.map(ableOf),
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

const ofProvider = statement(
  'dispatch_decisions_of_provider',
  `select decision.decided_at, decision.round, parcel.pickup_pin, line.value as able, refusal.value as refused,
     coalesce(offer.provider_id = $1, false) as chosen, parcel.id as shipment_id
   from decisions decision
   join shipments parcel on parcel.shop_id = decision.shop_id and parcel.id = decision.shipment_id
   left join offers offer on offer.shop_id = decision.shop_id and offer.shipment_id = decision.shipment_id and offer.id = decision.offer_id
   left join lateral (select value from jsonb_array_elements(decision.candidates -> 'able') where value ->> 'providerId' = $2 limit 1) line on true
   left join lateral (select value from jsonb_array_elements(decision.candidates -> 'refused') where value ->> 'providerId' = $2 limit 1) refusal on true
   where decision.decided_at >= $3 and decision.decided_at < $4
     and (decision.candidates @> jsonb_build_object('able', jsonb_build_array(jsonb_build_object('providerId', $2::text)))
       or decision.candidates @> jsonb_build_object('refused', jsonb_build_array(jsonb_build_object('providerId', $2::text))))
   order by decision.decided_at desc, decision.shipment_id desc, decision.number desc limit $5`,
)

/** A provider's own line in a decision: nobody else's name, price or score. */
export interface OwnLine {
  decidedAt: Date
  round: number
  pickupPin: string
  outcome: 'chosen' | 'lost' | 'refused'
  /** The parcel, where it was offered to this provider. */
  shipmentId: Id<'shipment'> | null
  rule: string | null
  why: string | null
  pricePaise: number | null
  minutes: number | null
  score: number | null
  parts: ScoreParts | null
}

/** The decisions of a time in which this provider was looked at, newest first. */
export async function readOwnLines(
  sql: Sql,
  providerId: Id<'provider'>,
  page: { from: Date; to: Date; limit: number },
): Promise<OwnLine[]> {
  const rows = await sql.query<{
    decided_at: Date
    round: number
    pickup_pin: string
    able: StoredRanking['able'][number] | null
    refused: Refused | null
    chosen: boolean
    shipment_id: string
  }>(ofProvider, [uuidOf(providerId), providerId, page.from, page.to, page.limit])
  return rows.map(({ able, refused, chosen, ...row }) => ({
    decidedAt: row.decided_at,
    round: row.round,
    pickupPin: row.pickup_pin,
    outcome: chosen ? ('chosen' as const) : able ? ('lost' as const) : ('refused' as const),
    shipmentId: chosen ? idOf('shipment', row.shipment_id) : null,
    rule: refused?.rule ?? able?.lost ?? null,
    why: refused ? ruleSentences[refused.rule] : able?.lost ? lossSentences[able.lost] : null,
    pricePaise: able?.pricePaise ?? null,
    minutes: able?.minutes ?? null,
    score: able?.score ?? null,
    parts: able?.parts ?? null,
  }))
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
