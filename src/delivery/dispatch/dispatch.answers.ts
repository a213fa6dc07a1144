import type { BookResult, CancelResult, StatusResult } from './dispatch.ports.ts'
import type { Closer, Offer, OfferState } from './offers.store.ts'

/** What a call to a provider brought. */
export type Answer =
  | { action: 'book'; result: BookResult }
  | { action: 'status'; result: StatusResult }
  | { action: 'cancel'; result: CancelResult }

/** What an answer is judged by: where the talk about an offer stands. */
export type Talk = Pick<Offer, 'state' | 'nextAction' | 'tries' | 'decideBy' | 'reason'>

/** What follows from an answer for a live offer. */
export type Consequence<T extends Talk = Offer> =
  | { kind: 'booked'; providerReference: string | null; trackingUrl: string | null }
  /** The offer ended and no booking stands: the next may be asked. `unwanted`: cancel there all the same. */
  | {
      kind: 'closed'
      state: 'declined' | 'failed' | 'lapsed'
      closedBy: Closer
      reason: string
      unwanted: boolean
    }
  /** Go on at once with another call. */
  | { kind: 'again'; offer: T }
  /** Go on later. `attention`: the shop should know. */
  | { kind: 'later'; offer: T; afterMs: number; attention: boolean }

/** Tries of one call that the provider could not take, before it is left alone. */
const mostTries = 3
/** Questions without an answer after which the shop is told. */
const attentionAfter = 3
const longestPauseMs = 60_000

/** How long to wait before a call is made again, in milliseconds. */
export const pause = (tries: number): number => Math.min(1000 * 2 ** Math.max(0, tries - 1), longestPauseMs)

const closed = (
  state: 'declined' | 'failed' | 'lapsed',
  closedBy: Closer,
  reason: string,
  unwanted = false,
): Extract<Consequence, { kind: 'closed' }> => ({ kind: 'closed', state, closedBy, reason, unwanted })

/**
 * What an answer means for a live offer. A call whose outcome is not known is no failure: the provider is
 * asked by our own reference, and nobody else is, until it is known that no booking stands.
 */
export function consequenceOf<T extends Talk>(offer: T, answer: Answer, now: Date): Consequence<T> {
  switch (answer.action) {
    case 'book':
      return afterBooking(offer, answer.result, now)
    case 'status':
      return afterStatus(offer, answer.result, now)
    case 'cancel':
      return afterCancel(offer, answer.result)
  }
}

function afterBooking<T extends Talk>(offer: T, result: BookResult, now: Date): Consequence<T> {
  switch (result.kind) {
    case 'accepted':
      return { ...result, kind: 'booked' }
    case 'declined':
      return closed('declined', 'provider', result.reason)
    case 'permanent':
      return closed('failed', 'market', result.reason)
    case 'pending':
      return waitForDecision({ ...offer, state: 'pending', reason: null }, now)
    case 'unknown':
      return {
        kind: 'again',
        offer: { ...offer, state: 'unknown', nextAction: 'status', tries: 0, reason: result.reason },
      }
    case 'retryable': {
      const waitMs = Math.max(pause(offer.tries), (result.retryAfterSeconds ?? 0) * 1000)
      const { reason } = result
      const tried: T = { ...offer, state: result.notSent ? offer.state : 'unknown', reason }
      if (offer.tries >= mostTries || waitMs > longestPauseMs) {
        // It never heard of the parcel, so no booking can stand there.
        if (tried.state === 'asking') return closed('failed', 'market', reason)
        // Before anybody else is asked it has to say that it holds no booking: "broken" may come after a yes.
        return { kind: 'again', offer: { ...tried, nextAction: 'status', tries: mostTries } }
      }
      return {
        kind: 'later',
        offer: { ...tried, nextAction: 'book', tries: offer.tries + 1 },
        afterMs: waitMs,
        attention: false,
      }
    }
  }
}

const waitForDecision = <T extends Talk>(offer: T, now: Date): Consequence<T> => ({
  kind: 'later',
  offer: { ...offer, nextAction: 'status', tries: 0 },
  afterMs: Math.max(0, offer.decideBy.getTime() - now.getTime()),
  attention: false,
})

function afterStatus<T extends Talk>(offer: T, result: StatusResult, now: Date): Consequence<T> {
  switch (result.kind) {
    case 'accepted':
      return { ...result, kind: 'booked' }
    case 'declined':
    case 'cancelled':
      return closed('declined', 'provider', result.reason)
    case 'notFound':
      if (offer.state === 'cancelling') return closed('lapsed', 'market', 'It did not decide in time.')
      // It never said anything wrong: whoever was asking died, so it is asked again.
      if (offer.state === 'asking' && offer.tries < mostTries)
        return { kind: 'again', offer: { ...offer, nextAction: 'book', tries: offer.tries + 1 } }
      return closed('failed', 'market', offer.reason ?? 'It holds no booking.', offer.state !== 'asking')
    case 'pending':
      if (offer.decideBy > now)
        return waitForDecision(
          { ...offer, state: offer.state === 'cancelling' ? 'cancelling' : 'pending' },
          now,
        )
      return offer.state === 'cancelling' && offer.tries > 0
        ? later(offer, 'cancel', 'It neither decides nor cancels.')
        : { kind: 'again', offer: { ...offer, state: 'cancelling', nextAction: 'cancel', tries: 0 } }
    case 'unreachable':
      return later(
        { ...offer, state: offer.state === 'asking' ? 'unknown' : offer.state },
        'status',
        result.reason,
      )
  }
}

function afterCancel<T extends Talk>(offer: T, result: CancelResult): Consequence<T> {
  switch (result.kind) {
    case 'confirmed':
      return closed('lapsed', 'market', 'It did not decide in time.')
    case 'refused':
      // It must have taken the parcel meanwhile: its status tells.
      return later(offer, 'status', result.reason)
    case 'unreachable':
      return later(offer, 'cancel', result.reason)
  }
}

/**
 * What an answer says of a booking whose yes was heard while the market was cancelling it: it `stands`, or `ended`
 * because the provider gave it up, or is `unclear` until its status tells. Undefined for what was asked before the yes
 * and was not the cancellation itself. `asked`: the offer's state when the call was made.
 */
export function crossedBy(given: {
  asked: OfferState
  answer: Answer
}): 'stands' | 'ended' | 'unclear' | undefined {
  const { action, result } = given.answer
  if (action !== 'cancel' && (action !== 'status' || given.asked !== 'booked')) return undefined
  switch (result.kind) {
    case 'confirmed':
    case 'cancelled':
    case 'declined':
    case 'notFound':
      return 'ended'
    case 'unreachable':
      return 'unclear'
    case 'refused':
    case 'accepted':
    case 'pending':
      return 'stands'
  }
}

const later = <T extends Talk>(offer: T, nextAction: 'status' | 'cancel', reason: string): Consequence<T> => {
  const tries = offer.tries + 1
  return {
    kind: 'later',
    offer: { ...offer, nextAction, tries, reason },
    afterMs: pause(tries),
    attention: tries >= attentionAfter,
  }
}
