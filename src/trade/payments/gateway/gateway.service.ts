import type { Logger } from 'pino'
import type { Id } from '../../../kernel/ids.ts'
import type { Database, Tx } from '../../../platform/database/index.ts'
import type { DuePurchase } from '../../orders/index.ts'
import type { Money } from '../money.service.ts'
import { findPayment, type PaymentRecord, paymentsOf, registerPayment } from '../payments.store.ts'
import { findRefund, refundsSentLongAgo } from '../refunds.store.ts'
import type { GatewayAnswer, GatewayClient, GatewayRefund } from './gateway.client.ts'

type Claim = (tx: Tx) => Promise<boolean>

/** A gateway that does not answer holds an expiry back so long; a payment that comes later still goes back. */
const patienceSeconds = 600
/** A refund's end is asked for when it was not told in this time. */
const refundAskSeconds = 60
/** Questions at a time. */
const asksAtOnce = 10

/** Thrown so that the outbox tries again. */
const tryAgain = (what: string, detail: string) =>
  new Error(`the gateway's answer to ${what} is not known: ${detail}`)

export type GatewayWork = ReturnType<typeof createGatewayWork>

/** What is done at the gateway: after commit, through the outbox, as often as it takes. */
export function createGatewayWork({
  db,
  log,
  money,
  gateway,
  platformName,
}: {
  db: Database
  log: Logger
  money: Money
  gateway: GatewayClient
  platformName: string
}) {
  /** Applies in a transaction of its own what the gateway says of a refund. */
  const applyRefund = async (tx: Tx, refundId: Id<'refund'>, told: GatewayRefund): Promise<void> => {
    if (told.state === 'settled') await money.refundSettled(tx, refundId, told.ref)
    else if (told.state === 'accepted') await money.refundSent(tx, refundId, told.ref)
    else await money.refundFailed(tx, refundId, told.reason ?? 'The gateway gave no reason.')
  }

  const askAbout = async (payment: PaymentRecord): Promise<'known' | 'unknown'> => {
    const answer = await gateway.findIntent(payment.paymentId)
    if (answer.outcome === 'absent' || answer.outcome === 'refused') return 'known'
    if (answer.outcome === 'unknown') {
      log.warn({ paymentId: payment.paymentId, detail: answer.detail }, 'the gateway does not answer')
      return 'unknown'
    }
    const { state, amountPaise, receivedPaise } = answer.value
    if (state === 'succeeded') {
      const came = { amountPaise: BigInt(receivedPaise ?? amountPaise) }
      await db.transaction((tx) => money.received(tx, payment.paymentId, came))
    }
    return 'known'
  }

  return {
    /** Makes a payment known at the gateway. */
    async register(paymentId: Id<'payment'>, claim: Claim): Promise<void> {
      const payment = await findPayment(db, paymentId)
      const open = payment?.state === 'pending' && payment.gatewayRef === null
      const answer = open
        ? await gateway.createIntent({
            paymentId,
            amountPaise: payment.amountPaise,
            description: `${platformName} ${payment.purchaseId}`,
          })
        : undefined
      if (answer?.outcome === 'unknown' || answer?.outcome === 'absent') {
        throw tryAgain(paymentId, 'detail' in answer ? answer.detail : 'there is no such address')
      }
      await db.transaction(async (tx) => {
        if (!(await claim(tx)) || !answer) return
        if (answer.outcome === 'refused') await money.failed(tx, paymentId, answer.detail)
        else {
          const { ref, link } = answer.value
          await registerPayment(tx, paymentId, { gatewayRef: ref, link })
        }
      })
    },

    /** Sends money back. */
    async sendRefund(refundId: Id<'refund'>, claim: Claim): Promise<void> {
      const refund = await findRefund(db, refundId)
      const answer: GatewayAnswer<GatewayRefund> | undefined =
        refund?.state === 'requested' ? await gateway.createRefund(refund) : undefined
      if (answer?.outcome === 'unknown') throw tryAgain(refundId, answer.detail)
      await db.transaction(async (tx) => {
        if (!(await claim(tx)) || !answer) return
        if (answer.outcome === 'done') await applyRefund(tx, refundId, answer.value)
        else {
          const why = answer.outcome === 'refused' ? answer.detail : 'The gateway does not know the payment.'
          await money.refundFailed(tx, refundId, why)
        }
      })
    },

    /** Asks about the payments of purchases that are due; answers the purchases that may expire. */
    async askBeforeExpiry(due: readonly DuePurchase[]): Promise<Id<'purchase'>[]> {
      const payments = await paymentsOf(
        db,
        due.map((one) => one.purchaseId),
      )
      const open = payments.filter(
        (payment) =>
          payment.method === 'gateway' && (payment.state === 'pending' || payment.state === 'failed'),
      )
      const overdue = new Map(due.map((one) => [one.purchaseId, one.overdueSeconds]))
      const held = new Set<Id<'purchase'>>()
      for (let at = 0; at < open.length; at += asksAtOnce) {
        await Promise.all(
          open.slice(at, at + asksAtOnce).map(async (payment) => {
            const known = await askAbout(payment)
            if (known === 'unknown' && overdue.get(payment.purchaseId)! < patienceSeconds) {
              held.add(payment.purchaseId)
            }
          }),
        )
      }
      return due.map((one) => one.purchaseId).filter((purchaseId) => !held.has(purchaseId))
    },

    /** Asks about refunds whose end was not told. Answers how many were asked about. */
    async askAboutRefunds(): Promise<number> {
      const refunds = await refundsSentLongAgo(db, refundAskSeconds)
      for (const refundId of refunds) {
        const answer = await gateway.findRefund(refundId)
        if (answer.outcome === 'done') await db.transaction((tx) => applyRefund(tx, refundId, answer.value))
        else if (answer.outcome === 'unknown') return refunds.length
      }
      return refunds.length
    },
  }
}
