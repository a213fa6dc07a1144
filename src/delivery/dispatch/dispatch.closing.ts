import type { Tx } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { givePlace } from '../providers/index.ts'
import type { Shipment } from '../shipments/index.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { bookingUnwanted } from './dispatch.events.ts'
import { type Closer, type Offer, saveOffer } from './offers.store.ts'
import { announcePool } from './pull.store.ts'

/**
 * Ends an offer of a locked parcel, and gives its place of the day back. `unwanted`: the provider may hold a
 * booking, now or when a late call still reaches it, so it is cancelled there too.
 */
export async function closeOffer(
  outbox: Outbox,
  tx: Tx,
  offer: Offer,
  end: {
    state: 'declined' | 'failed' | 'lapsed' | 'cancelled'
    closedBy: Closer
    reason: string
    unwanted: boolean
  },
): Promise<Offer> {
  if (offer.countedOn !== null) await givePlace(tx, offer.providerId, offer.countedOn)
  const closed: Offer = {
    ...offer,
    state: end.state,
    closedBy: end.closedBy,
    reason: end.reason,
    countedOn: null,
    cancelWanted: offer.cancelWanted || end.unwanted,
  }
  await saveOffer(tx, closed)
  if (end.unwanted) await publishUnwanted(outbox, tx, offer)
  return closed
}

/** A provider says yes to an offer that has ended: the booking is cancelled there. */
export async function refuseLateYes(outbox: Outbox, tx: Tx, offer: Offer): Promise<void> {
  await saveOffer(tx, { ...offer, cancelWanted: true, cancelledThereAt: null })
  await publishUnwanted(outbox, tx, offer)
}

const publishUnwanted = async (
  outbox: Outbox,
  tx: Tx,
  { shopId, offerId, providerId }: Offer,
): Promise<void> => {
  await outbox.publish(tx, [event(bookingUnwanted, { shopId, offerId, attempt: 0 })])
  await announcePool(tx, providerId)
}

/** The order fell through: the parcel's search or booking ends, here and at the provider. */
export async function callOff(
  deps: Pick<DispatchDeps, 'outbox' | 'shipments'>,
  tx: Tx,
  parcel: Shipment,
  offer: Offer | undefined,
): Promise<Shipment> {
  const reason = 'The order was called off.'
  if (offer)
    await closeOffer(deps.outbox, tx, offer, {
      state: 'cancelled',
      closedBy: 'buyer',
      reason,
      unwanted: true,
    })
  return deps.shipments.cancelled(tx, parcel, reason)
}
