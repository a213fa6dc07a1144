import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { ParcelFacts, Shipment } from '../shipments/index.ts'

/** What it costs and how long it takes between two places; null: nobody goes there. */
export type LaneFinder = (
  sql: Sql,
  parcel: ParcelFacts & { shopId: Id<'shop'> },
) => Promise<{ pricePaise: Paise; minutes: number } | null>

/** The post as one of the carriers. */
export interface PostCarrier {
  /** Null for what the post does not take. */
  lane(parcel: ParcelFacts): { pricePaise: Paise; minutes: number } | null
  /** The next article number; null when none is left. */
  number(tx: Tx): Promise<string | null>
  /** Takes a leg that was made under this number: it goes out with the next booking file. */
  take(tx: Tx, leg: Shipment, promisedBy: Date): Promise<void>
}

/** What this module asks of dispatch and of the post. */
export interface RelayCarriers {
  /** Among the startups, whatever the hour. */
  startups: LaneFinder
  /** The post, which goes everywhere; null where none is set up. */
  post: PostCarrier | null
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
