import { Announcements } from '../components/index.ts'
import { fragment, html, type View, type WebRoutes } from '../page/index.ts'
import { DeliveriesPage } from './deliveries.view.tsx'
import { deskOf, type ShopDesk, withShop } from './desk.ts'
import { lanesOf, type OrderState } from './orders.data.ts'
import { PastPage, TodayBoard, TodayPage } from './orders.view.tsx'
import { OpenReturns } from './returns.view.tsx'
import { StatusPage, WelcomePage } from './status.view.tsx'

/** Payments to confirm are counted up to so many. */
const mostCounted = 50

const toConfirmOf = async (view: View, traderId: string): Promise<number> =>
  (await view.api('listPaymentsToConfirm', { query: { asTrader: traderId, limit: mostCounted } })).items
    .length

const states = [
  'delivered',
  'cancelled',
  'rejected',
  'undelivered',
  'confirmed',
  'accepted',
  'packed',
  'handedOver',
]
const isState = (text: string | undefined): text is OrderState => states.some((state) => state === text)

/** The door, and what waits for the shop today; older orders and parcels on their way. */
export const orderListPages: WebRoutes = (pages) => {
  const on = pages('trader')

  on.get('/trade', { access: 'anyone' }, async (view) => {
    const desk = view.me && (await deskOf(view))
    const page = { current: '/trade', title: view.t('trader.today.title') }
    if (!desk) return html({ ...page, title: view.t('trader.welcome.title'), body: <WelcomePage /> })
    if (!desk.shop || desk.trader.status !== 'verified') {
      return html({ ...page, body: <StatusPage desk={desk} /> })
    }
    const [lanes, toConfirm, announced, returns] = await Promise.all([
      lanesOf(view, desk.shop.shopId),
      toConfirmOf(view, desk.trader.traderId),
      view.api('listAnnouncements', { query: { audience: 'traders' } }),
      view.api('listShopReturns', { params: { shopId: desk.shop.shopId }, query: { limit: 20 } }),
    ])
    return html({
      ...page,
      islands: ['sound'],
      body: (
        <div class="stack">
          <Announcements items={announced.items} />
          <OpenReturns items={returns.items} />
          <TodayPage desk={desk as ShopDesk} lanes={lanes} toConfirm={toConfirm} />
        </div>
      ),
    })
  })

  // Asked for again and again: so it asks for nothing beyond what it shows.
  on.get('/trade/today/:shopId', { access: 'signedIn' }, async (view) => {
    const shopId = view.params.shopId!
    const { trader = '', paused } = view.query
    const [lanes, toConfirm] = await Promise.all([
      lanesOf(view, shopId),
      trader ? toConfirmOf(view, trader) : 0,
    ])
    return fragment(<TodayBoard lanes={lanes} toConfirm={toConfirm} paused={paused === 'yes'} />)
  })

  on.get(
    '/trade/orders',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const state = isState(view.query.state) ? view.query.state : undefined
      const { items, nextCursor } = await view.api('listShopOrders', {
        params: { shopId: desk.shop.shopId },
        query: {
          limit: 30,
          ...(state ? { state } : {}),
          ...(view.query.cursor ? { cursor: view.query.cursor } : {}),
        },
      })
      const next =
        nextCursor &&
        `/trade/orders?${new URLSearchParams({ ...(state ? { state } : {}), cursor: nextCursor })}`
      return html({
        title: view.t('trader.orders.past'),
        current: '/trade',
        body: <PastPage desk={desk} orders={items} next={next} state={state} />,
      })
    }),
  )

  on.get(
    '/trade/deliveries',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const lanes = await lanesOf(view, desk.shop.shopId)
      const jobs = lanes.flatMap((lane) => lane.jobs).filter(({ shipment }) => shipment !== undefined)
      return html({
        title: view.t('trader.deliveries.title'),
        current: '/trade',
        refreshSeconds: 60,
        body: <DeliveriesPage desk={desk} jobs={jobs} />,
      })
    }),
  )
}
