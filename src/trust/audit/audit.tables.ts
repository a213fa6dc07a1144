import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'

/** Decisions of operators. Rows are only ever added; a trigger refuses anything else. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id('auditEntry')('id').primaryKey(),
    /** Null for a command run on the machine itself. */
    actorId: id('account')('actor_id'),
    /** `object.decision`, as in `trader.verified`. */
    action: text('action').notNull(),
    /** The typed id of what was decided about. */
    objectId: text('object_id').notNull(),
    reasons: jsonb('reasons').$type<{ pointer?: string; reason: string }[]>().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [index('audit_entries_of_object').on(table.objectId, table.id)],
)
