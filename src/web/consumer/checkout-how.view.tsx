import { indiaDay } from '../../kernel/india-day.ts'
import { weekdays } from '../../kernel/opening-hours.ts'
import type { Reply } from '../api/client.ts'
import { Card, Notice, RadioGroup, Select } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Quote } from './basket.ts'
import { type CheckoutForm, slotText } from './checkout.form.ts'
import { hoursText } from './shop.view.tsx'

/** When a point is open today. */
const todayOf = ({ week, closedDates }: Reply<'getPoint'>['hours']) => {
  const today = indiaDay(new Date())
  return closedDates?.includes(today) ? [] : (week[weekdays[new Date(today).getUTCDay()]!] ?? [])
}

/** How the goods of each shop come: to the door, to a point nearby, or not at all. */
export function HowItComes({
  quote,
  form,
  points,
}: {
  quote: Quote
  form: CheckoutForm
  points: Reply<'listPointsNear'>
}) {
  const { t, f } = useView()
  return (
    <Card title={t('consumer.checkout.how')}>
      {quote.shops.map((shop) => {
        const wrong = quote.problems.filter((one) => one.shopId === shop.shopId && !one.listingId)
        const isPickup = form.pickup.includes(shop.shopId)
        const chosen = form.points[shop.shopId]
        const delivery =
          isPickup || chosen
            ? t('consumer.checkout.deliverToMe')
            : [
                shop.deliveryMinutes === null
                  ? t('consumer.basket.byShop')
                  : t('consumer.basket.inMinutes', { n: shop.deliveryMinutes }),
                shop.deliveryPaise === 0 ? t('consumer.basket.free') : f.money(shop.deliveryPaise),
              ].join(' · ')
        return (
          <div key={shop.shopId} class="shop-choice">
            <RadioGroup
              name={`how.${shop.shopId}`}
              label={`${shop.shopName} · ${t('consumer.checkout.goods', { n: shop.lines.length, sum: f.money(shop.goodsPaise) })}`}
              value={isPickup ? 'pickup' : (chosen ?? 'delivery')}
              choices={[
                { value: 'delivery', label: t('consumer.checkout.delivery'), hint: delivery },
                {
                  value: 'pickup',
                  label: t('consumer.checkout.pickup'),
                  hint: t('consumer.checkout.pickupHint'),
                },
                ...points.items.map((point) => ({
                  value: point.pointId,
                  label: t('consumer.checkout.point', { name: point.name }),
                  hint: [
                    f.distance(point.distanceMetres),
                    point.line1,
                    t('consumer.checkout.pointToday', { hours: hoursText({ t }, todayOf(point.hours)) }),
                    chosen === point.pointId
                      ? f.money(shop.deliveryPaise)
                      : t('consumer.checkout.pointFee', { sum: f.money(point.feePaise) }),
                  ].join(' · '),
                })),
              ]}
            />
            {!isPickup && !chosen && shop.slots.length > 0 && (
              <Select
                name={`slot.${shop.shopId}`}
                label={t('consumer.checkout.when')}
                value={form.slots[shop.shopId] ? slotText(form.slots[shop.shopId]!) : ''}
                choices={[
                  { value: '', label: t('consumer.checkout.soon') },
                  ...shop.slots.map((slot) => ({
                    value: slotText(slot),
                    label: f.span(slot.from, slot.until),
                  })),
                ]}
              />
            )}
            {wrong.map(({ code }) => (
              <Notice key={code} tone="warning">
                {t(`consumer.problem.${code}`, { pin: form.typed.pin ?? '', n: 0 })}
              </Notice>
            ))}
          </div>
        )
      })}
      {points.full.map((point) => (
        <p key={point.pointId} class="quiet">
          {t(`consumer.checkout.full.${point.why}`, {
            name: point.name,
            distance: f.distance(point.distanceMetres),
          })}
        </p>
      ))}
    </Card>
  )
}
