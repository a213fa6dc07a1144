import type { Problem } from '../api/client.ts'
import {
  attempt,
  fragment,
  html,
  ifThere,
  type PageResult,
  receiptFile,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { asBuyer, buyersOf } from './buyer.ts'
import { BuyerBar } from './buyer.view.tsx'
import { HistoryPage } from './history.view.tsx'
import { type OrderFacts, OrderPage, OrderState } from './order.view.tsx'
import { isOver } from './order-states.tsx'
import { PurchasePage, PurchaseState } from './purchase.view.tsx'

type Order = OrderFacts['order']

/** What was bought: history, a purchase with its orders, and each order as it comes. */
export const orderPages: WebRoutes = (pages) => {
  const on = pages('consumer')
  const signedIn = { access: 'signedIn' } as const

  on.get('/orders', signedIn, async (view) => {
    const buyer = await asBuyer(view)
    const page = await view.api('listPurchases', {
      query: { ...buyer, limit: 10, cursor: view.query.cursor },
    })
    const details = await Promise.all(
      page.items.flatMap(({ orders }) => orders.map(({ orderId }) => orderOf(view, orderId))),
    )
    const byId = new Map(details.map((order) => [order.orderId, order]))
    return html({
      title: view.t('consumer.orders.title'),
      current: '/orders',
      body: (
        <>
          <BuyerBar buyers={await buyersOf(view)} />
          <HistoryPage page={page} orders={byId} />
        </>
      ),
    })
  })

  on.get('/purchases/:purchaseId', signedIn, async (view) => {
    const facts = await purchaseOf(view)
    return html({
      title: view.t('consumer.purchase.title'),
      current: '/orders',
      refreshSeconds: facts.purchase.closedAt ? undefined : 60,
      body: <PurchasePage {...facts} />,
    })
  })
  on.get('/purchases/:purchaseId/live', signedIn, async (view) =>
    fragment(<PurchaseState {...(await purchaseOf(view))} />),
  )

  on.post('/purchases/:purchaseId/reorder', signedIn, async (view) => {
    const { notAsBefore } = await view.api('reorder', { params: { purchaseId: view.params.purchaseId! } })
    return notAsBefore.length === 0
      ? seeOther('/basket', 'consumer.purchase.again')
      : seeOther('/basket', 'consumer.purchase.againPartly', {
          n: notAsBefore.length,
          names: notAsBefore
            .map(({ name }) => name)
            .slice(0, 3)
            .join(', '),
        })
  })

  on.get('/orders/:orderId', signedIn, async (view) => {
    const facts = await factsOf(view)
    return html({
      title: view.t('consumer.order.title', { shop: facts.order.seller?.shopName ?? '' }),
      current: '/orders',
      refreshSeconds: facts.order.closedAt ? undefined : 30,
      body: <OrderPage {...facts} />,
    })
  })
  on.get('/orders/:orderId/live', signedIn, async (view) =>
    fragment(<OrderState {...(await factsOf(view))} />),
  )

  on.get('/orders/:orderId/receipt.json', signedIn, async (view) =>
    receiptFile(view, (await factsOf(view)).shipment?.shipmentId),
  )

  on.post('/orders/:orderId/rating', signedIn, async (view) => {
    const { orderId } = view.params
    const { stars, text } = view.form
    const rated = await attempt(() =>
      view.api('rateOrder', {
        params: { orderId: orderId! },
        body: { stars: Number(stars), text: text?.trim() || null },
      }),
    )
    if (rated.ok) return seeOther(`/orders/${orderId}`, 'consumer.rate.thanks')
    return orderAgain(view, rated.problem)
  })
}

/** The page of an order with what was refused of a form on it. */
export async function orderAgain(view: View, problem: Problem): Promise<PageResult> {
  const facts = await factsOf(view)
  return html({
    title: view.t('consumer.order.title', { shop: facts.order.seller?.shopName ?? '' }),
    current: '/orders',
    status: problem.status,
    body: <OrderPage {...facts} problem={problem} typed={view.form} />,
  })
}

const orderOf = (view: View, orderId: string): Promise<Order> => view.api('getOrder', { params: { orderId } })

async function purchaseOf(view: View) {
  const purchase = await view.api('getPurchase', { params: { purchaseId: view.params.purchaseId! } })
  const orders = await Promise.all(purchase.orders.map(({ orderId }) => orderOf(view, orderId)))
  return { purchase, orders }
}

/** All that the page of an order shows: the order, its parcel, its shop, and what the buyer said of it. */
async function factsOf(view: View): Promise<OrderFacts> {
  const orderId = view.params.orderId!
  const order = await orderOf(view, orderId)
  const params = { orderId }
  const [shipments, shop, rating, returns] = await Promise.all([
    view.api('listShipmentsOfOrder', { params, query: { as: 'buyer' } }),
    // A shop may have been closed since; then its facts on the order are all there is.
    view.api('getShop', { params: { shopId: order.shopId } }).catch(() => undefined),
    order.state === 'delivered' ? view.api('getOrderRating', { params }) : undefined,
    order.state === 'delivered'
      ? view.api('listReturnsOfOrder', { params, query: { as: 'buyer' } })
      : undefined,
  ])
  const shipment = shipments.items.at(-1)
  const door = shipment && (await view.api('getDoor', { params: { shipmentId: shipment.shipmentId } }))
  const ofParcel = shipment && { params: { shipmentId: shipment.shipmentId } }
  const contact = ofParcel && {
    rider: await view.api('getContact', ofParcel),
    shop: await view.api('getShopContact', ofParcel),
  }
  const collect = await collectOf(view, order, shipment)
  return { order, shipment, shop, rating, door, contact, returns, collect }
}

/** The point where an order is fetched, or was: chosen at checkout, or at the door since. */
async function collectOf(view: View, order: Order, shipment: OrderFacts['shipment']) {
  const way =
    shipment?.carrier === 'relay' && !isOver(order.state)
      ? await view.api('getWayOfShipment', { params: { shipmentId: shipment.shipmentId } })
      : undefined
  const pointId = way?.collect?.pointId ?? order.pointId
  const point = pointId && (await ifThere(view.api('getPoint', { params: { pointId } })))
  return point ? { point, until: way?.collect?.until ?? null } : undefined
}
