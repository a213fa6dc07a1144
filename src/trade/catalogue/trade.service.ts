import { HaatError, notFound } from '../../kernel/errors.ts'
import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import { stale } from '../../platform/http/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { Actor, TradersPort } from './catalogue.ports.ts'
import type { ListingRef, Trade } from './catalogue.types.ts'
import { fieldProblem, tradeFindings } from './lint.rules.ts'
import { refused } from './listing.rules.ts'
import { type Listing, lockListing, readListings, updateListing, writeTrade } from './listing.store.ts'
import { tradeLists } from './lists.ts'
import { datedPrice, isDeep, type PriceStory, plainTrade, priceStory } from './price.rules.ts'
import {
  deepFalls,
  type KeptPrice,
  keepDated,
  type PriceFall,
  pastPrices,
  pricesPage,
} from './price.store.ts'
import { publishListings } from './stock.service.ts'

/** Terms of trade as their trader writes them. */
export interface NewTrade extends Trade {
  minimumQuantity: number
  /** The trader means a price that far below the others. */
  confirmDeepDiscount: boolean
}

export interface TradeUseCases {
  /** Sets all terms of trade of a listing, when `version` is the one that stands. */
  set(person: Actor, ref: ListingRef, version: number, trade: NewTrade): Promise<Listing>
  /** Prices that ended, the last first, for the listing's shop. */
  history(
    person: Actor,
    ref: ListingRef,
    before: string | undefined,
    limit: number,
  ): Promise<{ story: PriceStory; items: KeptPrice[] }>
  story(listing: Listing): Promise<PriceStory>
  /** Goods that cost much less than in the 30 days before, of all shops; for operators. */
  falls(after: Pick<PriceFall, 'at' | 'listingId'> | undefined, limit: number): Promise<PriceFall[]>
}

/**
 * Throws `deepDiscount` where a price is more than so many percent below what the listing cost at its lowest in 30
 * days (for a new one: below its MRP): a slip of the hand, or a price that drives others out. The trader confirms it.
 */
export function refuseDeep(
  { pricePaise, lowestPaise, percent }: { pricePaise: Paise; lowestPaise: Paise; percent: number },
  pointer = '/pricePaise',
): void {
  if (!isDeep(pricePaise, lowestPaise, percent)) return
  const detail = `This is more than ${percent} percent below what it was compared with. If you mean it, send it again with confirmDeepDiscount.`
  throw new HaatError('unprocessable', 'deepDiscount', detail, {
    fields: [{ pointer, code: 'deepDiscount', detail }],
    facts: { lowestPaise: Number(lowestPaise), percent },
  })
}

/** Terms of trade of listings, and what their prices were. */
export function createTrade({
  db,
  outbox,
  traders,
  deepDiscountPercent,
}: {
  db: Database
  outbox: Outbox
  traders: TradersPort
  deepDiscountPercent: number
}): TradeUseCases {
  const storyOf = async (sql: Sql, listing: Listing): Promise<PriceStory> =>
    priceStory(listing, await pastPrices(sql, listing), new Date())

  return {
    async set(person, ref, version, { minimumQuantity, confirmDeepDiscount, ...trade }) {
      await traders.requireShop(db, person, ref.shopId)
      const listing = await db.transaction(async (tx) => {
        const known = await lockListing(tx, ref)
        if (!known) throw notFound('listing')
        if (known.version !== version) throw stale()
        const at = new Date()
        refuseTrade(known, { ...trade, minimumQuantity }, at)
        const next = isPlain(trade) ? null : trade
        const was = known.trade?.dated ?? null
        const isNew = trade.dated !== null && trade.dated.pricePaise !== was?.pricePaise
        if (isNew && !confirmDeepDiscount) {
          const { lowestPaise } = await storyOf(tx, known)
          const pricePaise = BigInt(trade.dated!.pricePaise)
          refuseDeep({ pricePaise, lowestPaise, percent: deepDiscountPercent }, '/dated/pricePaise')
        }
        // Read off the day rather than whether it holds: one that is over was a price of these days too.
        if (was && was.from <= indiaDay(at) && was.pricePaise !== trade.dated?.pricePaise) {
          const until = new Date(startOfIndiaDay(was.until).getTime() + 86_400_000)
          const { mrpPaise } = known
          await keepDated(tx, ref, { pricePaise: BigInt(was.pricePaise), mrpPaise, until })
        }
        if (known.minimumQuantity === minimumQuantity && sameTrade(known.trade, next)) return known
        await updateListing(tx, ref, { ...known, minimumQuantity })
        await writeTrade(tx, ref, next)
        await publishListings(outbox, tx, ref.shopId, [ref.listingId])
        return (await readListings(tx, [ref]))[0]!
      })
      outbox.nudge()
      return listing
    },

    async history(person, ref, before, limit) {
      await traders.requireShop(db, person, ref.shopId)
      const [listing] = await readListings(db, [ref])
      if (!listing) throw notFound('listing')
      const [story, items] = await Promise.all([storyOf(db, listing), pricesPage(db, ref, before, limit)])
      return { story, items }
    },
    story: (listing) => storyOf(db, listing),
    falls: (after, limit) => deepFalls(db, deepDiscountPercent, after, limit),
  }
}

/** Throws for terms that contradict themselves or the price: every finding at its field. */
function refuseTrade(
  known: Listing,
  { minimumQuantity, ...trade }: Trade & { minimumQuantity: number },
  at: Date,
): void {
  const { pricePaise, mrpPaise, soldTo } = known
  const fields = tradeFindings({ pricePaise, mrpPaise, soldTo, minimumQuantity, trade }, tradeLists()).map(
    fieldProblem,
  )
  if (fields.length > 0) {
    throw new HaatError(
      'unprocessable',
      'badTradeTerms',
      'These terms contradict each other. Correct the fields that are named.',
      {
        fields,
      },
    )
  }
  const { dated } = trade
  if (!dated) return
  if (dated.from > dated.until) {
    throw refused('datesTurned', 'The last day is before the first. Turn them round.', '/dated/until')
  }
  if (dated.until < indiaDay(at) && dated.until !== known.trade?.dated?.until) {
    throw refused('dateOver', 'This day is over. Choose today or a later one.', '/dated/until')
  }
}

const isPlain = (trade: Trade): boolean => sameTrade(trade, plainTrade)

const sameTrade = (one: Trade | null, other: Trade | null): boolean => spelled(one) === spelled(other)

// The database gives the keys of an object back in an order of its own.
const spelled = (trade: Trade | null): string => {
  if (!trade) return ''
  const { soldBy, inner, case: carton, step, slabs, dated } = trade
  return JSON.stringify([
    [soldBy, step, inner?.pieces, inner?.name, carton?.pieces, carton?.name],
    slabs.map(({ from, pricePaise }) => [from, pricePaise]),
    [dated?.pricePaise, dated?.from, dated?.until],
  ])
}

/** The price for one piece that the listing itself asks of everybody now. */
export const priceNow = ({ pricePaise, trade }: Pick<Listing, 'pricePaise' | 'trade'>, at: Date): Paise => {
  const dated = datedPrice(trade, at)
  return dated !== undefined && dated < pricePaise ? dated : pricePaise
}
