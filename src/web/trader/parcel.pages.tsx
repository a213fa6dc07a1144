import type { Problem } from '../api/client.ts'
import { parcelOf } from '../components/index.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { withShop } from './desk.ts'
import { ParcelPage } from './parcel.view.tsx'

/** What a carrier has to know of goods: changed while the product is this trader's alone. */
export const parcelPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const goodsOf = async (view: View, shopId: string) => {
    const listing = await view.api('getListing', { params: { shopId, listingId: view.params.listingId! } })
    const product = await view.api('getProduct', { params: { productId: listing.productId } })
    return { listing, product }
  }
  const show = async (view: View, shopId: string, problem?: Problem) =>
    html({
      title: view.t('trader.parcel.title'),
      status: problem?.status ?? 200,
      current: '/trade/goods',
      body: (
        <ParcelPage
          {...(await goodsOf(view, shopId))}
          problem={problem}
          // After a change by somebody else their values stand in the form, to be looked at.
          values={problem && problem.status !== 412 ? view.form : undefined}
        />
      ),
    })

  on.get(
    '/trade/goods/:listingId/parcel',
    { access: 'signedIn' },
    withShop((view, desk) => show(view, desk.shop.shopId)),
  )

  on.post('/trade/shops/:shopId/goods/:listingId/parcel', { access: 'signedIn' }, async (view) => {
    const { shopId, listingId } = view.params as { shopId: string; listingId: string }
    const { product } = await goodsOf(view, shopId)
    const done = await attempt(() =>
      view.api('changeProduct', {
        params: { productId: product.productId },
        headers: { 'if-match': `"${view.form.version ?? ''}"` },
        body: parcelOf(view.form),
      }),
    )
    return done.ok
      ? seeOther(`/trade/goods/${listingId}/parcel`, 'common.form.saved')
      : show(view, shopId, done.problem)
  })
}
