import type { Logger } from 'pino'
import type { Database } from '../../platform/database/index.ts'
import { insertCalls } from './calls.store.ts'
import type { MadeCall } from './calls.types.ts'

/** Calls wait this long for others, so that a busy hour costs one write for many. */
const gatherMs = 150
/** Beyond this many nothing is kept any more: a database that is away must not fill the memory. */
const mostWaiting = 5000

export interface CallLog {
  /** Notes a call; it is written a moment later, in one statement with its neighbours. */
  keep(call: MadeCall): void
  /** Writes what waits. */
  flush(): Promise<void>
}

/**
 * Keeps every signed call to a provider. A record for people to look at: what cannot be written is logged and
 * never stands in the way of a parcel.
 */
export function createCallLog({ db, log }: { db: Database; log: Logger }): CallLog {
  let waiting: MadeCall[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const calls = waiting
    waiting = []
    if (calls.length === 0) return
    try {
      await insertCalls(db, calls)
    } catch (error) {
      log.warn({ err: error, calls: calls.length }, 'calls to providers could not be written down')
    }
  }
  const flush = (): Promise<void> => {
    writing = writing.then(write)
    return writing
  }

  return {
    keep(call) {
      if (waiting.length >= mostWaiting) {
        log.warn({ provider: call.providerId }, 'a call to a provider is not written down: too many wait')
        return
      }
      waiting.push(call)
      timer ??= setTimeout(flush, gatherMs)
    },
    flush,
  }
}
