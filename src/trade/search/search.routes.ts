import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Identity } from '../../identity/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { toWire } from '../../kernel/money.ts'
import { contract, problemSchema, type Routes } from '../../platform/http/index.ts'
import { searchExample } from './search.examples.ts'
import { type searchItem, searchQuery, searchReply } from './search.schema.ts'
import type { Searcher, SearchItem, SearchQuery, SearchResult } from './search.types.ts'

const description = `
Say where: \`pin\`, \`lat\` and \`lng\`, or \`servesPin\`. All words of \`q\` must match: as typed, by their stem or
another spelling, by a word that means the same, the last one also as a beginning; mistyped words match when
little else does.

What decides the order of \`sort=relevance\`: how well the words match (in name or brand as typed, then begun or
mistyped, then in category, maker or pack), whether they say what the good is (for milk, toned milk comes before
milk bread), how few other words the name has, how near the shop is, and whether the goods are in stock. Of equals the nearer comes first. Nothing else counts; no place can be bought.

Facets count the hits that match all filters. At most 1,000 hits are counted and can be paged through.
The header \`x-search-engine\` and the field \`engine\` say which engine answered; \`postgres-fallback\`: the first one
did not.`

export const searchRoutes =
  ({
    search,
    identity,
  }: {
    search: (query: SearchQuery, who: Searcher | null) => Promise<SearchResult>
    identity: Pick<Identity, 'authenticate'>
  }): Routes =>
  (app) => {
    app.get(
      '/v1/search',
      contract({
        operationId: 'search',
        summary: 'Find goods in shops near a place',
        description,
        tag: 'search',
        access: 'public',
        query: searchQuery,
        replies: { 200: searchReply, 401: problemSchema, 403: problemSchema, 404: problemSchema },
        example: searchExample,
      }),
      async (request, reply) => {
        // A public endpoint: who one is matters only for offers to traders.
        const who = request.query.asTrader === undefined ? null : await caller(request, identity)
        const result = await search(readQuery(request.query), who)
        return reply
          .header('x-search-engine', result.engine)
          .type('application/json; charset=utf-8')
          .serializer(JSON.stringify)
          .send(onWire(result))
      },
    )
  }

async function caller(
  request: FastifyRequest,
  identity: Pick<Identity, 'authenticate'>,
): Promise<Searcher | null> {
  const token = /^Bearer ([^\s]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1]
  return token === undefined ? null : identity.authenticate(token)
}

/** A query's parameters as search takes them. Throws `invalidFields` for half a point. */
export function readQuery({
  lat,
  lng,
  inStock,
  openNow,
  pickup,
  explain,
  minPricePaise,
  maxPricePaise,
  soldTo: _,
  ...query
}: Omit<z.output<typeof searchQuery>, 'sort'> & {
  sort?: z.output<typeof searchQuery>['sort']
}): SearchQuery {
  if ((lat === undefined) !== (lng === undefined)) {
    const missing = lat === undefined ? 'lat' : 'lng'
    throw invalid([
      { pointer: `/${missing}`, code: 'required', detail: 'A point needs both `lat` and `lng`.' },
    ])
  }
  return {
    ...query,
    ...(lat !== undefined && lng !== undefined ? { point: { lat, lng } } : {}),
    inStock: inStock === 'true',
    openNow: openNow === 'true',
    pickup: pickup === 'true',
    explain: explain === 'true',
    minPricePaise: minPricePaise === undefined ? undefined : BigInt(minPricePaise),
    maxPricePaise: maxPricePaise === undefined ? undefined : BigInt(maxPricePaise),
  }
}

/** A hit as the reply's schema says it. */
export const searchItemOnWire = (item: SearchItem): z.output<typeof searchItem> => ({
  listingId: item.listingId,
  shopId: item.shopId,
  productId: item.productId,
  name: item.name,
  nameHi: item.nameHi,
  brand: item.brand,
  category: item.category,
  netQuantity: item.netQuantity,
  unit: item.unit,
  pricePaise: toWire(item.pricePaise),
  mrpPaise: toWire(item.mrpPaise),
  unitPrice: item.unitPrice && { paise: toWire(item.unitPrice.paise), per: item.unitPrice.per },
  inStock: item.inStock,
  shopName: item.shopName,
  shopPin: item.shopPin,
  distanceMetres: item.distanceMetres,
  openNow: item.openNow,
  marks: item.marks,
  factors: item.factors,
})

/** As the reply's schema says it, field by field: spreads and checks would cost as much as all else on the way. */
const onWire = ({
  items,
  facets,
  total,
  nextCursor,
  didYouMean,
  engine,
}: SearchResult): z.output<typeof searchReply> => ({
  items: items.map(searchItemOnWire),
  facets: {
    category: facets.category,
    brand: facets.brand,
    price: facets.price.map(({ minPaise, maxPaise, count }) => ({
      minPaise: toWire(minPaise),
      maxPaise: maxPaise === null ? null : toWire(maxPaise),
      count,
    })),
  },
  total,
  didYouMean,
  nextCursor,
  engine,
})
