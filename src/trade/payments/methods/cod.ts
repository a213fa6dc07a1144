import { accounts } from '../ledger.rules.ts'
import type { PaymentMethod } from '../payments.ports.ts'

const nobody = { payeeTraderId: null, payeeUpiId: null, payeeName: null }

/** Cash at the door or at the counter, order by order. What was taken and must go back, the platform pays. */
export const codMethod: PaymentMethod = {
  name: 'cod',
  opens: 'confirmed',
  refundedBy: 'person',
  payeeOf: () => nobody,
  eventsOf: () => [],
  accountOf: () => accounts.platform,
  linkOf: () => null,
}
