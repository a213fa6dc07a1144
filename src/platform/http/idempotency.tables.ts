import { index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../database/columns.ts'

/** First answers by caller and key. `status` is null only inside the transaction that makes the answer. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    fingerprint: bytes('fingerprint').notNull(),
    status: smallint('status'),
    /** The bytes as they were sent: as `jsonb` the fields would come back in another order. */
    body: text('body'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.scope, table.key] }),
    index('idempotency_keys_age').on(table.createdAt),
  ],
)
