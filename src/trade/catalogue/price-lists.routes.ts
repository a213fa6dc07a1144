import { z } from 'zod'
import {
  contract,
  expectedVersion,
  pageQuery,
  personOf,
  type Routes,
  readCursor,
  sendVersion,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import { shopParams } from './catalogue.schema.ts'
import type { PriceListUseCases } from './price-lists.service.ts'
import type { PriceList, PriceListFacts } from './price-lists.store.ts'
import { tradeExample } from './trade.examples.ts'
import { priceListBody, priceListPage, priceListParams, priceListReply } from './trade.schema.ts'

const tag = 'catalogue'
const cursorShape = z.tuple([wireId('priceList')])
const query = z.strictObject({ ...pageQuery })

const percentOf = (bps: number | null): number | null => (bps === null ? null : bps / 100)
const factsOf = ({ offPercent, ...list }: z.output<typeof priceListBody>): PriceListFacts => ({
  ...list,
  offBps: offPercent === null ? null : Math.round(offPercent * 100),
})
const shown = ({ offBps, buyers, prices, ...list }: PriceList) => ({
  ...list,
  buyers: [...buyers],
  prices: [...prices],
  offPercent: percentOf(offBps),
})

/** Lists of prices for named buyers over HTTP. */
export const priceListRoutes =
  ({ lists }: { lists: PriceListUseCases }): Routes =>
  (app) => {
    app.post(
      '/v1/shops/:shopId/price-lists',
      contract({
        operationId: 'createPriceList',
        summary: 'Write a list of prices for named buyers',
        description:
          'Traders on it, named by id or GSTIN, pay its prices when they buy as a trader; a buyer on two lists pays the lower. Nobody else sees the prices or who is on it. The name is unique in the shop, so a call that is sent twice makes one list.',
        tag,
        access: 'person',
        params: shopParams,
        body: priceListBody,
        replies: { 201: priceListReply },
        problems: [409, 422],
        example: { params: example.shop, body: tradeExample.list, reply: tradeExample.listReply },
      }),
      async (request, reply) => {
        const list = await lists.create(personOf(request), request.params.shopId, factsOf(request.body))
        return sendVersion(reply, list.version).code(201).send(shown(list))
      },
    )

    app.get(
      '/v1/shops/:shopId/price-lists',
      contract({
        operationId: 'listPriceLists',
        summary: 'The price lists of a shop, the latest first',
        tag,
        access: 'person',
        params: shopParams,
        query,
        replies: { 200: priceListPage },
        example: { params: example.shop, reply: { items: [tradeExample.listHead] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const before = readCursor(cursor, cursorShape)?.[0]
        const found = await lists.list(personOf(request), request.params.shopId, before, limit + 1)
        const items = found.map(
          ({ listId, name, buyers, prices, offBps, validFrom, validUntil, updatedAt }) => ({
            ...{ listId, name, buyers, prices, validFrom, validUntil, updatedAt },
            offPercent: percentOf(offBps),
          }),
        )
        return toPage(items, limit, ({ listId }) => [listId])
      },
    )

    app.get(
      '/v1/shops/:shopId/price-lists/:listId',
      contract({
        operationId: 'getPriceList',
        summary: 'One price list, for its shop',
        tag,
        access: 'person',
        params: priceListParams,
        replies: { 200: priceListReply },
        example: { params: tradeExample.listParams, reply: tradeExample.listReply },
      }),
      async (request, reply) => {
        const list = await lists.read(personOf(request), request.params)
        return sendVersion(reply, list.version).send(shown(list))
      },
    )

    app.put(
      '/v1/shops/:shopId/price-lists/:listId',
      contract({
        operationId: 'replacePriceList',
        summary: 'Write a price list anew',
        tag,
        access: 'person',
        params: priceListParams,
        body: priceListBody,
        ifMatch: true,
        replies: { 200: priceListReply },
        problems: [409, 422],
        example: { params: tradeExample.listParams, body: tradeExample.list, reply: tradeExample.listReply },
      }),
      async (request, reply) => {
        const { params, body } = request
        const list = await lists.replace(personOf(request), params, expectedVersion(request), factsOf(body))
        return sendVersion(reply, list.version).send(shown(list))
      },
    )

    app.delete(
      '/v1/shops/:shopId/price-lists/:listId',
      contract({
        operationId: 'removePriceList',
        summary: 'Take a price list away',
        tag,
        access: 'person',
        params: priceListParams,
        ifMatch: true,
        replies: { 204: z.undefined() },
        example: { params: tradeExample.listParams },
      }),
      async (request, reply) => {
        await lists.remove(personOf(request), request.params, expectedVersion(request))
        return reply.code(204).send()
      },
    )
  }
