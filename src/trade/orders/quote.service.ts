import { groupBy } from '../../kernel/collections.ts'
import type { Id } from '../../kernel/ids.ts'
import { sumOf } from '../../kernel/money.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { SaleTerms } from '../catalogue/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { OrdersDeps } from './orders.deps.ts'
import type { Drop, DropPoint, FulfilmentChoice, PaymentMethodName } from './orders.types.ts'
import {
  type BuyerStanding,
  type CartItem,
  goodsOf,
  lineProblem,
  namedBuyer,
  type Quote,
  type QuotedShop,
  type QuoteProblem,
  quoteShop,
  weightOf,
} from './quote.rules.ts'

export interface QuoteRequest {
  buyer: BuyerStanding
  items: readonly CartItem[]
  drop: Drop
  /** Shops that are not named deliver. */
  fulfilment: ReadonlyMap<Id<'shop'>, FulfilmentChoice>
  method: PaymentMethodName
  /** Terms and shops that were read with the cart; read anew when some are missing. */
  facts?: QuoteFacts
}

export interface QuoteFacts {
  terms: readonly SaleTerms[]
  shops: ReadonlyMap<Id<'shop'>, ShopFacts>
}

const isWhole = ({ terms, shops }: QuoteFacts, items: readonly CartItem[]): boolean =>
  items.every(
    ({ shopId, listingId }) => shops.has(shopId) && terms.some((one) => one.listingId === listingId),
  )

const asSoonAsCanBe: FulfilmentChoice = { kind: 'delivery', slot: null }

/** The same buyer's address, where the parcel goes to a point. */
const atPoint = (drop: Drop, { pin, district, state, place }: DropPoint): Drop => ({
  ...drop,
  ...{ pin, district, state, point: place, pointFrom: 'point', digipin: null },
})

export type Quoter = ReturnType<typeof createQuoter>

/** Prices a cart with what is true now: checkout and the quote before it go through the same code. */
export function createQuoter({
  catalogue,
  traders,
  delivery,
  points,
}: Pick<OrdersDeps, 'catalogue' | 'traders' | 'delivery' | 'points'>) {
  const read = async (sql: Sql, items: readonly CartItem[], buyer: BuyerStanding): Promise<QuoteFacts> => {
    const [terms, shops] = await Promise.all([
      catalogue.terms(sql, items, namedBuyer(buyer)),
      traders.shopFacts(sql, [...new Set(items.map((item) => item.shopId))]),
    ])
    return { terms, shops }
  }

  return {
    /** Lines with a problem of their own are told and left out of the sums. */
    async quote(sql: Sql, { buyer, items, drop, fulfilment, method, facts }: QuoteRequest): Promise<Quote> {
      const { terms, shops } = facts && isWhole(facts, items) ? facts : await read(sql, items, buyer)
      const at = new Date()
      const offerOf = new Map(terms.map((offer) => [offer.listingId, offer]))
      const problems: QuoteProblem[] = []
      const good: (CartItem & { offer: SaleTerms })[] = []
      for (const item of items) {
        const offer = offerOf.get(item.listingId)
        const problem = lineProblem(item, offer, shops.get(item.shopId), buyer, traders.maySell)
        if (problem) problems.push(problem)
        else good.push({ ...item, offer: offer! })
      }
      const chosen = [...fulfilment.values()].flatMap(({ pointId }) => pointId ?? [])
      const pointOf = chosen.length > 0 ? await points.find(sql, [...new Set(chosen)]) : undefined
      const quotedShops: QuotedShop[] = []
      const byShop = [...groupBy(good, (line) => line.shopId)].sort(([one], [other]) =>
        one < other ? -1 : 1,
      )
      for (const [shopId, lines] of byShop) {
        const shop = shops.get(shopId)!
        const choice = fulfilment.get(shopId) ?? asSoonAsCanBe
        const point = choice.pointId ? pointOf?.get(choice.pointId) : undefined
        const to = point ? atPoint(drop, point) : drop
        const serves = choice.kind === 'delivery' && traders.shopServes(shop, to)
        const estimate = serves
          ? await delivery.estimate(sql, {
              shop,
              drop: to,
              weightGrams: weightOf(lines),
              goods: goodsOf(lines),
              cod: method === 'cod',
            })
          : null
        const answer = quoteShop({
          ...{ shop, fulfilment: choice, lines, drop: to, serves, estimate, at, point, method },
        })
        quotedShops.push(answer.quoted)
        problems.push(...answer.problems)
      }
      return { shops: quotedShops, totalPaise: sumOf(quotedShops.map((shop) => shop.totalPaise)), problems }
    },
  }
}
