/** A record of the file: its fields, or why it cannot be read. The heading is row 1. */
export type CsvRecord =
  | { row: number; fields: string[]; broken?: undefined }
  | { row: number; fields?: undefined; broken: 'quotes' | 'tooLong' }

export interface CsvReader {
  /** Reads on; answers the records that are whole by now. */
  push(text: string): CsvRecord[]
  /** The end of the file; answers what is left. */
  end(): CsvRecord[]
}

/** Longest record in characters. Longer ones are reported, and reading goes on behind them. */
export const longestRecord = 65_536

const newline = 10
const carriageReturn = 13
const space = 32
const delimiters = [',', ';', '\t']

/**
 * Reads CSV (RFC 4180; also `;` and tabs, as spreadsheets of other countries write) piece by piece and never
 * gives a file up: a record that cannot be read is reported, and reading goes on at the next line. Quotes
 * inside an unquoted field are text. A record over several lines whose number of fields differs from the
 * heading's has swallowed its neighbours by a quote that was never closed: only its first line is given up.
 * Held against csv-parse by its tests; it exists for that recovery and is several times as fast.
 */
export function createCsvReader(): CsvReader {
  let text = ''
  let ended = false
  let skipping = false
  let delimiter = ''
  let columns = 0
  let row = 0
  // The next quote and delimiter at or after the place where they were last looked for; -1 before, Infinity for none.
  let quote = -1
  let comma = -1

  const next = (of: string, from: number): number => {
    const at = text.indexOf(of, from)
    return at === -1 ? Number.POSITIVE_INFINITY : at
  }
  const endOfLine = (from: number): number => {
    const at = text.indexOf('\n', from)
    return at === -1 && ended ? text.length : at
  }
  const withoutReturn = (from: number, end: number): number =>
    end > from && text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end

  /** Reads fields by the rules of quotes from `from`. `after` is where the next record begins; -1: not whole yet. */
  const readQuoted = (from: number): { fields: string[] | undefined; after: number } => {
    const fields: string[] = []
    for (let at = from; ; ) {
      if (text[at] === '"') {
        let value = ''
        let start = at + 1
        for (;;) {
          const close = text.indexOf('"', start)
          if (close === -1) return { fields: undefined, after: ended ? text.length : -1 }
          if (close + 1 === text.length && !ended) return { fields: undefined, after: -1 }
          value += text.slice(start, close)
          start = close + 1
          if (text[start] !== '"') break
          value += '"'
          start++
        }
        fields.push(value)
        while (text.charCodeAt(start) === space) start++
        if (start >= text.length) return ended ? { fields, after: start } : { fields: undefined, after: -1 }
        if (text[start] === delimiter) {
          at = start + 1
          continue
        }
        if (text.charCodeAt(start) === carriageReturn) {
          if (start + 1 >= text.length && !ended) return { fields: undefined, after: -1 }
          start++
        }
        if (start >= text.length || text.charCodeAt(start) === newline) return { fields, after: start + 1 }
        return { fields: undefined, after: start }
      }
      const end = endOfLine(at)
      if (end === -1) return { fields: undefined, after: -1 }
      const comma = text.indexOf(delimiter, at)
      if (comma === -1 || comma > end) {
        fields.push(text.slice(at, withoutReturn(at, end)))
        return { fields, after: end + 1 }
      }
      fields.push(text.slice(at, comma))
      at = comma + 1
    }
  }

  const read = (): CsvRecord[] => {
    const records: CsvRecord[] = []
    let at = 0
    quote = -1
    comma = -1
    const giveUp = (broken: 'quotes' | 'tooLong', after: number) => {
      records.push({ row: ++row, broken })
      at = after
    }
    while (at < text.length) {
      const end = endOfLine(at)
      if (skipping) {
        at = end === -1 ? text.length : end + 1
        skipping = end === -1
        continue
      }
      if (end === -1) {
        if (text.length - at <= longestRecord) break
        skipping = true
        giveUp('tooLong', text.length)
        break
      }
      if (end - at > longestRecord) {
        giveUp('tooLong', end + 1)
        continue
      }
      if (delimiter === '') delimiter = likelyDelimiter(text.slice(at, end))
      if (quote < at) quote = next('"', at)
      if (quote >= end) {
        if (comma < at) comma = next(delimiter, at)
        const line = text.slice(at, withoutReturn(at, end))
        const fields = comma >= end ? [line] : line.split(delimiter)
        records.push({ row: ++row, fields })
        columns ||= fields.length
        at = end + 1
        continue
      }
      const { fields, after } = readQuoted(at)
      if (after === -1) {
        if (text.length - at <= longestRecord) break
        giveUp('quotes', end + 1)
      } else if (
        !fields ||
        after - at > longestRecord ||
        (after > end + 1 && columns && fields.length !== columns)
      ) {
        giveUp('quotes', end + 1)
      } else {
        records.push({ row: ++row, fields })
        columns ||= fields.length
        at = after
      }
    }
    text = text.slice(at)
    return records
  }

  return {
    push(more) {
      text += more
      return read()
    },
    end() {
      ended = true
      return read()
    },
  }
}

/** The delimiter that a heading uses: the one that stands in it most often. */
function likelyDelimiter(heading: string): string {
  let best = ','
  let most = 0
  for (const delimiter of delimiters) {
    const count = heading.split(delimiter).length
    if (count > most) [best, most] = [delimiter, count]
  }
  return best
}
