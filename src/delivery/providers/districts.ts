import type { PinDirectory } from '../../places/index.ts'
import { type District, districtKey, type ServiceArea, serves } from './coverage.rules.ts'

/** What India Post's directory has; PINs of the Army Postal Service are in no list, and are known. */
export interface KnownPlaces {
  knows(district: District): boolean
  hasPin(pin: string): boolean
  /** Whether any part of an area lies in a district. */
  touches(area: ServiceArea, district: District): boolean
  /** Whether a PIN begins with these one to five digits. */
  hasPrefix(prefix: string): boolean
}

/** The districts of India Post's directory, and which PINs there are, read when they are first asked for. */
export function createDistricts({
  all,
  isArmyPostal,
  nearest,
}: Pick<PinDirectory, 'all' | 'isArmyPostal' | 'nearest'>) {
  let byPin: Map<string, District> | undefined
  let known: ReadonlyMap<string, District> | undefined
  let begun: ReadonlySet<string> | undefined

  /** All PINs, and all that they begin with. */
  const beginnings = (): ReadonlySet<string> => {
    begun ??= new Set(all().flatMap(({ pin }) => [6, 5, 4, 3, 2, 1].map((digits) => pin.slice(0, digits))))
    return begun
  }
  const has = (digits: string): boolean => isArmyPostal(digits) || beginnings().has(digits)

  const read = () => {
    if (byPin && known) return { byPin, known }
    const byKey = new Map<string, District>()
    const pins = new Map<string, District>()
    for (const { pin, state, district } of all()) {
      if (!state || !district) continue
      const key = districtKey({ state, district })
      const one = byKey.get(key) ?? { state, district }
      byKey.set(key, one)
      pins.set(pin, one)
    }
    byPin = pins
    known = byKey
    return { byPin, known }
  }

  return {
    /** The district of a PIN; the same object for the same district. */
    of: (pin: string): District | undefined => read().byPin.get(pin),
    knows: (district: District): boolean => read().known.has(districtKey(district)),
    hasPin: has,
    touches(area: ServiceArea, district: District): boolean {
      const key = districtKey(district)
      const isIn = (pin: string | undefined): boolean => {
        const found = pin === undefined ? undefined : read().byPin.get(pin)
        return found !== undefined && districtKey(found) === key
      }
      return (
        all().some(({ pin, point }) => isIn(pin) && serves(area, { pin, point, district })) ||
        // A small circle may lie between the middles of all PINs.
        area.circles.some(({ point }) => isIn(nearest(point, 1)[0]?.record.pin))
      )
    },
    hasPrefix: has,
  }
}
