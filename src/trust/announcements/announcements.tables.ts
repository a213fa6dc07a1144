import { sql } from 'drizzle-orm'
import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { audiences } from './announcements.rules.ts'

/** What operators tell people, in English and Hindi, for a time. */
export const announcements = pgTable(
  'announcements',
  {
    id: id('announcement')('id').primaryKey(),
    audience: text('audience', { enum: audiences }).notNull(),
    title: text('title').notNull(),
    titleHi: text('title_hi').notNull(),
    body: text('body').notNull(),
    bodyHi: text('body_hi').notNull(),
    shownFrom: instant('shown_from').notNull(),
    shownUntil: instant('shown_until').notNull(),
    createdBy: id('account')('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    index('announcements_live').on(table.shownUntil).where(sql`${table.withdrawnAt} is null`),
    check('announcements_time', sql`${table.shownFrom} < ${table.shownUntil}`),
  ],
)
