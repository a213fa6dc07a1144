import { isDeepStrictEqual } from 'node:util'
import type { Id } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type Attention, attentionSentence } from './shipments.attention.ts'
import { notForThisState } from './shipments.errors.ts'
import type { PostFollower } from './shipments.ports.ts'
import { type MarketWord, type ShipmentState, shipmentTransitions } from './shipments.states.ts'
import * as store from './shipments.store.ts'
import type { CarrierInstruction, EntryDetail, NewEntry, Shipment } from './shipments.types.ts'

const pastOf: Record<MarketWord, string> = {
  offer: 'offered',
  book: 'booked',
  giveUp: 'given up',
  cancel: 'cancelled',
  reopen: 'given back',
}

/** A move by the market itself. Throws `shipmentState` where the table refuses it. */
const moveBy = (parcel: Shipment, word: MarketWord): ShipmentState => {
  const moved = move(shipmentTransitions, parcel.state, word)
  if (!moved.moved && moved.reason === 'refuse') throw notForThisState(parcel.state, pastOf[word])
  return moved.moved ? moved.to : parcel.state
}

const note = (
  parcel: Shipment,
  status: string,
  reason: string | undefined,
  by: 'market' | 'shop' | 'operator' = 'market',
): NewEntry => ({
  providerId: null,
  eventId: null,
  status,
  effect: status === parcel.state ? 'moved' : 'noted',
  stateAfter: parcel.state,
  occurredAt: new Date(),
  detail:
    reason === undefined && by === 'market'
      ? null
      : { ...(reason === undefined ? {} : { reason }), ...(by === 'market' ? {} : { by }) },
})

const settled = (parcel: Shipment, state: ShipmentState, change: Partial<Shipment> = {}): Shipment => ({
  ...parcel,
  ...change,
  state,
  stateSince: state === parcel.state ? parcel.stateSince : new Date(),
})

