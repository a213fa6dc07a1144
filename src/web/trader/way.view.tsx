import type { Reply } from '../api/client.ts'
import { Card } from '../components/index.ts'
import { useView } from '../page/index.ts'

export type Way = Reply<'getWayOfShipment'>

/** Through whose hands a parcel goes, and who has it now. */
export function WayOfParcel({ way: { holder, legs } }: { way: Way }) {
  const { t } = useView()
  return (
    <>
      <p>
        {holder.kind === 'shop'
          ? t('trader.way.withYou')
          : t('trader.way.with', { name: holder.name ?? t(`trader.way.holder.${holder.kind}`) })}
      </p>
      <ol class="plain-list stack-tight">
        {legs.map((leg) => (
          <li key={leg.leg}>
            {t('trader.way.leg', {
              from: leg.from ?? t(leg.leg === 1 ? 'trader.way.shop' : 'trader.way.holder.point'),
              to: leg.to ?? t(leg.back ? 'trader.way.shop' : 'trader.way.holder.buyer'),
            })}{' '}
            <span class="quiet">
              {[leg.carrier, t(`trader.parcel.${leg.state}`)].filter(Boolean).join(', ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

/** The point where the buyer fetches it. */
export function PointCard({ point, name }: { point: Reply<'getPoint'>; name: string }) {
  const { t } = useView()
  return (
    <Card title={t('trader.order.drop')}>
      <p>
        <strong>{point.name}</strong>
        <br />
        {[point.line1, point.district].filter(Boolean).join(', ')}
        <br />
        {point.pin}
      </p>
      <p class="quiet">{t('trader.way.fetches', { name })}</p>
    </Card>
  )
}
