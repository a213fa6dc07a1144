import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import type { OrderState } from '../../trade/orders/index.ts'
import {
  type Attention,
  isBeforeHandover,
  isFromDoor,
  isSearching,
  type Shipment,
  type ShipmentRef,
} from '../shipments/index.ts'
import { type Answer, consequenceOf, crossedBy, pause } from './dispatch.answers.ts'
import { type Call, createAsking } from './dispatch.asking.ts'
import { type Choice, choose, type Quotes } from './dispatch.choosing.ts'
import { callOff, closeOffer, refuseLateYes } from './dispatch.closing.ts'
import type { SearchDeps } from './dispatch.deps.ts'
import { searchDue } from './dispatch.events.ts'
import type { Market } from './market.view.ts'
import {
  bookOffers,
  isLive,
  lockLiveOffer,
  lockOffer,
  type Offer,
  type OfferAction,
  type OfferState,
  saveOffer,
} from './offers.store.ts'
import { announcePool } from './pull.store.ts'

/** What one transaction of a search leads to. */
type Step =
  | { kind: 'rest' }
  | { kind: 'call'; call: Call }
  | { kind: 'quotes'; from: Extract<Choice, { kind: 'quotesNeeded' }>['from']; parcel: Shipment }

/** What a call about an offer brought; `asked`: the offer's state when it was made. */
interface Answered {
  offerId: Id<'offer'>
  asked: OfferState
  answer: Answer
}

export type Search = ReturnType<typeof createSearch>

/**
 * The search for somebody who carries a parcel. It goes in turns: a transaction that locks the parcel, keeps
 * what the last call brought and decides the next one; the call, outside of any transaction; the next
 * transaction. All there is to know stands in the database, so that a search goes on wherever it was cut off:
 * each transaction that makes a call leaves a timer behind that looks after it.
 */
