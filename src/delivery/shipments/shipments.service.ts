import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import * as bookings from './bookings.store.ts'
import { oldest } from './figures.store.ts'
import * as legs from './legs.store.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import { createMaking } from './shipments.making.ts'
import { createMoves } from './shipments.moves.ts'
import type { PostFollower } from './shipments.ports.ts'
import * as store from './shipments.store.ts'
import { createTelling } from './shipments.telling.ts'
import type { EntryEffect, Shipment, ShipmentRef } from './shipments.types.ts'
import type { WordsDeps } from './shipments.words.ts'
import { readEntries } from './timeline.store.ts'

export type ShipmentsService = ReturnType<typeof createShipmentsService>

/** What the market does with parcels, and what it is told of them. */
export function createShipmentsService(
  deps: WordsDeps & { db: Database; codes: ShipmentCodes; post: PostFollower },
) {
  return {
    ...createMaking(deps),
    ...createMoves(deps),
    ...createTelling(deps),

    read: (sql: Sql, id: Id<'shipment'>) => store.readShipment(sql, id),
    several: (sql: Sql, ids: readonly Id<'shipment'>[]) => store.readSeveral(sql, ids),
    madeBetween: store.readMadeBetween,
    /** The parcel of an order, if it was made. */
    ofOrder: async (sql: Sql, ref: { shopId: Id<'shop'>; orderId: Id<'order'> }) =>
      (await legs.readWay(sql, ref))?.parcel,
    /** The parcel of an order with the legs of its way so far. */
    wayOf: (sql: Sql, ref: { shopId: Id<'shop'>; orderId: Id<'order'> }) => legs.readWay(sql, ref),
    /** The leg of a parcel that has not ended. */
    openLegOf: (sql: Sql, ref: ShipmentRef) => legs.readOpenLeg(sql, ref),
    /** Parcels of a shop that are packed and not fetched yet, the oldest first. */
    toBeFetched: (sql: Sql, shopId: Id<'shop'>, most: number) =>
      bookings.readToBeFetched(sql, { shopId, from: oldest(), most }),
    broughtByShop: bookings.readBroughtByShop,
    custodyOf: (sql: Sql, ref: ShipmentRef) => legs.readCustody(sql, ref),
    ofPoint: (sql: Sql, point: Id<'point'>) => legs.readOfPoint(sql, point, oldest()),
    uncollected: (sql: Sql, hours: number) => legs.readUncollected(sql, hours),
    stranded: (sql: Sql) => legs.readStranded(sql),
    lock: (tx: Tx, ref: ShipmentRef) => store.lockShipment(tx, ref),
    /** Locks the parcel of an order with all its legs. */
    lockWay: (tx: Tx, ref: { shopId: Id<'shop'>; orderId: Id<'order'> }) => legs.lockWay(tx, ref),

    /** Writes a locked parcel as it is given, without a line. */
    save: (tx: Tx, parcel: Shipment): Promise<Shipment> => store.saveShipment(tx, parcel, []),

    /** Lines of the whole's timeline, the oldest first. */
    timelineOf: (sql: Sql, parcel: Shipment, effects: readonly EntryEffect[]) =>
      readEntries(sql, parcel, { after: 0, limit: 10_000, effects }),
    failedBefore: (sql: Sql, before: Date) => legs.readFailed(sql, before),
  }
}
