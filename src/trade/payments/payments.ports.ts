import type { OutgoingEvent } from '../../platform/outbox/index.ts'
import type { PaymentMethodName, PaymentRequest } from '../orders/index.ts'
import type { NewPayment, PaymentRecord } from './payments.store.ts'

/**
 * One way to pay. It decides without I/O: whatever has to happen outside is an event, published in the
 * transaction that opens the payment.
 */
export interface PaymentMethod {
  readonly name: PaymentMethodName
  /** `confirmed`: the goods may go out before the money comes. */
  readonly opens: 'awaitingPayment' | 'confirmed'
  /** Who sends money back: the gateway by itself, or a person (the payee) who tells the bank's reference. */
  readonly refundedBy: 'gateway' | 'person'
  /** To whom the payment goes. Throws `methodNotOffered` where it cannot be used. */
  payeeOf(
    request: Pick<PaymentRequest, 'payee'>,
  ): Pick<NewPayment, 'payeeTraderId' | 'payeeUpiId' | 'payeeName'>
  eventsOf(payment: Pick<PaymentRecord, 'paymentId'>): OutgoingEvent[]
  /** The ledger account into which the money comes, and out of which it goes back. */
  accountOf(payment: Pick<PaymentRecord, 'payeeTraderId'>): string
  /** What opens the payer's app or page; null while there is nothing to open. */
  linkOf(payment: LinkFacts): string | null
}

export type LinkFacts = Pick<
  PaymentRecord,
  'paymentId' | 'purchaseId' | 'amountPaise' | 'payeeUpiId' | 'payeeName' | 'link'
>

export type PaymentMethods = Readonly<Record<PaymentMethodName, PaymentMethod>>
