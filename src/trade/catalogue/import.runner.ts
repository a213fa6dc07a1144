import { HaatError } from '../../kernel/errors.ts'
import { statement } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import { importDue } from './catalogue.events.ts'
import { unreadableFile } from './import.columns.ts'
import { beginImport, endImport, type Import, type ImportRef } from './import.store.ts'
import { ImportCancelled, type RunnerDeps, workThrough } from './import.work.ts'

export type { RunnerDeps }

/**
 * `busy`: another worker has it. `stopped`: this worker shuts down, and the import goes on elsewhere. `idle`:
 * there is nothing left to do. `cancelled`: somebody ended it meanwhile.
 */
export type RunOutcome = 'done' | 'failed' | 'busy' | 'stopped' | 'idle' | 'cancelled'

export type ImportRunner = (ref: ImportRef, signal?: AbortSignal) => Promise<RunOutcome>

/** An import that starts so often without one more row dealt with is given up. */
const mostTries = 10

const tryLock = statement('import_try_lock', 'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine')
const unlock = statement('import_unlock', 'select pg_advisory_unlock(hashtextextended($1, 0))')

/** Runs imports: each by one worker at a time, from where the last run came to. */
export function createImportRunner(deps: RunnerDeps): ImportRunner {
  const { db, outbox, log } = deps

  return async (ref, signal) => {
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
      const outcome = await workThrough(deps, state, signal)
      if (outcome === 'done') await endImport(db, state, null)
      else await lookAgainSoon(state)
      return outcome
    } catch (error) {
      if (error instanceof ImportCancelled) return 'cancelled'
      if (!(error instanceof HaatError && error.kind === 'unprocessable')) throw error
      log?.info({ importId: state.importId, code: error.code }, 'an import cannot go on')
      await endImport(db, state, { code: error.code, detail: error.message })
      return 'failed'
    }
  }

  async function lookAgainSoon({ shopId, importId, rowsRead }: Import): Promise<void> {
    const look = event(importDue, { shopId, importId, look: rowsRead, again: true })
    await db.transaction((tx) => outbox.publish(tx, [look]))
  }
}
