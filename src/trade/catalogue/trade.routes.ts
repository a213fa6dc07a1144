import { z } from 'zod'
import type { Database } from '../../platform/database/index.ts'
import {
  contract,
  expectedVersion,
  personOf,
  type Routes,
  readCursor,
  sendVersion,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import type { TradersPort } from './catalogue.ports.ts'
import { listingParams, listingReply } from './catalogue.schema.ts'
import { shownListing } from './listing.routes.ts'
import { tradeExample } from './trade.examples.ts'
import { fallsPage, pricesQuery, pricesReply, tradeBody } from './trade.schema.ts'
import type { TradeUseCases } from './trade.service.ts'

const tag = 'catalogue'
const historyCursor = z.tuple([z.uuid()])
const fallsCursor = z.tuple([z.iso.datetime(), wireId('listing')])

/** Terms of trade and past prices over HTTP. */
export const tradeRoutes =
  ({ db, trade, traders }: { db: Database; trade: TradeUseCases; traders: TradersPort }): Routes =>
  (app) => {
    app.put(
      '/v1/shops/:shopId/listings/:listingId/trade',
      contract({
        operationId: 'setTradeTerms',
        summary: 'Set packs, minimum, steps, prices for quantities and a price for a while',
        description:
          'All terms of trade at once: what is left out is taken away. Quantities are pieces, and prices are for one piece, tax included. A buyer pays the lowest price that holds. Days are days in India and count whole.',
        tag,
        access: 'person',
        params: listingParams,
        body: tradeBody,
        ifMatch: true,
        replies: { 200: listingReply },
        problems: [422],
        example: {
          params: example.listing,
          body: tradeExample.body,
          reply: { ...example.listingReply, minimumQuantity: 12, trade: tradeExample.trade },
        },
      }),
      async (request, reply) => {
        const { params, body } = request
        const listing = await trade.set(personOf(request), params, expectedVersion(request), body)
        return sendVersion(reply, listing.version).send(shownListing(listing))
      },
    )

    app.get(
      '/v1/shops/:shopId/listings/:listingId/prices',
      contract({
        operationId: 'listPastPrices',
        summary: 'The prices that a listing had before, for its shop',
        tag,
        access: 'person',
        params: listingParams,
        query: pricesQuery,
        replies: { 200: pricesReply },
        example: { params: example.listing, reply: tradeExample.prices },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const before = readCursor(cursor, historyCursor)?.[0]
        const { story, items } = await trade.history(personOf(request), request.params, before, limit + 1)
        const page = toPage(items, limit, (price) => [price.id])
        return { ...story, ...page, items: page.items.map(({ id, ...price }) => price) }
      },
    )

    app.get(
      '/v1/oversight/deep-discounts',
      contract({
        operationId: 'listDeepDiscounts',
        summary: 'Goods that cost much less than in the 30 days before',
        description:
          'Prices that fell by more than `DEEP_DISCOUNT_PERCENT` of the lowest price of the 30 days before, the latest first: what traders call predatory prices begins like this.',
        tag,
        access: 'operator',
        query: pricesQuery,
        replies: { 200: fallsPage },
        example: { reply: { items: [tradeExample.fall] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, fallsCursor)
        const found = await trade.falls(after && { at: new Date(after[0]), listingId: after[1] }, limit + 1)
        const shops = await traders.shopFacts(db, [...new Set(found.map(({ shopId }) => shopId))])
        const items = found.map((fall) => ({ ...fall, shopName: shops.get(fall.shopId)?.shopName ?? null }))
        return toPage(items, limit, ({ at, listingId }) => [at.toISOString(), listingId])
      },
    )
  }
