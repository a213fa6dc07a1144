import { distanceMetres, type Point } from '../../kernel/geo.ts'
import { type Paise, sumOf } from '../../kernel/money.ts'
import type { PointFacts, Stay, WhyFull } from './points.types.ts'

export interface NearPoint {
  point: PointFacts
  distanceMetres: number
}

/** The nearest of these points, nearest first. */
export const nearestOf = (
  points: readonly PointFacts[],
  to: Point,
  limit: number,
  withinMetres: number,
): NearPoint[] =>
  points
    .map((point) => ({ point, distanceMetres: Math.round(distanceMetres(point.place, to)) }))
    .filter((one) => one.distanceMetres <= withinMetres)
    .sort(
      (one, other) =>
        one.distanceMetres - other.distanceMetres || (one.point.pointId < other.point.pointId ? -1 : 1),
    )
    .slice(0, limit)

/** So many more parcels an open point takes now. */
export const roomOf = (
  point: Pick<PointFacts, 'status' | 'shelfParcels' | 'taken' | 'parcelsPerDay' | 'today'>,
): number =>
  point.status === 'open'
    ? Math.max(0, Math.min(point.shelfParcels - point.taken, point.parcelsPerDay - point.today))
    : 0

/** Why an open point has no room. */
export const whyFull = ({ shelfParcels, taken }: Pick<PointFacts, 'shelfParcels' | 'taken'>): WhyFull =>
  taken >= shelfParcels ? 'shelf' : 'day'

const istOffset = 330 * 60_000

/** The month in which an instant lies, by India's calendar. */
export const monthIn = (at: Date): string => new Date(at.getTime() + istOffset).toISOString().slice(0, 7)

/** The month `2026-11` of India's calendar, from its first moment to that of the next. */
export function monthOf(text: string): { from: Date; to: Date } {
  const [year, month] = text.split('-').map(Number) as [number, number]
  return {
    from: new Date(Date.UTC(year, month - 1, 1) - istOffset),
    to: new Date(Date.UTC(year, month, 1) - istOffset),
  }
}

export interface Statement {
  handedOut: { toBuyers: number; toCarriers: number; toShops: number }
  feesPaise: Paise
}

/** What a point did in a time and what it gets for it: a fee for each parcel that left it. */
export function statementOf(stays: readonly Stay[]): Statement {
  const count = (to: Stay['outTo']) => stays.filter((stay) => stay.outTo === to).length
  return {
    handedOut: { toBuyers: count('buyer'), toCarriers: count('carrier'), toShops: count('shop') },
    feesPaise: sumOf(stays.map((stay) => stay.feePaise)),
  }
}
