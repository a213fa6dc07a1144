import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'

/** Something that is wanted, by product and how many. */
export interface Wanted {
  productId: Id<'product'>
  quantity: number
}

/** What one shop asks for one of the wanted products, all of it in stock. */
export interface ShopOffer {
  productId: Id<'product'>
  listingId: Id<'listing'>
  pricePaise: Paise
}

/** A shop that has at least one of the wanted products. */
export interface BasketShop {
  shopId: Id<'shop'>
  /** What bringing it costs, whatever is bought there. */
  deliveryPaise: Paise
  offers: ReadonlyMap<Id<'product'>, ShopOffer>
}

/** The basket bought at these shops. */
export interface Plan {
  shops: {
    shopId: Id<'shop'>
    deliveryPaise: Paise
    goodsPaise: Paise
    lines: (ShopOffer & { quantity: number })[]
  }[]
  goodsPaise: Paise
  deliveryPaise: Paise
  totalPaise: Paise
  /** Products that none of them has. */
  missing: Id<'product'>[]
}

/** Shops that a split is looked for among, and most shops of one split: more parcels nobody wants. */
const mostCandidates = 24
const mostShopsInSplit = 3

/** The basket bought at these shops: each product where it costs least, earlier shops first among equals. */
function planAt(shops: readonly BasketShop[], wanted: readonly Wanted[]): Plan {
  const lines = new Map<BasketShop, (ShopOffer & { quantity: number })[]>()
  const missing: Id<'product'>[] = []
  for (const { productId, quantity } of wanted) {
    let best: { shop: BasketShop; offer: ShopOffer } | undefined
    for (const shop of shops) {
      const offer = shop.offers.get(productId)
      if (offer && (!best || offer.pricePaise < best.offer.pricePaise)) best = { shop, offer }
    }
    if (!best) missing.push(productId)
    else lines.set(best.shop, [...(lines.get(best.shop) ?? []), { ...best.offer, quantity }])
  }
  const parts = [...lines].map(([{ shopId, deliveryPaise }, own]) => ({
    shopId,
    deliveryPaise,
    goodsPaise: own.reduce((sum, line) => sum + line.pricePaise * BigInt(line.quantity), 0n),
    lines: own,
  }))
  const goodsPaise = parts.reduce((sum, part) => sum + part.goodsPaise, 0n)
  const deliveryPaise = parts.reduce((sum, part) => sum + part.deliveryPaise, 0n)
  return { shops: parts, goodsPaise, deliveryPaise, totalPaise: goodsPaise + deliveryPaise, missing }
}

/** Fewer missing products first, then the lower total, then fewer shops. */
const isBetter = (one: Plan, other: Plan | undefined): boolean =>
  !other ||
  one.missing.length < other.missing.length ||
  (one.missing.length === other.missing.length &&
    (one.totalPaise < other.totalPaise ||
      (one.totalPaise === other.totalPaise && one.shops.length < other.shops.length)))

/**
 * Where a basket costs least, with delivery: at one shop, and split over at most three. The split is exact among the
 * 24 shops that have most of it for least; undefined where nobody has anything. Shops come nearest first.
 */
export function comparePlans(
  shops: readonly BasketShop[],
  wanted: readonly Wanted[],
): { single: Plan | undefined; split: Plan | undefined } {
  const singles = shops
    .filter((shop) => wanted.some(({ productId }) => shop.offers.has(productId)))
    .map((shop) => ({ shop, plan: planAt([shop], wanted) }))
    .sort((a, b) => (isBetter(a.plan, b.plan) ? -1 : isBetter(b.plan, a.plan) ? 1 : 0))
  // The cheapest of each product is a candidate too, although its shop may have nothing else.
  const cheapest = wanted.flatMap(({ productId }) => {
    const having = shops.filter((shop) => shop.offers.has(productId))
    return having.length === 0
      ? []
      : [
          having.reduce((a, b) =>
            b.offers.get(productId)!.pricePaise < a.offers.get(productId)!.pricePaise ? b : a,
          ),
        ]
  })
  const candidates = [...new Set([...cheapest, ...singles.map(({ shop }) => shop)])].slice(0, mostCandidates)
  const single = singles[0]?.plan
  let split = single
  const grow = (chosen: readonly BasketShop[], from: number) => {
    for (let at = from; at < candidates.length; at += 1) {
      const more = [...chosen, candidates[at]!]
      if (more.length > 1) {
        const plan = planAt(more, wanted)
        if (isBetter(plan, split)) split = plan
      }
      if (more.length < mostShopsInSplit) grow(more, at + 1)
    }
  }
  grow([], 0)
  return { single, split }
}
