import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { ParcelFacts, Shipment } from '../shipments/index.ts'

/** What it costs and how long it takes between two places; null: nobody goes there. */
export type LaneFinder = (
  sql: Sql,
  parcel: ParcelFacts & { shopId: Id<'shop'> },
) => Promise<{ pricePaise: Paise; minutes: number } | null>

/** What this module asks of dispatch and of the post. */
export interface RelayCarriers {
  /** Among the startups, whatever the hour. */
  startups: LaneFinder
  /** By post, which goes everywhere; null where no post is set up. */
  post(parcel: ParcelFacts): { pricePaise: Paise; minutes: number } | null
  /** Ends the search or the booking of a locked leg that is not fetched yet. */
  callOff(tx: Tx, leg: Shipment): Promise<Shipment>
  /** The booking of a locked parcel is of one of its legs from now on. */
  moveBooking(
    tx: Tx,
    from: { shopId: Id<'shop'>; shipmentId: Id<'shipment'>; offerId: Id<'offer'> },
    to: Id<'shipment'>,
  ): Promise<void>
}

export interface RelaySettings {
  /** By what the shortest way is measured. */
  planBy: 'cost' | 'time'
  /** So long a parcel waits at a point for its buyer. */
  collectHours: number
}
