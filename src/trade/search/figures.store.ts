import { type Sql, statement } from '../../platform/database/index.ts'

const waiting = statement(
  'search_figures_waiting',
  'select target as engine, count(*)::int as waiting from search_pending group by target',
)

/** Listings whose change has not reached an index yet. */
export const searchWaiting = (sql: Sql): Promise<{ engine: string; waiting: number }[]> => sql.query(waiting)
