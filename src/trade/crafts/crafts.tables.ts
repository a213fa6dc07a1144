import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { claimStatuses, markKinds } from './crafts.types.ts'

/** What can be marked: products of One District One Product by district, and registered geographical indications. */
export const craftEntries = pgTable(
  'craft_entries',
  {
    id: id('markEntry')('id').primaryKey(),
    /** Kind and name folded, with the place of a district's product: the same row of a list finds the same entry. */
    identityKey: text('identity_key').notNull().unique(),
    kind: text('kind', { enum: markKinds }).notNull(),
    name: text('name').notNull(),
    nameHi: text('name_hi'),
    /** States as the directory of PINs spells them; a registered name may belong to several. */
    states: text('states').array().notNull(),
    /** Null for registered names, whose ground is told by the register. */
    district: text('district'),
    /** Of the registration, where the list has it. */
    number: text('number'),
    goodsType: text('goods_type'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('craft_entries_of_kind').on(table.kind, table.name),
    check('craft_entries_place', sql`${table.kind} = 'gi' or ${table.district} is not null`),
  ],
)

/** A shop's word that a listing is one of these, and what an operator said to it. */
export const craftClaims = pgTable(
  'craft_claims',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('markClaim')('id').notNull(),
    traderId: id('trader')('trader_id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
    entryId: id('markEntry')('entry_id')
      .notNull()
      .references(() => craftEntries.id),
    /** Where it was made. */
    state: text('state').notNull(),
    district: text('district').notNull(),
    /** Of the register of geographical indications; none for a district's product. */
    authorisedUser: text('authorised_user'),
    /** A paper that the trader has shown with its registration. */
    documentId: id('document')('document_id'),
    status: text('status', { enum: claimStatuses }).notNull().default('claimed'),
    reason: text('reason'),
    decidedBy: id('account')('decided_by'),
    decidedAt: instant('decided_at'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.id] }),
    uniqueIndex('craft_claims_once').on(table.shopId, table.listingId, table.entryId),
    index('craft_claims_waiting').on(table.id).where(sql`${table.status} = 'claimed'`),
    index('craft_claims_of_place').on(table.state, table.district).where(sql`${table.status} = 'approved'`),
  ],
)
