import type { PinRecord } from './places.directory.ts'

/** PINs with a common beginning of three digits in one state: a sorting region of the post. */
export interface Region {
  prefix: string
  state: string
  pins: number
  point: { lat: number; lng: number }
}

const rounded = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

/** All regions in the order of their PINs; PINs without state or point are in none. */
export function regionsOf(records: readonly PinRecord[]): Region[] {
  const sums = new Map<string, { prefix: string; state: string; pins: number; lat: number; lng: number }>()
  for (const { pin, state, point } of records) {
    if (!state || !point) continue
    const prefix = pin.slice(0, 3)
    const key = `${prefix} ${state}`
    const sum = sums.get(key) ?? { prefix, state, pins: 0, lat: 0, lng: 0 }
    sums.set(key, { ...sum, pins: sum.pins + 1, lat: sum.lat + point.lat, lng: sum.lng + point.lng })
  }
  return [...sums.values()].map(({ lat, lng, pins, ...rest }) => ({
    ...rest,
    pins,
    point: { lat: rounded(lat / pins), lng: rounded(lng / pins) },
  }))
}
