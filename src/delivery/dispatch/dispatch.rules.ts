import { cityMetres } from '../../kernel/city.ts'
import type { Id } from '../../kernel/ids.ts'
import { isOpen } from '../../kernel/opening-hours.ts'
import { longestSideMm, volumeCm3 } from '../../kernel/parcel-size.ts'
import { isArmyPostal } from '../../kernel/pin-code.ts'
import {
  type Capabilities,
  type District,
  districtKey,
  type ProviderFacts,
  serves,
} from '../providers/index.ts'
import type { LegFacts, ParcelFacts } from '../shipments/index.ts'

/** A parcel as the rules see it: what is not known excludes nobody. */
export interface Parcel extends ParcelFacts {
  /** The districts of its PINs. */
  from?: District | undefined
  to?: District | undefined
  volumeCm3?: number | undefined
  /** From a buyer back to a shop. */
  reverse?: boolean | undefined
}

/** Why a provider cannot serve a parcel; each is a rule of its own. */
export const ruleSentences = {
  notApproved: 'is not approved',
  blockedByShop: 'is not wanted by this shop',
  armyPostal: 'does not serve the Army Postal Service: PINs that begin with 9 go by post',
  pickupOutside: 'does not fetch parcels at this PIN',
  dropOutside: 'does not deliver at this PIN',
  tooFar: 'does not go this far',
  notInterCity: 'does not go from one district into another that lies far off',
  onlyInterCity: 'carries from city to city alone',
  tooHeavy: 'does not carry this weight',
  tooBig: 'does not carry this size',
  noFood: 'does not carry food',
  notCold: 'does not keep parcels cold',
  noCod: 'does not collect cash',
  cashLimit: 'has as much of the market’s cash in hand as it may, and has to send it on first',
  noReverse: 'does not fetch parcels back from buyers',
  closed: 'is closed at this hour',
  askedBefore: 'was asked already in this round',
  fullToday: 'has taken its parcels for today',
  quoteDeclined: 'declined when asked for a price',
} as const

export type RuleName = keyof typeof ruleSentences

type Between = Pick<Parcel, 'from' | 'to' | 'distanceMetres'>

const isInterCity = ({ from, to, distanceMetres }: Between): boolean =>
  distanceMetres >= cityMetres &&
  from !== undefined &&
  to !== undefined &&
  districtKey(from) !== districtKey(to)

const isWithinCity = ({ from, to, distanceMetres }: Between): boolean =>
  distanceMetres < cityMetres ||
  (from !== undefined && to !== undefined && districtKey(from) === districtKey(to))

/** The first rule of distance by which what a provider offers does not hold a way; undefined when it does. */
export function wayRefused(
  can: Pick<Capabilities, 'maxDistanceMetres' | 'interCity' | 'withinCity'>,
  way: Between,
): 'tooFar' | 'notInterCity' | 'onlyInterCity' | undefined {
  if (can.maxDistanceMetres !== undefined && way.distanceMetres > can.maxDistanceMetres) return 'tooFar'
  if (can.interCity === false && isInterCity(way)) return 'notInterCity'
  if (can.withinCity === false && isWithinCity(way)) return 'onlyInterCity'
  return undefined
}

/** The parcel with the districts of its PINs. */
export const placed = <T extends ParcelFacts & Partial<LegFacts>>(
  parcel: T,
  districtOf: (pin: string) => District | undefined,
): T & Parcel => ({
  ...parcel,
  from: districtOf(parcel.pickup.pin),
  to: districtOf(parcel.drop.pin),
  reverse: (parcel.leg ?? 0) > 0 && parcel.back === true && parcel.fromPoint === null,
  volumeCm3: parcel.size ? volumeCm3(parcel.size) : undefined,
})

/** Where a parcel begins, for coverage. */
export const pickupPlace = ({ pickup, from }: Parcel) => ({ ...pickup, district: from })
export const dropPlace = ({ drop, to }: Parcel) => ({ ...drop, district: to })

/** The first rule by which this provider cannot serve this parcel; undefined when it can. Cheap rules first. */
export function cannotServe(
  provider: Pick<ProviderFacts, 'status' | 'capabilities'> & Partial<Pick<ProviderFacts, 'channel'>>,
  parcel: Parcel,
  at: Date | undefined,
): RuleName | undefined {
  const can = provider.capabilities
  if (provider.status !== 'approved') return 'notApproved'
  if (!can.armyPostal && (isArmyPostal(parcel.drop.pin) || isArmyPostal(parcel.pickup.pin)))
    return 'armyPostal'
  if (parcel.weightGrams > can.maxWeightGrams) return 'tooHeavy'
  if (
    can.maxSideMillimetres !== undefined &&
    parcel.size &&
    longestSideMm(parcel.size) > can.maxSideMillimetres
  )
    return 'tooBig'
  const refused = wayRefused(can, parcel)
  if (refused) return refused
  if (parcel.isFood && !can.food) return 'noFood'
  if (parcel.isCold && !can.cold) return 'notCold'
  if (parcel.codPaise > 0n && !can.cod) return 'noCod'
  // The messages of open networks know no check list.
  if (parcel.reverse && (!can.reverse || provider.channel === 'ondc')) return 'noReverse'
  if (!serves(can.pickup, pickupPlace(parcel))) return 'pickupOutside'
  if (!serves(can.drop ?? can.pickup, dropPlace(parcel))) return 'dropOutside'
  if (at !== undefined && !isOpen(can.hours, at)) return 'closed'
  return undefined
}

export const strategies = ['balanced', 'cheapest', 'fastest'] as const
export type Strategy = (typeof strategies)[number]

/** What a shop decided about its deliveries. */
export interface ShopChoice {
  strategy: Strategy
  /** Asked first wherever it can serve. */
  preferred: Id<'provider'> | null
  /** Never asked. */
  blocked: readonly Id<'provider'>[]
  /** The shop delivers everything itself. */
  alwaysItself: boolean
}

export const plainChoice: ShopChoice = {
  strategy: 'balanced',
  preferred: null,
  blocked: [],
  alwaysItself: false,
}
