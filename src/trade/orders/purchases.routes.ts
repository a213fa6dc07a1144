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
import { reorderReply } from './bill.schema.ts'
import type { OrdersDeps } from './orders.deps.ts'
import * as example from './orders.examples.ts'
import { buyerKey, type OrdersPolicy } from './orders.policy.ts'
import { purchasePage, purchasesQuery, purchaseView } from './orders.schema.ts'
import { findPurchase, listPurchases, ordersOf } from './orders.store.ts'
import { purchaseSummaryOf } from './orders.view.ts'
import type { PurchasesService } from './purchases.service.ts'
import type { createReorder } from './reorder.service.ts'
import { reasonBody } from './steps.schema.ts'

const params = z.strictObject({ purchaseId: wireId('purchase') })
const cursorShape = z.tuple([wireId('purchase')])

export interface PurchaseRoutesDeps extends Pick<OrdersDeps, 'db' | 'payment'> {
  purchases: PurchasesService
  policy: OrdersPolicy
  reorder: ReturnType<typeof createReorder>
}

/** A buyer's purchases. */
export const purchaseRoutes =
  ({ db, payment, purchases, policy, reorder }: PurchaseRoutesDeps): Routes =>
  (app) => {
    const view = async (person: Person, purchaseId: Id<'purchase'>) => {
      const purchase = await findPurchase(db, purchaseId)
      if (!purchase || !(await policy.isBuyer(db, person, purchase.buyer))) throw notFound('purchase')
      const [orders, money] = await Promise.all([ordersOf(db, [purchaseId]), payment.viewOf(db, purchaseId)])
      return {
        ...purchaseSummaryOf(purchase, orders),
        drop: purchase.drop,
        payments: money.payments.map((one) => ({ ...one, amountPaise: BigInt(one.amountPaise) })),
        refunds: money.refunds.map((one) => ({ ...one, amountPaise: BigInt(one.amountPaise) })),
      }
    }

    app.get(
      '/v1/purchases',
      contract({
        operationId: 'listPurchases',
        summary: 'My purchases, newest first',
        tag: 'orders',
        access: 'person',
        query: purchasesQuery,
        replies: { 200: purchasePage },
        problems: [422],
        example: { query: { limit: 20 }, reply: example.purchasePage },
      }),
      async (request) => {
        const { asTrader, limit, cursor } = request.query
        const buyer = await policy.buyerOf(db, personOf(request), asTrader)
        const after = readCursor(cursor, cursorShape)?.[0]
        const rows = await listPurchases(db, buyerKey(buyer), {
          before: after ? uuidOf(after) : null,
          limit: limit + 1,
        })
        const orders = await ordersOf(
          db,
          rows.map((row) => row.purchaseId),
        )
        const items = rows.map((row) =>
          purchaseSummaryOf(
            row,
            orders.filter((order) => order.purchaseId === row.purchaseId),
          ),
        )
        return toPage(items, limit, (purchase) => [purchase.purchaseId])
      },
    )

    app.get(
      '/v1/purchases/:purchaseId',
      contract({
        operationId: 'getPurchase',
        summary: 'One purchase with its orders, payments and refunds',
        tag: 'orders',
        access: 'person',
        params,
        replies: { 200: purchaseView },
        example: { params: { purchaseId: example.purchaseId }, reply: example.purchase },
      }),
      async (request) => view(personOf(request), request.params.purchaseId),
    )

    app.post(
      '/v1/purchases/:purchaseId/cancel',
      contract({
        operationId: 'cancelPurchase',
        summary: 'The buyer cancels all that has not left its shop',
        tag: 'orders',
        access: 'person',
        params,
        body: reasonBody,
        replies: { 200: purchaseView },
        problems: [409],
        example: {
          params: { purchaseId: example.purchaseId },
          body: { reason: 'Changed my mind.' },
          reply: { ...example.purchase, state: 'cancelled' },
        },
      }),
      async (request) => {
        const { purchaseId } = request.params
        await purchases.cancel(personOf(request), purchaseId, request.body.reason)
        return view(personOf(request), purchaseId)
      },
    )

    app.post(
      '/v1/purchases/:purchaseId/reorder',
      contract({
        operationId: 'reorder',
        summary: 'Put what was bought before into the cart again',
        description:
          'As far as it is still sold; what lies in the cart stays. `notAsBefore` tells what is missing, or fewer. Doing it twice changes nothing.',
        tag: 'orders',
        access: 'person',
        params,
        replies: { 200: reorderReply },
        problems: [422],
        example: { params: { purchaseId: example.purchaseId }, reply: example.reorder },
      }),
      async (request) => reorder(personOf(request), request.params.purchaseId),
    )
  }
