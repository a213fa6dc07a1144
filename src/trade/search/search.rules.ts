import type { Audience } from '../catalogue/index.ts'

/**
 * What decides the order of `sort=relevance`, and nothing else does: no payment, no seller's rank, no history
 * of the buyer. A hit scores the sum of
 * - text: the whole weight when every word stands as typed (or as a synonym) in name or brand; `beginning`
 *   of it when a word is only begun or was mistyped; `elsewhere` of it when a word stands only in category,
 *   maker or pack;
 * - head: the whole weight when the words end with what the good is (Toned Milk, not Milk Bread);
 * - closeness: the whole weight when the name has no other words than the query, less the more it has;
 * - nearness: the whole weight at the shop's door, half of it at `halfwayMetres`;
 * - availability: the whole weight when it is in stock.
 * Of equal hits the nearer comes first. (Consumer Protection (E-Commerce) Rules 2020, rule 5(3)(f): a
 * marketplace explains in plain words what decides its ranking.)
 */
export const relevance = {
  text: 1000,
  beginning: 0.8,
  elsewhere: 0.4,
  head: 150,
  closeness: 100,
  nearness: 300,
  halfwayMetres: 2000,
  availability: 200,
} as const

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
