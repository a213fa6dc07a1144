import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import { importDue } from './catalogue.events.ts'
import type { Actor, TradersPort } from './catalogue.ports.ts'
import { largestFile } from './import.file.ts'
import {
  type Import,
  type ImportRef,
  importProblemsPage,
  importsPage,
  insertImport,
  type KeptProblem,
  readImport,
} from './import.store.ts'

export interface ImportDeps {
  db: Database
  outbox: Outbox
  traders: TradersPort
  storage: FileStore
}

export interface ImportUseCases {
  /** Stores the file as it streams in and has it imported; answers at once. Throws `emptyFile`, `fileTooLarge`. */
  receive(person: Actor, shopId: Id<'shop'>, file: Readable): Promise<Import>
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
}

/** Price lists as files: what is handed in, how far it got, and what is wrong with it. */
export function createImports({ db, outbox, traders, storage }: ImportDeps): ImportUseCases {
  const own = async (person: Actor, ref: ImportRef): Promise<Import> => {
    await traders.requireShop(db, person, ref.shopId)
    const found = await readImport(db, ref)
    if (!found) throw notFound('import')
    return found
  }

  return {
    async receive(person, shopId, file) {
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
          })
          await outbox.publish(tx, [event(importDue, { ...ref, look: 0 })])
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
    async list(person, shopId, before, limit) {
      await traders.requireShop(db, person, shopId)
      return importsPage(db, shopId, before, limit)
    },
    async problems(person, ref, after, limit) {
      await own(person, ref)
      return importProblemsPage(db, ref, after, limit)
    },
    async problemsFile(person, ref) {
      await own(person, ref)
      return problemLines(db, ref)
    },
  }
}

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

const pageRows = 1000

async function* problemLines(db: Database, ref: ImportRef): AsyncGenerator<string> {
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
