import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { chooseDesk, deskOf, desksOf, type ShopDesk, withDesk, withShop } from './desk.ts'
import { ChoosePage } from './desk.view.tsx'
import { stepUrl } from './register.view.tsx'
import { type ShopValues, shopBodyOf, shopErrorsOf, shopValues, valuesOfForm } from './shop.forms.ts'
import { BusinessPage, ShopEditPage, ShopPage } from './shop.view.tsx'

const dayMs = 24 * 3_600_000
/** India's clock is 5 h 30 min ahead of UTC. */
const dateInIndia = (daysOn: number): string =>
  new Date(Date.now() + 5.5 * 3_600_000 + daysOn * dayMs).toISOString().slice(0, 10)

/** PINs around a shop that the map shows. */
const pinsShown = 50

/** The shop itself: what customers see of it, hours, reach, pause; the business behind it. */
export const shopPages: WebRoutes = (pages) => {
  const on = pages('trader')

  on.get(
    '/trade/shop',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const { lat, lng } = desk.shop.point
      const around = await view.api('nearestPins', { query: { lat, lng, limit: pinsShown } })
      return html({
        title: view.t('trader.nav.shop'),
        current: '/trade/shop',
        body: <ShopPage desk={desk} around={around.items} today={dateInIndia(0)} />,
      })
    }),
  )

  const editPage = (
    view: View,
    desk: ShopDesk,
    values: ShopValues,
    problem?: Parameters<typeof ShopEditPage>[0]['problem'],
  ) =>
    html({
      title: view.t('trader.shop.edit'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      islands: ['place'],
      body: (
        <ShopEditPage
          desk={desk}
          values={values}
          errors={shopErrorsOf(view, problem)}
          problem={problem}
          then={view.query.then ?? view.form.then}
        />
      ),
    })

  on.get(
    '/trade/shop/edit',
    { access: 'signedIn' },
    withShop((view, desk) => editPage(view, desk, shopValues(desk.shop, desk.trader))),
  )

  on.post(
    '/trade/shop/edit/:shopId',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const { shopId } = view.params as { shopId: string }
      const before = desk.shops.find((shop) => shop.shopId === shopId)
      const body = shopBodyOf(view, before)
      const changed = await attempt(() => view.api('changeShop', { params: { shopId }, body }))
      if (!changed.ok) return editPage(view, desk, valuesOfForm(view), changed.problem)
      return view.form.then === 'check'
        ? seeOther(stepUrl(desk.trader, 'check'), 'common.form.saved')
        : seeOther(
            '/trade/shop',
            changed.value.warnings.length > 0 ? 'trader.shop.farFromPin' : 'common.form.saved',
          )
    }),
  )

  on.post('/trade/shop/:shopId/pause', { access: 'signedIn' }, async (view) => {
    const params = { shopId: view.params.shopId! }
    const paused = view.form.paused === 'yes'
    await view.api(paused ? 'pauseShop' : 'resumeShop', { params })
    return seeOther('/trade/shop', paused ? 'trader.shop.paused' : 'trader.shop.resumed')
  })

  // Closed today, or on another day: one press, and one to take it back.
  on.post(
    '/trade/shop/:shopId/closed',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const { shopId } = view.params as { shopId: string }
      const shop = desk.shops.find((one) => one.shopId === shopId) ?? desk.shop
      const date = view.form.date ?? ''
      const others = (shop.hours.closedDates ?? []).filter((one) => one !== date && one >= dateInIndia(0))
      const closedDates = view.form.open === 'yes' ? others : [...others, date].sort()
      const body = { hours: { week: shop.hours.week, closedDates } }
      const changed = await attempt(() => view.api('changeShop', { params: { shopId }, body }))
      if (!changed.ok) return seeOther('/trade/shop', 'trader.shop.closed.wrong')
      return seeOther(
        '/trade/shop',
        view.form.open === 'yes' ? 'trader.shop.opened' : 'trader.shop.closed.done',
      )
    }),
  )

  on.get(
    '/trade/shop/business',
    { access: 'signedIn' },
    withDesk((view, desk) =>
      html({
        title: view.t('trader.shop.tab.business'),
        current: '/trade/shop',
        body: <BusinessPage desk={desk} />,
      }),
    ),
  )

  on.get('/trade/choose', { access: 'signedIn' }, async (view) =>
    (await deskOf(view))
      ? html({ title: view.t('trader.desk.choose'), body: <ChoosePage desks={await desksOf(view)} /> })
      : seeOther('/trade'),
  )

  on.post('/trade/choose', { access: 'signedIn' }, (view) => {
    const { traderId = '', shopId = '' } = view.form
    if (view.me?.parties.some(({ id }) => id === traderId)) chooseDesk(view, traderId, shopId || undefined)
    return seeOther('/trade')
  })
}
