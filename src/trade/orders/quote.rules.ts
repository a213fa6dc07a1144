import type { Id } from '../../kernel/ids.ts'
import { type GstSplit, gstInside, type Paise, sumOf } from '../../kernel/money.ts'
import { sizeTogether } from '../../kernel/parcel-size.ts'
import { stateNamed } from '../../kernel/states-of-india.ts'
import {
  decidePrice,
  isFood,
  leastOf,
  type NamedBuyer,
  type PriceDecision,
  quantityFault,
  type SaleTerms,
  stepOf,
} from '../catalogue/index.ts'
import type { BuyerKind, ShopFacts, Tier } from '../traders/index.ts'
import type {
  Drop,
  DropPoint,
  Fulfilment,
  FulfilmentChoice,
  OrderGoods,
  PaymentMethodName,
} from './orders.types.ts'
import { isOffered, type Slot } from './slots.rules.ts'

export interface CartItem {
  shopId: Id<'shop'>
  listingId: Id<'listing'>
  quantity: number
}

/** Why something in a cart cannot be bought as it is. */
export const quoteProblemCodes = [
  'listingGone',
  'notSoldToYou',
  'ownShop',
  'shopNotOpen',
  'belowMinimum',
  'notInSteps',
  'outOfStock',
  'tooMuch',
  'shopDoesNotServe',
  'noPickup',
  'outsideState',
  'slotGone',
  'pointGone',
  'pointTakesNoCash',
] as const
export type QuoteProblemCode = (typeof quoteProblemCodes)[number]

export interface QuoteProblem {
  code: QuoteProblemCode
  detail: string
  shopId: Id<'shop'>
  /** Absent where it is about the shop as a whole. */
  listingId?: Id<'listing'>
  /** For `outOfStock`: pieces that can be bought now. */
  available?: number
  /** For `notInSteps`: quantities are multiples of it. */
  step?: number
}

export interface QuotedLine {
  offer: SaleTerms
  quantity: number
  /** For one piece: what counts for this buyer, this many and this moment. */
  pricePaise: Paise
  reason: PriceDecision['reason']
  totalPaise: Paise
  gst: GstSplit
}

export interface QuotedShop {
  shop: ShopFacts
  fulfilment: Fulfilment
  lines: QuotedLine[]
  goodsPaise: Paise
  deliveryPaise: Paise
  /** Null where the shop delivers itself or the buyer picks up. */
  deliveryMinutes: number | null
  /** When it is wanted; null: as soon as can be. */
  slot: Slot | null
  /** The point where the buyer fetches it; null: to the door. */
  pointId: Id<'point'> | null
  totalPaise: Paise
  weightGrams: number
  goods: OrderGoods
}

export interface Quote {
  shops: QuotedShop[]
  totalPaise: Paise
  problems: QuoteProblem[]
}

/** What the buyer is to a seller: a consumer, or a verified trader of some tiers. */
export type BuyerStanding =
  | { kind: 'consumer' }
  | { kind: 'trader'; traderId: Id<'trader'>; gstin: string | null; tiers: readonly Tier[] }

/** As lists of prices know the buyer; undefined for consumers, who stand on none. */
export const namedBuyer = (buyer: BuyerStanding): NamedBuyer | undefined =>
  buyer.kind === 'trader' ? buyer : undefined

/** The heaviest order there is, in grams: what a lorry carries. Keeps sums inside the columns too. */
const maxOrderGrams = 20_000_000
/** ₹10 crore: a larger order is a contract, not a checkout. */
const maxOrderPaise = 10_000_000_000n

const audiencesOf = (buyer: BuyerStanding): readonly BuyerKind[] =>
  buyer.kind === 'consumer' ? ['consumer'] : buyer.tiers

/** Whether two spellings mean the same state; an unknown state (Army PINs) is like none. */
const sameState = (one: string | null, other: string | null): boolean => {
  if (one === null || other === null) return false
  return (stateNamed(one)?.name ?? one) === (stateNamed(other)?.name ?? other)
}

