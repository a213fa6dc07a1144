import { groupBy } from '../../kernel/collections.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { buyerFrom } from './orders.policy.ts'
import type { OrderState } from './orders.states.ts'
import type { Buyer, Drop, Fulfilment, OrderGoods, PaymentMethodName } from './orders.types.ts'
import type { PurchaseState } from './purchases.states.ts'
import type { Slot } from './slots.rules.ts'

export interface PurchaseRecord {
  purchaseId: Id<'purchase'>
  buyer: Buyer
  state: PurchaseState
  method: PaymentMethodName
  totalPaise: bigint
  drop: Drop
  expiresAt: Date | null
  createdAt: Date
  closedAt: Date | null
}

export interface OrderRecord {
  orderId: Id<'order'>
  shopId: Id<'shop'>
  purchaseId: Id<'purchase'>
  traderId: Id<'trader'>
  state: OrderState
  fulfilment: Fulfilment
  goodsPaise: bigint
  deliveryPaise: bigint
  returnedPaise: bigint
  weightGrams: number
  goods: OrderGoods | null
  deliveryMinutes: number | null
  slotFrom: Date | null
  slotUntil: Date | null
  pointId: Id<'point'> | null
  packedGrams: number | null
  invoiceNumber: string | null
  endedBy: 'buyer' | 'shop' | 'time' | 'delivery' | null
  endReason: string | null
  readyAt: Date | null
  createdAt: Date
  confirmedAt: Date | null
  acceptedAt: Date | null
  packedAt: Date | null
  handedOverAt: Date | null
  closedAt: Date | null
}

/** When the buyer wants to be delivered to. */
export const slotOf = ({ slotFrom, slotUntil }: Pick<OrderRecord, 'slotFrom' | 'slotUntil'>): Slot | null =>
  slotFrom && slotUntil ? { from: slotFrom, until: slotUntil } : null

export interface LineRecord {
  lineId: Id<'orderLine'>
  orderId: Id<'order'>
  listingId: Id<'listing'>
  productId: Id<'product'>
  brand: string | null
  name: string
  nameHi: string | null
  netQuantity: number
  unit: string
  hsn: string
  gstBps: number
  quantity: number
  pricePaise: bigint
  mrpPaise: bigint
  totalPaise: bigint
  cgstPaise: bigint
  sgstPaise: bigint
  igstPaise: bigint
  weightGrams: number
  returnedQuantity: number
  returnedPaise: bigint
  cancelledAt: Date | null
  cancelReason: string | null
}

// Columns are named on the way out, so that a row needs its ids turned and nothing else.
const purchaseColumns = `id as "purchaseId", buyer_kind as kind, buyer_id as "buyerId", account_id as "accountId",
  state, method, total_paise as "totalPaise", drop, expires_at as "expiresAt", created_at as "createdAt",
  closed_at as "closedAt"`
const orderColumns = `id as "orderId", shop_id as "shopId", purchase_id as "purchaseId", trader_id as "traderId",
  state, fulfilment, goods_paise as "goodsPaise", delivery_paise as "deliveryPaise", returned_paise as "returnedPaise", weight_grams as "weightGrams", goods,
  delivery_minutes as "deliveryMinutes", slot_from as "slotFrom", slot_until as "slotUntil", point_id as "pointId", packed_grams as "packedGrams", invoice_number as "invoiceNumber",
  ended_by as "endedBy", end_reason as "endReason", ready_at as "readyAt", created_at as "createdAt",
  confirmed_at as "confirmedAt", accepted_at as "acceptedAt", packed_at as "packedAt",
  handed_over_at as "handedOverAt", closed_at as "closedAt"`
const lineColumns = `id as "lineId", order_id as "orderId", listing_id as "listingId", product_id as "productId", brand,
  name, name_hi as "nameHi", net_quantity::float8 as "netQuantity", unit, hsn, gst_bps as "gstBps", quantity,
  price_paise as "pricePaise", mrp_paise as "mrpPaise", total_paise as "totalPaise", cgst_paise as "cgstPaise",
  sgst_paise as "sgstPaise", igst_paise as "igstPaise", weight_grams as "weightGrams",
  returned_quantity as "returnedQuantity", returned_paise as "returnedPaise", cancelled_at as "cancelledAt", cancel_reason as "cancelReason"`

