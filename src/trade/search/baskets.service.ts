import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database } from '../../platform/database/index.ts'
import { decidePrice, type Offer, quantityFault } from '../catalogue/index.ts'
import { type BasketShop, comparePlans, type Plan, type ShopOffer, type Wanted } from './baskets.rules.ts'
import type { CatalogueSource, DeliverySource, TraderSource } from './search.ports.ts'
import type { SearchItem, SearchQuery, SearchResult } from './search.types.ts'

/** Offers of one product that are looked at, the cheapest first. */
const offersOfProduct = 100
const searchesAtOnce = 4

/** A basket to compare, and where it is to be brought. */
export interface BasketRequest {
  pin: string
  point?: { lat: number; lng: number } | undefined
  items: readonly Wanted[]
}

/** A plan with the names of shops and goods, as people read it. */
export interface NamedPlan extends Omit<Plan, 'shops'> {
  shops: (Omit<Plan['shops'][number], 'lines'> & {
    shopName: string
    distanceMetres: number | null
    lines: (ShopOffer & { quantity: number; name: string; nameHi: string | null; brand: string | null })[]
  })[]
}

/** Compares a whole basket over the shops that deliver to a place. */
export function createBaskets({
  db,
  search,
  catalogue,
  traders,
  delivery,
  now,
}: {
  db: Database
  search: (query: SearchQuery, who: null) => Promise<SearchResult>
  catalogue: Pick<CatalogueSource, 'offers' | 'survivors'>
  traders: Pick<TraderSource, 'shopFacts'>
  delivery: DeliverySource | undefined
  now: () => Date
}) {
  /** Who brings this product here, by the index. */
  const sellersOf = async ({ pin, point }: BasketRequest, productId: Id<'product'>) =>
    (
      await search(
        { servesPin: pin, point, productId, inStock: true, sort: 'price', limit: offersOfProduct },
        null,
      )
    ).items

  /** The offers of the moment that are enough of what is wanted, by shop, at the price of that many. */
  async function offersOf(found: readonly SearchItem[], wanted: readonly Wanted[]) {
    const quantities = new Map(wanted.map(({ productId, quantity }) => [productId, quantity]))
    const byShop = new Map<Id<'shop'>, Map<Id<'product'>, Offer>>()
    for (const offer of await catalogue.offers(db, found)) {
      const quantity = quantities.get(offer.productId)
      const fits =
        quantity !== undefined &&
        offer.status === 'active' &&
        offer.soldTo.includes('consumer') &&
        offer.available >= quantity &&
        quantityFault(offer, quantity) === undefined
      if (!fits) continue
      const { pricePaise } = decidePrice(offer, quantity, now())
      const own = byShop.get(offer.shopId) ?? new Map<Id<'product'>, Offer>()
      byShop.set(offer.shopId, own)
      const known = own.get(offer.productId)
      if (!known || pricePaise < known.pricePaise) own.set(offer.productId, { ...offer, pricePaise })
    }
    return byShop
  }

  /** Products that were merged, as those that they are now. */
  async function asTheyStand(wanted: readonly Wanted[]): Promise<Wanted[]> {
    const now = await catalogue.survivors(
      db,
      wanted.map(({ productId }) => productId),
    )
    const sums = new Map<Id<'product'>, number>()
    for (const { productId, quantity } of wanted) {
      const standing = now.get(productId) ?? productId
      sums.set(standing, (sums.get(standing) ?? 0) + quantity)
    }
    return [...sums].map(([productId, quantity]) => ({ productId, quantity }))
  }

  /** Compares. Throws `invalidFields` for a PIN that is none. */
  return async function compare(request: BasketRequest): Promise<{
    single: NamedPlan | undefined
    split: NamedPlan | undefined
  }> {
    const items = await asTheyStand(request.items)
    const found: SearchItem[] = []
    for (let at = 0; at < items.length; at += searchesAtOnce) {
      const some = items.slice(at, at + searchesAtOnce)
      found.push(...(await Promise.all(some.map(({ productId }) => sellersOf(request, productId)))).flat())
    }
    const byShop = await offersOf(found, items)
    const facts = await traders.shopFacts(db, [...byShop.keys()])
    const near = new Map(found.map((item) => [item.shopId, item.distanceMetres]))
    const shops: BasketShop[] = []
    for (const [shopId, offers] of byShop) {
      const shop = facts.get(shopId)
      if (!shop || shop.paused || shop.traderStatus !== 'verified') continue
      const weightGrams = items.reduce(
        (sum, { productId, quantity }) => sum + (offers.get(productId)?.weightGrams ?? 0) * quantity,
        0,
      )
      const fee = delivery
        ? await delivery.fee(db, { shop, pin: request.pin, point: request.point, weightGrams })
        : 0n
      shops.push({
        shopId,
        deliveryPaise: fee satisfies Paise,
        offers: new Map(
          [...offers].map(([productId, { listingId, pricePaise }]) => [
            productId,
            { productId, listingId, pricePaise },
          ]),
        ),
      })
    }
    shops.sort(
      (a, b) => (near.get(a.shopId) ?? 0) - (near.get(b.shopId) ?? 0) || (a.shopId < b.shopId ? -1 : 1),
    )
    const named = (plan: Plan | undefined): NamedPlan | undefined =>
      plan && {
        ...plan,
        shops: plan.shops.map((part) => ({
          ...part,
          shopName: facts.get(part.shopId)!.shopName,
          distanceMetres: near.get(part.shopId) ?? null,
          lines: part.lines.map((line) => {
            const { name, nameHi, brand } = byShop.get(part.shopId)!.get(line.productId)!
            return { ...line, name, nameHi, brand }
          }),
        })),
      }
    const { single, split } = comparePlans(shops, items)
    return { single: named(single), split: named(split) }
  }
}

export type Baskets = ReturnType<typeof createBaskets>
