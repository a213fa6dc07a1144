import type { Point } from '../../kernel/geo.ts'
import type { Places } from '../../places/index.ts'
import type { Capabilities } from '../providers/index.ts'

/** More in an hour would make the market a way to flood somebody's server. */
export const mostChecksAnHour = 12

/** Where checks of a provider without any area are fetched from. */
const anywhere = { pin: '110001', point: { lat: 28.6328, lng: 77.2197 } }

/** A place where the provider says that it fetches parcels. */
export function pickupOf(
  { pickup }: Pick<Capabilities, 'pickup'>,
  places: Pick<Places, 'lookUp' | 'search' | 'nearest'>,
): { pin: string; point: Point } {
  const candidates = [
    ...pickup.pins.map((pin) => places.lookUp(pin)),
    ...pickup.pinPrefixes.map((prefix) => places.search({ prefix, limit: 1 })[0]),
    ...pickup.circles.map(({ point }) => places.nearest(point, 1)[0]?.record),
  ]
  for (const place of candidates) if (place?.point) return { pin: place.pin, point: place.point }
  return anywhere
}

/** From where a check's parcel is fetched, and where it is brought. */
export function wayOf(
  { pickup, drop }: Pick<Capabilities, 'pickup' | 'drop'>,
  places: Parameters<typeof pickupOf>[1],
): { pickup: ReturnType<typeof pickupOf>; drop: ReturnType<typeof pickupOf> } {
  const from = pickupOf({ pickup }, places)
  return { pickup: from, drop: drop ? pickupOf({ pickup: drop }, places) : from }
}
