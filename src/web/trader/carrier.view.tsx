import type { Reply } from '../api/client.ts'
import { Badge, Card, Empty, Facts, Notice, PageHead, Table } from '../components/index.ts'
import { isMessageKey } from '../i18n/index.ts'
import { useView } from '../page/index.ts'
import { type Order, type Shipment, shortCode } from './orders.data.ts'

type Search = Reply<'getShipmentSearch'>
type Decision = Search['decisions'][number]
type Able = Decision['able'][number]

/** The choices that were made for a parcel, the latest first. */
export function CarrierPage({
  order,
  shipment,
  search,
}: {
  order: Order
  shipment: Shipment
  search: Search
}) {
  const { t } = useView()
  const decisions = search.decisions.toSorted((one, other) => other.number - one.number)
  return (
    <div class="stack">
      <PageHead
        title={t('trader.carrier.title')}
        lead={t('trader.carrier.lead')}
        back={{
          href: `/trade/orders/${order.orderId}`,
          text: t('trader.order.name', { code: shortCode(order.orderId) }),
        }}
      />
      {shipment.carrier === 'shop' && <Notice tone="info">{t('trader.bringer.self')}</Notice>}
      {shipment.carrier === 'relay' && <Notice tone="info">{t('trader.carrier.relay')}</Notice>}
      {decisions.length === 0 && (
        <Empty icon="truck" title={t('trader.carrier.nothing')}>
          <p>{t('trader.carrier.nothingText')}</p>
        </Empty>
      )}
      {decisions.map((decision) => (
        <DecisionCard key={decision.number} decision={decision} offers={search.offers} />
      ))}
      <p class="quiet">
        {t('trader.carrier.how')} <a href="/trade/shop/delivery">{t('trader.carrier.choose')}</a>{' '}
        <a href="/v1/dispatch/weights">{t('trader.delivery.weights')}</a>
      </p>
    </div>
  )
}

function DecisionCard({ decision, offers }: { decision: Decision; offers: Search['offers'] }) {
  const { t, f } = useView()
  const { able, refused } = decision
  const offer = offers.find(({ offerId }) => offerId === decision.offerId)
  const asked = able.find(({ providerId }) => providerId === offer?.providerId)
  return (
    <Card title={t('trader.carrier.choice', { n: decision.number })}>
      <Facts
        facts={[
          [t('trader.carrier.when'), f.dateTime(decision.decidedAt)],
          [t('trader.delivery.strategy'), t(`trader.delivery.strategy.${decision.strategy}`)],
          [
            t('trader.carrier.asked'),
            asked && offer ? (
              <>
                {asked.name}{' '}
                <Badge tone={offer.state === 'booked' ? 'good' : 'info'}>
                  {t(`operator.offer.${offer.state}`)}
                </Badge>
                {offer.reason && <small class="quiet sub">{offer.reason}</small>}
              </>
            ) : (
              t('trader.carrier.nobody')
            ),
          ],
        ]}
      />
      {able.length > 0 && (
        <Table
          caption={t('trader.carrier.able')}
          rows={able}
          keyOf={({ providerId }) => providerId}
          columns={[
            {
              title: t('trader.carrier.partner'),
              isName: true,
              cell: ({ name, newcomer }) => (
                <>
                  {name} {newcomer && <Badge>{t('trader.carrier.newcomer')}</Badge>}
                </>
              ),
            },
            { title: t('trader.carrier.why'), cell: (one) => <Why one={one} /> },
            {
              title: t('trader.carrier.price'),
              align: 'end',
              cell: ({ pricePaise }) => f.money(pricePaise),
            },
            {
              title: t('trader.carrier.time'),
              align: 'end',
              cell: ({ minutes }) => <Time minutes={minutes} />,
            },
            {
              title: t('trader.carrier.score'),
              align: 'end',
              cell: ({ score }) => f.money(score),
            },
            {
              title: t('trader.carrier.made'),
              cell: ({ parts }) =>
                t('trader.carrier.parts', {
                  price: f.money(parts.price),
                  time: f.money(parts.time),
                  reliability: f.money(parts.reliability),
                  load: f.money(parts.load),
                }),
            },
          ]}
        />
      )}
      {refused.length > 0 && (
        <details>
          <summary>{t('trader.carrier.refused', { n: refused.length })}</summary>
          <ul>
            {refused.map(({ providerId, name, rule, why }) => (
              <li key={providerId}>
                <strong>{name}</strong>: <Words name={`trader.carrier.rule.${rule}`} plain={why} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {decision.elsewhere > 0 && (
        <p class="quiet">{t('trader.carrier.elsewhere', { n: decision.elsewhere })}</p>
      )}
    </Card>
  )
}

/** A reason in the reader's language; one that has no words there as the API says it. */
function Words({ name, plain }: { name: string; plain: string }) {
  const { t } = useView()
  return <>{isMessageKey(name) ? t(name) : plain}</>
}

function Why({ one }: { one: Able }) {
  const { t } = useView()
  if (!one.lost) return <Badge tone="good">{t('trader.carrier.first')}</Badge>
  return <Words name={`trader.carrier.lost.${one.lost}`} plain={one.why ?? one.lost} />
}

function Time({ minutes }: { minutes: number }) {
  const { t } = useView()
  return (
    <>
      {minutes < 180
        ? t('common.units.minutes', { n: minutes })
        : t('common.units.hours', { n: Math.round(minutes / 60) })}
    </>
  )
}
