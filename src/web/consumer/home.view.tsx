import type { Reply } from '../api/client.ts'
import { Badge, Empty, Icon, type IconName, LinkButton, Pager, Stars } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { shelfOf } from './goods.ts'
import type { Place } from './place.ts'
import { PinForm, PlaceLine, PositionForm } from './place.view.tsx'
import { SearchBox } from './shell.tsx'

type Shops = Reply<'listShopsNear'>

export function HomePage({
  place,
  shops,
  categories,
}: {
  place: Place | undefined
  shops: Shops | undefined
  categories: readonly { value: string; count: number }[]
}) {
  const view = useView()
  const { t } = view
  return (
    <>
      <section class="hero">
        <div class="hero-in">
          <h1>{t('consumer.home.headline')}</h1>
          <p class="lead">{t('consumer.home.lead')}</p>
          {place ? (
            <>
              <PlaceLine place={place} />
              <SearchBox large />
            </>
          ) : (
            <div class="hero-place">
              <PinForm next="/" />
              <PositionForm next="/" />
              <p>
                <a href="/place">{t('consumer.place.otherWays')}</a>
              </p>
            </div>
          )}
        </div>
      </section>
      {categories.length > 0 && (
        <section class="stack-tight">
          <h2>{t('consumer.home.categories')}</h2>
          <ul class="chips">
            {categories.slice(0, 12).map(({ value }) => (
              <li key={value}>
                <a class="chip" href={`/search?category=${encodeURIComponent(value)}`}>
                  {shelfOf(view, value)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shops && (
        <section class="stack-tight">
          <h2>{t('consumer.home.title')}</h2>
          {shops.items.length === 0 ? (
            <Empty icon="shop" title={t('consumer.home.noShops')}>
              <p>{t('consumer.home.noShopsLead')}</p>
              <LinkButton href="/place" tone="plain">
                {t('consumer.place.changeIt')}
              </LinkButton>
            </Empty>
          ) : (
            <>
              <ul class="grid">
                {shops.items.map((shop) => (
                  <li key={shop.shopId}>
                    <ShopCard shop={shop} />
                  </li>
                ))}
              </ul>
              <Pager next={shops.nextCursor && `/?cursor=${encodeURIComponent(shops.nextCursor)}`} />
            </>
          )}
        </section>
      )}
      <Promises />
    </>
  )
}

function ShopCard({ shop }: { shop: Shops['items'][number] }) {
  const { t, f } = useView()
  return (
    <article class="shop-card card">
      <div class="row between">
        <h3>
          <a href={`/shops/${shop.shopId}`}>{shop.name}</a>
        </h3>
        {shop.rating && (
          <Stars
            mean={shop.rating.mean}
            label={t('consumer.shop.ratedNamed', { mean: shop.rating.mean, n: shop.rating.count })}
          />
        )}
      </div>
      <p class="quiet">{`${shop.line1}, ${shop.city}`}</p>
      <p class="row shop-marks">
        {shop.openNow ? (
          <Badge tone="good">{t('consumer.shop.open')}</Badge>
        ) : (
          <Badge>
            {shop.nextOpening
              ? t('consumer.shop.opensAt', { when: f.dateTime(shop.nextOpening) })
              : t('consumer.shop.closed')}
          </Badge>
        )}
        <span class="quiet">{f.distance(shop.distanceMetres)}</span>
      </p>
      <p class="shop-how">
        {shop.delivers && (
          <span>
            <Icon name="truck" />
            {t('consumer.shop.delivers')}
          </span>
        )}
        {shop.selfPickup && (
          <span>
            <Icon name="basket" />
            {t('consumer.shop.pickup')}
          </span>
        )}
      </p>
    </article>
  )
}

const promises = [
  ['shield', 'verified'],
  ['chart', 'neutral'],
  ['truck', 'delivery'],
] as const satisfies readonly (readonly [IconName, string])[]

/** What sets an open market apart, in three sentences. */
function Promises() {
  const { t } = useView()
  return (
    <section class="promises" aria-label={t('consumer.home.promises')}>
      <ul>
        {promises.map(([icon, name]) => (
          <li key={name}>
            <Icon name={icon} />
            <div>
              <h3>{t(`consumer.home.${name}.title`)}</h3>
              <p>{t(`consumer.home.${name}.text`)}</p>
            </div>
          </li>
        ))}
      </ul>
      <p>
        <a href="/ranking">{t('consumer.ranking.link')}</a>
      </p>
    </section>
  )
}
