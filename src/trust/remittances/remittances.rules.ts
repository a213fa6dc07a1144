import { parse } from 'csv-parse/sync'
import { type FieldProblem, invalid } from '../../kernel/errors.ts'
import { type Paise, parseRupees } from '../../kernel/money.ts'

/** What became of a line: `repeated` stood in an earlier file, or twice in this one. */
export const outcomes = ['matched', 'short', 'over', 'unknown', 'repeated'] as const
export type Outcome = (typeof outcomes)[number]

export interface SettlementRow {
  row: number
  reference: string
  amountPaise: Paise
  /** A day in India, such as `2026-11-20`. */
  paidOn: string
  /** The bank's reference: 12 digits (IMPS, UPI) or 16 or 22 characters (NEFT, RTGS). */
  utr: string
}

export const mostRows = 2000
const heads = ['reference', 'amount', 'date', 'utr'] as const

const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

/** Reads a settlement file: `reference,amount,date,utr`, amounts in rupees. Throws `invalidFields` with the rows that are wrong. */
export function readSettlement(csv: string): SettlementRow[] {
  const wrong = (pointer: string, detail: string): FieldProblem => ({ pointer, code: 'invalid', detail })
  const lines = readCsv(csv)
  if (lines === undefined)
    throw invalid([wrong('/csv', 'is no CSV: quotes are not closed or columns differ')])
  const [head, ...rows] = lines
  const columns = (head ?? []).map((name) => name.trim().toLowerCase())
  const missing = heads.filter((name) => !columns.includes(name))
  if (missing.length > 0)
    throw invalid([
      wrong(
        '/csv',
        `needs the columns ${heads.join(', ')} in its first row; ${missing.join(', ')} is missing`,
      ),
    ])
  if (rows.length === 0 || rows.length > mostRows)
    throw invalid([wrong('/csv', `must have 1 to ${mostRows} rows below its heading`)])
  const problems: FieldProblem[] = []
  const read = rows.map((cells, at): SettlementRow => {
    const cell = (name: (typeof heads)[number]) => (cells[columns.indexOf(name)] ?? '').trim()
    const [reference, paidOn, utr] = [cell('reference'), cell('date'), cell('utr').toUpperCase()]
    const row = at + 2
    const amountPaise = parseRupees(cell('amount')) ?? 0n
    const complain = (column: string, detail: string) =>
      problems.push(wrong('/csv', `row ${row}, ${column}: ${detail}`))
    if (!/^(?:ord|shm)_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(reference))
      complain('reference', 'must be the id of an order or a parcel')
    if (amountPaise <= 0n) complain('amount', 'must be rupees above zero, such as 420.50')
    if (!isDay(paidOn)) complain('date', 'must be a day such as 2026-11-20')
    if (!/^(?:\d{12}|[A-Z0-9]{16}|[A-Z0-9]{22})$/.test(utr))
      complain('utr', 'must be the bank’s reference of 12, 16 or 22 characters')
    return { row, reference, amountPaise, paidOn, utr }
  })
  if (problems.length > 0) throw invalid(problems.slice(0, 50))
  return read
}

function readCsv(csv: string): string[][] | undefined {
  try {
    return parse(csv, { bom: true, skip_empty_lines: true, relax_column_count: true }) as string[][]
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/** How a sum that came compares with what was held, and how much of it is booked: never more than was held. */
export function settle(
  heldPaise: Paise,
  amountPaise: Paise,
): { outcome: Exclude<Outcome, 'repeated'>; bookedPaise: Paise } {
  if (heldPaise <= 0n) return { outcome: 'unknown', bookedPaise: 0n }
  if (amountPaise === heldPaise) return { outcome: 'matched', bookedPaise: amountPaise }
  return amountPaise < heldPaise
    ? { outcome: 'short', bookedPaise: amountPaise }
    : { outcome: 'over', bookedPaise: heldPaise }
}
