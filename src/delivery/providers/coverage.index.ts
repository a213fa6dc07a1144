import { boundingBox, distanceMetres, type Point } from '../../kernel/geo.ts'
import { districtKey, type Place, type ServiceArea } from './coverage.rules.ts'

/** Side of a cell in degrees: some 25 km, so that a circle of a city's size lies in a few. */
const cellDegrees = 0.25
const cellOf = (lat: number, lng: number): number =>
  Math.floor(lat / cellDegrees) * 4096 + Math.floor(lng / cellDegrees)

interface Circle {
  owner: number
  point: Point
  radiusMetres: number
}

export interface CoverageIndex<T> {
  /** Those whose area holds this place, in the order in which they were given. */
  at(place: Place): T[]
}

const add = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/**
 * Looks up who serves a place: by its PIN, the first digits of it, its district, and the cell of a grid in which
 * it lies. What a look-up costs depends on how many serve the place, not on how many there are.
 */
export function createCoverageIndex<T>(
  owners: readonly T[],
  areaOf: (owner: T) => ServiceArea,
): CoverageIndex<T> {
  const byPin = new Map<string, number[]>()
  const byPrefix = new Map<string, number[]>()
  const byDistrict = new Map<string, number[]>()
  const byCell = new Map<number, Circle[]>()
  for (const [owner, value] of owners.entries()) {
    const area = areaOf(value)
    for (const pin of new Set(area.pins)) add(byPin, pin, owner)
    for (const prefix of new Set(area.pinPrefixes)) add(byPrefix, prefix, owner)
    for (const key of new Set((area.districts ?? []).map(districtKey))) add(byDistrict, key, owner)
    for (const { point, radiusMetres } of area.circles) {
      const box = boundingBox(point, radiusMetres)
      const [south, north] = [box.minLat, box.maxLat].map((lat) => Math.floor(lat / cellDegrees)) as [
        number,
        number,
      ]
      const [west, east] = [box.minLng, box.maxLng].map((lng) => Math.floor(lng / cellDegrees)) as [
        number,
        number,
      ]
      for (let row = south; row <= north; row++)
        for (let column = west; column <= east; column++)
          add(byCell, row * 4096 + column, { owner, point, radiusMetres })
    }
  }
  const prefixLengths = [1, 2, 3, 4, 5].filter((digits) =>
    [...byPrefix.keys()].some((prefix) => prefix.length === digits),
  )
  // The number of the last look-up that found each: nobody is found twice, and nothing is cleared.
  const foundAt = new Uint32Array(owners.length)
  let lookUp = 0

  return {
    at(place) {
      lookUp += 1
      if (lookUp > 0xfffffff0) {
        foundAt.fill(0)
        lookUp = 1
      }
      const found: number[] = []
      const take = (owner: number): void => {
        if (foundAt[owner] === lookUp) return
        foundAt[owner] = lookUp
        found.push(owner)
      }
      const takeAll = (some: readonly number[] | undefined): void => {
        if (some) for (const owner of some) take(owner)
      }
      takeAll(byPin.get(place.pin))
      for (const digits of prefixLengths) takeAll(byPrefix.get(place.pin.slice(0, digits)))
      if (place.district) takeAll(byDistrict.get(districtKey(place.district)))
      const { point } = place
      if (point)
        for (const circle of byCell.get(cellOf(point.lat, point.lng)) ?? [])
          if (foundAt[circle.owner] !== lookUp && distanceMetres(circle.point, point) <= circle.radiusMetres)
            take(circle.owner)
      found.sort((a, b) => a - b)
      return found.map((owner) => owners[owner]!)
    },
  }
}
