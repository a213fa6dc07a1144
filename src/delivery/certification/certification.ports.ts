import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { ProviderFacts } from '../providers/index.ts'

/** What one check found. */
export interface CheckFinding {
  code: string
  passed: boolean
  /** What a server that does not pass has to do. */
  help: string
  /** What was seen instead of what should be; null when it passed. */
  saw: string | null
}

/** Plays the market to a provider's server. Never throws for anything that the other side does. */
export type RunChecks = (
  provider: ProviderFacts,
  pickup: { pin: string; point: { lat: number; lng: number } },
) => Promise<CheckFinding[]>

/** What this module asks of identity. */
export interface CertificationPeople {
  /** Throws `notFound` for strangers. */
  requireMember(
    sql: Sql,
    person: { accountId: Id<'account'> },
    party: { kind: 'provider'; id: Id<'provider'> },
  ): Promise<unknown>
  isOperator(accountId: Id<'account'>): Promise<boolean>
}
