import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { PointFacts } from '../points/index.ts'
import {
  isBeforeHandover,
  isEnded,
  isFromDoor,
  isSearching,
  type LegFollower,
  type Shipment,
  type Way,
} from '../shipments/index.ts'
import { byMarket, createOnward } from './onward.ts'
import type { Plan } from './plan.rules.ts'
import type { RelayDeps } from './relay.deps.ts'
import { afterLeg } from './relay.rules.ts'
import { keepShelves } from './shelves.ts'

/** Searches of a leg that found nobody before another way is looked for. */
const roundsALeg = 3

export type RelayService = ReturnType<typeof createRelayService>

/**
 * Parcels that go through several hands. One leg at a time: the next is made where the parcel lies, in the
 * transaction that takes the hand-over; what a leg says of the whole is decided in `relay.rules.ts`.
 */
export function createRelayService(deps: RelayDeps) {
  const { db, outbox, shipments, points, carriers } = deps
  const { planFrom, goOn, goBack, legsOf } = createOnward(deps)

  const legMoved: LegFollower['legMoved'] = async (tx, leg, before, told) => {
    const locked =
      leg.parcelId && (await shipments.lock(tx, { shopId: leg.shopId, shipmentId: leg.parcelId }))
    if (!locked || isEnded(locked.state)) return
    const legs = (await shipments.wayOf(tx, leg))?.legs ?? []
    const returns = legs.filter(
      (one) => one.state === 'returned' && !one.back && one.shipmentId !== leg.shipmentId,
    ).length
    const consequence = afterLeg(
      { ...leg, before },
      { toPoint: locked.toPoint, returns, turned: locked.back },
    )
    const whole = await shipments.follow(tx, locked, consequence.steps, told)
    await keepShelves(points, tx, leg, before, whole)
    if (isEnded(whole.state) || !consequence.at) return
    if (consequence.next === 'plan') await goOn(tx, whole, consequence.at, legs)
    if (consequence.next === 'back')
      await goBack(tx, { parcel: whole, legs }, consequence.at, 'It could not be delivered.')
  }

  return {
    legMoved,

    /** A (locked) parcel that is fetched at a point begins its way over several hands; false for any other. */
    async begins(tx: Tx, parcel: Shipment): Promise<boolean> {
      if (parcel.leg > 0 || parcel.toPoint === null || !isSearching(parcel.state)) return false
      const planned = await planFrom(tx, parcel, null, [])
      const minutes = planned.plan?.minutes ?? 24 * 60
      const whole = await shipments.relayed(tx, parcel, new Date(Date.now() + minutes * 60_000))
      await goOn(tx, whole, null, await legsOf(tx, parcel))
      return true
    },

    /**
     * Nobody took this (locked) parcel or leg: finds another way where one is; false when the search goes on.
     * A parcel that some startup could carry waits for it.
     */
    async takes(tx: Tx, parcel: Shipment): Promise<boolean> {
      if (parcel.leg === 0) {
        if (parcel.carrier !== 'provider' || (await carriers.startups(tx, parcel))) return false
        const { plan } = await planFrom(tx, parcel, null, [])
        if (!plan) return false
        const whole = await shipments.relayed(tx, parcel, new Date(Date.now() + plan.minutes * 60_000))
        // Should its first leg find no room the sweep goes on with it: the search is over in any case.
        await goOn(tx, whole, null, await legsOf(tx, parcel))
        return true
      }
      // Goods that go back from a door wait for a startup: there is no other way to plan.
      if (isFromDoor(parcel)) return false
      if (parcel.round < roundsALeg && (await carriers.startups(tx, parcel))) return false
      const whole = await shipments.lock(tx, { shopId: parcel.shopId, shipmentId: parcel.parcelId! })
      const way = whole && (await shipments.wayOf(tx, parcel))
      if (!whole || !way) return false
      const failed = {
        from: 'start',
        to: parcel.toPoint && parcel.toPoint !== whole.toPoint ? parcel.toPoint : 'end',
        via: parcel.via,
      }
      const other = await planFrom(tx, whole, parcel.fromPoint, [failed])
      const first = other.plan?.lanes[0]
      if (!first || (first.to === failed.to && first.via === failed.via)) {
        await shipments.attend(tx, whole, { code: 'noWay' })
        return false
      }
      const ended = await shipments.cancelled(tx, parcel, 'Nobody carries this leg; another way was found.')
      if (parcel.toPoint && parcel.toPoint !== whole.toPoint) await points.release(tx, parcel.toPoint, parcel)
      const legs = way.legs.map((leg) => (leg.shipmentId === ended.shipmentId ? ended : leg))
      await goOn(tx, whole, parcel.fromPoint, legs)
      return true
    },

    /**
     * The buyer has chosen a point after an attempt at the door failed: the (locked) parcel goes there, and its
     * carrier has the leg that ends there. Throws `pointFull`. The leg.
     */
    async diverts(tx: Tx, way: Way, to: PointFacts): Promise<Shipment> {
      const { parcel } = way
      await points.reserve(tx, to.pointId, parcel, 'collect')
      const { leg } = await shipments.diverted(tx, way, to)
      const booking = parcel.offerId
      if (booking) await carriers.moveBooking(tx, { ...parcel, offerId: booking }, leg.shipmentId)
      return leg
    },

    /** What it costs and takes from shop to door over several hands; null: there is no way. */
    async estimate(sql: Sql, parcel: Shipment): Promise<Plan | null> {
      return (await planFrom(sql, parcel, null, [])).plan ?? null
    },

    /** An operator says where a parcel is: its leg ends, and it goes on from there. */
    async placed(
      ref: { shopId: Id<'shop'>; orderId: Id<'order'> },
      at: Id<'point'>,
      reason: string,
      alongside: (tx: Tx) => Promise<void>,
    ) {
      await db.transaction(async (tx) => {
        const way = await shipments.lockWay(tx, ref)
        if (way?.parcel.carrier !== 'relay' || isEnded(way.parcel.state)) throw notFound('shipment')
        if (!(await points.find(tx, at))) throw notFound('point')
        await alongside(tx)
        const open = way.legs.find((leg) => !isEnded(leg.state))
        if (open) {
          if (isSearching(open.state) || isBeforeHandover(open.state)) await carriers.callOff(tx, open)
          else await shipments.endLeg(tx, open, reason)
          for (const point of [open.fromPoint, open.toPoint])
            if (point && point !== at && point !== way.parcel.toPoint) await points.release(tx, point, ref)
        }
        const steps = isBeforeHandover(way.parcel.state)
          ? (['pickedUp', 'atHub'] as const)
          : (['atHub'] as const)
        const whole = await shipments.follow(
          tx,
          way.parcel,
          steps.map((word) => ({ word, holder: { kind: 'point' as const, id: at } })),
          { ...byMarket, by: 'operator', reason },
        )
        await points.arrived(tx, at, ref)
        const legs = way.legs.map((leg) => (leg === open ? { ...leg, state: 'delivered' as const } : leg))
        await goOn(tx, whole, at, legs)
      })
      outbox.nudge()
    },
  }
}
