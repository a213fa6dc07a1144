import { z } from 'zod'
import { type Id, idPattern, uuidOf } from '../../../kernel/ids.ts'
import { type Database, statement, type Tx } from '../../../platform/database/index.ts'
import type { Effect, Money } from '../money.service.ts'
import { findPayment } from '../payments.store.ts'
import { findRefund } from '../refunds.store.ts'

/** What the gateway tells. Types that are not known here are kept and change nothing. */
export const gatewayEventBody = z.strictObject({
  type: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[\w.]+$/)
    .describe('`payment.succeeded`, `payment.failed`, `refund.settled` or `refund.failed`'),
  reference: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\w.-]+$/)
    .describe('Our id of the payment or refund'),
  gatewayRef: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\w.-]+$/),
  amountPaise: z.int().min(0).max(1_000_000_000_000),
  reason: z.string().max(300).optional(),
  occurredAt: z.iso.datetime({ offset: true }),
})
export type GatewayEvent = z.infer<typeof gatewayEventBody>

export const gatewayOutcomes = ['applied', 'changedNothing', 'unknownReference', 'unknownType'] as const
export type GatewayOutcome = (typeof gatewayOutcomes)[number]

const claim = statement(
  'gateway_event_claim',
  `insert into gateway_events (id, type, payload, outcome) values ($1, $2, $3, 'changedNothing')
   on conflict (id) do nothing returning 1 as mine`,
)
const conclude = statement(
  'gateway_event_conclude',
  'update gateway_events set outcome = $2, payment_id = $3 where id = $1',
)
const find = statement('gateway_event_find', 'select outcome from gateway_events where id = $1')

const isId = (kind: 'payment' | 'refund', text: string): boolean => idPattern(kind).test(text)

export type GatewayInbox = ReturnType<typeof createGatewayInbox>

/** Takes in what the gateway tells: each event once in effect, whatever order they come in. */
export function createGatewayInbox({ db, money }: { db: Database; money: Money }) {
  const apply = async (
    tx: Tx,
    told: GatewayEvent,
  ): Promise<{ outcome: GatewayOutcome; paymentId: Id<'payment'> | null }> => {
    const { type, reference, gatewayRef, amountPaise, reason } = told
    const [object, happened] = type.split('.')
    if (object === 'payment' && (happened === 'succeeded' || happened === 'failed')) {
      const payment = isId('payment', reference)
        ? await findPayment(tx, reference as Id<'payment'>)
        : undefined
      if (payment?.method !== 'gateway') return { outcome: 'unknownReference', paymentId: null }
      const { paymentId } = payment
      const outcome: Effect =
        happened === 'succeeded'
          ? await money.received(tx, paymentId, { amountPaise: BigInt(amountPaise) })
          : await money.failed(tx, paymentId, reason ?? 'The gateway gave no reason.')
      return { outcome, paymentId }
    }
    if (object === 'refund' && (happened === 'settled' || happened === 'failed')) {
      const refund = isId('refund', reference) ? await findRefund(tx, reference as Id<'refund'>) : undefined
      if (!refund) return { outcome: 'unknownReference', paymentId: null }
      const { refundId, paymentId } = refund
      const outcome: Effect =
        happened === 'settled'
          ? await money.refundSettled(tx, refundId, gatewayRef)
          : await money.refundFailed(tx, refundId, reason ?? 'The gateway gave no reason.')
      return { outcome, paymentId }
    }
    return { outcome: 'unknownType', paymentId: null }
  }

  return {
    /** `eventId` is the webhook's id: the same event may come any number of times. */
    take: (eventId: string, told: GatewayEvent): Promise<GatewayOutcome> =>
      db.transaction(async (tx) => {
        const [mine] = await tx.query(claim, [eventId, told.type, JSON.stringify(told)])
        if (!mine) {
          const [before] = await tx.query<{ outcome: GatewayOutcome }>(find, [eventId])
          return before!.outcome
        }
        const { outcome, paymentId } = await apply(tx, told)
        await tx.query(conclude, [eventId, outcome, paymentId && uuidOf(paymentId)])
        return outcome
      }),
  }
}
