import { Badge, Button, Form, HiddenField, Price } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { type Hit, itemHref, nameOf, packOf, perUnitOf } from './goods.ts'

/** Goods of a page of hits, each with its price and where it is. */
export function GoodsList({ items, inShop }: { items: readonly Hit[]; inShop?: boolean }) {
  return (
    <ul class="goods-grid">
      {items.map((item) => (
        <li key={item.listingId}>
          <GoodsCard item={item} inShop={inShop} />
        </li>
      ))}
    </ul>
  )
}

function GoodsCard({ item, inShop }: { item: Hit; inShop?: boolean | undefined }) {
  const view = useView()
  const { t } = view
  const perUnit = perUnitOf(view, item.unitPrice)
  return (
    <article class="goods-card">
      <div class="goods-what">
        <h3>
          <a href={itemHref(item)}>{nameOf(view, item)}</a>
        </h3>
        <p class="quiet">{[item.brand, packOf(view, item)].filter(Boolean).join(' · ')}</p>
      </div>
      {!inShop && <ShopLine item={item} />}
      <div class="goods-price">
        <p>
          <Price paise={item.pricePaise} mrpPaise={item.mrpPaise} mrpLabel={t('consumer.goods.mrp')} />
          {perUnit && <small class="per-unit">{perUnit}</small>}
        </p>
        {item.inStock ? (
          <AddForm {...item} label={nameOf(view, item)} />
        ) : (
          <Badge>{t('consumer.goods.soldOut')}</Badge>
        )}
      </div>
    </article>
  )
}

function ShopLine({ item }: { item: Hit }) {
  const { t, f } = useView()
  return (
    <p class="goods-shop">
      <a href={`/shops/${item.shopId}`}>{item.shopName}</a>
      <span class="quiet">
        {[
          item.distanceMetres === null ? undefined : f.distance(item.distanceMetres),
          item.openNow ? t('consumer.shop.open') : t('consumer.shop.closed'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  )
}

export interface InBasket {
  shopId: string
  listingId: string
  /** What it is called, for those who cannot see where the button stands. */
  label: string
}

/** Puts one into the basket. With script the form itself becomes the number that is in it. */
export function AddForm({ shopId, listingId, label }: InBasket) {
  const { t } = useView()
  return (
    <Form
      action="/basket/items"
      class="add-form"
      more={{ 'hx-post': '/basket/items', 'hx-target': 'this', 'hx-swap': 'outerHTML' }}
    >
      <HiddenField name="shopId" value={shopId} />
      <HiddenField name="listingId" value={listingId} />
      <HiddenField name="label" value={label} />
      <Button small icon="plus" more={{ 'aria-label': t('consumer.goods.addNamed', { name: label }) }}>
        {t('consumer.goods.add')}
      </Button>
    </Form>
  )
}

/** How many are in the basket, one more or one fewer. */
export function QuantityForm({
  shopId,
  listingId,
  label,
  quantity,
  least = 1,
  most,
  compact,
}: InBasket & { quantity: number; least?: number; most?: number | undefined; compact?: boolean }) {
  const { t, f } = useView()
  const fewer = quantity - 1 < least ? 0 : quantity - 1
  return (
    <Form
      action="/basket/items/set"
      class="quantity-form"
      more={
        compact ? { 'hx-post': '/basket/items/set', 'hx-target': 'this', 'hx-swap': 'outerHTML' } : undefined
      }
    >
      <HiddenField name="shopId" value={shopId} />
      <HiddenField name="listingId" value={listingId} />
      <HiddenField name="label" value={label} />
      <Button
        small
        tone="plain"
        icon={fewer === 0 ? 'trash' : 'minus'}
        name="quantity"
        value={String(fewer)}
        more={{
          'aria-label':
            fewer === 0
              ? t('consumer.basket.removeNamed', { name: label })
              : t('consumer.basket.fewerNamed', { name: label }),
        }}
      >
        {''}
      </Button>
      <output aria-label={t('consumer.basket.inIt')}>{f.number(quantity)}</output>
      <Button
        small
        tone="plain"
        icon="plus"
        name="quantity"
        value={String(quantity + 1)}
        disabled={most !== undefined && quantity >= most}
        more={{ 'aria-label': t('consumer.basket.moreNamed', { name: label }) }}
      >
        {''}
      </Button>
    </Form>
  )
}
