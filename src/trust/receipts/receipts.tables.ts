import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'

/** Signed receipts of parcels, one chain for each shop. Nothing here is ever changed or removed (a trigger sees to it). */
export const receipts = pgTable(
  'receipts',
  {
    shopId: id('shop')('shop_id').notNull(),
    /** From 1, without gaps. */
    number: integer('number').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    /** The receipt as it was signed: a compact JWS. */
    jws: text('jws').notNull(),
    writtenAt: instant('written_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.number] }),
    index('receipts_of_shipment').on(table.shopId, table.shipmentId),
  ],
)

/** Where each chain ends: the row that the next receipt is written under. */
export const receiptChains = pgTable(
  'receipt_chains',
  {
    shopId: id('shop')('shop_id').primaryKey(),
    number: integer('number').notNull().default(0),
    /** SHA-256 of the last receipt; empty before the first. */
    hash: text('hash').notNull().default(''),
  },
  (table) => [check('receipt_chains_number', sql`${table.number} >= 0`)],
)

/** Keys that sign receipts. Public halves stay for ever: so do the receipts. */
export const receiptKeys = pgTable(
  'receipt_keys',
  {
    kid: text('kid').primaryKey(),
    publicJwk: jsonb('public_jwk').notNull(),
    sealedPrivate: text('sealed_private').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    retiredAt: instant('retired_at'),
  },
  (table) => [
    uniqueIndex('receipt_keys_current')
      .on(sql`(${table.retiredAt} is null)`)
      .where(sql`${table.retiredAt} is null`),
  ],
)
