import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wirePin, wirePoint, wireText } from '../../platform/http/index.ts'
import { attentionShape } from './shipments.attention.ts'
import { carrierWords, shipmentStates } from './shipments.states.ts'
import { carrierInstructions, doorAnswers, pickupChecks } from './shipments.types.ts'

/** Wire shapes of parcels. */

export const shipmentParams = z.strictObject({ shipmentId: wireId('shipment') })
export const orderParams = z.strictObject({ orderId: wireId('order') })
export const viewQuery = z.strictObject({
  as: z
    .enum(['buyer', 'shop', 'operator'])
    .optional()
    .describe('For people who are more than one of these; the first that fits when absent'),
})

const code = z.string().regex(/^[0-9]{6}$/, 'must be six digits')
const reference = z.string().max(200)
export const photoUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .describe('Where the photo can be fetched')

export const entryView = z.strictObject({
  sequence: z.int().min(1),
  status: z.string().describe('As it was told, also when the word is not known here'),
  effect: z
    .enum(['moved', 'late', 'early', 'unknown', 'refused', 'noted'])
    .describe('What it did: `late`, `early` and `unknown` words are kept and move nothing'),
  state: z.enum(shipmentStates).describe('State of the parcel after it'),
  by: z.enum(['market', 'shop', 'provider', 'operator', 'point', 'post', 'buyer']),
  occurredAt: wireInstant,
  recordedAt: wireInstant,
  reason: z.string().optional(),
  place: wirePoint.optional(),
  photoUrl: z.string().optional(),
  receivedBy: z.enum(['neighbour']).optional().describe('Who took it, where that was not the buyer'),
  answer: z
    .enum(doorAnswers)
    .optional()
    .describe('With `answered`: what was decided after an attempt that failed'),
  instruction: z
    .enum(carrierInstructions)
    .optional()
    .describe('With `acknowledged`: what its carrier says that it knows'),
  attentionCode: attentionShape.attentionCode.unwrap().optional().describe('With `attention`'),
  attentionFacts: attentionShape.attentionFacts.unwrap().optional(),
})

const shared = {
  shipmentId: wireId('shipment'),
  orderId: wireId('order'),
  shopId: wireId('shop'),
  state: z.enum(shipmentStates),
  trackingUrl: z.string().nullable(),
  awb: z
    .string()
    .nullable()
    .describe(
      'Number under which it travels: as its carrier numbers it, or else the airway bill of a parcel between cities',
    ),
  promisedBy: wireInstant.nullable(),
  codPaise: wirePaise.describe('Cash to be collected at the door'),
  timeline: z.array(entryView).describe('The latest 500 entries at most, in the order in which they came in'),
}

/** What a carrier is told of goods besides weight and food. */
export const goodsShape = {
  cold: z.boolean().describe('Has to stay cold on the way'),
  reverse: z.boolean().describe('Fetched at a buyer’s door and brought back to the shop'),
  size: z
    .strictObject({ lengthMm: z.int().min(1), widthMm: z.int().min(1), heightMm: z.int().min(1) })
    .optional()
    .describe('Outer size in millimetres, where it is known'),
}

export const shipmentView = z.strictObject({
  ...shared,
  viewer: z.enum(['buyer', 'shop', 'operator']),
  carrier: z.enum(['provider', 'shop', 'relay']),
  provider: z.strictObject({ providerId: wireId('provider'), name: z.string() }).nullable(),
  handoverCode: code.optional().describe('For the shop, until the parcel is fetched'),
  mayTakeBack: z
    .boolean()
    .optional()
    .describe('For the shop: it waits there for the post, and may be taken back from it'),
  mayDeliverItself: z
    .boolean()
    .optional()
    .describe('For the shop: nobody has it yet, and the shop may bring it itself'),
  deliveryCode: code.optional().describe('For the buyer, until the parcel is there'),
  returnCode: code.optional().describe('For the shop, while the parcel comes back: tell it to who brings it'),
  ...z.strictObject(attentionShape).partial().shape,
  retryAt: wireInstant.nullable().optional().describe('When a search that found nobody goes on'),
})

