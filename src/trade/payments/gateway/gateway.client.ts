import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { type Paise, toWire } from '../../../kernel/money.ts'
import { signWebhook } from '../../../platform/webhooks/index.ts'
import type { PaymentsDeps } from '../payments.deps.ts'

/**
 * What came of asking the gateway. `refused`: it understood and said no, for good. `unknown`: it may have done
 * it; the same request may be sent again, for it carries our own reference.
 */
export type GatewayAnswer<T> =
  | { outcome: 'done'; value: T }
  | { outcome: 'absent' }
  | { outcome: 'refused'; detail: string }
  | { outcome: 'unknown'; detail: string }

const ref = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w.-]+$/)
const whole = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const intentShape = z.object({
  ref,
  state: z.enum(['created', 'failed', 'succeeded']),
  amountPaise: whole,
  receivedPaise: whole.nullish(),
  link: z.url().max(500),
})
const refundShape = z.object({
  ref,
  state: z.enum(['accepted', 'settled', 'failed']),
  reason: z.string().max(300).nullish(),
})
export type GatewayRefund = z.infer<typeof refundShape>

/** A gateway answers at once or not at all. */
const answerMs = 5_000

export type GatewayClient = ReturnType<typeof createGatewayClient>

/** The gateway's interface (see `examples/sandbox-gateway.ts`). Each request is signed and carries our reference. */
export function createGatewayClient({
  client,
  gateway,
}: {
  client: PaymentsDeps['client']
  gateway: { url: string; secret: string }
}) {
  const base = gateway.url.replace(/\/+$/, '')

  const ask = async <T>(
    shape: z.ZodType<T>,
    method: 'GET' | 'POST',
    path: string,
    sent?: { key: string; body: object },
  ): Promise<GatewayAnswer<T>> => {
    const body = sent ? JSON.stringify(sent.body) : ''
    const answer = await client.request({
      method,
      url: `${base}${path}`,
      headers: {
        ...signWebhook({ id: randomUUID(), timestamp: new Date(), body, secrets: [gateway.secret] }),
        ...(sent ? { 'content-type': 'application/json', 'idempotency-key': sent.key } : {}),
      },
      ...(sent ? { body } : {}),
      timeoutMs: answerMs,
    })
    if (answer.outcome !== 'answered') {
      return { outcome: 'unknown', detail: `${answer.outcome} (${answer.reason}): ${answer.detail}` }
    }
    const { status, bodyText } = answer
    if (status === 404) return { outcome: 'absent' }
    if (status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 429) {
      return { outcome: 'refused', detail: `${status}: ${bodyText.slice(0, 200)}` }
    }
    const value = status >= 200 && status < 300 ? shape.safeParse(parsed(bodyText)) : undefined
    if (value?.success) return { outcome: 'done', value: value.data }
    return { outcome: 'unknown', detail: `status ${status}, an answer that cannot be read` }
  }

  return {
    /** Makes a payment known; the same payment again answers the same intent. */
    createIntent: (payment: { paymentId: Id<'payment'>; amountPaise: Paise; description: string }) =>
      ask(intentShape, 'POST', '/intents', {
        key: payment.paymentId,
        body: {
          reference: payment.paymentId,
          amountPaise: toWire(payment.amountPaise),
          description: payment.description,
        },
      }),

    /** What became of a payment, by our own reference. */
    findIntent: (paymentId: Id<'payment'>) => ask(intentShape, 'GET', `/intents/${paymentId}`),

    createRefund: (refund: { refundId: Id<'refund'>; paymentId: Id<'payment'>; amountPaise: Paise }) =>
      ask(refundShape, 'POST', `/intents/${refund.paymentId}/refunds`, {
        key: refund.refundId,
        body: { reference: refund.refundId, amountPaise: toWire(refund.amountPaise) },
      }),

    findRefund: (refundId: Id<'refund'>) => ask(refundShape, 'GET', `/refunds/${refundId}`),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
