import type { Logger } from 'pino'
import { HaatError } from '../../kernel/errors.ts'
import { type Database, databaseError } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { TradersPort } from './catalogue.ports.ts'
import { writeChunk } from './import.chunk.ts'
import { type Columns, readHeading, unreadableFile } from './import.columns.ts'
import { type FarSoFar, mostRows, readRecords } from './import.file.ts'
import type { GoodRow } from './import.good.ts'
import { createKnownGoods, type KnownGoods } from './import.known.ts'
import { keepProblems } from './import.problems.store.ts'
import { createRowReader, keepable, type RowProblem, type RowReader } from './import.rows.ts'
import { advanceImport, type Import, keepHeading, lockImportAt, readImport } from './import.store.ts'
import { createUnchanged, gathered, type Unchanged } from './import.unchanged.ts'
import { audiencesOf, sellerOf } from './listing.rules.ts'
import { tradeLists } from './lists.ts'
import { publishPictured } from './product.service.ts'
import { createSeenKeys } from './seen-keys.ts'
import { publishListings } from './stock.service.ts'
import { noTurns, type Turns } from './turns.ts'

export interface RunnerDeps {
  db: Database
  outbox: Outbox
  traders: TradersPort
  storage: FileStore
  log?: Logger | undefined
  /** Who of the imports of this process writes next; without it each writes as it comes. */
  turns?: Turns | undefined
  /** Rows that are written in one transaction. */
  chunkRows?: number | undefined
}

/** What is wrong is kept up to this many problems a file; further ones are only counted. */
const mostProblems = 50_000

/** Rows that are looked up at once. */
const batchRows = 2000

/** Somebody ended or paused the import while it ran; what was written stays. */
export class ImportStopped extends Error {
  readonly state: 'cancelled' | 'paused'
  constructor(state: 'cancelled' | 'paused') {
    super(`the import is ${state}`)
    this.state = state
  }
}

/** A piece of the file that is written in one transaction. */
interface Chunk {
  good: GoodRow[]
  problems: RowProblem[]
  rows: number
  refused: number
  /** Of rows that are known to change nothing. */
  unchanged: number
  /** The last row of the file that belongs to it. */
  to: number
  /** Where the reader was in the file when it was full. */
  bytesRead: number
}

const emptyChunk = (to: number): Chunk => ({
  ...{ good: [], problems: [] },
  ...{ rows: 0, refused: 0, unchanged: 0, to, bytesRead: 0 },
})

/**
 * Works through a file from where `state` says. What a piece of it does, its problems and how far it got are
 * written in one transaction, so the next run after a crash at any moment goes on behind the last piece. While
 * one piece is written the next is read.
 * @returns `stopped` when the signal asked for it; what was read is written
 */
