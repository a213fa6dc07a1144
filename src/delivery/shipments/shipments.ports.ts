import type { Id } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { CashCollected, OrderFacts } from '../../trade/orders/index.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'

type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }

/** What this module asks of orders. */
export interface ShipmentOrders {
  orderFor(sql: Sql, orderId: Id<'order'>): Promise<OrderFacts | undefined>
  markHandedOver(tx: Tx, order: OrderRef): Promise<unknown>
  markDelivered(tx: Tx, order: OrderRef): Promise<unknown>
  markUndelivered(tx: Tx, order: OrderRef): Promise<unknown>
}

/** What this module asks of payments. */
export interface CashBook {
  collectCash(tx: Tx, cash: CashCollected): Promise<unknown>
}

/** What this module asks of traders. */
export interface ShipmentShops {
  /** Throws `notFound` for strangers. */
  requireShop(
    sql: Sql,
    person: { accountId: Id<'account'> },
    shopId: Id<'shop'>,
    role?: 'owner' | 'staff',
  ): Promise<ShopFacts>
  shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>>
}

/** What this module asks of identity. */
export interface ShipmentPeople {
  isOperator(accountId: Id<'account'>): Promise<boolean>
  roleOf(
    sql: Sql,
    accountId: Id<'account'>,
    party: { kind: 'trader'; id: Id<'trader'> },
  ): Promise<'owner' | 'staff' | undefined | null>
}

/** Where decisions of operators are kept. */
export interface OperatorDecisions {
  record(
    tx: Tx,
    decision: {
      actorId: Id<'account'>
      action: string
      objectId: string
      reasons: { pointer?: string; reason: string }[]
    },
  ): Promise<unknown>
}
