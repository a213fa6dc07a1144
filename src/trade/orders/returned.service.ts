import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { holdOrder, partOf } from './orders.flow.ts'
import { orderFactsOf } from './orders.service.ts'
import { findOrder, findPurchase, type LineRecord, linesOf } from './orders.store.ts'
import type { OrderFacts } from './orders.types.ts'
import { addReturned } from './orders.writes.ts'

/** A line of an order that stands; price in paise for one piece, weight in grams for all. */
export type BoughtLine = Pick<
  LineRecord,
  | 'lineId'
  | 'listingId'
  | 'brand'
  | 'name'
  | 'nameHi'
  | 'netQuantity'
  | 'unit'
  | 'hsn'
  | 'quantity'
  | 'pricePaise'
  | 'weightGrams'
>

/** An order with what was bought, for what happens after its delivery. */
export interface Bought {
  facts: OrderFacts
  /** Null: not delivered. */
  deliveredAt: Date | null
  lines: BoughtLine[]
}

/** What orders do about goods that come back after their delivery. */
export function createReturned({ payment }: Pick<OrdersDeps, 'payment'>) {
  return {
    async bought(sql: Sql, orderId: Id<'order'>): Promise<Bought | undefined> {
      const order = await findOrder(sql, orderId)
      const purchase = order && (await findPurchase(sql, order.purchaseId))
      if (!order || !purchase) return undefined
      return {
        facts: orderFactsOf(order, purchase),
        deliveredAt: order.state === 'delivered' ? order.closedAt : null,
        lines: (await linesOf(sql, order)).filter((line) => line.cancelledAt === null),
      }
    },

    /** Goods came back: they are not owed any more, and what was paid for them goes back. Once for each return. */
    async takeBack(
      tx: Tx,
      given: { orderId: Id<'order'>; returnId: Id<'return'>; goodsPaise: bigint; reason: string },
    ): Promise<void> {
      const held = await holdOrder(tx, given.orderId)
      if (!held) throw notFound('order')
      const { order } = held
      await addReturned(tx, order, given.goodsPaise)
      await payment.reverse(tx, {
        purchaseId: order.purchaseId,
        cause: { kind: 'return', id: given.returnId },
        part: { ...partOf(order), goodsPaise: given.goodsPaise, deliveryPaise: 0n },
        reason: given.reason,
      })
    },
  }
}
