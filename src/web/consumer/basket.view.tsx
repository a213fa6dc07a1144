import { Button, Card, Empty, Form, Icon, LinkButton, Money, Notice } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Basket, Quote } from './basket.ts'
import type { Buyers } from './buyer.ts'
import { BuyerBar } from './buyer.view.tsx'
import { itemHref, nameOf } from './goods.ts'
import { BasketForm, Quantity } from './goods.view.tsx'
import type { Place } from './place.ts'
import { PlaceLine } from './place.view.tsx'
import { Sums } from './sums.view.tsx'

type Line = Basket['items'][number]

export function BasketPage({
  basket,
  buyers,
  place,
  quote,
  hasBefore,
}: {
  basket: Basket
  buyers: Buyers
  place: Place | undefined
  quote: Quote | undefined
  /** The basket that all of this took the place of is still known. */
  hasBefore: boolean
}) {
  const { t } = useView()
  if (basket.items.length === 0) {
    return (
      <>
        <h1>{t('consumer.basket.title')}</h1>
        <BuyerBar buyers={buyers} />
        {hasBefore && <BringBack />}
        <Empty icon="basket" title={t('consumer.basket.empty')}>
          <p>{t('consumer.basket.emptyLead')}</p>
          <LinkButton href="/">{t('consumer.basket.goShopping')}</LinkButton>
        </Empty>
      </>
    )
  }
  const shops = [...new Set(basket.items.map(({ shopId }) => shopId))]
  return (
    <>
      <div class="row between">
        <h1>{t('consumer.basket.title')}</h1>
        <PlaceLine place={place} />
      </div>
      <BuyerBar buyers={buyers} />
      {hasBefore && <BringBack />}
      <div class="aside" data-keep-basket>
        <div class="stack-tight">
          {shops.map((shopId) => (
            <ShopPart
              key={shopId}
              shopId={shopId}
              lines={basket.items.filter((line) => line.shopId === shopId)}
              quote={quote}
              place={place}
            />
          ))}
          <BasketForm />
          {!buyers.chosen && (
            <LinkButton href="/basket/compare" tone="plain" icon="shop">
              {t('consumer.compare.link')}
            </LinkButton>
          )}
          <Form action="/basket/clear" class="inline">
            <Button tone="quiet" small icon="trash">
              {t('consumer.basket.clear')}
            </Button>
          </Form>
        </div>
        <BasketSum basket={basket} quote={quote} />
      </div>
    </>
  )
}

/** Undo, after all of the basket was replaced or taken out. */
function BringBack() {
  const { t } = useView()
  return (
    <Form action="/basket/before" class="row bring-back">
      <span>{t('consumer.basket.before')}</span>
      <Button tone="plain" small icon="repeat">
        {t('consumer.basket.bringBack')}
      </Button>
    </Form>
  )
}

function ShopPart({
  shopId,
  lines,
  quote,
  place,
}: {
  shopId: string
  lines: readonly Line[]
  quote: Quote | undefined
  place: Place | undefined
}) {
  const { t } = useView()
  const name = lines.find(({ shopName }) => shopName)?.shopName ?? t('consumer.basket.aShop')
  const quoted = quote?.shops.find((shop) => shop.shopId === shopId)
  const problems = quote?.problems.filter((problem) => problem.shopId === shopId && !problem.listingId) ?? []
  return (
    <Card
      title={
        <a href={`/shops/${shopId}`} class="shop-title">
          <Icon name="shop" />
          {name}
        </a>
      }
    >
      <ul class="plain-list basket-lines">
        {lines.map((line) => (
          <BasketLine key={line.listingId} line={line} />
        ))}
      </ul>
      {problems.map(({ code }) => (
        <Notice key={code} tone="warning">
          {t(`consumer.problem.${code}`, { pin: place?.pin ?? '', n: 0 })}
        </Notice>
      ))}
      {quoted && problems.length === 0 && <HowItComes quoted={quoted} />}
    </Card>
  )
}

