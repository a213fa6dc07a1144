import type { Party, Role } from '../../identity/index.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { SettledOrder } from '../../trade/orders/index.ts'
import type { PayoutFact, PayoutPart, TraderDue } from '../../trade/payments/index.ts'
import type { Payee } from '../../trade/traders/index.ts'
import type { Audit } from '../audit/index.ts'

export interface PayoutsDeps {
  db: Database
  audit: Pick<Audit, 'record'>
  /** Opens bank accounts, for the bank file alone. */
  sealer: Pick<Sealer, 'open'>
  identity: { roleOf(sql: Sql, accountId: Id<'account'>, party: Party): Promise<Role | undefined> }
  money: {
    traderDues(sql: Sql, traderId: Id<'trader'> | null): Promise<TraderDue[]>
    bookPayout(tx: Tx, fact: PayoutFact, parts: readonly PayoutPart[]): Promise<boolean>
  }
  orders: {
    settledOrders(sql: Sql, orderIds: readonly Id<'order'>[]): Promise<Map<Id<'order'>, SettledOrder>>
  }
  returns: {
    openOf(
      sql: Sql,
      orders: readonly { shopId: Id<'shop'>; orderId: Id<'order'> }[],
    ): Promise<Set<Id<'order'>>>
  }
  traders: { payeesOf(sql: Sql, traderIds: readonly Id<'trader'>[]): Promise<Map<Id<'trader'>, Payee>> }
  /** RETURN_DAYS. */
  returnDays: number
  /** PAYOUT_HOUR, of India; undefined: operators alone open runs. */
  openingHour: number | undefined
}

export type Person = { accountId: Id<'account'> }
