import type { Readable } from 'node:stream'
import type { Entry, ZipFile } from 'yauzl'
import { messageOf } from '../../kernel/errors.ts'
import { openZip } from '../../platform/storage/index.ts'
import type { CsvRecord } from './csv.reader.ts'
import { mostColumns, unreadableFile } from './import.columns.ts'
import { attribute, createXmlScanner, type XmlEvents } from './xml.scan.ts'

/** Largest worksheet after unpacking: a packed file may hide a thousand times its size. */
const largestSheet = 1024 * 1024 * 1024
/** Texts that a workbook keeps apart from its cells stay in memory while it is read: so many characters of them. */
const largestTexts = 64 * 1024 * 1024
const largestSharedFile = 256 * 1024 * 1024
/** A cell beyond this is cut: no cell of a price list is so long. */
const longestCell = 10_000
/** Rows that are handed on at once. */
const batchRows = 500

/**
 * The records of the first worksheet of a workbook (XLSX) in a file, in batches as they are read; numbers as a
 * person sees them, without the noise of binary fractions. `onShare` hears how much of it is read, from 0 to 1. Entities and documents from elsewhere are not followed.
 * Throws `unprocessable` errors for what is no workbook, or unpacks to more than a price list can be.
 */
export async function* readXlsx(
  path: string,
  onShare: (share: number) => void = () => {},
): AsyncGenerator<CsvRecord[]> {
  const zip = await openZip(path).catch(notAWorkbook)
  try {
    const { sheet, texts } = await entriesOf(zip)
    const whole = sheet.uncompressedSize + (texts?.uncompressedSize ?? 0)
    let read = 0
    const book: Book = {
      zip,
      onRead(bytes) {
        read += bytes
        onShare(read / whole)
      },
    }
    const shared = texts ? await sharedTexts(book, texts) : []
    yield* rowsOf(book, sheet, shared)
  } finally {
    zip.close()
  }
}

/** An open workbook, and who hears what of it is read, in bytes as they are unpacked. */
interface Book {
  zip: ZipFile
  onRead: (bytes: number) => void
}

const notAWorkbook = (error: unknown): never => {
  throw unreadableFile(
    'brokenXlsx',
    `The file is no whole XLSX workbook (${messageOf(error)}). Save it again, or send it as "CSV UTF-8".`,
  )
}

const tooLarge = () =>
  unreadableFile(
    'fileTooLarge',
    'The workbook is too large when unpacked. Save it as CSV, or send it in parts.',
  )

/** The first worksheet by its number, and the shared texts. */
async function entriesOf(zip: ZipFile): Promise<{ sheet: Entry; texts: Entry | undefined }> {
  let sheet: Entry | undefined
  let texts: Entry | undefined
  let entries = 0
  const numberOf = (entry: Entry) => Number(/sheet([0-9]+)\.xml$/.exec(entry.fileName)?.[1] ?? 1e9)
  try {
    for await (const entry of zip.eachEntry()) {
      if (++entries > 2000) throw tooLarge()
      if (/^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName)) {
        if (!sheet || numberOf(entry) < numberOf(sheet)) sheet = entry
      } else if (entry.fileName.toLowerCase() === 'xl/sharedstrings.xml') texts = entry
    }
  } catch (error) {
    notAWorkbook(error)
  }
  if (!sheet) return notAWorkbook(new Error('it has no worksheet'))
  if (sheet.uncompressedSize > largestSheet || (texts?.uncompressedSize ?? 0) > largestSharedFile)
    throw tooLarge()
  return { sheet, texts }
}

/** The content of an entry, piece by piece as text; never more than it said it has, which was looked at before. */
async function* textOf({ zip, onRead }: Book, entry: Entry): AsyncGenerator<string> {
  const stream: Readable = await zip.openReadStreamPromise(entry)
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      onRead(piece.length)
      yield decoder.decode(piece, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    notAWorkbook(error)
  } finally {
    stream.destroy()
  }
}

/** Reads an entry to its end; after each piece `after` may hand something on. */
async function* scanned<T>(
  book: Book,
  entry: Entry,
  events: XmlEvents,
  after: () => T | undefined,
): AsyncGenerator<T> {
  const scanner = createXmlScanner(events)
  try {
    for await (const piece of textOf(book, entry)) {
      scanner.write(piece)
      const ready = after()
      if (ready !== undefined) yield ready
    }
    scanner.end()
  } catch (error) {
    if (error instanceof SyntaxError) notAWorkbook(error)
    throw error
  }
}

async function sharedTexts(book: Book, entry: Entry): Promise<string[]> {
  const texts: string[] = []
  let [text, characters, isText, isPhonetic] = ['', 0, false, false]
  const events: XmlEvents = {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    text(piece) {
      if (isText && text.length < longestCell) text += piece
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'si') {
        texts.push(text)
        characters += text.length + 8
        if (characters > largestTexts) throw tooLarge()
      }
    },
  }
  for await (const _ of scanned(book, entry, events, () => undefined));
  return texts
}

async function* rowsOf(book: Book, entry: Entry, shared: readonly string[]): AsyncGenerator<CsvRecord[]> {
  let records: CsvRecord[] = []
  let fields: string[] = []
  let [row, column, kind, text] = [0, 0, 'n', '']
  let [isValue, isInCell] = [false, false]
  // Rows of a sheet end at their last cell; a record has as many fields as the heading.
  let width = 0
  const endCell = () => {
    isInCell = false
    if (column >= mostColumns) {
      if (text === '') return
      throw unreadableFile('tooManyColumns', 'A file has at most 300 columns. Leave out the rest.')
    }
    while (fields.length < column) fields.push('')
    fields[column] = readValue(kind, text, shared)
  }
  const endRow = () => {
    if (width === 0) {
      while (fields.length > 0 && fields.at(-1) === '') fields.pop()
      if (fields.length === 0) return
      width = fields.length
    }
    while (fields.length < width) fields.push('')
    records.push({ row, fields })
  }
  const events: XmlEvents = {
    open(name, attributes) {
      if (name === 'c') {
        const place = attribute(attributes, 'r')
        column = place === undefined ? column + 1 : columnOf(place, column + 1)
        kind = attribute(attributes, 't') ?? 'n'
        text = ''
        isInCell = true
      } else if (name === 'row') {
        const number = Number(attribute(attributes, 'r'))
        row = Number.isSafeInteger(number) && number > row ? number : row + 1
        fields = []
        column = -1
      } else if (isInCell && (name === 'v' || name === 't')) isValue = true
    },
    text(piece) {
      if (isValue && text.length < longestCell) text += piece
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c') endCell()
      else if (name === 'row') endRow()
    },
  }
  yield* scanned(book, entry, events, () => {
    if (records.length < batchRows) return undefined
    const ready = records
    records = []
    return ready
  })
  if (records.length > 0) yield records
}

/** The number of a column from a cell's place: `A1` is 0, `AB7` is 27. */
function columnOf(place: string, otherwise: number): number {
  let column = 0
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column === 0 || column > 100_000 ? otherwise : column - 1
}

function readValue(kind: string, text: string, shared: readonly string[]): string {
  if (kind === 's') return shared[Number(text)] ?? ''
  if (kind !== 'n' || text === '') return kind === 'e' ? '' : text
  // A bar code of 13 digits is exact; 28.499999999999996 is what a program made of 28.5.
  if (/^-?[0-9]{1,15}$/.test(text)) return text
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  const tidy = Number(number.toPrecision(15))
  return Math.abs(tidy) < 1e21 && Number.isInteger(tidy) ? tidy.toFixed(0) : String(tidy)
}
