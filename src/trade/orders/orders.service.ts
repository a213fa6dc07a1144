import { HaatError, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Move } from '../../kernel/states.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { Person } from '../../platform/http/index.ts'
import { event } from '../../platform/outbox/index.ts'
import { nextInvoiceNumber } from './invoices.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { wrongState } from './orders.errors.ts'
import { orderPacked } from './orders.events.ts'
import { type HeldOrder, holdOrder, type OrderFlow, partOf } from './orders.flow.ts'
import type { OrderParty, OrdersPolicy } from './orders.policy.ts'
import { checkWeight } from './orders.rules.ts'
import type { OrderState } from './orders.states.ts'
import {
  findOrder,
  findOrderStates,
  findOrders,
  findPurchase,
  linesOf,
  type OrderRecord,
  type PurchaseRecord,
  slotOf,
} from './orders.store.ts'
import type { Marked, OrderFacts } from './orders.types.ts'
import { strikeLine } from './orders.writes.ts'
import { waitForSlot } from './slots.rules.ts'

export type OrdersService = ReturnType<typeof createOrdersService>

/** What shop and buyer do with one order, and what the later modules tell of it. */
export function createOrdersService({
  db,
  outbox,
  catalogue,
  payment,
  flow,
  policy,
}: Pick<OrdersDeps, 'db' | 'outbox' | 'catalogue' | 'payment'> & { flow: OrderFlow; policy: OrdersPolicy }) {
  const factsFor = async (sql: Sql, orderId: Id<'order'>) => {
    const order = await findOrder(sql, orderId)
    const purchase = order && (await findPurchase(sql, order.purchaseId))
    return order && purchase && { order, purchase }
  }

  /** The order, for a person of the wanted side, or of any. */
  const forParty = async (sql: Sql, person: Person, orderId: Id<'order'>, party?: OrderParty) => {
    const found = await factsFor(sql, orderId)
    if (!found) throw notFound('order')
    const { order, purchase } = found
    const sides = await policy.sidesOf(sql, person, { buyer: purchase.buyer, traderId: order.traderId })
    if (party && !sides.includes(party)) {
      const who = party === 'shop' ? 'the shop' : 'the buyer'
      throw new HaatError('forbidden', 'forbidden', `Only ${who} can do this.`)
    }
    return { ...found, sides }
  }

  /** One use case on one order: judged, then locked, then done in one transaction. */
  const change = async <T>(
    person: Person,
    orderId: Id<'order'>,
    party: OrderParty,
    work: (tx: Tx, held: HeldOrder) => Promise<T>,
  ): Promise<T> => {
    await forParty(db, person, orderId, party)
    const result = await db.transaction(async (tx) => work(tx, (await holdOrder(tx, orderId))!))
    outbox.nudge()
    return result
  }

  const mustMove = (next: Move<OrderState>, state: OrderState, advice: string): boolean => {
    if (!next.moved && next.reason === 'refuse') throw wrongState('order', state, advice)
    return next.moved
  }

  const mark =
    (step: (tx: Tx, held: HeldOrder) => Promise<Move<OrderState>>) =>
    async (tx: Tx, { orderId }: { shopId: Id<'shop'>; orderId: Id<'order'> }): Promise<Marked> => {
      const held = await holdOrder(tx, orderId)
      if (!held) throw notFound('order')
      return { ...(await step(tx, held)), purchaseId: held.purchase.purchaseId }
    }

  return {
    forParty: (person: Person, orderId: Id<'order'>) => forParty(db, person, orderId),

    async orderFor(sql: Sql, orderId: Id<'order'>): Promise<OrderFacts | undefined> {
      const found = await factsFor(sql, orderId)
      return found && orderFactsOf(found.order, found.purchase)
    },

    /** Facts of several orders at once. */
    ordersFor: async (sql: Sql, orderIds: readonly Id<'order'>[]): Promise<Map<Id<'order'>, OrderFacts>> =>
      new Map(
        (await findOrders(sql, orderIds)).map(({ order, purchase }) => [
          order.orderId,
          orderFactsOf(order, purchase),
        ]),
      ),

    /** Where several orders stand now. */
    statesOf: (sql: Sql, orderIds: readonly Id<'order'>[]): Promise<Map<Id<'order'>, OrderState>> =>
      findOrderStates(sql, orderIds),

    /** `prepMinutes`: until the parcel is ready, from now. */
    accept: (person: Person, orderId: Id<'order'>, prepMinutes: number | undefined): Promise<void> =>
      change(person, orderId, 'shop', async (tx, { order }) => {
        const before = order.state
        const next = await flow.turn(tx, order, 'accept', { readyInMinutes: prepMinutes })
        mustMove(next, before, 'Only a confirmed order can be accepted.')
      }),

    reject: (person: Person, orderId: Id<'order'>, reason: string): Promise<void> =>
      change(person, orderId, 'shop', async (tx, held) => {
        const before = held.order.state
        const next = await flow.end(tx, held, { event: 'reject', by: 'shop', reason })
        mustMove(next, before, 'An order can be rejected from confirmation to hand-over.')
      }),

    /** Gives the invoice its number and tells the delivery modules. */
    pack: (
      person: Person,
      orderId: Id<'order'>,
      { weightGrams, sure }: { weightGrams: number | undefined; sure: boolean },
    ): Promise<void> =>
      change(person, orderId, 'shop', async (tx, { order }) => {
        const { shopId, traderId, state } = order
        const packedGrams = checkWeight(order.weightGrams, weightGrams, sure)
        const invoiceNumber =
          state === 'accepted' ? await nextInvoiceNumber(tx, { traderId, shopId, at: new Date() }) : undefined
        const next = await flow.turn(tx, order, 'pack', {
          packedGrams,
          ...(invoiceNumber ? { invoiceNumber } : {}),
        })
        if (mustMove(next, state, 'Accept it first; then it can be packed.')) {
          // What is wanted later looks for its carrier later.
          const wait = waitForSlot(slotOf(order), order.deliveryMinutes, new Date())
          await outbox.publish(tx, [event(orderPacked, { shopId, orderId }, wait)])
        }
      }),

    /** The buyer's own cancellation, until the goods leave the shop. An unpaid purchase is given up as a whole. */
    cancel: (person: Person, orderId: Id<'order'>, reason: string): Promise<void> =>
      change(person, orderId, 'buyer', async (tx, held) => {
        const before = held.order.state
        if (before === 'awaitingPayment' && held.orders.length > 1) {
          throw new HaatError(
            'conflict',
            'cancelWholePurchase',
            'This is not paid yet, together with orders from other shops. Cancel the purchase, or pay and then cancel this order.',
            { facts: { purchaseId: held.purchase.purchaseId } },
          )
        }
        const next = await flow.end(tx, held, { event: 'cancel', by: 'buyer', reason })
        mustMove(next, before, 'An order can be cancelled until it leaves the shop.')
      }),

    /** The shop cannot supply a line: it is struck out and paid back. Without its last line the order is cancelled. */
    cancelLine: (
      person: Person,
      orderId: Id<'order'>,
      lineId: Id<'orderLine'>,
      reason: string,
    ): Promise<void> =>
      change(person, orderId, 'shop', async (tx, held) => {
        const { order } = held
        const lines = await linesOf(tx, order)
        const line = lines.find((one) => one.lineId === lineId)
        if (!line) throw notFound('order line')
        if (line.cancelledAt !== null) return
        if (order.state !== 'confirmed' && order.state !== 'accepted') {
          throw wrongState('order', order.state, 'Lines can be cancelled until it is packed.')
        }
        if (lines.every((one) => one === line || one.cancelledAt !== null)) {
          await flow.end(tx, held, { event: 'cancel', by: 'shop', reason })
          return
        }
        await strikeLine(tx, order, line, reason)
        const { shopId, purchaseId } = order
        await catalogue.release(tx, [{ shopId, listingId: line.listingId, quantity: line.quantity }])
        await payment.reverse(tx, {
          purchaseId,
          cause: { kind: 'line', id: lineId },
          part: { ...partOf(order), goodsPaise: line.totalPaise, deliveryPaise: 0n },
          reason,
        })
      }),

    /** The buyer fetched it at the counter; for COD the shop took the cash. */
    collected: (person: Person, orderId: Id<'order'>): Promise<void> =>
      change(person, orderId, 'shop', async (tx, held) => {
        const { order, purchase } = held
        if (order.fulfilment !== 'pickup') {
          throw new HaatError(
            'unprocessable',
            'notPickup',
            'This order is delivered: its shipment tells when.',
          )
        }
        const before = order.state
        const next = await flow.deliver(tx, held)
        if (!mustMove(next, before, 'Pack it first; then it can be handed out.')) return
        if (purchase.method !== 'cod') return
        await payment.collectCash(tx, {
          shopId: order.shopId,
          orderId,
          providerId: null,
          amountPaise: order.goodsPaise + order.deliveryPaise,
        })
      }),

    markHandedOver: mark((tx, held) => flow.handOver(tx, held)),
    markDelivered: mark((tx, held) => flow.deliver(tx, held)),
    /** It came back to the shop. What the buyer paid for it is paid back; the shop counts its stock itself. */
    markUndelivered: mark((tx, held) =>
      flow.end(tx, held, { event: 'undeliver', by: 'delivery', reason: 'It could not be delivered.' }),
    ),
  }
}

export const orderFactsOf = (order: OrderRecord, purchase: PurchaseRecord): OrderFacts => {
  const totalPaise = order.goodsPaise + order.deliveryPaise
  return {
    orderId: order.orderId,
    shopId: order.shopId,
    traderId: order.traderId,
    purchaseId: order.purchaseId,
    state: order.state,
    fulfilment: order.fulfilment,
    pointId: order.pointId,
    method: purchase.method,
    buyer: purchase.buyer,
    drop: purchase.drop,
    goodsPaise: order.goodsPaise,
    deliveryPaise: order.deliveryPaise,
    totalPaise,
    toCollectPaise: purchase.method === 'cod' ? totalPaise : 0n,
    weightGrams: order.packedGrams ?? order.weightGrams,
    goods: order.goods,
    invoiceNumber: order.invoiceNumber,
    packedAt: order.packedAt,
  }
}
