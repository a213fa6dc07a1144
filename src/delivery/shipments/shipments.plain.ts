import { holderAfter, isHandover, judgeWord } from './shipments.rules.ts'
import { isCarrierWord, isEnded, type ShipmentState } from './shipments.states.ts'
import type { EntryDetail, EntryEffect, NewEntry, Shipment, ToldWord } from './shipments.types.ts'

/** A word that takes effect by itself: the parcel after it, and its line of the timeline. */
export interface PlainWord {
  effect: EntryEffect
  parcel: Shipment
  line: NewEntry
}

/**
 * What a word does that asks for no proof and of which nobody else has to know, as most do: where a rider is, and whatever is kept without moving anything. Undefined for all others, and for what the
 * table refuses.
 */
export function plainly(parcel: Shipment, told: ToldWord): PlainWord | undefined {
  const line = lineFor(told)
  const keep = (effect: EntryEffect): PlainWord => ({ effect, parcel, line: line(effect, parcel.state) })
  if (!isCarrierWord(told.status)) return keep('unknown')
  const occurredAt = clockOf(told)
  const judged = judgeWord(parcel, told.status, occurredAt)
  if (judged.effect === 'refuse') return undefined
  if (judged.effect !== 'moved') return keep(judged.effect)
  const { state } = judged
  if (parcel.leg > 0 || isHandover(parcel.state, state) || isEnded(state) || holderAfter(parcel, state))
    return undefined
  const next = withState(parcel, state, occurredAt)
  return { effect: 'moved', parcel: next, line: line('moved', next.state, 'none') }
}

/** A clock that runs ahead must not make every later word look late. */
export const clockOf = (told: ToldWord): Date => new Date(Math.min(told.occurredAt.getTime(), Date.now()))

/** Makes lines of the timeline from a word. */
export const lineFor =
  (told: ToldWord) =>
  (effect: EntryEffect, stateAfter: ShipmentState, proof?: string): NewEntry => ({
    providerId: told.providerId,
    eventId: told.eventId,
    status: told.status,
    effect,
    stateAfter,
    occurredAt: clockOf(told),
    detail: detailOf(told, proof),
  })

/** A parcel in a state since an hour of its carrier's clock. */
export const withState = (parcel: Shipment, state: ShipmentState, since: Date): Shipment => ({
  ...parcel,
  state,
  stateSince: since,
  attention: state === 'lost' ? { code: 'lost' } : null,
})

/** What came with a word, for its line. */
export const detailOf = (told: ToldWord, proof?: string): EntryDetail | null => {
  const detail: EntryDetail = {
    ...(told.reason === undefined ? {} : { reason: told.reason }),
    ...(told.place === undefined ? {} : { place: told.place }),
    ...(told.photoUrl === undefined ? {} : { photoUrl: told.photoUrl }),
    ...(told.cashCollectedPaise === undefined ? {} : { cashCollectedPaise: Number(told.cashCollectedPaise) }),
    ...(proof === undefined || proof === 'none' ? {} : { proof }),
    ...(told.by === 'provider' ? {} : { by: told.by }),
    ...(told.receivedBy === 'neighbour' ? { receivedBy: told.receivedBy } : {}),
  }
  return Object.keys(detail).length > 0 ? detail : null
}
