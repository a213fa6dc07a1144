import type { Checked } from '../../kernel/checked.ts'
import { readCount, readText } from './import.cells.ts'
import type { Columns, Field } from './import.columns.ts'
import { cut, keepable, type RowProblem } from './import.faults.ts'
import { openFacts, saysNothing } from './import.given.ts'
import { type GoodRow, noAttributes } from './import.good.ts'
import type { FactField } from './import.headings.ts'
import { longest } from './product.rules.ts'

export const isBlank = (text: string): boolean => text === '' || text.trim() === ''

/** The row that is being read, cell by cell; what is wrong with it is gathered. */
export interface RowCells {
  /** Puts the next row in place of the last one. */
  begin(row: number, cells: readonly string[]): void
  /** As it stands; empty where the file has no such column. */
  cell(field: Field): string
  /** Notes a fault; of the row as a whole where the field is null. */
  refuse(field: Field | null, code: string, detail: string): undefined
  take<T>(field: Field, code: string, checked: Checked<T>): T | undefined
  /** Null: the cell is empty. */
  optional<T>(field: Field, code: string, read: (text: string) => Checked<T>): T | null | undefined
  text(field: Field, most: number): string | undefined
  optionalText(field: Field, most: number): string | null | undefined
  /** A fact as the row states it, else as others do. */
  fact<T>(
    field: FactField,
    code: string,
    read: (text: string) => Checked<T>,
    otherwise: T | null | undefined,
  ): T | undefined
  count(field: Field, least: number, most: number): number | null
  attributes(): GoodRow['attributes']
  isRefused(): boolean
  /** All that is wrong, with the row as it stands. */
  told(): RowProblem[]
}

/** Builds the reading of rows of these columns. */
export function createRowCells({ at, heading, attributes }: Columns): RowCells {
  let row = 0
  let cells: readonly string[] = []
  let problems: RowProblem[] = []

  const cell = (field: Field): string => {
    const nth = at[field]
    return nth === -1 ? '' : cells[nth]!
  }
  const refuse = (field: Field | null, code: string, detail: string): undefined => {
    const column = field && heading[field]
    problems.push({ row, column, value: field && cut(cell(field)), code, detail })
  }
  const take = <T>(field: Field, code: string, checked: Checked<T>): T | undefined =>
    checked.ok ? checked.value : refuse(field, code, checked.reason)
  const optional = <T>(
    field: Field,
    code: string,
    read: (text: string) => Checked<T>,
  ): T | null | undefined => {
    const text = cell(field)
    return isBlank(text) ? null : take(field, code, read(text))
  }

  return {
    begin(nextRow, nextCells) {
      row = nextRow
      cells = nextCells
      problems = []
    },
    cell,
    refuse,
    take,
    optional,
    text(field, most) {
      const value = take(field, 'badText', readText(cell(field), most))
      return value === ''
        ? refuse(field, 'missing', 'This cell is empty, and every product needs it. Fill it in.')
        : value
    },
    optionalText: (field, most) => optional(field, 'badText', (value) => readText(value, most)) || null,
    fact(field, code, read, otherwise) {
      const text = cell(field)
      if (!saysNothing(text)) return take(field, code, read(text))
      return otherwise ?? refuse(field, ...openFacts[field])
    },
    count: (field, least, most) =>
      optional(field, 'badNumber', (value) => readCount(value, least, most)) ?? null,
    attributes() {
      if (attributes.length === 0) return noAttributes
      const stated: [string, string][] = []
      for (const { name, at: nth, heading: column } of attributes) {
        const value = cells[nth]!
        const read = readText(value, longest.attribute)
        if (!read.ok) problems.push({ row, column, value: cut(value), code: 'badText', detail: read.reason })
        else if (read.value !== '') stated.push([name, read.value])
      }
      return stated.length === 0 ? noAttributes : Object.fromEntries(stated)
    },
    isRefused: () => problems.length > 0,
    told() {
      if (problems[0]) problems[0].cells = keepable(cells)
      return problems
    },
  }
}
