import { distanceMetres } from '../../kernel/geo.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { claimDeliveries } from '../../platform/outbox/index.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'
import type { NewShipment, ShipmentRef } from '../shipments/index.ts'
import { parcelOfferOf } from './dispatch.asking.ts'
import { quotersFor } from './dispatch.choosing.ts'
import { callOff, refuseLateYes } from './dispatch.closing.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import type { BookResult } from './dispatch.ports.ts'
import { type Ranking, rankProviders } from './dispatch.rules.ts'
import type { Search } from './dispatch.search.ts'
import { createGather } from './gather.ts'
import { bookOffers, insertOffers, isLive, lockOffer, type NewOffer } from './offers.store.ts'

type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }

type First =
  /** Nothing to deliver: picked up by the buyer, or called off. */
  | { kind: 'nothing' }
  /** The parcel is there already, or its first choice needs more than the facts at hand. */
  | { kind: 'search' }
  | { kind: 'book'; parcel: NewShipment; offer: NewOffer }

interface Accepted {
  deliveryId: string
  orderId: Id<'order'>
  parcel: ShipmentRef
  offer: NewOffer
  result: Extract<BookResult, { kind: 'accepted' }>
}

/**
 * The way that nearly every parcel goes: made, offered to the first choice and booked, with one call between
 * two transactions. What comes at one moment shares its transactions. Everything else is for the search.
 *
 * The event that asked for it is claimed with the second transaction: should this process die in between, it
 * comes again and finds the offer, whose status is then asked before anything else.
 */
