import type { Identity, Role } from '../../identity/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Places } from '../../places/index.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { checksRoutes } from './checks.routes.ts'
import { readBuyerFacts, readShopFacts, readShopFactsOf, readShopsOfRegion } from './facts.store.ts'
import { shopsWithState, tradersByStatus } from './figures.store.ts'
import { readPayees } from './payees.store.ts'
import { reviewRoutes } from './review.routes.ts'
import { createReview } from './review.service.ts'
import { shopsRoutes } from './shops.routes.ts'
import { reaches } from './shops.rules.ts'
import { createShopsService } from './shops.service.ts'
import { type Actor, createTradersPolicy } from './traders.policy.ts'
import { tradersRoutes } from './traders.routes.ts'
import { maySell } from './traders.rules.ts'
import { createTradersService } from './traders.service.ts'
import { findTrader, lockTrader } from './traders.store.ts'
import type { BuyerFacts, Drop, ShopFacts, TraderStatus } from './traders.types.ts'

export interface TradersDeps {
  db: Database
  outbox: Outbox
  identity: Pick<Identity, 'grant' | 'roleOf' | 'isOperator' | 'contactsOf'>
  places: Places
  audit: Audit
  /** Seals bank accounts. */
  sealer: Sealer
}

/** Traders and their shops. */
export function createTraders({ db, outbox, identity, places, audit, sealer }: TradersDeps) {
  const policy = createTradersPolicy({ identity })
  const parts = [
    checksRoutes,
    tradersRoutes({ service: createTradersService({ db, outbox, identity, policy, sealer }) }),
    shopsRoutes({
      service: createShopsService({ db, outbox, places, policy }),
      now: () => new Date(),
    }),
    reviewRoutes({ review: createReview({ db, outbox, identity, audit }) }),
  ]
  const routes: Routes = (app) => {
    for (const part of parts) part(app)
  }

  return {
    /** Facts of those of these shops that there are. One prepared query. */
    shopFacts: (sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>> =>
      readShopFacts(sql, shopIds),

    /** The same for the shops that a query of the caller's own tables names; `name` is the statement's. */
    shopFactsOf: readShopFactsOf,

    /** Shops whose PIN begins with these two digits, open or not, in the order of their ids. */
    shopsOfRegion: (
      sql: Sql,
      page: { region: string; after?: Id<'shop'> | undefined; limit: number },
    ): Promise<Id<'shop'>[]> => readShopsOfRegion(sql, page),

    /** Undefined when there is no such trader. */
    buyerFacts: (sql: Sql, traderId: Id<'trader'>): Promise<BuyerFacts | undefined> =>
      readBuyerFacts(sql, traderId),

    /**
     * Whether the shop delivers to this place by itself or by a provider: by PIN, else by distance, where a place
     * without a point stands in the middle of its PIN; a trader without GSTIN inside its state alone.
     */
    shopServes(shop: ShopFacts, { pin, point }: Drop): boolean {
      const record = places.lookUp(pin)
      return reaches(shop, { pin, point: point ?? record?.point ?? null, state: record?.state ?? null })
    },

    /** The shop, for somebody who acts for its trader. Throws `notFound` to strangers, `forbidden` to staff where an owner is needed. */
    async requireShop(sql: Sql, person: Actor, shopId: Id<'shop'>, role: Role = 'staff'): Promise<ShopFacts> {
      const shop = (await readShopFacts(sql, [shopId])).get(shopId)
      if (!shop) throw notFound('shop')
      await policy.requireRole(sql, person, shop.traderId, role, 'shop')
      return shop
    },

    maySell,

    /** The state of a trader; undefined when there is none. */
    statusOf: async (sql: Sql, traderId: Id<'trader'>): Promise<TraderStatus | undefined> =>
      (await findTrader(sql, traderId))?.status,

    /** The same, and held as it is until the transaction ends. */
    holdStatus: async (tx: Tx, traderId: Id<'trader'>): Promise<TraderStatus | undefined> =>
      (await lockTrader(tx, traderId))?.status,

    /** Where these traders' money goes; accounts stay sealed. */
    payeesOf: readPayees,

    /** Counts for operators. */
    figures: { byStatus: tradersByStatus, shopsWithState },
    routes,
    consumers: [],
    subscriptions: async () => [],
  }
}

export type Traders = ReturnType<typeof createTraders>
