import { notFound } from '../../kernel/errors.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { Person } from '../../platform/http/index.ts'
import { traderNotVerified } from '../traders/index.ts'
import type { IdentityForOrders, TradersForOrders } from './orders.deps.ts'
import type { Buyer } from './orders.types.ts'
import type { BuyerStanding } from './quote.rules.ts'

/** The UUID under which a buyer's cart and purchases are kept. */
export const buyerKey = (buyer: Buyer): string =>
  uuidOf(buyer.kind === 'consumer' ? buyer.accountId : buyer.traderId)

/** A buyer from its columns. */
export const buyerFrom = (row: { kind: string; buyerId: string; accountId: string }): Buyer => {
  const accountId = idOf('account', row.accountId)
  return row.kind === 'trader'
    ? { kind: 'trader', traderId: idOf('trader', row.buyerId), accountId }
    : { kind: 'consumer', accountId }
}

export type OrderParty = 'buyer' | 'shop'

export type OrdersPolicy = ReturnType<typeof createOrdersPolicy>

/** Who may do what: strangers get 404, whatever they ask. */
export function createOrdersPolicy({
  identity,
  traders,
}: {
  identity: IdentityForOrders
  traders: TradersForOrders
}) {
  const worksFor = async (sql: Sql, person: Person, traderId: Id<'trader'>): Promise<boolean> =>
    (await identity.roleOf(sql, person.accountId, { kind: 'trader', id: traderId })) !== undefined

  const isBuyer = async (sql: Sql, person: Person, buyer: Buyer): Promise<boolean> =>
    buyer.kind === 'consumer' ? buyer.accountId === person.accountId : worksFor(sql, person, buyer.traderId)

  return {
    isBuyer,
    worksFor,

    /** The buyer that this person acts as: itself, or a trader it works for. */
    async buyerOf(sql: Sql, person: Person, asTrader: Id<'trader'> | undefined): Promise<Buyer> {
      if (asTrader === undefined) return { kind: 'consumer', accountId: person.accountId }
      if (!(await worksFor(sql, person, asTrader))) throw notFound('trader')
      return { kind: 'trader', traderId: asTrader, accountId: person.accountId }
    },

    /** What the buyer may be sold; only a verified trader buys as one. */
    async standingOf(sql: Sql, buyer: Buyer): Promise<BuyerStanding> {
      if (buyer.kind === 'consumer') return { kind: 'consumer' }
      const facts = await traders.buyerFacts(sql, buyer.traderId)
      if (!facts) throw notFound('trader')
      if (facts.status !== 'verified') throw traderNotVerified()
      return { kind: 'trader', traderId: buyer.traderId, gstin: facts.gstin, tiers: facts.tiers }
    },

    /** The sides of the order on which the person stands: a shop's owner may buy there too. Strangers get 404. */
    async sidesOf(
      sql: Sql,
      person: Person,
      order: { buyer: Buyer; traderId: Id<'trader'> },
    ): Promise<OrderParty[]> {
      const sides: OrderParty[] = []
      if (await isBuyer(sql, person, order.buyer)) sides.push('buyer')
      if (await worksFor(sql, person, order.traderId)) sides.push('shop')
      if (sides.length === 0) throw notFound('order')
      return sides
    },
  }
}
