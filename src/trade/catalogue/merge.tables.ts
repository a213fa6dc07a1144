import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'

/** Products that turned out to be others: what moved with each, so that it can be undone. */
export const productMerges = pgTable(
  'product_merges',
  {
    id: id('productMerge')('id').primaryKey(),
    /** The one that went, and the one that has its listings since. */
    fromProduct: id('product')('from_product').notNull(),
    intoProduct: id('product')('into_product').notNull(),
    /** Products that had been merged into the one that went, and follow it. */
    followed: uuid('followed').array().notNull(),
    /** What the remaining product took over because it had none: `nameHi`, `imageUrls`. */
    taken: jsonb('taken').$type<TakenFacts>().notNull(),
    /** Null: by the market itself, because it was certain. */
    mergedBy: id('account')('merged_by'),
    reason: text('reason'),
    mergedAt: instant('merged_at').notNull().defaultNow(),
    undone: boolean('undone').notNull().default(false),
    undoneBy: id('account')('undone_by'),
    undoneAt: instant('undone_at'),
  },
  (table) => [index('product_merges_from').on(table.fromProduct, table.id)],
)

/** Facts that the remaining product had none of. */
export interface TakenFacts {
  nameHi?: string
  imageUrls?: string[]
}

/** Listings that moved with a merge. */
export const productMergeListings = pgTable(
  'product_merge_listings',
  {
    mergeId: id('productMerge')('merge_id').notNull(),
    shopId: id('shop')('shop_id').notNull(),
    listingId: id('listing')('listing_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.mergeId, table.shopId, table.listingId] })],
)
