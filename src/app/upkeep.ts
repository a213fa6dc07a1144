import { setMaxListeners } from 'node:events'
import type { Logger } from 'pino'

/** Small recurring work. Several processes may do it at once: each task is harmless when doubled. */
export interface UpkeepTask {
  name: string
  everyMs: number
  /** One turn of a bounded time; `more`: there is more to do, so the next one comes soon. */
  run(): Promise<unknown>
}

/** Between turns of a task that has more to do, so that others come to theirs. */
const soonMs = 500

/**
 * Runs each task at its interval, never twice at a time, until stopped. Driven by the process and not by the
 * queue, so that it goes on when the queue was wiped. A failing task is logged and tried at its next turn.
 */
export function startUpkeep(tasks: readonly UpkeepTask[], log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController()
  // Every task listens to it while it waits.
  setMaxListeners(tasks.length + 1, stopping.signal)
  const loops = tasks.map(async (task) => {
    while (!stopping.signal.aborted) {
      let isMore = false
      try {
        isMore = (await task.run()) === 'more'
      } catch (error) {
        log.warn({ err: error, task: task.name }, 'an upkeep task failed; it is tried again')
      }
      await pause(isMore ? Math.min(soonMs, task.everyMs) : task.everyMs, stopping.signal)
    }
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
