import { refuseAll, type Transitions } from '../../kernel/states.ts'

export const orderStates = [
  'awaitingPayment',
  'confirmed',
  'accepted',
  'packed',
  'handedOver',
  'delivered',
  'cancelled',
  'rejected',
  'expired',
  'undelivered',
] as const
export type OrderState = (typeof orderStates)[number]

export const orderEvents = [
  'pay',
  'accept',
  'reject',
  'pack',
  'cancel',
  'expire',
  'handOver',
  'deliver',
  'undeliver',
] as const
export type OrderEvent = (typeof orderEvents)[number]

const row = (except: Partial<Record<OrderEvent, OrderState | 'stay'>>) => refuseAll(orderEvents, except)

/**
 * What happens to an order. `cancel` is the buyer's, before hand-over; `reject` the shop's. A parcel that is
 * told as delivered without its hand-over was handed over: news may come in any order.
 */
export const orderTransitions: Transitions<OrderState, OrderEvent> = {
  awaitingPayment: row({ pay: 'confirmed', cancel: 'cancelled', expire: 'expired' }),
  confirmed: row({ pay: 'stay', accept: 'accepted', reject: 'rejected', cancel: 'cancelled' }),
  accepted: row({ pay: 'stay', accept: 'stay', pack: 'packed', reject: 'rejected', cancel: 'cancelled' }),
  packed: row({
    pay: 'stay',
    accept: 'stay',
    pack: 'stay',
    reject: 'rejected',
    cancel: 'cancelled',
    handOver: 'handedOver',
    deliver: 'delivered',
  }),
  handedOver: row({
    pay: 'stay',
    accept: 'stay',
    pack: 'stay',
    handOver: 'stay',
    deliver: 'delivered',
    undeliver: 'undelivered',
  }),
  delivered: row({ pay: 'stay', accept: 'stay', pack: 'stay', handOver: 'stay', deliver: 'stay' }),
  cancelled: row({ cancel: 'stay' }),
  rejected: row({ reject: 'stay' }),
  expired: row({ expire: 'stay' }),
  undelivered: row({ handOver: 'stay', undeliver: 'stay' }),
}

export const terminalOrderStates = ['delivered', 'cancelled', 'rejected', 'expired', 'undelivered'] as const

export const isOrderOver = (state: OrderState): boolean =>
  (terminalOrderStates as readonly OrderState[]).includes(state)

/** Whether the buyer owes for an order in this state: what fell through is owed no longer. */
export const isOrderOwed = (state: OrderState): boolean => state === 'delivered' || !isOrderOver(state)

/** Whether the shop's stock is still reserved for an order in this state. */
export const isStockReserved = (state: OrderState): boolean =>
  state === 'awaitingPayment' || state === 'confirmed' || state === 'accepted' || state === 'packed'
