import type { Paise } from '../../kernel/money.ts'
import { isOpen, type OpenInterval, type Weekday } from '../../kernel/opening-hours.ts'
import type { Lane } from './coverage.rules.ts'

/** A price for parcels up to this way and weight, in place of base, kilometres and kilograms. */
export interface Slab {
  /** No limit when absent. */
  upToMetres?: number | undefined
  upToGrams?: number | undefined
  pricePaise: number
}

/** Hours in which a provider asks more, by the clock in India. */
export interface SurgeWindow extends OpenInterval {
  weekdays: readonly Weekday[]
  /** 150: half as much again. */
  percent: number
}

/** A price: base, and so much for each kilometre and kilogram begun, and for collecting cash. In paise. */
export interface RateCard {
  basePaise: number
  perKmPaise: number
  perKgPaise: number
  codFeePaise: number
  /** For collecting cash at least this share of it, in hundredths of a percent. */
  codFeeBasisPoints?: number | undefined
  slabs?: readonly Slab[] | undefined
  surges?: readonly SurgeWindow[] | undefined
  /** The most that a surge may make of a price, stated beforehand; of surges at one hour the highest counts. */
  surgeCeilingPercent?: number | undefined
  /** A parcel counts at least one kilogram for each so many cubic centimetres. */
  volumetricCm3PerKg?: number | undefined
}

/** What a price depends on. */
export interface Priced {
  distanceMetres: number
  weightGrams: number
  /** Cash to collect; 0 for none. */
  codPaise: Paise
  volumeCm3?: number | undefined
}

/** The weight that counts, in grams: the parcel's own, or what its size makes of it. */
export const chargedGrams = (
  card: Pick<RateCard, 'volumetricCm3PerKg'>,
  { weightGrams, volumeCm3 }: Pick<Priced, 'weightGrams' | 'volumeCm3'>,
): number =>
  card.volumetricCm3PerKg === undefined || volumeCm3 === undefined
    ? weightGrams
    : Math.max(weightGrams, Math.ceil((volumeCm3 * 1000) / card.volumetricCm3PerKg))

const weeks = new WeakMap<SurgeWindow, Parameters<typeof isOpen>[0]>()
const weekOf = (window: SurgeWindow): Parameters<typeof isOpen>[0] => {
  const known = weeks.get(window)
  if (known) return known
  const hours = [{ open: window.open, close: window.close }]
  const made = { week: Object.fromEntries(window.weekdays.map((weekday) => [weekday, hours])) }
  weeks.set(window, made)
  return made
}

/** What the surges that hold at this hour make of 100: never below it, never above the ceiling. */
export function surgePercent(card: RateCard, at: Date | undefined): number {
  if (!card.surges?.length || at === undefined) return 100
  const most = card.surges.reduce(
    (percent, window) => (isOpen(weekOf(window), at) ? Math.max(percent, window.percent) : percent),
    100,
  )
  return Math.min(most, Math.max(100, card.surgeCeilingPercent ?? 100))
}

const partOf = (sum: bigint, share: bigint, whole: bigint): bigint => (sum * share + whole - 1n) / whole

/**
 * What a rate card asks for one parcel, in paise. The cheapest slab that holds the parcel sets the price; beyond
 * all slabs base, kilometres and kilograms do, which count when begun. A surge raises that, not the fee for cash.
 * Parts of a paisa count as one.
 */
export function priceByCard(card: RateCard, parcel: Priced, at?: Date): Paise {
  const grams = chargedGrams(card, parcel)
  const slab = card.slabs?.reduce<number | undefined>(
    (least, { upToMetres, upToGrams, pricePaise }) =>
      parcel.distanceMetres <= (upToMetres ?? Number.POSITIVE_INFINITY) &&
      grams <= (upToGrams ?? Number.POSITIVE_INFINITY) &&
      (least === undefined || pricePaise < least)
        ? pricePaise
        : least,
    undefined,
  )
  const plain =
    slab ??
    card.basePaise +
      card.perKmPaise * Math.ceil(parcel.distanceMetres / 1000) +
      card.perKgPaise * Math.ceil(grams / 1000)
  const percent = surgePercent(card, at)
  const carried = percent === 100 ? BigInt(plain) : partOf(BigInt(plain), BigInt(percent), 100n)
  if (parcel.codPaise <= 0n) return carried
  const fixed = BigInt(card.codFeePaise)
  const share = partOf(parcel.codPaise, BigInt(card.codFeeBasisPoints ?? 0), 10_000n)
  return carried + (share > fixed ? share : fixed)
}

/** Promised minutes by how far apart the PINs lie; where a lane has none, what is promised in general. */
export interface LaneTimes {
  samePin?: number | undefined
  sameDistrict?: number | undefined
  sameState?: number | undefined
  other?: number | undefined
  /** Between areas, each named by the first digits of its PINs; the pair with the most digits counts. */
  pairs?: readonly { from: string; to: string; minutes: number }[] | undefined
}

/** Between which PINs, and how far apart these lie. */
export interface LaneWay {
  lane: Lane
  fromPin: string
  toPin: string
}

/** Minutes of the lane that holds this way; undefined where none says anything. */
function laneMinutes(lanes: LaneTimes | undefined, way: LaneWay): number | undefined {
  if (!lanes) return undefined
  let closest: { from: string; to: string; minutes: number } | undefined
  for (const pair of lanes.pairs ?? [])
    if (
      way.fromPin.startsWith(pair.from) &&
      way.toPin.startsWith(pair.to) &&
      (!closest || pair.from.length + pair.to.length > closest.from.length + closest.to.length)
    )
      closest = pair
  return closest?.minutes ?? lanes[way.lane]
}

/** From booking to the door, in minutes. */
export const promisedMinutesOf = (
  terms: { promisedMinutes: number; lanes?: LaneTimes | undefined },
  way: LaneWay,
): number => laneMinutes(terms.lanes, way) ?? terms.promisedMinutes

/**
 * From booking to the rider at the place of pick-up, in minutes, and never later than the door; undefined where the
 * terms say nothing: then a share of the promised minutes counts.
 */
export function pickupMinutesOf(
  terms: { pickupMinutes?: number | undefined; pickupLanes?: LaneTimes | undefined },
  way: LaneWay,
  promisedMinutes: number,
): number | undefined {
  const minutes = laneMinutes(terms.pickupLanes, way) ?? terms.pickupMinutes
  return minutes === undefined ? undefined : Math.min(minutes, promisedMinutes)
}
