import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { BuyerFacts, BuyerKind, ShopFacts, Tier } from '../traders/index.ts'
import type { ProductFacts } from './catalogue.types.ts'

/** A signed-in person, as far as the catalogue asks. */
export interface Actor {
  accountId: Id<'account'>
  sessionId: Id<'session'>
}

/** The part of the traders' door that the catalogue uses. */
export interface TradersPort {
  /** The shop, for a member of its trader; throws `notFound` for everybody else. */
  requireShop(sql: Sql, person: Actor, shopId: Id<'shop'>): Promise<ShopFacts>
  shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>>
  maySell(sellerTiers: readonly Tier[], buyer: BuyerKind): boolean
  buyerFacts(sql: Sql, traderId: Id<'trader'>): Promise<BuyerFacts | undefined>
}

/** Where changes of products are written down: all shops share them. */
export type AuditPort = Pick<Audit, 'record'>

/** Who knows products by their likeness: the one that these facts certainly are, as far as it has been looked at. */
export type TwinPort = (sql: Sql, facts: ProductFacts) => Promise<Id<'product'> | undefined>

/** The part of identity's door that the catalogue uses. */
export interface IdentityPort {
  isOperator(accountId: Id<'account'>): Promise<boolean>
  /** Throws `notFound` for a stranger to the party. */
  requireMember(sql: Sql, person: Actor, party: { kind: 'trader'; id: Id<'trader'> }): Promise<unknown>
  roleOf(
    sql: Sql,
    accountId: Id<'account'>,
    party: { kind: 'trader'; id: Id<'trader'> },
  ): Promise<'owner' | 'staff' | undefined>
}
