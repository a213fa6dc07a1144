import { html, seeOther, type WebRoutes } from '../page/index.ts'
import { CarrierPage } from './carrier.view.tsx'
import { jobOf } from './orders.data.ts'

/** Why a parcel goes with whom it goes: every choice that was made for it, with all who could be asked. */
export const carrierPages: WebRoutes = (pages) => {
  const on = pages('trader')
  on.get('/trade/orders/:orderId/carrier', { access: 'signedIn' }, async (view) => {
    const { order, shipment } = await jobOf(view, view.params.orderId ?? '')
    if (!shipment) return seeOther(`/trade/orders/${order.orderId}`, 'trader.carrier.none')
    const { shipmentId } = shipment
    const search = await view.api('getShipmentSearch', { params: { shipmentId } })
    return html({
      title: view.t('trader.carrier.title'),
      current: '/trade',
      body: <CarrierPage order={order} shipment={shipment} search={search} />,
    })
  })
}
