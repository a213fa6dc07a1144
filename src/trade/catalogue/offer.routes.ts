import { z } from 'zod'
import { contract, personOf, type Routes, wireId, wirePaise } from '../../platform/http/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import { example } from './catalogue.examples.ts'
import { listingParams, offerQuery, offerReply } from './catalogue.schema.ts'
import type { SaleTerms } from './catalogue.types.ts'
import { shownListing } from './listing.routes.ts'
import type { ListingUseCases } from './listing.service.ts'
import type { Listing } from './listing.store.ts'
import { decidePrice, leastOf, priceLadder, priceReasons, quantityFault, stepOf } from './price.rules.ts'
import { priceNow, type TradeUseCases } from './trade.service.ts'
import { unitPrice } from './unit-price.rules.ts'

const tag = 'catalogue'
const tradeParams = z.strictObject({ traderId: wireId('trader'), ...listingParams.shape })
const tradeOfferReply = z.strictObject({
  ...offerReply.shape,
  prices: z
    .array(
      z.strictObject({
        from: z.int().describe('Pieces'),
        pricePaise: wirePaise.describe('For one piece, from so many on'),
        reason: z.enum(priceReasons),
      }),
    )
    .describe('What this buyer pays, from the least quantity on; falling'),
})

/** Offers as buyers see them: consumers, and traders with the prices that hold for them. */
export const offerRoutes =
  ({ listings, trade }: { listings: ListingUseCases; trade: TradeUseCases }): Routes =>
  (app) => {
    const shown = async (
      listing: Listing,
      shop: ShopFacts,
      of: Pick<SaleTerms, 'pricePaise' | 'mrpPaise' | 'trade'>,
      asked: number | undefined,
    ) => {
      const { sku, soldTo, status, available, reserved, version, updatedAt, ...terms } = shownListing(listing)
      const at = new Date()
      const least = leastOf(listing)
      const quantity = asked ?? least
      const { pricePaise, reason, next } = decidePrice(of, quantity, at)
      const forOne = priceNow(listing, at)
      const { shopName, legalName, tradeName, fssai, gstin, carePhone } = shop
      return {
        ...terms,
        ...(await trade.story(listing)),
        pricePaise: forOne,
        unitPrice: unitPrice(forOne, listing.netQuantity, listing.unit),
        minimumQuantity: least,
        stepQuantity: stepOf(listing.trade),
        forQuantity: {
          quantity,
          pricePaise,
          totalPaise: pricePaise * BigInt(quantity),
          reason,
          next,
          problem: quantityFault(listing, quantity) ?? null,
        },
        inStock: available > 0,
        seller: { shopName, legalName, tradeName, fssai, gstin, carePhone },
      }
    }

    app.get(
      '/v1/shops/:shopId/offers/:listingId',
      contract({
        operationId: 'getOffer',
        summary: 'What a consumer sees of a listing',
        description:
          'With all that the law wants shown before a sale. Only active listings of verified traders.',
        tag,
        access: 'public',
        params: listingParams,
        query: offerQuery,
        replies: { 200: offerReply },
        example: { params: example.listing, reply: example.offerReply },
      }),
      async (request) => {
        const { listing, shop } = await listings.show(request.params)
        return shown(listing, shop, listing, request.query.quantity)
      },
    )

    app.get(
      '/v1/traders/:traderId/shops/:shopId/offers/:listingId',
      contract({
        operationId: 'getTradeOffer',
        summary: 'What a trader that buys sees of a listing',
        description:
          'For who works for that trader: what is sold to its tiers, at the prices of the lists that name it. `pricePaise` is what everybody pays; `forQuantity` and `prices` are what this trader pays.',
        tag,
        access: 'person',
        params: tradeParams,
        query: offerQuery,
        replies: { 200: tradeOfferReply },
        problems: [422],
        example: {
          params: { traderId: example.offerBuyer, ...example.listing },
          query: { quantity: 48 },
          reply: {
            ...example.offerReply,
            forQuantity: { ...example.offerReply.forQuantity, quantity: 48, reason: 'slab' },
            prices: [
              { from: 1, pricePaise: 26_200, reason: 'plain' },
              { from: 48, pricePaise: 25_500, reason: 'slab' },
            ],
          },
        },
      }),
      async (request) => {
        const { traderId, ...ref } = request.params
        const { listing, shop, terms } = await listings.showTrader(personOf(request), traderId, ref)
        return {
          ...(await shown(listing, shop, terms, request.query.quantity)),
          prices: priceLadder(terms, new Date()),
        }
      },
    )
  }
