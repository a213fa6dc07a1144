import type { Point } from '../../kernel/geo.ts'
import { newId } from '../../kernel/ids.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { PointsService } from '../points/index.ts'
import {
  isBeforeHandover,
  isEnded,
  type Shipment,
  type ShipmentRef,
  type Shipments,
} from '../shipments/index.ts'
import { notWithPost, postHasIt } from './relay.errors.ts'
import { endStop, factsBetween, stopOf } from './stops.ts'

/** The shop brings a parcel to its point within a day. */
const bringsMs = 24 * 3_600_000

export type ShopHand = ReturnType<typeof createShopHand>

/** What a shop does with a parcel that lies in its hands and goes, or was to go, over others. */
export function createShopHand({
  db,
  outbox,
  shipments,
  points,
  pointOfPin,
}: {
  db: Database
  outbox: Pick<Outbox, 'nudge'>
  shipments: Shipments
  points: Pick<PointsService, 'several'>
  pointOfPin: (pin: string) => Point | undefined
}) {
  return {
    /**
     * Takes a parcel back from the post before it was handed in there: the post is not told of it, or told by the
     * next file that it does not come. From then on it lies at the shop, which brings it itself or has others asked.
     * Throws `notWithPost` where it does not wait for the post at the shop, `postHasIt` once the post has told of it.
     */
    async takeBack(ref: ShipmentRef): Promise<Shipment> {
      const parcel = await db.transaction(async (tx) => {
        const open = await shipments.openLegOf(tx, ref)
        // The lock against a tracking event: whichever comes first holds, and the other finds what it did.
        const leg = open && (await shipments.lock(tx, open))
        if (leg?.via !== 'post' || leg.fromPoint !== null || leg.back || isEnded(leg.state))
          throw notWithPost()
        // What it told ahead of the acceptance waits for that: the post has it all the same.
        const ahead = await shipments.timelineOf(tx, leg, ['early'])
        if (!isBeforeHandover(leg.state) || ahead.length > 0) throw postHasIt()
        const whole = await shipments.lock(tx, ref)
        if (!whole) throw notWithPost()
        await shipments.cancelled(tx, leg, 'The shop took it back from the post.')
        return shipments.takenBack(tx, whole)
      })
      outbox.nudge()
      return parcel
    },

    /** The leg by which the shop brings a (locked) parcel that nobody has to the point where its buyer fetches it. */
    async brings(tx: Tx, parcel: Shipment): Promise<Shipment> {
      const { shopId, shipmentId, orderId, toPoint } = parcel
      const target = toPoint && (await points.several(tx, [toPoint])).get(toPoint)
      if (!target) throw new Error(`${shipmentId} goes to no point`)
      const legs = (await shipments.wayOf(tx, parcel))?.legs ?? []
      const whole = await shipments.relayed(tx, parcel, new Date(Date.now() + bringsMs))
      const facts = factsBetween(whole, endStop('start', whole.pickup), stopOf(target, 'end'), {
        cash: false,
        pointOfPin,
      })
      return shipments.addLeg(tx, {
        ...facts,
        ...{ shopId, orderId, shipmentId: newId('shipment'), parcelId: shipmentId },
        ...{ leg: Math.max(0, ...legs.map(({ leg }) => leg)) + 1, fromPoint: null, toPoint },
        ...{ back: false, via: 'startup', awb: whole.awb },
      })
    },
  }
}
