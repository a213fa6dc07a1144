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
  PaymentPart,
  PaymentPort,
  PaymentRequest,
  PaymentReversal,
  PaymentView,
  RefundView,
} from './orders.ports.ts'
export { type OrderEvent, type OrderState, orderStates, orderTransitions } from './orders.states.ts'
export {
  type Buyer,
  type Drop,
  type Fulfilment,
  type OrderFacts,
  type PaymentMethodName,
  paymentMethods,
} from './orders.types.ts'
export { type PurchaseState, purchaseStates, purchaseTransitions } from './purchases.states.ts'
