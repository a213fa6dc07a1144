import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import { type Audience, importStates, type Trade } from './catalogue.types.ts'
import type { GivenValues } from './import.given.ts'

/** What can be listed. Shared by all shops, so a small table that every machine can hold whole. */
export const products = pgTable(
  'products',
  {
    id: id('product')('id').primaryKey(),
    /** `gtin:` and 14 digits, or `name:` with brand, name and net quantity folded. A unique one makes the GTIN unique. */
    identityKey: text('identity_key').notNull().unique(),
    gtin: text('gtin'),
    brand: text('brand'),
    name: text('name').notNull(),
    nameHi: text('name_hi'),
    category: text('category').notNull(),
    netQuantity: numeric('net_quantity', { precision: 10, scale: 3, mode: 'number' }).notNull(),
    unit: text('unit', { enum: ['g', 'kg', 'ml', 'l', 'm', 'piece'] }).notNull(),
    weightGrams: integer('weight_grams').notNull(),
    /** Outer size of one pack; null where nobody told it. */
    packSize: jsonb('pack_size').$type<ParcelSize>(),
    keepCold: boolean('keep_cold').notNull().default(false),
    hsn: text('hsn').notNull(),
    gstBps: integer('gst_bps').notNull(),
    mrpPaise: paiseColumn('mrp_paise').notNull(),
    origin: text('origin').notNull(),
    maker: text('maker').notNull(),
    consumerCare: text('consumer_care'),
    foodMark: text('food_mark', { enum: ['veg', 'nonVeg', 'none'] }).notNull(),
    fssai: text('fssai'),
    shelfLifeDays: integer('shelf_life_days'),
    imageUrls: text('image_urls').array().notNull(),
    attributes: jsonb('attributes').$type<Record<string, string>>().notNull().default({}),
    /** The trader that registered it: may change it until another trader lists it. */
    createdByTrader: id('trader')('created_by_trader').notNull(),
    /** Another trader has listed it: from then on only an operator changes it. */
    shared: boolean('shared').notNull().default(false),
    /** The product that this one turned out to be: it has all listings, and is never itself merged into another. */
    mergedInto: id('product')('merged_into').references((): AnyPgColumn => products.id),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('products_words').using(
      'gin',
      sql`to_tsvector('simple'::regconfig, coalesce(${table.brand}, '') || ' ' || ${table.name} || ' ' || coalesce(${table.nameHi}, ''))`,
    ),
    // The walk for duplicates follows what changed.
    index('products_changed').on(table.updatedAt, table.id),
    index('products_merged').on(table.mergedInto).where(sql`${table.mergedInto} is not null`),
    index('products_merged_keys').on(table.identityKey).where(sql`${table.mergedInto} is not null`),
    check('products_merged_elsewhere', sql`${table.mergedInto} <> ${table.id}`),
    check('products_net_quantity', sql`${table.netQuantity} > 0`),
    check('products_mrp', sql`${table.mrpPaise} > 0`),
  ],
)

/** A shop's offer of a product. */
export const listings = pgTable(
  'listings',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('listing')('id').notNull(),
    productId: id('product')('product_id')
      .notNull()
      .references(() => products.id),
    sku: text('sku').notNull(),
    pricePaise: paiseColumn('price_paise').notNull(),
    mrpPaise: paiseColumn('mrp_paise').notNull(),
    soldTo: text('sold_to').array().$type<Audience[]>().notNull(),
    minimumQuantity: integer('minimum_quantity').notNull(),
    /** Packs, steps, slabs and a price for a while; null for what is sold by the piece at one price. */
    trade: jsonb('trade').$type<Trade>(),
    status: text('status', { enum: ['active', 'paused'] })
      .notNull()
      .default('active'),
    version: integer('version').notNull().default(1),
    /**
     * The row of a file that was last taken in for it as a digest, the versions that listing and product had then, and
     * the pieces that it said: while all are the same, the same row changes nothing.
     */
    rowDigest: uuid('row_digest'),
    rowVersion: integer('row_version'),
    rowProductVersion: integer('row_product_version'),
    rowStock: integer('row_stock'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.id] }),
    uniqueIndex('listings_sku').on(table.shopId, table.sku),
    index('listings_of_product').on(table.productId, table.shopId, table.id),
    check('listings_price', sql`${table.pricePaise} > 0 and ${table.pricePaise} <= ${table.mrpPaise}`),
    check('listings_minimum', sql`${table.minimumQuantity} > 0`),
    check('listings_sold_to', sql`cardinality(${table.soldTo}) > 0`),
  ],
)

/**
 * Pieces of a listing: apart from it, because this row changes with every order. Written in the statement or
 * transaction that writes the listing, and never deleted. It has no foreign key: a connection that planned the
 * key's check while the market was new looks through all listings of the shop for each row of an import.
 */
export const stock = pgTable(
  'stock',
  {
    shopId: id('shop')('shop_id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
    available: integer('available').notNull(),
    reserved: integer('reserved').notNull().default(0),
    /** Of the last change that billing software pushed: an older one that comes late changes nothing. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.listingId] }),
    check('stock_available', sql`${table.available} >= 0`),
    check('stock_reserved', sql`${table.reserved} >= 0`),
  ],
)

/** A price list handed in as a file, and how far it has got. */
export const imports = pgTable(
  'imports',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('import')('id').notNull(),
    createdBy: id('account')('created_by').notNull(),
    state: text('state', { enum: importStates }).notNull().default('waiting'),
    fileKey: text('file_key').notNull(),
    bytes: integer('bytes').notNull(),
    /** Of them, those that are dealt with; null where that cannot be told, as of a workbook. */
    bytesRead: integer('bytes_read'),
    /** Hex, over the bytes as they were sent. */
    sha256: text('sha256').notNull(),
    /** The last row of the file that is dealt with, as a spreadsheet counts: written together with its effect. */
    lastRow: integer('last_row').notNull().default(1),
    rowsRead: integer('rows_read').notNull().default(0),
    created: integer('created').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    problems: integer('problems').notNull().default(0),
    /** Starts since the last row that was dealt with. */
    tries: integer('tries').notNull().default(0),
    /** What a person said of the columns, by place: a field's name, or null for what is passed over. */
    mapping: jsonb('mapping').$type<(string | null)[]>(),
    /** What a person said of the file as a whole. */
    given: jsonb('given').$type<GivenValues>(),
    /** The headings of the file, for the file of rows to correct. */
    heading: text('heading').array(),
    /** Counts every change of this row: the sequence of its live view. */
    changes: integer('changes').notNull().default(0),
    failureCode: text('failure_code'),
    failure: text('failure'),
    createdAt: instant('created_at').notNull().defaultNow(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.id] })],
)

/** What is wrong in a file, row by row. */
export const importProblems = pgTable(
  'import_problems',
  {
    shopId: id('shop')('shop_id').notNull(),
    importId: id('import')('import_id').notNull(),
    /** As a spreadsheet counts: the header is row 1. */
    row: integer('row').notNull(),
    /** Counts the problems of one row. */
    nth: integer('nth').notNull(),
    /** The heading in the file; null when the row as a whole is wrong. */
    column: text('column_name'),
    /** What stands there, cut. */
    value: text('value'),
    code: text('code').notNull(),
    detail: text('detail').notNull(),
    /** The row as it stands in the file; with its first problem alone. */
    cells: jsonb('cells').$type<string[]>(),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.importId, table.row, table.nth] })],
)
