import {
  createPostgresBackend,
  createRedisBackend,
  type Job,
  type Queue,
  runMigrations,
  type Worker,
  withBackend,
} from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import pg from 'pg'
import type { Logger } from 'pino'
import { HaatError } from '../../kernel/errors.ts'
import { onBrokenConnections } from '../database/index.ts'
import type { QueueName } from './jobs.ts'

/** What stores the jobs. Both engines behave alike. */
export interface Engine {
  name: 'redis' | 'postgres'
  /** Resolves when the engine answers, having prepared what it needs; rejects within seconds when it does not. */
  reach(): Promise<void>
  queue(name: QueueName): Queue
  /** A worker that does not run yet. */
  worker(name: QueueName, run: (job: Job) => Promise<void>, concurrency: number): Worker
  close(): Promise<void>
}

export interface EngineOptions {
  prefix: string
  /** After this time without a sign of its worker a job goes to another. */
  lockMs: number
  log: Logger
}

/** Time that the engine has to answer a caller who adds jobs: the outbox and the client of the API try again. */
const answerMs = 5000

export const queueAway = (cause: unknown): HaatError =>
  new HaatError('unavailable', 'queueAway', 'The market cannot reach its queue; try again shortly.', {
    retryAfterSeconds: 2,
    cause,
  })

const workerOptions = ({ lockMs }: EngineOptions, concurrency: number) => ({
  autorun: false,
  concurrency,
  lockDuration: lockMs,
  stalledInterval: Math.round(lockMs / 3),
  // A job whose worker died is never the job's fault: the outbox counts the tries.
  maxStalledCount: 1000,
  drainDelay: 5,
  // After an outage work goes on at once, not after BullMQ's 15 s.
  runRetryDelay: 500,
})

/**
 * A client that ends when it is told to. ioredis 6 parks one for ever, with all that waits for it, that is told
 * so between two attempts to connect; BullMQ does that to a worker that closes while Redis is away.
 */
class EndingRedis extends Redis {
  override disconnect(reconnect = false): void {
    if (!reconnect && this.status === 'reconnecting') this.status = 'wait'
    super.disconnect(reconnect)
  }
  override duplicate(override?: Partial<RedisOptions>): Redis {
    return new EndingRedis({ ...this.options, ...override, replyMapping: 'legacy' })
  }
}

export function onRedis(url: string, options: EngineOptions): Engine {
  const classes = withBackend(createRedisBackend)
  const { prefix, log } = options
  const producer = new EndingRedis(url, { maxRetriesPerRequest: 1, commandTimeout: answerMs })
  const blocking = new EndingRedis(url, { maxRetriesPerRequest: null })
  for (const client of [producer, blocking])
    client.on('error', (error) => log.warn({ err: error }, 'Redis does not answer'))
  return {
    name: 'redis',
    // Checked before each use: what is handed to BullMQ while Redis is away would wait there, job by job, for ever.
    reach: () => becomesReady(producer),
    queue: (name) => new classes.Queue(name, { connection: producer, prefix }) as unknown as Queue,
    worker: (name, run, concurrency) =>
      new classes.Worker(name, run, {
        connection: blocking,
        prefix,
        ...workerOptions(options, concurrency),
      }) as unknown as Worker,
    close: async () => {
      producer.disconnect()
      blocking.disconnect()
    },
  }
}

function becomesReady(client: Redis): Promise<void> {
  if (client.status === 'ready') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      client.off('ready', onReady)
      client.off('error', onError)
      act()
    }
    const onReady = () => settle(resolve)
    const onError = (error: Error) => settle(() => reject(queueAway(error)))
    const timer = setTimeout(() => settle(() => reject(queueAway(undefined))), answerMs)
    client.on('ready', onReady)
    client.on('error', onError)
  })
}

export function onPostgres(connectionString: string, options: EngineOptions): Engine {
  const classes = withBackend(createPostgresBackend)
  // One pool for all: a pool for each queue and worker would be some forty connections a process. Each worker
  // keeps one of these to listen on.
  const pool = new pg.Pool({
    connectionString,
    max: 12,
    application_name: 'haat-queue',
    connectionTimeoutMillis: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: '-c search_path=bullmq',
  })
  pool.setMaxListeners(0)
  onBrokenConnections(pool, (error) =>
    options.log.warn({ err: error }, 'an idle connection of the queue broke'),
  )
  let prepared: Promise<void> | undefined
  return {
    name: 'postgres',
    reach: () => {
      // BullMQ keeps its tables in a schema of its own and migrates it itself. Only a success is remembered.
      prepared ??= migrateSchema(pool).catch((error: unknown) => {
        prepared = undefined
        throw queueAway(error)
      })
      return prepared
    },
    queue: (name) => new classes.Queue(name, { connection: pool }) as unknown as Queue,
    worker: (name, run, concurrency) =>
      new classes.Worker(name, run, {
        connection: pool,
        ...workerOptions(options, concurrency),
      }) as unknown as Worker,
    close: () => pool.end(),
  }
}

async function migrateSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await runMigrations(client)
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
