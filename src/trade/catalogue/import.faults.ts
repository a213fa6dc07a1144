import { type Field, mostColumns } from './import.columns.ts'
import type { LintCode } from './lint.types.ts'

/** What is wrong with a row, and what to do about it. */
export interface RowProblem {
  row: number
  /** The heading in the file; null when the row as a whole is wrong. */
  column: string | null
  value: string | null
  code: string
  detail: string
  /** The row as it stands in the file, with its first problem. */
  cells?: readonly string[] | undefined
}

/** The column that a fault of the linter is in. */
export const columnOf: Partial<Record<LintCode, Field>> = {
  badName: 'name',
  makerMissing: 'maker',
  gtinForCoupons: 'gtin',
  hsnUnknown: 'hsn',
  foodMarkNeeded: 'foodMark',
  priceAboveMrp: 'price',
  mayNotSellTo: 'soldTo',
}

/** What is said of rows that cannot be taken apart. */
export const brokenRows = {
  quotes: [
    'brokenQuotes',
    'A quotation mark opens in this row and does not close. Close it, or write two of them for one inside a text.',
  ],
  tooLong: ['rowTooLong', 'This row is far too long to be one product. Look for a missing line end.'],
} as const

const longestValue = 100
const longestKept = 1000
/** A cell as it is told of. */
export const cut = (text: string): string => text.slice(0, longestValue).toWellFormed().replaceAll('\0', '')

/** What of a row is kept to be corrected: no row of goods is longer. */
export const keepable = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, mostColumns).map((text) => text.slice(0, longestKept).toWellFormed().replaceAll('\0', ''))
