import { type Id, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { statement, type Tx } from '../../platform/database/index.ts'
import { ordersWithRider } from './hands.store.ts'
import { accounts } from './ledger.rules.ts'
import { bookJournal } from './ledger.store.ts'
import type { PaymentsDeps } from './payments.deps.ts'

const held = statement(
  'cash_held_of_order',
  `select account, sum(amount_paise)::bigint as paise from ledger_entries
   where purchase_id = $1 and order_id = $2 and (account = $3 or account like $3 || '/%')
   group by account having sum(amount_paise) <> 0`,
)
/** Orders whose cash is handed in at one time. */
const mostAtOnce = 500

interface Place {
  purchaseId: Id<'purchase'>
  orderId: Id<'order'>
}

/** A rider's cash of one order goes to its provider; a cause is booked once. */
const handInOne = (tx: Tx, { purchaseId, orderId }: Place, from: string, to: string, amountPaise: Paise) =>
  bookJournal(tx, {
    purchaseId,
    kind: 'handIn',
    subjectId: orderId,
    entries: [
      { account: to, amountPaise, orderId },
      { account: from, amountPaise: -amountPaise, orderId },
    ],
  })

export interface RemittedCash {
  orderId: Id<'order'>
  /** Who sends it on. */
  hand: Id<'provider'> | Id<'point'>
  /** The line that says so: a cause is booked once. */
  cause: Id<'remittanceLine'>
  /** How much of what is held is booked. */
  share(heldPaise: Paise): Paise
}

/** Cash goes from a provider's or a point's hand to the platform. What its riders had, they must have handed in. */
export const createRemit =
  ({ orders }: Pick<PaymentsDeps, 'orders'>) =>
  /** Locks the purchase; what this hand held of the order's cash until now: 0 for an order that is not. */
  async (tx: Tx, { orderId, hand, cause, share }: RemittedCash): Promise<Paise> => {
    const facts = await orders.orderFor(tx, orderId)
    if (!facts) return 0n
    const { purchaseId } = facts
    await orders.lockPurchase(tx, purchaseId)
    const own = accounts.cash(hand)
    const rows = await tx.query<{ account: string; paise: Paise }>(held, [
      uuidOf(purchaseId),
      uuidOf(orderId),
      own,
    ])
    const heldPaise = rows.reduce((sum, { paise }) => sum + paise, 0n)
    const amountPaise = share(heldPaise)
    if (amountPaise > 0n)
      for (const { account, paise } of rows)
        if (account !== own) await handInOne(tx, { purchaseId, orderId }, account, own, paise)
    await bookJournal(tx, {
      purchaseId,
      kind: 'remittance',
      subjectId: cause,
      entries: [
        { account: accounts.remitted, amountPaise, orderId },
        { account: own, amountPaise: -amountPaise, orderId },
      ],
    })
    return heldPaise
  }

/** Cash goes from a rider's hand to its provider, who says so. */
export const createHandIn =
  ({ orders }: Pick<PaymentsDeps, 'orders'>) =>
  /** Of these orders, or of all; what went over, and for how many orders. Locks their purchases in one order. */
  async (
    tx: Tx,
    {
      providerId,
      riderId,
      only,
    }: {
      providerId: Id<'provider'>
      riderId: string
      only?: readonly Id<'order'>[] | undefined
    },
  ): Promise<{ paise: Paise; orders: number }> => {
    const [from, to] = [accounts.rider(providerId, riderId), accounts.cash(providerId)]
    const wanted = only && new Set(only)
    let done = { paise: 0n, orders: 0 }
    for (const one of await ordersWithRider(tx, providerId, riderId, mostAtOnce)) {
      if (wanted && !wanted.has(one.orderId)) continue
      await orders.lockPurchase(tx, one.purchaseId)
      if (await handInOne(tx, one, from, to, one.paise))
        done = { paise: done.paise + one.paise, orders: done.orders + 1 }
    }
    return done
  }
