import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import type { Move } from '../../kernel/states.ts'
import type { OrderState } from './orders.states.ts'
import type { Slot } from './slots.rules.ts'

/** Who buys: a person for itself, or for a verified trader (a retailer that restocks). */
export type Buyer =
  | { kind: 'consumer'; accountId: Id<'account'> }
  | { kind: 'trader'; traderId: Id<'trader'>; accountId: Id<'account'> }

export const paymentMethods = ['cod', 'upi', 'gateway'] as const
export type PaymentMethodName = (typeof paymentMethods)[number]

export const fulfilments = ['delivery', 'pickup'] as const
export type Fulfilment = (typeof fulfilments)[number]

/** How the goods of one shop come to the buyer. */
export interface FulfilmentChoice {
  kind: Fulfilment
  /** When the buyer wants to be delivered to; null: as soon as can be. */
  slot: Slot | null
  /** The point to which it is delivered, for the buyer to fetch; to the door when absent. */
  pointId?: Id<'point'> | null | undefined
}

/** A neighbourhood point as a checkout sees it. */
export interface DropPoint {
  pointId: Id<'point'>
  name: string
  pin: string
  district: string | null
  state: string | null
  place: Point
  /** What it gets for the parcel. */
  feePaise: number
  /** Has room now. */
  open: boolean
  /** Takes cash at its counter: it has not yet as much in hand as it may have. */
  takesCash: boolean
}

/** Where a purchase goes, as it was at checkout. Personal data: kept once, with the purchase. */
export interface Drop {
  name: string
  /** `+91` and ten digits. */
  phone: string
  line1: string
  line2: string | null
  landmark: string | null
  pin: string
  district: string | null
  /** Null for the Army Postal Service. */
  state: string | null
  point: Point | null
  /** How exact the point is: `pin` is only the middle of the PIN. */
  pointFrom: 'point' | 'digipin' | 'pin' | null
  digipin: string | null
  /** Who may take a parcel in the buyer's place; absent: nobody. */
  neighbour?: { name: string; house: string } | undefined
}

/** What the later modules need to know of an order. Sums in paise, weights in grams. */
export interface OrderFacts {
  orderId: Id<'order'>
  shopId: Id<'shop'>
  traderId: Id<'trader'>
  purchaseId: Id<'purchase'>
  state: OrderState
  fulfilment: Fulfilment
  /** Where the buyer fetches it; null: to the door. */
  pointId: Id<'point'> | null
  method: PaymentMethodName
  buyer: Buyer
  drop: Drop
  goodsPaise: bigint
  deliveryPaise: bigint
  totalPaise: bigint
  /** What is to be collected at the door: the total for COD, else nothing. */
  toCollectPaise: bigint
  /** As weighed at packing, else by the catalogue. */
  weightGrams: number
  /** Null for orders from before it was noted. */
  goods: OrderGoods | null
  invoiceNumber: string | null
  packedAt: Date | null
}

/** What became of an order that was told of its parcel; its purchase is locked. */
export type Marked = Move<OrderState> & { purchaseId: Id<'purchase'> }

/** What a parcel's word asks of its order. */
export interface AskedStep {
  shopId: Id<'shop'>
  orderId: Id<'order'>
  step: 'handOver' | 'deliver'
}

/** Orders whose rows are held until the transaction ends. */
export interface HeldOrders {
  /** Takes these of them a step on; once for each. */
  mark(asked: readonly AskedStep[]): MarkedSeveral
}

/** Orders that moved, each with its locked purchase. The statements are on their way; `written` is their end. */
export interface MarkedSeveral {
  moved: ReadonlyMap<Id<'order'>, Id<'purchase'>>
  written: Promise<unknown>
}

/** What a carrier has to know of an order's goods besides their weight, as it was when they were bought. */
export interface OrderGoods {
  isFood: boolean
  keepCold: boolean
  /** Of the whole parcel; null where the size of any pack is not known. */
  size: ParcelSize | null
}
