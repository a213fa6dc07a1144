import { distanceMetres } from '../../kernel/geo.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { claimDeliveries } from '../../platform/outbox/index.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'
import { givePlace } from '../providers/index.ts'
import type { NewShipment } from '../shipments/index.ts'
import { parcelOfferOf } from './dispatch.asking.ts'
import { type Asked, quotersFor } from './dispatch.choosing.ts'
import type { SearchDeps } from './dispatch.deps.ts'
import { createPlaces } from './dispatch.places.ts'
import type { BookResult } from './dispatch.ports.ts'
import type { Search } from './dispatch.search.ts'
import { createGather } from './gather.ts'
import type { Market } from './market.view.ts'
import { bookOffers, insertOffers, type NewOffer } from './offers.store.ts'
import { laneFor, pickupMinutesFor, rankProviders } from './score.rules.ts'

type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }

type First =
  /** Nothing to deliver: picked up by the buyer, or called off. */
  | { kind: 'nothing' }
  /** The parcel is there already, or its first choice needs more than the facts at hand. */
  | { kind: 'search' }
  | { kind: 'book'; parcel: NewShipment; offer: NewOffer }

interface Accepted {
  deliveryId: string
  offer: NewOffer
  result: Extract<BookResult, { kind: 'accepted' }>
}

/** Not all could be booked as they were offered: each is looked at by itself. */
class NotAsOffered extends Error {}

const nobodyAsked: ReadonlySet<never> = new Set()

/**
 * The way that nearly every parcel goes: made, offered to the first choice and booked, with one call between
 * two transactions. What comes at one moment shares its transactions. Everything else is for the search.
 *
 * The event that asked for it is claimed with the second transaction: should this process die in between, it
 * comes again and finds the offer, whose status is then asked before anything else.
 */
