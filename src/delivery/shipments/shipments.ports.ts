import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type {
  AskedStep,
  CashCollected,
  HeldOrders,
  Marked,
  OrderFacts,
  OrderState,
} from '../../trade/orders/index.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'
import type { ShipmentState } from './shipments.states.ts'
import type { Shipment, ToldWord } from './shipments.types.ts'

type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }

/** What this module asks of orders. */
export interface ShipmentOrders {
  orderFor(sql: Sql, orderId: Id<'order'>): Promise<OrderFacts | undefined>
  /** Facts of several orders at once. */
  ordersFor(sql: Sql, orderIds: readonly Id<'order'>[]): Promise<Map<Id<'order'>, OrderFacts>>
  /** Where several orders stand now. */
  statesOf(sql: Sql, orderIds: readonly Id<'order'>[]): Promise<Map<Id<'order'>, OrderState>>
  markHandedOver(tx: Tx, order: OrderRef): Promise<Marked>
  markDelivered(tx: Tx, order: OrderRef): Promise<Marked>
  markUndelivered(tx: Tx, order: OrderRef): Promise<Marked>
  /**
   * Holds many orders for hand-overs and deliveries at once; those that are then left alone have to be marked by
   * themselves.
   */
  holdSeveral(tx: Tx, asked: readonly AskedStep[]): Promise<HeldOrders>
}

/** Cash of an order whose purchase is known, and locked. */
export type HeldCash = CashCollected & { purchaseId: Id<'purchase'> }

/** What this module asks of payments. */
export interface CashBook {
  collectCash(tx: Tx, cash: CashCollected): Promise<unknown>
  /** The same of several orders, each of a purchase of its own, whose lock the caller holds. */
  collectSeveral(tx: Tx, cash: readonly HeldCash[]): Promise<unknown>
}

/** In whose hands a parcel is. */
export type Hand =
  | { kind: 'shop'; shopId: Id<'shop'> }
  | { kind: 'provider'; providerId: Id<'provider'> }
  | { kind: 'point'; pointId: Id<'point'> }
  /** `carriers`: some of several, which nobody wrote down. */
  | { kind: 'buyer' | 'post' | 'carriers' }

/** A parcel went from hand to hand, and how that was proved. */
export interface ParcelProof {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  orderId: Id<'order'>
  kind: 'handedOver' | 'delivered' | 'returned'
  from: Hand
  to: Hand
  /** By the clock of whoever told it. */
  happenedAt: Date
  proof: 'code' | 'photo' | 'operator' | 'none'
  photoUrl?: string | undefined
  /** Where the photo was taken, and how far that is from the place where it had to be. */
  place?: Point | undefined
  metres?: number | undefined
  cashPaise: Paise
}

/** What this module asks of whoever keeps proofs. */
export interface ProofBook {
  /**
   * Called once in a transaction, after all else is asked for that it locks beside purchases: what many parcels of a
   * shop share.
   */
  keep(tx: Tx, proofs: readonly ParcelProof[]): Promise<void>
}

/** What this module asks of whoever keeps what buyers decide about their doors. */
export interface DoorPort {
  /** Whether the buyer has named a neighbour who may take this parcel. */
  mayTake(sql: Sql, parcel: Shipment): Promise<boolean>
}

/** What this module asks of whoever keeps returns: the check list at a buyer's door. In the transaction of the word. */
export interface PickupGate {
  /** `leave`: something is not as it has to be, so the goods stay there. Throws where an answer is missing. */
  judge(tx: Tx, leg: Shipment, told: ToldWord): Promise<{ kind: 'take' } | { kind: 'leave'; why: string }>
}

/** What this module asks of traders. */
export interface ShipmentShops {
  /** Throws `notFound` for strangers. */
  requireShop(
    sql: Sql,
    person: { accountId: Id<'account'> },
    shopId: Id<'shop'>,
    role?: 'owner' | 'staff',
  ): Promise<ShopFacts>
  shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>>
}

/** What this module asks of identity. */
export interface ShipmentPeople {
  isOperator(accountId: Id<'account'>): Promise<boolean>
  roleOf(
    sql: Sql,
    accountId: Id<'account'>,
    party: { kind: 'trader'; id: Id<'trader'> },
  ): Promise<'owner' | 'staff' | undefined | null>
}

/** What is told when a leg that was to go by post is called off; supplied by the post. In the same transaction. */
export interface PostFollower {
  /** It is left out of the next booking file, or the next one takes it back. */
  calledOff(tx: Tx, leg: Shipment): Promise<void>
}

/** What is told when a leg has moved; supplied by the module that plans legs. In the transaction of the move. */
export interface LegFollower {
  legMoved(tx: Tx, leg: Shipment, before: ShipmentState, told: ToldWord): Promise<void>
}