/** When it comes and what that costs, in a line. */
export function HowItComes({ quoted }: { quoted: Quote['shops'][number] }) {
  const { t, f } = useView()
  return (
    <p class="how-it-comes">
      <Icon name="truck" />
      <span>
        {quoted.deliveryMinutes === null
          ? t('consumer.basket.byShop')
          : t('consumer.basket.inMinutes', { n: quoted.deliveryMinutes })}
        {' · '}
        {quoted.deliveryPaise === 0 ? t('consumer.basket.free') : f.money(quoted.deliveryPaise)}
      </span>
    </p>
  )
}

function BasketLine({ line }: { line: Line }) {
  const view = useView()
  const { t, f } = view
  const name = line.name ? nameOf(view, { ...line, name: line.name }) : t('consumer.basket.gone')
  return (
    <li class="basket-line">
      <div class="basket-what">
        <p>
          {line.name ? <a href={itemHref(line)}>{[line.brand, name].filter(Boolean).join(' ')}</a> : name}
        </p>
        {line.pricePaise !== null && (
          <p class="quiet">
            {t('consumer.basket.each', { price: f.money(line.pricePaise) })}
            {line.plainPaise !== null && line.plainPaise > line.pricePaise && (
              <>
                {' '}
                {t('consumer.basket.plain')} <s>{f.money(line.plainPaise)}</s>
              </>
            )}
          </p>
        )}
        {line.priceReason === 'list' && (
          <p class="yours">{t('consumer.buyer.yours', { shop: line.shopName ?? '' })}</p>
        )}
        {line.next && (
          <p class="quiet">
            {t('consumer.basket.next', { n: line.next.from, price: f.money(line.next.pricePaise) })}
          </p>
        )}
      </div>
      <Quantity
        shopId={line.shopId}
        listingId={line.listingId}
        label={name}
        quantity={line.quantity}
        least={line.minimumQuantity ?? 1}
        step={line.stepQuantity ?? 1}
        most={line.available ?? undefined}
      />
      <p class="basket-sum">
        <Money paise={line.totalPaise} />
      </p>
      {line.problem && (
        <p class="line-problem">
          <Icon name="warning" />
          {t(`consumer.problem.${line.problem.code}`, {
            pin: '',
            n: numberOf(line, line.problem.code),
          })}
        </p>
      )}
    </li>
  )
}

/** What the sentence of a problem counts. */
function numberOf(line: Line, code: NonNullable<Line['problem']>['code']): number {
  if (code === 'belowMinimum') return line.minimumQuantity ?? 1
  if (code === 'notInSteps') return line.stepQuantity ?? 1
  return line.available ?? 0
}

function BasketSum({ basket, quote }: { basket: Basket; quote: Quote | undefined }) {
  const { t, me } = useView()
  const hasProblem = basket.items.some(({ problem }) => problem !== null)
  const delivery = quote?.shops.reduce((sum, shop) => sum + shop.deliveryPaise, 0)
  return (
    <Card class="sum">
      <Sums
        lines={[
          { title: t('consumer.sum.goods'), paise: basket.totalPaise },
          delivery !== undefined && { title: t('consumer.sum.delivery'), paise: delivery },
          { title: t('consumer.sum.total'), paise: basket.totalPaise + (delivery ?? 0), isTotal: true },
        ]}
      />
      {delivery === undefined && <p class="quiet">{t('consumer.basket.deliveryLater')}</p>}
      {hasProblem && <Notice tone="warning">{t('consumer.basket.mendFirst')}</Notice>}
      <LinkButton href="/checkout" wide>
        {me ? t('consumer.basket.checkout') : t('consumer.basket.signInAndBuy')}
      </LinkButton>
      <p class="quiet">{t('consumer.basket.perShop')}</p>
    </Card>
  )
}
