import type { Id } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'

/** What this module asks of identity. */
export interface ProviderMembers {
  /** Throws `notFound` for strangers, `forbidden` for staff where an owner is needed. */
  requireMember(
    sql: Sql,
    person: { accountId: Id<'account'> },
    party: { kind: 'provider'; id: Id<'provider'> },
    atLeast?: 'owner' | 'staff',
  ): Promise<unknown>
  grant(
    tx: Tx,
    grant: {
      accountId: Id<'account'>
      party: { kind: 'provider'; id: Id<'provider'> }
      role: 'owner' | 'staff'
    },
  ): Promise<unknown>
  partiesOf(
    sql: Sql,
    accountId: Id<'account'>,
  ): Promise<readonly { party: { kind: string; id: string }; role: string }[]>
}

/** Judges a web address by its form: `judgeUrl` of the guarded HTTP client. */
export type JudgeUrl = (url: string) => { ok: true } | { ok: false; detail: string }
