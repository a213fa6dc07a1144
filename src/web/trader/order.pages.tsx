import { contactWords } from '../../delivery/door/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Problem } from '../api/client.ts'
import {
  attempt,
  html,
  ifThere,
  receiptFile,
  sayingOf,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { OrderPage } from './order.view.tsx'
import { jobOf } from './orders.data.ts'

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
    const ofParcel = job.shipment && { params: { shipmentId: job.shipment.shipmentId } }
    const contact = ofParcel && {
      buyer: await view.api('getBuyerContact', ofParcel),
      rider: await view.api('getRiderContact', ofParcel),
    }
    const way =
      ofParcel && job.shipment?.carrier === 'relay' ? await view.api('getWayOfShipment', ofParcel) : undefined
    const pointId = way?.collect?.pointId ?? job.order.pointId
    const point = pointId ? await ifThere(view.api('getPoint', { params: { pointId } })) : undefined
    return html({
      title: view.t('trader.order.title'),
      status: refusal?.problem.status ?? 200,
      current: '/trade',
      body: (
        <OrderPage
          desk={desk}
          job={job}
          returns={returns?.items ?? []}
          contact={contact}
          way={way}
          point={point}
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

  /** Buttons by which the shop says one of these words to buyer or rider, or is joined by telephone. */
  const says = <W extends string>(
    to: 'buyer' | 'rider',
    words: readonly W[],
    say: (
      view: View,
      given: { params: { shipmentId: string }; body: { word?: W; call?: true } },
    ) => Promise<unknown>,
  ) =>
    act(
      `contact/${to}`,
      'contact',
      async (view, { orderId }) => {
        const shipmentId = (await jobOf(view, orderId)).shipment?.shipmentId
        if (!shipmentId) throw notFound('shipment')
        return say(view, { params: { shipmentId }, body: sayingOf(view.form, words) ?? {} })
      },
      'common.contact.sent',
    )
  says('buyer', contactWords.shop.shop, (view, given) => view.api('sayToBuyerAsShop', given))
  says('rider', contactWords.counter.shop, (view, given) => view.api('sayToRiderAsShop', given))
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
