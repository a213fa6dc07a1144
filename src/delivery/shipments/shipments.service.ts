import { isDeepStrictEqual } from 'node:util'
import { notFound } from '../../kernel/errors.ts'
import type { Point } from '../../kernel/geo.ts'
import { type Id, lowestUuid, newId } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import * as bookings from './bookings.store.ts'
import * as legs from './legs.store.ts'
import type { Told } from './plain.store.ts'
import { type Attention, attentionSentence } from './shipments.attention.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import { codeWrong, notForThisState, notYours } from './shipments.errors.ts'
import type { PostFollower } from './shipments.ports.ts'
import { carrierNumberIn, isBetweenCities } from './shipments.rules.ts'
import {
  type CarrierWord,
  isEnded,
  type MarketWord,
  type ShipmentState,
  shipmentTransitions,
} from './shipments.states.ts'
import * as store from './shipments.store.ts'
import { takeTogether } from './shipments.together.ts'
import type {
  EntryDetail,
  EntryEffect,
  Holder,
  LegFacts,
  NewEntry,
  NewLeg,
  NewShipment,
  Shipment,
  ToldWord,
  WordOutcome,
} from './shipments.types.ts'
import { applyWord, followLegs, type WordsDeps } from './shipments.words.ts'
import { isEventKnown, readEntries } from './timeline.store.ts'

export type ShipmentRef = { shopId: Id<'shop'>; shipmentId: Id<'shipment'> }

/** A parcel older than this is history; no list of open ones looks at it. */
const longestLifeMs = 60 * 86_400_000
const oldest = (): string => lowestUuid(new Date(Date.now() - longestLifeMs))

export type ShipmentsService = ReturnType<typeof createShipmentsService>

