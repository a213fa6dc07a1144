import type { Point } from '../../kernel/geo.ts'
import type { Paise } from '../../kernel/money.ts'
import type { OpeningHours } from '../../kernel/opening-hours.ts'

/** Where a provider works: any of the three is enough for a place. */
export interface ServiceArea {
  /** Whole PIN codes. */
  pins: readonly string[]
  /** First digits of PIN codes, one to five. */
  pinPrefixes: readonly string[]
  /** Circles around points. */
  circles: readonly { point: Point; radiusMetres: number }[]
}

/** What a provider can carry, and when. */
export interface Capabilities {
  pickup: ServiceArea
  /** Where it delivers; the pickup area when absent. */
  drop?: ServiceArea | undefined
  maxWeightGrams: number
  /** Longest way from shop to buyer; no limit when absent (inter-city). */
  maxDistanceMetres?: number | undefined
  food: boolean
  cod: boolean
  /** Serves Army Postal Service PINs (leading 9): the post alone does. */
  armyPostal?: boolean | undefined
  hours: OpeningHours
  /** Parcels that it takes on one day in India; no limit when absent. */
  parcelsPerDay?: number | undefined
}

/** A policy that covers parcels which are lost or broken. */
export interface Insurance {
  insurer: string
  policyNumber: string
  /** The last day in India on which it holds, `2027-03-31`. */
  validUntil: string
}

/** How the market speaks with a provider: it calls it, the provider fetches offers, or by the messages of ONDC. */
export const channels = ['push', 'pull', 'ondc'] as const
export type Channel = (typeof channels)[number]

/** A logistics seller as ONDC's registry knows it; whoever holds the key speaks for it. */
export interface OndcSubscriber {
  subscriberId: string
  /** The unique key id beside it in the registry. */
  keyId: string
  /** Ed25519, 32 bytes in base64. */
  publicKey: string
}

/** A price: base, and so much for each kilometre and kilogram begun, and for collecting cash. In paise. */
export interface RateCard {
  basePaise: number
  perKmPaise: number
  perKgPaise: number
  codFeePaise: number
}

/** What a rate card asks for one parcel. Kilometres and kilograms count when begun. */
export function priceByCard(
  card: RateCard,
  parcel: { distanceMetres: number; weightGrams: number; cod: boolean },
): Paise {
  const kilometres = BigInt(Math.ceil(parcel.distanceMetres / 1000))
  const kilograms = BigInt(Math.ceil(parcel.weightGrams / 1000))
  return (
    BigInt(card.basePaise) +
    BigInt(card.perKmPaise) * kilometres +
    BigInt(card.perKgPaise) * kilograms +
    (parcel.cod ? BigInt(card.codFeePaise) : 0n)
  )
}