const stop = {
  pin: wirePin,
  point: wirePoint.nullable().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  line1: z.string().optional(),
  line2: z.string().nullable().optional(),
  landmark: z.string().nullable().optional(),
  gate: z.string().nullable().optional().describe('Which gate or entrance, where the buyer named one'),
}

/** What a carrier has to know at the door. */
export const doorNoteView = z.strictObject({
  instruction: z
    .strictObject({
      attempt: z.int().min(1).describe('After which attempt'),
      answer: z.enum(doorAnswers),
      slot: z.strictObject({ from: wireInstant, until: wireInstant }).nullable(),
      note: z.string().nullable(),
      at: wireInstant,
    })
    .nullable()
    .describe('What was decided after an attempt that failed; the latest'),
  neighbour: z
    .strictObject({ name: z.string(), house: z.string() })
    .nullable()
    .describe('Who may take it in the buyer’s place: tell delivered with receivedBy neighbour'),
})

export const receivedBy = z
  .enum(['buyer', 'neighbour'])
  .describe('With delivered: who took it; the neighbour only where the buyer has named one')

/** What is looked at before goods are taken at a buyer's door. */
export const checkListView = z.strictObject({
  reason: z.string().describe('Why they go back'),
  items: z.array(
    z.strictObject({ name: z.string(), nameHi: z.string().nullable(), quantity: z.int().min(1) }),
  ),
  checks: z
    .array(z.enum(pickupChecks))
    .describe(
      'What to answer in `found` with pickedUp: `pieces` counted, `article` the articles of the list, `seal` seals and tags whole, `condition` as the buyer says; `photo`: send a photoUrl',
    ),
})

export const pickupFound = z
  .strictObject({
    pieces: z.int().min(0).max(100_000).optional().describe('Pieces that you counted'),
    article: z.boolean().optional().describe('They are the articles of the list'),
    seal: z.boolean().optional().describe('Seals and tags are whole'),
    condition: z.boolean().optional().describe('They look as the buyer says'),
  })
  .describe(
    'With pickedUp at a buyer’s door: what you found by the check list. Where something does not fit, the goods stay there, and the answer tells the state cancelled',
  )

/** What a provider sees: names, phones and lines only while the parcel is its own. */
export const providerShipmentView = z.strictObject({
  ...shared,
  reference: reference.describe('Reference of the booking, as in POST /bookings'),
  accepted: z.boolean().describe('Whether you have the booking; before that, PIN codes alone are shown'),
  pickup: z.strictObject(stop),
  drop: z.strictObject(stop),
  endsAt: z
    .enum(['door', 'point', 'shop'])
    .describe(
      'Who shows the deliveryCode: the buyer at the door, or the people of the point or shop, where a photo counts after five wrong codes alone',
    ),
  distanceMetres: z.int().min(0),
  weightGrams: z.int().min(0),
  food: z.boolean(),
  ...goodsShape,
  checkList: checkListView
    .nullable()
    .describe(
      'Goods that are fetched at the buyer’s door and brought back to the shop: what to look at before you take them. Null for all other parcels',
    ),
  door: doorNoteView,
})

const told = {
  occurredAt: wireInstant.optional().describe('Now, when absent'),
  location: wirePoint.optional(),
  deliveryCode: code.optional(),
  photoUrl: photoUrl.optional(),
  reason: wireText(500).optional(),
  cashCollectedPaise: wirePaise.optional(),
  receivedBy: receivedBy.optional(),
}

export const shopEventBody = z.strictObject({ status: z.enum(carrierWords), ...told })
export const operatorEventBody = z.strictObject({ status: z.enum(carrierWords), reason: wireText(500) })
export const outcomeView = z.strictObject({
  state: z.enum(shipmentStates),
  effect: z.enum(['moved', 'late', 'early', 'unknown', 'refused', 'noted', 'repeated']),
})
export const shipmentList = z.strictObject({ items: z.array(shipmentView) })

export type ShipmentView = z.output<typeof shipmentView>
export type ProviderShipmentView = z.output<typeof providerShipmentView>
export type EntryView = z.output<typeof entryView>
