import { notFound } from '../../kernel/errors.ts'
import type { Point } from '../../kernel/geo.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { searchDue } from '../dispatch/index.ts'
import type { PointFacts, PointsService } from '../points/index.ts'
import {
  isBeforeHandover,
  isEnded,
  isFromDoor,
  isSearching,
  type LegFollower,
  type Shipment,
  type ShipmentOrders,
  type Shipments,
  type ToldWord,
  type Way,
} from '../shipments/index.ts'
import { type LaneKey, type Plan, shortestWay } from './plan.rules.ts'
import type { RelayCarriers, RelaySettings } from './relay.ports.ts'
import { afterLeg } from './relay.rules.ts'
import { keepShelves } from './shelves.ts'
import { endStop, factsBetween, lanesBetween, stopOf } from './stops.ts'

export interface RelayDeps {
  db: Database
  outbox: Outbox
  shipments: Shipments
  points: PointsService
  orders: Pick<ShipmentOrders, 'statesOf'>
  carriers: RelayCarriers
  settings: RelaySettings
  pointOfPin: (pin: string) => Point | undefined
}

/** Orders in these states will never have a parcel at a point. */
const overStates: readonly string[] = ['cancelled', 'rejected', 'expired', 'undelivered', 'delivered']
/** Searches of a leg that found nobody before another way is looked for. */
const roundsALeg = 3

export type RelayService = ReturnType<typeof createRelayService>

/**
 * Parcels that go through several hands. One leg at a time: the next is made where the parcel lies, in the
 * transaction that takes the hand-over; what a leg says of the whole is decided in `relay.rules.ts`.
 */
