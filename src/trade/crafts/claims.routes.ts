import { z } from 'zod'
import type { Database } from '../../platform/database/index.ts'
import { contract, personOf, type Routes, readCursor, toPage, wireId } from '../../platform/http/index.ts'
import { example } from './crafts.examples.ts'
import {
  claimBody,
  claimParams,
  claimReply,
  claimsPage,
  claimsQuery,
  claimsReply,
  kindParams,
  listBody,
  listReply,
  refuseBody,
  shopParams,
} from './crafts.schema.ts'
import type { Crafts } from './crafts.service.ts'
import { claimsPage as readPage } from './crafts.store.ts'

const tag = 'crafts'
const cursorShape = z.tuple([wireId('markClaim')])
const largestList = 2_200_000

/** What shops claim and operators decide, and the lists that it is about. */
export const claimRoutes =
  ({ db, crafts }: { db: Database; crafts: Crafts }): Routes =>
  (app) => {
    app.put(
      '/v1/crafts/lists/:kind',
      contract({
        operationId: 'importCraftList',
        summary: 'Take in a list of district crafts or registered names',
        description:
          'CSV. `odop`: state, district, product. `gi`: name, state; besides number and goodsType. Good rows go in, bad ones are told; entries that the list leaves out stay. The same list twice changes nothing.',
        tag,
        access: 'operator',
        params: kindParams,
        body: listBody,
        bodyLimit: largestList,
        replies: { 200: listReply },
        problems: [422],
        example: { params: { kind: 'gi' }, body: example.list, reply: example.listReply },
      }),
      async (request) => crafts.importList(request.params.kind, request.body.file),
    )

    app.post(
      '/v1/shops/:shopId/craft-claims',
      contract({
        operationId: 'claimMark',
        summary: 'Claim a mark for goods of yours',
        description:
          'A registered name needs your number as its authorised user; a district’s product a paper that says where it is made. Buyers see the mark once an operator approved it. A refused claim can be made again.',
        tag,
        access: 'person',
        params: shopParams,
        body: claimBody,
        replies: { 201: claimReply },
        problems: [409, 422],
        example: { params: example.shop, body: example.newClaim, reply: example.claimReply },
      }),
      async (request, reply) =>
        reply.code(201).send(await crafts.claim(personOf(request), request.params.shopId, request.body)),
    )

    app.get(
      '/v1/shops/:shopId/craft-claims',
      contract({
        operationId: 'listShopClaims',
        summary: 'The claims of a shop, the latest first',
        tag,
        access: 'person',
        params: shopParams,
        replies: { 200: claimsReply },
        example: { params: example.shop, reply: { items: [example.claimReply] } },
      }),
      async (request) => ({ items: await crafts.claimsOf(personOf(request), request.params.shopId) }),
    )

    app.delete(
      '/v1/shops/:shopId/craft-claims/:claimId',
      contract({
        operationId: 'withdrawClaim',
        summary: 'Take a claim back, and the mark with it',
        tag,
        access: 'person',
        params: claimParams,
        replies: { 204: z.undefined() },
        example: { params: example.claim },
      }),
      async (request, reply) => {
        await crafts.withdraw(personOf(request), request.params)
        return reply.code(204).send()
      },
    )

    app.get(
      '/v1/craft-claims',
      contract({
        operationId: 'listCraftClaims',
        summary: 'Claims by their state, the oldest first',
        tag,
        access: 'operator',
        query: claimsQuery,
        replies: { 200: claimsPage },
        example: { query: { status: 'claimed' }, reply: { items: [example.claimReply] } },
      }),
      async (request) => {
        const { status, limit, cursor } = request.query
        const found = await readPage(db, status, readCursor(cursor, cursorShape)?.[0], limit + 1)
        return toPage(found, limit, ({ claimId }) => [claimId])
      },
    )

    app.post(
      '/v1/shops/:shopId/craft-claims/:claimId/approve',
      contract({
        operationId: 'approveClaim',
        summary: 'Approve a mark',
        tag,
        access: 'operator',
        params: claimParams,
        replies: { 200: claimReply },
        example: { params: example.claim, reply: { ...example.claimReply, status: 'approved' } },
      }),
      async (request) => crafts.decide(personOf(request), request.params, 'approved', null),
    )

    app.post(
      '/v1/shops/:shopId/craft-claims/:claimId/refuse',
      contract({
        operationId: 'refuseClaim',
        summary: 'Refuse a mark, or take an approved one away, with a reason',
        tag,
        access: 'operator',
        params: claimParams,
        body: refuseBody,
        replies: { 200: claimReply },
        example: {
          params: example.claim,
          body: { reason: 'The number is not in the register.' },
          reply: { ...example.claimReply, status: 'refused', reason: 'The number is not in the register.' },
        },
      }),
      async (request) => crafts.decide(personOf(request), request.params, 'refused', request.body.reason),
    )
  }
