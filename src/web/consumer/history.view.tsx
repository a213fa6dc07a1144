import type { Reply } from '../api/client.ts'
import { Button, Empty, Form, LinkButton, Money, PageHead, Pager } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { nameOf } from './goods.ts'
import { OrderBadge } from './order-states.tsx'

type Page = Reply<'listPurchases'>
type Order = Reply<'getOrder'>

export function HistoryPage({ page, orders }: { page: Page; orders: ReadonlyMap<string, Order> }) {
  const { t } = useView()
  return (
    <div class="narrow stack">
      <PageHead title={t('consumer.orders.title')} />
      {page.items.length === 0 ? (
        <Empty icon="box" title={t('consumer.orders.none')}>
          <LinkButton href="/">{t('consumer.basket.goShopping')}</LinkButton>
        </Empty>
      ) : (
        <ul class="plain-list stack-tight">
          {page.items.map((purchase) => (
            <li key={purchase.purchaseId}>
              <PastPurchase purchase={purchase} orders={orders} />
            </li>
          ))}
        </ul>
      )}
      <Pager next={page.nextCursor && `/orders?cursor=${encodeURIComponent(page.nextCursor)}`} />
    </div>
  )
}

function PastPurchase({
  purchase,
  orders,
}: {
  purchase: Page['items'][number]
  orders: ReadonlyMap<string, Order>
}) {
  const view = useView()
  const { t, f } = view
  const path = `/purchases/${purchase.purchaseId}`
  return (
    <article class="card past">
      <header class="row between">
        <h2>
          <a href={path}>{f.dateTime(purchase.createdAt)}</a>
        </h2>
        <strong>
          <Money paise={purchase.totalPaise} />
        </strong>
      </header>
      <ul class="plain-list past-orders">
        {purchase.orders.map(({ orderId, state, fulfilment }) => {
          const order = orders.get(orderId)
          return (
            <li key={orderId}>
              <p class="row between">
                <a href={`/orders/${orderId}`}>{order?.seller?.shopName ?? t('consumer.basket.aShop')}</a>
                <OrderBadge state={state} fulfilment={fulfilment} />
              </p>
              <p class="quiet">
                {order?.lines
                  .slice(0, 4)
                  .map((line) => `${f.number(line.quantity)} × ${nameOf(view, line)}`)
                  .join(', ')}
                {order && order.lines.length > 4 && ' …'}
              </p>
            </li>
          )
        })}
      </ul>
      <footer class="row">
        {purchase.state === 'awaitingPayment' && (
          <LinkButton href={`${path}/pay`} small>
            {t('consumer.purchase.payNow')}
          </LinkButton>
        )}
        <Form action={`${path}/reorder`} class="inline">
          <Button tone="plain" small icon="repeat">
            {t('consumer.purchase.reorder')}
          </Button>
        </Form>
      </footer>
    </article>
  )
}
