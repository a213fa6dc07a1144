import { cityMetres, isBetweenCities } from '../../kernel/city.ts'
import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { PinRecord, Places } from '../../places/index.ts'
import { wayRefused } from '../dispatch/index.ts'
import {
  type Capabilities,
  districtKey,
  type ProviderFacts,
  type ServiceArea,
  serves,
} from '../providers/index.ts'

/** More in an hour would make the market a way to flood somebody's server. */
export const mostChecksAnHour = 12

type Channel = ProviderFacts['channel']

/** Who serves nothing cannot be called: its artificial parcels are its check. */
export const servesCalls = (channel: Channel): boolean => channel === 'push' || channel === 'ondc'

/** Why the market admits a provider to its trial, for the operators' record. */
export const admittedAs = (channel: Channel): string =>
  servesCalls(channel)
    ? 'Its server passed all checks.'
    : 'It fetches its offers itself and has no server to check: its artificial parcels are its check.'

/** A place on the map with its PIN. */
export interface TrialPlace {
  pin: string
  point: Point
}

/** From where to where a check's parcel, or an artificial one, goes. */
export interface TrialWay {
  pickup: TrialPlace
  drop: TrialPlace
  distanceMetres: number
}

type Directory = Pick<Places, 'all' | 'lookUp' | 'search' | 'nearest'>
type Carried = Pick<Capabilities, 'pickup' | 'drop' | 'maxDistanceMetres' | 'interCity' | 'withinCity'>
type Found = PinRecord & { point: Point }

/** Where checks of a provider without any area are fetched from. */
const anywhere = { pin: '110001', point: { lat: 28.6328, lng: 77.2197 } }
/** Shop and buyer who share a PIN live so far apart. */
const sharedPinMetres = 1200
/** Beyond this nobody speaks of one city: neither the rules of dispatch nor those of an open network. */
const farMetres = 60_000
/** Of a large area so many places are looked at, and so many prefixes or circles, spread over it. */
const mostPlaces = 200
const mostParts = 20

const placeOf = ({ pin, point }: Found): TrialPlace => ({ pin, point })
const districtOf = ({ state, district }: PinRecord) => (state && district ? { state, district } : undefined)
const asPlace = (one: Found) => ({ pin: one.pin, point: one.point, district: districtOf(one) })
const between = (from: Found, to: Found): number => Math.round(distanceMetres(from.point, to.point))

/** One PIN for each digit that may follow. */
const belowPrefix = (prefix: string, places: Directory): PinRecord[] =>
  Array.from({ length: 10 }, (_, digit) =>
    places.search({ prefix: `${prefix}${digit}`, limit: 5 }).find(({ point }) => point),
  ).flatMap((one) => one ?? [])

/** One PIN for each district. */
function inDistricts({ districts = [] }: ServiceArea, places: Directory): PinRecord[] {
  if (districts.length === 0) return []
  const wanted = new Set(districts.map(districtKey))
  return places.all().filter((one) => {
    const district = districtOf(one)
    return one.point && district && wanted.delete(districtKey(district))
  })
}

const degreeMetres = 111_195

/** The middle of a circle, and what lies at its edge to the four sides. */
function inCircle({ point, radiusMetres }: ServiceArea['circles'][number], places: Directory): PinRecord[] {
  const up = (radiusMetres * 0.9) / degreeMetres
  const aside = up / Math.cos((point.lat * Math.PI) / 180)
  const sides = [
    [0, 0],
    [up, 0],
    [-up, 0],
    [0, aside],
    [0, -aside],
  ] as const
  return sides.flatMap(
    ([lat, lng]) => places.nearest({ lat: point.lat + lat, lng: point.lng + lng }, 1)[0]?.record ?? [],
  )
}

function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most)
  return Array.from({ length: Math.min(all.length, most) }, (_, at) => all[Math.floor(at * step)]!)
}

/** Places of an area that are on the map; of Army PINs none is. */
function placesIn(area: ServiceArea, places: Directory): Found[] {
  const all = [
    ...area.pins.flatMap((pin) => places.lookUp(pin) ?? []),
    ...spread(area.pinPrefixes, mostParts).flatMap((prefix) => belowPrefix(prefix, places)),
    ...inDistricts(area, places),
    ...spread(area.circles, mostParts).flatMap((circle) => inCircle(circle, places)),
  ]
  return spread(
    all.filter((one): one is Found => one.point !== null),
    mostPlaces,
  )
}

/**
 * Ways that a provider offers to carry: one within a city, one from city to city, whichever of them its areas and
 * limits hold; the shorter one first, and never none.
 */
export function waysOf(can: Carried, places: Directory): [TrialWay, ...TrialWay[]] {
  const dropArea = can.drop ?? can.pickup
  const froms = placesIn(can.pickup, places)
  const tos = placesIn(dropArea, places)
  const wayIf = (from: Found, to: Found, distanceMetres: number): TrialWay | undefined =>
    wayRefused(can, { distanceMetres, from: districtOf(from), to: districtOf(to) })
      ? undefined
      : { pickup: placeOf(from), drop: placeOf(to), distanceMetres }

  const first = (isWanted: (metres: number, from: Found, to: Found) => boolean): TrialWay | undefined => {
    for (const from of froms)
      for (const to of tos) {
        const metres = between(from, to)
        const way = isWanted(metres, from, to) && wayIf(from, to, Math.max(metres, sharedPinMetres))
        if (way) return way
      }
    return undefined
  }
  const shared = froms.find((from) => serves(dropArea, asPlace(from)))
  const near = (shared && wayIf(shared, shared, sharedPinMetres)) ?? first((metres) => metres < cityMetres)
  const far = first((distanceMetres, from, to) => {
    const way = { distanceMetres, from: districtOf(from), to: districtOf(to) }
    return (
      distanceMetres > farMetres &&
      isBetweenCities({ from: from.pin, to: to.pin, metres: distanceMetres }) &&
      wayRefused({ interCity: false }, way) !== undefined
    )
  })
  if (near) return far ? [near, far] : [near]
  if (far) return [far]
  // Its terms contradict each other: it is tried where it says that it works.
  const [pickup = anywhere] = froms.map(placeOf)
  const [drop = pickup] = tos.map(placeOf)
  const metres = Math.round(distanceMetres(pickup.point, drop.point))
  return [{ pickup, drop, distanceMetres: Math.max(metres, sharedPinMetres) }]
}

/** Of these ways the one on which fewest of these parcels went or go; the first of equals. */
export function nextWay(
  ways: readonly [TrialWay, ...TrialWay[]],
  parcels: readonly { state: string; distanceMetres: number }[],
): TrialWay {
  const isFar = (metres: number): boolean => metres > farMetres
  const gone = (way: TrialWay): number =>
    parcels.filter(
      ({ state, distanceMetres }) =>
        state !== 'failed' && isFar(distanceMetres) === isFar(way.distanceMetres),
    ).length
  return ways.reduce((best, way) => (gone(way) < gone(best) ? way : best))
}

/** Whether a check found something to look at, and nothing to mend. */
export const allPassed = (findings: readonly { passed: boolean }[]): boolean =>
  findings.length > 0 && findings.every(({ passed }) => passed)
