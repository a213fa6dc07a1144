import { z } from 'zod'
import { toWire } from '../../kernel/money.ts'
import { contract, type Routes, wireId, wirePin } from '../../platform/http/index.ts'
import type { Baskets, NamedPlan } from './baskets.service.ts'
import { basketExample, groupsExample } from './groups.examples.ts'
import { groupByProduct, groupByShop } from './search.groups.ts'
import { readQuery, searchItemOnWire } from './search.routes.ts'
import { searchItem, searchQuery } from './search.schema.ts'
import type { SearchQuery, SearchResult } from './search.types.ts'

/** Hits that are grouped: the first ones of the search. */
const hitsToGroup = 200
const mostInGroup = 20
const mostProducts = 30

const paise = z.number().meta({ type: 'integer', description: 'Whole paise; 100 paise are one rupee' })
const whole = z.number().meta({ type: 'integer' })

const group = z.strictObject({
  productId: z.string().nullable().describe('With `by=product`'),
  shopId: z.string().nullable().describe('With `by=shop`'),
  lowestPricePaise: paise,
  count: whole.describe('Hits in the group'),
  items: z.array(searchItem).describe(`The first ${mostInGroup} of them, in the order of the search`),
})

const plan = z.strictObject({
  shops: z.array(
    z.strictObject({
      shopId: z.string(),
      shopName: z.string(),
      distanceMetres: whole.nullable(),
      goodsPaise: paise,
      deliveryPaise: paise,
      lines: z.array(
        z.strictObject({
          productId: z.string(),
          listingId: z.string(),
          name: z.string(),
          nameHi: z.string().nullable(),
          brand: z.string().nullable(),
          quantity: whole,
          pricePaise: paise.describe('Of one'),
        }),
      ),
    }),
  ),
  goodsPaise: paise,
  deliveryPaise: paise,
  totalPaise: paise,
  missing: z.array(z.string()).describe('Products that none of these shops has enough of'),
})

/** Hits grouped by product or by shop, and a basket compared over shops. */
export const groupsRoutes =
  ({
    search,
    compare,
  }: {
    search: (query: SearchQuery, who: null) => Promise<SearchResult>
    compare: Baskets
  }): Routes =>
  (app) => {
    app.get(
      '/v1/search/groups',
      contract({
        operationId: 'searchGroups',
        summary: 'Find goods, grouped by product with the shops that have it, or by shop with what it has',
        description: `The first ${hitsToGroup} hits of \`GET /v1/search\` with the same words and filters, each group where its first hit stands. Offers to consumers.`,
        tag: 'search',
        access: 'public',
        query: searchQuery
          .omit({ cursor: true, asTrader: true, soldTo: true, explain: true })
          .extend({ by: z.enum(['product', 'shop']).default('product') }),
        replies: {
          200: z.strictObject({
            groups: z.array(group),
            total: whole.describe('Groups among these hits'),
            didYouMean: z.string().optional(),
          }),
        },
        example: groupsExample,
      }),
      async (request) => {
        const { by, limit, ...query } = request.query
        const found = await search({ ...readQuery({ ...query, limit }), limit: hitsToGroup }, null)
        const groups =
          by === 'product'
            ? groupByProduct(found.items).map((one) => ({
                ...{ productId: one.product.productId as string | null, shopId: null as string | null },
                items: one.offers,
              }))
            : groupByShop(found.items).map((one) => ({
                ...{ productId: null as string | null, shopId: one.shop.shopId as string | null },
                items: one.items,
              }))
        return {
          groups: groups.slice(0, limit).map(({ items, ...one }) => ({
            ...one,
            lowestPricePaise: Math.min(...items.map((item) => toWire(item.pricePaise))),
            count: items.length,
            items: items.slice(0, mostInGroup).map(searchItemOnWire),
          })),
          total: groups.length,
          didYouMean: found.didYouMean,
        }
      },
    )

    app.post(
      '/v1/search/baskets',
      contract({
        operationId: 'compareBaskets',
        summary:
          'Where a whole basket costs least, brought to a PIN: at one shop, and split over up to three',
        description: `Prices, stock and delivery of the moment; nothing is kept or reserved. A product counts where a shop has enough of it in stock. Where nobody has everything, fewest missing products come first. Up to ${mostProducts} products.`,
        tag: 'search',
        access: 'public',
        body: z.strictObject({
          pin: wirePin.describe('Where it is to be brought'),
          lat: z.number().min(-90).max(90).optional().describe('Exactly where; with `lng`'),
          lng: z.number().min(-180).max(180).optional(),
          items: z
            .array(z.strictObject({ productId: wireId('product'), quantity: z.int().min(1).max(100_000) }))
            .min(1)
            .max(mostProducts),
        }),
        replies: {
          200: z.strictObject({
            single: plan.nullable().describe('Null where no shop brings any of it'),
            split: plan.nullable().describe('The same as `single` where more shops save nothing'),
          }),
        },
        example: basketExample,
      }),
      async (request) => {
        const { pin, lat, lng, items } = request.body
        const wanted = new Map<(typeof items)[number]['productId'], number>()
        for (const { productId, quantity } of items) {
          wanted.set(productId, (wanted.get(productId) ?? 0) + quantity)
        }
        const compared = await compare({
          pin,
          point: lat !== undefined && lng !== undefined ? { lat, lng } : undefined,
          items: [...wanted].map(([productId, quantity]) => ({ productId, quantity })),
        })
        return { single: onWire(compared.single), split: onWire(compared.split) }
      },
    )
  }

const onWire = (plan: NamedPlan | undefined) =>
  plan
    ? {
        ...plan,
        shops: plan.shops.map((part) => ({
          ...part,
          goodsPaise: toWire(part.goodsPaise),
          deliveryPaise: toWire(part.deliveryPaise),
          lines: part.lines.map((line) => ({ ...line, pricePaise: toWire(line.pricePaise) })),
        })),
        goodsPaise: toWire(plan.goodsPaise),
        deliveryPaise: toWire(plan.deliveryPaise),
        totalPaise: toWire(plan.totalPaise),
      }
    : null