/**
 * Where the supply takes place: where the goods are delivered to, or handed over at the counter
 * (IGST Act 2017 s. 10(1)). Null for Army PINs: then it counts as another state.
 */
export const placeOfSupply = (shop: ShopFacts, fulfilment: Fulfilment, drop: Pick<Drop, 'state'>) =>
  fulfilment === 'pickup' ? shop.state : drop.state

/** What is wrong with one line, apart from its shop; undefined when it can be bought. */
export function lineProblem(
  item: CartItem,
  offer: SaleTerms | undefined,
  shop: ShopFacts | undefined,
  buyer: BuyerStanding,
  maySell: (sellerTiers: readonly Tier[], buyer: BuyerKind) => boolean,
): QuoteProblem | undefined {
  const problem = (
    code: QuoteProblemCode,
    detail: string,
    more: { available?: number; step?: number } = {},
  ) => ({
    code,
    detail,
    shopId: item.shopId,
    listingId: item.listingId,
    ...more,
  })
  if (!offer || !shop || offer.status !== 'active') {
    return problem('listingGone', 'This is not on offer any more. Take it out of the cart.')
  }
  if (shop.traderStatus !== 'verified' || shop.paused) {
    return problem(
      'shopNotOpen',
      `${shop.shopName} takes no orders now. Take its goods out, or come back later.`,
    )
  }
  if (buyer.kind === 'trader' && buyer.traderId === shop.traderId) {
    return problem('ownShop', 'A trader cannot buy from its own shop. Adjust the stock instead.')
  }
  const audience = audiencesOf(buyer).filter((kind) => maySell(shop.tiers, kind))
  if (!audience.some((kind) => (offer.soldTo as readonly BuyerKind[]).includes(kind))) {
    return problem('notSoldToYou', 'This is not sold to buyers like you. Take it out of the cart.')
  }
  const fault = quantityFault(offer, item.quantity)
  if (fault === 'belowMinimum') {
    return problem('belowMinimum', `The smallest quantity is ${leastOf(offer)}. Take more, or leave it.`)
  }
  if (fault === 'notInSteps') {
    const step = stepOf(offer.trade)
    const fitting = Math.ceil(item.quantity / step) * step
    return problem('notInSteps', `This is sold ${step} at a time. Take ${fitting - step} or ${fitting}.`, {
      step,
    })
  }
  if (item.quantity > offer.available) {
    const left = offer.available
    return problem(
      'outOfStock',
      left > 0 ? `Only ${left} left. Take fewer.` : 'Sold out. Take it out of the cart.',
      {
        available: left,
      },
    )
  }
  return undefined
}

/** What is wrong with an order as a whole. */
function shopProblems(
  quoted: QuotedShop,
  drop: Drop,
  reach: Pick<ShopQuoteInput, 'serves' | 'at' | 'point' | 'method'>,
): QuoteProblem[] {
  const { shop, fulfilment } = quoted
  const about = (code: QuoteProblemCode, detail: string): QuoteProblem => ({
    code,
    detail,
    shopId: shop.shopId,
  })
  const problems: QuoteProblem[] = []
  if (fulfilment === 'pickup' && !shop.selfPickup) {
    problems.push(about('noPickup', `${shop.shopName} hands nothing out at the counter. Choose delivery.`))
  }
  if (quoted.pointId && !reach.point?.open) {
    problems.push(about('pointGone', 'This point takes no parcels now. Choose another one, or delivery.'))
  } else if (quoted.pointId && reach.method === 'cod' && !reach.point?.takesCash) {
    problems.push(
      about(
        'pointTakesNoCash',
        'This point takes no cash now. Pay now, choose another point, or have it brought to the door.',
      ),
    )
  }
  if (fulfilment === 'delivery' && !reach.serves) {
    const advice = shop.selfPickup ? 'Pick it up there, or choose a nearer shop.' : 'Choose a nearer shop.'
    problems.push(
      about('shopDoesNotServe', `${shop.shopName} does not deliver to PIN ${drop.pin}. ${advice}`),
    )
  }
  if (shop.panOnly && !sameState(shop.state, placeOfSupply(shop, fulfilment, drop))) {
    const why = 'it has no GSTIN, and may sell inside its state alone'
    problems.push(
      about('outsideState', `${shop.shopName} sells in ${shop.state} only: ${why}. Choose another shop.`),
    )
  }
  if (quoted.slot && !isOffered(quoted.slot, shop.hours, quoted.deliveryMinutes, reach.at)) {
    problems.push(about('slotGone', `${shop.shopName} cannot deliver in this time any more. Choose another.`))
  }
  if (quoted.weightGrams > maxOrderGrams || quoted.goodsPaise > maxOrderPaise) {
    problems.push(about('tooMuch', 'This is more than one order can hold. Split it over several.'))
  }
  return problems
}

