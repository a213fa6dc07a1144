import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { documentKinds, documentTypes } from './documents.rules.ts'

/**
 * Papers of traders and startups. The row is there before its file (`arriving`) and goes after it (`removed`), so
 * that no file is ever without a row.
 */
export const documents = pgTable(
  'documents',
  {
    id: id('document')('id').primaryKey(),
    partyKind: text('party_kind', { enum: ['trader', 'provider'] }).notNull(),
    partyId: uuid('party_id').notNull(),
    kind: text('kind', { enum: documentKinds }).notNull(),
    name: text('name').notNull(),
    contentType: text('content_type', { enum: documentTypes }).notNull(),
    bytes: integer('bytes').notNull(),
    state: text('state', { enum: ['arriving', 'kept', 'removed'] })
      .notNull()
      .default('arriving'),
    addedBy: id('account')('added_by').notNull(),
    addedAt: instant('added_at').notNull().defaultNow(),
  },
  (table) => [
    index('documents_of_party').on(table.partyKind, table.partyId, table.id),
    index('documents_in_between').on(table.addedAt).where(sql`${table.state} <> 'kept'`),
    check('documents_bytes', sql`${table.bytes} > 0`),
  ],
)
