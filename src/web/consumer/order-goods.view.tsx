import { Card, Money } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { nameOf, packOf } from './goods.ts'
import type { Order } from './order-states.tsx'

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
              <p>{[line.brand, nameOf(view, line)].filter(Boolean).join(' ')}</p>
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
      <dl class="sums">
        <div>
          <dt>{t('consumer.sum.goods')}</dt>
          <dd>
            <Money paise={order.goodsPaise} />
          </dd>
        </div>
        {order.fulfilment === 'delivery' && (
          <div>
            <dt>{t('consumer.sum.delivery')}</dt>
            <dd>
              {order.deliveryPaise === 0 ? t('consumer.basket.free') : <Money paise={order.deliveryPaise} />}
            </dd>
          </div>
        )}
        <div class="grand">
          <dt>{t('consumer.sum.total')}</dt>
          <dd>
            <Money paise={order.totalPaise} />
          </dd>
        </div>
        {order.returnedPaise > 0 && (
          <div>
            <dt>{t('common.return.paidBack')}</dt>
            <dd>
              <Money paise={-order.returnedPaise} />
            </dd>
          </div>
        )}
      </dl>
      <p class="quiet">{t(`consumer.method.${order.method}`)}</p>
    </Card>
  )
}
