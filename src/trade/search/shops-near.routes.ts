import { z } from 'zod'
import { invalid } from '../../kernel/errors.ts'
import { contract, type Routes, readCursor, toPage, wireId } from '../../platform/http/index.ts'
import { shopsNearExample, suggestionsExample } from './search.examples.ts'
import type { Suggestion } from './search.suggestions.ts'
import type { SuggestionQuery } from './search.types.ts'
import { shopsNearPage, shopsNearQuery, suggestionsQuery, suggestionsReply } from './shops-near.schema.ts'
import type { createShopsNear } from './shops-near.service.ts'

const cursorShape = z.tuple([z.int().min(0), wireId('shop')])

/** Both of a point or none of it. Throws `invalidFields`. */
function pointOf({ lat, lng }: { lat?: number | undefined; lng?: number | undefined }) {
  if (lat !== undefined && lng !== undefined) return { lat, lng }
  if (lat === undefined && lng === undefined) return undefined
  const missing = lat === undefined ? 'lat' : 'lng'
  throw invalid([{ pointer: `/${missing}`, code: 'required', detail: 'A point needs both `lat` and `lng`.' }])
}

/** Shops around a place, and what to offer while somebody types. */
export const shopsNearRoutes =
  ({
    shopsNear,
    suggest,
  }: {
    shopsNear: ReturnType<typeof createShopsNear>
    suggest: (query: SuggestionQuery) => Promise<Suggestion[]>
  }): Routes =>
  (app) => {
    app.get(
      '/v1/shops',
      contract({
        operationId: 'listShopsNear',
        summary: 'Shops around a place, nearest first',
        description:
          'Open shops of verified traders that sell to consumers and lie near the place or deliver there. Nothing but the distance decides the order.',
        tag: 'search',
        access: 'public',
        query: shopsNearQuery,
        replies: { 200: shopsNearPage },
        example: shopsNearExample,
      }),
      async (request) => {
        const { pin, radiusMetres, openNow, limit, cursor } = request.query
        const found = await shopsNear({
          pin,
          point: pointOf(request.query),
          radiusMetres,
          openNow: openNow === 'true',
          after: readCursor(cursor, cursorShape),
          limit: limit + 1,
        })
        return toPage(found, limit, (shop) => [shop.distanceMetres, shop.shopId])
      },
    )

    app.get(
      '/v1/search/suggestions',
      contract({
        operationId: 'suggest',
        summary: 'What to search for, while it is typed',
        description: 'Words that go on as the last one begins, and products that shops nearby have.',
        tag: 'search',
        access: 'public',
        query: suggestionsQuery,
        replies: { 200: suggestionsReply },
        example: suggestionsExample,
      }),
      async (request, reply) => {
        const { q, pin, limit } = request.query
        const items = await suggest({ q, pin, point: pointOf(request.query), limit })
        // Each letter asks anew, and a check of one's own words would be a good part of the way.
        return reply
          .type('application/json; charset=utf-8')
          .serializer(JSON.stringify)
          .send({ items } satisfies z.output<typeof suggestionsReply>)
      },
    )
  }
