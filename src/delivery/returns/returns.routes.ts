import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import {
  contract,
  type HaatApp,
  type Person,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import type { Viewer } from '../shipments/index.ts'
import { decisionRoutes } from './returns.decisions.ts'
import type { ReturnsDeps } from './returns.deps.ts'
import * as examples from './returns.examples.ts'
import { oversightRoutes } from './returns.oversight.ts'
import { returnViewOf } from './returns.presenters.ts'
import { reasonsFor } from './returns.rules.ts'
import * as shapes from './returns.schema.ts'
import { largestPhoto, type ReturnsService } from './returns.service.ts'
import type { GoodsReturn } from './returns.types.ts'

const tag = 'returns'
const params = { returnId: examples.returnId }
const orderExample = { orderId: examples.orderId }
const { returnExample } = examples
const parties: readonly Viewer[] = ['buyer', 'shop', 'operator']

/** Endpoints for goods that go back. */
export const returnsRoutes =
  (
    deps: Pick<ReturnsDeps, 'db' | 'shipments' | 'orders' | 'directory' | 'settings'>,
    service: ReturnsService,
  ): Routes =>
  (app) => {
    const { db, shipments, orders, directory, settings } = deps

    const viewOf = async (one: GoodsReturn, viewer: Viewer) => {
      const bought = await orders.bought(db, one.orderId)
      const leg = one.shipmentId ? await shipments.read(db, one.shipmentId) : undefined
      const provider = leg?.providerId ? await directory.find(leg.providerId) : undefined
      const lines = bought?.lines ?? []
      const { codes } = shipments
      return returnViewOf(one, { viewer, lines, leg, providerName: provider?.name, codes, settings })
    }

    const read = async (person: Person, returnId: Id<'return'>, only: readonly Viewer[]) => {
      const { one, viewer } = await service.seen(person, returnId, only)
      return viewOf(one, viewer)
    }

    app.get(
      '/v1/orders/:orderId/returns',
      contract({
        operationId: 'listReturnsOfOrder',
        summary: 'What of an order goes back, and for its buyer what may be asked for',
        tag,
        access: 'person',
        params: shapes.orderParams,
        query: shapes.viewQuery,
        replies: { 200: shapes.returnsOfOrderView },
        example: { params: orderExample, reply: { items: [], may: examples.mayExample } },
      }),
      async (request) => {
        const { returns, viewer, may } = await service.ofOrder(
          personOf(request),
          request.params.orderId,
          request.query.as,
        )
        return {
          items: await Promise.all(returns.map((one) => viewOf(one, viewer))),
          may: may && {
            until: may.until,
            lines: may.left.map(({ line, left }) => ({
              ...{ lineId: line.lineId, name: line.name, nameHi: line.nameHi, pricePaise: line.pricePaise },
              ...{ left, reasons: [...reasonsFor(line)] },
            })),
          },
        }
      },
    )

    app.post(
      '/v1/orders/:orderId/returns',
      contract({
        operationId: 'askReturn',
        summary: 'Ask to give goods of a delivered order back',
        description:
          'For the consumer who bought them, within the days of the market. The same asked twice is one return; there is one at a time for an order.',
        tag,
        access: 'person',
        params: shapes.orderParams,
        body: shapes.askBody,
        replies: { 201: shapes.returnView },
        problems: [409, 422],
        example: { params: orderExample, body: examples.askExample, reply: examples.askedExample },
      }),
      async (request, reply) => {
        const person = personOf(request)
        const returnId = await service.ask(person, request.params.orderId, request.body)
        return reply.code(201).send(await read(person, returnId, ['buyer']))
      },
    )

    // In a scope of its own, where bodies are photos and nothing else.
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('image/jpeg', { parseAs: 'buffer' }, (_request, photo, done) =>
        done(null, photo),
      )
      photoRoute(scope as unknown as HaatApp, service)
    })

    app.get(
      '/v1/returns/:returnId',
      contract({
        operationId: 'getReturn',
        summary: 'Where goods stand that go back',
        tag,
        access: 'person',
        params: shapes.returnParams,
        query: shapes.viewQuery,
        replies: { 200: shapes.returnView },
        example: { params, reply: returnExample },
      }),
      async (request) =>
        read(personOf(request), request.params.returnId, request.query.as ? [request.query.as] : parties),
    )

    app.get(
      '/v1/shops/:shopId/returns',
      contract({
        operationId: 'listShopReturns',
        summary: 'Goods that go back to a shop, the newest first',
        tag,
        access: 'person',
        params: shapes.shopParams,
        query: shapes.shopQuery,
        replies: { 200: shapes.returnsPage },
        example: {
          params: { shopId: examples.shopId },
          query: { state: 'open' },
          reply: { items: [{ ...examples.askedExample, viewer: 'shop' as const }] },
        },
      }),
      async (request) => {
        const { state, limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('return')]))?.[0]
        const page = { open: state === 'open', after, limit: limit + 1 }
        const found = await service.ofShop(personOf(request), request.params.shopId, page)
        const views = await Promise.all(found.map((one) => viewOf(one, 'shop')))
        return toPage(views, limit, (one) => [one.returnId])
      },
    )

    decisionRoutes({ service, read })(app)
    oversightRoutes({ db, service, read, viewOf })(app)
  }

const photoRoute = (app: HaatApp, service: ReturnsService) =>
  app.post(
    '/v1/orders/:orderId/return-photos',
    contract({
      operationId: 'addReturnPhoto',
      summary: 'Keep a photo of goods that are to go back; give its address with the return',
      description: 'JPEG, at most 4 MB. For the buyer.',
      tag,
      access: 'person',
      params: shapes.orderParams,
      consumes: 'image/jpeg',
      bodyLimit: largestPhoto,
      replies: { 201: shapes.photoView },
      problems: [422],
      example: { params: orderExample, body: 'JPEG', reply: { photoUrl: examples.askExample.photoUrl } },
    }),
    async (request, reply) => {
      const photo = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
      const photoUrl = await service.keepPhoto(personOf(request), request.params.orderId, photo)
      return reply.code(201).send({ photoUrl })
    },
  )
