import fc from 'fast-check'
import t from 'tap'
import { type Id, newId } from '../../kernel/ids.ts'
import { type BasketShop, comparePlans, type ShopOffer, type Wanted } from './baskets.rules.ts'

const products = Array.from({ length: 4 }, () => newId('product'))
const shop = (deliveryPaise: bigint, prices: (bigint | null)[]): BasketShop => ({
  shopId: newId('shop'),
  deliveryPaise,
  offers: new Map(
    prices.flatMap((pricePaise, nth): [Id<'product'>, ShopOffer][] =>
      pricePaise === null
        ? []
        : [[products[nth]!, { productId: products[nth]!, listingId: newId('listing'), pricePaise }]],
    ),
  ),
})
const want = (...quantities: number[]): Wanted[] =>
  quantities.map((quantity, nth) => ({ productId: products[nth]!, quantity }))

t.test('one shop, or several, with what bringing costs', async (t) => {
  const dear = shop(2000n, [10_000n, 10_000n])
  const half = shop(1000n, [5000n, null])
  const other = shop(1000n, [null, 5000n])
  const { single, split } = comparePlans([dear, half, other], want(1, 2))
  t.match(single, { totalPaise: 32_000n, missing: [], shops: [{ shopId: dear.shopId }] })
  t.match(split, { goodsPaise: 15_000n, deliveryPaise: 2000n, totalPaise: 17_000n, missing: [] })
  t.same(new Set(split!.shops.map(({ shopId }) => shopId)), new Set([half.shopId, other.shopId]))
})

t.test('a second parcel that costs more than it saves is none', async (t) => {
  const all = shop(1000n, [5000n, 5000n])
  const cheap = shop(4000n, [3000n, null])
  const { single, split } = comparePlans([all, cheap], want(1, 1))
  t.equal(single!.totalPaise, 11_000n)
  t.same(split, single)
})

t.test('fewest missing products come first, and nothing is nothing', async (t) => {
  const most = shop(0n, [9000n, 9000n, null])
  const least = shop(0n, [10n, null, null])
  const { single, split } = comparePlans([least, most], want(1, 1, 1))
  t.match(single, { shops: [{ shopId: most.shopId }], missing: [products[2]] })
  t.match(split, { totalPaise: 9010n, missing: [products[2]] })
  t.same(comparePlans([], want(1)), { single: undefined, split: undefined })
  t.same(comparePlans([shop(0n, [null])], want(1)), { single: undefined, split: undefined })
})

t.test('the split is never dearer than one shop, and as cheap as any three shops', async (t) => {
  const price = fc.option(fc.bigInt({ min: 1n, max: 1000n }), { nil: null })
  const anyShop = fc
    .tuple(fc.bigInt({ min: 0n, max: 500n }), fc.array(price, { minLength: 4, maxLength: 4 }))
    .map(([fee, prices]) => shop(fee, prices))
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(anyShop, { minLength: 1, maxLength: 6 }), (shops) => {
        const wanted = want(1, 2, 3, 1)
        const { single, split } = comparePlans(shops, wanted)
        if (!single || !split) return shops.every(({ offers }) => offers.size === 0)
        if (split.missing.length > single.missing.length) return false
        if (split.missing.length === single.missing.length && split.totalPaise > single.totalPaise)
          return false
        // By hand: every choice of up to three shops, each product where it is cheapest among them.
        for (const a of shops)
          for (const b of shops)
            for (const c of shops) {
              const chosen = [...new Set([a, b, c])]
              const used = new Set<BasketShop>()
              let total = 0n
              let missing = 0
              for (const { productId, quantity } of wanted) {
                const having = chosen.filter(({ offers }) => offers.has(productId))
                if (having.length === 0) missing += 1
                else {
                  const best = having.reduce((x, y) =>
                    y.offers.get(productId)!.pricePaise < x.offers.get(productId)!.pricePaise ? y : x,
                  )
                  used.add(best)
                  total += best.offers.get(productId)!.pricePaise * BigInt(quantity)
                }
              }
              for (const { deliveryPaise } of used) total += deliveryPaise
              if (missing < split.missing.length) return false
              if (missing === split.missing.length && total < split.totalPaise) return false
            }
        return true
      }),
      { numRuns: 60 },
    ),
  )
})
