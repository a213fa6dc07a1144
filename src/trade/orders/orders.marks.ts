import type { Id } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import type { StockLine } from '../catalogue/index.ts'
import { completePurchases, goodsOfMany, type HeldState, holdMany, moveOrders } from './marks.store.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { orderDelivered } from './orders.events.ts'
import { isStockReserved, orderTransitions } from './orders.states.ts'
import type { AskedStep, HeldOrders, MarkedSeveral } from './orders.types.ts'
import { purchaseOutcome, purchaseTransitions } from './purchases.states.ts'

/**
 * Takes the orders of many parcels a step on with a few statements, however many they are: what `markHandedOver` and
 * `markDelivered` do for one. They are held first; which of them move may become certain only then. Left alone, for
 * the caller to tell by themselves, are orders that their table does not move, that were delivered before anybody told
 * of their hand-over, and all but one of the same purchase.
 */
export function createHoldSeveral({ catalogue, outbox }: Pick<OrdersDeps, 'catalogue' | 'outbox'>) {
  const take = (
    tx: Tx,
    asked: readonly AskedStep[],
    held: Awaited<ReturnType<typeof holdMany>>,
    goods: Awaited<ReturnType<typeof goodsOfMany>>,
  ): MarkedSeveral => {
    const stepOf = new Map(asked.map(({ orderId, step }) => [orderId, step]))
    const moved = new Map<Id<'order'>, Id<'purchase'>>()
    const orders: HeldState[] = []
    const completed: Id<'purchase'>[] = []
    for (const purchase of held) {
      for (const order of purchase.orders) {
        const step = stepOf.get(order.orderId)
        if (!step || (step === 'deliver' && isStockReserved(order.state))) continue
        const next = move(orderTransitions, order.state, step)
        if (!next.moved) continue
        order.state = next.to
        orders.push(order)
        moved.set(order.orderId, purchase.purchaseId)
        break
      }
      const outcome = purchaseOutcome(purchase.orders.map(({ state }) => state))
      const touched = purchase.orders.some(({ orderId }) => moved.has(orderId))
      if (touched && outcome && move(purchaseTransitions, purchase.state, outcome).moved)
        completed.push(purchase.purchaseId)
    }
    if (orders.length === 0) return { moved, written: Promise.resolve() }
    const delivered = orders.filter(({ state }) => state === 'delivered')
    const written = Promise.all([
      catalogue.consume(tx, together(goods.filter(({ orderId }) => moved.has(orderId)))),
      moveOrders(tx, orders),
      completePurchases(tx, completed),
      outbox.publish(
        tx,
        delivered.map(({ shopId, orderId }) => event(orderDelivered, { shopId, orderId })),
      ),
    ])
    return { moved, written }
  }

  return async (tx: Tx, wanted: readonly AskedStep[]): Promise<HeldOrders> => {
    const [held, goods] = await Promise.all([
      holdMany(tx, wanted),
      goodsOfMany(
        tx,
        wanted.filter(({ step }) => step === 'handOver'),
      ),
    ])
    return { mark: (asked) => take(tx, asked, held, goods) }
  }
}

/** Each listing once, with all its pieces. */
function together(lines: readonly StockLine[]): StockLine[] {
  const sums = new Map<string, StockLine>()
  for (const { shopId, listingId, quantity } of lines) {
    const key = `${shopId} ${listingId}`
    sums.set(key, { shopId, listingId, quantity: (sums.get(key)?.quantity ?? 0) + quantity })
  }
  return [...sums.values()]
}