export function createRelayService(deps: RelayDeps) {
  const { db, outbox, shipments, points, orders, carriers, settings, pointOfPin } = deps

  /** A way on from a point, or from the shop, to where this parcel has to go now. */
  const planFrom = async (sql: Sql, whole: Shipment, at: Id<'point'> | null, avoid: readonly LaneKey[]) => {
    const known = await points.several(
      sql,
      [at, whole.toPoint].filter((id) => id !== null),
    )
    const here = at ? known.get(at) : undefined
    const target = whole.back ? undefined : whole.toPoint ? known.get(whole.toPoint) : undefined
    const start = here ? stopOf(here, 'start') : endStop('start', whole.pickup)
    const end = whole.back
      ? endStop('end', whole.pickup)
      : target
        ? stopOf(target, 'end')
        : endStop('end', whole.drop)
    const toDoor = !whole.back && !target
    const { stops, lanes } = await lanesBetween(deps, sql, { parcel: whole, start, end, at: here, toDoor })
    const by = settings.planBy
    const plan = shortestWay(stops, lanes, { by, avoid }) ?? shortestWay(stops, lanes, { by })
    return { plan, stops, toDoor }
  }

  /** Makes the first leg of a plan; false when the point where it would end has no room, or the post no number. */
  const begin = async (
    tx: Tx,
    whole: Shipment,
    from: { at: Id<'point'> | null; leg: number },
    planned: { plan: Plan; stops: Awaited<ReturnType<typeof planFrom>>['stops']; toDoor: boolean },
  ): Promise<boolean> => {
    const lane = planned.plan.lanes[0]!
    if (lane.via === 'point') {
      // Its people bring it to the door themselves.
      await shipments.save(tx, { ...whole, toPoint: from.at })
      return true
    }
    const [start, end] = [lane.from, lane.to].map((key) => planned.stops.find((stop) => stop.key === key)!)
    const between = lane.to === 'end' ? null : end!.pointId
    if (between && !(await points.tryReserve(tx, between, whole, 'transit'))) return false
    const post = lane.via === 'post' ? carriers.post : null
    const awb = post && (await post.number(tx))
    if (post && !awb) return false
    const leg = await shipments.addLeg(tx, {
      ...factsBetween(whole, start!, end!, { cash: lane.to === 'end' && planned.toDoor, pointOfPin }),
      shopId: whole.shopId,
      shipmentId: newId('shipment'),
      orderId: whole.orderId,
      parcelId: whole.shipmentId,
      leg: from.leg,
      fromPoint: from.at,
      toPoint: between ?? (whole.back ? null : whole.toPoint),
      back: whole.back,
      via: lane.via,
      awb,
    })
    if (post) {
      await post.take(tx, leg, new Date(Date.now() + lane.minutes * 60_000))
      return true
    }
    const { shopId, shipmentId, look } = leg
    await outbox.publish(tx, [event(searchDue, { shopId, shipmentId, look })])
    return true
  }

  /** Plans on from where the parcel lies, and begins; the shop is told when there is no way. */
  const goOn = async (
    tx: Tx,
    whole: Shipment,
    at: Id<'point'> | null,
    legs: readonly Shipment[],
  ): Promise<boolean> => {
    const avoid: LaneKey[] = legs
      .filter(
        (leg) =>
          leg.fromPoint === at && leg.back === whole.back && leg.state !== 'delivered' && isEnded(leg.state),
      )
      .map((leg) => ({
        from: 'start',
        to: leg.toPoint && leg.toPoint !== whole.toPoint ? leg.toPoint : 'end',
        via: leg.via,
      }))
    const next = Math.max(0, ...legs.map((leg) => leg.leg)) + 1
    for (let full = 0; full < 3; full++) {
      const planned = await planFrom(tx, whole, at, avoid)
      if (!planned.plan) break
      if (await begin(tx, whole, { at, leg: next }, { ...planned, plan: planned.plan })) return true
      avoid.push(planned.plan.lanes[0]!)
    }
    await shipments.attend(tx, whole, { code: 'noWay' })
    return false
  }

  /** Legs that were called off before this parcel left the shop. */
  const legsOf = async (tx: Tx, parcel: Shipment) => (await shipments.wayOf(tx, parcel))?.legs ?? []

  const byMarket: ToldWord = {
    by: 'provider',
    providerId: null,
    eventId: null,
    status: '',
    occurredAt: new Date(0),
  }

  /** Turns a parcel round: from this point it goes back to its shop. */
  const goBack = async (tx: Tx, way: Way, at: Id<'point'>, reason: string): Promise<void> => {
    const turned = way.parcel.back
      ? way.parcel
      : await shipments.follow(tx, { ...way.parcel, back: true }, [{ word: 'returning', holder: null }], {
          ...byMarket,
          reason,
        })
    await goOn(tx, turned, at, way.legs)
  }

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

    /** Parcels that lie too long at a point go back; those that nobody is asked to carry are planned again. */
    async sweep(): Promise<{ back: number; again: number }> {
      let [back, again] = [0, 0]
      for (const { shopId, orderId } of await shipments.uncollected(db, settings.collectHours)) {
        await db.transaction(async (tx) => {
          const way = await shipments.lockWay(tx, { shopId, orderId })
          if (!way?.parcel.toPoint || way.parcel.state !== 'atDrop') return
          await goBack(tx, way, way.parcel.toPoint, 'Nobody fetched it in time.')
          back++
        })
      }
      for (const { shopId, orderId } of await shipments.stranded(db)) {
        await db.transaction(async (tx) => {
          const way = await shipments.lockWay(tx, { shopId, orderId })
          if (!way || isEnded(way.parcel.state) || way.legs.some((leg) => !isEnded(leg.state))) return
          const holder = (await shipments.custodyOf(tx, way.parcel)).at(-1)?.holder
          const at = holder?.kind === 'point' ? holder.id : null
          // The people of the point bring it to the door: that is no leg.
          if (at && !way.parcel.back && at === way.parcel.toPoint) return
          if (await goOn(tx, way.parcel, at, way.legs)) again++
        })
      }
      for (const stay of await points.longExpected(db)) {
        const parcel = await shipments.ofOrder(db, stay)
        const order = (await orders.statesOf(db, [stay.orderId])).get(stay.orderId)
        const over = parcel ? isEnded(parcel.state) : !order || overStates.includes(order)
        if (over) await db.transaction((tx) => points.release(tx, stay.pointId, stay))
      }
      outbox.nudge()
      return { back, again }
    },
  }
}
