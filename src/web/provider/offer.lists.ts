import { parseRupees } from '../../kernel/money.ts'
import { type Weekday, weekdays } from '../../kernel/opening-hours.ts'
import type { Input, Problem } from '../api/client.ts'

/** Between lists that are written one line each and what the API takes. What cannot be read the API refuses by name. */

type Body = Input<'registerProvider'>['body']
type Capabilities = Body['capabilities']
type RateCard = Body['rateCard']
type Circle = NonNullable<Capabilities['pickup']['circles']>[number]
type District = NonNullable<Capabilities['pickup']['districts']>[number]

const linesOf = (text: string | undefined): string[] =>
  (text ?? '').split(/\r\n?|\n/).filter((line) => line.trim() !== '')
const cellsOf = (line: string): string[] => line.split(/[,;\t]/).map((cell) => cell.trim())
const numberIn = (text: string | undefined, times = 1): number => {
  const [found] = /\d+(?:\.\d+)?/.exec(text ?? '') ?? []
  return found === undefined ? Number.NaN : Math.round(Number(found) * times)
}
const limitIn = (text: string | undefined, times: number): number | undefined => {
  const number = numberIn(text, times)
  return Number.isNaN(number) ? undefined : number
}
const orNone = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined)

/** `Bengaluru Urban, Karnataka`, one a line. */
export const readDistricts = (text: string | undefined): District[] =>
  linesOf(text).map((line) => {
    const [district = '', state = ''] = cellsOf(line)
    return { state, district }
  })
export const writeDistricts = (districts: readonly District[] | undefined): string =>
  (districts ?? []).map(({ state, district }) => `${district}, ${state}`).join('\n')

const pinLine = /^\s*([1-9][0-9]{5})\s*[,;\t]/
/** The PINs in whose middle circles are drawn. */
export const pinsOfCircles = (text: string | undefined): string[] =>
  linesOf(text).flatMap((line) => pinLine.exec(line)?.[1] ?? [])

/** `18.5074, 73.8077, 5 km` or `411038, 5 km`: a circle around a point, or around the middle of a PIN. */
export const readCircles = (
  text: string | undefined,
  middleOf: ReadonlyMap<string, Circle['point']> = new Map(),
): Circle[] =>
  linesOf(text).map((line) => {
    const cells = cellsOf(line)
    const nowhere = { lat: Number.NaN, lng: Number.NaN }
    const pin = pinLine.exec(line)?.[1]
    if (pin) return { point: middleOf.get(pin) ?? nowhere, radiusMetres: numberIn(cells[1], 1000) }
    const [lat = '', lng = '', radius] = cells
    return {
      point: { lat: lat ? Number(lat) : Number.NaN, lng: lng ? Number(lng) : Number.NaN },
      radiusMetres: numberIn(radius, 1000),
    }
  })
export const writeCircles = (circles: readonly Circle[] | undefined): string =>
  (circles ?? [])
    .map(({ point, radiusMetres }) => `${point.lat}, ${point.lng}, ${radiusMetres / 1000} km`)
    .join('\n')

/** `Bengaluru Urban, Karnataka, 200`: parcels a day of a district. */
export const readParcelsIn = (text: string | undefined): Capabilities['parcelsPerDayIn'] =>
  orNone(
    linesOf(text).map((line) => {
      const [district = '', state = '', parcels] = cellsOf(line)
      return { state, district, parcelsPerDay: numberIn(parcels) }
    }),
  )
export const writeParcelsIn = (list: Capabilities['parcelsPerDayIn']): string =>
  (list ?? []).map((one) => `${one.district}, ${one.state}, ${one.parcelsPerDay}`).join('\n')

/** `3 km, 2 kg, 30`: up to so far and so heavy for so many rupees; `-` is no limit. */
export const readSlabs = (text: string | undefined): RateCard['slabs'] =>
  orNone(
    linesOf(text).map((line) => {
      const [way, weight, price] = cellsOf(line)
      return {
        upToMetres: limitIn(way, 1000),
        upToGrams: limitIn(weight, 1000),
        pricePaise: Number(parseRupees((price ?? '').replace('₹', '').trim()) ?? Number.NaN),
      }
    }),
  )
