import { Badge, Empty, LinkButton, PageHead, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { bringerOf } from './job.view.tsx'
import { type Job, shortCode } from './orders.data.ts'
import { OrderTabs } from './orders.view.tsx'

/** Every parcel that is packed or on its way: who brings it, where it is, when it should be there. */
export function DeliveriesPage({ desk, jobs }: { desk: ShopDesk; jobs: readonly Job[] }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.deliveries.title')}>
        {jobs.some(({ order }) => order.state === 'packed') && (
          <LinkButton href="/trade/labels.pdf" tone="plain" icon="print">
            {t('trader.label.all')}
          </LinkButton>
        )}
      </PageHead>
      <OrderTabs current="deliveries" />
      <Table
        caption={t('trader.deliveries.title')}
        rows={jobs}
        keyOf={({ order }) => order.orderId}
        empty={<Empty icon="truck" title={t('trader.deliveries.none')} />}
        columns={[
          {
            title: t('trader.order.title'),
            isName: true,
            cell: ({ order }) => (
              <a href={`/trade/orders/${order.orderId}`}>
                {t('trader.order.name', { code: shortCode(order.orderId) })}
              </a>
            ),
          },
          {
            title: t('trader.deliveries.who'),
            cell: ({ shipment }) => shipment && (shipment.provider?.name ?? bringerOf({ t }, shipment)),
          },
          {
            title: t('trader.deliveries.where'),
            cell: ({ shipment }) =>
              shipment && (
                <Badge tone={shipment.attention ? 'warning' : 'info'}>
                  {t(`trader.parcel.${shipment.state}`)}
                </Badge>
              ),
          },
          {
            title: t('trader.deliveries.by'),
            cell: ({ shipment }) => (shipment?.promisedBy ? f.dateTime(shipment.promisedBy) : '–'),
          },
          {
            title: t('trader.deliveries.cash'),
            align: 'end',
            cell: ({ shipment }) => (shipment && shipment.codPaise > 0 ? f.money(shipment.codPaise) : '–'),
          },
        ]}
      />
    </div>
  )
}
