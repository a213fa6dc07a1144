import { HaatError } from '../../../kernel/errors.ts'
import { event } from '../../../platform/outbox/index.ts'
import { accounts } from '../ledger.rules.ts'
import { paymentOpened } from '../payments.events.ts'
import type { PaymentMethod } from '../payments.ports.ts'

/** A payment gateway: told of the payment after commit, through the outbox; it tells the outcome by webhook. */
export const gatewayMethod = ({ configured }: { configured: boolean }): PaymentMethod => ({
  name: 'gateway',
  opens: 'awaitingPayment',
  refundedBy: 'gateway',
  payeeOf() {
    if (configured) return { payeeTraderId: null, payeeUpiId: null, payeeName: null }
    throw new HaatError(
      'unprocessable',
      'methodNotOffered',
      'This market has no payment gateway. Pay by UPI or in cash.',
      { fields: [{ pointer: '/method', code: 'methodNotOffered', detail: 'is not offered here' }] },
    )
  },
  eventsOf: ({ paymentId }) => [event(paymentOpened, { paymentId })],
  accountOf: () => accounts.gateway,
  linkOf: ({ link }) => link,
})