export const writeSlabs = (slabs: RateCard['slabs']): string =>
  (slabs ?? [])
    .map(({ upToMetres, upToGrams, pricePaise }) =>
      [
        upToMetres === undefined ? '-' : `${upToMetres / 1000} km`,
        upToGrams === undefined ? '-' : `${upToGrams / 1000} kg`,
        pricePaise / 100,
      ].join(', '),
    )
    .join('\n')

const isDay = (word: string): word is Weekday => (weekdays as readonly string[]).includes(word)

/** `sat sun, 18:00-21:00, 150`: days, hours, percent. */
export const readSurges = (text: string | undefined): RateCard['surges'] =>
  orNone(
    linesOf(text).map((line) => {
      const [days = '', hours = '', percent] = cellsOf(line)
      const [open = '', close = ''] = hours.split(/\s*[-–]\s*/)
      return {
        weekdays: days
          .toLowerCase()
          .split(/\s+/)
          .map((word) => word.slice(0, 3))
          .filter(isDay),
        open,
        close,
        percent: numberIn(percent),
      }
    }),
  )
export const writeSurges = (surges: RateCard['surges']): string =>
  (surges ?? [])
    .map((one) => `${one.weekdays.join(' ')}, ${one.open}-${one.close}, ${one.percent}`)
    .join('\n')

export const laneNames = ['samePin', 'sameDistrict', 'sameState', 'other'] as const

/** Which of the two promises by lane a field is of. */
export type LaneKind = 'lane' | 'pickup'

/** Four lanes in fields of their own, and `560, 570, 240` for pairs of areas. */
export function readLanes(
  form: Readonly<Record<string, string>>,
  kind: LaneKind = 'lane',
): Capabilities['lanes'] {
  const pairs = linesOf(form[`${kind}Pairs`]).map((line) => {
    const [from = '', to = '', minutes] = cellsOf(line)
    return { from, to, minutes: numberIn(minutes) }
  })
  const named = laneNames.flatMap((name) => {
    const text = form[`${kind}.${name}`]?.trim()
    return text ? [[name, numberIn(text)] as const] : []
  })
  if (pairs.length === 0 && named.length === 0) return undefined
  return { ...Object.fromEntries(named), pairs: orNone(pairs) }
}
export const writeLanes = (
  lanes: Capabilities['lanes'],
  kind: LaneKind = 'lane',
): Record<string, string> => ({
  ...Object.fromEntries(laneNames.map((name) => [`${kind}.${name}`, String(lanes?.[name] ?? '')])),
  [`${kind}Pairs`]: (lanes?.pairs ?? []).map((one) => `${one.from}, ${one.to}, ${one.minutes}`).join('\n'),
})

/** Which field of the forms a list, or a line of it, is written in. */
const listsOf: readonly (readonly [string, string])[] = [
  ['capabilities.pickup.pins', 'coverage'],
  ['capabilities.pickup.pinPrefixes', 'coverage'],
  ['capabilities.pickup.districts', 'districts'],
  ['capabilities.pickup.circles', 'circles'],
  ['capabilities.drop.pins', 'dropCoverage'],
  ['capabilities.drop.pinPrefixes', 'dropCoverage'],
  ['capabilities.drop.districts', 'dropDistricts'],
  ['capabilities.drop.circles', 'dropCircles'],
  ['capabilities.parcelsPerDayIn', 'parcelsIn'],
  ['capabilities.lanes.pairs', 'lanePairs'],
  ['capabilities.pickupLanes.pairs', 'pickupPairs'],
  ['rateCard.slabs', 'slabs'],
  ['rateCard.surges', 'surges'],
]

/** The names of the fields of a problem's errors, where the API names a line of a list. */
export const listRenames = (problem: Problem | undefined): Record<string, string> =>
  Object.fromEntries(
    (problem?.errors ?? []).flatMap(({ pointer }) => {
      const name = pointer.replace(/^\//, '').replaceAll('/', '.')
      const list = listsOf.find(([prefix]) => name === prefix || name.startsWith(`${prefix}.`))
      return list ? [[name, list[1]] as const] : []
    }),
  )
