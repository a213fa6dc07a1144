import { notFound } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/database/index.ts'
import { isSearching, type Shipment, type ShipmentRef } from '../shipments/index.ts'
import { closeOffer } from './dispatch.closing.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { nothingToRelease, nothingToRetry } from './dispatch.errors.ts'
import type { Search } from './dispatch.search.ts'
import { lockLiveOffer } from './offers.store.ts'

/** What a shop decides about a parcel that is looked for. A yes that comes late is resolved by the parcel's lock. */
export function createShopChoices(deps: DispatchDeps, search: Search) {
  const { db, outbox, shipments } = deps

  const onParcel = async (
    ref: ShipmentRef,
    work: (tx: Tx, parcel: Shipment) => Promise<Shipment>,
  ): Promise<Shipment> => {
    const parcel = await db.transaction(async (tx) => {
      // Of a parcel that goes over several hands the leg that is looked for is meant.
      const leg = await shipments.openLegOf(tx, ref)
      const locked = await shipments.lock(tx, leg ?? ref)
      if (!locked) throw notFound('shipment')
      return work(tx, locked)
    })
    outbox.nudge()
    return parcel
  }

  const voidOffer = async (tx: Tx, parcel: Shipment, reason: string): Promise<boolean> => {
    const offer = await lockLiveOffer(tx, parcel)
    if (!offer || offer.state === 'booked') return false
    await closeOffer(outbox, tx, offer, { state: 'cancelled', closedBy: 'shop', reason, unwanted: true })
    return true
  }

  return {
    /** Ends the search: the shop carries the parcel itself. Throws `shipmentState` once a provider has it. */
    deliverItself: (ref: ShipmentRef): Promise<Shipment> =>
      onParcel(ref, async (tx, parcel) => {
        // Where its buyer fetches it at a point, the shop brings it there as the first hand of several.
        const toPoint = parcel.leg === 0 && parcel.toPoint !== null && isSearching(parcel.state)
        const own = toPoint ? await deps.relay.brings(tx, parcel) : parcel
        const taken = await shipments.takenByShop(tx, own)
        await voidOffer(tx, parcel, 'The shop delivers itself.')
        return taken
      }),

    /** A search that found nobody goes on now. Throws `nothingToRetry`. */
    retry: (ref: ShipmentRef): Promise<Shipment> =>
      onParcel(ref, async (tx, parcel) => {
        if (parcel.state !== 'bookingFailed') throw nothingToRetry(parcel.state)
        return search.setTimer(tx, parcel, 0)
      }),

    /**
     * Takes a parcel from a provider that does not answer whether it has it: its later words and bookings are
     * refused and cancelled, others are asked. Throws `nothingToRelease` while it is still being asked.
     */
    release: (ref: ShipmentRef): Promise<Shipment> =>
      onParcel(ref, async (tx, parcel) => {
        if (parcel.attention === null || !(await voidOffer(tx, parcel, 'The shop released it.')))
          throw nothingToRelease()
        const told = await shipments.attend(tx, parcel, null)
        const noted = await shipments.remark(tx, told, 'released', 'The shop released it.')
        return search.setTimer(tx, noted, 0)
      }),
  }
}
