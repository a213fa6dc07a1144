import type { Resources } from '../../src/app/resources.ts'
import type { Modules } from '../../src/app/wiring/index.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { layPackedOrders, layProvider, type PackedOrders } from './dispatch.world.ts'
import { drop, shops } from './orders.world.ts'

/** A city with thirty delivery startups, and the orders of one day in it. */

export const startups = 30
const areas = ['56000', '56001', '56002', '56003', '56004', '56005', '56006', '56007', '56008', '56009']
/** So many parcels of a hundred are paid in cash at the door. */
const inCash = 60
const ordersAtOnce = 5000

/** The city's PIN codes that the directory knows. */
const pinsOf = ({ places }: Modules): string[] =>
  Array.from({ length: 100 }, (_, nth) => `5600${String(nth).padStart(2, '0')}`).filter((pin) =>
    places.lookUp(pin),
  )

/** Spreads the shops over the city. */
export async function spreadShops(modules: Modules, { db }: Resources): Promise<void> {
  await db.pool.query(
    `update shops set pin = ($1::text[])[1 + ('x' || right(id::text, 6))::bit(24)::int % cardinality($1::text[])]`,
    [pinsOf(modules)],
  )
}

/**
 * Registers the startups: three that serve the whole city without limit, nine that serve half of it, the others
 * two areas each. All but the first three have a place for so many parcels a day that together they could take
 * most of the orders.
 */
export async function layStartups(
  modules: Modules,
  resources: Resources,
  urls: readonly string[],
  orders: number,
): Promise<{ providerId: Id<'provider'>; secret: string; name: string }[]> {
  const laid = []
  for (const [nth, url] of urls.entries()) {
    const kind = nth < 3 ? 'city' : nth < 12 ? 'half' : 'areas'
    const reach = { city: 10, half: 5, areas: 2 }[kind]
    const pinPrefixes =
      kind === 'city' ? ['5600'] : Array.from({ length: reach }, (_, at) => areas[(nth * 3 + at) % 10]!)
    const name = `${kind} ${nth + 1}`
    const { providerId, secret } = await layProvider(modules, resources, name, url, {
      capabilities: {
        pickup: { pins: [], pinPrefixes, circles: [] },
        drop: { pins: [], pinPrefixes: ['5600'], circles: [] },
        ...(kind === 'city' ? {} : { parcelsPerDay: Math.ceil((orders * (0.5 + (nth % 4) / 4)) / startups) }),
      },
      rateCard: {
        basePaise: { city: 2600, half: 2200, areas: 1900 }[kind] + (nth % 7) * 60,
        perKmPaise: 400 + (nth % 5) * 20,
        perKgPaise: 100,
        codFeePaise: 200 + (nth % 3) * 100,
      },
      promisedMinutes: { city: 50, half: 40, areas: 35 }[kind] + (nth % 6) * 3,
    })
    laid.push({ providerId, secret, name })
  }
  return laid
}

/** The orders of the day, packed; `tell` says when each has been packed. */
export async function layDay(modules: Modules, resources: Resources, orders: number): Promise<PackedOrders> {
  const pins = pinsOf(modules)
  const drops = pins.map((pin) => drop.replace('"560001"', `"${pin}"`))
  const parts: PackedOrders[] = []
  for (let from = 0; from < orders; from += ordersAtOnce) {
    const size = Math.min(ordersAtOnce, orders - from)
    parts.push(
      await layPackedOrders(modules, resources, size, (nth) => ({
        shop: ((from + nth) * 7919) % shops,
        drop: drops[((from + nth) * 31) % drops.length]!,
        method: ((from + nth) * 37) % 100 < inCash ? 'cod' : 'upi',
      })),
    )
  }
  return {
    uuids: parts.flatMap((part) => part.uuids),
    async tell(from = 0, to = orders) {
      for (const [at, part] of parts.entries()) {
        const first = at * ordersAtOnce
        const [begin, end] = [Math.max(from - first, 0), Math.min(to - first, part.uuids.length)]
        if (begin >= end) continue
        await resources.db.pool.query('update orders set packed_at = now() where id = any($1::uuid[])', [
          part.uuids.slice(begin, end),
        ])
        await part.tell(begin, end)
      }
    },
  }
}
