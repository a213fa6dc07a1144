import type { Reply } from '../api/client.ts'
import { Button, LabelLinks, PageHead, QrCode } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { type Order, type Shipment, shortCode } from './orders.data.ts'

/** A label of A6 for a parcel: what a rider needs to see, the PIN largest. The hand-over code is never on it. */
export function LabelPage({
  order,
  drop,
  shipment,
  shop,
}: {
  order: Order
  drop: NonNullable<Order['drop']>
  shipment: Shipment | undefined
  shop: Reply<'getShop'>
}) {
  const { t, f } = useView()
  return (
    <>
      <PageHead
        title={t('trader.label.title')}
        lead={t('trader.label.lead')}
        back={{
          href: `/trade/orders/${order.orderId}`,
          text: t('trader.order.name', { code: shortCode(order.orderId) }),
        }}
      >
        <Button type="button" icon="print" more={{ 'data-print': '', hidden: '' }}>
          {t('common.action.print')}
        </Button>
        {shipment && <LabelLinks at={`/trade/orders/${order.orderId}`} />}
      </PageHead>
      <article class="parcel-label">
        <div class="parcel-label-head">
          <p class="parcel-code">{shortCode(order.orderId)}</p>
          <QrCode text={shipment?.shipmentId ?? order.orderId} label={t('trader.label.qr')} />
        </div>
        <p class="parcel-to">
          <strong>{drop.name}</strong>
          <br />
          {drop.line1}
          {drop.line2 && `, ${drop.line2}`}
          {drop.landmark && `, ${drop.landmark}`}
          <br />
          {[drop.district, drop.state].filter(Boolean).join(', ')}
        </p>
        <p class="parcel-pin">{drop.pin.replace(/^(\d{3})/, '$1 ')}</p>
        <p class="parcel-pay">
          {order.method === 'cod'
            ? t('trader.label.collect', { sum: f.money(order.totalPaise) })
            : t('trader.label.paid')}
        </p>
        <p class="parcel-from">
          {t('trader.label.from')}: {shop.name}, {shop.line1}, {shop.pin}
          {' · '}
          {f.weight(order.weightGrams)}
          {order.invoiceNumber && ` · ${t('trader.order.invoice')} ${order.invoiceNumber}`}
        </p>
      </article>
    </>
  )
}
