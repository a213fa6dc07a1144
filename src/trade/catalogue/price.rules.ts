import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import type { Paise } from '../../kernel/money.ts'
import type { SaleTerms, Trade } from './catalogue.types.ts'

/** Why a price counts: the plain one, one for a while, one for many pieces, or one for a named buyer. */
export const priceReasons = ['plain', 'dated', 'slab', 'list'] as const
export type PriceReason = (typeof priceReasons)[number]

/** Most prices for more pieces, pieces of a pack, and letters of its name. */
export const tradeLimits = { slabs: 10, packPieces: 100_000, packName: 40 } as const

/** Terms that say nothing: by the piece, in any number, at one price. Kept as null. */
export const plainTrade: Trade = { soldBy: 'piece', inner: null, case: null, step: 1, slabs: [], dated: null }

export interface PriceDecision {
  /** For one piece. */
  pricePaise: Paise
  reason: PriceReason
  /** The next quantity that is cheaper by the piece; null: none. */
  next: { from: number; pricePaise: Paise } | null
}

type Priced = Pick<SaleTerms, 'pricePaise' | 'mrpPaise' | 'trade'> &
  Partial<Pick<SaleTerms, 'listPaise' | 'listOffBps'>>

/** The price for a while, where it holds on this day in India. */
export const datedPrice = (trade: Pick<Trade, 'dated'> | null, at: Date): Paise | undefined => {
  const dated = trade?.dated
  if (!dated) return undefined
  const today = indiaDay(at)
  return dated.from <= today && today <= dated.until ? BigInt(dated.pricePaise) : undefined
}

/** A share off in basis points, rounded up to whole paise. */
const lessShare = (price: Paise, bps: number): Paise => (price * BigInt(10_000 - bps) + 9_999n) / 10_000n

/**
 * The price of one piece for so many of them: the lowest of all that hold, so never above the plain price, which is
 * never above the MRP, and never higher for more pieces.
 */
export function decidePrice(terms: Priced, quantity: number, at: Date): PriceDecision {
  let [pricePaise, reason]: [Paise, PriceReason] = [terms.pricePaise, 'plain']
  const offer = (price: Paise | null | undefined, why: PriceReason) => {
    if (price !== null && price !== undefined && price > 0n && price < pricePaise) {
      pricePaise = price
      reason = why
    }
  }
  const { trade, listPaise, listOffBps } = terms
  if (trade) {
    offer(datedPrice(trade, at), 'dated')
    for (const slab of trade.slabs) if (quantity >= slab.from) offer(BigInt(slab.pricePaise), 'slab')
  }
  offer(listPaise, 'list')
  if (listOffBps) offer(lessShare(terms.pricePaise, listOffBps), 'list')
  const next = trade?.slabs.find((slab) => slab.from > quantity && BigInt(slab.pricePaise) < pricePaise)
  return {
    pricePaise,
    reason,
    next: next ? { from: next.from, pricePaise: BigInt(next.pricePaise) } : null,
  }
}

/** What one piece costs from how many on, for who buys on these terms: from the least that can be bought, falling. */
export function priceLadder(
  terms: Priced & Sold,
  at: Date,
): { from: number; pricePaise: Paise; reason: PriceReason }[] {
  const least = leastOf(terms)
  const starts = [least, ...(terms.trade?.slabs ?? []).map(({ from }) => from).filter((from) => from > least)]
  const steps: { from: number; pricePaise: Paise; reason: PriceReason }[] = []
  for (const from of starts) {
    const { pricePaise, reason } = decidePrice(terms, from, at)
    if (pricePaise !== steps.at(-1)?.pricePaise) steps.push({ from, pricePaise, reason })
  }
  return steps
}

/** Pieces in which the listing is sold: 1, or as many as its pack holds. */
export const piecesOfUnit = ({ soldBy, inner, case: carton }: Trade): number =>
  soldBy === 'case' ? (carton?.pieces ?? 1) : soldBy === 'inner' ? (inner?.pieces ?? 1) : 1

export const stepOf = (trade: Trade | null): number => trade?.step ?? 1

type Sold = Pick<SaleTerms, 'minimumQuantity' | 'trade'>

/** The least that can be bought: whole steps, so that a minimum that came by a file fits too. */
export const leastOf = ({ minimumQuantity, trade }: Sold): number => {
  const step = stepOf(trade)
  return Math.ceil(minimumQuantity / step) * step
}

/** What is wrong with a quantity by itself. */
export function quantityFault(terms: Sold, quantity: number): 'belowMinimum' | 'notInSteps' | undefined {
  if (quantity < leastOf(terms)) return 'belowMinimum'
  return quantity % stepOf(terms.trade) === 0 ? undefined : 'notInSteps'
}

/** A price that held once, and until when. */
export interface PastPrice {
  pricePaise: Paise
  until: Date
}

export interface PriceStory {
  /** The lowest price of the last 30 days, today's among them. */
  lowestPaise: Paise
  /** What a reduction may be shown against: the lowest price of the 30 days before it; null: nothing was reduced. */
  beforePaise: Paise | null
}

/** Days within which prices are compared, as the Union's price indication rule has it (Directive 98/6/EC, article 6a). */
export const comparedDays = 30
const comparedMs = comparedDays * 86_400_000

const lowest = (prices: readonly Paise[]): Paise | undefined =>
  prices.length === 0 ? undefined : prices.reduce((least, price) => (price < least ? price : least))

/** What may be said of a listing's price for one piece to anybody, from the prices that held before. */
export function priceStory(
  { pricePaise: plain, trade }: Pick<SaleTerms, 'pricePaise' | 'trade'>,
  past: readonly PastPrice[],
  at: Date,
): PriceStory {
  const dated = datedPrice(trade, at)
  const isDated = dated !== undefined && dated < plain
  const now = isDated ? dated : plain
  const after = (instant: number) =>
    past.filter(({ until }) => until.getTime() > instant).map(({ pricePaise }) => pricePaise)
  const ended = endedDated(trade, at)
  const recently = ended && ended.until.getTime() > at.getTime() - comparedMs ? [ended.pricePaise] : []
  const lowestPaise = lowest([plain, now, ...recently, ...after(at.getTime() - comparedMs)])!
  const starts = [
    ...(isDated ? [startOfIndiaDay(trade!.dated!.from)] : []),
    ...past.map(({ until }) => until),
  ].map((start) => start.getTime())
  const began = isDated ? starts[0]! : starts.length > 0 ? Math.max(...starts) : undefined
  if (began === undefined) return { lowestPaise, beforePaise: null }
  const before = lowest([
    ...(isDated ? [plain] : []),
    ...(ended && ended.until.getTime() > began - comparedMs ? [ended.pricePaise] : []),
    ...after(began - comparedMs),
  ])
  return { lowestPaise, beforePaise: before !== undefined && before > now ? before : null }
}

/** A price for a while that is over; its end is the end of its last day in India. */
function endedDated(trade: Trade | null, at: Date): PastPrice | undefined {
  const dated = trade?.dated
  if (!dated || dated.until >= indiaDay(at)) return undefined
  const until = new Date(startOfIndiaDay(dated.until).getTime() + 86_400_000)
  return { pricePaise: BigInt(dated.pricePaise), until }
}

/** Whether a price is more than so many percent below what it is compared with. */
export const isDeep = (price: Paise, compared: Paise, percent: number): boolean =>
  price * 100n < compared * BigInt(100 - percent)
