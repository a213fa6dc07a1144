import { event, onEvent, type Subscription } from '../../platform/outbox/index.ts'
import { isBeforeHandover, isSearching } from '../shipments/index.ts'
import { callOff } from './dispatch.closing.ts'
import {
  cancelledConsumer,
  dispatchConsumer,
  searchConsumer,
  unwantedConsumer,
} from './dispatch.consumers.ts'
import type { SearchDeps } from './dispatch.deps.ts'
import { bookingUnwanted } from './dispatch.events.ts'
import { createFirstTry } from './dispatch.first.ts'
import type { Search } from './dispatch.search.ts'
import { findOffer, lockLiveOffer, lockOffer, saveOffer } from './offers.store.ts'

/** After so many unanswered calls over some days a provider is left to the operators. */
const mostCancelTries = 500
const longestPauseMs = 10 * 60_000

/** The handlers of dispatch's events. */
export function dispatchSubscriptions(deps: SearchDeps, search: Search): Subscription[] {
  const { db, outbox, log, shipments, directory, connect } = deps
  const firstTry = createFirstTry(deps, search)

  return [
    onEvent(dispatchConsumer, (delivery, claim) => firstTry(delivery.payload, { id: delivery.id, claim })),

    onEvent(searchConsumer, async ({ payload }, claim) => {
      let claimed = false
      await search.run(payload, {
        first: async (tx, parcel) => {
          claimed = await claim(tx)
          return claimed && parcel.look === payload.look
        },
      })
      // A parcel that is gone leaves its timer behind.
      if (!claimed) await db.transaction(async (tx) => void (await claim(tx)))
    }),

    onEvent(cancelledConsumer, ({ payload }, claim) =>
      db.transaction(async (tx) => {
        if (!(await claim(tx))) return
        const way = await shipments.lockWay(tx, payload)
        for (const parcel of way ? [...way.legs, way.parcel] : []) {
          if (!isSearching(parcel.state) && !isBeforeHandover(parcel.state)) continue
          await callOff(deps, tx, parcel, await lockLiveOffer(tx, parcel))
        }
      }),
    ),

    onEvent(unwantedConsumer, async ({ payload }, claim) => {
      const offer = await findOffer(db, payload.offerId)
      const provider = offer && (await directory.find(offer.providerId))
      const open = offer?.cancelWanted && offer.cancelledThereAt === null
      const answer =
        open && provider
          ? await connect(provider).cancel(offer.offerId, offer.reason ?? 'No longer needed.')
          : undefined
      await db.transaction(async (tx) => {
        if (!(await claim(tx)) || !offer || !open || !answer) return
        const parcel = await shipments.lock(tx, offer)
        const now = await lockOffer(tx, offer)
        if (!parcel || !now) return
        if (answer.kind === 'unreachable') {
          const attempt = payload.attempt + 1
          if (attempt > mostCancelTries) {
            log.error(
              { offerId: offer.offerId, providerId: offer.providerId },
              'a booking could not be cancelled',
            )
            return
          }
          const pauseMs = Math.min(1000 * 2 ** payload.attempt, longestPauseMs)
          await outbox.publish(tx, [event(bookingUnwanted, { ...payload, attempt }, pauseMs)])
          return
        }
        await saveOffer(tx, { ...now, cancelledThereAt: new Date() })
        if (answer.kind === 'refused') {
          const { reason } = answer
          await shipments.attend(tx, parcel, { code: 'keepsBooking', provider: provider!.name, reason })
        }
      })
    }),
  ]
}
