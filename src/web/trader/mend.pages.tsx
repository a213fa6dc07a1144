import type { Problem } from '../api/client.ts'
import { attempt, html, samePath, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { type Code, isFilledIn, patchOf } from './mend.data.ts'
import { MendPage } from './mend.view.tsx'

/** Listings with faults on a page. */
const pageLength = 20

/** What is wrong in the shop's list of goods, and mending it step by step. */
export const mendPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const mendPage = async (view: View, desk: ShopDesk, problem?: Problem) => {
    const { cursor } = view.query
    const code = view.query.code as Code | undefined
    const lint = await view.api('lintShop', {
      params: { shopId: desk.shop.shopId },
      query: { limit: pageLength, ...(code ? { code } : {}), ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('trader.mend.title'),
      status: problem?.status ?? 200,
      current: '/trade/goods',
      body: <MendPage desk={desk} lint={lint} code={code} problem={problem} />,
    })
  }
  const refOf = ({ params }: View) => ({ shopId: params.shopId!, listingId: params.listingId! })
  const back = (view: View) => seeOther(samePath(view.form.back, '/trade/goods/mend'), 'trader.mend.done')

  on.get(
    '/trade/goods/mend',
    { access: 'signedIn' },
    withShop((view, desk) => mendPage(view, desk)),
  )

  on.post(
    '/trade/shops/:shopId/goods/:listingId/mend',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const body = { code: (view.form.code ?? '') as Code }
      const done = await attempt(() => view.api('mendListing', { params: refOf(view), body }))
      return done.ok ? back(view) : mendPage(view, desk, done.problem)
    }),
  )

  on.post(
    '/trade/shops/:shopId/goods/:listingId/fact',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const field = view.form.field ?? ''
      const { productId } = await view.api('getListing', { params: refOf(view) })
      const { version, attributes } = await view.api('getProduct', { params: { productId } })
      const done = await attempt(() =>
        view.api('changeProduct', {
          params: { productId },
          headers: { 'if-match': `"${version}"` },
          // A field that is not filled in here is refused as one that nobody knows.
          body: isFilledIn(field) ? patchOf(field, view.form.value ?? '', attributes) : ({ field } as never),
        }),
      )
      return done.ok ? back(view) : mendPage(view, desk, done.problem)
    }),
  )
}
