import type { Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Facts,
  Form,
  LinkButton,
  Live,
  Money,
  Notice,
  PageHead,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { nameOf } from './goods.ts'
import { headlineOf, type Order, OrderBadge } from './order-states.tsx'

export interface PurchaseFacts {
  purchase: Reply<'getPurchase'>
  orders: readonly Order[]
}

export function PurchasePage(props: PurchaseFacts) {
  const { purchase } = props
  const { t, f } = useView()
  const path = `/purchases/${purchase.purchaseId}`
  const isOpen = purchase.closedAt === null
  return (
    <div class="narrow stack">
      <PageHead
        title={t('consumer.purchase.title')}
        lead={f.dateTime(purchase.createdAt)}
        back={{ href: '/orders', text: t('consumer.orders.title') }}
      />
      {isOpen ? (
        <Live id="purchase-state" src={`${path}/live`} seconds={8}>
          <PurchaseState {...props} />
        </Live>
      ) : (
        <PurchaseState {...props} />
      )}
      <div class="row">
        <Form action={`${path}/reorder`} class="inline">
          <Button tone="plain" icon="repeat">
            {t('consumer.purchase.reorder')}
          </Button>
        </Form>
        {isOpen && (
          <LinkButton href={`${path}/cancel`} tone="quiet">
            {t('consumer.purchase.cancel')}
          </LinkButton>
        )}
      </div>
    </div>
  )
}

/** What changes by itself: the payment, and where each shop's order is. */
export function PurchaseState({ purchase, orders }: PurchaseFacts) {
  const view = useView()
  const { t, f } = view
  const path = `/purchases/${purchase.purchaseId}`
  return (
    <div class="stack-tight">
      {purchase.state === 'awaitingPayment' && (
        <Notice tone="warning">
          <p>{t('consumer.purchase.unpaid')}</p>
          <LinkButton href={`${path}/pay`}>{t('consumer.purchase.payNow')}</LinkButton>
        </Notice>
      )}
      {orders.map((order) => (
        <Card
          key={order.orderId}
          class="purchase-order"
          title={
            <a href={`/orders/${order.orderId}`}>{order.seller?.shopName ?? t('consumer.basket.aShop')}</a>
          }
        >
          <p class="row">
            <OrderBadge {...order} />
            <span>{headlineOf(view, order, undefined)}</span>
          </p>
          <p class="quiet">
            {order.lines.map((line) => `${f.number(line.quantity)} × ${nameOf(view, line)}`).join(', ')}
          </p>
          <p class="row between">
            <LinkButton href={`/orders/${order.orderId}`} tone="plain" small icon="truck">
              {t('consumer.purchase.follow')}
            </LinkButton>
            <Money paise={order.totalPaise} />
          </p>
        </Card>
      ))}
      <Card title={t('consumer.purchase.payment')}>
        <Facts
          facts={[
            [t('consumer.sum.total'), f.money(purchase.totalPaise)],
            [t('consumer.checkout.method'), t(`consumer.method.${purchase.method}`)],
            ...purchase.payments
              .slice(-1)
              .map(
                (payment) =>
                  [
                    t('consumer.purchase.paymentState'),
                    <Badge tone={payment.state === 'paid' ? 'good' : 'neutral'}>
                      {t(`consumer.payment.${payment.state}`)}
                    </Badge>,
                  ] as const,
              ),
            ...purchase.refunds.map(
              (refund) =>
                [
                  t('consumer.purchase.refund'),
                  `${f.money(refund.amountPaise)} · ${t(`consumer.refund.${refund.state}`)}`,
                ] as const,
            ),
          ]}
        />
      </Card>
    </div>
  )
}
