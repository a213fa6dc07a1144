import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import { checkOpeningHours } from '../../kernel/opening-hours.ts'
import type { District } from './coverage.rules.ts'
import { badField } from './providers.errors.ts'
import type { Capabilities, Terms } from './providers.rules.ts'
import type { RateCard } from './rates.rules.ts'

/** Whether India Post's directory has this district. */
export type KnowsDistrict = (district: District) => boolean

const unknownDistrict = ({ state, district }: District): string =>
  `${district}, ${state} is no district of India Post’s directory. Take state and district as GET /v1/pins names them.`

/** Refuses what the shapes alone let pass: hours, an area without a place, districts that are none. Throws `invalidFields`. */
export function checkCapabilities(capabilities: Capabilities, knows: KnowsDistrict): void {
  const hours = checkOpeningHours(capabilities.hours)
  if (!hours.ok) throw badField('/capabilities/hours', hours.reason)
  const { pins, pinPrefixes, circles, districts = [] } = capabilities.pickup
  if (pins.length + pinPrefixes.length + circles.length + districts.length === 0)
    throw badField(
      '/capabilities/pickup',
      'Name at least one PIN, prefix, district or circle where you fetch parcels.',
    )
  if (capabilities.interCity === false && capabilities.withinCity === false)
    throw badField(
      '/capabilities/withinCity',
      'Carry within a city, from city to city, or both: with neither nobody could ask you.',
      'noWayCarried',
    )
  for (const [name, list] of [
    ['pickup/districts', districts],
    ['drop/districts', capabilities.drop?.districts ?? []],
    ['parcelsPerDayIn', capabilities.parcelsPerDayIn ?? []],
  ] as const)
    for (const [at, district] of list.entries())
      if (!knows(district))
        throw badField(`/capabilities/${name}/${at}`, unknownDistrict(district), 'unknownDistrict')
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
    )
}

/** Refuses surges without a stated ceiling. Throws `invalidFields`. */
export function checkRateCard(card: RateCard): void {
  if (card.surges?.length && card.surgeCeilingPercent === undefined)
    throw badField(
      '/rateCard/surgeCeilingPercent',
      'State the most that a surge may make of a price, in percent.',
    )
  for (const [at, { open, close }] of (card.surges ?? []).entries())
    if (open === close || open === '24:00')
      throw badField(`/rateCard/surges/${at}`, 'A surge runs from one hour to another.')
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
    throw badField('/holdsFrom', `Name today or one of the next ${mostDaysAhead} days in India.`)
  return begins
}
