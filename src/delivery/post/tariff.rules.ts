import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { PostTariff } from './post.ports.ts'

/**
 * What the post asks where no other contract is configured: the shape of Speed Post (a price up to 50, 200 and
 * 500 g and for each further 500 g, by distance), before GST. A bulk customer's own contract replaces it.
 */
export const speedPost: PostTariff = {
  gramsUpTo: [50, 200, 500],
  moreGrams: 500,
  mostGrams: 35_000,
  codPaise: 2500,
  gstPercent: 18,
  armyDays: 3,
  slabs: [
    { upToKm: 30, days: 2, paise: [1500, 2500, 3000], morePaise: 1000 },
    { upToKm: 200, days: 3, paise: [3500, 3500, 5000], morePaise: 1500 },
    { upToKm: 1000, days: 4, paise: [3500, 4000, 6000], morePaise: 3000 },
    { upToKm: 2000, days: 5, paise: [3500, 6000, 8000], morePaise: 4000 },
    { upToKm: null, days: 6, paise: [3500, 7000, 9000], morePaise: 5000 },
  ],
}

/**
 * Price (with GST, in paise, rounded up) and minutes from one PIN to another; null for what is heavier than the
 * post takes. A place whose distance nobody knows, as all of the Army's, pays for the farthest slab.
 */
export function postPrice(
  tariff: PostTariff,
  parcel: {
    from: Point
    to: Point | undefined
    sameArea: boolean
    army: boolean
    grams: number
    cod: boolean
  },
): { pricePaise: bigint; minutes: number } | null {
  if (parcel.grams > tariff.mostGrams) return null
  const km = parcel.sameArea ? 0 : parcel.to ? distanceMetres(parcel.from, parcel.to) / 1000 : null
  const slab =
    tariff.slabs.find(({ upToKm }) => upToKm === null || (km !== null && km <= upToKm)) ??
    tariff.slabs.at(-1)!
  const step = tariff.gramsUpTo.findIndex((grams) => parcel.grams <= grams)
  const top = tariff.gramsUpTo.at(-1)!
  const further = step >= 0 ? 0 : Math.ceil((parcel.grams - top) / tariff.moreGrams)
  const plain = (step >= 0 ? slab.paise[step] : slab.paise.at(-1))! + further * slab.morePaise
  const paise = plain + (parcel.cod ? tariff.codPaise : 0)
  return {
    pricePaise: BigInt(Math.ceil((paise * (100 + tariff.gstPercent)) / 100)),
    minutes: (slab.days + (parcel.army ? tariff.armyDays : 0)) * 24 * 60,
  }
}
