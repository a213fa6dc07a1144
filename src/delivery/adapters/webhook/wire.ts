import { z } from 'zod'

/**
 * What a delivery provider serves, as shapes: `openapi/delivery-provider.yaml` is made from these. What we
 * send is described strictly; of what we get, only the fields that matter are read, and read with bounds.
 */

const pin = z
  .string()
  .regex(/^[1-9][0-9]{5}$/)
  .describe('PIN code, six digits')
const point = z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) })
const side = z.int().min(1)
const paise = z.int().min(0).max(1_000_000_000_000)
export const referenceShape = z
  .string()
  .regex(/^off_[0-9a-z]{26}$/)
  .describe('Our reference of the booking: the same however often a request is sent again')

const parcel = {
  pickup: z.strictObject({ pin, point }),
  drop: z.strictObject({ pin }).describe('The address is shown once you have accepted'),
  distanceMetres: z.int().min(0).describe('As the crow flies'),
  weightGrams: z.int().min(0),
  food: z.boolean(),
  cold: z.boolean().describe('Has to stay cold on the way'),
  reverse: z.boolean().describe('Fetched at a buyer’s door and brought back to the shop'),
  size: z
    .strictObject({ lengthMm: side, widthMm: side, heightMm: side })
    .optional()
    .describe('Outer size in millimetres, where it is known'),
  codPaise: paise.describe('Cash to be collected at the door; 0 when it is paid'),
}

export const quoteRequest = z.strictObject(parcel)
export const bookingRequest = z.strictObject({
  reference: referenceShape,
  shipmentId: z
    .string()
    .regex(/^shm_[0-9a-z]{26}$/)
    .describe('For GET /v1/provider/shipments/{shipmentId} of the market'),
  ...parcel,
  pricePaise: paise.describe('What you are paid: your quote, or by your rate card'),
  decideBy: z.iso
    .datetime({ offset: true })
    .describe('Until when a booking is decided; what comes later is declined'),
})
export const updateRequest = z.strictObject({
  shipmentId: z
    .string()
    .regex(/^shm_[0-9a-z]{26}$/)
    .describe('Where the parcel is read now, with all that the rider has to know'),
  attempt: z.int().min(1).describe('After which attempt; a later number replaces an earlier one'),
  answer: z
    .enum(['again', 'slot', 'address', 'neighbour', 'point', 'return'])
    .describe(
      'again: try again; slot: in this time; address: look at the address again; neighbour: the neighbour named on the parcel may take it; point: bring it to the point named on the parcel; return: bring it back to the shop',
    ),
  slot: z
    .strictObject({ from: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }) })
    .nullable(),
})

export const cancelRequest = z.strictObject({ reason: z.string().max(500) })

const reason = z
  .string()
  .overwrite((text) => text.slice(0, 500))
  .describe('Why not, in words')
// A yes is a yes even if what comes with it is of no use.
const booked = {
  providerReference: z
    .string()
    .max(200)
    .optional()
    .catch(undefined)
    .describe('Your own number of the parcel'),
  trackingUrl: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional()
    .catch(undefined)
    .describe('Where the buyer can follow it'),
}

export const quoteAnswer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('quoted'), pricePaise: paise, minutes: z.int().min(1).max(43_200) }),
  z.object({ decision: z.literal('declined'), reason: reason.optional() }),
])

export const bookingAnswer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('accepted'), ...booked }),
  z.object({ decision: z.literal('declined'), reason: reason.optional() }),
  z.object({ decision: z.literal('pending') }),
])

export const statusAnswer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('accepted'), ...booked }),
  z.object({ decision: z.literal('declined'), reason: reason.optional() }),
  z.object({ decision: z.literal('cancelled'), reason: reason.optional() }),
  z.object({ decision: z.literal('pending') }),
])

export const cancelAnswer = z.object({ cancelled: z.boolean(), reason: reason.optional() })
