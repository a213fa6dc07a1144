import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import type { ShipmentPeople } from './shipments.ports.ts'
import type { EntryEffect } from './shipments.types.ts'

export type Viewer = 'buyer' | 'shop' | 'operator'

/**
 * As whom a person sees the parcels of an order: its buyer, its shop's people, an operator. A stranger gets
 * `notFound`. `as` chooses among several.
 */
export async function viewerOf(
  sql: Sql,
  people: ShipmentPeople,
  accountId: Id<'account'>,
  order: OrderFacts | undefined,
  as?: Viewer,
): Promise<Viewer> {
  if (!order) throw notFound('shipment')
  const may: Record<Viewer, () => Promise<boolean>> = {
    buyer: async () =>
      order.buyer.accountId === accountId ||
      (order.buyer.kind === 'trader' &&
        !!(await people.roleOf(sql, accountId, { kind: 'trader', id: order.buyer.traderId }))),
    shop: async () => !!(await people.roleOf(sql, accountId, { kind: 'trader', id: order.traderId })),
    operator: () => people.isOperator(accountId),
  }
  for (const viewer of as ? [as] : (['buyer', 'shop', 'operator'] as const)) {
    if (await may[viewer]()) return viewer
  }
  throw notFound('shipment')
}

/** Which lines of a timeline are for whom. */
export const effectsFor: Record<Viewer | 'provider', readonly EntryEffect[]> = {
  buyer: ['moved', 'late'],
  shop: ['moved', 'late', 'early', 'unknown', 'refused', 'noted'],
  operator: ['moved', 'late', 'early', 'unknown', 'refused', 'noted'],
  provider: ['moved', 'late', 'early', 'unknown', 'refused'],
}
