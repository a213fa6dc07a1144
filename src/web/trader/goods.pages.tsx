import type { Problem } from '../api/client.ts'
import {
  attempt,
  fragment,
  html,
  problemText,
  samePath,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { withShop } from './desk.ts'
import { countOf, filterOf, type Listing, paiseOf, rupeesOf } from './goods.data.ts'
import { GoodsPage, GoodsRow, goodsUrl, type RowNote } from './goods.view.tsx'
import { ListingPage } from './listing.view.tsx'
import { tradeOf } from './trade.data.ts'

/** Rows of a page: a cheap phone shows them at once. */
const pageLength = 30

type Ref = { shopId: string; listingId: string }
const refOf = (view: View): Ref => view.params as unknown as Ref

/** The goods of a shop, with price and stock changed in place. */
export const goodsPages: WebRoutes = (pages) => {
  const on = pages('trader')

  on.get(
    '/trade/goods',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const filter = filterOf(view.query.show)
      const q = (view.query.q ?? '').trim().slice(0, 100)
      const { items, nextCursor } = await view.api('listListings', {
        params: { shopId: desk.shop.shopId },
        query: {
          limit: pageLength,
          ...(q ? { q } : {}),
          ...(filter === 'out' ? { lowStock: 0 } : {}),
          ...(filter === 'paused' ? { status: 'paused' } : {}),
          ...(view.query.cursor ? { cursor: view.query.cursor } : {}),
        },
      })
      return html({
        title: view.t('trader.nav.goods'),
        current: '/trade/goods',
        body: (
          <GoodsPage
            desk={desk}
            listings={items}
            filter={filter}
            q={q}
            next={nextCursor && goodsUrl(filter, q, nextCursor)}
          />
        ),
      })
    }),
  )

  on.get(
    '/trade/goods/:listingId',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = { shopId: desk.shop.shopId, listingId: view.params.listingId! }
      const listing = await view.api('getListing', { params })
      return html({
        title: view.t('trader.listing.title'),
        current: '/trade/goods',
        body: (
          <ListingPage listing={listing} tiers={desk.trader.tiers} problem={undefined} values={undefined} />
        ),
      })
    }),
  )

  on.post('/trade/shops/:shopId/goods/:listingId', { access: 'signedIn' }, async (view) => {
    const saved = await saveRow(view, refOf(view))
    return answerRow(view, saved)
  })

  for (const [verb, operation] of [
    ['pause', 'pauseListing'],
    ['resume', 'resumeListing'],
  ] as const) {
    on.post(`/trade/shops/:shopId/goods/:listingId/${verb}`, { access: 'signedIn' }, async (view) => {
      const listing = await view.api(operation, { params: refOf(view) })
      const text = view.t(verb === 'pause' ? 'trader.goods.pausedNow' : 'trader.goods.resumedNow')
      return answerRow(view, { listing, note: { tone: 'good', text } })
    })
  }

  on.post(
    '/trade/shops/:shopId/goods/:listingId/trade',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const headers = { 'if-match': `"${view.form.version ?? ''}"` }
      const body = tradeOf(view.form)
      const done = await attempt(() => view.api('setTradeTerms', { params: refOf(view), headers, body }))
      if (done.ok) return seeOther(`/trade/goods/${refOf(view).listingId}`, 'common.form.saved')
      const listing = await view.api('getListing', { params: refOf(view) })
      const refused = { problem: done.problem, values: view.form }
      return html({
        title: view.t('trader.listing.title'),
        status: done.problem.status,
        current: '/trade/goods',
        body: (
          <ListingPage
            listing={listing}
            tiers={desk.trader.tiers}
            problem={undefined}
            values={undefined}
            trade={refused}
          />
        ),
      })
    }),
  )

  on.post(
    '/trade/shops/:shopId/goods/:listingId/terms',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const { form } = view
      const [pricePaise, mrpPaise] = [paiseOf(form.price) ?? -1, paiseOf(form.mrp) ?? -1]
      const body = {
        sku: form.sku ?? '',
        pricePaise,
        mrpPaise,
        soldTo: view.formAll('soldTo') as NonNullable<Listing['soldTo']>,
        confirmDeepDiscount: form.confirmDeepDiscount === 'yes',
      }
      const headers = { 'if-match': `"${form.version ?? ''}"` }
      const done = await attempt(() => view.api('changeListing', { params: refOf(view), headers, body }))
      if (done.ok) return seeOther(`/trade/goods/${refOf(view).listingId}`, 'common.form.saved')
      const listing = await view.api('getListing', { params: refOf(view) })
      return html({
        title: view.t('trader.listing.title'),
        status: done.problem.status,
        current: '/trade/goods',
        body: (
          <ListingPage
            listing={listing}
            tiers={desk.trader.tiers}
            problem={done.problem}
            values={{ ...form, soldTo: view.formAll('soldTo').join(' ') }}
          />
        ),
      })
    }),
  )
}

