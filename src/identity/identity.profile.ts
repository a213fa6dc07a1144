import { notFound } from '../kernel/errors.ts'
import type { Id } from '../kernel/ids.ts'
import type { Sql } from '../platform/database/index.ts'
import { type Account, findAccount } from './accounts.store.ts'
import { isOperatorAccount, partiesOfAccount } from './members.store.ts'

/** What somebody sees of themself. Throws `notFound`. */
export type ProfileOf = (accountId: Id<'account'>) => Promise<Profile>

export type Profile = Awaited<ReturnType<typeof withParties>>

export const createProfileOf =
  ({ db }: { db: Sql }): ProfileOf =>
  async (accountId) => {
    const account = await findAccount(db, accountId)
    if (!account) throw notFound('account')
    return withParties(db, account)
  }

/** An account with everybody for whom it acts. */
export async function withParties(db: Sql, account: Account) {
  const { accountId, phone, name, createdAt } = account
  const operator = await isOperatorAccount(db, accountId)
  const parties = (await partiesOfAccount(db, accountId)).map(({ party, role }) => ({ ...party, role }))
  return { accountId, phone, name, operator, parties, createdAt }
}
