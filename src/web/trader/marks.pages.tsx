import type { Problem } from '../api/client.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { MarksPage, PricesPage } from './marks.view.tsx'

/** What one of the goods cost before, and the marks of origin that are claimed for it. */
export const marksPages: WebRoutes = (pages) => {
  const on = pages('trader')

  on.get(
    '/trade/goods/:listingId/prices',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = { shopId: desk.shop.shopId, listingId: view.params.listingId! }
      const { cursor } = view.query
      const [listing, prices] = await Promise.all([
        view.api('getListing', { params }),
        view.api('listPastPrices', { params, query: cursor ? { cursor } : {} }),
      ])
      return html({
        title: view.t('trader.prices.title'),
        current: '/trade/goods',
        body: <PricesPage listing={listing} prices={prices} />,
      })
    }),
  )

  const show = async (view: View, desk: ShopDesk, problem?: Problem) => {
    const listingId = view.params.listingId!
    const { shopId } = desk.shop
    const q = (view.query.q ?? view.form.q ?? '').trim().slice(0, 100)
    const [listing, claims, documents, found] = await Promise.all([
      view.api('getListing', { params: { shopId, listingId } }),
      view.api('listShopClaims', { params: { shopId } }),
      view.api('listTraderDocuments', { params: { traderId: desk.trader.traderId } }),
      q ? view.api('listCrafts', { query: { q, limit: 30 } }) : undefined,
    ])
    return html({
      title: view.t('trader.marks.title'),
      status: problem?.status ?? 200,
      current: '/trade/goods',
      body: (
        <MarksPage
          listing={listing}
          claims={claims.items.filter((claim) => claim.listingId === listingId)}
          documents={documents.items}
          traderId={desk.trader.traderId}
          q={q}
          found={found?.items}
          values={view.form}
          problem={problem}
        />
      ),
    })
  }

  on.get(
    '/trade/goods/:listingId/marks',
    { access: 'signedIn' },
    withShop((view, desk) => show(view, desk)),
  )

  on.post(
    '/trade/goods/:listingId/marks',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const { entryId = '', state = '', district = '', authorisedUser, documentId } = view.form
      const listingId = view.params.listingId!
      const body = {
        ...{ listingId, entryId, state, district: district.trim() },
        authorisedUser: authorisedUser?.trim() || null,
        documentId: documentId || null,
      }
      const done = await attempt(() => view.api('claimMark', { params: { shopId: desk.shop.shopId }, body }))
      if (!done.ok) return show(view, desk, done.problem)
      return seeOther(`/trade/goods/${listingId}/marks`, 'trader.marks.claimed')
    }),
  )

  on.post(
    '/trade/goods/:listingId/marks/:claimId/withdraw',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = { shopId: desk.shop.shopId, claimId: view.params.claimId! }
      await view.api('withdrawClaim', { params })
      return seeOther(`/trade/goods/${view.params.listingId!}/marks`, 'trader.marks.withdrawn')
    }),
  )
}
