import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { attentionShape, shipmentStates } from '../shipments/index.ts'

const code = z.string().regex(/^[0-9]{6}$/, 'must be six digits')

export const deskParams = z.strictObject({ pointId: wireId('point'), shipmentId: wireId('shipment') })
export const codeBody = z.strictObject({ code })
export const handOutBody = z.strictObject({
  code,
  cashCollectedPaise: wirePaise.optional().describe('Where cash is due: exactly that sum'),
})

export const deskParcel = z.strictObject({
  shipmentId: wireId('shipment'),
  orderId: wireId('order'),
  role: z
    .enum(['coming', 'toBuyer', 'toCarrier', 'mayReturn'])
    .describe(
      '`coming`: a carrier brings it; `toBuyer`: hand it to its buyer; `toCarrier`: a carrier fetches it; `mayReturn`: on its way from here, and may come back',
    ),
  state: z.enum(shipmentStates),
  since: wireInstant,
  cashDuePaise: wirePaise.describe('To be paid at your counter by its buyer; 0: it is paid'),
  showCode: z.string().nullable().describe('What you show to the carrier who stands there'),
  door: z
    .strictObject({
      name: z.string(),
      line1: z.string(),
      line2: z.string().nullable(),
      landmark: z.string().nullable(),
    })
    .nullable()
    .describe('Where you bring it yourself; null: it is fetched at your counter'),
})
export const deskList = z.strictObject({ items: z.array(deskParcel) })

const holder = z.strictObject({
  kind: z.enum(['shop', 'provider', 'point', 'buyer']),
  name: z.string().nullable(),
})
export const wayView = z.strictObject({
  holder: holder.describe('Who answers for the parcel now'),
  custody: z
    .array(z.strictObject({ holder, since: wireInstant }))
    .describe('Through whose hands it went; nobody can change it'),
  collect: z
    .strictObject({
      pointId: wireId('point'),
      until: wireInstant.nullable().describe('When it goes back to its shop; null: it is not there yet'),
    })
    .nullable()
    .describe('The point where its buyer fetches it; null: it comes to the door, goes back, or has ended'),
  legs: z.array(
    z.strictObject({
      leg: z.int(),
      from: z.string().nullable().describe('A point; null: the shop'),
      to: z.string().nullable().describe('A point; null: the buyer, or the shop on the way back'),
      back: z.boolean(),
      via: z.enum(['startup', 'post']),
      state: z.enum(shipmentStates),
      carrier: z.string().nullable(),
    }),
  ),
})
export const placedBody = z.strictObject({ pointId: wireId('point'), reason: wireText(500) })

/** A parcel that lies at its shop again. */
export const takenBackView = z.strictObject({
  shipmentId: wireId('shipment'),
  state: z.enum(shipmentStates),
  carrier: z.enum(['provider', 'shop', 'relay']),
  ...attentionShape,
})
