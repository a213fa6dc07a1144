import type { Logger } from 'pino'
import type { Party, Role } from '../../identity/index.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import type { GuardedClient } from '../../platform/http-client/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { Orders } from '../orders/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { PayoutSums } from './payouts.store.ts'

export interface PaymentsDeps {
  db: Database
  outbox: Outbox
  log: Logger
  client: Pick<GuardedClient, 'request'>
  orders: Pick<Orders, 'markPaid' | 'lockPurchase' | 'purchaseFor' | 'purchasesPage' | 'orderFor' | 'isBuyer'>
  identity: {
    roleOf(sql: Sql, accountId: Id<'account'>, party: Party): Promise<Role | undefined>
    isOperator(accountId: Id<'account'>): Promise<boolean>
  }
  traders: { shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>> }
  /** PLATFORM_UPI_ID. */
  platformUpiId: string
  /** PLATFORM_NAME. */
  platformName: string
  /** PAYMENT_GATEWAY_URL and PAYMENT_GATEWAY_SECRET; undefined: payment by gateway is not offered. */
  gateway?: { url: string; secret: string } | undefined
  /** What payouts say of themselves, for the check of the ledger; nothing is paid out where this is not given. */
  payouts?: { sums(sql: Sql): Promise<readonly PayoutSums[]> } | undefined
}