export function createFirstTry(deps: DispatchDeps, search: Search) {
  const { db, shipments, directory, orders, shops, settings } = deps
  const clock = deps.now ?? (() => new Date())

  const start = createGather<OrderRef, First>({
    run: async (items) => {
      const providers = await directory.approved()
      return db.transaction(async (tx) => {
        const facts = await orders.ordersFor(
          tx,
          items.map((item) => item.orderId),
        )
        const shopIds = [...new Set(items.map((item) => item.shopId))]
        const shopsById = await shops.shopFacts(tx, shopIds)
        const at = clock()
        const plans = items.map((item): First => {
          const order = facts.get(item.orderId)
          const shop = shopsById.get(item.shopId)
          if (!order || !shop || order.state !== 'packed' || order.fulfilment !== 'delivery')
            return { kind: 'nothing' }
          const parcel = parcelOf(order, shop)
          const ranking = rankProviders({
            providers,
            parcel,
            seed: parcel.shipmentId,
            at,
            askedBefore: new Set(),
          })
          return { kind: 'book', parcel, offer: offerOf(parcel, ranking, at) }
        })
        return keep(tx, plans, (parcel) => quotersFor(providers, parcel, new Set(), at).length > 0, limited)
      })
      function limited(providerId: Id<'provider'>): boolean {
        const facts = providers.find((provider) => provider.providerId === providerId)
        return facts?.capabilities.parcelsPerDay !== undefined
      }
    },
  })

  const keep = async (
    tx: Tx,
    plans: readonly First[],
    needsQuotes: (parcel: NewShipment) => boolean,
    isLimited: (providerId: Id<'provider'>) => boolean,
  ): Promise<First[]> => {
    const simple = (plan: Extract<First, { kind: 'book' }>): boolean =>
      plan.offer.ranking.able.length > 0 && !isLimited(plan.offer.providerId) && !needsQuotes(plan.parcel)
    const judged = plans.map((plan) =>
      plan.kind === 'book' ? { plan, simple: simple(plan) } : { plan, simple: false },
    )
    const parcels = judged.flatMap(({ plan, simple }) =>
      plan.kind === 'book'
        ? [{ ...plan.parcel, state: simple ? ('offered' as const) : ('created' as const) }]
        : [],
    )
    const made = parcels.length > 0 ? await shipments.create(tx, parcels) : new Set()
    const results = judged.map(({ plan, simple }): First => {
      if (plan.kind !== 'book') return plan
      return simple && made.has(plan.parcel.shipmentId) ? plan : { kind: 'search' }
    })
    const offers = results.flatMap((plan) => (plan.kind === 'book' ? [{ ...plan.offer, number: 1 }] : []))
    if (offers.length > 0) await insertOffers(tx, offers)
    return results
  }

  const parcelOf = (order: OrderFacts, shop: ShopFacts): NewShipment => {
    const to = order.drop.point ?? deps.pointOfPin(order.drop.pin)
    return {
      shopId: order.shopId,
      shipmentId: newId('shipment'),
      orderId: order.orderId,
      state: 'offered',
      pickup: { pin: shop.pin, point: shop.point },
      drop: { pin: order.drop.pin, point: order.drop.point },
      distanceMetres: to ? Math.round(distanceMetres(shop.point, to)) : 0,
      weightGrams: order.weightGrams,
      // Whoever is licensed to sell food may have some in any parcel.
      isFood: shop.fssai !== null,
      codPaise: order.toCollectPaise,
    }
  }

  const offerOf = (parcel: NewShipment, ranking: Ranking, at: Date): NewOffer => {
    const first = ranking.able[0]
    return {
      shopId: parcel.shopId,
      shipmentId: parcel.shipmentId,
      offerId: newId('offer'),
      providerId: first?.providerId as Id<'provider'>,
      round: 1,
      decideBy: new Date(at.getTime() + settings.decisionSeconds * 1000),
      pricePaise: first?.pricePaise ?? 0n,
      promisedMinutes: first?.minutes ?? 1,
      countedOn: null,
      ranking,
    }
  }

  const finish = createGather<Accepted, void>({
    run: (items) =>
      db.transaction(async (tx) => {
        await shipments.lockMany(
          tx,
          items.map((item) => item.parcel),
        )
        const facts = await orders.ordersFor(
          tx,
          items.map((item) => item.orderId),
        )
        // Read after the parcels were made: see the search's `book`.
        const standing = items.filter((item) => facts.get(item.orderId)?.state === 'packed')
        const booked = await bookOffers(
          tx,
          standing.map(({ offer, result }) => ({ ...offer, providerReference: result.providerReference })),
        )
        const winners = standing.filter((item) => booked.has(item.offer.offerId))
        await shipments.book(
          tx,
          winners.map(({ offer, result }) => ({ ...offer, trackingUrl: result.trackingUrl })),
        )
        for (const item of items) if (!booked.has(item.offer.offerId)) await settleUnbooked(tx, item)
        await claimDeliveries(
          tx,
          items.map((item) => item.deliveryId),
        )
        return items.map(() => undefined)
      }),
  })

  /** A yes that came too late: for an offer that ended, or an order that was called off. */
  const settleUnbooked = async (tx: Tx, { parcel: ref, offer: { offerId } }: Accepted): Promise<void> => {
    const parcel = await shipments.lock(tx, ref)
    const offer = await lockOffer(tx, { shopId: ref.shopId, offerId })
    if (!parcel || !offer || offer.state === 'booked') return
    if (isLive(offer.state)) await callOff(deps, tx, parcel, offer)
    else await refuseLateYes(deps.outbox, tx, offer)
  }

  /** Finds a carrier for a packed order. Resolves when it is booked, rests, or there is nothing to deliver. */
  return async (
    order: OrderRef,
    delivery: { id: string; claim: (tx: Tx) => Promise<boolean> },
  ): Promise<void> => {
    const first = await start(order)
    if (first.kind === 'nothing') {
      await db.transaction(async (tx) => void (await delivery.claim(tx)))
      return
    }
    const claimed = async (tx: Tx): Promise<boolean> => {
      await delivery.claim(tx)
      return true
    }
    if (first.kind === 'search') {
      const [parcel] = await shipments.ofOrder(db, order.orderId)
      if (!parcel) throw new Error(`the parcel of ${order.orderId} was not made`)
      return search.run(parcel, { first: claimed })
    }
    const { parcel, offer } = first
    const result = await search.book(offer.providerId, parcelOfferOf(parcel, offer))
    if (result.kind === 'accepted') {
      return finish({ deliveryId: delivery.id, orderId: order.orderId, parcel, offer, result })
    }
    const answered = { offerId: offer.offerId, answer: { action: 'book' as const, result } }
    return search.run(parcel, { first: claimed, answered })
  }
}
