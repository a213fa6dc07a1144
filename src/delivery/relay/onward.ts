import { type Id, newId } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import { searchDue } from '../dispatch/index.ts'
import { isEnded, type Shipment, type ToldWord, type Way } from '../shipments/index.ts'
import { type LaneKey, type Plan, shortestWay } from './plan.rules.ts'
import type { RelayDeps } from './relay.deps.ts'
import { endStop, factsBetween, lanesBetween, stopOf } from './stops.ts'

/** What the market itself tells of a whole. */
export const byMarket: ToldWord = {
  by: 'provider',
  providerId: null,
  eventId: null,
  status: '',
  occurredAt: new Date(0),
}

/** Planning from where a parcel lies, and the first leg of what was planned. */
export function createOnward(
  deps: Pick<RelayDeps, 'outbox' | 'shipments' | 'points' | 'carriers' | 'settings' | 'pointOfPin'>,
) {
  const { outbox, shipments, points, carriers, settings, pointOfPin } = deps

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
      awb: awb || whole.awb,
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

  return { planFrom, goOn, goBack, legsOf }
}
