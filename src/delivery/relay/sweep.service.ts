import { isEnded } from '../shipments/index.ts'
import { createOnward } from './onward.ts'
import type { RelayDeps } from './relay.deps.ts'

/** Orders in these states will never have a parcel at a point. */
const overStates: readonly string[] = ['cancelled', 'rejected', 'expired', 'undelivered', 'delivered']

/** Looks after parcels at points, and after the room there. */
export function createSweep(deps: RelayDeps) {
  const { db, outbox, shipments, points, orders, settings } = deps
  const { goOn, goBack } = createOnward(deps)

  /** Parcels that lie too long at a point go back; those that nobody is asked to carry are planned again. */
  return async (): Promise<{ back: number; again: number }> => {
    let [back, again] = [0, 0]
    for (const { shopId, orderId } of await shipments.uncollected(db, settings.collectHours)) {
      await db.transaction(async (tx) => {
        const way = await shipments.lockWay(tx, { shopId, orderId })
        if (!way?.parcel.toPoint || way.parcel.state !== 'atDrop') return
        await goBack(tx, way, way.parcel.toPoint, 'Nobody fetched it in time.')
        back++
      })
    }
    for (const { shopId, orderId } of await shipments.stranded(db)) {
      await db.transaction(async (tx) => {
        const way = await shipments.lockWay(tx, { shopId, orderId })
        if (!way || isEnded(way.parcel.state) || way.legs.some((leg) => !isEnded(leg.state))) return
        const holder = (await shipments.custodyOf(tx, way.parcel)).at(-1)?.holder
        const at = holder?.kind === 'point' ? holder.id : null
        // The people of the point bring it to the door: that is no leg.
        if (at && !way.parcel.back && at === way.parcel.toPoint) return
        if (await goOn(tx, way.parcel, at, way.legs)) again++
      })
    }
    for (const stay of await points.longExpected(db)) {
      const parcel = await shipments.ofOrder(db, stay)
      const order = (await orders.statesOf(db, [stay.orderId])).get(stay.orderId)
      const over = parcel ? isEnded(parcel.state) : !order || overStates.includes(order)
      if (over) await db.transaction((tx) => points.release(tx, stay.pointId, stay))
    }
    outbox.nudge()
    return { back, again }
  }
}