/** What the market, the shop and operators themselves do with locked parcels. */
export function createMoves({ post }: { post: PostFollower }) {
  return {
    /** The way of this (locked) parcel is begun over several hands. */
    async relayed(tx: Tx, parcel: Shipment, promisedBy: Date): Promise<Shipment> {
      const next = settled(parcel, moveBy(parcel, 'book'), {
        carrier: 'relay',
        promisedBy,
        attention: null,
        retryAt: null,
      })
      return store.saveShipment(tx, next, [note(next, 'booked', undefined)])
    },

    /** An operator ends a (locked) leg whose parcel is elsewhere; what follows is the caller's. */
    endLeg: (tx: Tx, leg: Shipment, reason: string): Promise<Shipment> => {
      const next = settled(leg, 'returned')
      return store.saveShipment(tx, next, [note(next, 'returned', reason, 'operator')])
    },

    /** The post takes every leg that it is given. */
    async takenByPost(tx: Tx, leg: Shipment, post: { providerId: Id<'provider'>; promisedBy: Date }) {
      const next = settled(leg, moveBy(leg, 'book'), post)
      return store.saveShipment(tx, next, [note(next, 'booked', 'It goes by post.')])
    },

    /** A provider was asked for this (locked) parcel. */
    async offered(tx: Tx, parcel: Shipment): Promise<Shipment> {
      const state = moveBy(parcel, 'offer')
      const next = settled(parcel, state, { retryAt: null, attention: null })
      return store.saveShipment(tx, next, state === parcel.state ? [] : [note(next, 'offered', undefined)])
    },

    /** Nobody takes it; the shop is told why, and the search goes on at `retryAt`. */
    async bookingFailed(tx: Tx, parcel: Shipment, retryAt: Date, attention: Attention): Promise<Shipment> {
      const state = moveBy(parcel, 'giveUp')
      const next = settled(parcel, state, { retryAt, attention, round: parcel.round + 1 })
      return store.saveShipment(
        tx,
        next,
        // Buyers read the timeline, too; what the shop may do now is for the shop.
        state === parcel.state
          ? []
          : [note(next, 'bookingFailed', 'No delivery partner took this parcel yet.')],
      )
    },

    /** The provider gave the booking back before the hand-over: the search begins again. */
    async reopened(tx: Tx, parcel: Shipment, reason: string): Promise<Shipment> {
      const next = settled(parcel, moveBy(parcel, 'reopen'), {
        providerId: null,
        offerId: null,
        trackingUrl: null,
        carrierNumber: null,
        promisedBy: null,
        handoverTries: 0,
        deliveryTries: 0,
      })
      return store.saveShipment(tx, next, [note(next, 'created', reason)])
    },

    /** The order fell through before the hand-over. */
    async cancelled(tx: Tx, parcel: Shipment, reason: string): Promise<Shipment> {
      const next = settled(parcel, moveBy(parcel, 'cancel'), { attention: null, retryAt: null })
      if (next.state === parcel.state) return parcel
      if (parcel.via === 'post') await post.calledOff(tx, parcel)
      return store.saveShipment(tx, next, [note(next, 'cancelled', reason)])
    },

    /**
     * The shop has taken a (locked) whole back, whose only leg was called off: it lies at the shop, and nobody is
     * asked before the shop says so.
     */
    async takenBack(tx: Tx, parcel: Shipment): Promise<Shipment> {
      const open = settled(parcel, moveBy(parcel, 'reopen'), {
        ...{ carrier: 'provider', providerId: null, offerId: null, trackingUrl: null, carrierNumber: null },
        ...{ promisedBy: null, handoverTries: 0, deliveryTries: 0 },
      })
      const next = settled(open, moveBy(open, 'giveUp'), {
        ...{ retryAt: null, attention: { code: 'takenBack' }, round: parcel.round + 1 },
        // No timer of an earlier search asks anybody.
        look: parcel.look + 1,
      })
      const why = 'The shop took it back from the post.'
      return store.saveShipment(tx, next, [note(next, 'bookingFailed', why, 'shop')])
    },

    /** The shop carries it itself: the search is over. Throws `shipmentState` once a provider has it. */
    async takenByShop(tx: Tx, parcel: Shipment): Promise<Shipment> {
      if (parcel.carrier === 'shop' && parcel.state === 'booked') return parcel
      if (!['created', 'offered', 'bookingFailed'].includes(parcel.state))
        throw notForThisState(parcel.state, 'delivered by the shop itself')
      const next = settled(parcel, moveBy(parcel, 'book'), {
        carrier: 'shop',
        providerId: null,
        offerId: null,
        trackingUrl: null,
        carrierNumber: null,
        attention: null,
        retryAt: null,
      })
      return store.saveShipment(tx, next, [note(next, 'booked', 'The shop delivers itself.', 'shop')])
    },

    /** Tells the shop something that it should know, or takes it back with null. */
    async attend(tx: Tx, parcel: Shipment, attention: Attention | null): Promise<Shipment> {
      if (isDeepStrictEqual(parcel.attention, attention)) return parcel
      const next = { ...parcel, attention }
      const line = attention && note(next, 'attention', attentionSentence(attention))
      const lines = line && attention ? [{ ...line, detail: { ...line.detail, attention } }] : []
      return store.saveShipment(tx, next, lines)
    },

    /** Writes a line that moves nothing, as when an offer was declined. */
    remark: (tx: Tx, parcel: Shipment, status: string, reason?: string): Promise<Shipment> =>
      store.saveShipment(tx, parcel, [note(parcel, status, reason)]),

    /** Writes what was decided at the door of this (locked) parcel or leg; it moves nothing by itself. */
    decided(tx: Tx, parcel: Shipment, detail: EntryDetail): Promise<Shipment> {
      return store.saveShipment(tx, parcel, [{ ...note(parcel, 'answered', undefined), detail }])
    },

    /** Writes that its carrier knows what it was told about this (locked) parcel or leg; it moves nothing. */
    acknowledged(
      tx: Tx,
      parcel: Shipment,
      given: { providerId: Id<'provider'>; instructions: readonly CarrierInstruction[] },
    ): Promise<Shipment> {
      const line = { ...note(parcel, 'acknowledged', undefined), providerId: given.providerId }
      return store.saveShipment(
        tx,
        parcel,
        given.instructions.map((instruction) => ({ ...line, detail: { instruction } })),
      )
    },
  }
}
