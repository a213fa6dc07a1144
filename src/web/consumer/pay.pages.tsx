import { randomUUID } from 'node:crypto'
import { attempt, fragment, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { PayPage, PayState } from './pay.view.tsx'

/** Paying a purchase: a QR code on a computer, a link into the app on a phone; then waiting for the confirmation. */
export const payPages: WebRoutes = (pages) => {
  const on = pages('consumer')
  const there = (view: View) => `/purchases/${view.params.purchaseId}`

  on.get('/purchases/:purchaseId/pay', { access: 'signedIn' }, async (view) => {
    const { purchase, payment } = await paymentOf(view)
    if (purchase.state !== 'awaitingPayment' || !payment) return seeOther(there(view))
    const { items: methods } = await view.api('listPaymentMethods')
    return html({
      title: view.t('consumer.pay.title'),
      current: '/orders',
      refreshSeconds: 15,
      body: <PayPage purchase={purchase} payment={payment} methods={methods} attemptKey={randomUUID()} />,
    })
  })

  on.get('/purchases/:purchaseId/pay/live', { access: 'signedIn' }, async (view) => {
    const { purchase, payment } = await paymentOf(view)
    if (purchase.state !== 'awaitingPayment' || !payment) {
      return fragment('', { headers: { 'hx-redirect': there(view) } })
    }
    return fragment(<PayState purchase={purchase} payment={payment} />)
  })

  // By the other way, or once more when it failed.
  on.post('/purchases/:purchaseId/pay', { access: 'signedIn' }, async (view) => {
    const { payment } = await paymentOf(view)
    if (!payment) return seeOther(there(view))
    const { method, key } = view.form
    const again = await attempt(() =>
      view.api('retryPayment', {
        params: { paymentId: payment.paymentId },
        headers: { 'idempotency-key': key || randomUUID() },
        body: method === 'upi' || method === 'gateway' ? { method } : {},
      }),
    )
    return again.ok ? seeOther(`${there(view)}/pay`) : seeOther(`${there(view)}/pay`, 'consumer.pay.notAgain')
  })
}

/** The purchase and its latest payment that can still be paid. */
async function paymentOf(view: View) {
  const purchase = await view.api('getPurchase', { params: { purchaseId: view.params.purchaseId! } })
  const open = purchase.payments.filter(({ state }) => state === 'pending' || state === 'failed').at(-1)
  const payment = open && (await view.api('getPayment', { params: { paymentId: open.paymentId } }))
  return { purchase, payment }
}
