import { type Sql, statement } from '../../platform/database/index.ts'
import type { SearchEngine } from './search.ports.ts'

const note = statement(
  'search_away_note',
  'insert into search_away (engine) values ($1) on conflict do nothing',
)
const end = statement('search_away_end', 'delete from search_away where engine = $1')
const read = statement('search_away_read', 'select 1 from search_away where engine = $1')

/** Notes that an engine could not be written to, or that it has all again. */
export const noteAway = async (sql: Sql, engine: SearchEngine['name'], isAway: boolean): Promise<void> =>
  void (await sql.query(isAway ? note : end, [engine]))

/** How long "it has all" may be believed. */
const believedMs = 1000

/** Tells whether an engine lacks what could not be written to it; asks the database at most once a second while not. */
export function createAwayCheck(
  sql: Sql,
  engine: SearchEngine['name'],
  now: () => number = () => performance.now(),
): () => Promise<boolean> {
  let believedUntil = Number.NEGATIVE_INFINITY
  return async () => {
    if (now() < believedUntil) return false
    const isAway = (await sql.query(read, [engine])).length > 0
    if (!isAway) believedUntil = now() + believedMs
    return isAway
  }
}
