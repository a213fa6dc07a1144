import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { callOutcomes, operations } from './calls.types.ts'
import { providers } from './providers.tables.ts'

/** Every signed call that we made to a provider. What was said is forgotten after 30 days, that it was said stays. */
export const providerCalls = pgTable(
  'provider_calls',
  {
    id: id('call')('id').primaryKey(),
    providerId: id('provider')('provider_id')
      .notNull()
      .references(() => providers.id),
    operation: text('operation', { enum: operations }).notNull(),
    /** The booking that it was about; null for a quote. */
    reference: id('offer')('reference'),
    /** Calls of this operation about this booking so far, from 1. */
    attempt: integer('attempt').notNull(),
    outcome: text('outcome', { enum: callOutcomes }).notNull(),
    /** HTTP status; null when no answer came. */
    status: integer('status'),
    /** Why there was no answer, in words. */
    reason: text('reason'),
    durationMs: integer('duration_ms').notNull(),
    /** What we said and what came back; null once forgotten. */
    request: jsonb('request').$type<unknown>(),
    answer: text('answer'),
    calledAt: instant('called_at').notNull(),
  },
  (table) => [
    index('provider_calls_page').on(table.providerId, table.id),
    index('provider_calls_reference').on(table.reference, table.operation),
  ],
)
