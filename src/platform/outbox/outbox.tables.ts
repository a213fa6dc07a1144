import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../database/columns.ts'

/**
 * What must still happen elsewhere: one row for each event and consumer, written in the transaction of the
 * use case and deleted in the transaction that handles it. What is in the table is not done; what is done
 * is not in the table.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid('id').primaryKey(),
    topic: text('topic').notNull(),
    consumer: text('consumer').notNull(),
    payload: jsonb('payload').notNull(),
    /** Correlation id and trace of the request that caused it. */
    context: jsonb('context').notNull(),
    /** `pending`: the relay takes it when due. `queued`: a job has it. `dead`: gave up, an operator looks. */
    state: text('state', { enum: ['pending', 'queued', 'dead'] })
      .notNull()
      .default('pending'),
    dueAt: instant('due_at').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  // The relay looks every moment, and timers of hours wait here: it must not read them all to find the due ones.
  (table) => [index('outbox_due').on(table.consumer, table.dueAt).where(sql`${table.state} <> 'dead'`)],
)
