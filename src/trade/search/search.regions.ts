import { boundingBox, type Point } from '../../kernel/geo.ts'
import type { PinDirectory } from '../../places/index.ts'
import type { EngineQuery } from './search.ports.ts'

/** The postal region of a PIN: its first two digits. Every index is kept by it. */
export const regionOf = (pin: string): string => pin.slice(0, 2)

/** All that a PIN can begin with. */
export const allRegions: readonly string[] = Array.from({ length: 90 }, (_, nth) => String(10 + nth))

type Asked = Pick<EngineQuery, 'point' | 'radiusMetres' | 'serves' | 'shopId'>

/** In which regions a query finds shops; what turns out otherwise is learned. */
export interface RegionGuess {
  regions(query: Asked): readonly string[]
  learn(query: Asked, regions: readonly string[]): void
}

/** Cells of so many degrees, each with the regions of the PINs whose middle lies there. */
const cellDegrees = 0.1
/** How far the land of a PIN reaches from its middle, and shops from where their PIN lies. */
const slackMetres = 5000
const mostLearned = 10_000

/**
 * Guesses by where PINs lie: the regions of those within the radius, or around the place that is delivered to.
 * It need not be right, because the engine sees which regions the shops are in and tells it.
 */
export function createRegionGuess({ directory }: { directory: Pick<PinDirectory, 'all'> }): RegionGuess {
  let cells: Map<number, string[]> | undefined
  const learned = new Map<string, readonly string[]>()
  const cellOf = (degrees: number): number => Math.floor(degrees / cellDegrees)
  const keyOf = (lat: number, lng: number): number => lat * 10_000 + lng
  const read = (): Map<number, string[]> => {
    const made = new Map<number, string[]>()
    for (const { pin, point } of directory.all()) {
      if (!point) continue
      const key = keyOf(cellOf(point.lat), cellOf(point.lng))
      const there = made.get(key) ?? []
      if (!there.includes(regionOf(pin))) there.push(regionOf(pin))
      made.set(key, there)
    }
    return made
  }

  const around = (point: Point, radiusMetres: number): string[] => {
    cells ??= read()
    const box = boundingBox(point, radiusMetres + slackMetres)
    const found = new Set<string>()
    for (let lat = cellOf(box.minLat); lat <= cellOf(box.maxLat); lat += 1) {
      for (let lng = cellOf(box.minLng); lng <= cellOf(box.maxLng); lng += 1) {
        for (const region of cells.get(keyOf(lat, lng)) ?? []) found.add(region)
      }
    }
    return [...found]
  }

  /** What is asked for in the same place, or of the same shop, finds shops in the same regions. */
  const nameOf = ({ point, radiusMetres, serves, shopId }: Asked): string =>
    shopId ??
    (radiusMetres === null || point === null
      ? `serves ${serves?.[0] ?? ''}`
      : `near ${cellOf(point.lat)} ${cellOf(point.lng)} ${radiusMetres}`)

  return {
    regions(query) {
      const known = learned.get(nameOf(query))
      if (known) return known
      if (query.shopId !== null) return []
      if (query.point && query.radiusMetres !== null) return around(query.point, query.radiusMetres)
      const own = (query.serves ?? []).slice(0, 1).map(regionOf)
      return [...new Set([...own, ...(query.point ? around(query.point, 0) : [])])]
    },
    learn(query, regions) {
      if (learned.size >= mostLearned) learned.clear()
      learned.set(nameOf(query), regions)
    },
  }
}
