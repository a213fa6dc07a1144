import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { ListingRef, SaleTerms, StockLine } from '../../trade/catalogue/index.ts'
import type { Bought, OrderFacts, PurchaseFacts, TakenBack } from '../../trade/orders/index.ts'
import type { PhotoStore } from '../dispatch/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import type { Shipment, ShipmentPeople, ShipmentShops, Shipments } from '../shipments/index.ts'
import type { ReturnSettings } from './returns.rules.ts'

export interface ReturnsDeps {
  db: Database
  outbox: Outbox
  shipments: Shipments
  orders: {
    orderFor(sql: Sql, orderId: Id<'order'>): Promise<OrderFacts | undefined>
    bought(sql: Sql, orderId: Id<'order'>): Promise<Bought | undefined>
    lockPurchase(tx: Tx, purchaseId: Id<'purchase'>): Promise<PurchaseFacts | undefined>
    takeBack(tx: Tx, given: TakenBack): Promise<void>
  }
  catalogue: {
    restock(tx: Tx, lines: readonly StockLine[]): Promise<void>
    /** What the products of these listings are. */
    terms(sql: Sql, refs: readonly ListingRef[]): Promise<SaleTerms[]>
  }
  people: ShipmentPeople
  shops: Pick<ShipmentShops, 'requireShop'>
  directory: Pick<ProviderDirectory, 'find'>
  dispatch: {
    /** Ends the search or the booking of a locked leg that is not fetched yet. */
    callOff(tx: Tx, leg: Shipment): Promise<Shipment>
  }
  photos: PhotoStore
  /** Where the market is reached from outside, for addresses of photos. */
  publicUrl: string
  /** The middle of a PIN. */
  pointOfPin: (pin: string) => Point | undefined
  settings: ReturnSettings
}
