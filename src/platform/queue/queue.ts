import {
  createPostgresBackend,
  createRedisBackend,
  type Job,
  type Queue,
  type Worker,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { groupBy } from '../../kernel/collections.ts'
import { currentContext, type RequestContext, runWithContext, withSpan } from '../telemetry/index.ts'
import { type JobDefinition, type JobHandler, type QueueName, queueNames } from './jobs.ts'

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
  /** Starts workers for these handlers; they stop with `close`. */
  work(handlers: readonly JobHandler<never>[], options: WorkOptions): Workers
  close(): Promise<void>
}

export interface WorkOptions {
  concurrency: number
  /** Called when a job has used its last attempt. */
  onGiveUp?: (job: string, error: Error) => void
  observe?: (job: string, durationMs: number, outcome: 'done' | 'failed') => void
}

export interface Workers {
  ready(): Promise<void>
  /** Takes no further jobs and waits for those in hand, whose `signal` is aborted. */
  close(): Promise<void>
}

interface Envelope {
  payload: unknown
  context: RequestContext
}

export interface QueuesOptions {
  /** Redis when given; else PostgreSQL at `databaseUrl`. */
  redisUrl?: string | undefined
  databaseUrl: string
  /** Namespace, so that several markets (or tests) can share a Redis. */
  prefix?: string
  log: Logger
}

/** The queues on the engine that the configuration names; both behave alike. */
export function createQueues(options: QueuesOptions): Queues {
  const engine = options.redisUrl ? onRedis(options.redisUrl, options) : onPostgres(options.databaseUrl)
  const queues = new Map<QueueName, Queue>()
  const started: Workers[] = []

  const queueOf = (name: QueueName): Queue => {
    const known = queues.get(name)
    if (known) return known
    const queue = engine.queue(name)
    queue.on('error', (error) => options.log.warn({ err: error, queue: name }, 'the queue does not answer'))
    queues.set(name, queue)
    return queue
  }

  return {
    engine: engine.name,
    async add(jobs) {
      const byQueue = groupBy(jobs, (entry) => entry.job.queue)
      await Promise.all([...byQueue].map(([name, entries]) => queueOf(name).addBulk(entries.map(toBulkJob))))
    },
    depths: () =>
      Promise.all(
        queueNames.map(async (name) => {
          const counts = await queueOf(name).getJobCounts('waiting', 'active', 'delayed', 'failed')
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
    work(handlers, workOptions) {
      const stop = new AbortController()
      const byQueue = groupBy(handlers, (entry) => entry.job.queue)
      const workers = [...byQueue].map(([name, entries]) => {
        const byName = new Map(entries.map((entry) => [entry.job.name, entry]))
        const worker = engine.worker(
          name,
          (job) => runJob(job, byName, stop.signal, workOptions),
          workOptions.concurrency,
        )
        worker.on('error', (error) =>
          options.log.warn({ err: error, queue: name }, 'the worker lost its queue'),
        )
        worker.on('failed', (job, error) => {
          options.log.warn({ err: error, job: job?.name, attempt: job?.attemptsMade }, 'a job failed')
          if (job && job.attemptsMade >= (job.opts.attempts ?? 1)) workOptions.onGiveUp?.(job.name, error)
        })
        return worker
      })
      const handle: Workers = {
        ready: async () => void (await Promise.all(workers.map((worker) => worker.waitUntilReady()))),
        close: async () => {
          stop.abort()
          await Promise.all(workers.map((worker) => worker.close()))
        },
      }
      started.push(handle)
      return handle
    },
    async close() {
      await Promise.all(started.map((workers) => workers.close()))
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await engine.close()
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

interface Engine {
  name: Queues['engine']
  queue(name: QueueName): Queue
  worker(name: QueueName, run: (job: Job) => Promise<void>, concurrency: number): Worker
  close(): Promise<void>
}

// A worker that dies is noticed after its lock runs out; its jobs then go to another.
const workerTimes = { lockDuration: 30_000, stalledInterval: 10_000, maxStalledCount: 1000, drainDelay: 5 }

function onRedis(url: string, { prefix = 'haat', log }: QueuesOptions): Engine {
  const classes = withBackend(createRedisBackend)
  // Producers fail fast while Redis is away: the outbox keeps the event and tries again.
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: true, commandTimeout: 5000 })
  const blocking = new Redis(url, { maxRetriesPerRequest: null })
  for (const client of [producer, blocking])
    client.on('error', (error) => log.warn({ err: error }, 'Redis does not answer'))
  return {
    name: 'redis',
    queue: (name) => new classes.Queue(name, { connection: producer, prefix }) as unknown as Queue,
    worker: (name, run, concurrency) =>
      new classes.Worker(name, run, {
        connection: blocking,
        prefix,
        concurrency,
        ...workerTimes,
      }) as unknown as Worker,
    close: async () => {
      producer.disconnect()
      blocking.disconnect()
    },
  }
}

function onPostgres(connectionString: string): Engine {
  const classes = withBackend(createPostgresBackend)
  // BullMQ keeps its tables in a schema of its own and migrates it itself.
  const connection = { connectionString, migrate: true, max: 4, application_name: 'haat-queue' }
  return {
    name: 'postgres',
    queue: (name) => new classes.Queue(name, { connection }) as unknown as Queue,
    worker: (name, run, concurrency) =>
      new classes.Worker(name, run, { connection, concurrency, ...workerTimes }) as unknown as Worker,
    close: async () => {},
  }
}
