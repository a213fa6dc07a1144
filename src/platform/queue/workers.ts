import { setTimeout as sleep } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import type { Logger } from 'pino'
import { groupBy } from '../../kernel/collections.ts'
import { runWithContext, withSpan } from '../telemetry/index.ts'
import type { Engine } from './engines.ts'
import type { Envelope, JobHandler, QueueName, Workers, WorkOptions } from './jobs.ts'

/** Pause before a worker that could not be opened, or ended, is made again. */
const againMs = 1000
/** Time that the queue has, when a worker closes, to take note of the jobs that it did. */
const farewellMs = 2000

/** A worker for each queue that has handlers. One that cannot be opened, or ends unasked, is made again. */
export function startWorkers(
  engine: Engine,
  handlers: readonly JobHandler<never>[],
  options: WorkOptions,
  log: Logger,
): Workers {
  const stop = new AbortController()
  const byQueue = groupBy(handlers, (entry) => entry.job.queue)
  const lines = [...byQueue].map(([name, entries]) => {
    const byName = new Map(entries.map((entry) => [entry.job.name, entry]))
    return keepWorking(
      engine,
      name,
      (job) => runJob(job, byName, stop.signal, options),
      options,
      stop.signal,
      log,
    )
  })
  return {
    ready: async () => void (await Promise.all(lines.map((line) => line.ready))),
    close: async () => {
      stop.abort()
      await Promise.all(lines.map((line) => line.close()))
    },
  }
}

function keepWorking(
  engine: Engine,
  name: QueueName,
  run: (job: Job) => Promise<void>,
  options: WorkOptions,
  signal: AbortSignal,
  log: Logger,
): { ready: Promise<void>; close(): Promise<void> } {
  let worker: Worker | undefined
  const inHand = createCount()
  let markReady: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    markReady = resolve
  })

  const open = (): Worker => {
    const concurrency = options.concurrencyOf?.[name] ?? options.concurrency
    const made = engine.worker(name, (job) => inHand.during(() => run(job)), concurrency)
    // Whoever goes away does not mind that the door closes behind him.
    made.on('error', (error) =>
      log[signal.aborted ? 'debug' : 'warn']({ err: error, queue: name }, 'the worker lost its queue'),
    )
    made.on('failed', (job, error) => {
      log.warn({ err: error, job: job?.name, attempt: job?.attemptsMade }, 'a job failed')
      if (job && job.attemptsMade >= (job.opts.attempts ?? 1)) options.onGiveUp?.(job.name, error)
    })
    return made
  }

  const line = (async () => {
    while (!signal.aborted) {
      try {
        await engine.reach()
        if (signal.aborted) return
        worker = open()
        await worker.waitUntilReady()
        markReady()
        await worker.run()
      } catch (error) {
        log.warn({ err: error, queue: name }, 'no worker for this queue; it is tried again')
      }
      if (signal.aborted) return
      await worker
        ?.close(true)
        .catch((error: unknown) => log.debug({ err: error }, 'closing a failed worker'))
      await sleep(againMs)
    }
  })()

  return {
    ready,
    async close() {
      const farewell = (async () => {
        await worker?.close()
        await line
        return true
      })()
      const tooLate = (async () => {
        await inHand.none()
        return sleep(farewellMs, false, { ref: false })
      })()
      if (await Promise.race([farewell, tooLate])) return
      // What was in hand is done; nobody could be told, so it will come again and find itself done.
      log.warn({ queue: name }, 'the queue did not answer when its worker closed')
      for (const parting of [farewell, worker?.disconnect()])
        parting?.catch((error: unknown) => log.debug({ err: error }, 'a worker closed without its queue'))
    },
  }
}

/** Counts work that runs, and tells when there is none. */
function createCount() {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      running++
      try {
        return await work()
      } finally {
        if (--running === 0) for (const resolve of waiting.splice(0)) resolve()
      }
    },
    none: () => new Promise<void>((resolve) => void (running === 0 ? resolve() : waiting.push(resolve))),
  }
}

async function runJob(
  job: Job,
  handlers: Map<string, JobHandler<never>>,
  signal: AbortSignal,
  options: WorkOptions,
) {
  const entry = handlers.get(job.name)
  if (!entry) throw new Error(`no handler for job ${job.name} in this worker`)
  const { payload, context } = job.data as Envelope
  const attempt = job.attemptsMade + 1
  const start = performance.now()
  let outcome: 'done' | 'failed' = 'failed'
  try {
    const work = async () => {
      const run = { attempt, lastAttempt: attempt >= (job.opts.attempts ?? 1), signal }
      await entry.handle(entry.job.payload.parse(payload), run)
    }
    const attributes = { 'messaging.destination.name': job.queueName, 'haat.attempt': attempt }
    await runWithContext(context, () => withSpan(`job ${job.name}`, attributes, work, 'consumer'))
    outcome = 'done'
  } finally {
    options.observe?.(job.name, performance.now() - start, outcome)
  }
}