interface SavedRow {
  listing: Listing
  note: RowNote
  /** What was typed, where it was refused. */
  typed?: { price: string; stock: string }
  status?: number
}

/** The row itself for htmx; for a browser without script the list, or the row alone when it was refused. */
function answerRow(view: View, { listing, note, typed, status = 200 }: SavedRow) {
  if (view.isPartial) return fragment(<GoodsRow listing={listing} note={note} typed={typed} />)
  if (note.tone === 'good') return seeOther(samePath(view.form.back, '/trade/goods'), 'common.form.saved')
  return html({
    title: view.t('trader.nav.goods'),
    status,
    current: '/trade/goods',
    body: (
      <div class="stack">
        <h1>{view.t('trader.nav.goods')}</h1>
        <ul class="wares">
          <GoodsRow listing={listing} note={note} typed={typed} />
        </ul>
      </div>
    ),
  })
}

/**
 * Saves what was changed: the price under the version that the reader saw, the stock as the difference to what the
 * reader saw, so that pieces that were sold meanwhile stay sold.
 */
async function saveRow(view: View, params: Ref): Promise<SavedRow> {
  const { api, form, t } = view
  const typed = { price: form.price ?? '', stock: form.stock ?? '' }
  const [price, stock] = [paiseOf(form.price), countOf(form.stock)]
  const refuse = async (text: string, status = 400): Promise<SavedRow> => ({
    listing: await api('getListing', { params }),
    note: { tone: 'bad', text },
    typed,
    status,
  })
  if (price === undefined) return refuse(t('trader.goods.price.wrong'))
  if (stock === undefined) return refuse(t('trader.goods.stock.wrong'))

  if (price !== paiseOf(form.wasPrice)) {
    const headers = { 'if-match': `"${form.version ?? ''}"` }
    const done = await attempt(() => api('changeListing', { params, headers, body: { pricePaise: price } }))
    if (!done.ok) return refuse(await priceRefusal(view, params, done.problem), done.problem.status)
  }
  const by = stock - (countOf(form.wasStock) ?? stock)
  if (by !== 0) {
    const done = await attempt(() => api('adjustStock', { params, body: { by } }))
    if (!done.ok) return refuse(problemText(view, done.problem), done.problem.status)
  }
  const listing = await api('getListing', { params })
  const text =
    listing.available === stock
      ? t('common.form.saved')
      : t('trader.goods.stock.moved', { n: listing.available })
  return { listing, note: { tone: 'good', text } }
}

async function priceRefusal(view: View, params: Ref, problem: Problem): Promise<string> {
  if (problem.code === 'deepDiscount') return view.t('trader.goods.price.deep')
  if (problem.status !== 412) {
    const isAboveMrp =
      problem.errors?.some(({ code }) => code === 'priceAboveMrp') || problem.code === 'priceAboveMrp'
    return isAboveMrp ? view.t('trader.goods.price.aboveMrp') : problemText(view, problem)
  }
  const { pricePaise } = await view.api('getListing', { params })
  return view.t('trader.goods.stale', { price: `₹${rupeesOf(pricePaise)}` })
}
