import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import {
  changesHands,
  isBeforeHandover,
  refuseWrongCode,
  type Shipment,
  type TakenWord,
  type ToldWord,
  type WordOutcome,
} from '../shipments/index.ts'
import { closeOffer, refuseLateYes } from './dispatch.closing.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { bookingReleased, riderHasTooMuchCash } from './dispatch.errors.ts'
import type { Search } from './dispatch.search.ts'
import { createGather } from './gather.ts'
import { findOffers, isLive, lockOffer, type Offer, saveOffer } from './offers.store.ts'

/** An event as a provider tells it. */
export interface ProviderEvent extends Omit<ToldWord, 'by' | 'providerId' | 'eventId'> {
  eventId: string
  reference: Id<'offer'>
  /** The provider's own number of the parcel. */
  awb?: string | undefined
  /** Where it can be followed. */
  trackingUrl?: string | undefined
}

/** An offer, with the order whose parcel it is about. */
type Found = Offer & { orderId: Id<'order'> }
interface FoundWord {
  offer: Found
  word: ToldWord
}

const yesWords = ['booked', 'accepted']
const noWords = ['declined', 'cancelled']
/** Bookings that one process remembers. */
const mostRemembered = 20_000
/** Words that answer an offer, or give a booking back. */
const isAnswer = (status: string): boolean => [...yesWords, ...noWords].includes(status)

/**
 * Takes in what a provider tells of its bookings, whatever the order in which it comes: once in effect by its
 * event's id. A word about an offer whose outcome we do not know tells that it was accepted.
 */
