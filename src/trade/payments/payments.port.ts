import { type Id, newId } from '../../kernel/ids.ts'
import { toWire } from '../../kernel/money.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { CashCollected, PaymentPort, PaymentView, RefundView } from '../orders/index.ts'
import { accounts, moneyInEntries, reversalEntries, saleEntries } from './ledger.rules.ts'
import { bookJournal, bookJournals } from './ledger.store.ts'
import type { Money } from './money.service.ts'
import type { PaymentsDeps } from './payments.deps.ts'
import type { LinkFacts, PaymentMethods } from './payments.ports.ts'
import {
  closePayments,
  movePayment,
  type NewPayment,
  type PaymentRecord,
  paymentsOf,
  receivePayments,
  writeSale,
} from './payments.store.ts'
import { type RefundRecord, refundsOf, surplusesOf, surplusOf } from './refunds.store.ts'

/** A payment in wire form. The link is shown while there is something to pay. */
export const paymentViewOf = (
  methods: PaymentMethods,
  payment: LinkFacts & Pick<PaymentRecord, 'method' | 'state'>,
): PaymentView => ({
  paymentId: payment.paymentId,
  method: payment.method,
  state: payment.state,
  amountPaise: toWire(payment.amountPaise),
  link: payment.state === 'pending' ? methods[payment.method].linkOf(payment) : null,
})

export const refundViewOf = (refund: RefundRecord): RefundView => ({
  refundId: refund.refundId,
  amountPaise: toWire(refund.amountPaise),
  state: refund.state,
  reason: refund.reason,
})

/** The account of whose hand the cash is in now. */
const handOf = ({
  shopId,
  providerId,
  pointId,
  riderId,
}: Omit<CashCollected, 'purchaseId' | 'orderId' | 'amountPaise'>): string => {
  if (pointId) return accounts.cash(pointId)
  if (!providerId) return accounts.cash(shopId)
  return riderId ? accounts.rider(providerId, riderId) : accounts.cash(providerId)
}

export interface CashBook {
  /** Books cash of several orders, each of a purchase of its own, whose lock the caller holds. Once for each order. */
  collectSeveral(tx: Tx, cash: readonly (CashCollected & { purchaseId: Id<'purchase'> })[]): Promise<void>
}

const journalOf = { order: 'reversal', line: 'lineReversal', return: 'returnReversal' } as const

/** What orders ask of payments; all of it in their transaction. */
export function createPaymentPort({
  orders,
  outbox,
  methods,
  money,
}: Pick<PaymentsDeps, 'orders' | 'outbox'> & { methods: PaymentMethods; money: Money }): Omit<
  PaymentPort,
  'beforeExpiry'
> &
  CashBook {
  /** Cash comes order by order: a COD payment is paid when nothing is owed any more. */
  const concludeCash = async (tx: Tx, payment: PaymentRecord): Promise<void> => {
    if (payment.state !== 'pending' || payment.receivedPaise === 0n) return
    const { purchaseId } = payment
    // The surplus is what the buyer is above zero: not below it means that nothing is owed.
    if ((await surplusOf(tx, purchaseId)) >= 0n) {
      await movePayment(tx, payment.paymentId, 'paid')
    }
  }

  const cashPaymentsOf = async (sql: Sql, purchaseIds: readonly Id<'purchase'>[]) =>
    new Map(
      (await paymentsOf(sql, purchaseIds))
        .filter(({ method }) => method === 'cod')
        // Of several the first is the one that is meant.
        .toReversed()
        .map((payment) => [payment.purchaseId, payment]),
    )

  const collectSeveral: CashBook['collectSeveral'] = async (tx, all) => {
    if (all.length === 0) return
    const purchaseIds = all.map(({ purchaseId }) => purchaseId)
    // In this order: what is booked counts in the surplus.
    const [payments, booked, surpluses] = await Promise.all([
      cashPaymentsOf(tx, purchaseIds),
      bookJournals(
        tx,
        all.map(({ purchaseId, orderId, amountPaise, ...hands }) => ({
          purchaseId,
          kind: 'cash',
          subjectId: orderId,
          entries: moneyInEntries(purchaseId, handOf(hands), amountPaise, orderId),
        })),
      ),
      surplusesOf(tx, purchaseIds),
    ])
    const paid = all.map((cash, at) => {
      const payment = payments.get(cash.purchaseId)
      if (!payment) throw new Error(`cash was collected for ${cash.orderId}, which is not paid in cash`)
      return { ...cash, payment, surplus: surpluses[at]! }
    })
    const taken = paid.filter((_, at) => booked[at])
    receivePayments(
      tx,
      taken.map(({ payment: { paymentId, state }, amountPaise, surplus }) => ({
        paymentId,
        state: state === 'pending' && surplus >= 0n ? 'paid' : state,
        receivedPaise: amountPaise,
      })),
    )
    for (const { purchaseId, surplus } of taken)
      if (surplus > 0n)
        await money.settleSurplus(tx, purchaseId, 'More cash was taken than was owed; the surplus goes back.')
  }

  return {
    begin(tx, request) {
      const method = methods[request.method]
      const payment: NewPayment = {
        paymentId: newId('payment'),
        purchaseId: request.purchaseId,
        method: request.method,
        amountPaise: request.amountPaise,
        payerAccountId: request.payerAccountId,
        ...method.payeeOf(request),
      }
      const entries = saleEntries(request.purchaseId, request.orders)
      const view = paymentViewOf(methods, { ...payment, state: 'pending', link: null })
      const written = Promise.all([
        writeSale(tx, payment, { journalId: newId('journal'), entries }),
        outbox.publish(tx, method.eventsOf(payment)),
      ])
      return { state: method.opens, view, written }
    },

    async reverse(tx, { purchaseId, cause, part, reason }) {
      const booked = await bookJournal(tx, {
        purchaseId,
        kind: journalOf[cause.kind],
        subjectId: cause.id,
        entries: reversalEntries(purchaseId, part),
      })
      if (!booked) return
      await money.settleSurplus(tx, purchaseId, reason)
      const cash = (await cashPaymentsOf(tx, [purchaseId])).get(purchaseId)
      if (cash) await concludeCash(tx, cash)
    },

    void: (tx, purchaseId) => closePayments(tx, purchaseId, null),

    async collectCash(tx, { purchaseId: known, ...cash }: CashCollected) {
      const purchaseId = known ?? (await orders.orderFor(tx, cash.orderId))?.purchaseId
      if (!purchaseId) throw new Error(`cash was collected for ${cash.orderId}, which does not exist`)
      if (!known) await orders.lockPurchase(tx, purchaseId)
      await collectSeveral(tx, [{ ...cash, purchaseId }])
    },

    collectSeveral,

    async viewOf(sql, purchaseId) {
      const payments = await paymentsOf(sql, [purchaseId])
      const refunds = await refundsOf(sql, [purchaseId])
      return {
        payments: payments.map((payment) => paymentViewOf(methods, payment)),
        refunds: refunds.map(refundViewOf),
      }
    },
  }
}
