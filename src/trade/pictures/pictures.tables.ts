import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { pictureFaults, type UploadProblem } from './pictures.rules.ts'

/**
 * Pictures of products: of the product itself, from an address that a trader gave, or of one shop, which sent the
 * file. The row is there before its files (`waiting`) and goes after them (`removed`), so that no file is ever
 * without a row.
 */
export const pictures = pgTable(
  'pictures',
  {
    id: id('picture')('id').primaryKey(),
    productId: id('product')('product_id').notNull(),
    /** Null for what belongs to the product, whoever sells it. */
    shopId: id('shop')('shop_id'),
    /** The product for which a shop sent it, where that was merged into this one since. */
    origin: id('product')('origin'),
    /** The address from which it comes, or the name of the file that the shop sent. */
    source: text('source').notNull(),
    position: integer('position').notNull(),
    state: text('state', { enum: ['waiting', 'kept', 'failed', 'removed'] }).notNull(),
    fault: text('fault', { enum: pictureFaults }),
    /** SHA-256 of the file as it came, in hex. */
    sha256: text('sha256'),
    /** Of the larger form, in pixels. */
    width: integer('width'),
    height: integer('height'),
    tries: integer('tries').notNull().default(0),
    nextTryAt: instant('next_try_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('pictures_source')
      .on(
        table.productId,
        sql`coalesce(${table.shopId}, '00000000-0000-0000-0000-000000000000')`,
        table.source,
      )
      .where(sql`${table.state} <> 'removed'`),
    index('pictures_origin').on(table.origin).where(sql`${table.origin} is not null`),
    index('pictures_due').on(table.nextTryAt).where(sql`${table.state} = 'waiting'`),
    index('pictures_removed').on(table.id).where(sql`${table.state} = 'removed'`),
    check('pictures_whole', sql`${table.state} <> 'kept' or (${table.width} > 0 and ${table.height} > 0)`),
  ],
)

/** A packed file of pictures that a shop sent, and how far it has got. */
export const pictureUploads = pgTable(
  'picture_uploads',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('pictureUpload')('id').notNull(),
    state: text('state', { enum: ['waiting', 'done', 'failed'] })
      .notNull()
      .default('waiting'),
    fault: text('fault'),
    bytes: integer('bytes').notNull(),
    entries: integer('entries').notNull().default(0),
    kept: integer('kept').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    /** The first of those that were refused. */
    problems: jsonb('problems').$type<UploadProblem[]>().notNull().default([]),
    tries: integer('tries').notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.id] }),
    index('picture_uploads_waiting').on(table.createdAt).where(sql`${table.state} = 'waiting'`),
  ],
)
