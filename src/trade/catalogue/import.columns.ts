import { HaatError } from '../../kernel/errors.ts'
import { type Field, fields, lesserField, missingFields, namedField, nearField } from './import.headings.ts'
import type { TradeLists } from './lists.ts'

export { type Field, fields }

/** What a column states: a field of ours, an attribute of a category (`attributes.colour`), or nothing that we take. */
export type Target = Field | `attributes.${string}`

/** Most columns of a file. */
export const mostColumns = 300

/** The target of this name; undefined for what is none. */
export const targetOf = (name: string, lists: TradeLists): Target | undefined => {
  if ((fields as string[]).includes(name)) return name as Field
  const attribute = name.startsWith('attributes.') ? name.slice('attributes.'.length) : undefined
  return attribute !== undefined && lists.attribute(attribute) === attribute
    ? `attributes.${attribute}`
    : undefined
}

/**
 * What each heading means. Names that fit exactly go first, then those that are near; of two columns with the same
 * meaning the one that fits better has it. Null: passed over.
 */
export function guessTargets(cells: readonly string[], lists: TradeLists): (Target | null)[] {
  const targets = cells.map((): Target | null => null)
  const taken = new Set<Target>()
  const pass = (guess: (heading: string) => Target | undefined) => {
    cells.forEach((cell, at) => {
      if (targets[at] !== null || cell.trim() === '') return
      const target = guess(cell)
      if (target === undefined || taken.has(target)) return
      targets[at] = target
      taken.add(target)
    })
  }
  pass((cell) => fields.find((field) => field === cell.trim()))
  pass((cell) => targetOf(cell.trim(), lists))
  pass(namedField)
  pass((cell) => {
    const attribute = lists.attribute(cell)
    return attribute === undefined ? undefined : `attributes.${attribute}`
  })
  pass((cell) => {
    const field = lesserField(cell)
    const isOne = cells.filter((other) => lesserField(other) === field).length === 1
    return field && (isOne || !neverGuessed.has(field)) ? field : undefined
  })
  pass((cell) => (namedField(cell) || lesserField(cell) ? undefined : nearField(cell)))
  return targets
}

/** How each heading was understood, and which needed columns are missing; never throws. */
export function understandHeading(
  cells: readonly string[],
  lists: TradeLists,
  chosen?: readonly (string | null)[] | null,
): { columns: { heading: string; field: Target | null }[]; missing: Field[] } {
  const targets = targetsOf(cells, lists, chosen)
  const columns = cells.map((cell, at) => ({
    heading: cell.trim().slice(0, 100),
    field: targets[at] ?? null,
  }))
  return { columns, missing: missingFields((field) => targets.includes(field)) }
}

const targetsOf = (
  cells: readonly string[],
  lists: TradeLists,
  chosen: readonly (string | null)[] | null | undefined,
): (Target | null)[] =>
  chosen
    ? cells.map((_, at) => {
        const name = chosen[at]
        return name ? (targetOf(name, lists) ?? null) : null
      })
    : guessTargets(cells, lists)

/** Where each field stands in a record, and what its heading is called in this file. */
export interface Columns {
  readonly count: number
  /** -1 where the file does not have it. */
  readonly at: Readonly<Record<Field, number>>
  readonly heading: Readonly<Record<Field, string>>
  /** Columns that state what categories want told. */
  readonly attributes: readonly { name: string; at: number; heading: string }[]
}

/**
 * Reads a heading: capitals, spaces, signs and a mistyped letter do not matter, unknown columns are passed over.
 * `chosen` is what a person said of the columns, by place, instead.
 * Throws when a needed column is missing, or one is there twice: the file as a whole cannot be read then.
 */
export function readHeading(
  cells: readonly string[],
  lists: TradeLists,
  chosen?: readonly (string | null)[] | null,
): Columns {
  if (cells.length > mostColumns) {
    throw unreadableFile(
      'tooManyColumns',
      `A file has at most ${mostColumns} columns. Leave out what is not needed.`,
    )
  }
  const targets = targetsOf(cells, lists, chosen)
  const at = Object.fromEntries(fields.map((field) => [field, -1])) as Record<Field, number>
  const heading = Object.fromEntries(fields.map((field) => [field, field])) as Record<Field, string>
  const attributes: { name: string; at: number; heading: string }[] = []
  targets.forEach((target, nth) => {
    const cell = cells[nth]!.trim().slice(0, 100)
    const twin = chosen || target !== null ? target : doubted(cell)
    if (twin === null) return
    if (twin.startsWith('attributes.')) {
      attributes.push({ name: twin.slice('attributes.'.length), at: nth, heading: cell })
      return
    }
    const field = twin as Field
    if (at[field] !== -1) {
      throw unreadableFile(
        'doubleColumn',
        `The columns "${heading[field]}" and "${cell}" mean the same. Remove one, or say in the preview what it means.`,
      )
    }
    at[field] = nth
    heading[field] = cell
  })
  const missing = missingFields((field) => at[field] !== -1)
  if (missing.length > 0) {
    throw unreadableFile(
      'missingColumns',
      `The first row has no column ${missing.join(', ')}. Name the columns in the first row, and send the file again.`,
    )
  }
  return { count: cells.length, at, heading, attributes }
}

// Two columns of one of these leave open which of them counts; of the others the one that fits better is taken.
const neverGuessed: ReadonlySet<Field> = new Set(['sku', 'gtin', 'hsn', 'gstRate', 'mrp', 'price', 'stock'])

const doubted = (cell: string): Field | null => {
  const field = namedField(cell)
  return field && neverGuessed.has(field) ? field : null
}

/** A file that cannot be read as a whole. */
export const unreadableFile = (code: string, detail: string): HaatError =>
  new HaatError('unprocessable', code, detail)
