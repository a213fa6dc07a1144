import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import type { CheckFinding } from './certification.ports.ts'

/** Checks of providers' servers, and what they found. */
export const providerChecks = pgTable(
  'provider_checks',
  {
    id: id('check')('id').primaryKey(),
    providerId: id('provider')('provider_id').notNull(),
    askedBy: id('account')('asked_by').notNull(),
    askedAt: instant('asked_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    findings: jsonb('findings').$type<CheckFinding[]>().notNull().default([]),
  },
  (table) => [
    index('provider_checks_of').on(table.providerId, table.id),
    // One at a time: a provider's server is not to be flooded by its own checks.
    uniqueIndex('provider_checks_running').on(table.providerId).where(sql`${table.endedAt} is null`),
  ],
)
