import type { Audience } from '../catalogue/index.ts'

/**
 * What decides the order of `sort=relevance`, and nothing else does: no payment, no seller's rank, no history
 * of the buyer. A hit scores the sum of
 * - text: the whole weight when every word stands as typed (or as a synonym) in name or brand; `beginning`
 *   of it when a word is only begun or was mistyped; `elsewhere` of it when a word stands only in category,
 *   maker or pack;
 * - head: the whole weight when the words end with what the good is (Toned Milk, not Milk Bread);
 * - closeness: the whole weight when the name has no other words than the query, less the more it has;
 * - pack: the whole weight when the pack has the size that was asked for ("2 kg toor dal"), less the more another
 *   size differs;
 * - nearness: the whole weight at the shop's door, half of it at `halfwayMetres`;
 * - availability: the whole weight when it is in stock;
 * - reliability: the whole weight for a shop that keeps what it takes on, less the more orders it turns away. A shop
 *   that nobody knows yet stands where most shops stand: to be new is no fault.
 * Of equal hits the nearer comes first. (Consumer Protection (E-Commerce) Rules 2020, rule 5(3)(f): a
 * marketplace explains in plain words what decides its ranking.)
 */
export const relevance = {
  text: 1000,
  beginning: 0.8,
  elsewhere: 0.4,
  head: 150,
  closeness: 100,
  pack: 200,
  nearness: 300,
  halfwayMetres: 2000,
  availability: 200,
  reliability: 100,
} as const

/** The weights that one market ranks by; where configuration says nothing, `relevance`. */
export type Weights = { readonly [part in keyof typeof relevance]: number }

/** What a hit's place in the order is made of; each part in points, and their sum. */
export interface Factors {
  text: number
  head: number
  closeness: number
  pack: number
  nearness: number
  availability: number
  reliability: number
  score: number
}

/** How a hit's words match: as typed, begun or mistyped, or elsewhere than in name and brand. */
export type TextMatch = 'asTyped' | 'begun' | 'elsewhere'

/** What the parts of a hit's score are reckoned from. */
export interface Evidence {
  /** Null where no words were asked for. */
  text: { match: TextMatch; head: boolean; words: number; nameWords: number } | null
  /** From 0 to 1; null where no size was asked for. */
  packFit: number | null
  metres: number | null
  inStock: boolean
  /** From 0 to 1. */
  reliability: number
}

/** The parts of a hit's score, as engines/postgres.sql.ts reckons them too. */
export function factorsOf(evidence: Evidence, weights: Weights): Factors {
  const { text, packFit, metres } = evidence
  const share = { asTyped: 1, begun: weights.beginning, elsewhere: weights.elsewhere }
  const parts = {
    text: text ? weights.text * share[text.match] : 0,
    head: text?.head ? weights.head : 0,
    closeness: text ? weights.closeness * Math.min(1, text.words / Math.max(1, text.nameWords)) : 0,
    pack: weights.pack * (packFit ?? 0),
    nearness: metres === null ? 0 : weights.nearness / (1 + metres / weights.halfwayMetres),
    availability: evidence.inStock ? weights.availability : 0,
    reliability: weights.reliability * evidence.reliability,
  }
  const points = (part: number): number => Math.round(part * 1000) / 1000
  return {
    text: points(parts.text),
    head: points(parts.head),
    closeness: points(parts.closeness),
    pack: points(parts.pack),
    nearness: points(parts.nearness),
    availability: points(parts.availability),
    reliability: points(parts.reliability),
    score: points(Object.values(parts).reduce((sum, part) => sum + part, 0)),
  }
}

/** Orders that a shop is taken to have kept, and of these turned away, before its own are counted. */
const usualOrders = { kept: 19, turnedAway: 1 }
const reliabilitySteps = 20

/**
 * How far a shop keeps what it takes on, from 0 to 1 in steps of 1/20: orders delivered against those it turned
 * away, of the last 90 days, weighed with twenty usual ones so that one bad day of a small shop says little.
 */
export const reliabilityOf = ({ kept, turnedAway }: { kept: number; turnedAway: number }): number => {
  const good = kept + usualOrders.kept
  return (
    Math.round((reliabilitySteps * good) / (good + turnedAway + usualOrders.turnedAway)) / reliabilitySteps
  )
}

/** Of a shop without orders. */
export const usualReliability = reliabilityOf({ kept: 0, turnedAway: 0 })

/** Where one price band ends and the next begins, in whole paise. */
export const bandEnds = [5_000n, 10_000n, 20_000n, 50_000n, 100_000n, 500_000n] as const

/** The band of a price: 0 for the cheapest. */
export const bandOf = (pricePaise: bigint): number => bandEnds.filter((end) => pricePaise >= end).length

/** From which price a band runs to below which; null has no end. */
export const limitsOf = (band: number): { minPaise: bigint; maxPaise: bigint | null } => ({
  minPaise: band === 0 ? 0n : bandEnds[band - 1]!,
  maxPaise: bandEnds[band] ?? null,
})

const bits: Readonly<Record<Audience, number>> = { consumer: 1, retailer: 2, wholesaler: 4, distributor: 8 }

/** Kinds of buyers as one number that a database compares at once. */
export const audienceBits = (audiences: readonly Audience[]): number =>
  audiences.reduce((sum, audience) => sum | bits[audience], 0)

/** Shops within this distance when a search says no more than where the buyer is. */
export const usualRadiusMetres = 10_000
export const largestRadiusMetres = 200_000

/** Most values that a facet tells, the most frequent first. */
export const facetValues = 20
