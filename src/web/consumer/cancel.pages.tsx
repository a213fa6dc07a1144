import type { Problem } from '../api/client.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { BillPage } from './bill.view.tsx'
import { CancelPage, HelpPage, reasons, TurnToPage } from './cancel.view.tsx'

/** Giving an order or a purchase up, help with it, and its bill. */
export const cancelPages: WebRoutes = (pages) => {
  const on = pages('consumer')
  const signedIn = { access: 'signedIn' } as const

  const page = (view: View, what: 'order' | 'purchase', back: string, problem?: Problem) =>
    html({
      title: view.t(`consumer.cancel.${what}`),
      current: '/orders',
      status: problem?.status ?? 200,
      body: <CancelPage what={what} back={back} problem={problem} />,
    })
  const reasonOf = ({ form, t }: View): string =>
    t(`consumer.cancel.reason.${reasons.find((reason) => reason === form.reason) ?? 'other'}`)

  on.get('/orders/:orderId/cancel', signedIn, async (view) => {
    const { orderId } = await view.api('getOrder', { params: { orderId: view.params.orderId! } })
    return page(view, 'order', `/orders/${orderId}`)
  })
  on.post('/orders/:orderId/cancel', signedIn, async (view) => {
    const back = `/orders/${view.params.orderId}`
    const done = await attempt(() =>
      view.api('cancelOrder', {
        params: { orderId: view.params.orderId! },
        body: { reason: reasonOf(view) },
      }),
    )
    if (done.ok) return seeOther(back, 'consumer.cancel.done')
    const purchaseId = done.problem.facts?.purchaseId
    // Not paid yet, together with other shops: it goes as a whole or not at all.
    if (done.problem.code === 'cancelWholePurchase' && typeof purchaseId === 'string') {
      return seeOther(`/purchases/${purchaseId}/cancel`, 'consumer.cancel.whole')
    }
    return page(view, 'order', back, done.problem)
  })

  on.get('/purchases/:purchaseId/cancel', signedIn, async (view) => {
    const { purchaseId } = await view.api('getPurchase', { params: { purchaseId: view.params.purchaseId! } })
    return page(view, 'purchase', `/purchases/${purchaseId}`)
  })
  on.post('/purchases/:purchaseId/cancel', signedIn, async (view) => {
    const back = `/purchases/${view.params.purchaseId}`
    const done = await attempt(() =>
      view.api('cancelPurchase', {
        params: { purchaseId: view.params.purchaseId! },
        body: { reason: reasonOf(view) },
      }),
    )
    return done.ok ? seeOther(back, 'consumer.cancel.done') : page(view, 'purchase', back, done.problem)
  })

  on.get('/help', { access: 'anyone' }, ({ t, grievance }) =>
    html({ title: t('consumer.turnTo.title'), body: <TurnToPage grievance={grievance} /> }),
  )

  on.get('/orders/:orderId/help', signedIn, async (view) => {
    const order = await view.api('getOrder', { params: { orderId: view.params.orderId! } })
    const shop = await view.api('getShop', { params: { shopId: order.shopId } }).catch(() => undefined)
    return html({
      title: view.t('consumer.help.title'),
      current: '/orders',
      body: <HelpPage order={order} shop={shop} grievance={view.grievance} />,
    })
  })

  on.get('/orders/:orderId/bill', signedIn, async (view) => {
    const { orderId } = view.params
    const bill = await attempt(() => view.api('getBill', { params: { orderId: orderId! } }))
    if (!bill.ok) return seeOther(`/orders/${orderId}`, 'consumer.bill.notYet')
    return html({
      title: view.t(`consumer.bill.${bill.value.kind}`),
      current: '/orders',
      islands: ['print'],
      body: <BillPage bill={bill.value} forShop={view.query.from === 'trade'} />,
    })
  })
}
