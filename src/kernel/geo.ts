import { bad, type Checked, good } from './checked.ts'

/** A place on earth in degrees, WGS 84. */
export interface Point {
  lat: number
  lng: number
}

/** A rectangle in degrees, edges included. */
export interface Bounds {
  minLat: number
  maxLat: number
  minLng: number
  maxLng: number
}

/** India with its islands, from Great Nicobar to Ladakh and from Kutch to Arunachal, and a little over. */
export const indiaBounds: Bounds = { minLat: 6.5, maxLat: 37.6, minLng: 68, maxLng: 97.5 }

const meanEarthRadius = 6_371_008.8 // metres, IUGG
const radians = (degrees: number): number => (degrees * Math.PI) / 180
const degrees = (angle: number): number => (angle * 180) / Math.PI

export const isWithin = (bounds: Bounds, { lat, lng }: Point): boolean =>
  lat >= bounds.minLat && lat <= bounds.maxLat && lng >= bounds.minLng && lng <= bounds.maxLng

/** Checks that a point lies in India's box, and tells a swapped pair from a foreign place. */
export const checkPoint = ({ lat, lng }: Point): Checked<Point> => {
  if (!Number.isFinite(lat) || !Number.isFinite(lng)) {
    return bad('A place needs a latitude and a longitude in degrees, as in 12.9716 and 77.5946.')
  }
  if (isWithin(indiaBounds, { lat, lng })) return good({ lat, lng })
  if (isWithin(indiaBounds, { lat: lng, lng: lat })) {
    return bad(
      'Latitude and longitude look swapped. India’s latitudes run from 6.5 to 37.6; send that number as the latitude.',
    )
  }
  return bad(
    'This place lies outside India: latitude 6.5 to 37.6, longitude 68 to 97.5. Pick it on the map again.',
  )
}

/** Great-circle distance in metres (haversine on the mean sphere: at most 0.6% off the ellipsoid). */
export const distanceMetres = (a: Point, b: Point): number => {
  const half =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return 2 * meanEarthRadius * Math.asin(Math.sqrt(Math.min(1, half)))
}

/**
 * The rectangle around every point within `radiusMetres` of the centre: a cheap first sieve before
 * `distanceMetres`. Made for places far from poles and date line, as all of India is.
 */
export const boundingBox = (centre: Point, radiusMetres: number): Bounds => {
  const angle = radiusMetres / meanEarthRadius
  const lat = degrees(angle)
  // The circle is widest not at the centre's own latitude but a little polewards; asin gives that width.
  const lng = degrees(
    Math.asin(Math.min(1, Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(radians(centre.lat)))),
  )
  return {
    minLat: centre.lat - lat,
    maxLat: centre.lat + lat,
    minLng: centre.lng - lng,
    maxLng: centre.lng + lng,
  }
}
