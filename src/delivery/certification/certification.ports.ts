import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { ProviderFacts } from '../providers/index.ts'
import type { TrialWay } from './certification.rules.ts'

/** What one check found. */
export interface CheckFinding {
  code: string
  passed: boolean
  /** What a server that does not pass has to do. */
  help: string
  /** What was seen instead of what should be; null when it passed. */
  saw: string | null
}

/** A callback that came for a check, believed or not. */
export interface HeardCallback {
  reference: Id<'offer'>
  action: string
  messageId: string
  isSigned: boolean
  body: unknown
}

/** Where the callbacks of one check are taken in. */
export interface CallbackBox {
  open(reference: Id<'offer'>): Promise<void>
  /** In the order in which they came. */
  read(references: readonly Id<'offer'>[]): Promise<HeardCallback[]>
}

/** Plays the market to a provider's server on these ways. Never throws for anything that the other side does. */
export type RunChecks = (
  provider: ProviderFacts,
  ways: readonly [TrialWay, ...TrialWay[]],
  box: CallbackBox,
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
