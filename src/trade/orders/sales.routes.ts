import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import { contract, personOf, type Routes, wireId, wirePaise } from '../../platform/http/index.ts'
import type { OrdersDeps } from './orders.deps.ts'
import * as example from './orders.examples.ts'
import type { OrdersPolicy } from './orders.policy.ts'
import { bestSellers, lostOrders, type SalesDay, salesByDay } from './sales.store.ts'

const day = 24 * 3_600_000
/** India's clock is 5 h 30 min ahead of UTC all year. */
const ahead = 5.5 * 3_600_000
const mostDays = 92
const mostSellers = 10

const sums = {
  orders: z.int().min(0),
  pieces: z.int().min(0),
  goodsPaise: wirePaise.describe('The goods with their tax, without delivery; less what came back'),
  returnedPaise: wirePaise.describe('What was paid back for goods of these orders after delivery'),
}

const salesView = z.strictObject({
  from: z.iso.date().describe('The first day, in India’s time'),
  to: z.iso.date().describe('Today'),
  ...sums,
  lost: z
    .strictObject({ byBuyer: z.int(), byShop: z.int(), undelivered: z.int() })
    .describe('Confirmed orders that came to nothing, by who ended them'),
  days: z
    .array(z.strictObject({ date: z.iso.date(), ...sums }))
    .describe('Every day, also those without sales'),
  best: z
    .array(
      z.strictObject({
        listingId: wireId('listing'),
        brand: z.string().nullable(),
        name: z.string(),
        nameHi: z.string().nullable(),
        pieces: sums.pieces,
        goodsPaise: sums.goodsPaise,
      }),
    )
    .describe('What sold for most, at most ten'),
})

/** Midnight in India, so many days before the day of this moment. */
export const midnightBefore = (now: Date, days: number): Date =>
  new Date(Math.floor((now.getTime() + ahead) / day) * day - days * day - ahead)

const dateOf = (time: Date): string => new Date(time.getTime() + ahead).toISOString().slice(0, 10)

/** Every day from the first on; nothing was sold on those that are not told of. */
export function fillDays(from: Date, days: number, told: readonly SalesDay[]): SalesDay[] {
  const known = new Map(told.map((one) => [one.date, one]))
  return Array.from({ length: days }, (_, nth) => {
    const date = dateOf(new Date(from.getTime() + nth * day))
    return known.get(date) ?? { date, orders: 0, pieces: 0, goodsPaise: 0n, returnedPaise: 0n }
  })
}

/** What a shop sold. */
export const salesRoutes =
  ({ db, traders, policy }: Pick<OrdersDeps, 'db' | 'traders'> & { policy: OrdersPolicy }): Routes =>
  (app) => {
    app.get(
      '/v1/shops/:shopId/sales',
      contract({
        operationId: 'getSales',
        summary: 'What a shop sold in the last days',
        description:
          'Confirmed orders by the day on which they came, in India’s time; those that fell through count under `lost` alone.',
        tag: 'orders',
        access: 'person',
        params: z.strictObject({ shopId: wireId('shop') }),
        query: z.strictObject({
          days: z.coerce
            .number()
            .int()
            .min(1)
            .max(mostDays)
            .default(30)
            .describe('Today and the days before it'),
        }),
        replies: { 200: salesView },
        example: { params: { shopId: example.shopId }, query: { days: 2 }, reply: example.sales },
      }),
      async (request) => {
        const { shopId } = request.params
        const { days } = request.query
        const shop = (await traders.shopFacts(db, [shopId])).get(shopId)
        if (!shop || !(await policy.worksFor(db, personOf(request), shop.traderId))) throw notFound('shop')
        const now = new Date()
        const from = midnightBefore(now, days - 1)
        const [told, best, lost] = await Promise.all([
          salesByDay(db, shopId, from),
          bestSellers(db, shopId, from, mostSellers),
          lostOrders(db, shopId, from),
        ])
        const filled = fillDays(from, days, told)
        return {
          from: dateOf(from),
          to: dateOf(now),
          orders: filled.reduce((sum, one) => sum + one.orders, 0),
          pieces: filled.reduce((sum, one) => sum + one.pieces, 0),
          goodsPaise: filled.reduce((sum, one) => sum + one.goodsPaise, 0n),
          returnedPaise: filled.reduce((sum, one) => sum + one.returnedPaise, 0n),
          lost,
          days: filled,
          best,
        }
      },
    )
  }
