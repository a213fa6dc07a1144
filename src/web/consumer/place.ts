import { z } from 'zod'
import { cookieOf, type View } from '../page/index.ts'

/** Where the visitor is, or wants things to come to: kept in a cookie of the browser, not in an account. */
export interface Place {
  pin: string
  /** Where exactly, when the visitor said so; else the middle of the PIN is meant. */
  lat?: number | undefined
  lng?: number | undefined
  /** Post office and district, as they are shown. */
  name: string
}

const cookie = 'haat_place'
const yearSeconds = 365 * 24 * 3600
/** The cookie holds no longer one. */
export const longestName = 120
const shape = z.object({
  pin: z.string().regex(/^[1-9][0-9]{5}$/),
  lat: z.number().min(-90).max(90).optional(),
  lng: z.number().min(-180).max(180).optional(),
  name: z.string().max(longestName),
})

/** The place in the cookie; whatever a browser made up counts as none. */
export function placeOf({ request }: Pick<View, 'request'>): Place | undefined {
  const kept = request.cookies[cookie]
  if (!kept || kept.length > 500) return undefined
  try {
    const read = shape.safeParse(JSON.parse(kept))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

export const keepPlace = ({ request, reply }: Pick<View, 'request' | 'reply'>, place: Place): void =>
  void reply.setCookie(cookie, JSON.stringify(place), cookieOf(request, yearSeconds))

/** The place as searches are asked for it. */
export const whereOf = ({ pin, lat, lng }: Place): { pin: string; lat?: number; lng?: number } =>
  lat !== undefined && lng !== undefined ? { pin, lat, lng } : { pin }

/** The place as a drop of a quote. */
export const dropOf = ({ pin, lat, lng }: Place): { pin: string; point?: { lat: number; lng: number } } =>
  lat !== undefined && lng !== undefined ? { pin, point: { lat, lng } } : { pin }

/** Where the place lies: as the visitor said, else the middle of its PIN, where that is known. */
export async function pointOf(
  view: Pick<View, 'api'>,
  { pin, lat, lng }: Place,
): Promise<{ lat: number; lng: number } | undefined> {
  if (lat !== undefined && lng !== undefined) return { lat, lng }
  return (await view.api('getPin', { params: { pin } })).point ?? undefined
}

export const nameOfPin = (record: { office: string; district: string | null }): string =>
  // Post offices are filed as "Kothrud S.O".
  [...new Set([record.office.replace(/\s+[A-Z]\.?O\.?$/i, ''), record.district])].filter(Boolean).join(', ')
