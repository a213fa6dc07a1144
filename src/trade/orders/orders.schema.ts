import { z } from 'zod'
import {
  pageOf,
  pageQuery,
  wireId,
  wireInstant,
  wirePaise,
  wirePin,
  wirePoint,
  wireText,
} from '../../platform/http/index.ts'
import { priceReasons } from '../catalogue/index.ts'
import { orderStates } from './orders.states.ts'
import { fulfilments, paymentMethods } from './orders.types.ts'
import { purchaseStates } from './purchases.states.ts'
import { quoteProblemCodes } from './quote.rules.ts'

const grams = z.int().min(0).max(2_000_000_000)
export const quantity = z.int().min(1).max(100_000)
export const gstBps = z.int().min(0).max(10_000)

const placeFields = {
  pin: wirePin,
  point: wirePoint.optional(),
  digipin: z.string().min(1).max(20).optional(),
}
/** An address as it is typed. */
export const dropBody = z.strictObject({
  name: wireText(100),
  phone: z.string().min(1).max(25).describe('Indian mobile number'),
  line1: wireText(200),
  line2: wireText(200).optional(),
  landmark: wireText(200).optional(),
  neighbour: z
    .strictObject({ name: wireText(100), house: wireText(100) })
    .optional()
    .describe('Who may take a parcel when you are not there'),
  ...placeFields,
})
/** A quote needs to know only where. */
export const placeBody = z.strictObject(placeFields)

/** An address as it is kept. */
export const dropView = z.strictObject({
  name: z.string(),
  phone: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  landmark: z.string().nullable(),
  pin: z.string(),
  district: z.string().nullable(),
  state: z.string().nullable(),
  point: wirePoint.nullable(),
  pointFrom: z.enum(['point', 'digipin', 'pin']).nullable().describe('`pin`: only the middle of the PIN'),
  digipin: z.string().nullable(),
  neighbour: z
    .strictObject({ name: z.string(), house: z.string() })
    .optional()
    .describe('Who may take a parcel in the buyer’s place'),
})

/** Of an order: a delivery partner and the buyer reach each other without numbers. */
export const orderDropView = dropView.extend({
  phone: z.string().nullable().describe('For the shop only where it delivers itself, or the buyer picks up'),
})

export const addressBody = z.strictObject({ label: wireText(40).optional(), drop: dropBody })
export const addressView = z.strictObject({
  addressId: wireId('address'),
  label: z.string().nullable(),
  drop: dropView,
})
export const addressList = z.strictObject({ items: z.array(addressView) })

export const asTrader = wireId('trader')
  .optional()
  .describe('Buy for this trader, for which the caller works')

const slot = z.strictObject({ from: wireInstant, until: wireInstant })
const fulfilment = z
  .array(
    z.strictObject({
      shopId: wireId('shop'),
      kind: z.enum(fulfilments),
      slot: slot
        .optional()
        .describe('For delivery: one of the slots of the quote; as soon as can be, when absent'),
      pointId: wireId('point')
        .optional()
        .describe('For delivery: to this point, where the buyer fetches it; to the door, when absent'),
    }),
  )
  .max(100)
  .optional()
  .describe('Shops that are not named deliver')

export const quoteBody = z
  .strictObject({
    asTrader,
    drop: placeBody.optional(),
    addressId: wireId('address').optional(),
    method: z.enum(paymentMethods).default('upi').describe('Delivery may cost more with cash'),
    fulfilment,
  })
  .refine((body) => (body.drop === undefined) !== (body.addressId === undefined), {
    path: ['drop'],
    message: 'Say where it goes: give either drop or addressId.',
  })

export const gstView = z.strictObject({
  taxablePaise: wirePaise,
  cgstPaise: wirePaise,
  sgstPaise: wirePaise,
  igstPaise: wirePaise,
})

export const quoteView = z.strictObject({
  shops: z.array(
    z.strictObject({
      shopId: wireId('shop'),
      shopName: z.string(),
      sellerLegalName: z.string(),
      fulfilment: z.enum(fulfilments),
      lines: z.array(
        z.strictObject({
          listingId: wireId('listing'),
          name: z.string(),
          nameHi: z.string().nullable(),
          brand: z.string().nullable(),
          quantity,
          pricePaise: wirePaise,
          priceReason: z
            .enum(priceReasons)
            .describe('Why this price counts: plain, for a while, for many, or by a list of prices'),
          mrpPaise: wirePaise,
          totalPaise: wirePaise,
          gstBps,
          gst: gstView,
        }),
      ),
      goodsPaise: wirePaise,
      deliveryPaise: wirePaise,
      deliveryMinutes: z
        .int()
        .nullable()
        .describe('Null where the shop delivers itself or the buyer picks up'),
      slot: slot.nullable().describe('When it is wanted; null: as soon as can be'),
      pointId: wireId('point').nullable().describe('Where the buyer fetches it; null: to the door'),
      slots: z.array(slot).describe('When this shop can deliver; empty for pickup'),
      totalPaise: wirePaise,
      weightGrams: grams,
    }),
  ),
  totalPaise: wirePaise,
  problems: z
    .array(
      z.strictObject({
        code: z.enum(quoteProblemCodes),
        detail: z.string(),
        shopId: wireId('shop'),
        listingId: wireId('listing').optional(),
        available: z.int().optional(),
        step: z.int().optional(),
      }),
    )
    .describe('Empty when it can be bought like this'),
})

