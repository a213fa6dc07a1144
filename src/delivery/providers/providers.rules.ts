import type { OpeningHours } from '../../kernel/opening-hours.ts'
import type { District, ServiceArea } from './coverage.rules.ts'
import type { LaneTimes, RateCard } from './rates.rules.ts'

/** What a provider can carry, and when. */
export interface Capabilities {
  pickup: ServiceArea
  /** Where it delivers; the pickup area when absent. */
  drop?: ServiceArea | undefined
  maxWeightGrams: number
  /** Longest side of a parcel; no limit when absent. */
  maxSideMillimetres?: number | undefined
  /** Longest way from shop to buyer; no limit when absent. */
  maxDistanceMetres?: number | undefined
  food: boolean
  cod: boolean
  /** Keeps parcels cold on the way. */
  cold?: boolean | undefined
  /** False: not from one district into another that lies far off. */
  interCity?: boolean | undefined
  /** False: from one city into another alone. */
  withinCity?: boolean | undefined
  /** Fetches at buyers’ doors and brings back to shops. */
  reverse?: boolean | undefined
  /** Serves Army Postal Service PINs (leading 9): the post alone does. */
  armyPostal?: boolean | undefined
  hours: OpeningHours
  /** Parcels that it takes on one day in India; no limit when absent. */
  parcelsPerDay?: number | undefined
  /** The same for what it fetches in one district. */
  parcelsPerDayIn?: readonly (District & { parcelsPerDay: number })[] | undefined
  lanes?: LaneTimes | undefined
  /** From booking to the rider at the place of pick-up, where no lane says otherwise; a share of the promise when absent. */
  pickupMinutes?: number | undefined
  pickupLanes?: LaneTimes | undefined
}

/** What a provider offers: each version of it is whole, and holds from its day until the next. */
export interface Terms {
  capabilities: Capabilities
  rateCard: RateCard
  /** From booking to the door, where no lane says otherwise. */
  promisedMinutes: number
  /** Whether it is asked for a price for each parcel. */
  liveQuotes: boolean
}

/** A policy that covers parcels which are lost or broken. */
export interface Insurance {
  insurer: string
  policyNumber: string
  /** The last day in India on which it holds, `2027-03-31`. */
  validUntil: string
}

/** The version that holds at an instant: the one that began last, of several that began at once the newest. */
export function termsAt<T extends { holdsFrom: Date; number: number }>(
  versions: readonly T[],
  at: Date,
): T | undefined {
  let holding: T | undefined
  for (const version of versions) {
    if (version.holdsFrom > at) continue
    if (
      !holding ||
      version.holdsFrom > holding.holdsFrom ||
      (version.holdsFrom.getTime() === holding.holdsFrom.getTime() && version.number > holding.number)
    )
      holding = version
  }
  return holding
}

/** How many parcels a day this provider fetches in a district, as counters: of the district, and of all of India. */
export function countersFor(
  { parcelsPerDay, parcelsPerDayIn }: Pick<Capabilities, 'parcelsPerDay' | 'parcelsPerDayIn'>,
  district: District | undefined,
): { district: string; limit: number }[] {
  const own = district
    ? parcelsPerDayIn?.find((one) => one.state === district.state && one.district === district.district)
    : undefined
  return [
    ...(own ? [{ district: `${own.state}/${own.district}`, limit: own.parcelsPerDay }] : []),
    ...(parcelsPerDay === undefined ? [] : [{ district: allIndia, limit: parcelsPerDay }]),
  ]
}

/** The counter of a provider's parcels wherever they are fetched. */
export const allIndia = ''

/** How we speak with a provider: we call it, it fetches offers itself, or both by the messages of ONDC. */
export const channels = ['push', 'pull', 'ondc'] as const
/** The post is no startup that registers: it is known from the start, and spoken with in files. */
export const knownChannels = [...channels, 'post'] as const
export type Channel = (typeof knownChannels)[number]

/** A provider's entry in the registry of ONDC. */
export interface OndcSubscriber {
  subscriberId: string
  keyId: string
  /** ed25519, 32 bytes in base64. */
  publicKey: string
}
