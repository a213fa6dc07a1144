import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { OpeningHours } from '../../kernel/opening-hours.ts'
import { bytes, id, instant, paiseColumn, tsvector } from '../../platform/database/index.ts'

/** PostgreSQL's own point, (longitude, latitude), for the GiST index; distances are reckoned on the sphere. */
const place = customType<{ data: string }>({ dataType: () => 'point' })
const minutes = customType<{ data: string }>({ dataType: () => 'int4multirange' })
/** Text compared by code point, so that a range of it is a prefix. */
const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

/** The shops whose listings can be found: open ones of verified traders. A query asks here first. */
export const searchShops = pgTable(
  'search_shops',
  {
    shopId: id('shop')('shop_id').primaryKey(),
    name: text('name').notNull(),
    pin: text('pin').notNull(),
    /** The first two digits of its PIN: which part of search_documents its listings are in. */
    region: text('region').notNull(),
    state: text('state').notNull(),
    /** Sells inside `state` alone. */
    panOnly: boolean('pan_only').notNull(),
    lat: doublePrecision('lat').notNull(),
    lng: doublePrecision('lng').notNull(),
    place: place('place').notNull(),
    /** Where it delivers: PINs, and prefixes of which it serves every PIN. */
    serves: text('serves').array().notNull(),
    selfPickup: boolean('self_pickup').notNull(),
    /** From 0 to 1: see search.rules.ts. */
    reliability: doublePrecision('reliability').notNull(),
    /** A bit for each kind of buyer that its trader's tiers reach. */
    maySell: smallint('may_sell').notNull(),
    hours: jsonb('hours').$type<OpeningHours>().notNull(),
    /** The week in minutes, two days' room for each weekday: see search.openings.ts. */
    openMinutes: minutes('open_minutes').notNull(),
    closedDates: date('closed_dates').array().notNull(),
    checksum: bytes('checksum').notNull(),
  },
  (table) => [
    index('search_shops_place').using('gist', table.place),
    index('search_shops_serves').using('gin', table.serves),
    index('search_shops_region').on(table.region, table.shopId),
  ],
)

/**
 * What the PostgreSQL engine keeps of a listing; with its shop's row it is the document. A table with indexes of its
 * own for each postal region: migrations/9200_search.sql parts it, and a region's table is made with its first shop.
 */
export const searchDocuments = pgTable(
  'search_documents',
  {
    region: text('region').notNull(),
    shopId: id('shop')('shop_id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
    productId: id('product')('product_id').notNull(),
    name: text('name').notNull(),
    nameHi: text('name_hi'),
    brand: text('brand'),
    category: text('category').notNull(),
    netQuantity: doublePrecision('net_quantity').notNull(),
    unit: text('unit').notNull(),
    pricePaise: paiseColumn('price_paise').notNull(),
    mrpPaise: paiseColumn('mrp_paise').notNull(),
    priceBand: smallint('price_band').notNull(),
    /** A bit for each kind of buyer that it is offered to. */
    soldTo: smallint('sold_to').notNull(),
    inStock: boolean('in_stock').notNull(),
    /** Of a district or a registered name, as search.marks.ts writes them; null: none. */
    marks: text('marks').array(),
    /** How many words its name has: of two that match, the shorter name is closer. */
    nameWords: smallint('name_words').notNull(),
    /** Weight A: names; B: brand and what else it may be called; C: category, maker and pack. */
    words: tsvector('words').notNull(),
    checksum: bytes('checksum').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.listingId, table.region] }),
    // One product in the shops in reach.
    index('search_documents_product').on(table.shopId, table.productId),
    // The index of its words, search_documents_terms, is on a function: migrations/9200_search.sql makes both.
  ],
)

/** Every word of the documents: prefixes and mistyped words become words that are there. */
export const searchWords = pgTable(
  'search_words',
  {
    word: plainText('word').primaryKey(),
    /** In how many documents at the last rebuild; a newer word has 1. */
    documents: bigint('documents', { mode: 'number' }).notNull().default(1),
  },
  (table) => [index('search_words_trigrams').using('gin', sql`${table.word} gin_trgm_ops`)],
)

/** What an index must still be brought up to: a listing, or all of a shop under the nil UUID. */
export const searchPending = pgTable(
  'search_pending',
  {
    /** An engine, or a rebuild of one. */
    target: text('target').notNull(),
    shopId: uuid('shop_id').notNull(),
    listingId: uuid('listing_id').notNull(),
    /** Goods that ran out, or came back: before what only reads otherwise. */
    urgent: boolean('urgent').notNull().default(false),
    /** New with every change: what changed again while it was worked on stays. */
    turn: uuid('turn').notNull().default(sql`gen_random_uuid()`),
  },
  (table) => [
    primaryKey({ columns: [table.target, table.shopId, table.listingId] }),
    index('search_pending_urgent')
      .on(table.target, table.shopId, table.listingId)
      .where(sql`${table.urgent}`),
  ],
)

/** How far shops keep what they take on, where orders say something of it: see search.rules.ts. */
export const searchReliability = pgTable('search_reliability', {
  shopId: id('shop')('shop_id').primaryKey(),
  value: doublePrecision('value').notNull(),
})

/** Searches that found nothing: words without numbers, region and day, and how often. Nobody in particular. */
export const searchMisses = pgTable(
  'search_misses',
  {
    day: date('day').notNull(),
    /** The first two digits of the PIN where it was looked for; empty where nobody knows. */
    region: text('region').notNull(),
    words: text('words').notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.region, table.words] })],
)

/** Places on first pages that shops had in sampled searches, a day. */
export const searchPlaces = pgTable(
  'search_places',
  {
    day: date('day').notNull(),
    shopId: id('shop')('shop_id').notNull(),
    places: bigint('places', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.shopId] })],
)

/** Rebuilds under way: what changes meanwhile is noted for them too. */
export const searchRebuilds = pgTable('search_rebuilds', {
  engine: text('engine').primaryKey(),
  startedAt: instant('started_at').notNull().defaultNow(),
})

/** Engines that could not be written to: until they are brought up to date, what they find may be old. */
export const searchAway = pgTable('search_away', {
  engine: text('engine').primaryKey(),
  since: instant('since').notNull().defaultNow(),
})
