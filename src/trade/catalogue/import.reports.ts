import type { Database } from '../../platform/database/index.ts'
import { badRowsPage, importProblemsPage } from './import.problems.store.ts'
import type { ImportRef } from './import.store.ts'

const pageRows = 1000

/** What is wrong in a file, problem by problem. */
export async function* problemLines(db: Database, ref: ImportRef): AsyncGenerator<string> {
  // The mark at the start tells spreadsheets that this is UTF-8.
  yield '\ufeffrow,column,value,code,what to do\r\n'
  for (let after: readonly [number, number] | undefined; ; ) {
    const rows = await importProblemsPage(db, ref, after, pageRows)
    yield rows
      .map(
        ({ row, column, value, code, detail }) =>
          `${row},${cell(column)},${cell(value)},${code},${cell(detail)}\r\n`,
      )
      .join('')
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = [last.row, last.nth]
  }
}

/** A quoted cell. What a spreadsheet would run as a formula gets an apostrophe before it. */
const cell = (text: string | null): string =>
  text === null ? '' : `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/**
 * The rows that were left out under the headings of the file, and behind each what is wrong with it: a column that an
 * import passes over, so the file can be corrected and sent again as it is.
 */
export async function* badRowLines(
  db: Database,
  ref: ImportRef,
  heading: readonly string[],
): AsyncGenerator<string> {
  yield `\ufeff${[...heading, 'row in the file', 'what to do'].map(cell).join(',')}\r\n`
  for (let after = 0; ; ) {
    const rows = await badRowsPage(db, ref, after, pageRows)
    yield rows
      .map(({ row, cells, what }) => {
        const filled = heading.map((_, at) => cells[at] ?? '')
        return `${[...filled, String(row), what].map(cell).join(',')}\r\n`
      })
      .join('')
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = last.row
  }
}
