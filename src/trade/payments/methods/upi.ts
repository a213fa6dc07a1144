import { upiIntentLink } from '../../../kernel/upi.ts'
import { accounts } from '../ledger.rules.ts'
import type { PaymentMethod } from '../payments.ports.ts'

/**
 * UPI from the payer's app straight to the payee: the trader when the purchase has one shop and that trader has
 * a UPI id, else the platform. The app's return proves nothing; the payee confirms with the bank's reference.
 */
export const upiMethod = ({
  platformUpiId,
  platformName,
}: {
  platformUpiId: string
  platformName: string
}): PaymentMethod => ({
  name: 'upi',
  opens: 'awaitingPayment',
  refundedBy: 'person',
  payeeOf: ({ payee }) =>
    payee
      ? { payeeTraderId: payee.traderId, payeeUpiId: payee.upiId, payeeName: payee.name }
      : { payeeTraderId: null, payeeUpiId: platformUpiId, payeeName: platformName },
  eventsOf: () => [],
  accountOf: ({ payeeTraderId }) => accounts.upi(payeeTraderId),
  linkOf: ({ paymentId, purchaseId, amountPaise, payeeUpiId, payeeName }) =>
    upiIntentLink({
      pa: payeeUpiId!,
      pn: payeeName!,
      tr: paymentId,
      amountPaise,
      tn: `${platformName} ${purchaseId.slice(-10)}`,
    }),
})
