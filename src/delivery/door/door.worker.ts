import { event, onEvent, type Subscription } from '../../platform/outbox/index.ts'
import { isEnded } from '../shipments/index.ts'
import type { DoorDeps } from './door.deps.ts'
import { doorDecided, tellCarrier } from './door.events.ts'
import { markTold, readDecisions } from './door.store.ts'

/** A carrier that does not answer is called so often; then it reads the instruction on its parcel. */
const mostTries = 8
const longestPauseMs = 10 * 60_000

/** Tells carriers what was decided at a door, until they have answered. */
export function doorSubscriptions({
  db,
  outbox,
  shipments,
  directory,
  connect,
}: Pick<DoorDeps, 'db' | 'outbox' | 'shipments' | 'directory' | 'connect'>): Subscription[] {
  return [
    onEvent(tellCarrier, async ({ payload }, claim) => {
      const decisions = await readDecisions(db, [payload])
      const decision = decisions.find(({ attempt }) => attempt === payload.attempt)
      const whole = await shipments.read(db, payload.shipmentId)
      const carried = whole && ((await shipments.openLegOf(db, whole)) ?? whole)
      // A later decision replaces this one.
      const counts = decision?.told === 'waiting' && decision === decisions.at(-1)
      const has = counts && carried && !isEnded(carried.state) ? carried : undefined
      const provider = has?.providerId ? await directory.find(has.providerId) : undefined
      const port = provider && connect(provider)
      const answer =
        has?.offerId && decision && port?.update
          ? await port.update({
              ...{ reference: has.offerId, shipmentId: has.shipmentId },
              ...{ attempt: decision.attempt, answer: decision.answer, slot: decision.slot },
            })
          : undefined
      await db.transaction(async (tx) => {
        if (!(await claim(tx)) || !decision) return
        if (answer?.kind === 'unreachable' && payload.tries + 1 < mostTries) {
          const pauseMs = Math.min(2000 * 2 ** payload.tries, longestPauseMs)
          await outbox.publish(tx, [event(doorDecided, { ...payload, tries: payload.tries + 1 }, pauseMs)])
          return
        }
        await markTold(tx, payload, answer?.kind === 'taken' ? 'taken' : 'shown')
      })
    }),
  ]
}
