import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { pairStates } from './duplicates.types.ts'
import type { Likeness } from './likeness.rules.ts'
import { grades, type ReasonCode } from './pairs.rules.ts'

/** A product as it is compared, written behind the change and never by it. Can be dropped and made anew. */
export const productLikeness = pgTable('product_likeness', {
  productId: id('product')('product_id').primaryKey(),
  /** Short keys: two products that may be one have one in common. */
  keys: bigint('keys', { mode: 'bigint' }).array().notNull(),
  likeness: jsonb('likeness').$type<Likeness>().notNull(),
})

/** The same keys the other way round: a look for the first so many of a key reads no more than these. */
export const productLikenessKeys = pgTable(
  'product_likeness_keys',
  {
    key: bigint('key', { mode: 'bigint' }).notNull(),
    productId: id('product')('product_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.productId] })],
)

/** Two products that may be one, and what became of it. */
export const productPairs = pgTable(
  'product_pairs',
  {
    id: id('duplicate')('id').primaryKey(),
    olderId: id('product')('older_id').notNull(),
    youngerId: id('product')('younger_id').notNull(),
    grade: text('grade', { enum: grades }).notNull(),
    score: real('score').notNull(),
    reasons: jsonb('reasons').$type<ReasonCode[]>().notNull(),
    state: text('state', { enum: pairStates }).notNull().default('open'),
    /** Null where the market itself merged them. */
    decidedBy: id('account')('decided_by'),
    decidedAt: instant('decided_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('product_pairs_once').on(table.olderId, table.youngerId),
    index('product_pairs_of_younger').on(table.youngerId),
    index('product_pairs_queue').on(table.state, table.score, table.id),
    check('product_pairs_ordered', sql`${table.olderId} < ${table.youngerId}`),
  ],
)

/** How far the changes of products have been looked at. One row. */
export const duplicatesWalk = pgTable('duplicates_walk', {
  one: boolean('one').primaryKey().default(true),
  /** An instant as the database writes it: a date of the code's would lose its microseconds. */
  at: text('at'),
  productId: uuid('product_id'),
})
