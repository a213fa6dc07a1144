import type { Input, Problem } from '../api/client.ts'
import { packSizeOf } from '../components/index.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { countOf, type Product, paiseOf, searchOf } from './goods.data.ts'
import { FindPage, SellPage } from './goods-add.view.tsx'
import { ProductPage } from './product.view.tsx'
import { orNull } from './register.forms.ts'

type OfferBody = Input<'createListing'>['body']
type ProductBody = Input<'registerProduct'>['body']

/** Products that a search shows. */
const mostFound = 20

/** Adding goods: found in the shared catalogue, or described anew. */
export const goodsAddPages: WebRoutes = (pages) => {
  const on = pages('trader')

  on.get(
    '/trade/goods/add',
    { access: 'signedIn' },
    withShop(async (view) => {
      const q = (view.query.q ?? '').trim().slice(0, 100)
      const found = q
        ? (await view.api('findProducts', { query: { ...searchOf(q), limit: mostFound } })).items
        : undefined
      return html({
        title: view.t('trader.add.title'),
        current: '/trade/goods',
        islands: ['scan'],
        body: <FindPage q={q} found={found} />,
      })
    }),
  )

  const sellPage = (view: View, desk: ShopDesk, product: Product, problem?: Problem) =>
    html({
      title: view.t('trader.add.offer'),
      status: problem?.status ?? 200,
      current: '/trade/goods',
      body: <SellPage desk={desk} product={product} values={typedIn(view)} problem={problem} />,
    })

  const productOf = (view: View) =>
    view.api('getProduct', { params: { productId: view.query.productId ?? view.form.productId ?? '' } })

  on.get(
    '/trade/goods/sell',
    { access: 'signedIn' },
    withShop(async (view, desk) => sellPage(view, desk, await productOf(view))),
  )

  const offer = (view: View, desk: ShopDesk, product: Product) =>
    attempt(() =>
      view.api('createListing', {
        params: { shopId: desk.shop.shopId },
        body: offerOf(view, product),
      }),
    )

  on.post(
    '/trade/goods/sell',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const product = await productOf(view)
      const made = await offer(view, desk, product)
      return made.ok
        ? seeOther('/trade/goods/add', 'trader.add.done')
        : sellPage(view, desk, product, made.problem)
    }),
  )

  const productPage = (view: View, desk: ShopDesk, problem?: Problem) =>
    html({
      title: view.t('trader.product.title'),
      status: problem?.status ?? 200,
      current: '/trade/goods',
      body: (
        <ProductPage
          desk={desk}
          values={view.request.method === 'POST' ? typedIn(view) : view.query}
          problem={problem}
        />
      ),
    })

  on.get(
    '/trade/goods/new',
    { access: 'signedIn' },
    withShop((view, desk) => productPage(view, desk)),
  )

  on.post(
    '/trade/goods/new',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const known = await attempt(() =>
        view.api('registerProduct', { body: productOfForm(view, desk.trader.traderId) }),
      )
      if (!known.ok) return productPage(view, desk, known.problem)
      const made = await offer(view, desk, known.value)
      // The product stands by now: what is left is the shop's own offer of it.
      return made.ok
        ? seeOther('/trade/goods/add', 'trader.add.done')
        : sellPage(view, desk, known.value, made.problem)
    }),
  )
}

const typedIn = (view: View): Record<string, string> =>
  view.request.method === 'POST' ? { ...view.form, soldTo: view.formAll('soldTo').join(' ') } : {}

/** A number of its own where the shop gave none: the bar code, else the end of the product's id. */
const skuOf = ({ gtin, productId }: Product): string =>
  gtin?.replace(/^0+/, '') ?? productId.slice(-8).toUpperCase()

function offerOf({ form, formAll }: View, product: Product): OfferBody {
  const mrp = paiseOf(form.mrp)
  return {
    productId: product.productId,
    sku: orNull(form.sku) ?? skuOf(product),
    pricePaise: paiseOf(form.price) ?? -1,
    ...(form.mrp?.trim() ? { mrpPaise: mrp ?? -1 } : {}),
    available: countOf(form.stock) ?? -1,
    soldTo: formAll('soldTo') as NonNullable<OfferBody['soldTo']>,
  }
}

/** What was typed, as the API takes it: what is no number goes as one that the API refuses by its field. */
function productOfForm({ form }: View, traderId: string): ProductBody {
  const number = (text: string | undefined) => Number((text ?? '').replace(',', '.') || Number.NaN)
  const orRefused = (value: number) => (Number.isFinite(value) ? value : -1)
  return {
    traderId,
    name: form.name ?? '',
    nameHi: orNull(form.nameHi),
    brand: orNull(form.brand),
    category: form.category ?? '',
    netQuantity: orRefused(number(form.netQuantity)),
    unit: (form.unit ?? '') as ProductBody['unit'],
    gtin: orNull(form.gtin),
    maker: form.maker ?? '',
    origin: (form.origin ?? '').trim().toUpperCase(),
    consumerCare: orNull(form.consumerCare),
    hsn: form.hsn ?? '',
    gstBps: orRefused(number(form.gst)) as ProductBody['gstBps'],
    mrpPaise: paiseOf(form.mrp) ?? -1,
    foodMark: (form.foodMark ?? '') as ProductBody['foodMark'],
    fssai: orNull(form.fssai),
    shelfLifeDays: form.shelfLifeDays?.trim() ? orRefused(number(form.shelfLifeDays)) : null,
    ...(form.weightGrams?.trim() ? { weightGrams: orRefused(number(form.weightGrams)) } : {}),
    packSize: packSizeOf(form),
    keepCold: form.keepCold === 'yes',
  }
}
