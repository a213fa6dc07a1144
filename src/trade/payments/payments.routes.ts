import { z } from 'zod'
import {
  answerOnce,
  contract,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { ledgerOf } from './ledger.store.ts'
import type { PaymentsDeps } from './payments.deps.ts'
import * as example from './payments.examples.ts'
import {
  confirmBody,
  ledgerView,
  paymentView,
  refundPage,
  refundsQuery,
  refundView,
  retryBody,
  toConfirmPage,
} from './payments.schema.ts'
import { type PaymentsService, refundFactsOf } from './payments.service.ts'

const params = z.strictObject({ paymentId: wireId('payment') })
const refundParams = z.strictObject({ refundId: wireId('refund') })
const cursorShape = z.tuple([wireId('refund')])
const paymentCursor = z.tuple([wireId('payment')])

/** Payments and refunds over HTTP. */
export const paymentRoutes =
  ({ db, outbox, payments }: Pick<PaymentsDeps, 'db' | 'outbox'> & { payments: PaymentsService }): Routes =>
  (app) => {
    app.get(
      '/v1/payments/:paymentId',
      contract({
        operationId: 'getPayment',
        summary: 'One payment, with what opens the payer’s app',
        description: 'For the buyer, for the trader who is paid directly, and for operators.',
        tag: 'payments',
        access: 'person',
        params,
        replies: { 200: paymentView },
        example: { params: { paymentId: example.paymentId }, reply: example.payment },
      }),
      async (request) => {
        const { payment } = await payments.forPerson(db, personOf(request), request.params.paymentId)
        return payments.viewOf(db, payment)
      },
    )

    app.post(
      '/v1/payments/:paymentId/confirm',
      contract({
        operationId: 'confirmPayment',
        summary: 'The payee found the money in its account',
        description:
          'For payments by UPI: by the trader who was paid, or by an operator where the platform was. The app’s return on the payer’s phone proves nothing; the bank’s reference does, and it pays one payment only.',
        tag: 'payments',
        access: 'person',
        idempotent: true,
        params,
        body: confirmBody,
        replies: { 200: paymentView },
        problems: [409, 422],
        example: {
          params: { paymentId: example.paymentId },
          body: { bankReference: example.bankReference },
          reply: example.paid,
        },
      }),
      async (request, reply) => {
        const person = personOf(request)
        const { paymentId } = request.params
        await payments.mustBePayee(person, paymentId)
        const { bankReference } = request.body
        const answer = await answerOnce(db, request, reply, async (tx) => ({
          status: 200,
          body: z.encode(paymentView, await payments.confirm(tx, person, paymentId, bankReference)),
        }))
        outbox.nudge()
        return answer
      },
    )

    app.post(
      '/v1/payments/:paymentId/retry',
      contract({
        operationId: 'retryPayment',
        summary: 'Pay again, or in another way',
        description:
          'Opens a further payment for what the purchase owes. It gives no more time. Money that comes twice goes back by itself.',
        tag: 'payments',
        access: 'person',
        idempotent: true,
        params,
        body: retryBody,
        replies: { 201: paymentView },
        problems: [409, 422],
        example: {
          params: { paymentId: example.paymentId },
          body: { method: 'upi' },
          reply: example.payment,
        },
      }),
      async (request, reply) => {
        const person = personOf(request)
        const { paymentId } = request.params
        await payments.mustBeBuyer(person, paymentId)
        const answer = await answerOnce(db, request, reply, async (tx) => ({
          status: 201,
          body: z.encode(paymentView, await payments.retry(tx, person, paymentId, request.body.method)),
        }))
        outbox.nudge()
        return answer
      },
    )

    app.get(
      '/v1/payments',
      contract({
        operationId: 'listPaymentsToConfirm',
        summary: 'Payments by UPI that the payee has still to find in its account, oldest first',
        tag: 'payments',
        access: 'person',
        query: refundsQuery,
        replies: { 200: toConfirmPage },
        problems: [],
        example: { query: { limit: 20 }, reply: example.toConfirmPage },
      }),
      async (request) => {
        const { asTrader, limit, cursor } = request.query
        const after = readCursor(cursor, paymentCursor)?.[0] ?? null
        const waiting = await payments.listToConfirm(personOf(request), asTrader, { after, limit: limit + 1 })
        const items = waiting.map(({ paymentId, purchaseId, amountPaise, createdAt }) => ({
          paymentId,
          purchaseId,
          amountPaise,
          createdAt,
        }))
        return toPage(items, limit, (payment) => [payment.paymentId])
      },
    )

    app.get(
      '/v1/refunds',
      contract({
        operationId: 'listOpenRefunds',
        summary: 'Refunds that somebody has to pay by hand, oldest first',
        tag: 'payments',
        access: 'person',
        query: refundsQuery,
        replies: { 200: refundPage },
        problems: [],
        example: { query: { limit: 20 }, reply: example.refundPage },
      }),
      async (request) => {
        const { asTrader, limit, cursor } = request.query
        const after = readCursor(cursor, cursorShape)?.[0] ?? null
        const page = { after, limit: limit + 1 }
        const refunds = await payments.listByHand(personOf(request), asTrader, page)
        const items = refunds.map((refund) => ({
          ...refundFactsOf(refund),
          paymentId: refund.paymentId,
          failure: refund.failure,
          createdAt: refund.createdAt,
        }))
        return toPage(items, limit, (refund) => [refund.refundId])
      },
    )

    app.post(
      '/v1/refunds/:refundId/confirm',
      contract({
        operationId: 'confirmRefund',
        summary: 'The payee has paid a refund by hand',
        tag: 'payments',
        access: 'person',
        idempotent: true,
        params: refundParams,
        body: confirmBody,
        replies: { 200: refundView },
        problems: [409, 422],
        example: {
          params: { refundId: example.refundId },
          body: { bankReference: example.bankReference },
          reply: { ...example.refund, state: 'settled' },
        },
      }),
      async (request, reply) => {
        const { refundId } = request.params
        const { bankReference } = request.body
        await payments.mustPayBack(personOf(request), refundId)
        return answerOnce(db, request, reply, async (tx) => ({
          status: 200,
          body: z.encode(refundView, await payments.confirmRefund(tx, refundId, bankReference)),
        }))
      },
    )

    app.post(
      '/v1/operator/refunds/:refundId/retry',
      contract({
        operationId: 'retryRefund',
        summary: 'Send a failed refund to the gateway again',
        tag: 'payments',
        access: 'operator',
        idempotent: true,
        params: refundParams,
        replies: { 200: refundView },
        problems: [409, 422],
        example: { params: { refundId: example.refundId }, reply: example.refund },
      }),
      async (request, reply) => {
        const { refundId } = request.params
        const answer = await answerOnce(db, request, reply, async (tx) => ({
          status: 200,
          body: z.encode(refundView, await payments.retryRefund(tx, refundId)),
        }))
        outbox.nudge()
        return answer
      },
    )

    app.get(
      '/v1/purchases/:purchaseId/ledger',
      contract({
        operationId: 'getLedger',
        summary: 'Every booking of a purchase, for operators',
        tag: 'payments',
        access: 'operator',
        params: z.strictObject({ purchaseId: wireId('purchase') }),
        replies: { 200: ledgerView },
        example: { params: { purchaseId: example.purchaseId }, reply: example.ledger },
      }),
      async (request) => ({ journals: await ledgerOf(db, request.params.purchaseId) }),
    )
  }
