import { index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { allWords, contactLines } from './contact.rules.ts'

/** Every message and call about a parcel between its buyer, carrier and shop, without a number; kept for 30 days. */
export const contacts = pgTable(
  'contacts',
  {
    shopId: id('shop')('shop_id').notNull(),
    /** The whole parcel. */
    shipmentId: id('shipment')('shipment_id').notNull(),
    /** From 1 for each parcel. */
    number: smallint('number').notNull(),
    line: text('line', { enum: contactLines as [string, ...string[]] }).notNull(),
    side: text('side', { enum: ['buyer', 'carrier', 'shop'] }).notNull(),
    kind: text('kind', { enum: ['message', 'call'] }).notNull(),
    /** Null for a call. */
    word: text('word', { enum: allWords as [string, ...string[]] }),
    /** The carrier at the line; null between shop and buyer. */
    providerId: id('provider')('provider_id'),
    /** Who said it; null: a program of the carrier. */
    accountId: id('account')('account_id'),
    /** `waiting`: not known yet; `page`: it stands on the page alone. */
    outcome: text('outcome', { enum: ['waiting', 'sent', 'notSent', 'unknown', 'page'] }).notNull(),
    saidAt: instant('said_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.shipmentId, table.number] }),
    index('contacts_said').on(table.saidAt),
  ],
)
