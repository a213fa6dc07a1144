import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { HaatError, invalid, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import { importDue } from './catalogue.events.ts'
import type { Actor, TradersPort } from './catalogue.ports.ts'
import type { ImportState } from './catalogue.types.ts'
import { targetOf } from './import.columns.ts'
import { largestFile } from './import.file.ts'
import { checkedGiven, type GivenValues } from './import.given.ts'
import { type ImportPreview, previewImport } from './import.preview.ts'
import { importProblemsPage, type KeptProblem } from './import.problems.store.ts'
import { badRowLines, problemLines } from './import.reports.ts'
import {
  cancelImport,
  countKnownSkus,
  giveValues,
  type Import,
  type ImportRef,
  importsPage,
  insertImport,
  mapImport,
  pauseImport,
  readImport,
  releaseImport,
} from './import.store.ts'
import { tradeLists } from './lists.ts'

/** A held file waits so long for somebody's word. */
const heldForMs = 24 * 3_600_000

export interface ImportDeps {
  db: Database
  outbox: Outbox
  traders: TradersPort
  storage: FileStore
}

export interface ImportUseCases {
  /** Stores the file as it streams in and has it imported, or holds it; answers at once. Throws `emptyFile`, `fileTooLarge`. */
  receive(person: Actor, shopId: Id<'shop'>, file: Readable, hold?: boolean): Promise<Import>
  /** What the file would do; nothing is written. Throws `fileGone`. */
  preview(person: Actor, ref: ImportRef): Promise<ImportPreview & { known: number }>
  /** Lets a held import go; one that goes already stays as it is. Throws `importOver` (conflict). */
  start(person: Actor, ref: ImportRef): Promise<Import>
  /** Says what the columns of a held file mean, by place. Throws `importOver`, and `invalidFields` for unknown names. */
  map(person: Actor, ref: ImportRef, columns: readonly (string | null)[]): Promise<Import>
  /** Says what holds for rows of a held file that leave it open. Throws `importOver`, and `invalidFields`. */
  give(person: Actor, ref: ImportRef, given: GivenValues): Promise<Import>
  /** Stops an import at its next piece; one that is paused stays so. Throws `importOver`. */
  pause(person: Actor, ref: ImportRef): Promise<Import>
  /** Lets a paused import go on where it stopped; one that goes already stays as it is. Throws `importOver`. */
  resume(person: Actor, ref: ImportRef): Promise<Import>
  /** Ends an import before its end: what is in stays in. One that was cancelled stays so. Throws `importOver`. */
  cancel(person: Actor, ref: ImportRef): Promise<Import>
  read(person: Actor, ref: ImportRef): Promise<Import>
  list(person: Actor, shopId: Id<'shop'>, before: Id<'import'> | undefined, limit: number): Promise<Import[]>
  problems(
    person: Actor,
    ref: ImportRef,
    after: readonly [row: number, nth: number] | undefined,
    limit: number,
  ): Promise<KeptProblem[]>
  /** All problems as a spreadsheet file, piece by piece. */
  problemsFile(person: Actor, ref: ImportRef): Promise<AsyncGenerator<string>>
  /** The rows that were left out, as they stand in the file, to be corrected and sent again. */
  badRowsFile(person: Actor, ref: ImportRef): Promise<AsyncGenerator<string>>
}

/** Price lists as files: what is handed in, how far it got, and what is wrong with it. */
export function createImports({ db, outbox, traders, storage }: ImportDeps): ImportUseCases {
  const own = async (person: Actor, ref: ImportRef): Promise<Import> => {
    await traders.requireShop(db, person, ref.shopId)
    const found = await readImport(db, ref)
    if (!found) throw notFound('import')
    return found
  }

  const letGo = async (person: Actor, ref: ImportRef, from: 'held' | 'paused'): Promise<Import> => {
    const before = await own(person, ref)
    const started = await db.transaction(async (tx) => {
      const released = await releaseImport(tx, ref, from)
      const look = Math.floor(Date.now() / 1000)
      if (released)
        await outbox.publish(tx, [
          from === 'held'
            ? event(importDue, { ...ref, look: 0 })
            : event(importDue, { ...ref, look, again: true }),
        ])
      return released
    })
    outbox.nudge()
    if (started) return started
    if (before.state === 'waiting' || before.state === 'running') return before
    throw importOver(before.state)
  }

  return {
    async receive(person, shopId, file, hold = false) {
      await traders.requireShop(db, person, shopId)
      const ref = { shopId, importId: newId('import') }
      const fileKey = `imports/${shopId}/${ref.importId}.csv`
      const hash = createHash('sha256')
      const hashed = Readable.from(arriving(file, hash), { objectMode: false })
      const stored = await storage.put(fileKey, hashed, { contentType: 'text/csv', maxBytes: largestFile })
      try {
        if (stored.size === 0)
          throw new HaatError(
            'unprocessable',
            'emptyFile',
            'The file is empty. Send one with a row of headings.',
          )
        const made = await db.transaction(async (tx) => {
          const row = await insertImport(tx, ref, {
            createdBy: person.accountId,
            fileKey,
            bytes: stored.size,
            sha256: hash.digest('hex'),
            state: hold ? 'held' : 'waiting',
          })
          const due = hold
            ? event(importDue, { ...ref, look: 0, again: true }, heldForMs)
            : event(importDue, { ...ref, look: 0 })
          await outbox.publish(tx, [due])
          return row
        })
        outbox.nudge()
        return made
      } catch (error) {
        await storage.delete(fileKey)
        throw error
      }
    },
    read: own,
    async preview(person, ref) {
      const shop = await traders.requireShop(db, person, ref.shopId)
      const preview = await previewImport({ sql: db, storage, traders }, await own(person, ref), shop)
      return { ...preview, known: await countKnownSkus(db, ref.shopId, preview.skus) }
    },
    start: (person, ref) => letGo(person, ref, 'held'),
    resume: (person, ref) => letGo(person, ref, 'paused'),
    async map(person, ref, columns) {
      await own(person, ref)
      const unknown = columns.flatMap((name, at) =>
        name === null || targetOf(name, tradeLists())
          ? []
          : [{ pointer: `/columns/${at}`, code: 'badColumn', detail: 'There is no such column.' }],
      )
      if (unknown.length > 0) throw invalid(unknown)
      const mapped = await mapImport(db, ref, columns)
      if (!mapped) throw importOver((await own(person, ref)).state)
      return mapped
    },
    async give(person, ref, given) {
      await own(person, ref)
      const kept = await giveValues(db, ref, checkedGiven(given))
      if (!kept) throw importOver((await own(person, ref)).state)
      return kept
    },
    async pause(person, ref) {
      const before = await own(person, ref)
      if (before.state === 'paused') return before
      const paused = await pauseImport(db, ref)
      if (!paused) throw importOver((await own(person, ref)).state)
      return paused
    },
    async cancel(person, ref) {
      const before = await own(person, ref)
      if (before.state === 'cancelled') return before
      const cancelled = await cancelImport(db, ref)
      if (!cancelled) throw importOver((await own(person, ref)).state)
      await storage.delete(cancelled.fileKey)
      return cancelled
    },
    async list(person, shopId, before, limit) {
      await traders.requireShop(db, person, shopId)
      return importsPage(db, shopId, before, limit)
    },
    async problems(person, ref, after, limit) {
      await own(person, ref)
      return importProblemsPage(db, ref, after, limit)
    },
    async badRowsFile(person, ref) {
      const { heading } = await own(person, ref)
      return badRowLines(db, ref, heading ?? [])
    },
    async problemsFile(person, ref) {
      await own(person, ref)
      return problemLines(db, ref)
    },
  }
}

const importOver = (state: ImportState): HaatError =>
  new HaatError(
    'conflict',
    'importOver',
    'This import has ended already. Send the file again if you want it in.',
    {
      facts: { state },
    },
  )

/** The pieces of a file as they arrive, added to its hash. */
async function* arriving(file: Readable, hash: Hash): AsyncGenerator<Buffer> {
  try {
    // The request's own stream is left open on failure: the answer still has to go back over it.
    for await (const piece of file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      hash.update(piece)
      yield piece
    }
  } catch (error) {
    throw new HaatError('invalid', 'brokenUpload', 'The file did not arrive whole. Send it again.', {
      cause: error,
    })
  }
}
