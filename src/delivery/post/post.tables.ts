import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import type { RowProblem, TrackingCounts } from './post.types.ts'

/** Of each prefix the next serial number: none below it is ever given again, whatever ranges are configured. */
export const postCounters = pgTable('post_counters', {
  prefix: text('prefix').primaryKey(),
  next: integer('next').notNull(),
})

/** Files handed to the post: one for an office, day and closing. What stands in them is written anew when asked for. */
export const postBookings = pgTable(
  'post_bookings',
  {
    id: id('postFile')('id').primaryKey(),
    officePin: text('office_pin').notNull(),
    day: date('day').notNull(),
    /** Of this office and day, from 1. */
    number: integer('number').notNull(),
    articles: integer('articles').notNull(),
    /** Articles of earlier files that it takes back. */
    cancellations: integer('cancellations').notNull().default(0),
    codPaise: paiseColumn('cod_paise').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
    /** When it was laid into the shared folder. */
    laidAt: instant('laid_at'),
  },
  (table) => [
    unique('post_bookings_of_day').on(table.officePin, table.day, table.number),
    index('post_bookings_open').on(table.id).where(sql`${table.laidAt} is null`),
  ],
)

/** Articles: the legs that the post took, by number. */
export const postArticles = pgTable(
  'post_articles',
  {
    number: text('number').primaryKey(),
    shopId: id('shop')('shop_id').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    /** The office where it is posted, by its PIN. */
    officePin: text('office_pin').notNull(),
    takenAt: instant('taken_at').notNull().defaultNow(),
    /** The file that told the post of it. */
    bookingId: id('postFile')('booking_id'),
    /** When it was called off before it was handed in. */
    calledOffAt: instant('called_off_at'),
    /** The file that took it back, where one had told of it. */
    takenBackBy: id('postFile')('taken_back_by'),
  },
  (table) => [
    unique('post_articles_shipment').on(table.shopId, table.shipmentId),
    index('post_articles_waiting')
      .on(table.officePin, table.number)
      .where(sql`${table.bookingId} is null and ${table.calledOffAt} is null`),
    index('post_articles_called_off')
      .on(table.officePin, table.number)
      .where(
        sql`${table.bookingId} is not null and ${table.calledOffAt} is not null and ${table.takenBackBy} is null`,
      ),
    index('post_articles_taken_back')
      .on(table.takenBackBy, table.number)
      .where(sql`${table.takenBackBy} is not null`),
    index('post_articles_booking').on(table.bookingId, table.number),
  ],
)

/** Files of the post that were taken in, each once by its checksum. */
export const postTracking = pgTable('post_tracking', {
  id: id('postFile')('id').primaryKey(),
  checksum: text('checksum').notNull().unique('post_tracking_once'),
  name: text('name').notNull(),
  state: text('state', { enum: ['working', 'done'] })
    .notNull()
    .default('working'),
  /** False: it broke off; what was whole of it was taken in. */
  whole: boolean('whole').notNull(),
  counts: jsonb('counts').$type<TrackingCounts>(),
  /** The first hundred rows that came to nothing. */
  problems: jsonb('problems').$type<RowProblem[]>().notNull().default([]),
  startedAt: instant('started_at').notNull().defaultNow(),
  endedAt: instant('ended_at'),
})