export async function workThrough(
  deps: RunnerDeps,
  state: Import,
  signal: AbortSignal | undefined,
): Promise<'done' | 'stopped'> {
  const { db, traders, storage, chunkRows = 5000 } = deps
  const shop = (await traders.shopFacts(db, [state.shopId])).get(state.shopId)
  if (!shop) throw unreadableFile('noShop', 'The shop is gone. Send the file to another one.')
  const file = await storage.get(state.fileKey)
  if (!file) throw unreadableFile('fileGone', 'The file is not there any more. Send it again.')

  const write = createWriter(deps, state, shop)
  let read: RowReader | undefined
  let columns: Columns | undefined
  let known: KnownGoods | undefined
  let unchanged: Unchanged | undefined
  const [seenSkus, seenProducts] = [createSeenKeys(), createSeenKeys()]
  const far: FarSoFar = { bytes: 0 }
  let chunk = emptyChunk(state.lastRow)
  let writing: Promise<void> = Promise.resolve()
  const flush = async (): Promise<void> => {
    await writing
    const piece = { ...chunk, bytesRead: far.bytes }
    chunk = emptyChunk(piece.to)
    writing = write(piece, columns)
    // Its failure is thrown where it is awaited, at the next flush or at the end.
    writing.catch(() => {})
  }
  const finish = async (): Promise<void> => {
    await flush()
    await writing
  }

  try {
    for await (const batch of gathered(readRecords(file.stream, far), batchRows)) {
      let records = batch
      if (!read) {
        const [heading, ...rest] = batch
        if (!heading || heading.broken) {
          throw unreadableFile('badHeading', 'The first row cannot be read. Name the columns in it.')
        }
        records = rest
        const seller = sellerOf(traders.maySell, shop)
        columns = readHeading(heading.fields, tradeLists(), state.mapping)
        await keepHeading(db, state, keepable(heading.fields))
        known = createKnownGoods(columns, shop.shopId)
        unchanged = createUnchanged(shop.shopId, columns, [state.given, seller, shop.tiers])
        const lists = tradeLists()
        read = createRowReader({ columns, known, given: state.given, seller, lists, seenSkus, seenProducts })
      }
      const same = await unchanged!.among(db, records)
      let isAllKnown = same.size === 0
      await known!.load(db, isAllKnown ? records : records.filter(({ row }) => !same.has(row)))
      for (const record of records) {
        if (record.row > mostRows + 1) {
          throw unreadableFile(
            'tooManyRows',
            `A file has at most ${mostRows} rows. Send the rest in another one.`,
          )
        }
        const as = same.get(record.row)
        const isSame = as !== undefined && seenSkus.firstRow(as.sku, record.row) === undefined
        if (isSame) seenProducts.firstRow(as.identityKey, record.row)
        // The same SKU a second time is judged as any other, by what is known of its goods.
        else if (as && !isAllKnown) {
          await known!.load(db, records)
          isAllKnown = true
        }
        // Rows that an earlier run dealt with are read again, to know what stood in them.
        const result = isSame ? undefined : read(record)
        if (record.row <= state.lastRow) continue
        chunk.to = record.row
        if (isSame) chunk.unchanged++
        else if (!result) continue
        else if (Array.isArray(result)) {
          chunk.refused++
          chunk.problems.push(...result)
        } else {
          result.digest = unchanged!.digest(result.cells)
          chunk.good.push(result)
        }
        chunk.rows++
        if (chunk.rows >= chunkRows) await flush()
      }
      if (signal?.aborted) {
        await finish()
        return 'stopped'
      }
    }
    if (!read) throw unreadableFile('emptyFile', 'The file is empty. Name the columns in its first row.')
  } catch (error) {
    // The good rows before the place where the file cannot be read any further are in all the same.
    if (error instanceof HaatError) await finish()
    throw error
  }
  await finish()
  return 'done'
}

/** Writes pieces of a file, one after the other. Throws when another worker went on with the import meanwhile. */
function createWriter({ db, outbox, traders, turns = noTurns }: RunnerDeps, state: Import, shop: ShopFacts) {
  const target = {
    shopId: shop.shopId,
    traderId: shop.traderId,
    soldTo: audiencesOf(traders.maySell, shop.tiers),
  }
  let from = state.lastRow
  let problemsKept = Math.min(state.problems, mostProblems)

  return async (chunk: Chunk, columns: Columns | undefined): Promise<void> => {
    const kept = await turns.take(() =>
      repeatingTaken(() =>
        db.transaction(async (tx) => {
          if (!(await lockImportAt(tx, state, from))) {
            const now = (await readImport(tx, state))?.state
            if (now === 'cancelled' || now === 'paused') throw new ImportStopped(now)
            throw new Error('another worker goes on with this import')
          }
          const {
            problems: refused,
            told,
            pictured,
            ...counts
          } = await writeChunk(tx, target, chunk.good, columns?.heading.gtin ?? 'gtin')
          const problems = [...chunk.problems, ...refused].sort((a, b) => a.row - b.row)
          const keeping = problems.slice(0, mostProblems - problemsKept)
          await keepProblems(tx, state, keeping)
          await advanceImport(tx, state, {
            ...counts,
            unchanged: counts.unchanged + chunk.unchanged,
            from,
            to: chunk.to,
            bytesRead: chunk.bytesRead,
            rowsRead: chunk.rows,
            refused: chunk.refused + refused.length,
            problems: problems.length,
          })
          for (const [shopId, listingIds] of told) await publishListings(outbox, tx, shopId, listingIds)
          await publishPictured(outbox, tx, pictured)
          return keeping.length
        }),
      ),
    )
    from = chunk.to
    problemsKept += kept
    outbox.nudge()
  }
}

const made = new Set(['products_identity_key_unique', 'listings_sku'])

/** Runs it again when somebody else made the same product or listing at the same moment: then it is found. */
async function repeatingTaken<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const { code, constraint } = databaseError(error) ?? {}
      if (attempt === 5 || code !== '23505' || !made.has(constraint ?? '')) throw error
    }
  }
}
