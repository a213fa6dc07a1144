import { HaatError } from '../../kernel/errors.ts'
import { statement } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import { importDue } from './catalogue.events.ts'
import { unreadableFile } from './import.columns.ts'
import { beginImport, endImport, type Import, type ImportRef, readImport } from './import.store.ts'
import { ImportStopped, type RunnerDeps, workThrough } from './import.work.ts'
import { createTurns } from './turns.ts'

export type { RunnerDeps }

/**
 * `busy`: another worker has it. `stopped`: this worker shuts down, and the import goes on elsewhere. `idle`:
 * there is nothing left to do. `cancelled`, `paused`: somebody ended or paused it meanwhile. `later`: large files have
 * all their places here.
 */
export type RunOutcome = 'done' | 'failed' | 'busy' | 'stopped' | 'idle' | 'cancelled' | 'paused' | 'later'

export type ImportRunner = (ref: ImportRef, signal?: AbortSignal) => Promise<RunOutcome>

/** An import that starts so often without one more row dealt with is given up. */
const mostTries = 10
/** A file of so many bytes is large; a process works through so many of them at once, to keep places for small ones. */
const largeBytes = 4 * 1024 * 1024
const mostLarge = 4
const laterMs = 5000
/** Imports of a process that write at the same moment; the others wait for their turn, piece by piece. */
const writers = 2

const tryLock = statement('import_try_lock', 'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine')
const unlock = statement('import_unlock', 'select pg_advisory_unlock(hashtextextended($1, 0))')

/** Runs imports: each by one worker at a time, from where the last run came to. */
export function createImportRunner(deps: RunnerDeps): ImportRunner {
  const { db, outbox, log } = deps
  const turns = createTurns(writers)
  let large = 0

  return async (ref, signal) => {
    const found = await readImport(db, ref)
    const isLarge = (found?.bytes ?? 0) >= largeBytes
    if (isLarge && large >= mostLarge) {
      if (found && (found.state === 'waiting' || found.state === 'running'))
        await lookAgainSoon(found, laterMs)
      return 'later'
    }
    if (isLarge) large++
    try {
      return await runLocked(ref, signal)
    } finally {
      if (isLarge) large--
    }
  }

  async function runLocked(ref: ImportRef, signal: AbortSignal | undefined): Promise<RunOutcome> {
    const connection = await db.pool.connect()
    let broken: Error | undefined
    const onError = (error: Error) => {
      broken = error
    }
    connection.on('error', onError)
    try {
      // Held by the connection: when this process dies the database gives it free.
      const { rows } = await connection.query({ ...tryLock, values: [ref.importId] })
      if (!rows[0].mine) return 'busy'
      try {
        const begun = await beginImport(db, ref)
        return begun ? await run(begun, signal) : 'idle'
      } finally {
        // A connection that cannot give it free is closed, which does.
        await connection.query({ ...unlock, values: [ref.importId] }).catch(onError)
      }
    } finally {
      connection.off('error', onError)
      connection.release(broken)
    }
  }

  async function run(state: Import, signal: AbortSignal | undefined): Promise<RunOutcome> {
    try {
      if (state.tries > mostTries) {
        throw unreadableFile(
          'gaveUp',
          'The import broke off again and again. Send the file in parts, and tell us the number of this import.',
        )
      }
      const outcome = await workThrough({ turns, ...deps }, state, signal)
      if (outcome === 'done') await endImport(db, state, null)
      else await lookAgainSoon(state)
      return outcome
    } catch (error) {
      if (error instanceof ImportStopped) return error.state
      if (!(error instanceof HaatError && error.kind === 'unprocessable')) throw error
      log?.info({ importId: state.importId, code: error.code }, 'an import cannot go on')
      await endImport(db, state, { code: error.code, detail: error.message })
      return 'failed'
    }
  }

  async function lookAgainSoon({ shopId, importId }: Import, afterMs = 0): Promise<void> {
    // Of its own number each time: a job of the same one may still be at work.
    const again = { shopId, importId, look: Math.floor(Date.now() / 1000), again: true }
    await db.transaction((tx) => outbox.publish(tx, [event(importDue, again, afterMs)]))
  }
}