export function createSearch(deps: SearchDeps) {
  const { db, outbox, shipments, directory, market, settings } = deps
  const asking = createAsking(deps)
  const clock = deps.now ?? (() => new Date())
  // A call is over by then, whatever became of it.
  const leaseMs = settings.answerSeconds * 1000 + 5000

  /** Sets the parcel's timer; every other timer of it is out of date from now on. */
  const setTimer = async (tx: Tx, parcel: Shipment, afterMs: number): Promise<Shipment> => {
    const next = await shipments.save(tx, { ...parcel, look: parcel.look + 1 })
    const { shopId, shipmentId, look } = next
    await outbox.publish(tx, [event(searchDue, { shopId, shipmentId, look }, Math.ceil(afterMs))])
    return next
  }

  const callNow = async (tx: Tx, parcel: Shipment, offer: Offer): Promise<Step> => {
    const action = offer.nextAction
    // Should this process die over the call, the timer finds an offer whose status is to be asked.
    await saveOffer(tx, { ...offer, nextAction: offer.state === 'booked' ? mayBeCancelled : 'status' })
    return { kind: 'call', call: { action, offer, parcel: await setTimer(tx, parcel, leaseMs) } }
  }

  /** Keeps what a call brought for an offer of this parcel; whether the search goes on in this turn. */
  const keepAnswer = async (
    tx: Tx,
    parcel: Shipment,
    given: Answered,
  ): Promise<{ parcel: Shipment; go: boolean; again?: Offer }> => {
    const offer = await lockOffer(tx, { ...parcel, offerId: given.offerId })
    if (!offer) return { parcel, go: false }
    if (offer.state === 'booked' && isBeforeHandover(parcel.state)) {
      const crossed = crossedBy(given)
      if (crossed === 'ended') return { parcel: await lapse(tx, parcel, offer), go: true }
      if (crossed === 'unclear') return askAgain(tx, parcel, offer, given.answer.action)
      if (crossed === 'stands') await saveOffer(tx, { ...offer, nextAction: 'status' })
    }
    if (!isLive(offer.state) || offer.state === 'booked') {
      const yes = given.answer.action === 'book' && given.answer.result.kind !== 'declined'
      if (!isLive(offer.state) && yes) await refuseLateYes(outbox, tx, offer)
      return { parcel, go: false }
    }
    const consequence = consequenceOf(offer, given.answer, clock())
    switch (consequence.kind) {
      case 'booked':
        return { parcel: await book(tx, parcel, offer, consequence), go: false }
      case 'closed': {
        await closeOffer(outbox, tx, offer, consequence)
        const word = consequence.closedBy === 'provider' ? 'declined' : consequence.state
        return { parcel: await shipments.remark(tx, parcel, word, consequence.reason), go: true }
      }
      case 'again':
        return { parcel, go: true, again: consequence.offer }
      case 'later': {
        await saveOffer(tx, consequence.offer)
        if (consequence.offer.state === 'pending' && offer.state !== 'pending')
          await announcePool(tx, offer.providerId)
        const told = consequence.attention
          ? await shipments.attend(tx, parcel, await unanswered(tx, offer))
          : parcel
        return { parcel: await setTimer(tx, told, consequence.afterMs), go: false }
      }
    }
  }

  /** A booking of which nobody knows whether it was cancelled there: its status is asked, first at once. */
  const askAgain = async (tx: Tx, parcel: Shipment, offer: Offer, asked: OfferAction) => {
    if (asked === 'cancel') return { parcel, go: true, again: { ...offer, nextAction: 'status' as const } }
    const tries = offer.tries + 1
    await saveOffer(tx, { ...offer, tries })
    return { parcel: await setTimer(tx, parcel, pause(tries)), go: false }
  }

  /** Books a live offer of a locked parcel, or has it cancelled there if the order fell through meanwhile. */
  const book = async (
    tx: Tx,
    parcel: Shipment,
    offer: Offer,
    yes: { providerReference: string | null; trackingUrl: string | null },
  ): Promise<Shipment> => {
    const { shopId, shipmentId } = parcel
    // The parcel was made before this is read: either the order is seen called off here, or whoever calls it
    // off afterwards finds the parcel.
    const states = await deps.orders.statesOf(tx, [parcel.orderId])
    if (!isWanted(parcel, states.get(parcel.orderId))) return callOff(deps, tx, parcel, offer)
    const { offerId, providerId, promisedMinutes } = offer
    const { providerReference } = yes
    await bookOffers(tx, [{ shopId, shipmentId, offerId, providerReference }])
    // Whoever is cancelling it may die before the answer comes: then the timer behind that call finds this.
    if (offer.state === 'cancelling')
      await saveOffer(tx, { ...offer, state: 'booked', providerReference, nextAction: mayBeCancelled })
    await shipments.book(tx, [
      {
        shopId,
        shipmentId,
        offerId,
        providerId,
        promisedMinutes,
        trackingUrl: yes.trackingUrl,
        carrierNumber: yes.providerReference,
      },
    ])
    return (await shipments.lock(tx, parcel)) ?? parcel
  }

  /** A booking ends that was cancelled there while its yes was on the way. */
  const lapse = async (tx: Tx, parcel: Shipment, offer: Offer): Promise<Shipment> => {
    const reason = 'It did not decide in time.'
    await closeOffer(outbox, tx, offer, { state: 'lapsed', closedBy: 'market', reason, unwanted: false })
    return shipments.reopened(tx, parcel, reason)
  }

  const unanswered = async (tx: Tx, offer: Offer): Promise<Attention> => {
    const provider = (await directory.find(offer.providerId, tx))?.name
    return { code: 'noAnswer', ...(provider ? { provider } : {}) }
  }

  const goOn = async (
    tx: Tx,
    parcel: Shipment,
    again: Offer | undefined,
    quotes: Quotes | undefined,
    seen: Market,
  ): Promise<Step> => {
    if (again) return callNow(tx, parcel, again)
    if (!isSearching(parcel.state)) {
      const { offerId } = parcel
      const booked =
        offerId && isBeforeHandover(parcel.state) ? await lockOffer(tx, { ...parcel, offerId }) : undefined
      return booked?.state === 'booked' && booked.nextAction === mayBeCancelled
        ? callNow(tx, parcel, { ...booked, nextAction: 'status' })
        : { kind: 'rest' }
    }
    const offer = await lockLiveOffer(tx, parcel)
    if (offer) return callNow(tx, parcel, offer)
    const states = await deps.orders.statesOf(tx, [parcel.orderId])
    if (!isWanted(parcel, states.get(parcel.orderId))) {
      await shipments.cancelled(tx, parcel, 'The order fell through.')
      return { kind: 'rest' }
    }
    if (parcel.toPoint && (await deps.relay.begins(tx, parcel))) return { kind: 'rest' }
    // From its counter a shop carries it itself, not from elsewhere.
    if (seen.choices.of(parcel.shopId).alwaysItself && parcel.fromPoint === null && !parcel.back) {
      await shipments.takenByShop(tx, parcel)
      return { kind: 'rest' }
    }
    const choice = await choose(deps, tx, parcel, { market: seen, quotes })
    if (choice.kind === 'quotesNeeded') {
      return { kind: 'quotes', from: choice.from, parcel: await setTimer(tx, parcel, leaseMs) }
    }
    if (choice.kind === 'nobody') {
      if (await deps.relay.takes(tx, parcel)) return { kind: 'rest' }
      const retryMs = settings.retrySeconds * 1000
      const failed = await shipments.bookingFailed(tx, parcel, new Date(clock().getTime() + retryMs), {
        code: 'nobody',
      })
      await setTimer(tx, failed, retryMs)
      return { kind: 'rest' }
    }
    const offered = await shipments.offered(tx, parcel)
    return callNow(tx, offered, { ...choice.offer, nextAction: 'book' })
  }

  /**
   * Carries a search on until it rests: booked, waiting for an answer or a timer, or over. `first` runs in the
   * first transaction with the locked parcel and tells whether there is anything to do.
   */
  const run = async (
    ref: ShipmentRef,
    options: {
      first?: (tx: Tx, parcel: Shipment) => Promise<boolean>
      answered?: Answered
    } = {},
  ): Promise<void> => {
    let { first, answered } = options
    let quotes: Quotes | undefined
    for (;;) {
      const seen = await market.now()
      const step = await db.transaction(async (tx): Promise<Step> => {
        const parcel = await shipments.lock(tx, ref)
        if (!parcel || (first && !(await first(tx, parcel)))) return { kind: 'rest' }
        if (!answered) return goOn(tx, parcel, undefined, quotes, seen)
        const kept = await keepAnswer(tx, parcel, answered)
        return kept.go ? goOn(tx, kept.parcel, kept.again, quotes, seen) : { kind: 'rest' }
      })
      first = undefined
      answered = undefined
      if (step.kind === 'rest') return
      if (step.kind === 'quotes') {
        quotes = await asking.quotes(step.from, step.parcel)
        continue
      }
      const { offerId, state } = step.call.offer
      answered = { offerId, asked: state, answer: await asking.call(step.call) }
    }
  }

  return { run, setTimer, accept: book, book: asking.book }
}

/** What a booked offer has as its next action while it is not known whether a cancellation that crossed its yes took effect. */
const mayBeCancelled = 'cancel' satisfies OfferAction

/** Whether a parcel or leg is still to be carried: from the shop while its order is packed, then until it ends. */
const isWanted = (parcel: Shipment, order: OrderState | undefined): boolean => {
  // Goods go back after their delivery.
  if (isFromDoor(parcel)) return order === 'delivered'
  const { leg, fromPoint, back } = parcel
  return order === (leg > 0 && (fromPoint !== null || back) ? 'handedOver' : 'packed')
}
