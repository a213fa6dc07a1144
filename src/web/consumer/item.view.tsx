import type { Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Facts,
  Form,
  HiddenField,
  Notice,
  Price,
  Stars,
  Table,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Buyers, Yours } from './buyer.ts'
import { NotForTrade, YourPrices } from './buyer.view.tsx'
import { type Mark, Marks } from './districts.view.tsx'
import { type Hit, itemHref, nameOf, packOf, perUnitOf, shelfOf } from './goods.ts'
import { AddButton, BasketForm } from './goods.view.tsx'
import type { Place } from './place.ts'
import { PriceFacts, SoldIn } from './price.view.tsx'
import { Shell } from './shell.tsx'
import { OpenBadge } from './shop.view.tsx'

type Offer = Reply<'getOffer'>

/** An offer as it is shown: with the prices of the trader that is bought for, or with word that it is not sold to it. */
export type ShownOffer = Offer & Partial<Pick<Reply<'getTradeOffer'>, 'prices'>> & { isNotForTrade?: boolean }

/** Whether a trader pays anything but the plain price. */
const hasPrices = (offer: ShownOffer): offer is Reply<'getTradeOffer'> =>
  (offer.prices ?? []).some(({ reason }) => reason !== 'plain')

interface ItemPageProps {
  offer: ShownOffer
  buyers: Buyers
  yours: Yours | undefined
  pictures: Reply<'listPictures'>['items']
  marks: readonly Mark[]
  shop: Reply<'getShop'>
  rating: Reply<'listShopRatings'>['summary']
  place: Place | undefined
  others: readonly Hit[]
}

