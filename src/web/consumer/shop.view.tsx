import type { Reply } from '../api/client.ts'
import { Badge, Card, Empty, Facts, Icon, LinkButton, Notice, Pager, Stars } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Buyers, Yours } from './buyer.ts'
import { shelfOf, withQuery } from './goods.ts'
import { GoodsList } from './goods.view.tsx'
import { LocalMap } from './local-map.view.tsx'
import type { Pictures } from './pictures.ts'
import type { Place } from './place.ts'
import { RatingList } from './ratings.view.tsx'
import { SearchBox, Shell } from './shell.tsx'

type Shop = Reply<'getShop'>
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

interface ShopPageProps {
  shop: Shop
  goods: Reply<'search'>
  buyers: Buyers
  yours: Yours | undefined
  pictures: Pictures
  ratings: Reply<'listShopRatings'>
  place: Place | undefined
  /** Where that lies. */
  here: { lat: number; lng: number } | undefined
  q: string | undefined
  category: string | undefined
}

export function ShopPage({
  shop,
  goods,
  buyers,
  yours,
  pictures,
  ratings,
  place,
  here,
  q,
  category,
}: ShopPageProps) {
  const view = useView()
  const { t, f } = view
  const path = `/shops/${shop.shopId}`
  const query = { q, category }
  const distance = goods.items[0]?.distanceMetres
  return (
    <Shell place={place} buyers={buyers}>
      <div class="shop-head">
        <h1>{shop.name}</h1>
        <p class="shop-facts">
          <OpenBadge shop={shop} />
          {distance != null && (
            <span>
              <Icon name="pin" />
              {f.distance(distance)}
            </span>
          )}
          {ratings.summary ? (
            <a href={`${path}/ratings`}>
              <Stars
                mean={ratings.summary.mean}
                label={t('consumer.shop.ratedNamed', {
                  mean: ratings.summary.mean,
                  n: ratings.summary.count,
                })}
              />{' '}
              <span>{t('consumer.shop.ratings', { n: ratings.summary.count })}</span>
            </a>
          ) : (
            <span>{t('consumer.shop.unrated')}</span>
          )}
        </p>
        <p class="quiet">{`${shop.line1}, ${shop.city} ${shop.pin}`}</p>
      </div>
      {shop.paused && <Notice tone="warning">{t('consumer.shop.paused')}</Notice>}
      <div class="aside">
        <div class="stack-tight">
          <SearchBox q={q} within={{ href: path, label: t('consumer.shop.searchIn', { shop: shop.name }) }} />
          {(goods.facets.category.length > 1 || category) && (
            <ul class="chips">
              {category && (
                <li>
                  <a class="chip on" href={withQuery(path, query, { category: undefined })}>
                    {shelfOf(view, category)}
                    <Icon name="cross" label={t('consumer.search.takeAway')} />
                  </a>
                </li>
              )}
              {!category &&
                goods.facets.category.slice(0, 10).map(({ value }) => (
                  <li key={value}>
                    <a class="chip" href={withQuery(path, query, { category: value })}>
                      {shelfOf(view, value)}
                    </a>
                  </li>
                ))}
            </ul>
          )}
          <h2>{q ? t('consumer.search.titleFor', { q }) : t('consumer.shop.goods')}</h2>
          {goods.items.length === 0 ? (
            <Empty icon="search" title={t('consumer.shop.nothing')}>
              {(q || category) && (
                <LinkButton href={path} tone="plain">
                  {t('consumer.shop.all')}
                </LinkButton>
              )}
            </Empty>
          ) : (
            <GoodsList items={goods.items} pictures={pictures} yours={yours} inShop />
          )}
          <Pager next={goods.nextCursor && withQuery(path, query, { cursor: goods.nextCursor })} />
        </div>
        <div class="stack-tight">
          <WhoSells shop={shop} />
          <Hours shop={shop} />
          <Card title={t('consumer.shop.where')}>
            <LocalMap
              label={t('consumer.map.shop', { shop: shop.name })}
              marks={[
                ...(here ? [{ ...here, tone: 'you' as const, name: t('consumer.map.you') }] : []),
                { ...shop.point, tone: 'shop' as const, name: shop.name, note: shop.line1 },
              ]}
            />
            {shop.digipin && <p class="quiet">{`DIGIPIN ${shop.digipin}`}</p>}
          </Card>
          {ratings.items.length > 0 && (
            <Card title={t('consumer.shop.said')}>
              <RatingList items={ratings.items.slice(0, 3)} />
              <p>
                <a href={`${path}/ratings`}>{t('consumer.shop.allRatings')}</a>
              </p>
            </Card>
          )}
        </div>
      </div>
    </Shell>
  )
}

