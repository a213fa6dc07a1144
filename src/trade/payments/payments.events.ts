import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

/** A payment by gateway was opened: it has to be made known there. */
export const paymentOpened = defineEvent('payment.opened', z.strictObject({ paymentId: wireId('payment') }))

/** Money that came through the gateway has to go back to its payer. */
export const refundRequested = defineEvent('refund.requested', z.strictObject({ refundId: wireId('refund') }))
