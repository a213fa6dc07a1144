import { parse } from 'csv-parse/sync'
import { type FieldProblem, invalid } from '../../kernel/errors.ts'

export const mostRows = 2000

const wrong = (detail: string): FieldProblem => ({ pointer: '/csv', code: 'invalid', detail })

/** One row of a sheet: its number in the file, its cells by heading, and where to say what is wrong with one. */
export interface SheetRow<H extends string> {
  row: number
  cell(name: H): string
  complain(column: H, detail: string): void
}

/**
 * Reads a CSV whose first row names these columns, in any order; `read` answers for one row. Throws `invalidFields` with
 * the rows that are wrong.
 */
export function readSheet<H extends string, T>(
  csv: string,
  heads: readonly H[],
  read: (row: SheetRow<H>) => T,
): T[] {
  const lines = readCsv(csv)
  if (lines === undefined) throw invalid([wrong('is no CSV: quotes are not closed or columns differ')])
  const [head, ...rows] = lines
  const columns = (head ?? []).map((name) => name.trim().toLowerCase())
  const missing = heads.filter((name) => !columns.includes(name))
  if (missing.length > 0)
    throw invalid([
      wrong(`needs the columns ${heads.join(', ')} in its first row; ${missing.join(', ')} is missing`),
    ])
  if (rows.length === 0 || rows.length > mostRows)
    throw invalid([wrong(`must have 1 to ${mostRows} rows below its heading`)])
  const problems: FieldProblem[] = []
  const all = rows.map((cells, at) => {
    const row = at + 2
    return read({
      row,
      cell: (name) => (cells[columns.indexOf(name)] ?? '').trim(),
      complain: (column, detail) => problems.push(wrong(`row ${row}, ${column}: ${detail}`)),
    })
  })
  if (problems.length > 0) throw invalid(problems.slice(0, 50))
  return all
}

function readCsv(csv: string): string[][] | undefined {
  try {
    return parse(csv, { bom: true, skip_empty_lines: true, relax_column_count: true }) as string[][]
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
