import { decodeDigipin } from '../../kernel/digipin.ts'
import { type FieldProblem, HaatError, invalid } from '../../kernel/errors.ts'
import type { Point } from '../../kernel/geo.ts'
import { checkPhone } from '../../kernel/phone.ts'
import type { Places } from '../../places/index.ts'
import type { Drop } from './orders.types.ts'

/** An address as somebody typed it. */
export interface DropInput {
  name: string
  phone: string
  line1: string
  line2?: string | undefined
  landmark?: string | undefined
  neighbour?: { name: string; house: string } | undefined
  pin: string
  point?: Point | undefined
  digipin?: string | undefined
}

/** Only where it goes: enough for a quote. */
export type PlaceOnlyInput = Pick<DropInput, 'pin' | 'point' | 'digipin'>

type Resolver = Pick<Places, 'resolvePlace'>

/** The address in its one normal spelling, with state and point. Throws `invalidFields` with pointers under `at`. */
export function readDrop(places: Resolver, input: DropInput, at: string): Drop {
  const phone = checkPhone(input.phone)
  const before = phone.ok ? [] : [{ pointer: `${at}/phone`, code: 'invalidPhone', detail: phone.reason }]
  const place = toldTogether(before, () => placeOf(places, input, at))
  if (!phone.ok) throw invalid(before)
  return {
    ...place,
    name: input.name,
    phone: phone.value,
    line1: input.line1,
    line2: input.line2 ?? null,
    landmark: input.landmark ?? null,
    ...(input.neighbour ? { neighbour: input.neighbour } : {}),
  }
}

/** For quotes: a drop without a person. */
export const readPlaceOnly = (places: Resolver, input: PlaceOnlyInput, at: string): Drop => ({
  ...placeOf(places, input, at),
  name: '',
  phone: '',
  line1: '',
  line2: null,
  landmark: null,
})

/** Runs a check; when it finds wrong fields too, the earlier ones are told with them. */
function toldTogether<T>(before: readonly FieldProblem[], check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof HaatError && error.fields.length > 0) throw invalid([...before, ...error.fields])
    throw error
  }
}

type PlacePart = Pick<Drop, 'pin' | 'district' | 'state' | 'point' | 'pointFrom' | 'digipin'>

function placeOf(places: Resolver, { pin, point, digipin }: PlaceOnlyInput, at: string): PlacePart {
  const place = places.resolvePlace({ pin, point, digipin }, { at })
  const cell = digipin === undefined ? undefined : decodeDigipin(digipin)
  return {
    pin: place.pin,
    district: place.district,
    state: place.state,
    point: place.point,
    pointFrom: place.pointFrom,
    digipin: cell?.ok ? cell.value.code : null,
  }
}
