import type { PinDirectory } from '../../places/index.ts'
import { type District, districtKey } from './coverage.rules.ts'

/** The districts of India Post's directory, read when they are first asked for. */
export function createDistricts({ all }: Pick<PinDirectory, 'all'>) {
  let byPin: Map<string, District> | undefined
  let known: ReadonlyMap<string, District> | undefined

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
  }
}
