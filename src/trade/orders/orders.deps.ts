import type { Party, Role } from '../../identity/index.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Places } from '../../places/index.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { CatalogueFacts } from '../catalogue/index.ts'
import type { BuyerFacts, BuyerKind, Drop, ShopFacts, Tier } from '../traders/index.ts'
import type { DeliveryEstimatePort, DropPointPort, PaymentPort } from './orders.ports.ts'

/** What orders use of the earlier modules' doors. */
export interface IdentityForOrders {
  roleOf(sql: Sql, accountId: Id<'account'>, party: Party): Promise<Role | undefined>
}

export interface TradersForOrders {
  shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>>
  shopFactsOf(
    name: string,
    ids: string,
  ): (sql: Sql, values: readonly unknown[]) => Promise<Map<Id<'shop'>, ShopFacts>>
  buyerFacts(sql: Sql, traderId: Id<'trader'>): Promise<BuyerFacts | undefined>
  shopServes(shop: ShopFacts, drop: Drop): boolean
  maySell(sellerTiers: readonly Tier[], buyer: BuyerKind): boolean
}

export interface OrdersDeps {
  db: Database
  outbox: Outbox
  identity: IdentityForOrders
  traders: TradersForOrders
  catalogue: Pick<CatalogueFacts, 'terms' | 'termsOf' | 'reserve' | 'release' | 'consume'>
  places: Pick<Places, 'resolvePlace'>
  payment: PaymentPort
  delivery: DeliveryEstimatePort
  points: DropPointPort
  /** Which of these orders of a shop are brought by the shop itself, of those that are packed. */
  broughtByShop(
    sql: Sql,
    shopId: Id<'shop'>,
    orderIds: readonly Id<'order'>[],
  ): Promise<ReadonlySet<Id<'order'>>>
  /** PAYMENT_EXPIRY_SECONDS. */
  paymentExpirySeconds: number
}
