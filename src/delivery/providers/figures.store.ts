import { type Sql, statement } from '../../platform/database/index.ts'
import type { ProviderStatus } from './providers.states.ts'

const byStatus = statement(
  'providers_figures_status',
  'select status, count(*)::int as count from providers group by status',
)

/** Startups by status. */
export const providersByStatus = (sql: Sql): Promise<{ status: ProviderStatus; count: number }[]> =>
  sql.query(byStatus)
