import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import type { CreditedLine } from './credit.rules.ts'
import { orderStates } from './orders.states.ts'
import { type Drop, fulfilments, type OrderGoods, paymentMethods } from './orders.types.ts'
import { purchaseStates } from './purchases.states.ts'

/**
 * What a buyer means to buy. `buyer_id` is the consumer's account or the trader that buys (its staff share a
 * cart). Checkout takes the rows by deleting them, so no cart is bought twice.
 */
export const cartItems = pgTable(
  'cart_items',
  {
    buyerId: uuid('buyer_id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
    shopId: id('shop')('shop_id').notNull(),
    quantity: integer('quantity').notNull(),
    addedAt: instant('added_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.buyerId, table.listingId] }),
    check('cart_items_quantity', sql`${table.quantity} > 0`),
  ],
)

/** A person's address book. */
export const addresses = pgTable(
  'addresses',
  {
    accountId: id('account')('account_id').notNull(),
    id: id('address')('id').notNull(),
    label: text('label'),
    drop: jsonb('drop').$type<Drop>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.id] })],
)

/** One checkout. The address is kept here as it was, once for all its orders. */
export const purchases = pgTable(
  'purchases',
  {
    id: id('purchase')('id').primaryKey(),
    buyerKind: text('buyer_kind', { enum: ['consumer', 'trader'] }).notNull(),
    /** Account of the consumer, or the trader that buys. */
    buyerId: uuid('buyer_id').notNull(),
    /** Who pressed the button. */
    accountId: id('account')('account_id').notNull(),
    state: text('state', { enum: purchaseStates }).notNull(),
    method: text('method', { enum: paymentMethods }).notNull(),
    /** As agreed at checkout; what is owed now is the sum of its live orders. */
    totalPaise: paiseColumn('total_paise').notNull(),
    drop: jsonb('drop').$type<Drop>().notNull(),
    /** Unpaid after this it is given up; null when it stands without payment. */
    expiresAt: instant('expires_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    index('purchases_of_buyer').on(table.buyerId, table.id),
    index('purchases_unpaid').on(table.expiresAt).where(sql`${table.state} = 'awaitingPayment'`),
  ],
)

/** One shop's part of a purchase. Sums are of the lines that stand. */
export const orders = pgTable(
  'orders',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('order')('id').notNull(),
    purchaseId: id('purchase')('purchase_id').notNull(),
    traderId: id('trader')('trader_id').notNull(),
    state: text('state', { enum: orderStates }).notNull(),
    fulfilment: text('fulfilment', { enum: fulfilments }).notNull(),
    goodsPaise: paiseColumn('goods_paise').notNull(),
    deliveryPaise: paiseColumn('delivery_paise').notNull(),
    /** Of the goods: what came back after delivery and is not owed any more. */
    returnedPaise: paiseColumn('returned_paise').notNull().default(sql`0`),
    weightGrams: integer('weight_grams').notNull(),
    /** What a carrier has to know of the goods besides their weight. */
    goods: jsonb('goods').$type<OrderGoods>(),
    /** Promised minutes from hand-over to the door; null where the shop delivers itself or the buyer picks up. */
    deliveryMinutes: integer('delivery_minutes'),
    /** When the buyer wants to be delivered to; null: as soon as can be. */
    slotFrom: instant('slot_from'),
    slotUntil: instant('slot_until'),
    /** The point where the buyer fetches it; null: to the door. */
    pointId: id('point')('point_id'),
    version: integer('version').notNull().default(1),
    readyAt: instant('ready_at'),
    packedGrams: integer('packed_grams'),
    /** At most 16 characters, unique for trader and financial year (CGST Rules 2017, rule 46(b)). */
    invoiceNumber: text('invoice_number'),
    endedBy: text('ended_by', { enum: ['buyer', 'shop', 'time', 'delivery'] }),
    endReason: text('end_reason'),
    createdAt: instant('created_at').notNull().defaultNow(),
    confirmedAt: instant('confirmed_at'),
    acceptedAt: instant('accepted_at'),
    packedAt: instant('packed_at'),
    handedOverAt: instant('handed_over_at'),
    closedAt: instant('closed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.id] }),
    index('orders_by_id').on(table.id),
    index('orders_of_purchase').on(table.purchaseId),
    index('orders_of_shop').on(table.shopId, table.state, table.id),
    check(
      'orders_sums',
      sql`${table.goodsPaise} >= 0 and ${table.deliveryPaise} >= 0 and ${table.returnedPaise} between 0 and ${table.goodsPaise}`,
    ),
  ],
)

/** What was bought, with names, prices and tax as they were. `total_paise` includes the tax. */
export const orderLines = pgTable(
  'order_lines',
  {
    shopId: id('shop')('shop_id').notNull(),
    orderId: id('order')('order_id').notNull(),
    id: id('orderLine')('id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
    productId: id('product')('product_id').notNull(),
    brand: text('brand'),
    name: text('name').notNull(),
    nameHi: text('name_hi'),
    netQuantity: numeric('net_quantity', { precision: 10, scale: 3, mode: 'number' }).notNull(),
    unit: text('unit').notNull(),
    hsn: text('hsn').notNull(),
    gstBps: integer('gst_bps').notNull(),
    quantity: integer('quantity').notNull(),
    pricePaise: paiseColumn('price_paise').notNull(),
    mrpPaise: paiseColumn('mrp_paise').notNull(),
    totalPaise: paiseColumn('total_paise').notNull(),
    cgstPaise: paiseColumn('cgst_paise').notNull(),
    sgstPaise: paiseColumn('sgst_paise').notNull(),
    igstPaise: paiseColumn('igst_paise').notNull(),
    weightGrams: integer('weight_grams').notNull(),
    /** Pieces that came back after delivery, and what was credited for the line. */
    returnedQuantity: integer('returned_quantity').notNull().default(0),
    returnedPaise: paiseColumn('returned_paise').notNull().default(sql`0`),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.orderId, table.id] }),
    check('order_lines_total', sql`${table.totalPaise} = ${table.pricePaise} * ${table.quantity}`),
    check('order_lines_mrp', sql`${table.pricePaise} <= ${table.mrpPaise}`),
    check(
      'order_lines_returned',
      sql`${table.returnedQuantity} between 0 and ${table.quantity} and ${table.returnedPaise} between 0 and ${table.totalPaise}`,
    ),
  ],
)

