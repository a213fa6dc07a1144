import { notFound } from '../kernel/errors.ts'
import type { Id } from '../kernel/ids.ts'
import type { Database, Sql } from '../platform/database/index.ts'
import type { Audit } from '../trust/audit/index.ts'
import { type Account, accountFor, findAccount, findAccountByPhone } from './accounts.store.ts'
import { phoneOf } from './codes.service.ts'
import { ownSeat } from './identity.errors.ts'
import { withParties } from './identity.profile.ts'
import { addOperator, operatorAccounts, removeOperator } from './members.store.ts'

type Actor = { accountId: Id<'account'> }

export type Operators = ReturnType<typeof createOperators>

/** Who may take the decisions of the market's operators. */
export function createOperators({ db, audit }: { db: Database; audit: Audit }) {
  const profile = async (sql: Sql, account: Account | undefined) => {
    if (!account) throw notFound('account')
    return withParties(sql, account)
  }

  return {
    /** Who has this number, with what they may do; all operators when none is given. Throws `badPhone`. */
    async find(phone: string | undefined) {
      if (phone !== undefined) {
        const account = await findAccountByPhone(db, phoneOf(phone))
        return account ? [await withParties(db, account)] : []
      }
      const ids = await operatorAccounts(db)
      return Promise.all(ids.map(async (id) => profile(db, await findAccount(db, id))))
    },

    /** Gives the holder of this number an operator's seat. */
    grant: (actor: Actor, phone: string) =>
      db.transaction(async (tx) => {
        const accountId = await accountFor(tx, phoneOf(phone))
        if (await addOperator(tx, accountId))
          await audit.record(tx, {
            actorId: actor.accountId,
            action: 'operator.made',
            objectId: accountId,
          })
        return profile(tx, await findAccount(tx, accountId))
      }),

    /** Takes a seat away. Nobody takes their own, so one operator always stays. Throws `notFound`, `ownSeat`. */
    revoke: (actor: Actor, accountId: Id<'account'>) =>
      db.transaction(async (tx) => {
        if (accountId === actor.accountId) throw ownSeat()
        // Two who take each other's seats stand in line: the second finds that it has none any more.
        if (!(await removeOperator(tx, { actorId: actor.accountId, accountId }))) throw notFound('operator')
        await audit.record(tx, {
          actorId: actor.accountId,
          action: 'operator.removed',
          objectId: accountId,
        })
      }),
  }
}
