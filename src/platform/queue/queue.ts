import type { Queue } from 'bullmq'
import type { Logger } from 'pino'
import { groupBy } from '../../kernel/collections.ts'
import { HaatError } from '../../kernel/errors.ts'
import { currentContext, type RequestContext } from '../telemetry/index.ts'
import { onPostgres, onRedis, queueAway } from './engines.ts'
import {
  type Envelope,
  type JobDefinition,
  type JobHandler,
  type QueueName,
  queueNames,
  type Workers,
  type WorkOptions,
} from './jobs.ts'
import { startWorkers } from './workers.ts'

/** A job to add. The same `id` while the job exists is added once; after that the work itself must be once in effect. */
export interface NewJob<T = unknown> {
  job: JobDefinition<T>
  payload: T
  id?: string
  delayMs?: number
  /** Defaults to the context of the caller. */
  context?: RequestContext | undefined
}

export interface QueueDepth {
  queue: QueueName
  waiting: number
  active: number
  delayed: number
  failed: number
}

/** Adding jobs: all that the API process needs. */
export interface Queues {
  readonly engine: 'redis' | 'postgres'
  add<T>(jobs: readonly NewJob<T>[]): Promise<void>
  depths(): Promise<QueueDepth[]>
  /** The queues themselves, for a board that looks into them; none where they lie in PostgreSQL. Closed with the rest. */
  forBoard(): readonly Queue[]
  /** Starts workers for these handlers; they stop with `close`. */
  work(handlers: readonly JobHandler<never>[], options: WorkOptions): Workers
  close(): Promise<void>
}

export interface QueuesOptions {
  /** Redis when given; else PostgreSQL at `databaseUrl`. */
  redisUrl?: string | undefined
  databaseUrl: string
  /** Namespace, so that several markets (or tests) can share a Redis. */
  prefix?: string | undefined
  /** Seconds without a sign of its worker after which a job goes to another; 30 when not given. */
  lockSeconds?: number
  log: Logger
}

/** The queues on the engine that the configuration names; both behave alike. */
export function createQueues(options: QueuesOptions): Queues {
  const { redisUrl, databaseUrl, prefix = 'haat', lockSeconds = 30, log } = options
  const settings = { prefix, lockMs: lockSeconds * 1000, log }
  const engine = redisUrl ? onRedis(redisUrl, settings) : onPostgres(databaseUrl, settings)
  const queues = new Map<QueueName, Promise<Queue>>()
  const started: Workers[] = []
  const board: Queue[] = []

  const openQueue = async (name: QueueName): Promise<Queue> => {
    const queue = engine.queue(name)
    queue.on('error', (error) =>
      log[closing ? 'debug' : 'warn']({ err: error, queue: name }, 'the queue does not answer'),
    )
    try {
      await queue.waitUntilReady()
      return queue
    } catch (error) {
      // A queue that failed to open stays so: the next caller opens another.
      queues.delete(name)
      await queue.close().catch((failed: unknown) => log.debug({ err: failed }, 'closing a failed queue'))
      throw error
    }
  }
  const queueOf = async (name: QueueName): Promise<Queue> => {
    await engine.reach()
    const known = queues.get(name) ?? openQueue(name)
    queues.set(name, known)
    return known
  }
  const answered = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw error instanceof HaatError ? error : queueAway(error)
    })

  let closing: Promise<void> | undefined
  const closeAll = async () => {
    await Promise.all(started.map((workers) => workers.close()))
    const open = await Promise.allSettled(queues.values())
    await Promise.all(board.map((queue) => queue.close().catch(() => undefined)))
    await Promise.all(open.map((queue) => (queue.status === 'fulfilled' ? queue.value.close() : undefined)))
    await engine.close()
  }

  return {
    engine: engine.name,
    async add(jobs) {
      const byQueue = groupBy(jobs, (entry) => entry.job.queue)
      const adding = [...byQueue].map(async ([name, entries]) =>
        (await queueOf(name)).addBulk(entries.map(toBulkJob)),
      )
      await answered(Promise.all(adding))
    },
    depths: () =>
      answered(
        Promise.all(
          queueNames.map(async (name) => {
            const queue = await queueOf(name)
            const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed')
            const of = (state: string) => counts[state] ?? 0
            return {
              queue: name,
              waiting: of('waiting'),
              active: of('active'),
              delayed: of('delayed'),
              failed: of('failed'),
            }
          }),
        ),
      ),
    forBoard() {
      if (engine.name !== 'redis') return []
      if (board.length === 0)
        for (const name of queueNames) {
          // Not waited for: the market starts also while Redis is away.
          const queue = engine.queue(name)
          queue.on('error', (error) => log.debug({ err: error, queue: name }, 'the board reads no queue'))
          board.push(queue)
        }
      return board
    },
    work(handlers, workOptions) {
      const handle = startWorkers(engine, handlers, workOptions, log)
      started.push(handle)
      return handle
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}

function toBulkJob(entry: NewJob) {
  const { job } = entry
  const data: Envelope = { payload: entry.payload, context: entry.context ?? currentContext() }
  return {
    name: job.name,
    data,
    opts: {
      ...(entry.id ? { jobId: entry.id } : {}),
      ...(entry.delayMs ? { delay: entry.delayMs } : {}),
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: job.backoffMs },
      removeOnComplete: true,
      // What failed for good is told by metrics, log and the outbox; the queue keeps a few to look at.
      removeOnFail: { count: 200 },
    },
  }
}