export function createTold(deps: DispatchDeps, search: Search) {
  const { db, outbox, shipments } = deps
  const readStatus = deps.readStatus ?? ((text: string) => text)

  const taken = (parcel: Shipment, effect: 'moved' | 'late'): TakenWord => ({
    outcome: 'recorded',
    effect,
    state: parcel.state,
  })

  /** The provider gives an offer or a booking back: others are asked at once. */
  const giveBack = async (tx: Tx, parcel: Shipment, offer: Offer, word: ToldWord): Promise<TakenWord> => {
    const reason = word.reason ?? 'It gave no reason.'
    const wasBooked = offer.state === 'booked'
    await closeOffer(outbox, tx, offer, {
      state: wasBooked ? 'cancelled' : 'declined',
      closedBy: 'provider',
      reason,
      unwanted: false,
    })
    const kept = await shipments.toldLate(tx, parcel, word)
    const locked = (await shipments.lock(tx, parcel))!
    const open = wasBooked ? await shipments.reopened(tx, locked, reason) : locked
    await search.setTimer(tx, open, 0)
    return kept.outcome === 'repeated' ? kept : taken(open, 'moved')
  }

  const onLive = async (
    tx: Tx,
    found: Shipment,
    offer: Offer,
    word: ToldWord,
    known: boolean,
    given: Pick<ProviderEvent, 'awb' | 'trackingUrl'>,
  ): Promise<WordOutcome> => {
    const { awb, trackingUrl } = given
    const parcel =
      offer.state === 'booked' && found.offerId === offer.offerId
        ? await shipments.carriedAs(tx, found, { number: awb, trackingUrl })
        : found
    if (offer.state === 'booked' && awb && awb !== offer.providerReference)
      await saveOffer(tx, { ...offer, providerReference: awb })
    const no = noWords.includes(word.status)
    if (offer.state === 'booked') {
      if (yesWords.includes(word.status)) return { outcome: 'repeated', state: parcel.state }
      if (!no) return shipments.told(tx, parcel, word, known)
      return isBeforeHandover(parcel.state)
        ? giveBack(tx, parcel, offer, word)
        : shipments.toldLate(tx, parcel, word)
    }
    if (no) return giveBack(tx, parcel, offer, word)
    const booked = await search.accept(tx, parcel, offer, {
      providerReference: awb ?? null,
      trackingUrl: trackingUrl ?? null,
    })
    if (booked.state === 'cancelled' || yesWords.includes(word.status)) return taken(booked, 'moved')
    return shipments.told(tx, booked, word, known)
  }

  /** Who ended it decides: a provider that did so itself tells the truth late, another one must stop. */
  const onClosed = async (
    tx: Tx,
    parcel: Shipment,
    offer: Offer,
    word: ToldWord,
  ): Promise<WordOutcome | 'released'> => {
    if (offer.closedBy === 'provider' || noWords.includes(word.status))
      return shipments.toldLate(tx, parcel, word)
    await refuseLateYes(outbox, tx, offer)
    return 'released'
  }

  /** A rider with too much cash gets no parcel with more of it. Throws `riderHasTooMuchCash`. */
  const mayCollect = async ({ providerId, shipmentId }: Offer, riderId: string): Promise<void> => {
    if (!(await deps.cashLimits?.riderIsFull(db, providerId, riderId))) return
    const parcel = await shipments.read(db, shipmentId)
    if (parcel && parcel.codPaise > 0n) throw riderHasTooMuchCash()
  }

  /** What comes at one moment is looked up together. */
  const lookUp = createGather<Id<'offer'>, Found | undefined>({
    async run(ids) {
      const offers = await findOffers(db, ids)
      const parcels = await shipments.recall([...offers.values()].map(({ shipmentId }) => shipmentId))
      return ids.map((id) => {
        const offer = offers.get(id)
        const parcel = offer && parcels.get(offer.shipmentId)
        return parcel && { ...offer, orderId: parcel.orderId }
      })
    },
  })
  // Many words follow a booking. Whether it still holds is seen when its parcel is locked or written.
  const bookings = new Map<Id<'offer'>, Found>()
  const remember = (offer: Found): void => {
    if (bookings.size >= mostRemembered) bookings.clear()
    bookings.set(offer.offerId, offer)
  }

  /**
   * Words that come at one moment share a transaction, which is what costs; undefined is answered for each that has
   * to be looked at by itself.
   */
  const gatherWords = () =>
    createGather<FoundWord, WordOutcome | undefined>({
      async run(items) {
        const outcomes = await db.transaction(
          (tx) =>
            shipments.toldTogether(
              tx,
              items.map(({ offer, word }) => ({ ...offer, word })),
            ),
          { pipelined: true },
        )
        outbox.nudge()
        return outcomes
      },
    })
  // A hand-over writes of orders, cash and receipts, too. Others need not wait for that.
  const [tellPlain, tellHandover] = [gatherWords(), gatherWords()]
  const tellRecalled = createGather<FoundWord, WordOutcome | undefined>({
    run: (items) => shipments.toldOfRecalled(items.map(({ offer, word }) => ({ ...offer, word }))),
  })
  const tellTogether = async (item: FoundWord) => {
    if (changesHands(item.word.status)) return tellHandover(item)
    const quickly = shipments.isRecalled(item.offer.shipmentId) ? await tellRecalled(item) : undefined
    return quickly ?? tellPlain(item)
  }

  /**
   * Throws `notFound` for another's booking, `bookingReleased` for one that was taken back, and what
   * `applyWord` throws.
   */
  return async (
    providerId: Id<'provider'>,
    told: ProviderEvent,
    /** Looks at the locked offer before the word counts; what it throws undoes all. */
    first?: (tx: Tx, offer: Offer) => Promise<void>,
  ): Promise<TakenWord> => {
    const { reference, awb, trackingUrl, ...rest } = told
    const word: ToldWord = { ...rest, by: 'provider', providerId, status: readStatus(told.status) }
    const isPlain = (offer: Offer): boolean => {
      const isKnown = trackingUrl === undefined && (awb === undefined || awb === offer.providerReference)
      return !first && offer.state === 'booked' && isKnown && !isAnswer(word.status)
    }
    const namesRider = word.riderId !== undefined && word.status === 'agentAssigned'
    const known = bookings.get(reference)
    const isRemembered = known?.providerId === providerId && isPlain(known) && !namesRider
    if (isRemembered) {
      const outcome = await tellTogether({ offer: known, word })
      if (outcome) return refuseWrongCode(outcome)
      // It has to be looked at by itself, or the booking is another leg's by now.
      bookings.delete(reference)
    }
    const found = await lookUp(reference)
    const tried = found ? undefined : await deps.sandbox?.told(providerId, { ...told, status: word.status })
    if (tried) return tried
    if (!found || found.providerId !== providerId) throw notFound('booking')
    if (namesRider) await mayCollect(found, word.riderId!)
    if (!isRemembered && isPlain(found)) {
      remember(found)
      const outcome = await tellTogether({ offer: found, word })
      if (outcome) return refuseWrongCode(outcome)
    }
    const ref = { shopId: found.shopId, shipmentId: found.shipmentId }
    const outcome = await db.transaction(
      async (tx) => {
        // In this order: the lock of a parcel comes before its offer.
        const [parcel, offer, known] = await Promise.all([
          shipments.lock(tx, ref),
          lockOffer(tx, { ...ref, offerId: reference }),
          shipments.isKnown(tx, ref, word),
        ])
        if (!parcel || !offer) throw notFound('booking')
        await first?.(tx, offer)
        if (isLive(offer.state)) return onLive(tx, parcel, offer, word, known, { awb, trackingUrl })
        return onClosed(tx, parcel, offer, word)
      },
      { pipelined: true },
    )
    outbox.nudge()
    if (outcome === 'released') throw bookingReleased()
    return refuseWrongCode(outcome)
  }
}
