import { toString as qrText } from 'qrcode'
import { forbidden, HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { databaseError, type Sql, type Tx } from '../../platform/database/index.ts'
import type { Person } from '../../platform/http/index.ts'
import type { PaymentMethodName, PurchaseFacts } from '../orders/index.ts'
import type { Money } from './money.service.ts'
import type { PaymentsDeps } from './payments.deps.ts'
import { paymentViewOf } from './payments.port.ts'
import type { PaymentMethods } from './payments.ports.ts'
import {
  findPayment,
  lockPayment,
  type NewPayment,
  type PaymentRecord,
  paymentsOf,
  paymentsToConfirm,
  writePayment,
} from './payments.store.ts'
import { findRefund, type RefundRecord, refundsByHand, refundsOf } from './refunds.store.ts'

/** Attempts to pay one purchase. */
const maxAttempts = 10

type Side = 'buyer' | 'payee' | 'operator'

export type PaymentsService = ReturnType<typeof createPaymentsService>

/** What people do with payments: look, confirm what their bank shows, try again, pay back by hand. */
export function createPaymentsService({
  db,
  outbox,
  orders,
  identity,
  traders,
  methods,
  money,
}: Pick<PaymentsDeps, 'db' | 'outbox' | 'orders' | 'identity' | 'traders'> & {
  methods: PaymentMethods
  money: Money
}) {
  const worksFor = async (sql: Sql, person: Person, traderId: Id<'trader'>): Promise<boolean> =>
    (await identity.roleOf(sql, person.accountId, { kind: 'trader', id: traderId })) !== undefined

  /** The payment and the sides on which the person stands; strangers are told there is none. */
  const forPerson = async (sql: Sql, person: Person, paymentId: Id<'payment'>) => {
    const payment = await findPayment(sql, paymentId)
    const purchase = payment && (await orders.purchaseFor(sql, payment.purchaseId))
    if (!payment || !purchase) throw notFound('payment')
    const sides: Side[] = []
    if (await orders.isBuyer(sql, person, purchase.buyer)) sides.push('buyer')
    if (payment.payeeTraderId && (await worksFor(sql, person, payment.payeeTraderId))) sides.push('payee')
    if (await identity.isOperator(person.accountId)) sides.push('operator')
    if (sides.length === 0) throw notFound('payment')
    return { payment, purchase, sides }
  }

  const mayHandle = (payment: PaymentRecord, sides: readonly Side[]): boolean =>
    sides.includes('operator') || (payment.payeeTraderId !== null && sides.includes('payee'))

  /** The trader who can be paid directly: the only one of the purchase, if it has a UPI id. */
  const payeeFor = async (sql: Sql, purchase: PurchaseFacts) => {
    const shopIds = [...new Set(purchase.parts.map((part) => part.shopId))]
    if (shopIds.length !== 1) return null
    const shop = (await traders.shopFacts(sql, shopIds)).get(shopIds[0]!)
    return shop?.upiId ? { traderId: shop.traderId, upiId: shop.upiId, name: shop.tradeName } : null
  }

  const viewOf = async (sql: Sql, payment: PaymentRecord) => {
    const { link } = paymentViewOf(methods, payment)
    const refunds = await refundsOf(sql, [payment.purchaseId])
    return {
      paymentId: payment.paymentId,
      purchaseId: payment.purchaseId,
      method: payment.method,
      state: payment.state,
      amountPaise: payment.amountPaise,
      receivedPaise: payment.receivedPaise,
      payee: payment.payeeUpiId ? { name: payment.payeeName!, upiId: payment.payeeUpiId } : null,
      link,
      qrSvg: link === null ? null : await qrText(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }),
      bankReference: payment.bankReference,
      failure: payment.failure,
      createdAt: payment.createdAt,
      settledAt: payment.settledAt,
      refunds: refunds.filter((refund) => refund.paymentId === payment.paymentId).map(refundFactsOf),
    }
  }

  const refundForPayee = async (sql: Sql, person: Person, refundId: Id<'refund'>) => {
    const refund = await findRefund(sql, refundId)
    const payment = refund && (await findPayment(sql, refund.paymentId))
    if (!refund || !payment) throw notFound('refund')
    const operator = await identity.isOperator(person.accountId)
    const payee = payment.payeeTraderId !== null && (await worksFor(sql, person, payment.payeeTraderId))
    if (!operator && !payee) throw notFound('refund')
    return { refund, payment, operator }
  }

  /** Whether the person does by hand what this trader has to do with money, or what the platform has. */
  const mustBeHand = async (person: Person, asTrader: Id<'trader'> | undefined): Promise<void> => {
    if (asTrader ? await worksFor(db, person, asTrader) : await identity.isOperator(person.accountId)) return
    throw asTrader ? notFound('trader') : forbidden('This is for operators of the market.')
  }

  return {
    forPerson,
    viewOf,

    /** Whether the person may confirm it; asked before the transaction. */
    async mustBePayee(person: Person, paymentId: Id<'payment'>): Promise<void> {
      const { payment, sides } = await forPerson(db, person, paymentId)
      if (payment.method !== 'upi') {
        throw new HaatError('unprocessable', 'notUpi', 'Only payments by UPI are confirmed by hand.')
      }
      if (!mayHandle(payment, sides)) throw forbidden('Only who was paid can confirm a payment.')
    },

    async mustBeBuyer(person: Person, paymentId: Id<'payment'>): Promise<void> {
      const { sides } = await forPerson(db, person, paymentId)
      if (!sides.includes('buyer')) throw forbidden('Only the buyer can pay.')
    },

    /**
     * The payee found the money in its account. The bank's reference (UTR) is unique: one transfer pays one
     * payment. The same reference again changes nothing.
     */
    async confirm(tx: Tx, person: Person, paymentId: Id<'payment'>, bankReference: string) {
      const before = await money.hold(tx, paymentId)
      if (before.bankReference !== null && before.bankReference !== bankReference) {
        throw new HaatError(
          'conflict',
          'confirmedOtherwise',
          'This payment was confirmed with another reference. A second transfer is paid back at the bank.',
        )
      }
      const receipt = { amountPaise: before.amountPaise, bankReference, confirmedBy: person.accountId }
      try {
        await money.received(tx, paymentId, receipt)
      } catch (error) {
        if (databaseError(error)?.constraint !== 'payments_bank_reference') throw error
        throw new HaatError(
          'conflict',
          'referenceUsed',
          'This bank reference confirmed another payment already. Look at the statement again.',
          { cause: error },
        )
      }
      return viewOf(tx, await lockPayment(tx, paymentId))
    },

    /** The buyer pays again, or in another way: a further payment for what is owed. */
    async retry(tx: Tx, person: Person, paymentId: Id<'payment'>, by: PaymentMethodName | undefined) {
      const before = await money.hold(tx, paymentId)
      const purchase = (await orders.lockPurchase(tx, before.purchaseId))!
      const method = by ?? before.method
      if (purchase.state !== 'awaitingPayment') {
        throw new HaatError('conflict', 'nothingToPay', 'This purchase waits for no payment.', {
          facts: { state: purchase.state },
        })
      }
      if (before.state === 'pending' && method === before.method) {
        throw new HaatError(
          'conflict',
          'paymentOpen',
          'This payment is still open: pay it, or choose another way.',
        )
      }
      const attempts = await paymentsOf(tx, [before.purchaseId])
      if (attempts.length >= maxAttempts) {
        throw new HaatError('conflict', 'tooManyAttempts', 'It was tried too often. Cancel and buy again.')
      }
      const chosen = methods[method]
      const payment: NewPayment = {
        paymentId: newId('payment'),
        purchaseId: before.purchaseId,
        method,
        amountPaise: purchase.owedPaise,
        payerAccountId: person.accountId,
        ...chosen.payeeOf({ payee: await payeeFor(tx, purchase) }),
      }
      await writePayment(tx, payment)
      await outbox.publish(tx, chosen.eventsOf(payment))
      return viewOf(tx, await lockPayment(tx, payment.paymentId))
    },

    /** Payments by UPI whose payee has still to say that the money came: a trader's own, or the platform's. */
    async listToConfirm(
      person: Person,
      asTrader: Id<'trader'> | undefined,
      page: { after: Id<'payment'> | null; limit: number },
    ): Promise<PaymentRecord[]> {
      await mustBeHand(person, asTrader)
      return paymentsToConfirm(db, { traderId: asTrader ?? null, ...page })
    },

    /** Refunds that somebody has to pay by hand: a trader's own, or the platform's. */
    async listByHand(
      person: Person,
      asTrader: Id<'trader'> | undefined,
      page: { after: Id<'refund'> | null; limit: number },
    ): Promise<RefundRecord[]> {
      await mustBeHand(person, asTrader)
      return refundsByHand(db, { traderId: asTrader ?? null, ...page })
    },

    /** Whether the person may tell that it paid this refund; a refund that the gateway has in hand is not paid twice. */
    async mustPayBack(person: Person, refundId: Id<'refund'>): Promise<void> {
      const { refund, payment } = await refundForPayee(db, person, refundId)
      if (methods[payment.method].refundedBy === 'gateway' && refund.state !== 'failed') {
        throw new HaatError('conflict', 'gatewayRefunds', 'The gateway sends this refund back by itself.')
      }
    },

    async confirmRefund(tx: Tx, refundId: Id<'refund'>, bankReference: string) {
      await money.refundSettled(tx, refundId, bankReference)
      return refundFactsOf(await money.holdRefund(tx, refundId))
    },

    async retryRefund(tx: Tx, refundId: Id<'refund'>) {
      const { paymentId } = await money.holdRefund(tx, refundId)
      const payment = await lockPayment(tx, paymentId)
      if (methods[payment.method].refundedBy !== 'gateway') {
        throw new HaatError(
          'conflict',
          'paidByHand',
          'This refund is paid by hand: confirm it once it is paid.',
        )
      }
      await money.retryRefund(tx, refundId)
      return refundFactsOf(await money.holdRefund(tx, refundId))
    },
  }
}

/** A refund for a reply, whose codecs write the sum. */
export const refundFactsOf = ({ refundId, amountPaise, state, reason }: RefundRecord) => ({
  refundId,
  amountPaise,
  state,
  reason,
})