export function OpenBadge({ shop }: { shop: Pick<Shop, 'openNow' | 'nextOpening' | 'paused'> }) {
  const { t, f } = useView()
  if (shop.paused) return <Badge tone="warning">{t('consumer.shop.noOrders')}</Badge>
  if (shop.openNow) return <Badge tone="good">{t('consumer.shop.open')}</Badge>
  return (
    <Badge>
      {shop.nextOpening
        ? t('consumer.shop.opensAt', { when: f.dateTime(shop.nextOpening) })
        : t('consumer.shop.closed')}
    </Badge>
  )
}

/** What the law wants known of who sells (Consumer Protection (E-Commerce) Rules 2020, rule 6(5)). */
export function WhoSells({ shop }: { shop: Shop }) {
  const { t } = useView()
  return (
    <Card title={t('consumer.shop.seller')}>
      <Facts
        facts={[
          [t('consumer.shop.legalName'), shop.seller.legalName],
          [t('consumer.shop.tiers'), shop.seller.tiers.map((tier) => t(`consumer.tier.${tier}`)).join(', ')],
          [
            t('consumer.shop.address'),
            [shop.line1, shop.line2, shop.landmark, shop.city, shop.state, shop.pin]
              .filter(Boolean)
              .join(', '),
          ],
          [t('consumer.shop.gstin'), shop.seller.gstin ?? t('consumer.shop.noGstin', { state: shop.state })],
          shop.seller.fssai ? [t('consumer.shop.fssai'), shop.seller.fssai] : null,
          shop.carePhone
            ? [t('consumer.shop.phone'), <a href={`tel:${shop.carePhone}`}>{shop.carePhone}</a>]
            : null,
        ]}
      />
      <p class="verified">
        <Icon name="shield" />
        {t('consumer.shop.verified')}
      </p>
    </Card>
  )
}

/** The hours of one day in words. */
export const hoursText = (
  { t }: Pick<ReturnType<typeof useView>, 't'>,
  open: readonly { open: string; close: string }[],
): string =>
  open.length === 0
    ? t('consumer.shop.closed')
    : open
        .map(({ open, close }) =>
          open === '00:00' && close === '24:00' ? t('consumer.shop.allDay') : `${open} – ${close}`,
        )
        .join(', ')

/** Opening hours, day by day. */
export function WeekHours({ week }: Pick<Shop['hours'], 'week'>) {
  const { t } = useView()
  return (
    <dl class="hours">
      {weekdays.map((day) => (
        <div key={day}>
          <dt>{t(`consumer.day.${day}`)}</dt>
          <dd>{hoursText({ t }, week[day] ?? [])}</dd>
        </div>
      ))}
    </dl>
  )
}

function Hours({ shop }: { shop: Shop }) {
  const { t } = useView()
  return (
    <Card title={t('consumer.shop.hours')}>
      <WeekHours week={shop.hours.week} />
      {shop.selfPickup && (
        <p class="quiet">
          <Icon name="basket" /> {t('consumer.shop.pickupHere')}
        </p>
      )}
    </Card>
  )
}
