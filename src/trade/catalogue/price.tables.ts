import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'

/**
 * Prices that held once, for one piece, written when they end and never changed: a listing that never changed its
 * price has none, and what holds now stands with the listing.
 */
export const priceHistory = pgTable(
  'price_history',
  {
    shopId: id('shop')('shop_id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
    id: uuid('id').notNull().default(sql`uuidv7()`),
    pricePaise: paiseColumn('price_paise').notNull(),
    mrpPaise: paiseColumn('mrp_paise').notNull(),
    /** The plain price, or one for a while. */
    kind: text('kind', { enum: ['plain', 'dated'] }).notNull(),
    until: instant('until').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.listingId, table.id] }),
    index('price_history_of_late').on(table.until),
  ],
)

/** A shop's prices for buyers that it names. Days are days in India, both included. */
export const priceLists = pgTable(
  'price_lists',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('priceList')('id').notNull(),
    name: text('name').notNull(),
    /** Off the plain price of what has no price of its own here, in basis points. */
    offBps: integer('off_bps'),
    validFrom: date('valid_from'),
    validUntil: date('valid_until'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.id] }),
    uniqueIndex('price_lists_name').on(table.shopId, table.name),
    check('price_lists_off', sql`${table.offBps} > 0 and ${table.offBps} < 10000`),
    check('price_lists_days', sql`${table.validFrom} <= ${table.validUntil}`),
  ],
)

/** Whom a list names: a trader's id on the wire, or a GSTIN, also of who is not here yet. */
export const priceListBuyers = pgTable(
  'price_list_buyers',
  {
    buyer: text('buyer').notNull(),
    shopId: id('shop')('shop_id').notNull(),
    listId: id('priceList')('list_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.buyer, table.listId] }),
    index('price_list_buyers_of_list').on(table.shopId, table.listId),
  ],
)

/** What a piece of a listing costs who is on the list. */
export const priceListPrices = pgTable(
  'price_list_prices',
  {
    shopId: id('shop')('shop_id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
    listId: id('priceList')('list_id').notNull(),
    pricePaise: paiseColumn('price_paise').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.listId, table.listingId] }),
    check('price_list_prices_above', sql`${table.pricePaise} > 0`),
  ],
)
