import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { bodyOf, mostLines, type RefusedList, valuesOf, valuesOfList } from './price-lists.data.ts'
import { PriceListPage, PriceListsPage } from './price-lists.view.tsx'

const at = '/trade/goods/price-lists'

/** Prices for buyers by name: make, change, remove. */
export const priceListPages: WebRoutes = (pages) => {
  const on = pages('trader')

  on.get(
    at,
    { access: 'signedIn' },
    withShop(async (view, { shop }) => {
      const { cursor } = view.query
      const lists = await view.api('listPriceLists', {
        params: { shopId: shop.shopId },
        query: cursor ? { cursor } : {},
      })
      return html({
        title: view.t('trader.lists.title'),
        current: '/trade/goods',
        body: <PriceListsPage lists={lists} />,
      })
    }),
  )

  const form = (view: View, listId: string | undefined, version: number, refused?: RefusedList) =>
    html({
      title: view.t('trader.lists.new'),
      status: refused ? (refused.problem?.status ?? 422) : 200,
      current: '/trade/goods',
      body: (
        <PriceListPage listId={listId} version={version} values={valuesOf(view.form)} refused={refused} />
      ),
    })

  on.get(
    `${at}/new`,
    { access: 'signedIn' },
    withShop((view) => form(view, undefined, 0)),
  )

  const save = async (view: View, { shop }: ShopDesk, listId: string | undefined) => {
    const { shopId } = shop
    const version = Number(view.form.version ?? 0)
    const { unknown, body } = await bodyOf(view, shopId, valuesOf(view.form))
    if (unknown.length > 0) return form(view, listId, version, { unknown })
    const headers = { 'if-match': `"${version}"` }
    const done = await attempt(async () => {
      if (listId) await view.api('replacePriceList', { params: { shopId, listId }, headers, body })
      else await view.api('createPriceList', { params: { shopId }, body })
    })
    return done.ok
      ? seeOther(at, 'common.form.saved')
      : form(view, listId, version, { problem: done.problem, unknown })
  }

  on.post(
    `${at}/new`,
    { access: 'signedIn' },
    withShop((view, desk) => save(view, desk, undefined)),
  )

  on.get(
    `${at}/:listId`,
    { access: 'signedIn' },
    withShop(async (view, { shop }) => {
      const listId = view.params.listId!
      const list = await view.api('getPriceList', { params: { shopId: shop.shopId, listId } })
      return html({
        title: list.name,
        current: '/trade/goods',
        body: (
          <PriceListPage
            listId={listId}
            version={list.version}
            values={await valuesOfList(view, list)}
            refused={undefined}
            tooLong={list.prices.length > mostLines}
          />
        ),
      })
    }),
  )

  on.post(
    `${at}/:listId`,
    { access: 'signedIn' },
    withShop((view, desk) => save(view, desk, view.params.listId!)),
  )

  on.post(
    `${at}/:listId/remove`,
    { access: 'signedIn' },
    withShop(async (view, { shop }) => {
      const params = { shopId: shop.shopId, listId: view.params.listId! }
      const headers = { 'if-match': `"${view.form.version ?? ''}"` }
      const done = await attempt(() => view.api('removePriceList', { params, headers }))
      if (done.ok) return seeOther(at, 'trader.lists.removed')
      return form(view, params.listId, Number(view.form.version), { problem: done.problem, unknown: [] })
    }),
  )
}