export function createFirstTry(deps: SearchDeps, search: Search) {
  const { db, shipments, market, orders, shops, settings } = deps
  const clock = deps.now ?? (() => new Date())

  const parcelOf = (order: OrderFacts, shop: ShopFacts): NewShipment => {
    const to = order.drop.point ?? deps.pointOfPin(order.drop.pin)
    return {
      shopId: order.shopId,
      shipmentId: newId('shipment'),
      orderId: order.orderId,
      state: 'created',
      toPoint: order.pointId,
      pickup: { pin: shop.pin, point: shop.point },
      drop: { pin: order.drop.pin, point: order.drop.point },
      distanceMetres: to ? Math.round(distanceMetres(shop.point, to)) : 0,
      weightGrams: order.weightGrams,
      // Where nothing was noted: whoever is licensed to sell food may have some in any parcel.
      isFood: order.goods?.isFood ?? shop.fssai !== null,
      isCold: order.goods?.keepCold ?? false,
      size: order.goods?.size ?? null,
      codPaise: order.toCollectPaise,
    }
  }

  const places = createPlaces()

  /** The first choice for a new parcel; undefined when the search has to decide. Places are not taken yet. */
  const firstOffer = (parcel: NewShipment, asked: Asked, seen: Market, at: Date): NewOffer | undefined => {
    if (parcel.toPoint) return undefined
    // Quotes are asked for, and a shop that delivers itself is obeyed, by the search.
    if (asked.choice?.alwaysItself || quotersFor(asked, nobodyAsked, at).length > 0) return undefined
    const fullToday = places.fullFor(seen, asked)
    for (const id of fullToday) if (seen.fleet.lentTo(id, asked.parcel.from).length > 0) return undefined
    const ranking = rankProviders({
      ...{ ...asked, seed: parcel.shipmentId, at, askedBefore: nobodyAsked },
      ...(fullToday.size > 0 ? { fullToday } : {}),
    })
    const first = ranking.able[0]
    if (!first) return undefined
    return {
      shopId: parcel.shopId,
      shipmentId: parcel.shipmentId,
      offerId: newId('offer'),
      providerId: first.providerId,
      round: 1,
      decideBy: new Date(at.getTime() + settings.decisionSeconds * 1000),
      pricePaise: first.pricePaise,
      promisedMinutes: first.minutes,
      lane: laneFor(asked.parcel),
      pickupMinutes: pickupMinutesFor(seen.fleet.find(first.providerId), asked.parcel, first.minutes),
      countedOn: null,
      ranking,
    }
  }

  const start = createGather<OrderRef, First>({
    async run(items) {
      const [seen, facts, shopsById] = await Promise.all([
        market.now(),
        orders.ordersFor(
          db,
          items.map((item) => item.orderId),
        ),
        shops.shopFacts(db, [...new Set(items.map((item) => item.shopId))]),
      ])
      const at = clock()
      const plans = items.map(({ orderId, shopId }) => {
        const order = facts.get(orderId)
        const shop = shopsById.get(shopId)
        if (!order || !shop || order.state !== 'packed' || order.fulfilment !== 'delivery') return undefined
        const parcel = parcelOf(order, shop)
        const asked = seen.ask(parcel)
        return { parcel, asked, offer: firstOffer(parcel, asked, seen, at) }
      })
      return db.transaction(
        async (tx) => {
          // A transaction may be run again: what it changes it makes anew.
          const tried = plans.map((plan) => plan && { ...plan })
          const parcels = tried.filter((plan) => plan !== undefined)
          if (parcels.length === 0) return tried.map((): First => ({ kind: 'nothing' }))
          await places.take(tx, seen, parcels, ({ parcel, asked }) => firstOffer(parcel, asked, seen, at))
          const offers = parcels.flatMap(({ offer }) => (offer ? [{ ...offer, number: 1 }] : []))
          const made = await shipments.billed(
            tx,
            parcels.map(({ parcel, offer }) => (offer ? { ...parcel, state: 'offered' as const } : parcel)),
          )
          // In this order and at once: an offer is written where its parcel is.
          const [written] = await Promise.all([
            shipments.create(tx, made),
            offers.length > 0 ? insertOffers(tx, offers) : undefined,
          ])
          // An order that has a parcel gets no second: its place is free again.
          for (const { countedOn, providerId, shipmentId } of offers)
            if (countedOn && !written.has(shipmentId)) await givePlace(tx, providerId, countedOn)
          return tried.map((plan): First => {
            if (!plan) return { kind: 'nothing' }
            const { parcel, offer } = plan
            return offer && written.has(parcel.shipmentId)
              ? { kind: 'book', parcel, offer }
              : { kind: 'search' }
          })
        },
        { pipelined: true },
      )
    },
  })

  /**
   * Whether an order still stands, read after its parcel was made: either it is seen called off here, or
   * whoever calls it off afterwards finds the parcel.
   */
  const stands = createGather<Id<'order'>, boolean>({
    async run(ids) {
      const states = await orders.statesOf(db, ids)
      return ids.map((id) => states.get(id) === 'packed')
    },
  })

  const finish = createGather<Accepted, void>({
    // Quick: what a power cut undoes here comes again with its event, and the provider is asked.
    run: (items) =>
      db.transaction(
        async (tx) => {
          const bookings = items.map(({ offer, result }) => ({
            ...offer,
            trackingUrl: result.trackingUrl,
            carrierNumber: result.providerReference,
          }))
          // In this order: the lock of a parcel comes before its offer.
          const [parcels, offers] = await Promise.all([
            shipments.book(tx, bookings),
            bookOffers(
              tx,
              items.map(({ offer, result }) => ({ ...offer, providerReference: result.providerReference })),
            ),
            claimDeliveries(
              tx,
              items.map((item) => item.deliveryId),
            ),
          ])
          if (parcels.size < items.length || offers.size < items.length) throw new NotAsOffered()
          return items.map(() => undefined)
        },
        { quick: true, pipelined: true },
      ),
  })

  /** Finds a carrier for a packed order. Resolves when it is booked, rests, or there is nothing to deliver. */
  return async (
    order: OrderRef,
    delivery: { id: string; claim: (tx: Tx) => Promise<boolean> },
  ): Promise<void> => {
    const claimed = async (tx: Tx): Promise<boolean> => {
      await delivery.claim(tx)
      return true
    }
    const first = await start(order)
    if (first.kind === 'nothing') {
      await db.transaction(claimed)
      return
    }
    if (first.kind === 'search') {
      const parcel = await shipments.ofOrder(db, order)
      if (!parcel) throw new Error(`the parcel of ${order.orderId} was not made`)
      return search.run(parcel, { first: claimed })
    }
    const { parcel, offer } = first
    const [result, stillStands] = await Promise.all([
      search.book(offer.providerId, parcelOfferOf(parcel, offer)),
      stands(order.orderId),
    ])
    if (result.kind === 'accepted' && stillStands) {
      try {
        return await finish({ deliveryId: delivery.id, offer, result })
      } catch (error) {
        if (!(error instanceof NotAsOffered)) throw error
      }
    }
    const answered = {
      offerId: offer.offerId,
      asked: 'asking' as const,
      answer: { action: 'book' as const, result },
    }
    return search.run(parcel, { first: claimed, answered })
  }
}
