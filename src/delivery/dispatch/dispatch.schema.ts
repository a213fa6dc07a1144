import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wirePoint, wireText } from '../../platform/http/index.ts'
import { photoUrl } from '../shipments/index.ts'

/** Wire shapes of dispatch. */

export const providerParams = z.strictObject({ providerId: wireId('provider') })

const code = z.string().regex(/^[0-9]{6}$/, 'must be six digits')

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
  cashCollectedPaise: wirePaise.optional().describe('With delivered, where cash is due: exactly that sum'),
})

const candidate = z.strictObject({
  providerId: wireId('provider'),
  name: z.string(),
  pricePaise: z.int().min(0),
  minutes: z.int().min(0),
  score: z.int().min(0).describe('Less is better: the price and ten paise for each promised minute'),
  priceFrom: z.enum(['rateCard', 'quote']),
})
export const decisionView = z.strictObject({
  number: z.int().min(1),
  round: z.int().min(1),
  decidedAt: wireInstant,
  offerId: wireId('offer').nullable().describe('Null when nobody was left'),
  able: z.array(candidate).describe('In the order of asking'),
  refused: z.array(
    z.strictObject({ providerId: wireId('provider'), name: z.string(), rule: z.string(), why: z.string() }),
  ),
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
  carrier: z.enum(['provider', 'shop']),
  attention: z.string().nullable(),
})
