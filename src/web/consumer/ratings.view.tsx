import type { Reply } from '../api/client.ts'
import { Card, Empty, PageHead, Pager, Stars } from '../components/index.ts'
import { useView } from '../page/index.ts'

type Ratings = Reply<'listShopRatings'>

export function RatingsPage({ shop, ratings }: { shop: Reply<'getShop'>; ratings: Ratings }) {
  const { t } = useView()
  const path = `/shops/${shop.shopId}`
  return (
    <div class="narrow stack">
      <PageHead
        title={t('consumer.ratings.title', { shop: shop.name })}
        lead={
          ratings.summary &&
          t('consumer.shop.ratedNamed', { mean: ratings.summary.mean, n: ratings.summary.count })
        }
        back={{ href: path, text: shop.name }}
      />
      {ratings.items.length === 0 ? (
        <Empty icon="star" title={t('consumer.ratings.none')} />
      ) : (
        <Card>
          <RatingList items={ratings.items} />
        </Card>
      )}
      <Pager
        next={ratings.nextCursor && `${path}/ratings?cursor=${encodeURIComponent(ratings.nextCursor)}`}
      />
      <p class="quiet">{t('consumer.ratings.rules')}</p>
    </div>
  )
}

export function RatingList({ items }: { items: Ratings['items'] }) {
  const { t, f } = useView()
  return (
    <ul class="plain-list ratings">
      {items.map(({ stars, text, ratedAt }) => (
        <li key={ratedAt}>
          <p class="row">
            <Stars mean={stars} label={t('consumer.ratings.stars', { n: stars })} />
            <time dateTime={ratedAt}>{f.date(ratedAt)}</time>
          </p>
          {text && <p>{text}</p>}
        </li>
      ))}
    </ul>
  )
}
