import { type Id, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'

export interface OwnTerm {
  groupId: string
  term: string
}

const all = statement(
  'synonyms_all',
  `select group_id as "groupId", term from search_synonyms order by group_id, created_at, term`,
)
const insert = statement(
  'synonyms_insert',
  `insert into search_synonyms (group_id, term, created_by) select $1, unnest($2::text[]), $3 on conflict do nothing`,
)
const remove = statement(
  'synonyms_remove',
  'delete from search_synonyms where group_id = $1 and ($2::text is null or term = $2) returning term',
)
// Adding stands in line, so that the number of words stays within its bound.
const lock = statement('synonyms_lock', `select pg_advisory_xact_lock(hashtext('search_synonyms'))`)

/** Every word that operators added. */
export const readOwnTerms = (sql: Sql): Promise<OwnTerm[]> => sql.query<OwnTerm>(all)

export const lockTerms = async (tx: Tx): Promise<void> => void (await tx.query(lock))

export const addTerms = async (
  tx: Tx,
  group: { groupId: string; terms: readonly string[]; accountId: Id<'account'> },
): Promise<void> => void (await tx.query(insert, [group.groupId, group.terms, uuidOf(group.accountId)]))

/** Removes one added word of a group, or all; those that were there. */
export const removeTerms = async (tx: Tx, groupId: string, term: string | undefined): Promise<string[]> =>
  (await tx.query<{ term: string }>(remove, [groupId, term ?? null])).map((row) => row.term)
