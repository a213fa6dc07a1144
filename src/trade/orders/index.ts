import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import { addressRoutes } from './addresses.routes.ts'
import { createAddresses } from './addresses.service.ts'
import { createBill } from './bill.service.ts'
import { cartRoutes } from './cart.routes.ts'
import { createCart } from './cart.service.ts'
import { checkoutRoutes } from './checkout.routes.ts'
import { createCheckout } from './checkout.service.ts'
import { keptByShop, ordersByShop, ordersByState } from './figures.store.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { createOrderFlow } from './orders.flow.ts'
import { createHoldSeveral } from './orders.marks.ts'
import { createOrdersPolicy } from './orders.policy.ts'
import { orderRoutes } from './orders.routes.ts'
import { createOrdersService } from './orders.service.ts'
import { priceRoutes } from './price.routes.ts'
import { purchaseRoutes } from './purchases.routes.ts'
import { createPurchases } from './purchases.service.ts'
import { createQuoter } from './quote.service.ts'
import { createReorder } from './reorder.service.ts'
import { createReturned } from './returned.service.ts'
import { salesRoutes } from './sales.routes.ts'
import { settledOrders } from './settled.store.ts'

export { type Credit, spread } from './credit.rules.ts'
export type { OrdersDeps } from './orders.deps.ts'
export {
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderPacked,
  purchaseExpired,
} from './orders.events.ts'
export type {
  CashCollected,
  DeliveryEstimatePort,
  DeliveryEstimateRequest,
  DropPointPort,
  DuePurchase,
  PaymentPart,
  PaymentPort,
  PaymentRequest,
  PaymentReversal,
  PaymentView,
  RefundView,
} from './orders.ports.ts'
export { type OrderEvent, type OrderState, orderStates, orderTransitions } from './orders.states.ts'
export {
  type AskedStep,
  type Buyer,
  type Drop,
  type DropPoint,
  type Fulfilment,
  type HeldOrders,
  type Marked,
  type MarkedSeveral,
  type OrderFacts,
  type OrderGoods,
  type PaymentMethodName,
  paymentMethods,
} from './orders.types.ts'
export type { PurchaseFacts } from './purchases.service.ts'
export {
  type PurchaseState,
  purchaseOutcome,
  purchaseStates,
  purchaseTransitions,
} from './purchases.states.ts'
export { goodsOf } from './quote.rules.ts'
export type { Bought, BoughtLine, TakenBack } from './returned.service.ts'
export type { SettledOrder } from './settled.store.ts'

/** Orders listen to nothing: what happens to them is told by calls in one transaction. */
export const ordersConsumers: readonly Consumer[] = []

/** How often unpaid purchases are looked for. */
const expiryEveryMs = 5_000

/** Carts, checkout, purchases and orders. */
export function createOrders(deps: OrdersDeps) {
  const policy = createOrdersPolicy(deps)
  const quoter = createQuoter(deps)
  const flow = createOrderFlow(deps)
  const addresses = createAddresses(deps)
  const cart = createCart({ ...deps, policy })
  const checkout = createCheckout({ ...deps, quoter, policy })
  const purchases = createPurchases({ ...deps, flow, policy })
  const orders = createOrdersService({ ...deps, flow, policy })

  const reorder = createReorder({ ...deps, policy, cart })
  const returned = createReturned(deps)
  const bill = createBill({ ...deps, orders })

  const routes: Routes = (app) => {
    addressRoutes({ ...deps, addresses })(app)
    cartRoutes({ ...deps, cart, policy })(app)
    priceRoutes({ db: deps.db, catalogue: deps.catalogue, traders: deps.traders, policy })(app)
    checkoutRoutes({ ...deps, quoter, checkout, addresses, policy })(app)
    purchaseRoutes({ ...deps, purchases, policy, reorder })(app)
    orderRoutes({ ...deps, orders, policy, bill })(app)
    salesRoutes({ ...deps, policy })(app)
  }

  return {
    /** Buys a cart inside the transaction that is given; see `CheckoutRequest`. */
    checkout,
    /** Confirms a purchase whose money is there; in the transaction that books it. */
    markPaid: purchases.markPaid,
    /** Locks a purchase and answers its facts: take this lock before any other row of the purchase. */
    lockPurchase: purchases.lockPurchase,
    purchaseFor: purchases.purchaseFor,
    purchasesPage: purchases.purchasesPage,
    /** Facts of an order, with the buyer's address: hand on only what the step needs. */
    orderFor: orders.orderFor,
    ordersFor: orders.ordersFor,
    statesOf: orders.statesOf,
    /** Order, purchase and the sides (`buyer`, `shop`) on which the person stands; strangers get `notFound`. */
    orderForPerson: orders.forParty,
    /** Whether the person is the buyer, or works for the trader that is. */
    isBuyer: policy.isBuyer,
    /** Each answers what the order's table says: `moved`, or `stay` (known already), or `refuse`. */
    markHandedOver: orders.markHandedOver,
    markDelivered: orders.markDelivered,
    markUndelivered: orders.markUndelivered,
    /** Holds many orders at once, for hand-overs and deliveries. */
    holdSeveral: createHoldSeveral(deps),
    /** What was bought, and goods that came back after delivery. */
    bought: returned.bought,
    takeBack: returned.takeBack,
    /** What bears on paying their traders. */
    settledOrders,
    expireUnpaid: purchases.expireUnpaid,
    /** Counts for operators. */
    figures: { byState: ordersByState, byShop: ordersByShop },
    /** What orders say of shops: delivered, and turned away. */
    keptByShop,
    routes,
    consumers: ordersConsumers,
    subscriptions: async (): Promise<Subscription[]> => [],
    upkeep: [{ name: 'orders.expireUnpaid', everyMs: expiryEveryMs, run: purchases.expireUnpaid }],
  }
}

export type Orders = ReturnType<typeof createOrders>
