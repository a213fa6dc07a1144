import type { Party, Role } from '../../identity/index.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'

/** What this module asks of identity. */
export interface PointPeople {
  isOperator(accountId: Id<'account'>): Promise<boolean>
  roleOf(sql: Sql, accountId: Id<'account'>, party: Party): Promise<Role | undefined>
}

/** What this module asks of traders. */
export interface PointShops {
  requireShop(
    sql: Sql,
    person: { accountId: Id<'account'> },
    shopId: Id<'shop'>,
    role?: 'owner' | 'staff',
  ): Promise<ShopFacts>
  shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>>
}
