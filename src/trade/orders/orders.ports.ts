import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { Drop as ShopDrop, ShopFacts } from '../traders/index.ts'
import type { DropPoint, OrderGoods, PaymentMethodName } from './orders.types.ts'

/** One order's part of a purchase, as the ledger books it. */
export interface PaymentPart {
  orderId: Id<'order'>
  shopId: Id<'shop'>
  traderId: Id<'trader'>
  goodsPaise: Paise
  deliveryPaise: Paise
}

export interface PaymentRequest {
  purchaseId: Id<'purchase'>
  method: PaymentMethodName
  amountPaise: Paise
  orders: readonly PaymentPart[]
  payerAccountId: Id<'account'>
  /** The trader to whom a UPI payment can go directly: set when the purchase has one shop and it has a UPI id. */
  payee: { traderId: Id<'trader'>; upiId: string; name: string } | null
}

/** What stops being owed, and why. Each cause counts once. */
export interface PaymentReversal {
  purchaseId: Id<'purchase'>
  cause:
    | { kind: 'order'; id: Id<'order'> }
    | { kind: 'line'; id: Id<'orderLine'> }
    | { kind: 'return'; id: Id<'return'> }
  part: PaymentPart
  reason: string
}

/** A payment on the wire: JSON values only, for it is kept with the checkout's answer. */
export interface PaymentView {
  paymentId: Id<'payment'>
  method: PaymentMethodName
  state: 'pending' | 'failed' | 'paid' | 'mismatched' | 'void'
  amountPaise: number
  /** The link that opens the payer's app, once there is one. */
  link: string | null
}

export interface PaymentBegun {
  state: 'awaitingPayment' | 'confirmed'
  view: PaymentView
  written: Promise<unknown>
}

export interface RefundView {
  refundId: Id<'refund'>
  amountPaise: number
  state: 'requested' | 'sent' | 'settled' | 'failed'
  reason: string
}

/** How a purchase is paid; supplied by the payments module. All but `beforeExpiry` run in the caller's transaction. */
export interface PaymentPort {
  /**
   * Books what the buyer owes and opens a payment. `confirmed`: goods may go out before the money comes (COD).
   * The statements are on their way when it answers; `written` is their end.
   */
  begin(tx: Tx, request: PaymentRequest): PaymentBegun
  /** Takes back what is no longer owed, and refunds what was paid for it. The purchase must be locked. */
  reverse(tx: Tx, reversal: PaymentReversal): Promise<void>
  /** Closes a purchase's open payments: it was given up. Money that still comes is sent back. */
  void(tx: Tx, purchaseId: Id<'purchase'>): Promise<void>
  /** Books cash that was taken at the door (`providerId`) or at the counter (null: the shop). Once for each order. */
  collectCash(tx: Tx, cash: CashCollected): Promise<void>
  /**
   * Asks outside about payments whose outcome is not known, before their purchases expire; no transaction may
   * be open. Answers the purchases that may expire now.
   */
  beforeExpiry(due: readonly DuePurchase[]): Promise<Id<'purchase'>[]>
  /** What the buyer sees of a purchase's payments and refunds, oldest first. */
  viewOf(sql: Sql, purchaseId: Id<'purchase'>): Promise<{ payments: PaymentView[]; refunds: RefundView[] }>
}

export interface DuePurchase {
  purchaseId: Id<'purchase'>
  /** Since its time to pay ran out. */
  overdueSeconds: number
}

export interface CashCollected {
  /** Of the order, where the caller knows it and holds its lock. */
  purchaseId?: Id<'purchase'>
  shopId: Id<'shop'>
  orderId: Id<'order'>
  /** Whose hand the cash is in; null: the shop's own. */
  providerId: Id<'provider'> | null
  /** Of a provider's rider, where it said whose. */
  riderId?: string | undefined
  /** The point at whose counter it was paid. */
  pointId?: Id<'point'> | null
  amountPaise: Paise
}

export interface DeliveryEstimateRequest {
  shop: ShopFacts
  drop: ShopDrop
  weightGrams: number
  /** Of what nobody said which goods they are, a seller of food has food. */
  goods?: OrderGoods | undefined
  /** Whether cash is to be collected at the door. */
  cod: boolean
}

/** Neighbourhood points; supplied by the delivery modules. Asked only where a buyer chose one. */
export interface DropPointPort {
  find(sql: Sql, ids: readonly Id<'point'>[]): Promise<Map<Id<'point'>, DropPoint>>
  /** Keeps room for an order's parcel. Throws `pointFull`. */
  reserve(tx: Tx, pointId: Id<'point'>, order: { shopId: Id<'shop'>; orderId: Id<'order'> }): Promise<void>
}

/** What delivery will cost and how long it takes; supplied by the delivery modules. */
export interface DeliveryEstimatePort {
  /** Null: no provider serves this way; then the shop delivers itself where it can, or the buyer picks up. */
  estimate(sql: Sql, request: DeliveryEstimateRequest): Promise<{ feePaise: Paise; minutes: number } | null>
}
