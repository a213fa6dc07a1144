import { z } from 'zod'
import type { Database } from '../../platform/database/index.ts'
import { contract, type Routes, readCursor, toPage, wireId } from '../../platform/http/index.ts'
import { decidePrice, leastOf } from '../catalogue/index.ts'
import { example } from './crafts.examples.ts'
import {
  collectionQuery,
  collectionReply,
  entriesPage,
  entriesQuery,
  listingParams,
  marksReply,
  placesReply,
} from './crafts.schema.ts'
import type { CraftListing, Crafts } from './crafts.service.ts'
import { readEntries, readMarks, readPlaces } from './crafts.store.ts'

const tag = 'crafts'
const cursorShape = z.tuple([z.string().max(300), wireId('markEntry')])

const shownListing = ({ claim, offer, shop }: CraftListing) => {
  const { kind, name, nameHi, state, district } = claim
  return {
    mark: { kind, name, nameHi, state, district },
    shopId: shop.shopId,
    shopName: shop.shopName,
    listingId: offer.listingId,
    brand: offer.brand,
    name: offer.name,
    nameHi: offer.nameHi,
    netQuantity: offer.netQuantity,
    unit: offer.unit,
    pricePaise: decidePrice(offer, leastOf(offer), new Date()).pricePaise,
    mrpPaise: offer.mrpPaise,
    imageUrl: offer.imageUrls[0] ?? null,
    inStock: offer.available > 0,
  }
}

/** What anybody may look at: lists, districts, marks of goods. */
export const craftRoutes =
  ({ db, crafts }: { db: Database; crafts: Crafts }): Routes =>
  (app) => {
    app.get(
      '/v1/crafts',
      contract({
        operationId: 'listCrafts',
        summary: 'District crafts and registered names, by name',
        tag,
        access: 'public',
        query: entriesQuery,
        replies: { 200: entriesPage },
        example: { query: { mark: 'gi', q: 'tea' }, reply: { items: [example.entry] } },
      }),
      async (request) => {
        const { mark: kind, state, district, q, limit, cursor } = request.query
        const after = readCursor(cursor, cursorShape)
        const found = await readEntries(db, { kind, state, district, q, after, limit: limit + 1 })
        return toPage(found, limit, (entry) => [entry.name, entry.entryId])
      },
    )

    app.get(
      '/v1/crafts/districts',
      contract({
        operationId: 'listCraftDistricts',
        summary: 'Districts with crafts, by state',
        tag,
        access: 'public',
        replies: { 200: placesReply },
        example: {
          reply: { districts: [{ state: 'West Bengal', district: 'Darjeeling', entries: 0, listings: 1 }] },
        },
      }),
      async () => ({ districts: await readPlaces(db) }),
    )

    app.get(
      '/v1/crafts/collection',
      contract({
        operationId: 'getDistrictCollection',
        summary: 'What a district is known for, and who sells it',
        description: 'Marks that an operator approved; active goods of verified traders.',
        tag,
        access: 'public',
        query: collectionQuery,
        replies: { 200: collectionReply },
        problems: [404],
        example: { query: { state: 'West Bengal', district: 'Darjeeling' }, reply: example.collection },
      }),
      async (request) => {
        const { state, district, mark } = request.query
        const { entries, listings } = await crafts.collection(state, district, mark)
        return { state, district, entries, listings: listings.map(shownListing) }
      },
    )

    app.get(
      '/v1/shops/:shopId/listings/:listingId/marks',
      contract({
        operationId: 'listMarks',
        summary: 'The approved marks of a listing',
        tag,
        access: 'public',
        params: listingParams,
        replies: { 200: marksReply },
        example: { params: example.listing, reply: { marks: [example.mark] } },
      }),
      async (request) => ({
        marks: (await readMarks(db, [request.params])).get(request.params.listingId) ?? [],
      }),
    )
  }