const purchaseById = statement('purchase_find', `select ${purchaseColumns} from purchases where id = $1`)
const purchaseForUpdate = statement(
  'purchase_lock',
  `select ${purchaseColumns} from purchases where id = $1 for update`,
)
const purchasesOfBuyer = statement(
  'purchases_list',
  `select ${purchaseColumns} from purchases
   where buyer_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
)
const purchasesInOrder = statement(
  'purchases_page',
  `select ${purchaseColumns} from purchases where ($1::uuid is null or id > $1) order by id limit $2`,
)
const orderById = statement('order_find', `select ${orderColumns} from orders where id = $1`)
const ordersById = statement('orders_find', `select ${orderColumns} from orders where id = any($1::uuid[])`)
const purchasesById = statement(
  'purchases_find',
  `select ${purchaseColumns} from purchases where id in (select purchase_id from orders where id = any($1::uuid[]))`,
)
const ordersForUpdate = statement(
  'orders_lock',
  `select ${orderColumns} from orders where purchase_id = $1 order by shop_id, id for update`,
)
const ordersOfPurchases = statement(
  'orders_of_purchases',
  `select ${orderColumns} from orders where purchase_id = any($1::uuid[]) order by shop_id, id`,
)
const ordersOfShop = statement(
  'orders_of_shop_all',
  `select ${orderColumns} from orders where shop_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
)
const ordersOfShopInState = statement(
  'orders_of_shop_state',
  `select ${orderColumns} from orders
   where shop_id = $1 and ($2::uuid is null or id < $2) and state = $4 order by id desc limit $3`,
)
const linesOfOrder = statement(
  'order_lines_of',
  `select ${lineColumns} from order_lines where shop_id = $1 and order_id = $2 order by id`,
)
const linesOfOrders = statement(
  'order_lines_of_orders',
  `select ${lineColumns} from order_lines where shop_id = $1 and order_id = any($2::uuid[]) order by id`,
)

type PurchaseRow = Omit<PurchaseRecord, 'buyer' | 'purchaseId'> & {
  purchaseId: string
  kind: string
  buyerId: string
  accountId: string
}

const purchaseFrom = ({ kind, buyerId, accountId, ...row }: PurchaseRow): PurchaseRecord => ({
  ...row,
  purchaseId: idOf('purchase', row.purchaseId),
  buyer: buyerFrom({ kind, buyerId, accountId }),
})

const orderFrom = (row: OrderRecord): OrderRecord => ({
  ...row,
  orderId: idOf('order', row.orderId),
  shopId: idOf('shop', row.shopId),
  purchaseId: idOf('purchase', row.purchaseId),
  traderId: idOf('trader', row.traderId),
  pointId: row.pointId && idOf('point', row.pointId),
})

const lineFrom = (row: LineRecord): LineRecord => ({
  ...row,
  lineId: idOf('orderLine', row.lineId),
  orderId: idOf('order', row.orderId),
  listingId: idOf('listing', row.listingId),
  productId: idOf('product', row.productId),
})

export async function findPurchase(sql: Sql, id: Id<'purchase'>): Promise<PurchaseRecord | undefined> {
  const [row] = await sql.query<PurchaseRow>(purchaseById, [uuidOf(id)])
  return row && purchaseFrom(row)
}

/** Every change of a purchase or of its orders begins with this lock, so no two of them mix. */
export async function lockPurchase(tx: Tx, id: Id<'purchase'>): Promise<PurchaseRecord | undefined> {
  const [row] = await tx.query<PurchaseRow>(purchaseForUpdate, [uuidOf(id)])
  return row && purchaseFrom(row)
}

export interface ListPage {
  before: string | null
  limit: number
}

/** Newest first; `before` is the UUID of the last one shown. */
export const listPurchases = async (sql: Sql, key: string, page: ListPage): Promise<PurchaseRecord[]> =>
  (await sql.query<PurchaseRow>(purchasesOfBuyer, [key, page.before, page.limit])).map(purchaseFrom)

