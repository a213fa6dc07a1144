import {
  Badge,
  Button,
  Card,
  Empty,
  Form,
  HiddenField,
  LinkButton,
  Money,
  PageHead,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Basket, Quote } from './basket.ts'
import { chosenText, type Plan } from './compare.data.ts'
import { itemHref, nameOf, titleOf } from './goods.ts'
import type { Place } from './place.ts'
import { PlaceLine } from './place.view.tsx'
import { Sums } from './sums.view.tsx'

interface CompareProps {
  basket: Basket
  /** Lines that were compared. */
  compared: number
  place: Place
  quote: Quote | undefined
  plans: { single: Plan | null; split: Plan | null }
}

/** Where the basket costs least: at one shop, and split over a few. */
export function ComparePage({ basket, compared, place, quote, plans }: CompareProps) {
  const { t } = useView()
  const { single, split } = plans
  const isSame = single && split && chosenText(single) === chosenText(split)
  const rest = basket.items.length - compared
  return (
    <>
      <PageHead
        title={t('consumer.compare.title')}
        lead={t('consumer.compare.lead')}
        back={{ href: '/basket', text: t('consumer.basket.title') }}
      >
        <PlaceLine place={place} />
      </PageHead>
      {basket.items.length === 0 ? (
        <Empty icon="basket" title={t('consumer.basket.empty')}>
          <p>{t('consumer.basket.emptyLead')}</p>
          <LinkButton href="/">{t('consumer.basket.goShopping')}</LinkButton>
        </Empty>
      ) : single && split ? (
        <>
          <div class="plans">
            <PlanCard plan={single} basket={basket} title={t('consumer.compare.single')} main />
            {isSame ? (
              <Card title={t('consumer.compare.split')}>
                <p>{t('consumer.compare.noSplit')}</p>
              </Card>
            ) : (
              <PlanCard plan={split} basket={basket} title={t('consumer.compare.split')} than={single} />
            )}
            <NowCard basket={basket} quote={quote} />
          </div>
          {rest > 0 && <p class="quiet">{t('consumer.compare.rest', { n: rest })}</p>}
          <p class="quiet">{t('consumer.compare.how')}</p>
        </>
      ) : (
        <Empty icon="shop" title={t('consumer.compare.nobody', { pin: place.pin })}>
          <p>{t('consumer.compare.nobodyLead')}</p>
          <LinkButton href="/place?next=/basket/compare" tone="plain" icon="pin">
            {t('consumer.place.changeIt')}
          </LinkButton>
        </Empty>
      )}
    </>
  )
}

function PlanCard({
  plan,
  basket,
  title,
  than,
  main,
}: {
  plan: Plan
  basket: Basket
  title: string
  /** What it is compared with. */
  than?: Plan
  main?: boolean
}) {
  const view = useView()
  const { t, f } = view
  const missing = basket.items.filter(({ productId }) => productId && plan.missing.includes(productId))
  const saved = than && than.missing.length === plan.missing.length ? than.totalPaise - plan.totalPaise : 0
  return (
    <Card title={title} class="plan">
      {saved > 0 && (
        <p>
          <Badge tone="good">{t('consumer.compare.saves', { sum: f.money(saved) })}</Badge>
        </p>
      )}
      {plan.shops.map((shop) => (
        <section key={shop.shopId} class="plan-shop">
          <h3>
            <a href={`/shops/${shop.shopId}`}>{shop.shopName}</a>
          </h3>
          {shop.distanceMetres !== null && <p class="quiet">{f.distance(shop.distanceMetres)}</p>}
          <ul class="plain-list sum-lines">
            {shop.lines.map((line) => (
              <li key={line.listingId}>
                <span>
                  {line.quantity} ×{' '}
                  <a href={itemHref({ shopId: shop.shopId, listingId: line.listingId })}>
                    {titleOf(view, line)}
                  </a>
                </span>
                <Money paise={line.pricePaise * line.quantity} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {missing.length > 0 && (
        <section class="plan-shop">
          <h3>{t('consumer.compare.missing')}</h3>
          <ul>
            {missing.map((line) => (
              <li key={line.listingId}>{line.name && nameOf(view, { ...line, name: line.name })}</li>
            ))}
          </ul>
          <p class="quiet">{t('consumer.compare.missingStay')}</p>
        </section>
      )}
      <PlanSums goods={plan.goodsPaise} delivery={plan.deliveryPaise} />
      <Form action="/basket/compare">
        <HiddenField name="chosen" value={chosenText(plan)} />
        <Button wide icon="basket" tone={main ? 'main' : 'plain'}>
          {plan.shops.length === 1
            ? t('consumer.compare.takeOne', { shop: plan.shops[0]!.shopName })
            : t('consumer.compare.takeSplit', { n: plan.shops.length })}
        </Button>
      </Form>
    </Card>
  )
}

/** The basket as it is, to compare with. */
function NowCard({ basket, quote }: { basket: Basket; quote: Quote | undefined }) {
  const { t } = useView()
  const shops = new Set(basket.items.map(({ shopId }) => shopId)).size
  const isWhole = quote && quote.problems.length === 0
  const delivery = isWhole ? quote.shops.reduce((sum, shop) => sum + shop.deliveryPaise, 0) : undefined
  return (
    <Card title={t('consumer.compare.now')} class="plan">
      <p>{t('consumer.compare.nowShops', { n: shops })}</p>
      <PlanSums goods={basket.totalPaise} delivery={delivery} />
    </Card>
  )
}

function PlanSums({ goods, delivery }: { goods: number; delivery: number | undefined }) {
  const { t } = useView()
  return (
    <Sums
      lines={[
        { title: t('consumer.sum.goods'), paise: goods },
        {
          title: t('consumer.sum.delivery'),
          paise: delivery ?? 0,
          instead: delivery === undefined ? t('consumer.compare.unknown') : undefined,
        },
        delivery !== undefined && { title: t('consumer.sum.total'), paise: goods + delivery, isTotal: true },
      ]}
    />
  )
}
