import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { toWire } from '../../kernel/money.ts'
import { statement, type Tx } from '../../platform/database/index.ts'
import { buyerKey } from './orders.policy.ts'
import type { OrderState } from './orders.states.ts'
import type { Buyer, Drop, PaymentMethodName } from './orders.types.ts'
import type { CartItem, QuotedLine, QuotedShop } from './quote.rules.ts'

// Reads the cart and empties it in one step: whoever comes second finds nothing, and a rollback puts it back.
const takeItems = statement(
  'cart_take',
  'delete from cart_items where buyer_id = $1 returning shop_id, listing_id, quantity',
)

// One round trip for the whole purchase. JSON carries the rows: it costs a fraction of a parameter for each field.
const insertPurchase = statement(
  'checkout_write',
  `with purchase as (
     insert into purchases (id, buyer_kind, buyer_id, account_id, state, method, total_paise, drop, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9 * interval '1 second')
   ), parts as (
     insert into orders (shop_id, id, purchase_id, trader_id, state, fulfilment, goods_paise, delivery_paise,
                         weight_grams, goods, delivery_minutes, slot_from, slot_until, point_id, confirmed_at)
     select "shopId", id, $1, "traderId", $5, fulfilment, "goodsPaise", "deliveryPaise", "weightGrams",
            goods, "deliveryMinutes", "slotFrom", "slotUntil", "pointId", case when $5 = 'confirmed' then now() end
     from json_to_recordset($10::json) as part (
       "shopId" uuid, id uuid, "traderId" uuid, fulfilment text, "goodsPaise" bigint, "deliveryPaise" bigint,
       "weightGrams" int, goods jsonb, "deliveryMinutes" int, "slotFrom" timestamptz, "slotUntil" timestamptz,
       "pointId" uuid)
   )
   insert into order_lines (shop_id, order_id, id, listing_id, product_id, brand, name, name_hi, net_quantity, unit,
                            hsn, gst_bps, quantity, price_paise, mrp_paise, total_paise, cgst_paise, sgst_paise,
                            igst_paise, weight_grams)
   select "shopId", "orderId", id, "listingId", "productId", brand, name, "nameHi", "netQuantity", unit, hsn, "gstBps",
          quantity, "pricePaise", "mrpPaise", "totalPaise", cgst, sgst, igst, "weightGrams"
   from json_to_recordset($11::json) as line (
     "shopId" uuid, "orderId" uuid, id uuid, "listingId" uuid, "productId" uuid, brand text, name text, "nameHi" text,
     "netQuantity" numeric, unit text, hsn text, "gstBps" int, quantity int, "pricePaise" bigint, "mrpPaise" bigint,
     "totalPaise" bigint, cgst bigint, sgst bigint, igst bigint, "weightGrams" int)`,
)

/** Takes everything out of the buyer's cart, in the order of (shop, listing). */
export async function takeCart(tx: Tx, buyer: Buyer): Promise<CartItem[]> {
  const rows = await tx.query<{ shop_id: string; listing_id: string; quantity: number }>(takeItems, [
    buyerKey(buyer),
  ])
  const keyed = rows.map((row) => ({ row, key: `${row.shop_id}${row.listing_id}` }))
  keyed.sort((one, other) => (one.key < other.key ? -1 : 1))
  return keyed.map(({ row }) => ({
    shopId: idOf('shop', row.shop_id),
    listingId: idOf('listing', row.listing_id),
    quantity: row.quantity,
  }))
}

export interface NewOrder {
  orderId: Id<'order'>
  quoted: QuotedShop
  lineIds: readonly Id<'orderLine'>[]
}

export interface NewPurchase {
  purchaseId: Id<'purchase'>
  buyer: Buyer
  state: Extract<OrderState, 'awaitingPayment' | 'confirmed'>
  method: PaymentMethodName
  totalPaise: bigint
  drop: Drop
  /** Null when it stands without payment. */
  expirySeconds: number | null
  orders: readonly NewOrder[]
}

/** Writes a purchase with its orders and lines. */
export async function writePurchase(tx: Tx, purchase: NewPurchase): Promise<void> {
  const { orders } = purchase
  await tx.query(insertPurchase, [
    uuidOf(purchase.purchaseId),
    purchase.buyer.kind,
    buyerKey(purchase.buyer),
    uuidOf(purchase.buyer.accountId),
    purchase.state,
    purchase.method,
    purchase.totalPaise,
    JSON.stringify(purchase.drop),
    purchase.expirySeconds,
    JSON.stringify(orders.map(orderRow)),
    JSON.stringify(orders.flatMap(lineRows)),
  ])
}

const orderRow = ({ orderId, quoted }: NewOrder) => ({
  shopId: uuidOf(quoted.shop.shopId),
  id: uuidOf(orderId),
  traderId: uuidOf(quoted.shop.traderId),
  fulfilment: quoted.fulfilment,
  goodsPaise: toWire(quoted.goodsPaise),
  deliveryPaise: toWire(quoted.deliveryPaise),
  weightGrams: quoted.weightGrams,
  goods: quoted.goods,
  deliveryMinutes: quoted.deliveryMinutes,
  slotFrom: quoted.slot?.from,
  slotUntil: quoted.slot?.until,
  pointId: quoted.pointId ? uuidOf(quoted.pointId) : undefined,
})

const lineRows = ({ orderId, quoted, lineIds }: NewOrder) => {
  const shopId = uuidOf(quoted.shop.shopId)
  const order = uuidOf(orderId)
  return quoted.lines.map(({ offer, quantity, pricePaise, totalPaise, gst }: QuotedLine, at) => ({
    shopId,
    orderId: order,
    id: uuidOf(lineIds[at]!),
    listingId: uuidOf(offer.listingId),
    productId: uuidOf(offer.productId),
    brand: offer.brand,
    name: offer.name,
    nameHi: offer.nameHi,
    netQuantity: offer.netQuantity,
    unit: offer.unit,
    hsn: offer.hsn,
    gstBps: offer.gstBps,
    quantity,
    pricePaise: toWire(pricePaise),
    mrpPaise: toWire(offer.mrpPaise),
    totalPaise: toWire(totalPaise),
    cgst: toWire(gst.cgst),
    sgst: toWire(gst.sgst),
    igst: toWire(gst.igst),
    weightGrams: offer.weightGrams * quantity,
  }))
}
