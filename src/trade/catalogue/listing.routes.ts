import { z } from 'zod'
import {
  contract,
  expectedVersion,
  personOf,
  type Routes,
  readCursor,
  sendVersion,
  toPage,
  wireText,
} from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import {
  adjustStockBody,
  changeListingBody,
  listingPage,
  listingParams,
  listingQuery,
  listingReply,
  newListingBody,
  shopParams,
  stockBody,
  stockReply,
} from './catalogue.schema.ts'
import type { ListingUseCases } from './listing.service.ts'
import type { Listing } from './listing.store.ts'
import { longest } from './product.rules.ts'
import type { StockUseCases } from './stock.service.ts'
import { unitPrice } from './unit-price.rules.ts'

const tag = 'catalogue'
const cursorShape = z.tuple([wireText(longest.sku)])

/** A listing as its shop sees it. */
export const shownListing = (listing: Listing) => ({
  ...listing,
  trade: wireTrade(listing.trade),
  imageUrls: [...listing.imageUrls],
  attributes: { ...listing.attributes },
  soldTo: [...listing.soldTo],
  unitPrice: unitPrice(listing.pricePaise, listing.netQuantity, listing.unit),
})

const wireTrade = (trade: Listing['trade']) => trade && { ...trade, slabs: [...trade.slabs] }

/** Listings and their stock over HTTP. */
export const listingRoutes =
  ({ listings, stock }: { listings: ListingUseCases; stock: StockUseCases }): Routes =>
  (app) => {
    app.post(
      '/v1/shops/:shopId/listings',
      contract({
        operationId: 'createListing',
        summary: 'List a product in a shop',
        tag,
        access: 'person',
        params: shopParams,
        body: newListingBody,
        replies: { 201: listingReply },
        problems: [409, 422],
        example: { params: example.shop, body: example.newListing, reply: example.listingReply },
      }),
      async (request, reply) => {
        const listing = await listings.create(personOf(request), request.params.shopId, request.body)
        return sendVersion(reply, listing.version).code(201).send(shownListing(listing))
      },
    )

    app.get(
      '/v1/shops/:shopId/listings',
      contract({
        operationId: 'listListings',
        summary: 'The listings of a shop, by SKU',
        tag,
        access: 'person',
        params: shopParams,
        query: listingQuery,
        replies: { 200: listingPage },
        example: {
          params: example.shop,
          query: { lowStock: 5, limit: 20 },
          reply: { items: [example.listingReply] },
        },
      }),
      async (request) => {
        const { status, sku, q, lowStock, limit, cursor } = request.query
        const found = await listings.list(personOf(request), {
          shopId: request.params.shopId,
          afterSku: readCursor(cursor, cursorShape)?.[0],
          status,
          sku,
          text: q,
          atMost: lowStock,
          limit: limit + 1,
        })
        return toPage(found.map(shownListing), limit, (listing) => [listing.sku])
      },
    )

    app.get(
      '/v1/shops/:shopId/listings/:listingId',
      contract({
        operationId: 'getListing',
        summary: 'One listing, for its shop',
        tag,
        access: 'person',
        params: listingParams,
        replies: { 200: listingReply },
        example: { params: example.listing, reply: example.listingReply },
      }),
      async (request, reply) => {
        const listing = await listings.read(personOf(request), request.params)
        return sendVersion(reply, listing.version).send(shownListing(listing))
      },
    )

    app.patch(
      '/v1/shops/:shopId/listings/:listingId',
      contract({
        operationId: 'changeListing',
        summary: 'Change price, MRP, audience, SKU or minimum quantity',
        tag,
        access: 'person',
        params: listingParams,
        body: changeListingBody,
        ifMatch: true,
        replies: { 200: listingReply },
        problems: [409, 422],
        example: { params: example.listing, body: { pricePaise: 26_200 }, reply: example.listingReply },
      }),
      async (request, reply) => {
        const version = expectedVersion(request)
        const listing = await listings.change(personOf(request), request.params, version, request.body)
        return sendVersion(reply, listing.version).send(shownListing(listing))
      },
    )

    for (const [verb, status, summary] of [
      ['pause', 'paused', 'Take a listing off sale for a while'],
      ['resume', 'active', 'Put a listing on sale again'],
    ] as const) {
      app.post(
        `/v1/shops/:shopId/listings/:listingId/${verb}`,
        contract({
          operationId: `${verb}Listing`,
          summary,
          tag,
          access: 'person',
          params: listingParams,
          replies: { 200: listingReply },
          problems: [409],
          example: { params: example.listing, reply: { ...example.listingReply, status } },
        }),
        async (request, reply) => {
          const listing = await listings.setStatus(personOf(request), request.params, status)
          return sendVersion(reply, listing.version).send(shownListing(listing))
        },
      )
    }

    app.put(
      '/v1/shops/:shopId/listings/:listingId/stock',
      contract({
        operationId: 'setStock',
        summary: 'Set the pieces that can be bought',
        description: 'What is reserved for orders stays reserved beside it.',
        tag,
        access: 'person',
        params: listingParams,
        body: stockBody,
        replies: { 200: stockReply },
        problems: [409],
        example: {
          params: example.listing,
          body: { available: 112 },
          reply: { available: 112, reserved: 3 },
        },
      }),
      async (request) => stock.set(personOf(request), request.params, request.body.available),
    )

    app.post(
      '/v1/shops/:shopId/listings/:listingId/stock/adjust',
      contract({
        operationId: 'adjustStock',
        summary: 'Add pieces, or take them away',
        description: 'Refused with `stockOutOfRange` where it would go below zero.',
        tag,
        access: 'person',
        params: listingParams,
        body: adjustStockBody,
        replies: { 200: stockReply },
        problems: [409, 422],
        example: { params: example.listing, body: { by: -2 }, reply: { available: 110, reserved: 3 } },
      }),
      async (request) => stock.adjust(personOf(request), request.params, request.body.by),
    )
  }
