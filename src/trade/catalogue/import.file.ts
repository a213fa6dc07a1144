import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { messageOf } from '../../kernel/errors.ts'
import { spool } from '../../platform/storage/index.ts'
import { type CsvRecord, createCsvReader } from './csv.reader.ts'
import { unreadableFile } from './import.columns.ts'
import { readXlsx } from './xlsx.reader.ts'

/** Largest file, as it is sent and after unpacking. */
export const largestFile = 200 * 1024 * 1024
/** Most rows of one file. */
export const mostRows = 1_000_000

/** How far a file is read, in its own bytes; of a workbook as many as its sheet's share of them. */
export interface FarSoFar {
  bytes: number
}

/**
 * The records of a stored price list, in batches as they come: plain CSV or gzip, UTF-8 with or without a
 * mark, or the first worksheet of a workbook (XLSX).
 * Bytes that are no UTF-8 come out as U+FFFD, so that the row that holds them can be named.
 * Throws `unprocessable` errors for a file that cannot be read as a whole. The file is closed with the last of it,
 * or when its reader stops before.
 */
export async function* readRecords(
  file: Readable,
  far: FarSoFar = { bytes: 0 },
): AsyncGenerator<CsvRecord[]> {
  try {
    yield* recordsOf(file, far)
  } finally {
    // Whoever pauses or ends an import stops in the middle.
    file.destroy()
  }
}

async function* recordsOf(file: Readable, far: FarSoFar): AsyncGenerator<CsvRecord[]> {
  const { isZip, all } = await peek(file)
  if (isZip) {
    yield* spooled(all, far)
    return
  }
  const reader = createCsvReader()
  const decoder = new TextDecoder('utf-8')
  let size = 0
  let isFirst = true
  for await (const piece of unpacked(counted(all, far))) {
    if (isFirst) refuseUtf16(piece)
    isFirst = false
    size += piece.length
    if (size > largestFile) {
      throw unreadableFile('fileTooLarge', 'The file is larger than 200 MB when unpacked. Send it in parts.')
    }
    const records = reader.push(decoder.decode(piece, { stream: true }))
    if (records.length > 0) yield records
  }
  const rest = [...reader.push(decoder.decode()), ...reader.end()]
  if (rest.length > 0) yield rest
}

/** The content, and whether it begins as a packed workbook does. */
async function peek(file: Readable): Promise<{ isZip: boolean; all: AsyncGenerator<Buffer> }> {
  const source = file[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>
  const first = await source.next()
  const isZip = !first.done && first.value.subarray(0, 4).equals(zipStart)
  const all = (async function* () {
    if (first.done) return
    for (let piece: Buffer | undefined = first.value; piece; piece = (await source.next()).value) yield piece
  })()
  return { isZip, all }
}

async function* counted(all: AsyncGenerator<Buffer>, far: FarSoFar): AsyncGenerator<Buffer> {
  for await (const piece of all) {
    far.bytes += piece.length
    yield piece
  }
}

const zipStart = Buffer.from([0x50, 0x4b, 0x03, 0x04])

async function* spooled(content: AsyncGenerator<Buffer>, far: FarSoFar): AsyncGenerator<CsvRecord[]> {
  const size: FarSoFar = { bytes: 0 }
  const book = await spool(counted(content, size))
  try {
    yield* readXlsx(book.path, (share) => {
      far.bytes = Math.floor(size.bytes * share)
    })
  } finally {
    await book.drop()
  }
}

/** The content, unpacked when it begins as gzip does. */
async function* unpacked(all: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await all.next()
  if (first.done) return
  const head = first.value
  if (!(head[0] === 0x1f && head[1] === 0x8b)) {
    yield head
    yield* all
    return
  }
  const gunzip = createGunzip()
  // Failures of the file itself are told by reading; those of the packing are the sender's.
  let broken: unknown
  const feed = (async () => {
    for (let piece: Buffer | undefined = head; piece; piece = (await all.next()).value) {
      if (!gunzip.write(piece)) await new Promise<void>((go) => gunzip.once('drain', go).once('close', go))
      if (gunzip.destroyed) return
    }
    gunzip.end()
  })().catch((error: unknown) => {
    broken = error
    gunzip.destroy()
  })
  try {
    for await (const piece of gunzip) yield piece as Buffer
  } catch (error) {
    if (broken) throw broken
    throw unreadableFile('brokenGzip', `The file is no whole gzip file (${messageOf(error)}). Pack it again.`)
  } finally {
    gunzip.destroy()
    await feed
  }
}

function refuseUtf16(start: Buffer): void {
  const mark = start.length >= 2 ? start.readUInt16BE(0) : 0
  if (mark === 0xfffe || mark === 0xfeff) {
    throw unreadableFile(
      'notUtf8',
      'The file is written in UTF-16. Save it as "CSV UTF-8" from your spreadsheet, and send it again.',
    )
  }
}
