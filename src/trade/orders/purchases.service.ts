import { groupBy } from '../../kernel/collections.ts'
import { notFound } from '../../kernel/errors.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Paise, sumOf } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Person } from '../../platform/http/index.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { wrongState } from './orders.errors.ts'
import { type HeldPurchase, holdPurchase, type OrderFlow, partOf } from './orders.flow.ts'
import type { OrdersPolicy } from './orders.policy.ts'
import type { PaymentPart } from './orders.ports.ts'
import { isOrderOver, isOrderOwed } from './orders.states.ts'
import { findPurchase, type OrderRecord, ordersOf, pagePurchases } from './orders.store.ts'
import type { Buyer, PaymentMethodName } from './orders.types.ts'
import type { PurchaseState } from './purchases.states.ts'

/** What payments need to know of a purchase. */
export interface PurchaseFacts {
  purchaseId: Id<'purchase'>
  buyer: Buyer
  state: PurchaseState
  method: PaymentMethodName
  /** Sum of the orders that stand. */
  owedPaise: Paise
  /** The orders that stand. */
  parts: PaymentPart[]
}

// The partial index holds unpaid purchases alone, so a look costs the same however many there were before.
const dueSlice = statement(
  'purchases_due',
  `select id, expires_at::text as "expiresAt", extract(epoch from now() - expires_at)::float8 as overdue from purchases
   where state = 'awaitingPayment' and expires_at <= now() and (expires_at, id) > ($1::timestamptz, $2)
   order by expires_at, id limit 100`,
)
// Skips what another sweeper, a payment or a cancellation holds: it is seen again at the next sweep.
const takeDue = statement(
  'purchase_take_due',
  `select 1 as due from purchases where id = $1 and state = 'awaitingPayment' and expires_at <= now()
   for update skip locked`,
)
const nilUuid = '00000000-0000-0000-0000-000000000000'

export type PurchasesService = ReturnType<typeof createPurchases>

/** What happens to purchases as a whole: payment, expiry, cancellation. */
export function createPurchases({
  db,
  outbox,
  payment,
  flow,
  policy,
}: Pick<OrdersDeps, 'db' | 'outbox' | 'payment'> & { flow: OrderFlow; policy: OrdersPolicy }) {
  const expireOne = (purchaseId: Id<'purchase'>): Promise<boolean> =>
    db.transaction(async (tx) => {
      const [due] = await tx.query(takeDue, [uuidOf(purchaseId)])
      const held = due && (await holdPurchase(tx, purchaseId))
      return held ? flow.expire(tx, held) : false
    })

  return {
    /**
     * Tells that a purchase's money is there. `alreadyPaid` and `closed` change nothing: the money is then one
     * time too many, and whoever booked it sends it back.
     */
    async markPaid(tx: Tx, purchaseId: Id<'purchase'>): Promise<'confirmed' | 'alreadyPaid' | 'closed'> {
      const held = await holdPurchase(tx, purchaseId)
      if (!held) throw notFound('purchase')
      if (await flow.pay(tx, held)) return 'confirmed'
      const { state } = held.purchase
      return state === 'cancelled' || state === 'expired' ? 'closed' : 'alreadyPaid'
    },

    async purchaseFor(sql: Sql, purchaseId: Id<'purchase'>): Promise<PurchaseFacts | undefined> {
      const purchase = await findPurchase(sql, purchaseId)
      return purchase && factsOf({ purchase, orders: await ordersOf(sql, [purchaseId]) })
    },

    /** Facts of all purchases in the order of their ids, for checks: those after `after`. */
    async purchasesPage(
      sql: Sql,
      page: { after: Id<'purchase'> | null; limit: number },
    ): Promise<PurchaseFacts[]> {
      const purchases = await pagePurchases(sql, page.after, page.limit)
      const ids = purchases.map((purchase) => purchase.purchaseId)
      const byPurchase = groupBy(await ordersOf(sql, ids), (order) => order.purchaseId)
      return purchases.map((purchase) =>
        factsOf({ purchase, orders: byPurchase.get(purchase.purchaseId) ?? [] }),
      )
    },

    /** The same as `purchaseFor`, and nothing about the purchase or its orders changes until the transaction ends. */
    async lockPurchase(tx: Tx, purchaseId: Id<'purchase'>): Promise<PurchaseFacts | undefined> {
      const held = await holdPurchase(tx, purchaseId)
      return held && factsOf(held)
    },

    /**
     * Gives up purchases whose time to pay is over and returns their stock. Payments whose outcome is unknown
     * are asked after first. Any number of processes may do it at once. Answers how many were given up.
     */
    async expireUnpaid(): Promise<number> {
      let expired = 0
      let last = { expiresAt: '-infinity', id: nilUuid }
      for (;;) {
        const rows = await db.query<{ id: string; expiresAt: string; overdue: number }>(dueSlice, [
          last.expiresAt,
          last.id,
        ])
        if (rows.length === 0) break
        last = rows.at(-1)!
        const due = rows.map((row) => ({ purchaseId: idOf('purchase', row.id), overdueSeconds: row.overdue }))
        for (const purchaseId of await payment.beforeExpiry(due)) {
          if (await expireOne(purchaseId)) expired++
        }
      }
      if (expired > 0) outbox.nudge()
      return expired
    },

    /** The buyer gives a whole purchase up: every order that is still at its shop is cancelled. */
    async cancel(person: Person, purchaseId: Id<'purchase'>, reason: string): Promise<void> {
      const found = await findPurchase(db, purchaseId)
      if (!found || !(await policy.isBuyer(db, person, found.buyer))) throw notFound('purchase')
      await db.transaction(async (tx) => {
        const held = (await holdPurchase(tx, purchaseId))!
        if (held.purchase.state === 'cancelled') return
        const open = held.orders.filter((order) => !isOrderOver(order.state))
        const moved: OrderRecord[] = []
        for (const order of open) {
          const next = await flow.end(tx, { ...held, order }, { event: 'cancel', by: 'buyer', reason })
          if (next.moved) moved.push(order)
        }
        if (moved.length === 0) {
          throw wrongState('purchase', held.purchase.state, 'It has left the shops and cannot be cancelled.')
        }
      })
      outbox.nudge()
    },
  }
}

const factsOf = ({ purchase, orders }: HeldPurchase): PurchaseFacts => {
  const owed = orders.filter((order) => isOrderOwed(order.state))
  return {
    purchaseId: purchase.purchaseId,
    buyer: purchase.buyer,
    state: purchase.state,
    method: purchase.method,
    owedPaise: sumOf(owed.map((order) => order.goodsPaise - order.returnedPaise + order.deliveryPaise)),
    parts: owed.map(partOf),
  }
}
