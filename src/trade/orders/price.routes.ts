import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import { contract, personOf, type Routes, wireId, wirePaise } from '../../platform/http/index.ts'
import { decidePrice, leastOf, priceReasons, stepOf } from '../catalogue/index.ts'
import type { OrdersDeps } from './orders.deps.ts'
import * as example from './orders.examples.ts'
import type { OrdersPolicy } from './orders.policy.ts'
import { asTrader } from './orders.schema.ts'
import { lineProblem, namedBuyer, quoteProblemCodes } from './quote.rules.ts'

const params = z.strictObject({ shopId: wireId('shop'), listingId: wireId('listing') })
const query = z.strictObject({
  asTrader,
  quantity: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Pieces; the least that can be bought when left out'),
})
const priceReply = z.strictObject({
  quantity: z.int(),
  pricePaise: wirePaise.describe('For one piece, for this buyer and this many'),
  plainPaise: wirePaise.describe('The plain price of one piece'),
  mrpPaise: wirePaise,
  totalPaise: wirePaise,
  reason: z.enum(priceReasons),
  next: z.strictObject({ from: z.int(), pricePaise: wirePaise }).nullable(),
  minimumQuantity: z.int(),
  stepQuantity: z.int(),
  available: z.int(),
  problem: z.strictObject({ code: z.enum(quoteProblemCodes), detail: z.string() }).nullable(),
})

/** What a listing costs a buyer, before anything lies in a cart. */
export const priceRoutes =
  ({
    db,
    catalogue,
    traders,
    policy,
  }: Pick<OrdersDeps, 'db' | 'catalogue' | 'traders'> & { policy: OrdersPolicy }): Routes =>
  (app) => {
    app.get(
      '/v1/shops/:shopId/listings/:listingId/price',
      contract({
        operationId: 'priceFor',
        summary: 'What so many pieces cost this buyer',
        description:
          'With `asTrader`, for a trader that the caller works for: with the prices of the lists that name it. What is not sold to the buyer answers 404.',
        tag: 'orders',
        access: 'person',
        params,
        query,
        replies: { 200: priceReply },
        problems: [422],
        example: {
          params: { shopId: example.shopId, listingId: example.listingId },
          query: { quantity: 48 },
          reply: {
            quantity: 48,
            pricePaise: 25_500,
            plainPaise: 26_500,
            mrpPaise: 28_000,
            totalPaise: 1_224_000,
            reason: 'slab',
            next: { from: 240, pricePaise: 24_800 },
            minimumQuantity: 12,
            stepQuantity: 12,
            available: 960,
            problem: null,
          },
        },
      }),
      async (request) => {
        const buyer = await policy.buyerOf(db, personOf(request), request.query.asTrader)
        const standing = await policy.standingOf(db, buyer)
        const ref = request.params
        const [terms, shops] = await Promise.all([
          catalogue.terms(db, [ref], namedBuyer(standing)),
          traders.shopFacts(db, [ref.shopId]),
        ])
        const [offer] = terms
        if (!offer) throw notFound('listing')
        const quantity = request.query.quantity ?? leastOf(offer)
        const shop = shops.get(ref.shopId)
        const problem = lineProblem({ ...ref, quantity }, offer, shop, standing, traders.maySell)
        if (problem?.code === 'listingGone' || problem?.code === 'notSoldToYou') throw notFound('listing')
        const decided = decidePrice(offer, quantity, new Date())
        return {
          ...decided,
          quantity,
          plainPaise: offer.pricePaise,
          mrpPaise: offer.mrpPaise,
          totalPaise: decided.pricePaise * BigInt(quantity),
          minimumQuantity: leastOf(offer),
          stepQuantity: stepOf(offer.trade),
          available: offer.available,
          problem: problem ? { code: problem.code, detail: problem.detail } : null,
        }
      },
    )
  }
