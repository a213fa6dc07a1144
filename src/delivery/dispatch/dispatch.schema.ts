import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wirePoint, wireText } from '../../platform/http/index.ts'
import { attentionShape, photoUrl, pickupFound, receivedBy } from '../shipments/index.ts'
import { strategies } from './dispatch.rules.ts'

/** Wire shapes of dispatch. */

export const providerParams = z.strictObject({ providerId: wireId('provider') })

const code = z.string().regex(/^[0-9]{6}$/, 'must be six digits')

/** A rider as its provider calls it. No name of a person is needed. */
export const riderId = z.string().regex(/^[A-Za-z0-9_.:-]{1,60}$/, 'must be 1 to 60 of A-Z a-z 0-9 _ . : -')

/** What a provider tells of a booking; signed by Standard Webhooks. */
export const providerEventBody = z.strictObject({
  eventId: z
    .string()
    .regex(/^[!-~]{1,100}$/, 'must be 1 to 100 visible ASCII characters')
    .describe('Your own id of the event: it takes effect once, however often it is sent'),
  reference: wireId('offer').describe('Reference of the booking'),
  status: wireText(60).describe(
    'booked, declined, cancelled, agentAssigned, atPickup, pickedUp, inTransit, atHub, outForDelivery, atDrop, delivered, deliveryFailed, returning, returned, lost, disposed. Any other word is kept and moves nothing.',
  ),
  occurredAt: wireInstant,
  location: wirePoint.optional(),
  handoverCode: code.optional().describe('With pickedUp: the code that the shop shows'),
  deliveryCode: code.optional().describe('With delivered: the code that the buyer shows'),
  photoUrl: photoUrl
    .optional()
    .describe('With delivered, instead of the code: a photo, with a location at the door'),
  reason: wireText(500).optional(),
  awb: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z./-]{3,29}$/, 'must be 4 to 30 letters, digits, dots, slashes or hyphens')
    .optional()
    .describe('Your own number of the parcel (airway bill), once you have it: it stands on label and page'),
  cashCollectedPaise: wirePaise.optional().describe('With delivered, where cash is due: exactly that sum'),
  riderId: riderId
    .optional()
    .describe(
      'Your own name of the rider: its cash is counted until you report that it was handed in. With agentAssigned, 409 riderHasTooMuchCash asks for another one.',
    ),
  receivedBy: receivedBy.optional(),
  found: pickupFound.optional(),
})

const sum = z.int().min(0)
export const scoreParts = z
  .strictObject({ price: sum, time: sum, reliability: sum, load: sum })
  .describe('What the score is made of, in paise; GET /v1/dispatch/weights tells how')
const candidate = z.strictObject({
  providerId: wireId('provider'),
  name: z.string(),
  pricePaise: sum,
  minutes: sum,
  score: sum.describe('Less is better: the sum of its parts'),
  parts: scoreParts,
  priceFrom: z.enum(['rateCard', 'quote']),
  newcomer: z.boolean(),
  lost: z.string().nullable().describe('Why another came first; null for the first'),
  why: z.string().nullable().describe('The same in words'),
  lentTo: wireId('provider').nullable().describe('For whom it carries the parcel, by an agreement'),
})
export const decisionView = z.strictObject({
  number: z.int().min(1),
  round: z.int().min(1),
  decidedAt: wireInstant,
  offerId: wireId('offer').nullable().describe('Null when nobody was left'),
  strategy: z.enum(strategies),
  able: z.array(candidate).describe('In the order of asking'),
  refused: z.array(
    z.strictObject({ providerId: wireId('provider'), name: z.string(), rule: z.string(), why: z.string() }),
  ),
  elsewhere: z.int().min(0).describe('Providers that do not fetch parcels there at all'),
})
export const offerView = z.strictObject({
  offerId: wireId('offer'),
  providerId: wireId('provider'),
  round: z.int().min(1),
  state: z.enum([
    'asking',
    'pending',
    'unknown',
    'cancelling',
    'booked',
    'declined',
    'failed',
    'lapsed',
    'cancelled',
  ]),
  closedBy: z.enum(['provider', 'market', 'shop', 'buyer']).nullable(),
  reason: z.string().nullable(),
  pricePaise: wirePaise,
  promisedMinutes: z.int().min(0),
  createdAt: wireInstant,
})
export const searchView = z.strictObject({ decisions: z.array(decisionView), offers: z.array(offerView) })

/** What a shop gets back when it decided something about a parcel. */
export const parcelView = z.strictObject({
  shipmentId: wireId('shipment'),
  state: z.string(),
  carrier: z.enum(['provider', 'shop', 'relay']),
  ...attentionShape,
})
