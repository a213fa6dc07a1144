const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows as CSV, each cell quoted where it has to be. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')

/** The same as a file that spreadsheets open as UTF-8. */
export const csvFile = (rows: readonly (readonly string[])[]): string => `\ufeff${csvOf(rows)}`