/** One line's sums, GST by the rule of `kernel/money`. */
function quoteLine(offer: SaleTerms, quantity: number, withinState: boolean, at: Date): QuotedLine {
  const { pricePaise, reason } = decidePrice(offer, quantity, at)
  const totalPaise = pricePaise * BigInt(quantity)
  const gst = gstInside(totalPaise, offer.gstBps, withinState)
  return { offer, quantity, pricePaise, reason, totalPaise, gst }
}

export interface ShopQuoteInput {
  shop: ShopFacts
  fulfilment: FulfilmentChoice
  lines: readonly { offer: SaleTerms; quantity: number }[]
  drop: Drop
  /** Whether the shop's own radius or PINs reach the drop. */
  serves: boolean
  /** The point that was chosen, as it is now; undefined when it is gone. */
  point?: DropPoint | undefined
  method?: PaymentMethodName
  /** Null: no provider serves this way; the shop then delivers itself, free, where it serves at all. */
  estimate: { feePaise: Paise; minutes: number } | null
  /** Now, by which slots and prices for a while are judged. */
  at: Date
}

/** Prices one shop's part of the cart and tells what stands against it. Pure. */
export function quoteShop(input: ShopQuoteInput): { quoted: QuotedShop; problems: QuoteProblem[] } {
  const { shop, drop, estimate } = input
  const { kind: fulfilment, slot, pointId } = input.fulfilment
  const toPoint = fulfilment === 'delivery' && pointId ? pointId : null
  const withinState = sameState(shop.state, placeOfSupply(shop, fulfilment, drop))
  const lines = input.lines.map(({ offer, quantity }) => quoteLine(offer, quantity, withinState, input.at))
  const goodsPaise = sumOf(lines.map((line) => line.totalPaise))
  const pointPaise = toPoint ? BigInt(input.point?.feePaise ?? 0) : 0n
  const deliveryPaise = fulfilment === 'delivery' ? (estimate?.feePaise ?? 0n) + pointPaise : 0n
  const quoted: QuotedShop = {
    shop,
    fulfilment,
    lines,
    goodsPaise,
    deliveryPaise,
    deliveryMinutes: fulfilment === 'delivery' ? (estimate?.minutes ?? null) : null,
    slot: fulfilment === 'delivery' && !toPoint ? slot : null,
    pointId: toPoint,
    totalPaise: goodsPaise + deliveryPaise,
    weightGrams: weightOf(input.lines),
    goods: goodsOf(input.lines),
  }
  return { quoted, problems: shopProblems(quoted, drop, input) }
}

export const weightOf = (lines: readonly { offer: SaleTerms; quantity: number }[]): number =>
  lines.reduce((grams, { offer, quantity }) => grams + offer.weightGrams * quantity, 0)

/** What a carrier has to know of the goods besides their weight, from the products themselves. */
export const goodsOf = (
  lines: readonly {
    offer: Pick<SaleTerms, 'hsn' | 'foodMark' | 'keepCold' | 'packSize'>
    quantity: number
  }[],
): OrderGoods => ({
  isFood: lines.some(({ offer }) => isFood(offer.hsn, offer.foodMark ?? 'none')),
  keepCold: lines.some(({ offer }) => offer.keepCold === true),
  size: sizeTogether(lines.map(({ offer, quantity }) => ({ size: offer.packSize, quantity }))),
})
