import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { sumOf } from '../../kernel/money.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import { type Credit, creditOf } from './credit.rules.ts'
import { addReturned, insertCreditNote } from './credit.store.ts'
import { nextCreditNumber } from './invoices.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { holdOrder, partOf } from './orders.flow.ts'
import { orderFactsOf } from './orders.service.ts'
import { findOrder, findPurchase, type LineRecord, linesOf } from './orders.store.ts'
import type { OrderFacts } from './orders.types.ts'

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

/** What is paid back for a return. */
export interface TakenBack {
  orderId: Id<'order'>
  returnId: Id<'return'>
  credits: readonly Credit[]
  reason: string
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

    /**
     * What was bought is credited: it is not owed any more, what was paid for it goes back, and the shop's credit note
     * gets its number (CGST Act 2017, s. 34). Once for each return.
     */
    async takeBack(tx: Tx, given: TakenBack): Promise<void> {
      const { orderId, returnId, credits } = given
      const held = await holdOrder(tx, orderId)
      if (!held) throw notFound('order')
      const { order } = held
      const goodsPaise = sumOf(credits.map((credit) => credit.paise))
      const known = new Map((await linesOf(tx, order)).map((line) => [line.lineId, line]))
      const lines = credits.map((credit) => {
        const line = known.get(credit.lineId)
        if (!line) throw notFound('orderLine')
        return creditOf(line, credit)
      })
      await addReturned(tx, order, credits, goodsPaise)
      const { traderId, shopId } = order
      const number = await nextCreditNumber(tx, { traderId, shopId, at: new Date() })
      await insertCreditNote(tx, order, { returnId, number, lines })
      await payment.reverse(tx, {
        purchaseId: order.purchaseId,
        cause: { kind: 'return', id: returnId },
        part: { ...partOf(order), goodsPaise, deliveryPaise: 0n },
        reason: given.reason,
      })
    },
  }
}
