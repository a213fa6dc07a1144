import { z } from 'zod'
import {
  contract,
  type HaatApp,
  personOf,
  type Routes,
  readCursor,
  sendVersion,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import type { createShopsService } from './shops.service.ts'
import {
  addShopExample,
  publicShopExample,
  shopExample,
  shopIdExample,
  traderIdExample,
} from './traders.examples.ts'
import { versionOf } from './traders.policy.ts'
import {
  addShopBody,
  changeShopBody,
  publicShopSchema,
  shopPage,
  shopParams,
  shopSchema,
  shopsQuery,
  traderParams,
} from './traders.schema.ts'
import { publicShopView, shopView } from './traders.views.ts'

type ShopsService = ReturnType<typeof createShopsService>

const tag = 'shops'
const cursorShape = z.tuple([wireId('shop')])

/** Shops: for their people, and for everybody. */
export const shopsRoutes =
  ({ service, now }: { service: ShopsService; now: () => Date }): Routes =>
  (app) => {
    app.post(
      '/v1/traders/:traderId/shops',
      contract({
        operationId: 'addShop',
        summary: 'Add a shop to a trader',
        description:
          'For owners. Give the point or the DIGIPIN; without them the middle of the PIN is taken, which may lie kilometres away. `warnings` tell what to look at again.',
        tag,
        access: 'person',
        params: traderParams,
        body: addShopBody,
        replies: { 201: shopSchema },
        problems: [409],
        example: { params: { traderId: traderIdExample }, body: addShopExample, reply: shopExample },
      }),
      async (request, reply) => {
        const { shop, warnings } = await service.add(personOf(request), request.params.traderId, request.body)
        return sendVersion(reply, shop.version).code(201).send(shopView(shop, warnings))
      },
    )

    app.get(
      '/v1/traders/:traderId/shops',
      contract({
        operationId: 'listShops',
        summary: 'The shops of a trader, for its members and operators',
        tag,
        access: 'person',
        params: traderParams,
        query: shopsQuery,
        replies: { 200: shopPage },
        example: {
          params: { traderId: traderIdExample },
          query: { limit: 20 },
          reply: { items: [shopExample] },
        },
      }),
      async (request, reply) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, cursorShape)?.[0]
        const { traderId } = request.params
        const rows = await service.list(personOf(request), { traderId, after, limit: limit + 1 })
        const page = toPage(rows, limit, (shop) => [shop.id])
        return reply.send({ ...page, items: page.items.map((shop) => shopView(shop)) })
      },
    )

    app.get(
      '/v1/shops/:shopId',
      contract({
        operationId: 'getShop',
        summary: 'A shop and who sells there',
        description: 'Only shops of verified traders.',
        tag,
        access: 'public',
        params: shopParams,
        replies: { 200: publicShopSchema },
        example: { params: { shopId: shopIdExample }, reply: publicShopExample },
      }),
      async (request, reply) => {
        const { shop, trader } = await service.publicShop(request.params.shopId)
        return sendVersion(reply, shop.version).send(publicShopView(shop, trader, now()))
      },
    )

    app.patch(
      '/v1/shops/:shopId',
      contract({
        operationId: 'changeShop',
        summary: 'Change a shop',
        description:
          'For owners. A new PIN keeps the point that was given; `"point": null` goes back to the middle of the PIN. Honours If-Match.',
        tag,
        access: 'person',
        params: shopParams,
        body: changeShopBody,
        replies: { 200: shopSchema },
        problems: [412],
        example: { params: { shopId: shopIdExample }, body: { radiusMetres: 3000 }, reply: shopExample },
      }),
      async (request, reply) => {
        const { shop, warnings } = await service.change(
          personOf(request),
          request.params.shopId,
          request.body,
          versionOf(request),
        )
        return sendVersion(reply, shop.version).send(shopView(shop, warnings))
      },
    )

    pauseRoute(app, {
      path: '/v1/shops/:shopId/pause',
      operationId: 'pauseShop',
      summary: 'Take no orders for now',
      set: service.pause,
      paused: true,
    })
    pauseRoute(app, {
      path: '/v1/shops/:shopId/resume',
      operationId: 'resumeShop',
      summary: 'Take orders again',
      set: service.resume,
      paused: false,
    })
  }

function pauseRoute(
  app: HaatApp,
  {
    path,
    operationId,
    summary,
    set,
    paused,
  }: { path: string; operationId: string; summary: string; set: ShopsService['pause']; paused: boolean },
): void {
  app.post(
    path,
    contract({
      operationId,
      summary,
      description: 'For owners and staff. Repeating it changes nothing.',
      tag,
      access: 'person',
      params: shopParams,
      replies: { 200: shopSchema },
      example: { params: { shopId: shopIdExample }, reply: { ...shopExample, paused } },
    }),
    async (request, reply) => {
      const shop = await set(personOf(request), request.params.shopId)
      return sendVersion(reply, shop.version).send(shopView(shop))
    },
  )
}
