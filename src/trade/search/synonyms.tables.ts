import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'

/** Words that operators added to the groups of data/synonyms, or to groups of their own. */
export const searchSynonyms = pgTable(
  'search_synonyms',
  {
    /** A group of data/synonyms, or `own-…`. */
    groupId: text('group_id').notNull(),
    /** In lower case, as it is looked for. */
    term: text('term').notNull(),
    createdBy: id('account')('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.groupId, table.term] })],
)
