import { z } from 'zod'
import {
  contract,
  pageOf,
  pageQuery,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
  wireInstant,
  wireText,
} from '../../platform/http/index.ts'
import { changeableUntil, withoutContacts } from './ratings.rules.ts'
import type { RatingsService } from './ratings.service.ts'
import type { Rating } from './ratings.store.ts'

const tag = 'ratings'
const stars = z.int().min(1).max(5).describe('1 is bad, 5 is very good')
const body = z.strictObject({ stars, text: wireText(500).nullable().optional() })
const ratingView = z.strictObject({
  stars,
  text: z.string().nullable(),
  ratedAt: wireInstant,
  changedAt: wireInstant,
  changeableUntil: wireInstant,
})
const orderParams = z.strictObject({ orderId: wireId('order') })
const cursorShape = z.tuple([wireId('rating')])
const shopPage = pageOf(z.strictObject({ stars, text: z.string().nullable(), ratedAt: wireInstant })).extend({
  summary: z
    .strictObject({ mean: z.number().describe('From 1 to 5, rounded to one decimal'), count: z.int() })
    .nullable()
    .describe('Null while nobody has rated it'),
})

const shown = ({ stars, text, ratedAt, changedAt }: Rating) => ({
  stars,
  text,
  ratedAt,
  changedAt,
  changeableUntil: changeableUntil(ratedAt),
})

const end = '01h455vb4pex5vsknk084sn02q'
const example = {
  stars: 5,
  text: 'Fresh, and on time.',
  ratedAt: '2026-04-02T05:30:00.000Z',
  changedAt: '2026-04-02T05:30:00.000Z',
  changeableUntil: '2026-05-02T05:30:00.000Z',
}

/** Ratings over HTTP. */
export const ratingRoutes =
  ({ ratings }: { ratings: RatingsService }): Routes =>
  (app) => {
    app.get(
      '/v1/orders/:orderId/rating',
      contract({
        operationId: 'getOrderRating',
        summary: 'What the buyer said of an order',
        description: '`open`: it can be said, or changed, now.',
        tag,
        access: 'person',
        params: orderParams,
        replies: { 200: z.strictObject({ rating: ratingView.nullable(), open: z.boolean() }) },
        example: { params: { orderId: `ord_${end}` }, reply: { rating: example, open: true } },
      }),
      async (request) => {
        const { rating, open } = await ratings.ofOrder(personOf(request), request.params.orderId)
        return { rating: rating && shown(rating), open }
      },
    )

    app.put(
      '/v1/orders/:orderId/rating',
      contract({
        operationId: 'rateOrder',
        summary: 'Say how an order was',
        description:
          'By its buyer, once it is delivered; it can be changed for 30 days. Everybody reads it at the shop, without a name; phone numbers and e-mail addresses are struck out.',
        tag,
        access: 'person',
        params: orderParams,
        body,
        replies: { 200: ratingView },
        problems: [409],
        example: {
          params: { orderId: `ord_${end}` },
          body: { stars: 5, text: 'Fresh, and on time.' },
          reply: example,
        },
      }),
      async (request) => {
        const { stars, text } = request.body
        return shown(
          await ratings.rate(personOf(request), request.params.orderId, { stars, text: text ?? null }),
        )
      },
    )

    app.get(
      '/v1/shops/:shopId/ratings',
      contract({
        operationId: 'listShopRatings',
        summary: 'What buyers said of a shop, newest first',
        tag,
        access: 'public',
        params: z.strictObject({ shopId: wireId('shop') }),
        query: z.strictObject(pageQuery),
        replies: { 200: shopPage },
        example: {
          params: { shopId: `shp_${end}` },
          query: { limit: 20 },
          reply: {
            summary: { mean: 4.3, count: 27 },
            items: [{ stars: 5, text: 'Fresh, and on time.', ratedAt: example.ratedAt }],
          },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const before = readCursor(cursor, cursorShape)?.[0]
        const found = await ratings.ofShop(request.params.shopId, { before, limit: limit + 1 })
        const page = toPage(found.items, limit, (rating) => [rating.ratingId])
        return {
          ...page,
          summary: found.summary,
          items: page.items.map(({ stars, text, ratedAt }) => ({
            stars,
            text: text && withoutContacts(text),
            ratedAt,
          })),
        }
      },
    )
  }
