import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { PointFacts, PointsService } from '../points/index.ts'
import type { ParcelFacts, Shipment } from '../shipments/index.ts'
import type { Lane, Stop } from './plan.rules.ts'
import type { RelayCarriers } from './relay.ports.ts'

/** Hubs that are looked at: those that lie least out of the way. More would cost a lane to every other. */
const mostHubs = 8
const countryMetres = 4_000_000
/** Points near the end that bring parcels to doors. */
const doorPoints = 3
const doorWithinMetres = 10_000
/** A hub sorts twice a day or so; a kirana is open when it is open. */
const waitMinutes = { hub: 180, kirana: 300 }
/** A point's people set out with the next round. */
const pointMinutes = 240

export const stopOf = (point: PointFacts, key: string = point.pointId): Stop => ({
  key,
  pin: point.pin,
  point: point.place,
  pointId: point.pointId,
  waitMinutes: waitMinutes[point.kind],
  feePaise: BigInt(point.feePaise),
})

export const endStop = (key: 'start' | 'end', place: { pin: string; point: Point | null }): Stop => ({
  ...place,
  key,
  pointId: null,
  waitMinutes: 0,
  feePaise: 0n,
})

/** What a carrier has to know of a parcel between two stops. */
export function factsBetween(
  parcel: ParcelFacts,
  from: Stop,
  to: Stop,
  given: { cash: boolean; pointOfPin: (pin: string) => Point | undefined },
): ParcelFacts {
  const start = from.point ?? given.pointOfPin(from.pin) ?? parcel.pickup.point
  const end = to.point ?? given.pointOfPin(to.pin)
  return {
    pickup: { pin: from.pin, point: start },
    drop: { pin: to.pin, point: to.point },
    distanceMetres: end ? Math.round(distanceMetres(start, end)) : 0,
    weightGrams: parcel.weightGrams,
    isFood: parcel.isFood,
    isCold: parcel.isCold ?? false,
    size: parcel.size ?? null,
    codPaise: given.cash ? parcel.codPaise : 0n,
  }
}

const leastDetour = (
  hubs: readonly PointFacts[],
  from: Point | undefined,
  to: Point | undefined,
): PointFacts[] => {
  const detour = ({ place }: PointFacts): number =>
    (from ? distanceMetres(from, place) : 0) + (to ? distanceMetres(place, to) : 0)
  return hubs
    .map((hub) => ({ hub, metres: detour(hub) }))
    .sort((a, b) => a.metres - b.metres)
    .map(({ hub }) => hub)
}

const reaches = (point: PointFacts | undefined, to: Stop): boolean =>
  point?.deliversMetres != null &&
  to.point !== null &&
  distanceMetres(point.place, to.point) <= point.deliversMetres

/** The places between two ends that could be of use, and the lanes between all of them. */
export async function lanesBetween(
  deps: {
    points: Pick<PointsService, 'near'>
    carriers: Pick<RelayCarriers, 'startups' | 'post'>
    pointOfPin: (pin: string) => Point | undefined
  },
  sql: Sql,
  given: {
    parcel: Shipment
    start: Stop
    end: Stop
    /** The point where it lies now. */
    at: PointFacts | undefined
    /** The end is the buyer's door. */
    toDoor: boolean
  },
): Promise<{ stops: Stop[]; lanes: Lane[] }> {
  const { parcel, start, end, at, toDoor } = given
  const { points, carriers, pointOfPin } = deps
  const placeOf = (stop: Stop) => stop.point ?? pointOfPin(stop.pin)
  const [from, to] = [placeOf(start), placeOf(end)]
  const near = async (...args: Parameters<typeof points.near>) =>
    (await points.near(...args)).map((one) => one.point)
  const found = [
    ...leastDetour(from ? await near(sql, from, 2000, ['hub'], countryMetres) : [], from, to).slice(
      0,
      mostHubs,
    ),
    // Cash is no business of a point that only brings parcels to doors.
    ...(to && toDoor && parcel.codPaise === 0n
      ? (await near(sql, to, 20, ['kirana'], doorWithinMetres))
          .filter((one) => reaches(one, end))
          .slice(0, doorPoints)
      : []),
  ]
  const between = new Map<Id<'point'>, PointFacts>()
  for (const point of found)
    if (point.pointId !== start.pointId && point.pointId !== end.pointId) between.set(point.pointId, point)
  const stops = [start, end, ...[...between.values()].map((point) => stopOf(point))]
  const lanes: Lane[] = []
  for (const one of stops) {
    for (const other of stops) {
      if (one === other || one === end || other === start) continue
      const last = other === end
      const pair = { from: one.key, to: other.key }
      const facts = factsBetween(parcel, one, other, { cash: last && toDoor, pointOfPin })
      const startup = await carriers.startups(sql, { ...facts, shopId: parcel.shopId })
      if (startup) lanes.push({ ...pair, via: 'startup', ...startup })
      const post = last ? carriers.post?.lane(facts) : null
      if (post) lanes.push({ ...pair, via: 'post', ...post })
      const keeper = one === start ? at : one.pointId ? between.get(one.pointId) : undefined
      if (last && toDoor && parcel.codPaise === 0n && reaches(keeper, other))
        lanes.push({
          ...pair,
          via: 'point',
          pricePaise: BigInt(keeper!.deliveryFeePaise),
          minutes: pointMinutes,
        })
    }
  }
  return { stops, lanes }
}
