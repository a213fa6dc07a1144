import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import { type Id, uuidOf } from '../../kernel/ids.ts'
import {
  contract,
  type Person,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { billView } from './bill.schema.ts'
import type { createBill } from './bill.service.ts'
import type { OrdersDeps } from './orders.deps.ts'
import * as example from './orders.examples.ts'
import type { OrdersPolicy } from './orders.policy.ts'
import { orderView } from './orders.schema.ts'
import type { OrdersService } from './orders.service.ts'
import { linesOf, listShopOrders, withLines } from './orders.store.ts'
import { orderSummaryOf, orderViewOf } from './orders.view.ts'
import { mostWithLines, shopOrderPage, shopOrdersQuery } from './shop-orders.schema.ts'
import { acceptBody, packBody, reasonBody } from './steps.schema.ts'

const params = z.strictObject({ orderId: wireId('order') })
const exampleParams = { orderId: example.orderId }
const cursorShape = z.tuple([wireId('order')])

export interface OrderRoutesDeps extends Pick<OrdersDeps, 'db' | 'traders' | 'broughtByShop'> {
  orders: OrdersService
  policy: OrdersPolicy
  bill: ReturnType<typeof createBill>
}

/** One order, for its buyer and its shop. */
export const orderRoutes =
  ({ db, traders, orders, policy, bill, broughtByShop }: OrderRoutesDeps): Routes =>
  (app) => {
    const view = async (person: Person, orderId: Id<'order'>) => {
      const { order, purchase, sides } = await orders.forParty(person, orderId)
      const [lines, shops, brought] = await Promise.all([
        linesOf(db, order),
        traders.shopFacts(db, [order.shopId]),
        broughtByShop(db, order.shopId, [orderId]),
      ])
      return orderViewOf(order, purchase, lines, shops.get(order.shopId), sides, brought)
    }

    app.get(
      '/v1/orders/:orderId',
      contract({
        operationId: 'getOrder',
        summary: 'One order with its lines',
        description: 'For its buyer and its shop. The shop sees the address only while it needs it.',
        tag: 'orders',
        access: 'person',
        params,
        replies: { 200: orderView },
        example: { params: exampleParams, reply: example.order },
      }),
      async (request) => view(personOf(request), request.params.orderId),
    )

    app.get(
      '/v1/orders/:orderId/bill',
      contract({
        operationId: 'getBill',
        summary: 'The bill of an order, once it is packed',
        description: 'For its buyer and its shop, which sees the buyer’s address only while it needs it.',
        tag: 'orders',
        access: 'person',
        params,
        replies: { 200: billView },
        problems: [409],
        example: { params: exampleParams, reply: example.bill },
      }),
      async (request) => bill(personOf(request), request.params.orderId),
    )

    app.get(
      '/v1/shops/:shopId/orders',
      contract({
        operationId: 'listShopOrders',
        summary: 'A shop’s orders, newest first',
        description: 'With `include=lines` as whole as getOrder gives them.',
        tag: 'orders',
        access: 'person',
        params: z.strictObject({ shopId: wireId('shop') }),
        query: shopOrdersQuery,
        replies: { 200: shopOrderPage },
        example: {
          params: { shopId: example.shopId },
          query: { state: 'confirmed', include: 'lines', limit: 20 },
          reply: example.shopOrderPage,
        },
      }),
      async (request) => {
        const { shopId } = request.params
        const { state, include, cursor } = request.query
        const limit = include ? Math.min(request.query.limit, mostWithLines) : request.query.limit
        const shop = (await traders.shopFacts(db, [shopId])).get(shopId)
        if (!shop || !(await policy.worksFor(db, personOf(request), shop.traderId))) throw notFound('shop')
        const after = readCursor(cursor, cursorShape)?.[0]
        const before = after ? uuidOf(after) : null
        const rows = await listShopOrders(db, shopId, state, { before, limit: limit + 1 })
        const page = toPage(rows, limit, (order) => [order.orderId])
        if (!include) return { ...page, items: page.items.map(orderSummaryOf) }
        const ids = page.items.map(({ orderId }) => orderId)
        const [whole, brought] = await Promise.all([
          withLines(db, shopId, page.items),
          broughtByShop(db, shopId, ids),
        ])
        return {
          ...page,
          items: whole.map((one) => orderViewOf(one.order, one.purchase, one.lines, shop, ['shop'], brought)),
        }
      },
    )

    app.post(
      '/v1/orders/:orderId/accept',
      contract({
        operationId: 'acceptOrder',
        summary: 'The shop takes the order on',
        tag: 'orders',
        access: 'person',
        params,
        body: acceptBody,
        replies: { 200: orderView },
        problems: [409],
        example: {
          params: exampleParams,
          body: { prepMinutes: 20 },
          reply: { ...example.order, state: 'accepted' },
        },
      }),
      async (request) => {
        const { orderId } = request.params
        await orders.accept(personOf(request), orderId, request.body.prepMinutes)
        return view(personOf(request), orderId)
      },
    )

    app.post(
      '/v1/orders/:orderId/pack',
      contract({
        operationId: 'packOrder',
        summary: 'The parcel is ready',
        description:
          'The invoice gets its number and delivery is looked for. A weight far from the catalogue’s is refused with `weightDiffers` (422) unless `sure`.',
        tag: 'orders',
        access: 'person',
        params,
        body: packBody,
        replies: { 200: orderView },
        problems: [409, 422],
        example: {
          params: exampleParams,
          body: { weightGrams: 10_250 },
          reply: { ...example.order, state: 'packed', invoiceNumber: '2627/1/345' },
        },
      }),
      async (request) => {
        const { orderId } = request.params
        const { weightGrams, sure } = request.body
        await orders.pack(personOf(request), orderId, { weightGrams, sure })
        return view(personOf(request), orderId)
      },
    )

    app.post(
      '/v1/orders/:orderId/reject',
      contract({
        operationId: 'rejectOrder',
        summary: 'The shop cannot supply the order',
        description: 'The stock goes back and what was paid is paid back.',
        tag: 'orders',
        access: 'person',
        params,
        body: reasonBody,
        replies: { 200: orderView },
        problems: [409],
        example: {
          params: exampleParams,
          body: { reason: 'The delivery from the mill did not come.' },
          reply: { ...example.order, state: 'rejected', endedBy: 'shop', drop: null },
        },
      }),
      async (request) => {
        const { orderId } = request.params
        await orders.reject(personOf(request), orderId, request.body.reason)
        return view(personOf(request), orderId)
      },
    )

    app.post(
      '/v1/orders/:orderId/cancel',
      contract({
        operationId: 'cancelOrder',
        summary: 'The buyer cancels the order',
        description: 'Free of charge until the goods leave the shop; what was paid is paid back.',
        tag: 'orders',
        access: 'person',
        params,
        body: reasonBody,
        replies: { 200: orderView },
        problems: [409],
        example: {
          params: exampleParams,
          body: { reason: 'Ordered twice.' },
          reply: { ...example.order, state: 'cancelled', endedBy: 'buyer', endReason: 'Ordered twice.' },
        },
      }),
      async (request) => {
        const { orderId } = request.params
        await orders.cancel(personOf(request), orderId, request.body.reason)
        return view(personOf(request), orderId)
      },
    )

    app.post(
      '/v1/orders/:orderId/lines/:lineId/cancel',
      contract({
        operationId: 'cancelOrderLine',
        summary: 'The shop cannot supply one line',
        description: 'It is struck out and paid back. Without its last line the order is cancelled.',
        tag: 'orders',
        access: 'person',
        params: z.strictObject({ orderId: wireId('order'), lineId: wireId('orderLine') }),
        body: reasonBody,
        replies: { 200: orderView },
        problems: [409],
        example: {
          params: { ...exampleParams, lineId: example.lineId },
          body: { reason: 'The last packet was torn.' },
          reply: example.order,
        },
      }),
      async (request) => {
        const { orderId, lineId } = request.params
        await orders.cancelLine(personOf(request), orderId, lineId, request.body.reason)
        return view(personOf(request), orderId)
      },
    )

    app.post(
      '/v1/orders/:orderId/collected',
      contract({
        operationId: 'collectOrder',
        summary: 'The buyer fetched the order at the counter',
        description: 'For orders that are picked up. With cash on delivery the shop has taken the cash.',
        tag: 'orders',
        access: 'person',
        params,
        replies: { 200: orderView },
        problems: [409, 422],
        example: {
          params: exampleParams,
          reply: { ...example.order, state: 'delivered', fulfilment: 'pickup' },
        },
      }),
      async (request) => {
        const { orderId } = request.params
        await orders.collected(personOf(request), orderId)
        return view(personOf(request), orderId)
      },
    )
  }
