import { z } from 'zod'
import { wireId, wireInstant, wirePin, wirePoint, wireText } from '../../platform/http/index.ts'
import { doorAnswers } from '../shipments/index.ts'

/** Wire shapes of what is decided at doors. */

export const orderParams = z.strictObject({ orderId: wireId('order') })
export const neighbourBody = z.strictObject({
  name: wireText(100),
  house: wireText(100).describe('House, flat or shop, as the rider finds it'),
})
const slot = z.strictObject({ from: wireInstant, until: wireInstant })

export const answerBody = z.strictObject({
  answer: z
    .enum(doorAnswers)
    .describe(
      '`again`: try again; `slot`: in another time; `address`: the address is corrected; `neighbour`: a neighbour may take it; `point`: bring it to a point; `return`: back to the shop',
    ),
  slot: slot.optional().describe('With `slot`: one of those that are offered'),
  house: wireText(200).optional().describe('With `address`: house and street, in the same PIN'),
  landmark: wireText(200).optional().describe('With `address`'),
  gate: wireText(100).optional().describe('With `address`: which gate or entrance'),
  neighbour: neighbourBody.optional().describe('With `neighbour`, where nobody was named before'),
  pointId: wireId('point').optional().describe('With `point`: one of those that are offered'),
  note: wireText(200).optional().describe('A word for the rider'),
})

const point = z.strictObject({
  pointId: wireId('point'),
  name: z.string(),
  line1: z.string(),
  pin: wirePin,
  point: wirePoint,
  distanceMetres: z.int().min(0),
})

export const doorView = z.strictObject({
  shipmentId: wireId('shipment'),
  question: z
    .strictObject({
      attempt: z.int().min(1),
      mostAttempts: z.int().min(1),
      reason: z.string().nullable().describe('What the carrier says'),
      failedAt: wireInstant,
      answerBy: wireInstant,
      otherwise: z.enum(doorAnswers).describe('What is done when nobody answers by then'),
      choices: z.array(z.enum(doorAnswers)),
      slots: z.array(slot).max(50),
      points: z.array(point).max(5).describe('For the buyer: points near the address that have room'),
    })
    .nullable()
    .describe('What is asked now; null: nothing'),
  decisions: z
    .array(
      z.strictObject({
        attempt: z.int().min(1),
        answer: z.enum(doorAnswers),
        by: z.enum(['buyer', 'time']),
        slot: slot.nullable(),
        note: z.string().nullable(),
        told: z
          .enum(['waiting', 'taken', 'shown'])
          .describe('`taken`: the carrier has confirmed it; `shown`: it reads it on its parcel'),
        decidedAt: wireInstant,
      }),
    )
    .max(20),
  neighbour: z
    .strictObject({ name: z.string(), house: z.string() })
    .nullable()
    .describe('Who may take it in the buyer’s place'),
})

export type DoorView = z.output<typeof doorView>
