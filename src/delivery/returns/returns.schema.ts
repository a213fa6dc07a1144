import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { photoUrl, pickupChecks, pickupFound, shipmentStates } from '../shipments/index.ts'
import { returnCases, returnReasons } from './returns.rules.ts'
import { returnStates, stepParties } from './returns.states.ts'

/** Wire shapes of goods that go back. */

export const returnParams = z.strictObject({ returnId: wireId('return') })
export const orderParams = z.strictObject({ orderId: wireId('order') })
export const shopParams = z.strictObject({ shopId: wireId('shop') })
export const viewQuery = z.strictObject({
  as: z
    .enum(['buyer', 'shop', 'operator'])
    .optional()
    .describe('For people who are more than one of these; the first that fits when absent'),
})
export const shopQuery = z.strictObject({
  state: z.enum(['open', 'all']).default('open'),
  ...pageQuery,
})
export const operatorQuery = z.strictObject({ ...pageQuery })

const reason = z
  .enum(returnReasons)
  .describe(
    'Food, medicine and other perishables (HSN chapters 01 to 24 and 30) go back only when `damaged`, `wrongGoods` or `expired`. For all but `changedMind` the seller is at fault: without an answer in time it is accepted',
  )

export const askBody = z.strictObject({
  lines: z
    .array(z.strictObject({ lineId: wireId('orderLine'), quantity: z.int().min(1).max(100_000) }))
    .min(1)
    .max(100)
    .describe('Which pieces go back'),
  reason,
  note: wireText(500).optional().describe('What is wrong, for the shop'),
  photoUrl: photoUrl.optional().describe('A photo of the goods, as addReturnPhoto answers it'),
})

export const refuseBody = z.strictObject({ reason: wireText(500).describe('The buyer reads it') })
export const disputeBody = z.strictObject({
  note: wireText(500).describe('Why you disagree, for the operator'),
})
export const ruleBody = z.strictObject({
  goodsPaise: wirePaise.optional().describe('A part of it; all when absent'),
  reason: wireText(500).describe('Buyer and shop read it'),
})
export const restockBody = z.strictObject({
  lineIds: z
    .array(wireId('orderLine'))
    .min(1)
    .max(100)
    .optional()
    .describe('Those that can be sold again; all when absent'),
})
export const photoView = z.strictObject({ photoUrl: z.string().describe('Give it with the return') })

const goods = {
  lineId: wireId('orderLine'),
  name: z.string(),
  nameHi: z.string().nullable(),
  pricePaise: wirePaise.describe('For one piece, tax included'),
}

export const returnView = z.strictObject({
  returnId: wireId('return'),
  orderId: wireId('order'),
  shopId: wireId('shop'),
  viewer: z.enum(['buyer', 'shop', 'operator']),
  state: z
    .enum(returnStates)
    .describe(
      '`escalated`: the shop did not answer or the buyer disagrees, an operator decides; `notTaken`: what the rider found did not fit, the shop decides again; `ruled`: an operator pays back',
    ),
  reason,
  note: z.string().nullable(),
  photoUrl: z.string().nullable(),
  lines: z.array(z.strictObject({ ...goods, quantity: z.int().min(1) })),
  goodsPaise: wirePaise.describe('What is paid back; the delivery was had'),
  askedAt: wireInstant,
  answerBy: wireInstant.nullable().describe('Until when the shop has to say something'),
  otherwise: z
    .enum(['accept', 'escalate', 'refuse'])
    .nullable()
    .describe('What is done when it says nothing by then'),
  decidedBy: z.enum(['shop', 'operator', 'time']).nullable(),
  decidedAt: wireInstant.nullable(),
  refusal: z.string().nullable().describe('Why it was refused'),
  pickup: z
    .strictObject({
      shipmentId: wireId('shipment'),
      state: z.enum(shipmentStates),
      provider: z.string().nullable(),
      trackingUrl: z.string().nullable(),
      promisedBy: wireInstant.nullable(),
      pickupCode: z
        .string()
        .optional()
        .describe('For the buyer, until the goods are fetched: tell it to the rider who fetches them'),
      returnCode: z
        .string()
        .optional()
        .describe('For the shop, until the goods are there: tell it to the rider who brings them'),
    })
    .nullable()
    .describe('The parcel that fetches it; null: the buyer brings it to the counter, or nothing is fetched'),
  look: z
    .strictObject({
      at: wireInstant,
      found: pickupFound,
      differs: z.array(z.enum(pickupChecks)).describe('What did not fit; empty: it was taken'),
      photoUrl: z.string().nullable(),
      note: z.string().nullable(),
    })
    .nullable()
    .describe('What the rider found at the door, the latest'),
  ruling: z
    .strictObject({
      goodsPaise: wirePaise,
      reason: z.string(),
      undoUntil: wireInstant.nullable().describe('The money leaves then; null: it has'),
    })
    .nullable()
    .describe('What an operator pays back without waiting for goods'),
  case: z.enum(returnCases).nullable().describe('For operators: why it wants one of them'),
  mayDispute: z.boolean().describe('Whether the buyer may ask an operator now'),
  pickedUpAt: wireInstant.nullable(),
  endedAt: wireInstant.nullable(),
  endedBy: z
    .enum(['code', 'counter', 'lost', 'ruling'])
    .nullable()
    .describe(
      'How it came to be refunded: the shop’s code, at the counter, lost by its carrier, or as an operator ruled',
    ),
  steps: z
    .array(
      z.strictObject({
        at: wireInstant,
        state: z.enum(returnStates),
        by: z
          .enum(stepParties)
          .describe('`time`: nobody said anything in time; `carrier`: what it told of the leg'),
        note: z.string().nullable(),
      }),
    )
    .describe('What became of it, the oldest first'),
  restockedAt: wireInstant.nullable().describe('Since when the shop sells it again'),
})

export const returnsOfOrderView = z.strictObject({
  items: z.array(returnView).max(200),
  may: z
    .strictObject({
      until: wireInstant,
      lines: z.array(
        z.strictObject({
          ...goods,
          left: z.int().min(1).describe('Pieces that may still go back'),
          reasons: z.array(z.enum(returnReasons)),
        }),
      ),
    })
    .nullable()
    .describe('For the buyer: what may be asked for now; null: nothing'),
})
export const returnsPage = pageOf(returnView)

export type ReturnView = z.output<typeof returnView>
