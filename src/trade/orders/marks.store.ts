import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { statement, type Tx } from '../../platform/database/index.ts'
import type { StockLine } from '../catalogue/index.ts'
import { isOrderOver, type OrderState } from './orders.states.ts'
import type { PurchaseState } from './purchases.states.ts'

/** Queries for the orders of many parcels at once. */

type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }

// Purchases in the order of their ids, then their orders: whoever takes several takes them so.
const ofOrders = `select o.purchase_id from orders o join unnest($1::uuid[], $2::uuid[]) as asked (shop_id, id) using (shop_id, id)`
const holdPurchases = statement(
  'marks_purchases',
  `select id, state from purchases where id in (${ofOrders}) order by id for update`,
)
const holdOrders = statement(
  'marks_orders',
  `select shop_id, id, purchase_id, state from orders where purchase_id in (${ofOrders})
   order by purchase_id, shop_id, id for update`,
)
const goodsOf = statement(
  'marks_goods',
  `select line.order_id, line.shop_id, line.listing_id, line.quantity
   from order_lines line join unnest($1::uuid[], $2::uuid[]) as asked (shop_id, order_id) using (shop_id, order_id)
   where line.cancelled_at is null`,
)
const moveMany = statement(
  'marks_move',
  `update orders o set state = row.state, version = version + 1, handed_over_at = coalesce(handed_over_at, now()),
     closed_at = case when row.over then now() end, ended_by = null, end_reason = null
   from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) as row (shop_id, id, state, over)
   where o.shop_id = row.shop_id and o.id = row.id`,
)
const completeMany = statement(
  'marks_complete',
  `update purchases set state = 'completed', closed_at = now() where id = any($1::uuid[])`,
)

export interface HeldState {
  shopId: Id<'shop'>
  orderId: Id<'order'>
  state: OrderState
}

/** Locks the purchases of these orders, each with all its orders. */
export async function holdMany(
  tx: Tx,
  refs: readonly OrderRef[],
): Promise<{ purchaseId: Id<'purchase'>; state: PurchaseState; orders: HeldState[] }[]> {
  const values = [refs.map(({ shopId }) => uuidOf(shopId)), refs.map(({ orderId }) => uuidOf(orderId))]
  const [purchases, orders] = await Promise.all([
    tx.query<{ id: string; state: PurchaseState }>(holdPurchases, values),
    tx.query<{ shop_id: string; id: string; purchase_id: string; state: OrderState }>(holdOrders, values),
  ])
  const held = new Map<string, HeldState[]>()
  for (const { shop_id, id, purchase_id, state } of orders) {
    const one = { shopId: idOf('shop', shop_id), orderId: idOf('order', id), state }
    const beside = held.get(purchase_id)
    if (beside) beside.push(one)
    else held.set(purchase_id, [one])
  }
  return purchases.map(({ id, state }) => ({
    purchaseId: idOf('purchase', id),
    state,
    orders: held.get(id) ?? [],
  }))
}

/** What stands in these orders, line by line. */
export async function goodsOfMany(
  tx: Tx,
  refs: readonly OrderRef[],
): Promise<(StockLine & { orderId: Id<'order'> })[]> {
  if (refs.length === 0) return []
  const rows = await tx.query<{ order_id: string; shop_id: string; listing_id: string; quantity: number }>(
    goodsOf,
    [refs.map(({ shopId }) => uuidOf(shopId)), refs.map(({ orderId }) => uuidOf(orderId))],
  )
  return rows.map((row) => ({
    orderId: idOf('order', row.order_id),
    shopId: idOf('shop', row.shop_id),
    listingId: idOf('listing', row.listing_id),
    quantity: row.quantity,
  }))
}

/** Writes the new states of held orders that left their shops or arrived. */
export const moveOrders = async (tx: Tx, orders: readonly HeldState[]): Promise<void> =>
  void (await tx.query(moveMany, [
    orders.map(({ shopId }) => uuidOf(shopId)),
    orders.map(({ orderId }) => uuidOf(orderId)),
    orders.map(({ state }) => state),
    orders.map(({ state }) => isOrderOver(state)),
  ]))

/** The last order of each of these held purchases has arrived. */
export const completePurchases = async (tx: Tx, ids: readonly Id<'purchase'>[]): Promise<void> => {
  if (ids.length > 0) await tx.query(completeMany, [ids.map(uuidOf)])
}
