import { Card, Money } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { packOf, titleOf } from './goods.ts'
import type { Order } from './order-states.tsx'
import { Sums } from './sums.view.tsx'

/** What was bought, what came back of it, and the sums. */
export function Goods({ order }: { order: Order }) {
  const view = useView()
  const { t, f } = view
  return (
    <Card title={t('consumer.order.goods')}>
      <ul class="plain-list order-lines">
        {order.lines.map((line) => (
          <li key={line.lineId} class={line.cancelled ? 'struck' : undefined}>
            <div>
              <p>{titleOf(view, line)}</p>
              <p class="quiet">{`${f.number(line.quantity)} × ${packOf(view, line)} · ${f.money(line.pricePaise)}`}</p>
              {line.returnedPaise > 0 && (
                <p class="line-problem">
                  {t('common.return.line', { n: line.returnedQuantity, sum: f.money(line.returnedPaise) })}
                </p>
              )}
              {line.cancelled && (
                <p class="line-problem">
                  {t('consumer.order.lineCancelled', { reason: line.cancelReason ?? '' })}
                </p>
              )}
            </div>
            <Money paise={line.totalPaise} />
          </li>
        ))}
      </ul>
      <Sums
        lines={[
          { title: t('consumer.sum.goods'), paise: order.goodsPaise },
          order.fulfilment === 'delivery' && {
            title: t('consumer.sum.delivery'),
            paise: order.deliveryPaise,
            instead: order.deliveryPaise === 0 ? t('consumer.basket.free') : undefined,
          },
          { title: t('consumer.sum.total'), paise: order.totalPaise, isTotal: true },
          order.returnedPaise > 0 && { title: t('common.return.paidBack'), paise: -order.returnedPaise },
        ]}
      />
      <p class="quiet">{t(`consumer.method.${order.method}`)}</p>
    </Card>
  )
}