/** What the market does with parcels, and what it is told of them. */
export function createShipmentsService(
  deps: WordsDeps & { db: Database; codes: ShipmentCodes; post: PostFollower },
) {
  const { db, codes } = deps

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

  return {
    read: (sql: Sql, id: Id<'shipment'>) => store.readShipment(sql, id),
    several: (sql: Sql, ids: readonly Id<'shipment'>[]) => store.readSeveral(sql, ids),
    madeBetween: store.readMadeBetween,
    /** The parcel of an order, if it was made. */
    ofOrder: async (sql: Sql, ref: { shopId: Id<'shop'>; orderId: Id<'order'> }) =>
      (await legs.readWay(sql, ref))?.parcel,
    /** The parcel of an order with the legs of its way so far. */
    wayOf: (sql: Sql, ref: { shopId: Id<'shop'>; orderId: Id<'order'> }) => legs.readWay(sql, ref),
    /** The leg of a parcel that has not ended. */
    openLegOf: (sql: Sql, ref: ShipmentRef) => legs.readOpenLeg(sql, ref),
    /** Parcels of a shop that are packed and not fetched yet, the oldest first. */
    toBeFetched: (sql: Sql, shopId: Id<'shop'>, most: number) =>
      bookings.readToBeFetched(sql, { shopId, from: oldest(), most }),
    broughtByShop: bookings.readBroughtByShop,
    custodyOf: (sql: Sql, ref: ShipmentRef) => legs.readCustody(sql, ref),
    ofPoint: (sql: Sql, point: Id<'point'>) => legs.readOfPoint(sql, point, oldest()),
    uncollected: (sql: Sql, hours: number) => legs.readUncollected(sql, hours, oldest()),
    stranded: (sql: Sql) => legs.readStranded(sql, oldest()),
    lock: (tx: Tx, ref: ShipmentRef) => store.lockShipment(tx, ref),
    /** Locks the parcel of an order with all its legs. */
    lockWay: (tx: Tx, ref: { shopId: Id<'shop'>; orderId: Id<'order'> }) => legs.lockWay(tx, ref),

    /** Writes a locked parcel as it is given, without a line. */
    save: (tx: Tx, parcel: Shipment): Promise<Shipment> => store.saveShipment(tx, parcel, []),

    /** New parcels with an airway-bill number where they go from city to city. */
    async billed<T extends NewShipment>(tx: Tx, parcels: readonly T[]): Promise<T[]> {
      const afar = parcels.filter(isBetweenCities)
      if (afar.length === 0) return [...parcels]
      const bills = await store.newAirwayBills(tx, afar.length)
      const billOf = new Map(afar.map(({ shipmentId }, at) => [shipmentId, bills[at]!]))
      return parcels.map((parcel) => ({ ...parcel, awb: billOf.get(parcel.shipmentId) ?? null }))
    },

    /** Makes parcels (see `billed`), one for each order; those that were made. Its statement is the first thing it does. */
    create: (tx: Tx, parcels: readonly NewShipment[]): Promise<Set<Id<'shipment'>>> =>
      store.insertShipments(
        tx,
        parcels.map((parcel) => ({ ...parcel, ...codes.hashesOf(parcel.shipmentId) })),
      ),

    /** Makes the next leg of a locked parcel. */
    addLeg: (tx: Tx, leg: NewLeg): Promise<Shipment> =>
      legs.insertLeg(tx, { ...leg, ...codes.hashesOf(leg.shipmentId, leg) }),

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

    /** Takes to a locked whole what its legs say of it: see `followLegs`. */
    follow: (
      tx: Tx,
      whole: Shipment,
      steps: readonly { word: CarrierWord; holder: Holder | null }[],
      told: ToldWord,
    ): Promise<Shipment> => followLegs(deps, tx, whole, steps, told),

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

    /** Books parcels that are still looked for; those that were. Their locks are taken in one order. */
    book: (tx: Tx, taken: readonly bookings.Booking[]) => bookings.bookShipments(tx, taken),

    /**
     * What the carrier of this (locked) parcel calls it, and where it is followed. A number that is none, or that
     * another of its parcels has, is left out.
     */
    async carriedAs(
      tx: Tx,
      parcel: Shipment,
      given: { number?: string | undefined; trackingUrl?: string | undefined },
    ): Promise<Shipment> {
      const { shipmentId, providerId } = parcel
      const number = carrierNumberIn(given.number)
      const claims = number !== null && number !== parcel.carrierNumber && providerId !== null
      const isOurs = claims && (await bookings.claimNumber(tx, { providerId, number, shipmentId }))
      const carrierNumber = isOurs ? number : parcel.carrierNumber
      const trackingUrl = given.trackingUrl ?? parcel.trackingUrl
      if (carrierNumber === parcel.carrierNumber && trackingUrl === parcel.trackingUrl) return parcel
      return store.saveShipment(tx, { ...parcel, carrierNumber, trackingUrl }, [])
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
      if (parcel.via === 'post') await deps.post.calledOff(tx, parcel)
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

    /** Lines of the whole's timeline, the oldest first. */
    timelineOf: (sql: Sql, parcel: Shipment, effects: readonly EntryEffect[]) =>
      readEntries(sql, parcel, { after: 0, limit: 10_000, effects }),
    failedBefore: (sql: Sql, before: Date) => legs.readFailed(sql, before),

    /**
     * Turns a (locked) parcel or leg that its carrier has towards a point: from here on it is a leg that ends there,
     * and the whole waits for its buyer at the point.
     */
    async diverted(tx: Tx, way: legs.Way, to: { pointId: Id<'point'>; pin: string; place: Point }) {
      const { parcel: whole } = way
      const open = way.legs.find((leg) => !isEnded(leg.state))
      const carried = open ?? whole
      const facts = { toPoint: to.pointId, drop: { pin: to.pin, point: to.place } }
      const shape: LegFacts = {
        ...{ leg: open?.leg ?? 1, parcelId: whole.shipmentId, back: false, via: carried.via },
        ...{ fromPoint: carried.fromPoint, toPoint: to.pointId },
      }
      const base = open ?? (await legs.insertLeg(tx, newLegOf(whole, shape, codes)))
      const leg = await legs.redirect(tx, {
        ...{ ...carried, ...shape, ...facts, shipmentId: base.shipmentId },
        ...{ lastSequence: base.lastSequence, ...codes.hashesOf(base.shipmentId, shape) },
      })
      const turned = {
        ...whole,
        toPoint: to.pointId,
        carrier: 'relay' as const,
        providerId: null,
        offerId: null,
        carrierNumber: null,
      }
      return { leg, whole: await store.saveShipment(tx, turned, []) }
    },

    /** Keeps a word of a provider that no longer has this (locked) parcel; it moves nothing. */
    async toldLate(tx: Tx, parcel: Shipment, word: ToldWord): Promise<TakenWord> {
      const { providerId, eventId, status, occurredAt, reason } = word
      if (providerId && eventId && (await isEventKnown(tx, parcel, providerId, eventId)))
        return { outcome: 'repeated', state: parcel.state }
      const detail = reason === undefined ? null : { reason }
      const line = { providerId, eventId, status, occurredAt, detail, stateAfter: parcel.state }
      await store.saveShipment(tx, parcel, [{ ...line, effect: 'late' }])
      return { outcome: 'recorded', effect: 'late', state: parcel.state }
    },

    /** Takes in a word about a locked parcel: see `applyWord`. */
    told: (tx: Tx, parcel: Shipment, word: ToldWord, known?: boolean): Promise<WordOutcome> =>
      applyWord(deps, tx, parcel, word, known),

    /** Whether a provider told this very event of a (locked) parcel before. */
    isKnown: async (tx: Tx, ref: ShipmentRef, { providerId, eventId }: ToldWord): Promise<boolean> =>
      providerId !== null && eventId !== null && isEventKnown(tx, ref, providerId, eventId),

    /** Takes in words of many parcels at once, as far as they need no look of their own: see `takeTogether`. */
    toldTogether: (tx: Tx, told: readonly (Told & { offerId: Id<'offer'> })[]) =>
      takeTogether(deps, tx, told),

    /** A word of the shop that delivers itself. Throws `codeWrong`, `proofMissing`, `cashDiffers`, `notCarriedByShop`. */
    async toldByShop(ref: ShipmentRef, word: ToldWord): Promise<TakenWord> {
      const outcome = await db.transaction(async (tx) => {
        // Of a parcel that goes over several hands the shop may carry the first leg.
        const leg = await legs.readOpenLeg(tx, ref)
        const parcel = await store.lockShipment(tx, leg ?? ref)
        if (!parcel) throw notFound('shipment')
        if (parcel.carrier !== 'shop') throw notYours()
        return applyWord(deps, tx, parcel, word)
      })
      return refuseWrongCode(outcome)
    },

    /** An operator settles what codes and photos could not. */
    async toldByOperator(ref: ShipmentRef, word: ToldWord, alongside: (tx: Tx) => Promise<void>) {
      const outcome = await db.transaction(async (tx) => {
        const parcel = await store.lockShipment(tx, ref)
        if (!parcel) throw notFound('shipment')
        await alongside(tx)
        return applyWord(deps, tx, parcel, { ...word, providerId: parcel.providerId })
      })
      return refuseWrongCode(outcome)
    },
  }
}

const newLegOf = (whole: Shipment, shape: LegFacts, codes: ShipmentCodes) => {
  const shipmentId = newId('shipment')
  const { shopId, orderId, pickup, drop, distanceMetres, weightGrams, isFood, isCold, size, codPaise } = whole
  return {
    ...{ shopId, orderId, pickup, drop, distanceMetres, weightGrams, isFood, isCold, size, codPaise },
    ...{ ...shape, shipmentId, parcelId: whole.shipmentId, ...codes.hashesOf(shipmentId, shape) },
  }
}

export type TakenWord = Exclude<WordOutcome, { outcome: 'wrongCode' }>

/** Turns a wrong code, once its count is kept, into the error that its teller gets. */
export function refuseWrongCode(outcome: WordOutcome): TakenWord {
  if (outcome.outcome === 'wrongCode') throw codeWrong(outcome.which, outcome.triesLeft)
  return outcome
}

const pastOf: Record<MarketWord, string> = {
  offer: 'offered',
  book: 'booked',
  giveUp: 'given up',
  cancel: 'cancelled',
  reopen: 'given back',
}