export const pagePurchases = async (
  sql: Sql,
  after: Id<'purchase'> | null,
  limit: number,
): Promise<PurchaseRecord[]> =>
  (await sql.query<PurchaseRow>(purchasesInOrder, [after && uuidOf(after), limit])).map(purchaseFrom)

export async function findOrder(sql: Sql, id: Id<'order'>): Promise<OrderRecord | undefined> {
  const [row] = await sql.query<OrderRecord>(orderById, [uuidOf(id)])
  return row && orderFrom(row)
}

/** Several orders with their purchases. */
export async function findOrders(
  sql: Sql,
  ids: readonly Id<'order'>[],
): Promise<{ order: OrderRecord; purchase: PurchaseRecord }[]> {
  const uuids = ids.map(uuidOf)
  const [orderRows, rows] = await Promise.all([
    sql.query<OrderRecord>(ordersById, [uuids]),
    sql.query<PurchaseRow>(purchasesById, [uuids]),
  ])
  const orders = orderRows.map(orderFrom)
  const purchases = new Map(rows.map(purchaseFrom).map((purchase) => [purchase.purchaseId, purchase]))
  return orders.flatMap((order) => {
    const purchase = purchases.get(order.purchaseId)
    return purchase ? [{ order, purchase }] : []
  })
}

const orderStates = statement('orders_states', 'select id, state from orders where id = any($1::uuid[])')

/** Where several orders stand now. */
export async function findOrderStates(
  sql: Sql,
  ids: readonly Id<'order'>[],
): Promise<Map<Id<'order'>, OrderState>> {
  const rows = await sql.query<{ id: string; state: OrderState }>(orderStates, [ids.map(uuidOf)])
  return new Map(rows.map((row) => [idOf('order', row.id), row.state]))
}

/** The orders of a locked purchase, locked in the order of (shop, order). */
export const lockOrders = async (tx: Tx, id: Id<'purchase'>): Promise<OrderRecord[]> =>
  (await tx.query<OrderRecord>(ordersForUpdate, [uuidOf(id)])).map(orderFrom)

export const ordersOf = async (sql: Sql, ids: readonly Id<'purchase'>[]): Promise<OrderRecord[]> =>
  (await sql.query<OrderRecord>(ordersOfPurchases, [ids.map(uuidOf)])).map(orderFrom)

/** A shop's orders, newest first, of one state or of all. */
export const listShopOrders = async (
  sql: Sql,
  shopId: Id<'shop'>,
  state: OrderState | undefined,
  page: ListPage,
): Promise<OrderRecord[]> => {
  const values = [uuidOf(shopId), page.before, page.limit]
  const rows = state
    ? await sql.query<OrderRecord>(ordersOfShopInState, [...values, state])
    : await sql.query<OrderRecord>(ordersOfShop, values)
  return rows.map(orderFrom)
}

export const linesOf = async (
  sql: Sql,
  order: Pick<OrderRecord, 'shopId' | 'orderId'>,
): Promise<LineRecord[]> =>
  (await sql.query<LineRecord>(linesOfOrder, [uuidOf(order.shopId), uuidOf(order.orderId)])).map(lineFrom)

/** Orders of one shop with their purchases and lines: two statements, however many they are. */
export async function withLines(
  sql: Sql,
  shopId: Id<'shop'>,
  orders: readonly OrderRecord[],
): Promise<{ order: OrderRecord; purchase: PurchaseRecord; lines: LineRecord[] }[]> {
  const uuids = orders.map(({ orderId }) => uuidOf(orderId))
  const [lineRows, purchaseRows] = await Promise.all([
    sql.query<LineRecord>(linesOfOrders, [uuidOf(shopId), uuids]),
    sql.query<PurchaseRow>(purchasesById, [uuids]),
  ])
  const lines = groupBy(lineRows.map(lineFrom), ({ orderId }) => orderId)
  const purchases = new Map(purchaseRows.map(purchaseFrom).map((one) => [one.purchaseId, one]))
  return orders.flatMap((order) => {
    const purchase = purchases.get(order.purchaseId)
    return purchase ? [{ order, purchase, lines: lines.get(order.orderId) ?? [] }] : []
  })
}
