import { type Id, uuidOf } from '../../kernel/ids.ts'
import { statement, type Tx } from '../../platform/database/index.ts'
import type { OrderState } from './orders.states.ts'
import { isOrderOver } from './orders.states.ts'
import type { LineRecord, OrderRecord } from './orders.store.ts'
import type { PurchaseState } from './purchases.states.ts'

const setOrder = statement(
  'order_move',
  `update orders set state = $3, version = version + 1,
     confirmed_at = case when $3 = 'confirmed' then now() else confirmed_at end,
     accepted_at = case when $3 = 'accepted' then now() else accepted_at end,
     packed_at = case when $3 = 'packed' then now() else packed_at end,
     handed_over_at = case when $3 in ('handedOver', 'delivered') then coalesce(handed_over_at, now())
                           else handed_over_at end,
     closed_at = case when $4 then now() end,
     ended_by = $5, end_reason = $6,
     ready_at = coalesce(now() + $7 * interval '1 minute', ready_at),
     packed_grams = coalesce($8, packed_grams), invoice_number = coalesce($9, invoice_number)
   where shop_id = $1 and id = $2`,
)
const confirmOrders = statement(
  'orders_confirm',
  `update orders set state = 'confirmed', version = version + 1, confirmed_at = now()
   where purchase_id = $1 and state = 'awaitingPayment'`,
)
const setPurchase = statement(
  'purchase_move',
  `update purchases set state = $2, closed_at = case when $3 then now() end where id = $1`,
)
const dropLine = statement(
  'order_line_cancel',
  `update order_lines set cancelled_at = now(), cancel_reason = $4 where shop_id = $1 and order_id = $2 and id = $3`,
)
const shrinkOrder = statement(
  'order_shrink',
  `update orders set goods_paise = goods_paise - $3, weight_grams = weight_grams - $4, version = version + 1
   where shop_id = $1 and id = $2`,
)

export interface OrderChange {
  endedBy?: OrderRecord['endedBy']
  endReason?: string
  /** Minutes from now until the parcel is ready. */
  readyInMinutes?: number | undefined
  packedGrams?: number
  invoiceNumber?: string
}

/** Writes an order's new state and what came with it; the times follow from the state. */
export const moveOrder = async (
  tx: Tx,
  order: Pick<OrderRecord, 'shopId' | 'orderId'>,
  to: OrderState,
  change: OrderChange = {},
): Promise<void> =>
  void (await tx.query(setOrder, [
    uuidOf(order.shopId),
    uuidOf(order.orderId),
    to,
    isOrderOver(to),
    change.endedBy ?? null,
    change.endReason ?? null,
    change.readyInMinutes ?? null,
    change.packedGrams ?? null,
    change.invoiceNumber ?? null,
  ]))

/** All orders of a purchase that wait for payment stand now. */
export const confirmAll = async (tx: Tx, purchaseId: Id<'purchase'>): Promise<void> =>
  void (await tx.query(confirmOrders, [uuidOf(purchaseId)]))

export const movePurchase = async (tx: Tx, purchaseId: Id<'purchase'>, to: PurchaseState): Promise<void> =>
  void (await tx.query(setPurchase, [
    uuidOf(purchaseId),
    to,
    to === 'completed' || to === 'cancelled' || to === 'expired',
  ]))

/** Strikes a line out and takes it off its order's sums. */
export async function strikeLine(
  tx: Tx,
  order: Pick<OrderRecord, 'shopId' | 'orderId'>,
  line: LineRecord,
  reason: string,
): Promise<void> {
  const key = [uuidOf(order.shopId), uuidOf(order.orderId)]
  await tx.query(dropLine, [...key, uuidOf(line.lineId), reason])
  await tx.query(shrinkOrder, [...key, line.totalPaise, line.weightGrams])
}
