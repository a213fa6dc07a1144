import { z } from 'zod'
import { contract, type Routes } from '../../platform/http/index.ts'
import { type PaymentMethodName, paymentMethods } from '../orders/index.ts'

/** How one can pay here: a gateway only where the market has one. */
export const methodRoutes =
  ({ gateway }: { gateway: boolean }): Routes =>
  (app) => {
    const offered: PaymentMethodName[] = paymentMethods.filter((method) => method !== 'gateway' || gateway)
    app.get(
      '/v1/payment-methods',
      contract({
        operationId: 'listPaymentMethods',
        summary: 'How one can pay here',
        tag: 'payments',
        access: 'public',
        replies: { 200: z.strictObject({ items: z.array(z.enum(paymentMethods)) }) },
        example: { reply: { items: ['cod', 'upi'] } },
      }),
      async () => ({ items: offered }),
    )
  }
