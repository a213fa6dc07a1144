import { z } from 'zod'
import {
  pageOf,
  pageQuery,
  wireId,
  wireInstant,
  wirePaise,
  wireSignedPaise,
} from '../../platform/http/index.ts'
import { paymentMethods } from '../orders/index.ts'
import { gatewayOutcomes } from './gateway/gateway.events.ts'
import { paymentStates, refundStates } from './payments.states.ts'
import { journalKinds } from './payments.tables.ts'

export const refundView = z.strictObject({
  refundId: wireId('refund'),
  amountPaise: wirePaise,
  state: z.enum(refundStates),
  reason: z.string(),
})

export const paymentView = z.strictObject({
  paymentId: wireId('payment'),
  purchaseId: wireId('purchase'),
  method: z.enum(paymentMethods),
  state: z
    .enum(paymentStates)
    .describe(
      '`mismatched`: another sum came and goes back; `void`: its purchase was given up or paid otherwise',
    ),
  amountPaise: wirePaise,
  receivedPaise: wirePaise,
  payee: z.strictObject({ name: z.string(), upiId: z.string() }).nullable(),
  link: z
    .string()
    .nullable()
    .describe(
      '`upi://pay…` or the gateway’s page; null when there is nothing to open (for the gateway: not yet)',
    ),
  qrSvg: z.string().nullable().describe('The link as a QR code, an SVG image'),
  bankReference: z.string().nullable(),
  failure: z.string().nullable(),
  createdAt: wireInstant,
  settledAt: wireInstant.nullable(),
  refunds: z.array(refundView),
})

/** A UTR: how banks and UPI apps name one transfer. */
const bankReference = z
  .string()
  .regex(/^[0-9]{12}$/, 'must be the 12 digits of the bank’s reference (UTR)')
  .describe('The bank’s reference of the transfer (UTR), 12 digits, as the payee’s own statement shows it')

export const confirmBody = z.strictObject({ bankReference })
export const retryBody = z.strictObject({
  method: z.enum(['upi', 'gateway']).optional().describe('Another way to pay; the same when left out'),
})

export const refundsQuery = z.strictObject({
  asTrader: wireId('trader').optional().describe('This trader’s; without it the platform’s, for operators'),
  ...pageQuery,
})
export const refundPage = pageOf(
  refundView.extend({ paymentId: wireId('payment'), failure: z.string().nullable(), createdAt: wireInstant }),
)

export const toConfirmPage = pageOf(
  z.strictObject({
    paymentId: wireId('payment'),
    purchaseId: wireId('purchase'),
    amountPaise: wirePaise,
    createdAt: wireInstant,
  }),
)

export const gatewayReply = z.strictObject({ outcome: z.enum(gatewayOutcomes) })

export const ledgerView = z.strictObject({
  journals: z.array(
    z.strictObject({
      journalId: wireId('journal'),
      kind: z.enum(journalKinds),
      at: wireInstant,
      entries: z.array(
        z.strictObject({
          account: z.string(),
          amountPaise: wireSignedPaise.describe('Debits are positive, credits negative'),
          orderId: wireId('order').nullable(),
        }),
      ),
    }),
  ),
})
