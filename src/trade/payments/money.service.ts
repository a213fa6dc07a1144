import { notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { move } from '../../kernel/states.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import { moneyBackEntries, moneyInEntries } from './ledger.rules.ts'
import { bookJournal } from './ledger.store.ts'
import type { PaymentsDeps } from './payments.deps.ts'
import { refundRequested } from './payments.events.ts'
import type { PaymentMethods } from './payments.ports.ts'
import { paymentTransitions, type RefundEvent, refundTransitions } from './payments.states.ts'
import { closePayments, findPayment, lockPayment, movePayment, type PaymentRecord } from './payments.store.ts'
import {
  findRefund,
  lockRefund,
  moveRefund,
  type RefundRecord,
  refundSources,
  surplusOf,
  writeRefund,
} from './refunds.store.ts'

export type Effect = 'applied' | 'changedNothing'

export type Money = ReturnType<typeof createMoney>

/**
 * What is told about money, turned into states and bookings. Each function takes the purchase's lock first and
 * may be called any number of times, in any order, for the same fact.
 */
export function createMoney({
  orders,
  outbox,
  methods,
}: Pick<PaymentsDeps, 'orders' | 'outbox'> & { methods: PaymentMethods }) {
  const refund = async (
    tx: Tx,
    from: Pick<PaymentRecord, 'purchaseId' | 'paymentId' | 'method'>,
    amountPaise: Paise,
    reason: string,
  ): Promise<void> => {
    const refundId = newId('refund')
    const { purchaseId, paymentId } = from
    await writeRefund(tx, { refundId, purchaseId, paymentId, amountPaise, reason })
    if (methods[from.method].refundedBy === 'gateway') {
      await outbox.publish(tx, [event(refundRequested, { refundId })])
    }
  }

  /** Sends back whatever the buyer has paid beyond what is owed now. The purchase must be locked. */
  const settleSurplus = async (
    tx: Tx,
    purchaseId: Id<'purchase'>,
    reason: string,
    outOf: Id<'payment'> | null = null,
  ): Promise<void> => {
    let left = await surplusOf(tx, purchaseId)
    if (left <= 0n) return
    for (const source of await refundSources(tx, purchaseId, outOf)) {
      let amount = left
      if (source.leftPaise < amount) amount = source.leftPaise
      if (amount <= 0n) continue
      await refund(tx, { ...source, purchaseId }, amount, reason)
      left -= amount
    }
  }

  /** Locks the purchase and then the payment. */
  const hold = async (tx: Tx, paymentId: Id<'payment'>): Promise<PaymentRecord> => {
    const found = await findPayment(tx, paymentId)
    if (!found) throw notFound('payment')
    await orders.lockPurchase(tx, found.purchaseId)
    return lockPayment(tx, paymentId)
  }

  const holdRefund = async (tx: Tx, refundId: Id<'refund'>): Promise<RefundRecord> => {
    const found = await findRefund(tx, refundId)
    if (!found) throw notFound('refund')
    await orders.lockPurchase(tx, found.purchaseId)
    return lockRefund(tx, refundId)
  }

  const turnRefund = async (
    tx: Tx,
    refundId: Id<'refund'>,
    what: RefundEvent,
    change?: { outsideRef?: string; failure?: string },
  ): Promise<RefundRecord | undefined> => {
    const record = await holdRefund(tx, refundId)
    const next = move(refundTransitions, record.state, what)
    if (!next.moved) return undefined
    await moveRefund(tx, refundId, next.to, change)
    return record
  }

  return {
    hold,
    holdRefund,
    settleSurplus,

    /**
     * Money came for a payment. The right sum confirms the purchase; where that is paid already or was given up,
     * and for a wrong sum, it goes back.
     */
    async received(
      tx: Tx,
      paymentId: Id<'payment'>,
      receipt: { amountPaise: Paise; bankReference?: string; confirmedBy?: Id<'account'> },
    ): Promise<Effect> {
      const payment = await hold(tx, paymentId)
      const { purchaseId } = payment
      const { amountPaise, ...change } = receipt
      const right = amountPaise === payment.amountPaise
      const next = move(paymentTransitions, payment.state, right ? 'succeed' : 'mismatch')
      if (!next.moved) return 'changedNothing'
      await movePayment(tx, paymentId, next.to, { ...change, receivedPaise: amountPaise })
      const into = methods[payment.method].accountOf(payment)
      await bookJournal(tx, {
        purchaseId,
        kind: 'payment',
        subjectId: paymentId,
        entries: moneyInEntries(purchaseId, into, amountPaise),
      })
      if (!right) {
        if (amountPaise > 0n) {
          await refund(tx, payment, amountPaise, 'Another sum came than was asked for; it goes back.')
        }
        return 'applied'
      }
      const outcome = await orders.markPaid(tx, purchaseId)
      if (outcome === 'confirmed') await closePayments(tx, purchaseId, paymentId)
      await settleSurplus(
        tx,
        purchaseId,
        outcome === 'closed'
          ? 'The payment came after the purchase had been given up; it goes back.'
          : 'It was paid more than once; the surplus goes back.',
        paymentId,
      )
      return 'applied'
    },

    /** A payment did not succeed. The purchase stays open until its time runs out: the buyer may try again. */
    async failed(tx: Tx, paymentId: Id<'payment'>, failure: string): Promise<Effect> {
      const payment = await hold(tx, paymentId)
      const next = move(paymentTransitions, payment.state, 'fail')
      if (!next.moved) return 'changedNothing'
      await movePayment(tx, paymentId, next.to, { failure })
      return 'applied'
    },

    async refundSent(tx: Tx, refundId: Id<'refund'>, outsideRef: string): Promise<Effect> {
      return (await turnRefund(tx, refundId, 'send', { outsideRef })) ? 'applied' : 'changedNothing'
    },

    /** The buyer has the money back. */
    async refundSettled(tx: Tx, refundId: Id<'refund'>, outsideRef: string): Promise<Effect> {
      const record = await turnRefund(tx, refundId, 'settle', { outsideRef })
      if (!record) return 'changedNothing'
      const payment = (await findPayment(tx, record.paymentId))!
      const { purchaseId, amountPaise } = record
      const from = methods[payment.method].accountOf(payment)
      await bookJournal(tx, {
        purchaseId,
        kind: 'refund',
        subjectId: refundId,
        entries: moneyBackEntries(purchaseId, from, amountPaise),
      })
      return 'applied'
    },

    /** The gateway could not send it back: an operator sends it again, or pays it by hand. */
    async refundFailed(tx: Tx, refundId: Id<'refund'>, failure: string): Promise<Effect> {
      return (await turnRefund(tx, refundId, 'fail', { failure })) ? 'applied' : 'changedNothing'
    },

    async retryRefund(tx: Tx, refundId: Id<'refund'>): Promise<Effect> {
      if (!(await turnRefund(tx, refundId, 'retry'))) return 'changedNothing'
      await outbox.publish(tx, [event(refundRequested, { refundId })])
      return 'applied'
    },
  }
}
