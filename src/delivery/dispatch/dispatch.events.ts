import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

/** A durable timer: the search for a parcel goes on. Out of date when the parcel's own number is another. */
export const searchDue = defineEvent(
  'search.due',
  z.strictObject({ shopId: wireId('shop'), shipmentId: wireId('shipment'), look: z.int() }),
)

/** A booking that may stand at a provider and must not: it is cancelled there, for as long as that takes. */
export const bookingUnwanted = defineEvent(
  'booking.unwanted',
  z.strictObject({
    shopId: wireId('shop'),
    offerId: wireId('offer'),
    /** 0 for the first try. */
    attempt: z.int(),
  }),
)
