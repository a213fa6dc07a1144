import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wirePin } from '../../platform/http/index.ts'
import { cartView } from './cart.schema.ts'
import { gstBps, gstView, orderDropView, quantity } from './orders.schema.ts'
import { paymentMethods } from './orders.types.ts'
import { quoteProblemCodes } from './quote.rules.ts'

const stateView = z.strictObject({
  name: z.string(),
  gstCode: z.string().nullable().describe('The two digits with which GSTINs of the state begin'),
})
export const billView = z.strictObject({
  orderId: wireId('order'),
  kind: z.enum(['taxInvoice', 'billOfSupply']).describe('A seller without GSTIN gives a bill of supply'),
  number: z.string(),
  date: wireInstant.describe('When it was packed'),
  seller: z.strictObject({
    legalName: z.string(),
    tradeName: z.string(),
    shopName: z.string(),
    line1: z.string(),
    line2: z.string().nullable(),
    landmark: z.string().nullable(),
    city: z.string(),
    pin: wirePin,
    state: stateView,
    gstin: z.string().nullable(),
    fssai: z.string().nullable(),
    carePhone: z.string().nullable(),
  }),
  buyer: z.strictObject({
    name: z.string().nullable(),
    gstin: z.string().nullable(),
    drop: orderDropView.nullable().describe('For the shop only while it needs it'),
  }),
  placeOfSupply: stateView.nullable().describe('Null for Army PINs'),
  method: z.enum(paymentMethods),
  lines: z.array(
    z.strictObject({
      lineId: wireId('orderLine'),
      brand: z.string().nullable(),
      name: z.string(),
      nameHi: z.string().nullable(),
      netQuantity: z.number(),
      unit: z.string(),
      hsn: z.string(),
      gstBps,
      quantity,
      pricePaise: wirePaise,
      totalPaise: wirePaise.describe('Tax included'),
      gst: gstView,
    }),
  ),
  gst: gstView,
  creditNotes: z
    .array(
      z.strictObject({
        number: z.string(),
        date: wireInstant,
        returnId: wireId('return'),
        lines: z.array(
          z.strictObject({
            lineId: wireId('orderLine'),
            quantity: z
              .int()
              .min(0)
              .describe('Pieces that came back; 0: the price went down, the goods stayed'),
            totalPaise: wirePaise.describe('Tax included'),
            gst: gstView,
          }),
        ),
        gst: gstView,
        totalPaise: wirePaise,
      }),
    )
    .describe('What was credited after delivery, each by a note of its own that refers to this bill'),
  goodsPaise: wirePaise,
  deliveryPaise: wirePaise.describe('For whoever delivers; not part of the seller’s supply'),
  totalPaise: wirePaise.describe('Before credit notes'),
  creditedPaise: wirePaise.describe('The sum of the credit notes'),
})

export const reorderReply = z.strictObject({
  cart: cartView,
  notAsBefore: z
    .array(
      z.strictObject({
        listingId: wireId('listing'),
        shopId: wireId('shop'),
        name: z.string(),
        quantity: quantity.describe('As it was bought'),
        put: z.int().describe('How many the cart has of it now'),
        code: z.enum(quoteProblemCodes),
        detail: z.string(),
      }),
    )
    .describe('Empty when all of it is in the cart again'),
})
