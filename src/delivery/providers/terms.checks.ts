import { type FieldProblem, invalid } from '../../kernel/errors.ts'
import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import { checkOpeningHours } from '../../kernel/opening-hours.ts'
import type { District } from './coverage.rules.ts'
import type { KnownPlaces } from './districts.ts'
import { badField } from './providers.errors.ts'
import type { Capabilities, Insurance, Terms } from './providers.rules.ts'
import type { RateCard } from './rates.rules.ts'

const mostProblems = 100

const unknownDistrict = ({ state, district }: District): string =>
  `${district}, ${state} is no district of India Post’s directory. Take state and district as GET /v1/pins names them.`

const isEmpty = ({ pins, pinPrefixes, circles, districts = [] }: Capabilities['pickup']): boolean =>
  pins.length + pinPrefixes.length + circles.length + districts.length === 0

/** Every PIN and beginning of PINs that the directory does not have. */
function unknownPins({ pickup, drop }: Capabilities, known: KnownPlaces): FieldProblem[] {
  const problems: FieldProblem[] = []
  for (const [name, area] of Object.entries({ pickup, ...(drop ? { drop } : {}) })) {
    for (const [at, pin] of area.pins.entries())
      if (!known.hasPin(pin))
        problems.push({
          pointer: `/capabilities/${name}/pins/${at}`,
          code: 'unknownPin',
          detail: `${pin} is no PIN of India Post’s directory. Look at its digits, or leave it out.`,
        })
    for (const [at, prefix] of area.pinPrefixes.entries())
      if (!known.hasPrefix(prefix))
        problems.push({
          pointer: `/capabilities/${name}/pinPrefixes/${at}`,
          code: 'unknownPrefix',
          detail: `No PIN of India Post’s directory begins with ${prefix}.`,
        })
  }
  return problems
}

/** Refuses what the shapes alone let pass: hours, an area without a place, PINs and districts that are none. Throws `invalidFields`. */
export function checkCapabilities(capabilities: Capabilities, known: KnownPlaces): void {
  const hours = checkOpeningHours(capabilities.hours)
  if (!hours.ok) throw badField('/capabilities/hours', hours.reason, 'badHours')
  if (isEmpty(capabilities.pickup))
    throw badField(
      '/capabilities/pickup',
      'Name at least one PIN, prefix, district or circle where you fetch parcels.',
      'areaEmpty',
    )
  if (capabilities.drop && isEmpty(capabilities.drop))
    throw badField(
      '/capabilities/drop',
      'Name at least one PIN, prefix, district or circle where you bring parcels, or leave it out.',
      'areaEmpty',
    )
  if (capabilities.interCity === false && capabilities.withinCity === false)
    throw badField(
      '/capabilities/withinCity',
      'Carry within a city, from city to city, or both: with neither nobody could ask you.',
      'noWayCarried',
    )
  for (const [name, list] of [
    ['pickup/districts', capabilities.pickup.districts ?? []],
    ['drop/districts', capabilities.drop?.districts ?? []],
    ['parcelsPerDayIn', capabilities.parcelsPerDayIn ?? []],
  ] as const)
    for (const [at, district] of list.entries())
      if (!known.knows(district))
        throw badField(`/capabilities/${name}/${at}`, unknownDistrict(district), 'unknownDistrict')
  const pinProblems = unknownPins(capabilities, known)
  if (pinProblems.length > 0) throw invalid(pinProblems.slice(0, mostProblems))
}

/** Refuses a policy that has ended, unless it is the one that stands there already. Throws `invalidFields`. */
export function checkInsurance(
  given: Insurance | null | undefined,
  now: Date,
  before: Insurance | null = null,
): void {
  if (given && given.validUntil < indiaDay(now) && given.validUntil !== before?.validUntil)
    throw badField(
      '/insurance/validUntil',
      'This policy has ended. Give the one that covers parcels now, or leave insurance out.',
      'policyEnded',
    )
}

/** Refuses a rider who is promised at the shop later than at the door. Throws `invalidFields`. */
export function checkPromises({
  promisedMinutes,
  capabilities: { pickupMinutes },
}: Pick<Terms, 'promisedMinutes' | 'capabilities'>): void {
  if (pickupMinutes !== undefined && pickupMinutes > promisedMinutes)
    throw badField(
      '/capabilities/pickupMinutes',
      `Be at the shop at the latest when you promise to be at the door, after ${promisedMinutes} minutes.`,
      'pickupAfterDoor',
    )
}

/** Refuses surges without a stated ceiling. Throws `invalidFields`. */
export function checkRateCard(card: RateCard): void {
  if (card.surges?.length && card.surgeCeilingPercent === undefined)
    throw badField(
      '/rateCard/surgeCeilingPercent',
      'State the most that a surge may make of a price, in percent.',
      'surgeCeilingMissing',
    )
  for (const [at, { open, close }] of (card.surges ?? []).entries())
    if (open === close || open === '24:00')
      throw badField(`/rateCard/surges/${at}`, 'A surge runs from one hour to another.', 'badSurge')
}

const mostDaysAhead = 180
const dayMs = 86_400_000

/** The instant from which new terms hold; undefined for at once. Throws `invalidFields` for days gone by or far off. */
export function holdsFromOf(day: string | undefined, now: Date): Date | undefined {
  if (day === undefined) return undefined
  const today = indiaDay(now)
  if (day === today) return undefined
  const begins = startOfIndiaDay(day)
  if (day < today || begins.getTime() - now.getTime() > mostDaysAhead * dayMs)
    throw badField(
      '/holdsFrom',
      `Name today or one of the next ${mostDaysAhead} days in India.`,
      'badHoldsFrom',
    )
  return begins
}
