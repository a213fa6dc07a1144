import type { Problem } from '../api/client.ts'
import { Announcements } from '../components/index.ts'
import { attempt, fragment, html, receiptFile, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { DeliveriesPage } from './deliveries.view.tsx'
import { deskOf, type ShopDesk, withShop } from './desk.ts'
import { OrderPage } from './order.view.tsx'
import { jobOf, lanesOf, type OrderState } from './orders.data.ts'
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

/** One order, and what the shop does with it. */
export const orderPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const orderPage = async (view: View, desk: ShopDesk, refusal?: { problem: Problem; refused: string }) => {
    const job = await jobOf(view, view.params.orderId!)
    const returns =
      job.order.state === 'delivered'
        ? await view.api('listReturnsOfOrder', {
            params: { orderId: job.order.orderId },
            query: { as: 'shop' },
          })
        : undefined
    return html({
      title: view.t('trader.order.title'),
      status: refusal?.problem.status ?? 200,
      current: '/trade',
      body: (
        <OrderPage
          desk={desk}
          job={job}
          returns={returns?.items ?? []}
          {...(refusal ? { ...refusal, typed: view.form } : {})}
        />
      ),
    })
  }

  on.get(
    '/trade/orders/:orderId',
    { access: 'signedIn' },
    withShop((view, desk) => orderPage(view, desk)),
  )
  on.get(
    '/trade/orders/:orderId/receipt.json',
    { access: 'signedIn' },
    withShop(async (view) =>
      receiptFile(view, (await jobOf(view, view.params.orderId!)).shipment?.shipmentId),
    ),
  )

  /** A button of the order: done, back to where it was pressed; refused, the page with the reason. */
  const act = (
    path: string,
    refused: string,
    work: (view: View, params: { orderId: string }) => Promise<unknown>,
    notice: Parameters<typeof seeOther>[1],
  ) =>
    on.post(
      `/trade/orders/:orderId/${path}`,
      { access: 'signedIn' },
      withShop(async (view, desk) => {
        const orderId = view.params.orderId!
        const done = await attempt(() => work(view, { orderId }))
        if (!done.ok) return orderPage(view, desk, { problem: done.problem, refused })
        return seeOther(view.form.from === 'today' ? '/trade' : `/trade/orders/${orderId}`, notice)
      }),
    )

  const reasonOf = ({ form }: View) => ({ reason: form.reason ?? '' })

  act(
    'accept',
    'accept',
    (view, params) => {
      const prepMinutes = Number(view.form.minutes)
      return view.api('acceptOrder', { params, body: prepMinutes > 0 ? { prepMinutes } : {} })
    },
    'trader.order.accepted',
  )
  act(
    'pack',
    'pack',
    ({ api, form }, params) =>
      api('packOrder', {
        params,
        body: {
          ...(form.weightGrams ? { weightGrams: Number(form.weightGrams) } : {}),
          ...(form.sure === 'yes' ? { sure: true } : {}),
        },
      }),
    'trader.order.packed',
  )
  act(
    'reject',
    'reject',
    (view, params) => view.api('rejectOrder', { params, body: reasonOf(view) }),
    'trader.order.rejected',
  )
  act(
    'lines/:lineId/cancel',
    'line',
    (view, params) =>
      view.api('cancelOrderLine', {
        params: { ...params, lineId: view.params.lineId! },
        body: reasonOf(view),
      }),
    'trader.line.done',
  )
  act(
    'collected',
    'collected',
    (view, params) => view.api('collectOrder', { params }),
    'trader.order.collected.done',
  )

  const ofReturn = (view: View) => ({ returnId: view.params.returnId! })
  act(
    'returns/:returnId/accept',
    'return',
    (view) => view.api('acceptReturn', { params: ofReturn(view) }),
    'trader.return.accepted',
  )
  act(
    'returns/:returnId/refuse',
    'return',
    (view) => view.api('refuseReturn', { params: ofReturn(view), body: reasonOf(view) }),
    'trader.return.refused',
  )
  act(
    'returns/:returnId/receive',
    'return',
    (view) => view.api('receiveReturn', { params: ofReturn(view) }),
    'trader.return.received',
  )
  act(
    'returns/:returnId/restock',
    'return',
    (view) => view.api('restockReturn', { params: ofReturn(view), body: {} }),
    'trader.return.restocked',
  )

  const parcel = (view: View) => ({ shipmentId: view.params.shipmentId! })
  act(
    'parcel/:shipmentId/self',
    'self',
    (view) => view.api('deliverMyself', { params: parcel(view) }),
    'trader.parcel.self.done',
  )
  act(
    'parcel/:shipmentId/retry',
    'retry',
    (view) => view.api('retrySearch', { params: parcel(view) }),
    'trader.parcel.retry.done',
  )
  act(
    'parcel/:shipmentId/back',
    'back',
    (view) => view.api('takeBackFromPost', { params: parcel(view) }),
    'trader.parcel.back.done',
  )
  act('parcel/:shipmentId/tell', 'tell', (view) => tell(view, parcel(view)), 'trader.errand.told')
}

type Told = 'outForDelivery' | 'delivered' | 'deliveryFailed' | 'returned'
const told: readonly Told[] = ['outForDelivery', 'delivered', 'deliveryFailed', 'returned']

const tell = ({ api, form }: View, params: { shipmentId: string }) => {
  const status = told.find((one) => one === form.status) ?? 'outForDelivery'
  return api('tellShipment', {
    params,
    body: {
      status,
      ...(form.reason ? { reason: form.reason } : {}),
      ...(status === 'delivered' && form.deliveryCode
        ? { deliveryCode: form.deliveryCode.replaceAll(/\s/g, '') }
        : {}),
      ...(status === 'delivered' && form.cash === 'yes' ? { cashCollectedPaise: Number(form.codPaise) } : {}),
    },
  })
}