export function ItemPage(props: ItemPageProps) {
  const { offer, buyers, yours, pictures, marks, shop, rating, place, others } = props
  const view = useView()
  const { t } = view
  const paise = offer.prices?.[0]?.pricePaise ?? offer.pricePaise
  // The price of a measure goes by the plain price.
  const perUnit = paise === offer.pricePaise ? perUnitOf(view, offer.unitPrice) : undefined
  const [first, ...further] = pictures
  return (
    <Shell place={place} buyers={buyers}>
      <div class={`item${first ? '' : ' no-image'}`}>
        {first && (
          <div class="stack-tight">
            <div class="item-image">
              <img src={first.large} alt="" width={first.width} height={first.height} />
            </div>
            {further.length > 0 && (
              <ul class="item-more">
                {further.map((picture, nth) => (
                  <li key={picture.pictureId}>
                    <a href={picture.large} aria-label={t('consumer.item.picture', { n: nth + 2 })}>
                      <img src={picture.small} alt="" loading="lazy" width="72" height="72" />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
        <div class="item-main stack-tight">
          {offer.brand && <p class="item-brand">{offer.brand}</p>}
          <h1>{nameOf(view, offer)}</h1>
          <p class="row">
            <FoodMark mark={offer.foodMark} />
            <span>{packOf(view, offer)}</span>
          </p>
          <Marks marks={marks} />
          <div class="item-price">
            <Price paise={paise} mrpPaise={offer.mrpPaise} mrpLabel={t('consumer.goods.mrp')} />
            <p class="quiet">{[perUnit, t('consumer.item.allTaxes')].filter(Boolean).join(' · ')}</p>
          </div>
          {hasPrices(offer) ? <YourPrices offer={offer} /> : <PriceFacts offer={offer} />}
          {offer.isNotForTrade && buyers.chosen ? (
            <NotForTrade name={buyers.chosen.name} />
          ) : offer.inStock && !shop.paused ? (
            <Buy offer={offer} />
          ) : (
            <Notice tone="warning">
              {shop.paused ? t('consumer.shop.paused') : t('consumer.item.soldOut')}
            </Notice>
          )}
          <div class="sold-by">
            <p>
              {t('consumer.item.soldBy')} <a href={`/shops/${shop.shopId}`}>{shop.name}</a>
              {rating && (
                <>
                  {' '}
                  <Stars
                    mean={rating.mean}
                    label={t('consumer.shop.ratedNamed', { mean: rating.mean, n: rating.count })}
                  />
                </>
              )}
            </p>
            <p class="row">
              <OpenBadge shop={shop} />
              <span class="quiet">{`${shop.line1}, ${shop.city}`}</span>
            </p>
          </div>
        </div>
      </div>
      {others.length > 1 && <Sellers others={others} offer={offer} yours={yours} />}
      <Declarations offer={offer} />
    </Shell>
  )
}

/** Goods that the reader cannot see as who it buys for now. */
export function NotForYou({
  place,
  buyers,
  title,
}: {
  place: Place | undefined
  buyers: Buyers
  title: string
}) {
  const { t } = useView()
  return (
    <Shell place={place} buyers={buyers}>
      <h1>{title}</h1>
      <p>{t('consumer.buyer.notForYouHint')}</p>
    </Shell>
  )
}

function Buy({ offer }: { offer: Offer }) {
  const view = useView()
  const { t, f } = view
  return (
    <Form action="/basket/items" class="buy-form">
      <HiddenField name="shopId" value={offer.shopId} />
      <HiddenField name="listingId" value={offer.listingId} />
      <div class="field">
        <label for="f-quantity">{t('consumer.item.quantity')}</label>
        <input
          id="f-quantity"
          name="quantity"
          type="number"
          inputMode="numeric"
          min={offer.minimumQuantity}
          max={100_000}
          step={offer.stepQuantity}
          value={offer.minimumQuantity}
          class="sized"
          aria-describedby={offer.minimumQuantity > 1 ? 'least' : undefined}
        />
      </div>
      <Button icon="basket">{t('consumer.goods.toBasket')}</Button>
      <SoldIn offer={offer} />
      {offer.minimumQuantity > 1 && (
        <p class="hint" id="least">
          {t('consumer.item.least', { n: offer.minimumQuantity, count: f.number(offer.minimumQuantity) })}
        </p>
      )}
    </Form>
  )
}

/** The mark on the pack: a green dot for vegetarian food, a brown triangle otherwise (FSSAI Labelling Regulations 2020). */
function FoodMark({ mark }: { mark: Offer['foodMark'] }) {
  const { t } = useView()
  if (mark === 'none') return null
  return (
    <span class="food-mark">
      <svg viewBox="0 0 16 16" width="16" height="16" class={mark} aria-hidden="true">
        <rect x="1" y="1" width="14" height="14" rx="1" />
        {mark === 'veg' ? <circle cx="8" cy="8" r="4" /> : <path d="M8 4l4.500 8h-9z" />}
      </svg>
      {t(`consumer.item.${mark}`)}
    </span>
  )
}

function Sellers({
  others,
  offer,
  yours,
}: {
  others: readonly Hit[]
  offer: Offer
  yours: Yours | undefined
}) {
  const view = useView()
  const { t, f } = view
  return (
    <section class="stack-tight">
      <h2>{t('consumer.item.sellers')}</h2>
      <Table
        caption={t('consumer.item.sellers')}
        rows={others}
        keyOf={({ listingId }) => listingId}
        columns={[
          {
            title: t('consumer.item.shop'),
            isName: true,
            cell: (one) =>
              one.listingId === offer.listingId ? (
                <>
                  {one.shopName} <Badge tone="info">{t('consumer.item.thisOne')}</Badge>
                </>
              ) : (
                <a href={itemHref(one)}>{one.shopName}</a>
              ),
          },
          {
            title: t('consumer.item.price'),
            cell: (one) => (
              <Price
                paise={yours?.get(one.listingId)?.pricePaise ?? one.pricePaise}
                mrpPaise={one.mrpPaise}
                mrpLabel={t('consumer.goods.mrp')}
              />
            ),
          },
          {
            title: t('consumer.item.distance'),
            cell: (one) => (one.distanceMetres === null ? '–' : f.distance(one.distanceMetres)),
          },
          {
            title: t('consumer.item.now'),
            cell: (one) =>
              !one.inStock
                ? t('consumer.goods.soldOut')
                : one.openNow
                  ? t('consumer.shop.open')
                  : t('consumer.shop.closed'),
          },
          {
            title: t('consumer.goods.toBasket'),
            align: 'end',
            cell: (one) =>
              one.inStock ? <AddButton {...one} label={`${nameOf(view, one)}, ${one.shopName}`} /> : '–',
          },
        ]}
      />
      <BasketForm />
      <p class="quiet">
        {t('consumer.item.sellersOrder')} <a href="/ranking">{t('consumer.ranking.link')}</a>
      </p>
    </section>
  )
}

const countries = {
  en: new Intl.DisplayNames('en-IN', { type: 'region' }),
  hi: new Intl.DisplayNames('hi-IN', { type: 'region' }),
}

/** What the law wants declared before a sale (Legal Metrology (Packaged Commodities) Rules 2011, rule 6(10)). */
function Declarations({ offer }: { offer: Offer }) {
  const view = useView()
  const { t, f, lang } = view
  return (
    <Card title={t('consumer.item.declarations')}>
      <Facts
        facts={[
          [t('consumer.item.generic'), `${nameOf(view, offer)} · ${shelfOf(view, offer.category)}`],
          [t('consumer.item.net'), packOf(view, offer)],
          [t('consumer.item.mrp'), f.money(offer.mrpPaise)],
          offer.unitPrice ? [t('consumer.item.perUnit'), perUnitOf(view, offer.unitPrice)] : null,
          [t('consumer.item.maker'), offer.maker],
          [t('consumer.item.origin'), countries[lang].of(offer.origin) ?? offer.origin],
          [t('consumer.item.care'), offer.consumerCare ?? offer.seller.carePhone ?? '–'],
          offer.fssai ? [t('consumer.item.fssai'), offer.fssai] : null,
          offer.shelfLifeDays
            ? [t('consumer.item.shelfLife'), t('consumer.item.days', { n: offer.shelfLifeDays })]
            : null,
          [t('consumer.item.gst'), f.percent(offer.gstBps / 10_000)],
          [t('consumer.item.hsn'), offer.hsn],
          offer.gtin ? [t('consumer.item.gtin'), offer.gtin] : null,
        ]}
      />
    </Card>
  )
}
