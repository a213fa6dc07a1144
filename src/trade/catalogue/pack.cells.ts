import { bad, type Checked, good } from '../../kernel/checked.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import { remember } from './import.cells.ts'
import type { Columns } from './import.columns.ts'
import { saysNoNumber } from './import.given.ts'
import { foldHeading } from './import.headings.ts'
import type { RowCells } from './import.row-cells.ts'
import { largestSideMm, largestWeightGrams } from './product.rules.ts'

/** Reads what a carrier has to know of one pack: its weight, its sides, whether it has to stay cold. */

/** Columns that state the sides of one pack. */
export const sideFields = ['lengthMm', 'widthMm', 'heightMm'] as const

const lengths: readonly (readonly [mm: number, names: readonly string[]])[] = [
  [1, ['mm', 'millimetre', 'millimetres', 'millimeter', 'millimeters', 'मिमी', 'मिलीमीटर']],
  [10, ['cm', 'cms', 'centimetre', 'centimetres', 'centimeter', 'centimeters', 'सेमी', 'सेंटीमीटर']],
  [25.4, ['inch', 'inches', 'इंच']],
]
const weights: readonly (readonly [grams: number, names: readonly string[]])[] = [
  [1, ['g', 'gm', 'gms', 'gr', 'gram', 'grams', 'ग्राम']],
  [1000, ['kg', 'kgs', 'kilo', 'kilogram', 'kilograms', 'किलो', 'किग्रा']],
]
const byName = (units: typeof lengths) =>
  new Map(units.flatMap(([factor, names]) => names.map((name) => [name, factor] as const)))
const lengthNames = byName(lengths)
const weightNames = byName(weights)

const measured = /^([0-9]{1,8}|[0-9]{1,3}(?:,[0-9]{2,3})+)(\.[0-9]{1,3})?\s*(\p{L}[\p{L}\p{M}.]*)?$/u
const likeSides = 'such as 38 cm or 380 mm'

/** The number of a cell times its unit, rounded up: the unit beside it, else that of the heading. */
function measure(
  cell: string,
  names: ReadonlyMap<string, number>,
  otherwise: number | undefined,
): number | undefined {
  const match = measured.exec(cell.trim())
  if (!match) return undefined
  const factor = match[3] === undefined ? otherwise : names.get(foldHeading(match[3]))
  const number = Number(match[1]!.replaceAll(',', '') + (match[2] ?? ''))
  // 2.3 kg is 2300 g, though not in binary fractions.
  return factor && Math.ceil(Math.round(number * factor * 1000) / 1000)
}

/** The unit that a heading names at its end, such as "Length (cm)" or "Weight in kg". */
const unitOfHeading = (
  heading: string,
  names: ReadonlyMap<string, number>,
  words: RegExp,
): number | undefined => {
  const last = foldHeading(heading.replace(/^.*[\s([_/-]/u, '')) || foldHeading(heading)
  return names.get(last) ?? names.get(words.exec(foldHeading(heading))?.[1] ?? '')
}
const sideWords = /(mm|cms?|inch|inches|मिमी|सेमी|इंच)$/
const weightWords = /(kgs?|grams?|gms?|किलो|ग्राम)$/

/** One side in whole millimetres, begun ones counted; `mm` is what a bare number is counted in, where that is known. */
export function readSide(cell: string, mm: number | undefined): Checked<number> {
  const side = measure(cell, lengthNames, mm)
  if (side === undefined) {
    return bad(`Write a number and its unit, ${likeSides}. The unit may stand in the heading instead.`)
  }
  return side >= 1 && side <= largestSideMm
    ? good(side)
    : bad(`A side of one pack is 1 mm to ${largestSideMm / 1000} m. Measure it again.`)
}

/** What is carried in whole grams, begun ones counted. */
export function readWeight(cell: string, grams: number): Checked<number> {
  const weight = measure(cell, weightNames, grams)
  return weight !== undefined && weight >= 1 && weight <= largestWeightGrams
    ? good(weight)
    : bad(`Write what one pack weighs with its packing, in grams, from 1 to ${largestWeightGrams}.`)
}

const answers = new Map<string, boolean>([
  ...['yes', 'y', 'true', '1', 'cold', 'chilled', 'frozen', 'हाँ', 'हां', 'ठंडा'].map(
    (word) => [word, true] as const,
  ),
  ...['no', 'n', 'false', '0', 'नहीं', 'नही', 'ना'].map((word) => [word, false] as const),
])

export function readKeepCold(cell: string): Checked<boolean> {
  const answer = answers.get(cell.trim().toLowerCase().normalize('NFC'))
  return answer === undefined
    ? bad('Write yes for what has to stay cold on the way, and no for what has not.')
    : good(answer)
}

/** What a row tells a carrier: absent is what it leaves open. */
export interface StatedPack {
  weightGrams?: number | undefined
  packSize?: ParcelSize | undefined
  keepCold?: boolean | undefined
}

/** Builds the reading of these cells for files of these columns. All three sides are told, or none. */
export function createPackReader(
  { at, heading }: Columns,
  { cell, refuse, take, optional }: RowCells,
): () => StatedPack {
  if ([...sideFields, 'weightGrams' as const, 'keepCold' as const].every((field) => at[field] === -1))
    return () => ({})
  const unitOf = new Map(
    sideFields.map((field) => [field, unitOfHeading(heading[field], lengthNames, sideWords)] as const),
  )
  const gramsOfHeading = unitOfHeading(heading.weightGrams, weightNames, weightWords) ?? 1

  const hasSides = sideFields.some((field) => at[field] !== -1)
  const readWeightCell = remember((text) => readWeight(text, gramsOfHeading))

  const size = (): ParcelSize | undefined => {
    if (!hasSides) return undefined
    const told = sideFields.filter((field) => !saysNoNumber(cell(field)))
    if (told.length === 0) return undefined
    for (const field of sideFields) {
      if (!told.includes(field))
        refuse(field, 'sideMissing', 'A size has three sides. Write this one too, or leave all three empty.')
    }
    const [lengthMm, widthMm, heightMm] = told.map((field) =>
      take(field, 'badSide', readSide(cell(field), unitOf.get(field))),
    )
    return lengthMm && widthMm && heightMm ? { lengthMm, widthMm, heightMm } : undefined
  }

  const weight = (): number | undefined => {
    const text = cell('weightGrams')
    return text === '' || saysNoNumber(text)
      ? undefined
      : take('weightGrams', 'badWeight', readWeightCell(text))
  }

  return () => ({
    weightGrams: weight(),
    packSize: size(),
    keepCold: optional('keepCold', 'badYesNo', readKeepCold) ?? undefined,
  })
}
