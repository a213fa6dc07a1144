import type { Id } from '../../kernel/ids.ts'
import { type Move, move } from '../../kernel/states.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { orderCancelled, orderConfirmed, orderDelivered, purchaseExpired } from './orders.events.ts'
import type { PaymentPart } from './orders.ports.ts'
import { isStockReserved, type OrderEvent, type OrderState, orderTransitions } from './orders.states.ts'
import {
  findOrder,
  type LineRecord,
  linesOf,
  lockOrders,
  lockPurchase,
  type OrderRecord,
  type PurchaseRecord,
} from './orders.store.ts'
import { confirmAll, moveOrder, movePurchase, type OrderChange } from './orders.writes.ts'
import { type PurchaseEvent, purchaseOutcome, purchaseTransitions } from './purchases.states.ts'

/** A purchase with its orders, locked until the transaction ends. Kept true as the flow moves them. */
export interface HeldPurchase {
  purchase: PurchaseRecord
  orders: OrderRecord[]
}

export interface HeldOrder extends HeldPurchase {
  order: OrderRecord
}

/** What is owed of an order now: goods that came back are not. */
export const partOf = (order: OrderRecord): PaymentPart => ({
  orderId: order.orderId,
  shopId: order.shopId,
  traderId: order.traderId,
  goodsPaise: order.goodsPaise - order.returnedPaise,
  deliveryPaise: order.deliveryPaise,
})

const standing = (lines: readonly LineRecord[]) => lines.filter((line) => line.cancelledAt === null)

/** Locks a purchase and its orders. */
export async function holdPurchase(tx: Tx, purchaseId: Id<'purchase'>): Promise<HeldPurchase | undefined> {
  // In this order; in a pipelined transaction both go in one message.
  const [purchase, orders] = await Promise.all([lockPurchase(tx, purchaseId), lockOrders(tx, purchaseId)])
  return purchase && { purchase, orders }
}

/** Locks an order together with its purchase. */
export async function holdOrder(tx: Tx, orderId: Id<'order'>): Promise<HeldOrder | undefined> {
  const found = await findOrder(tx, orderId)
  const held = found && (await holdPurchase(tx, found.purchaseId))
  const order = held?.orders.find((one) => one.orderId === orderId)
  return held && order && { ...held, order }
}

/** How an order ends other than by delivery. */
export interface Ending {
  event: Extract<OrderEvent, 'cancel' | 'reject' | 'expire' | 'undeliver'>
  by: 'buyer' | 'shop' | 'time' | 'delivery'
  reason: string
}

export type OrderFlow = ReturnType<typeof createOrderFlow>

/**
 * The moves of held orders with everything that hangs on them: stock, money, events and the purchase's own
 * state. Each answers what the table says, and does nothing unless the order moves.
 */
export function createOrderFlow({
  catalogue,
  payment,
  outbox,
}: Pick<OrdersDeps, 'catalogue' | 'payment' | 'outbox'>) {
  const linesToMove = async (tx: Tx, order: OrderRecord) =>
    standing(await linesOf(tx, order)).map(({ listingId, quantity }) => ({
      shopId: order.shopId,
      listingId,
      quantity,
    }))

  const turnPurchase = async (tx: Tx, held: HeldPurchase, what: PurchaseEvent): Promise<boolean> => {
    const next = move(purchaseTransitions, held.purchase.state, what)
    if (!next.moved) return false
    await movePurchase(tx, held.purchase.purchaseId, next.to)
    held.purchase.state = next.to
    return true
  }

  /** Moves the purchase on when its last order is over. */
  const concludePurchase = async (tx: Tx, held: HeldPurchase): Promise<void> => {
    const outcome = purchaseOutcome(held.orders.map((order) => order.state))
    if (!outcome || !(await turnPurchase(tx, held, outcome))) return
    if (outcome === 'cancel') await payment.void(tx, held.purchase.purchaseId)
  }

  const turn = async (
    tx: Tx,
    order: OrderRecord,
    what: OrderEvent,
    change?: OrderChange,
  ): Promise<Move<OrderState>> => {
    const next = move(orderTransitions, order.state, what)
    if (next.moved) {
      await moveOrder(tx, order, next.to, change)
      order.state = next.to
    }
    return next
  }

  const end = async (tx: Tx, held: HeldOrder, ending: Ending): Promise<Move<OrderState>> => {
    const { order } = held
    const reserved = isStockReserved(order.state)
    const next = await turn(tx, order, ending.event, { endedBy: ending.by, endReason: ending.reason })
    if (!next.moved) return next
    if (reserved) await catalogue.release(tx, await linesToMove(tx, order))
    await payment.reverse(tx, {
      purchaseId: order.purchaseId,
      cause: { kind: 'order', id: order.orderId },
      part: partOf(order),
      reason: ending.reason,
    })
    if (ending.event === 'cancel' || ending.event === 'reject') {
      await outbox.publish(tx, [event(orderCancelled, { shopId: order.shopId, orderId: order.orderId })])
    }
    if (ending.event !== 'expire') await concludePurchase(tx, held)
    return next
  }

  return {
    turn,
    end,

    /** The money is there: all waiting orders stand. */
    async pay(tx: Tx, held: HeldPurchase): Promise<boolean> {
      if (!(await turnPurchase(tx, held, 'pay'))) return false
      await confirmAll(tx, held.purchase.purchaseId)
      const waiting = held.orders.filter((order) => order.state === 'awaitingPayment')
      for (const order of waiting) order.state = 'confirmed'
      await outbox.publish(
        tx,
        waiting.map(({ shopId, orderId }) => event(orderConfirmed, { shopId, orderId })),
      )
      return true
    },

    /** Nobody paid in time. */
    async expire(tx: Tx, held: HeldPurchase): Promise<boolean> {
      if (!(await turnPurchase(tx, held, 'expire'))) return false
      const reason = 'It was not paid in time.'
      for (const order of held.orders) {
        await end(tx, { ...held, order }, { event: 'expire', by: 'time', reason })
      }
      const { purchaseId } = held.purchase
      await payment.void(tx, purchaseId)
      await outbox.publish(tx, [event(purchaseExpired, { purchaseId })])
      return true
    },

    /** The goods leave the shop for good. */
    async handOver(tx: Tx, { order }: HeldOrder): Promise<Move<OrderState>> {
      const next = await turn(tx, order, 'handOver')
      if (next.moved) await catalogue.consume(tx, await linesToMove(tx, order))
      return next
    },

    async deliver(tx: Tx, held: HeldOrder): Promise<Move<OrderState>> {
      const { order } = held
      const reserved = isStockReserved(order.state)
      const next = move(orderTransitions, order.state, 'deliver')
      if (!next.moved) return next
      order.state = next.to
      if (reserved) await catalogue.consume(tx, await linesToMove(tx, order))
      // None of these looks at another: in a pipelined transaction they go in one message.
      await Promise.all([
        moveOrder(tx, order, next.to),
        outbox.publish(tx, [event(orderDelivered, { shopId: order.shopId, orderId: order.orderId })]),
        concludePurchase(tx, held),
      ])
      return next
    },
  }
}
