import { distanceMetres, type Point } from '../../kernel/geo.ts'

/** A district as India Post's directory names it. */
export interface District {
  state: string
  district: string
}

/** Where a provider works: any of the four is enough for a place. */
export interface ServiceArea {
  /** Whole PIN codes. */
  pins: readonly string[]
  /** First digits of PIN codes, one to five. */
  pinPrefixes: readonly string[]
  /** Whole districts. */
  districts?: readonly District[] | undefined
  /** Circles around points. */
  circles: readonly { point: Point; radiusMetres: number }[]
}

/** A place as coverage sees it; `district` by its PIN, absent where the directory has none. */
export interface Place {
  pin: string
  point: Point | null
  district?: District | undefined
}

/** How a district is looked up: names alone repeat from state to state. */
export const districtKey = ({ state, district }: District): string => `${state}/${district}`

interface Compiled {
  pins: ReadonlySet<string>
  prefixes: ReadonlySet<string>
  districts: ReadonlySet<string>
}

const compiled = new WeakMap<ServiceArea, Compiled>()
const compile = (area: ServiceArea): Compiled => {
  const known = compiled.get(area)
  if (known) return known
  const made = {
    pins: new Set(area.pins),
    prefixes: new Set(area.pinPrefixes),
    districts: new Set((area.districts ?? []).map(districtKey)),
  }
  compiled.set(area, made)
  return made
}

/** Whether an area holds a place; the same answer as the coverage index gives. */
export function serves(area: ServiceArea, place: Place): boolean {
  const { pins, prefixes, districts } = compile(area)
  if (pins.has(place.pin)) return true
  if (prefixes.size > 0)
    for (let digits = 1; digits <= 5; digits++) if (prefixes.has(place.pin.slice(0, digits))) return true
  if (place.district && districts.size > 0 && districts.has(districtKey(place.district))) return true
  const { point } = place
  return (
    point !== null &&
    area.circles.some(({ point: middle, radiusMetres }) => distanceMetres(middle, point) <= radiusMetres)
  )
}

/** How far apart two places lie by their PINs. */
export const lanes = ['samePin', 'sameDistrict', 'sameState', 'other'] as const
export type Lane = (typeof lanes)[number]

export function laneOf(from: Place, to: Place): Lane {
  if (from.pin === to.pin) return 'samePin'
  if (!from.district || !to.district || from.district.state !== to.district.state) return 'other'
  return from.district.district === to.district.district ? 'sameDistrict' : 'sameState'
}
