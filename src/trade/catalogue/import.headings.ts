import { type Field, headingNames, lesserNames, otherThings, packWords } from './import.heading-names.ts'

export { type Field, headingNames, lesserNames }
export const fields = Object.keys(headingNames) as Field[]

/** Without these no row can be read; goods go by their name or by their bar code. */
const required: readonly Field[] = ['sku', 'price']

/** Which columns a file needs and does not have. */
export const missingFields = (has: (field: Field) => boolean): Field[] => [
  ...required.slice(0, 1).filter((field) => !has(field)),
  ...(has('name') || has('gtin') ? [] : (['name'] as const)),
  ...required.slice(1).filter((field) => !has(field)),
]

/** What every product has to have: from its row, from the shared catalogue, or said for the whole file. */
export const factFields = ['category', 'netQuantity', 'hsn', 'gstRate', 'mrp', 'origin', 'maker'] as const
export type FactField = (typeof factFields)[number]

/** Letters and digits of any script in small letters; what stands apart in brackets is the caller's to leave out. */
export const foldHeading = (heading: string): string =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

const byName = (names: Partial<Record<Field, string>>): ReadonlyMap<string, Field> =>
  new Map(
    fields.flatMap((field) =>
      (names[field] ?? '')
        .split(/\s+/)
        .filter(Boolean)
        .map((name) => [foldHeading(name), field] as const),
    ),
  )
const known = byName(headingNames)
const lesser = byName(lesserNames)
// Mistyped words: only long ones, so that `mrp` never becomes `sp`.
const latin = [...known].filter(([name]) => /^[a-z]{6,}$/.test(name))

/** The field of exactly this name, or of one of its other names. */
export const namedField = (heading: string): Field | undefined => known.get(foldHeading(heading))

/** The field that a heading may mean where no better one is there. */
export const lesserField = (heading: string): Field | undefined => lesser.get(foldHeading(heading))

/** The field that a heading means, when a note in brackets or behind a slash is left out, or a letter is put right. */
export function nearField(heading: string): Field | undefined {
  const words = heading
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
  if (words.some((word) => otherThings.has(word)) || /(?:\+|before|less)\s*(?:gst|tax)/i.test(heading))
    return undefined
  const field = nearest(heading)
  return field && ofOnePiece.has(field) && words.some((word) => packWords.has(word)) ? undefined : field
}

const ofOnePiece: ReadonlySet<Field> = new Set(['price', 'mrp', 'stock', 'weightGrams'])

function nearest(heading: string): Field | undefined {
  const bare = foldHeading(heading.replace(/[([{].*?[)\]}]|[*:].*$/g, ' '))
  const exact = known.get(bare) ?? lesser.get(bare)
  if (exact) return exact
  for (const part of heading.split(/[/|\n–—-]+/)) {
    const field = known.get(foldHeading(part))
    if (field && part !== heading) return field
  }
  // Another word, not this one mistyped.
  if (bare.length < 6 || bare.length > 40 || bare === 'height') return undefined
  const most = bare.length >= 9 ? 2 : 1
  const near = latin.filter(([name]) => distance(bare, name, most) <= most)
  const fieldsNear = new Set(near.map(([, field]) => field))
  return fieldsNear.size === 1 ? [...fieldsNear][0] : undefined
}

/** Letters to change, add, drop or swap to make one word of the other; `most + 1` where it is more. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let a = 1; a <= one.length; a++) {
    const next = [a]
    for (let b = 1; b <= other.length; b++) {
      const same = one[a - 1] === other[b - 1] ? 0 : 1
      let least = Math.min(row[b]! + 1, next[b - 1]! + 1, row[b - 1]! + same)
      if (a > 1 && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1])
        least = Math.min(least, before[b - 2]! + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[other.length]!
}
