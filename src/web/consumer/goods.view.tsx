import { Form, icon, markup, priceOf } from '../components/index.ts'
import { useView, type ViewFacts } from '../page/index.ts'
import type { Yours } from './buyer.ts'
import { buttonValue, type Hit, type InBasket, itemHref, nameOf, packOf, perUnitOf } from './goods.ts'
import { type Pictures, pictureOf } from './pictures.ts'

/** The form of all buttons of a page that change the basket: they name it, and stand where they are wanted. */
const formId = 'to-basket'

/** Once on every page that has such buttons. */
export const BasketForm = () => (
  <Form id={formId} action="/basket/items" class="of-buttons">
    {null}
  </Form>
)

/** Goods of a page of hits, each with its price and where it is. */
export function GoodsList({
  items,
  pictures,
  yours,
  inShop,
}: {
  items: readonly Hit[]
  pictures: Pictures
  /** What they cost the trader that is bought for. */
  yours?: Yours | undefined
  inShop?: boolean
}) {
  const view = useView()
  return (
    <>
      <ul class="goods-grid">
        {items.map((item) =>
          goodsCard(view, item, pictureOf(pictures, item), yours?.get(item.listingId), inShop),
        )}
      </ul>
      <BasketForm />
    </>
  )
}

function goodsCard(
  view: ViewFacts,
  item: Hit,
  picture: string | undefined,
  mine: YourPrice | undefined,
  inShop: boolean | undefined,
) {
  const { t, f } = view
  const name = nameOf(view, item)
  // The price of a measure goes by the plain price.
  const perUnit = mine ? undefined : perUnitOf(view, item.unitPrice)
  const pack = packOf(view, item)
  return markup`<li class="goods-card">${
    picture &&
    markup`<img class="goods-picture" src="${picture}" alt="" loading="lazy" width="96" height="96">`
  }<h3><a href="${itemHref(item)}">${name}</a></h3><p class="quiet">${
    item.brand ? `${item.brand} · ${pack}` : pack
  }</p>${marksOf(view, item)}${!inShop && shopLine(view, item)}<div class="goods-price"><p>${priceOf(
    f,
    mine ? { ...item, pricePaise: mine.pricePaise } : item,
    t('consumer.goods.mrp'),
  )}${mine && yourLines(view, mine)}${perUnit && markup`<small class="per-unit">${perUnit}</small>`}</p>${
    item.inStock
      ? addButton(view, { shopId: item.shopId, listingId: item.listingId, label: name })
      : markup`<span class="badge neutral">${t('consumer.goods.soldOut')}</span>`
  }</div></li>`
}

type YourPrice = NonNullable<ReturnType<Yours['get']>>

/** Why it costs the trader this, from how many on, and what more pieces cost. */
const yourLines = ({ t, f }: ViewFacts, { reason, minimumQuantity, pricePaise, lowestPaise }: YourPrice) => {
  const said = [
    reason === 'list' && t('consumer.buyer.yourPrice'),
    minimumQuantity > 1 && t('consumer.buyer.least', { n: minimumQuantity }),
    lowestPaise < pricePaise && t('consumer.buyer.downTo', { price: f.money(lowestPaise) }),
  ].filter(Boolean)
  return said.length > 0 && markup`<small class="yours">${said.join(' · ')}</small>`
}

/** Its marks of origin, in a word each. */
const marksOf = ({ t }: ViewFacts, { marks }: Hit) =>
  marks.length > 0 &&
  markup`<p class="row">${marks.includes('gi') && badge(t('consumer.mark.short.gi'))}${
    marks.includes('odop') && badge(t('consumer.mark.short.odop'))
  }</p>`

const badge = (text: string) => markup`<span class="badge good">${text}</span>`

function shopLine({ t, f }: ViewFacts, { shopId, shopName, distanceMetres, openNow }: Hit) {
  const when = t(openNow ? 'consumer.shop.open' : 'consumer.shop.closed')
  const whereAndWhen = distanceMetres === null ? when : `${f.distance(distanceMetres)} · ${when}`
  return markup`<p class="goods-shop"><a href="/shops/${shopId}">${shopName}</a><span class="quiet">${whereAndWhen}</span></p>`
}

/** Puts one into the basket. With script the button itself becomes the number that is in it. */
export const AddButton = (goods: InBasket) => addButton(useView(), goods)

const addButton = ({ t }: ViewFacts, goods: InBasket) =>
  markup`<button class="button main small add" form="${formId}" name="add" value="${buttonValue(
    goods,
  )}" hx-post="/basket/items" hx-swap="outerHTML" aria-label="${t('consumer.goods.addNamed', {
    name: goods.label,
  })}">${icon('plus')}<span>${t('consumer.goods.add')}</span></button>`

/** How many are in the basket, one more or one fewer. `live` changes it in place, where there is script. */
export function Quantity({
  quantity,
  least = 1,
  step = 1,
  most,
  live,
  ...goods
}: InBasket & {
  quantity: number
  least?: number
  step?: number
  most?: number | undefined
  live?: boolean
}) {
  const { t, f } = useView()
  // Back to whole steps from a number between them.
  const below = (Math.ceil(quantity / step) - 1) * step
  const fewer = below < least ? 0 : below
  const more = Math.max(least, (Math.floor(quantity / step) + 1) * step)
  const shared = {
    class: 'button plain small',
    form: formId,
    formaction: '/basket/items/set',
    name: 'set',
    ...(live
      ? { 'hx-post': '/basket/items/set', 'hx-target': 'closest .quantity', 'hx-swap': 'outerHTML' }
      : {}),
  }
  return (
    <span class="quantity">
      <button
        {...shared}
        value={buttonValue(goods, fewer)}
        aria-label={t(fewer === 0 ? 'consumer.basket.removeNamed' : 'consumer.basket.fewerNamed', {
          name: goods.label,
        })}
      >
        {icon(fewer === 0 ? 'trash' : 'minus')}
      </button>
      <output aria-label={t('consumer.basket.inIt')}>{f.number(quantity)}</output>
      <button
        {...shared}
        value={buttonValue(goods, more)}
        disabled={most !== undefined && more > most}
        aria-label={t('consumer.basket.moreNamed', { name: goods.label })}
      >
        {icon('plus')}
      </button>
    </span>
  )
}
