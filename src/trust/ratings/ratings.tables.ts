import { sql } from 'drizzle-orm'
import { bigint, check, date, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'

/** What a buyer said of an order, once for each. */
export const ratings = pgTable(
  'ratings',
  {
    shopId: id('shop')('shop_id').notNull(),
    orderId: id('order')('order_id').notNull(),
    /** For paging, newest first. */
    id: id('rating')('id').notNull(),
    accountId: id('account')('account_id').notNull(),
    stars: smallint('stars').notNull(),
    text: text('text'),
    ratedAt: instant('rated_at').notNull().defaultNow(),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.orderId] }),
    index('ratings_page').on(table.shopId, table.id),
    check('ratings_stars', sql`${table.stars} between 1 and 5`),
  ],
)

/** The sums of a shop's ratings, kept by the same transaction that writes one. */
export const ratedShops = pgTable('rated_shops', {
  shopId: id('shop')('shop_id').primaryKey(),
  count: integer('count').notNull(),
  stars: bigint('stars', { mode: 'number' }).notNull(),
})

/** The sums of what was given to orders that a startup carried, by the day in India of the rating; kept likewise. */
export const ratedCarriers = pgTable(
  'rated_carriers',
  {
    providerId: id('provider')('provider_id').notNull(),
    day: date('day').notNull(),
    count: integer('count').notNull(),
    stars: bigint('stars', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.day] }),
    index('rated_carriers_day').on(table.day),
  ],
)
