import { decodeDigipin } from '../kernel/digipin.ts'
import { type FieldProblem, invalid } from '../kernel/errors.ts'
import { checkPoint, distanceMetres, type Point } from '../kernel/geo.ts'
import { checkPinCode } from '../kernel/pin-code.ts'
import type { Routes } from '../platform/http/index.ts'
import { type Confidence, createPinDirectory, type PinDirectory, type PinRecord } from './places.directory.ts'
import { placesRoutes } from './places.routes.ts'
import { regionsRoutes } from './regions.routes.ts'

/** What somebody says of a place; at least one of the three. */
export interface PlaceInput {
  pin?: string | undefined
  point?: Point | undefined
  digipin?: string | undefined
}

/** Something that a human should look at, though the place can be used. */
export interface PlaceWarning {
  code: 'pointFarFromPin' | 'pinTakenFromPoint' | 'digipinFarFromPoint' | 'noDoorDelivery'
  /** The field of the input that it is about. */
  pointer: string
  detail: string
}

export interface Place {
  pin: string
  /** Null for the Army Postal Service. */
  state: string | null
  district: string | null
  /** Null if none was given and the directory has none for the PIN. */
  point: Point | null
  pointFrom: 'point' | 'digipin' | 'pin' | null
  /** How far the directory's point of this PIN can be trusted; it says nothing of a point that was given. */
  confidence: Confidence
  armyPostal: boolean
  warnings: PlaceWarning[]
}

/** A point farther than this from the middle of its PIN is more often a mistake than a large PIN. */
export const farFromPinMetres = 50_000

/** A DIGIPIN cell is 3.8 m wide; a phone's position is good to some tens of metres. */
const digipinSlackMetres = 200

export interface Places extends PinDirectory {
  /** Makes one place of what was said. Throws `invalidFields` with a pointer under `at` for each wrong field. */
  resolvePlace(input: PlaceInput, options?: { at?: string }): Place
  routes: Routes
}

/** Everything that the other modules ask about places. Nothing is read before the first question. */
export const createPlaces = ({
  directory = createPinDirectory(),
}: {
  directory?: PinDirectory
} = {}): Places => ({
  ...directory,
  resolvePlace: (input, { at = '' } = {}) => resolvePlace(directory, input, at),
  routes: (app) => {
    placesRoutes({ directory })(app)
    regionsRoutes({ directory })(app)
  },
})

const distanceText = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${Math.round(metres / 1000)} km`

function resolvePlace(directory: PinDirectory, input: PlaceInput, at: string): Place {
  const { record: named, point: given, pointFrom, problems, warnings } = readInput(directory, input)
  const record = named ?? (given && problems.length === 0 ? nearestRecord(directory, given) : undefined)
  if (!named && given && problems.length === 0) {
    if (record) warnings.push(pinTaken(record, given, pointFrom!))
    else problems.push(noPinNear(pointFrom!))
  }
  if (problems.length > 0 || !record) throw invalid(problems.map((problem) => under(at, problem)))

  if (named && given) warnings.push(...farFromPin(named, given, pointFrom!))
  if (record.offices > 0 && record.deliveryOffices === 0) {
    warnings.push({
      code: 'noDoorDelivery',
      pointer: '/pin',
      detail: `No post office of PIN ${record.pin} delivers to doors: it serves boxes or sorting. Ask for the PIN of the street.`,
    })
  }
  return {
    pin: record.pin,
    state: record.state,
    district: record.district,
    point: given ?? record.point,
    pointFrom: pointFrom ?? (record.point ? 'pin' : null),
    confidence: record.confidence,
    armyPostal: directory.isArmyPostal(record.pin),
    warnings: warnings.map((warning) => under(at, warning)),
  }
}

const under = <T extends { pointer: string }>(at: string, about: T): T => ({
  ...about,
  pointer: `${at}${about.pointer}`,
})

/** Reads each field by itself, so that all wrong ones are told at once. */
function readInput(directory: PinDirectory, input: PlaceInput) {
  const problems: FieldProblem[] = []
  const warnings: PlaceWarning[] = []
  const refuse = (field: keyof PlaceInput, code: string, detail: string): undefined => {
    problems.push({ pointer: `/${field}`, code, detail })
  }

  if (input.pin === undefined && input.point === undefined && input.digipin === undefined) {
    refuse('pin', 'required', 'Say where: give a PIN code, a point or a DIGIPIN.')
  }
  const pin = input.pin === undefined ? undefined : checkPinCode(input.pin)
  const record = pin?.ok ? directory.lookUp(pin.value) : undefined
  if (pin && !pin.ok) refuse('pin', 'invalidPin', pin.reason)
  if (pin?.ok && !record) {
    const advice = 'Look at it again, or find it by the name of the post office.'
    refuse('pin', 'unknownPin', `India Post has no PIN code ${pin.value}. ${advice}`)
  }

  const point = input.point === undefined ? undefined : checkPoint(input.point)
  if (point && !point.ok) refuse('point', 'invalidPoint', point.reason)

  const cell = input.digipin === undefined ? undefined : decodeDigipin(input.digipin)
  const centre = cell?.ok ? checkPoint(cell.value.centre) : cell
  if (centre && !centre.ok) refuse('digipin', 'invalidDigipin', centre.reason)

  if (point?.ok && centre?.ok) {
    const apart = distanceMetres(point.value, centre.value)
    if (apart > digipinSlackMetres) {
      warnings.push({
        code: 'digipinFarFromPoint',
        pointer: '/digipin',
        detail: `The DIGIPIN lies ${distanceText(apart)} from the point; the point was used. Remove the wrong one.`,
      })
    }
  }
  if (point?.ok) return { record, point: point.value, pointFrom: 'point' as const, problems, warnings }
  if (centre?.ok) return { record, point: centre.value, pointFrom: 'digipin' as const, problems, warnings }
  return { record, point: undefined, pointFrom: undefined, problems, warnings }
}

function nearestRecord(directory: PinDirectory, point: Point): PinRecord | undefined {
  const near = directory.nearest(point, 1)[0]
  return near && near.distanceMetres <= farFromPinMetres ? near.record : undefined
}

const pinTaken = (record: PinRecord, point: Point, from: 'point' | 'digipin'): PlaceWarning => ({
  code: 'pinTakenFromPoint',
  pointer: `/${from}`,
  detail: `PIN ${record.pin} was taken because its middle is nearest, ${distanceText(distanceMetres(point, record.point!))} away. Give the PIN code if it is another.`,
})

const noPinNear = (from: 'point' | 'digipin'): FieldProblem => ({
  pointer: `/${from}`,
  code: 'noPinNear',
  detail: 'No PIN code lies within 50 km of this place. Pick the place again, or give the PIN code.',
})

function farFromPin(record: PinRecord, point: Point, from: 'point' | 'digipin'): PlaceWarning[] {
  const apart = record.point ? distanceMetres(point, record.point) : 0
  if (apart <= farFromPinMetres) return []
  const doubt = record.confidence === 'low' ? ' (whose own point in the directory is uncertain)' : ''
  return [
    {
      code: 'pointFarFromPin',
      pointer: `/${from}`,
      detail: `This place lies ${distanceText(apart)} from the middle of PIN ${record.pin}${doubt}. Look at both again.`,
    },
  ]
}
