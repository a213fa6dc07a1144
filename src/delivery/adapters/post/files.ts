import { parse } from 'csv-parse/sync'
import { checkArticleNumber } from '../../../kernel/article-number.ts'
import { indiaDay } from '../../../kernel/india-day.ts'
import type {
  BookingHead,
  PostArticle,
  PostCancellation,
  PostFiles,
  TrackingFile,
  TrackingRow,
} from '../../post/post.ports.ts'
import { readPostEvent } from './statuses.ts'

const bookingColumns = [
  'SERIAL NUMBER',
  'BARCODE NO',
  'PHYSICAL WEIGHT',
  'RECEIVER NAME',
  'RECEIVER ADD LINE 1',
  'RECEIVER ADD LINE 2',
  'RECEIVER CITY',
  'RECEIVER STATE',
  'RECEIVER PINCODE',
  'RECEIVER MOBILE',
  'SENDER NAME',
  'SENDER ADD LINE 1',
  'SENDER ADD LINE 2',
  'SENDER CITY',
  'SENDER STATE',
  'SENDER PINCODE',
  'SENDER MOBILE',
  'COD/VPP',
  'COD/VPP AMOUNT',
  'VALUE',
  'CUSTOMER REFERENCE',
  'LENGTH',
  'BREADTH/DIAMETER',
  'HEIGHT',
] as const

const day = (text: string): string => text.replaceAll('-', '')
const rupees = (paise: bigint): string => `${paise / 100n}.${String(paise % 100n).padStart(2, '0')}`

/** One field. What a spreadsheet would take for a formula is told to be text; a field has one line. */
const field = (value: string | number): string => {
  const text = String(value).replace(/\s+/g, ' ').trim()
  const plain = /^[=+\-@]/.test(text) && !/^\+?[0-9]+$/.test(text) ? `'${text}` : text
  return /[",]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
const row = (fields: readonly (string | number)[]): string => `${fields.map(field).join(',')}\r\n`

const address = (one: PostArticle['sender']): string[] => [
  one.name,
  one.line1,
  one.line2,
  one.city,
  one.state,
  one.pin,
  one.phone,
]

/**
 * A booking file: a head line, the names of the columns, a row for each article, a row `CANCEL` for each article of an
 * earlier file that will not be handed in, and a last line that counts the articles, sums the cash and counts what is
 * taken back, so that nobody takes a part of it for the whole.
 */
function writeBooking(
  head: BookingHead,
  articles: readonly PostArticle[],
  cancellations: readonly PostCancellation[],
): string {
  const cash = articles.reduce((sum, { codPaise }) => sum + codPaise, 0n)
  return [
    row(['BOOKING', head.customer, head.officePin, head.day, head.number]),
    row(bookingColumns),
    ...articles.map((one, at) =>
      row([
        ...[at + 1, one.number, one.weightGrams],
        ...address(one.addressee),
        ...address(one.sender),
        ...(one.codPaise > 0n ? ['COD', rupees(one.codPaise)] : ['', '0.00']),
        ...[rupees(one.valuePaise), one.reference],
        // In whole centimetres, begun ones counted; empty where the size is not known.
        ...(one.size
          ? [one.size.lengthMm, one.size.widthMm, one.size.heightMm].map((mm) => Math.ceil(mm / 10))
          : ['', '', '']),
      ]),
    ),
    ...cancellations.map(({ number, day, file }) => row(['CANCEL', number, day, file])),
    row(['END', articles.length, rupees(cash), cancellations.length]),
  ].join('')
}

const columnsOf: Record<string, string> = {
  articlenumber: 'number',
  barcodeno: 'number',
  consignmentnumber: 'number',
  event: 'event',
  eventcode: 'event',
  eventdescription: 'event',
  eventdate: 'date',
  date: 'date',
  eventtime: 'time',
  time: 'time',
  office: 'office',
  officename: 'office',
  officepin: 'office',
  remarks: 'reason',
  reason: 'reason',
}

const fieldsOf = (line: string): string[] | undefined => {
  try {
    const [fields] = parse(line, { relax_column_count: true, trim: true }) as string[][]
    return fields
  } catch {
    return undefined
  }
}

/** `22-11-2026`, `22/11/2026` or `2026-11-22`, and `14:05` or `14:05:09`: the clock of India. */
function readTime(date: string, time: string): Date | undefined {
  const [, d, m, y] = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(date) ?? []
  const iso = d ? `${y}-${m}-${d}` : date
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time)) return undefined
  const at = new Date(`${iso}T${time}+05:30`)
  // A clock a little ahead is no fault; a day of another month is.
  const sound = !Number.isNaN(at.getTime()) && indiaDay(at) === iso
  return sound && at.getTime() < Date.now() + 86_400_000 && at.getFullYear() > 2000 ? at : undefined
}

/**
 * Reads a tracking file: the names of the columns, a row for each event, and a last line `END,<rows>`. Each row is
 * judged by itself; of a file that breaks off, the line that is not ended is left out.
 */
function readTracking(text: string): TrackingFile | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const unended = lines.pop() ?? ''
  const isTrailer = (line: string): boolean => /^"?END"?\s*,/i.test(line)
  if (isTrailer(unended)) lines.push(unended)
  const [heading, ...rest] = lines
  const columns = (fieldsOf(heading ?? '') ?? []).map(
    (name) => columnsOf[name.toLowerCase().replace(/[^a-z]/g, '')],
  )
  if (!['number', 'event', 'date', 'time'].every((name) => columns.includes(name))) return undefined
  const rows: TrackingRow[] = []
  let counted: number | undefined
  for (const [at, text] of rest.entries()) {
    if (text.trim() === '') continue
    if (isTrailer(text)) {
      counted = Number(fieldsOf(text)?.[1] ?? Number.NaN)
      break
    }
    rows.push(readRow(at + 2, columns, fieldsOf(text)))
  }
  return { rows, whole: counted === rows.length }
}

function readRow(
  line: number,
  columns: readonly (string | undefined)[],
  fields: readonly string[] | undefined,
): TrackingRow {
  if (!fields || fields.length < columns.length) return { line, ok: false, fault: 'unreadable' }
  const of = (name: string): string => fields[columns.indexOf(name)] ?? ''
  const number = checkArticleNumber(of('number'))
  if (!number.ok) return { line, ok: false, fault: number.code as 'badNumber' | 'badCheckDigit' }
  const occurredAt = readTime(of('date'), of('time'))
  if (!occurredAt) return { line, ok: false, fault: 'badTime' }
  const event = of('event').slice(0, 100)
  if (!event) return { line, ok: false, fault: 'unreadable' }
  return {
    ...{ line, ok: true, number: number.value, event, occurredAt },
    status: readPostEvent(event),
    office: of('office').slice(0, 100),
    reason: of('reason').slice(0, 500) || undefined,
  }
}

/** The files that a bulk customer of the post exchanges with it. */
export const postFiles: PostFiles = {
  nameOf: (head) => `booking-${head.officePin}-${day(head.day)}-${String(head.number).padStart(3, '0')}.csv`,
  write: writeBooking,
  read: readTracking,
}