/** Running numbers of invoices: one series for each shop of a trader and financial year, given out at packing. */
export const invoiceSeries = pgTable(
  'invoice_series',
  {
    traderId: id('trader')('trader_id').notNull(),
    /** `2627` for April 2026 to March 2027. */
    financialYear: smallint('financial_year').notNull(),
    shopId: id('shop')('shop_id').notNull(),
    /** Tells the trader's shops apart in the number. */
    series: integer('series').notNull(),
    last: integer('last').notNull(),
    /** The last credit note of the same series. */
    lastCredit: integer('last_credit').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.traderId, table.financialYear, table.shopId] }),
    uniqueIndex('invoice_series_apart').on(table.traderId, table.financialYear, table.series),
  ],
)

/** Credit notes as they were issued: one for each return that was paid back. */
export const creditNotes = pgTable(
  'credit_notes',
  {
    shopId: id('shop')('shop_id').notNull(),
    returnId: id('return')('return_id').notNull(),
    orderId: id('order')('order_id').notNull(),
    /** At most 16 characters, unique for trader and financial year (CGST Rules 2017, rule 53(1A)). */
    number: text('number').notNull(),
    lines: jsonb('lines').$type<CreditedLine[]>().notNull(),
    issuedAt: instant('issued_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.returnId] }),
    index('credit_notes_order').on(table.shopId, table.orderId),
  ],
)
