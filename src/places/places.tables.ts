import { sql } from 'drizzle-orm'
import { char, check, doublePrecision, index, integer, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { instant } from '../platform/database/index.ts'

/**
 * The database's copy of the PIN directory, for joins and for operators. The look-ups of the running
 * product are answered from memory; nothing but `loadPinDirectory` writes here.
 */
export const pinCodes = pgTable(
  'pin_codes',
  {
    pin: char('pin', { length: 6 }).primaryKey(),
    state: text('state'),
    district: text('district'),
    office: text('office').notNull(),
    offices: integer('offices').notNull(),
    deliveryOffices: integer('delivery_offices').notNull(),
    lat: doublePrecision('lat'),
    lng: doublePrecision('lng'),
    spreadMetres: integer('spread_metres'),
    coordConfidence: text('coord_confidence', { enum: ['high', 'medium', 'low', 'none'] }).notNull(),
    /** Set when a later edition of the directory no longer has this PIN: addresses that name it stay readable. */
    retiredAt: instant('retired_at'),
  },
  (table) => [
    index('pin_codes_prefix').on(table.pin.op('bpchar_pattern_ops')),
    index('pin_codes_state_district').on(table.state, table.district),
    index('pin_codes_lat_lng').on(table.lat, table.lng),
    check('pin_codes_point', sql`(${table.lat} is null) = (${table.lng} is null)`),
  ],
)

/** Which edition of the directory `pin_codes` holds: one row at most. */
export const pinDirectoryEdition = pgTable(
  'pin_directory_edition',
  {
    single: smallint('single').primaryKey().default(1),
    /** SHA-256 of data/pincodes.csv. */
    version: text('version').notNull(),
    pins: integer('pins').notNull(),
    loadedAt: instant('loaded_at').notNull().defaultNow(),
  },
  (table) => [check('pin_directory_edition_single', sql`${table.single} = 1`)],
)