export const checkoutBody = z
  .strictObject({
    asTrader,
    drop: dropBody.optional(),
    addressId: wireId('address').optional(),
    method: z.enum(paymentMethods),
    fulfilment,
    expectedTotalPaise: wirePaise.describe('The total of the quote that the buyer agreed to'),
  })
  .refine((body) => (body.drop === undefined) !== (body.addressId === undefined), {
    path: ['drop'],
    message: 'Say where it goes: give either drop or addressId.',
  })

export const paymentView = z.strictObject({
  paymentId: wireId('payment'),
  method: z.enum(paymentMethods),
  state: z.enum(['pending', 'failed', 'paid', 'mismatched', 'void']),
  amountPaise: wirePaise,
  link: z.string().nullable().describe('Opens the payer’s app or page; null while there is none'),
})
export const refundView = z.strictObject({
  refundId: wireId('refund'),
  amountPaise: wirePaise,
  state: z.enum(['requested', 'sent', 'settled', 'failed']),
  reason: z.string(),
})

export const checkoutReply = z.strictObject({
  purchaseId: wireId('purchase'),
  state: z.enum(['awaitingPayment', 'confirmed']),
  totalPaise: wirePaise,
  orders: z.array(
    z.strictObject({
      orderId: wireId('order'),
      shopId: wireId('shop'),
      state: z.enum(orderStates),
      totalPaise: wirePaise,
    }),
  ),
  payment: paymentView,
})

export const orderSummary = z.strictObject({
  orderId: wireId('order'),
  purchaseId: wireId('purchase'),
  shopId: wireId('shop'),
  state: z.enum(orderStates),
  fulfilment: z.enum(fulfilments),
  goodsPaise: wirePaise,
  deliveryPaise: wirePaise,
  totalPaise: wirePaise.describe('As it was bought'),
  returnedPaise: wirePaise.describe('Of the goods: what was paid back after delivery'),
  weightGrams: grams,
  deliveryMinutes: z.int().nullable(),
  slot: slot.nullable().describe('When the buyer wants to be delivered to; null: as soon as can be'),
  pointId: wireId('point').nullable().describe('Where the buyer fetches it; null: to the door'),
  invoiceNumber: z.string().nullable(),
  endedBy: z.enum(['buyer', 'shop', 'time', 'delivery']).nullable(),
  endReason: z.string().nullable(),
  createdAt: wireInstant,
  confirmedAt: wireInstant.nullable(),
  acceptedAt: wireInstant.nullable(),
  readyAt: wireInstant.nullable().describe('When the shop means to have it ready'),
  packedAt: wireInstant.nullable(),
  handedOverAt: wireInstant.nullable(),
  closedAt: wireInstant.nullable(),
})

export const orderView = orderSummary.extend({
  method: z.enum(paymentMethods),
  lines: z.array(
    z.strictObject({
      lineId: wireId('orderLine'),
      listingId: wireId('listing'),
      productId: wireId('product'),
      brand: z.string().nullable(),
      name: z.string(),
      nameHi: z.string().nullable(),
      netQuantity: z.number(),
      unit: z.string(),
      hsn: z.string(),
      gstBps,
      quantity,
      pricePaise: wirePaise,
      mrpPaise: wirePaise,
      totalPaise: wirePaise,
      gst: gstView,
      returnedQuantity: z.int().min(0).describe('Pieces that came back after delivery'),
      returnedPaise: wirePaise.describe('What was paid back for this line'),
      cancelled: z.boolean(),
      cancelReason: z.string().nullable(),
    }),
  ),
  gst: gstView.describe('Of the lines that stand'),
  seller: z
    .strictObject({ legalName: z.string(), shopName: z.string(), gstin: z.string().nullable() })
    .nullable(),
  drop: orderDropView
    .nullable()
    .describe('For the shop only while it needs it: from confirmation until the order is over'),
})

const purchaseSummary = z.strictObject({
  purchaseId: wireId('purchase'),
  state: z.enum(purchaseStates),
  method: z.enum(paymentMethods),
  totalPaise: wirePaise.describe('As agreed at checkout'),
  createdAt: wireInstant,
  expiresAt: wireInstant.nullable().describe('When it is given up unless it is paid'),
  closedAt: wireInstant.nullable(),
  orders: z.array(orderSummary),
})
export const purchaseView = purchaseSummary.extend({
  drop: dropView,
  payments: z.array(paymentView),
  refunds: z.array(refundView),
})
export const purchasePage = pageOf(purchaseSummary)

export const purchasesQuery = z.strictObject({ asTrader, ...pageQuery })
