import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

const orderRef = z.strictObject({ shopId: wireId('shop'), orderId: wireId('order') })

/** The order stands: it was paid, or will be at the door. The shop may accept it. */
export const orderConfirmed = defineEvent('order.confirmed', orderRef)

/** The parcel is ready to be fetched. Orders that the buyer picks up are told too: see the order's `fulfilment`. */
export const orderPacked = defineEvent('order.packed', orderRef)

/** The order fell through before hand-over: cancelled by the buyer or rejected by the shop. */
export const orderCancelled = defineEvent('order.cancelled', orderRef)

export const orderDelivered = defineEvent('order.delivered', orderRef)

/** Nobody paid in time; the stock went back. */
export const purchaseExpired = defineEvent(
  'purchase.expired',
  z.strictObject({ purchaseId: wireId('purchase') }),
)
