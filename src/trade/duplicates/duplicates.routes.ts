import { z } from 'zod'
import { contract, personOf, type Routes, readCursor, toPage, wireId } from '../../platform/http/index.ts'
import type { ProductCard } from '../catalogue/index.ts'
import { example } from './duplicates.examples.ts'
import {
  mergeBody,
  mergeParams,
  mergeReply,
  mergesQuery,
  mergesReply,
  pairParams,
  pairReply,
  pairsQuery,
  pairsReply,
} from './duplicates.schema.ts'
import type { Duplicates, ShownMerge, ShownPair } from './duplicates.service.ts'
import { speaksFor } from './pairs.rules.ts'
import { reasonTexts } from './reasons.texts.ts'

const tag = 'operators'
const pairCursor = z.tuple([z.number(), wireId('duplicate')])
const mergeCursor = z.tuple([wireId('productMerge')])

const cardOf = ({ facts, ...card }: ProductCard) => ({
  ...card,
  ...facts,
  imageUrls: [...facts.imageUrls],
  attributes: { ...facts.attributes },
})
const pairOf = ({ pairId, grade, score, reasons, state, products, survivorId, decidedAt }: ShownPair) => ({
  ...{ pairId, grade, score, state, survivorId, decidedAt },
  reasons: reasons.map((code) => ({ code, speaksFor: speaksFor(code), text: reasonTexts[code] })),
  products: products.map(cardOf),
})
const mergeOf = ({ from, into, ...merge }: ShownMerge) => {
  const { mergeId, listings, mergedBy, reason, mergedAt, undone, undoneAt } = merge
  const byMarket = mergedBy === null
  return {
    ...{ mergeId, listings, byMarket, reason, mergedAt, undone, undoneAt },
    from: cardOf(from),
    into: cardOf(into),
  }
}

/** Products that may be one, for operators. */
export const duplicatesRoutes =
  (duplicates: Duplicates): Routes =>
  (app) => {
    app.get(
      '/v1/operator/duplicates',
      contract({
        operationId: 'listDuplicates',
        summary: 'Products that may be one, the likeliest first',
        description:
          'Found behind every change of a product. Open ones without a `grade` leave out what something contradicts: different bar codes, net quantities, HSN chapters, food marks, or MRPs far apart.',
        tag,
        access: 'operator',
        query: pairsQuery,
        replies: { 200: pairsReply },
        example: { query: { grade: 'certain', limit: 20 }, reply: { items: [example.pair] } },
      }),
      async (request) => {
        const { state, grade, limit, cursor } = request.query
        const after = readCursor(cursor, pairCursor)
        const found = await duplicates.queue({ state, grade, after, limit: limit + 1 })
        return toPage(found.map(pairOf), limit, ({ score, pairId }) => [score, pairId])
      },
    )

    app.get(
      '/v1/operator/duplicates/:pairId',
      contract({
        operationId: 'getDuplicate',
        summary: 'Two products side by side, and what speaks for their being one',
        tag,
        access: 'operator',
        params: pairParams,
        replies: { 200: pairReply },
        example: { params: example.pairRef, reply: example.pair },
      }),
      async (request) => pairOf(await duplicates.read(request.params.pairId)),
    )

    app.post(
      '/v1/operator/duplicates/:pairId/different',
      contract({
        operationId: 'keepProductsApart',
        summary: 'These are two products: not proposed again, and never merged by the market itself',
        tag,
        access: 'operator',
        params: pairParams,
        replies: { 200: pairReply },
        problems: [409],
        example: {
          params: example.pairRef,
          reply: { ...example.pair, state: 'different', decidedAt: example.merge.mergedAt },
        },
      }),
      async (request) => pairOf(await duplicates.keepApart(personOf(request), request.params.pairId)),
    )

    app.get(
      '/v1/operator/product-merges',
      contract({
        operationId: 'listProductMerges',
        summary: 'Products that were merged, the latest first',
        tag,
        access: 'operator',
        query: mergesQuery,
        replies: { 200: mergesReply },
        example: { query: { limit: 20 }, reply: { items: [example.merge] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const before = readCursor(cursor, mergeCursor)?.[0]
        const found = await duplicates.merges(before, limit + 1)
        return toPage(found.map(mergeOf), limit, ({ mergeId }) => [mergeId])
      },
    )

    app.post(
      '/v1/operator/product-merges',
      contract({
        operationId: 'mergeProducts',
        summary: 'Merge two products, proposed or not',
        description:
          'All listings of the one move to the other in one step; a shop that lists both keeps both listings. What was sold stays as it was sold. The id, bar code and name of the one that goes stay taken and answer with the other. Merging again what is merged answers 200.',
        tag,
        access: 'operator',
        body: mergeBody,
        replies: { 200: mergeReply, 201: mergeReply },
        problems: [409, 422],
        example: { body: example.newMerge, reply: example.merge },
      }),
      async (request, reply) => {
        const { fromProductId: from, intoProductId: into, reason = null } = request.body
        const { merge, made } = await duplicates.merge(personOf(request), { from, into, reason })
        return reply.code(made ? 201 : 200).send(mergeOf(merge))
      },
    )

    app.post(
      '/v1/operator/product-merges/:mergeId/undo',
      contract({
        operationId: 'undoProductMerge',
        summary: 'Take a merge back',
        description:
          'Listings that moved with it and are still there return; what was listed since stays. The two count as different from then on. Undoing again changes nothing.',
        tag,
        access: 'operator',
        params: mergeParams,
        replies: { 200: mergeReply },
        example: {
          params: example.mergeRef,
          reply: { ...example.merge, undone: true, undoneAt: example.merge.mergedAt },
        },
      }),
      async (request) => mergeOf(await duplicates.undo(personOf(request), request.params.mergeId)),
    )
  }
