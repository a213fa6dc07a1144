import { refuseAll, type Transitions } from '../../kernel/states.ts'
import { isOrderOver, type OrderState } from './orders.states.ts'

export const purchaseStates = ['awaitingPayment', 'confirmed', 'completed', 'cancelled', 'expired'] as const
export type PurchaseState = (typeof purchaseStates)[number]

export const purchaseEvents = ['pay', 'expire', 'cancel', 'complete'] as const
export type PurchaseEvent = (typeof purchaseEvents)[number]

const row = (except: Partial<Record<PurchaseEvent, PurchaseState | 'stay'>>) =>
  refuseAll(purchaseEvents, except)

/** `cancel` and `complete` follow from the orders: see `purchaseOutcome`. */
export const purchaseTransitions: Transitions<PurchaseState, PurchaseEvent> = {
  awaitingPayment: row({ pay: 'confirmed', expire: 'expired', cancel: 'cancelled' }),
  confirmed: row({ pay: 'stay', cancel: 'cancelled', complete: 'completed' }),
  completed: row({ pay: 'stay', complete: 'stay' }),
  cancelled: row({ cancel: 'stay' }),
  expired: row({ expire: 'stay' }),
}

/** What the orders' states make of their purchase; undefined while any of them is under way. */
export function purchaseOutcome(orders: readonly OrderState[]): 'complete' | 'cancel' | undefined {
  if (!orders.every(isOrderOver)) return undefined
  return orders.includes('delivered') ? 'complete' : 'cancel'
}
