import type { Id } from '../../kernel/ids.ts'
import { type Paise, sumOf } from '../../kernel/money.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { OrderParty } from './orders.policy.ts'
import { isOrderOver } from './orders.states.ts'
import { type LineRecord, type OrderRecord, type PurchaseRecord, slotOf } from './orders.store.ts'

/** An order without its lines. */
export const orderSummaryOf = (order: OrderRecord) => ({
  orderId: order.orderId,
  purchaseId: order.purchaseId,
  shopId: order.shopId,
  state: order.state,
  fulfilment: order.fulfilment,
  goodsPaise: order.goodsPaise,
  deliveryPaise: order.deliveryPaise,
  totalPaise: order.goodsPaise + order.deliveryPaise,
  returnedPaise: order.returnedPaise,
  weightGrams: order.packedGrams ?? order.weightGrams,
  deliveryMinutes: order.deliveryMinutes,
  slot: slotOf(order),
  pointId: order.pointId,
  invoiceNumber: order.invoiceNumber,
  endedBy: order.endedBy,
  endReason: order.endReason,
  createdAt: order.createdAt,
  confirmedAt: order.confirmedAt,
  acceptedAt: order.acceptedAt,
  readyAt: order.readyAt,
  packedAt: order.packedAt,
  handedOverAt: order.handedOverAt,
  closedAt: order.closedAt,
})

type Tax = Pick<LineRecord, 'cgstPaise' | 'sgstPaise' | 'igstPaise' | 'totalPaise'>

export const gstOf = (lines: readonly Tax[]) => {
  const sum = (of: (line: Tax) => Paise) => sumOf(lines.map(of))
  const [cgstPaise, sgstPaise, igstPaise] = [
    sum((line) => line.cgstPaise),
    sum((line) => line.sgstPaise),
    sum((line) => line.igstPaise),
  ]
  const total = sum((line) => line.totalPaise)
  return { taxablePaise: total - cgstPaise - sgstPaise - igstPaise, cgstPaise, sgstPaise, igstPaise }
}

const lineViewOf = (line: LineRecord) => ({
  lineId: line.lineId,
  listingId: line.listingId,
  productId: line.productId,
  brand: line.brand,
  name: line.name,
  nameHi: line.nameHi,
  netQuantity: line.netQuantity,
  unit: line.unit,
  hsn: line.hsn,
  gstBps: line.gstBps,
  quantity: line.quantity,
  pricePaise: line.pricePaise,
  mrpPaise: line.mrpPaise,
  totalPaise: line.totalPaise,
  gst: gstOf([line]),
  returnedQuantity: line.returnedQuantity,
  returnedPaise: line.returnedPaise,
  cancelled: line.cancelledAt !== null,
  cancelReason: line.cancelReason,
})

/** An order as its buyer or its shop may see it. */
export const orderViewOf = (
  order: OrderRecord,
  purchase: PurchaseRecord,
  lines: readonly LineRecord[],
  shop: ShopFacts | undefined,
  sides: readonly OrderParty[],
  broughtByShop: ReadonlySet<Id<'order'>>,
) => ({
  ...orderSummaryOf(order),
  method: purchase.method,
  lines: lines.map(lineViewOf),
  gst: gstOf(lines.filter((line) => line.cancelledAt === null)),
  seller: shop ? { legalName: shop.legalName, shopName: shop.shopName, gstin: shop.gstin } : null,
  drop: mayShowDrop(order, sides)
    ? { ...purchase.drop, phone: mayShowPhone(order, sides, broughtByShop) ? purchase.drop.phone : null }
    : null,
})

const mayShowDrop = (order: OrderRecord, sides: readonly OrderParty[]): boolean =>
  sides.includes('buyer') || (order.state !== 'awaitingPayment' && !isOrderOver(order.state))

/**
 * The buyer's number is for the shop only where its own people go to the door, or the buyer comes to the counter. Of
 * what is not packed yet the shop goes itself where nobody was found to deliver it.
 */
const mayShowPhone = (
  order: OrderRecord,
  sides: readonly OrderParty[],
  broughtByShop: ReadonlySet<Id<'order'>>,
): boolean =>
  sides.includes('buyer') ||
  order.fulfilment === 'pickup' ||
  broughtByShop.has(order.orderId) ||
  (order.packedAt === null && order.deliveryMinutes === null)

export const purchaseSummaryOf = (purchase: PurchaseRecord, orders: readonly OrderRecord[]) => ({
  purchaseId: purchase.purchaseId,
  state: purchase.state,
  method: purchase.method,
  totalPaise: purchase.totalPaise,
  createdAt: purchase.createdAt,
  expiresAt: purchase.state === 'awaitingPayment' ? purchase.expiresAt : null,
  closedAt: purchase.closedAt,
  orders: orders.map(orderSummaryOf),
})
