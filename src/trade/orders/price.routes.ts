import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import { contract, personOf, type Routes, wireId, wirePaise } from '../../platform/http/index.ts'
import { decidePrice, leastOf, priceLadder, priceReasons, stepOf } from '../catalogue/index.ts'
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

const mostPrices = 60
const pricesBody = z.strictObject({
  asTrader,
  items: z.array(params).min(1).max(mostPrices),
})
const pricesReply = z.strictObject({
  items: z
    .array(
      z.strictObject({
        ...params.shape,
        pricePaise: wirePaise.describe('For one piece of the least quantity, for this buyer'),
        plainPaise: wirePaise.describe('The plain price of one piece'),
        lowestPaise: wirePaise.describe('For one piece, where enough are bought'),
        reason: z.enum(priceReasons),
        minimumQuantity: z.int(),
        stepQuantity: z.int(),
      }),
    )
    .describe('Those that are sold to the buyer, in the order asked for'),
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

    app.post(
      '/v1/prices',
      contract({
        operationId: 'pricesFor',
        summary: 'What many listings cost this buyer',
        description:
          'As `priceFor`, for a page of goods at once. What is gone or not sold to the buyer is left out. Nothing is written.',
        tag: 'orders',
        access: 'person',
        body: pricesBody,
        replies: { 200: pricesReply },
        problems: [422],
        example: {
          body: { items: [{ shopId: example.shopId, listingId: example.listingId }] },
          reply: {
            items: [
              {
                shopId: example.shopId,
                listingId: example.listingId,
                pricePaise: 26_500,
                plainPaise: 26_500,
                lowestPaise: 24_800,
                reason: 'plain',
                minimumQuantity: 12,
                stepQuantity: 12,
              },
            ],
          },
        },
      }),
      async (request) => {
        const { asTrader: traderId, items: refs } = request.body
        const buyer = await policy.buyerOf(db, personOf(request), traderId)
        const standing = await policy.standingOf(db, buyer)
        const [terms, shops] = await Promise.all([
          catalogue.terms(db, refs, namedBuyer(standing)),
          traders.shopFacts(db, [...new Set(refs.map(({ shopId }) => shopId))]),
        ])
        const offers = new Map(terms.map((offer) => [offer.listingId, offer]))
        const at = new Date()
        const items = refs.flatMap((ref) => {
          const offer = offers.get(ref.listingId)
          const quantity = offer && leastOf(offer)
          const line = { ...ref, quantity: quantity ?? 1 }
          const problem = lineProblem(line, offer, shops.get(ref.shopId), standing, traders.maySell)
          if (!offer || problem?.code === 'listingGone' || problem?.code === 'notSoldToYou') return []
          const prices = priceLadder(offer, at)
          const { pricePaise, reason } = prices[0]!
          return [
            {
              ...{ ...ref, pricePaise, reason, plainPaise: offer.pricePaise },
              lowestPaise: prices.at(-1)!.pricePaise,
              minimumQuantity: leastOf(offer),
              stepQuantity: stepOf(offer.trade),
            },
          ]
        })
        return { items }
      },
    )
  }
