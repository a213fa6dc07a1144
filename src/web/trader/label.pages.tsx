import { fileFrom, html, labelFormats, seeOther, type WebRoutes } from '../page/index.ts'
import { withShop } from './desk.ts'
import { LabelPage } from './label.view.tsx'
import { jobOf } from './orders.data.ts'

/** What is stuck on a parcel. */
export const labelPages: WebRoutes = (pages) => {
  const on = pages('trader')
  on.get(
    '/trade/labels.pdf',
    { access: 'signedIn' },
    withShop(async (view, desk) =>
      fileFrom(await view.apiStream('getShopLabels', { params: { shopId: desk.shop.shopId } }), () =>
        seeOther('/trade/deliveries', 'trader.label.none'),
      ),
    ),
  )

  for (const format of labelFormats) {
    on.get(`/trade/orders/:orderId/label.${format}`, { access: 'signedIn' }, async (view) => {
      const orderId = view.params.orderId ?? ''
      const { shipment } = await jobOf(view, orderId)
      if (!shipment) return seeOther(`/trade/orders/${orderId}`, 'trader.label.none')
      const params = { shipmentId: shipment.shipmentId }
      const answer = await view.apiStream('getShipmentLabel', { params, query: { format } })
      return fileFrom(answer, () => seeOther(`/trade/orders/${orderId}`, 'trader.label.none'))
    })
  }
  on.get('/trade/orders/:orderId/label', { access: 'signedIn' }, async (view) => {
    const orderId = view.params.orderId ?? ''
    const job = await jobOf(view, orderId)
    // Before it is packed there is no parcel, and afterwards nobody's address is printed any more.
    if (!job.order.drop || !job.order.packedAt)
      return seeOther(`/trade/orders/${orderId}`, 'trader.label.none')
    const shop = await view.api('getShop', { params: { shopId: job.order.shopId } })
    return html({
      title: view.t('trader.label.title'),
      current: '/trade',
      islands: ['print'],
      body: <LabelPage order={job.order} drop={job.order.drop} shipment={job.shipment} shop={shop} />,
    })
  })
}
