import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import t from 'tap'
import { type CsvRecord, createCsvReader, longestRecord } from './csv.reader.ts'
import { createSeenKeys } from './seen-keys.ts'

/** Reads a file that comes in pieces of this size. */
function read(file: string, piece = file.length || 1): CsvRecord[] {
  const reader = createCsvReader()
  const records: CsvRecord[] = []
  for (let at = 0; at < file.length; at += piece) records.push(...reader.push(file.slice(at, at + piece)))
  return [...records, ...reader.end()]
}
const fieldsOf = (records: CsvRecord[]) => records.map((record) => record.fields ?? record.broken)

t.test('what is written by the rules is read back, in whatever pieces it comes', async (t) => {
  const field = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z0-9 ,";\n\r"]*$/))
  const table = fc
    .integer({ min: 2, max: 6 })
    .chain((columns) =>
      fc.array(fc.array(field, { minLength: columns, maxLength: columns }), { minLength: 1 }),
    )
  const written = (rows: string[][], newline: string, quoteAll: boolean) =>
    rows
      .map((row) =>
        row
          .map((cell) =>
            quoteAll || /[",\n\r;\t]|^ | $/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
          )
          .join(','),
      )
      .join(newline)
  fc.assert(
    fc.property(
      table,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 50 }),
      (rows, newline, quoteAll, piece) => {
        const file = `${rows[0]!.map((_, nth) => `c${nth}`).join(',')}\n${written(rows, newline, quoteAll)}${newline}`
        const records = read(file, piece)
        t.same(fieldsOf(records.slice(1)), rows)
        t.same(
          records.map((record) => record.row),
          records.map((_, nth) => nth + 1),
        )
        const other = parse(file, { record_delimiter: ['\n', '\r\n'], skip_empty_lines: false }) as string[][]
        t.same(fieldsOf(records), other, 'csv-parse reads the same')
      },
    ),
    { numRuns: 200 },
  )
})

t.test('the delimiter is the one of the heading', async (t) => {
  t.same(fieldsOf(read('a;b\n1,5;2\n')), [
    ['a', 'b'],
    ['1,5', '2'],
  ])
  t.same(fieldsOf(read('a\tb\n1\t2\n')), [
    ['a', 'b'],
    ['1', '2'],
  ])
  t.same(fieldsOf(read('a\n1\n')), [['a'], ['1']])
})

t.test('small liberties are taken as they are meant', async (t) => {
  t.same(
    fieldsOf(read('a,b\n5" pipe,x\n')),
    [
      ['a', 'b'],
      ['5" pipe', 'x'],
    ],
    'a quote inside a field is text',
  )
  t.same(
    fieldsOf(read('a,b\n"x" ,y')),
    [
      ['a', 'b'],
      ['x', 'y'],
    ],
    'spaces behind a quote, no last line end',
  )
  t.same(fieldsOf(read('a,b\n\n,\n')), [['a', 'b'], [''], ['', '']], 'empty lines are records')
  t.same(fieldsOf(read('')), [])
})

t.test('a broken quote costs its own line and no other', async (t) => {
  const cases = {
    'closed in the next line by an opening quote': 'a,b\n"x,1\n"y",2\nz,3\n',
    'text behind the closing quote': 'a,b\n"x"x,1\n"y",2\nz,3\n',
    'never closed again': 'a,b\n"x,1\ny,2\nz,3\n',
    'closed in such a way that fields are missing': 'a,b\n"x,1\ny",2,"\nz,3\n',
  }
  for (const [what, file] of Object.entries(cases)) {
    const records = read(file)
    t.same([records[1]?.row, records[1]?.broken], [2, 'quotes'], what)
    t.same(records.at(-1)?.fields, ['z', '3'], what)
    t.equal(records.length, 4, what)
  }
  const far = `a,b\n"x,1\n${'y,2\n'.repeat(40_000)}`
  t.equal(read(far, 1000).filter((record) => record.fields?.[0] === 'y').length, 40_000, 'found out late')
})

t.test('a record without end is left out, with and without quotes', async (t) => {
  for (const piece of [1000, 10_000_000]) {
    for (const long of ['x'.repeat(1_000_000), `"${'x'.repeat(1_000_000)}"`, `"${'x'.repeat(1_000_000)}`]) {
      const records = read(`a,b\n${long},1\nz,3\n`, piece)
      t.same(
        records.map((record) => record.fields?.[0] ?? record.broken),
        ['a', 'tooLong', 'z'],
        `${long.slice(0, 2)} in pieces of ${piece}`,
      )
    }
  }
  const lines = `"${'x\n'.repeat(longestRecord)}"`
  const records = read(`a,b\n${lines},1\nz,3\n`, 1000)
  t.equal(records[1]?.broken, 'quotes')
  t.same(records.at(-1)?.fields, ['z', '3'])
})

t.test('seen texts are found again with the row where they stood first', async (t) => {
  const seen = createSeenKeys()
  for (let row = 2; row < 50_000; row++)
    if (seen.firstRow(`SKU-${row}`, row) !== undefined) t.fail(`${row} is new`)
  for (let row = 2; row < 50_000; row++) {
    if (seen.firstRow(`SKU-${row}`, 99) !== row) t.fail(`${row} was there`)
  }
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 })), (texts) => {
      const keys = createSeenKeys()
      const first = new Map<string, number>()
      texts.forEach((text, nth) => {
        t.equal(keys.firstRow(text, nth + 2), first.get(text))
        if (!first.has(text)) first.set(text, nth + 2)
      })
    }),
  )
})
