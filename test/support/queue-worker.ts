// A worker process for tests that kill it: says that it has a job, and never finishes one.
import pino from 'pino'
import { z } from 'zod'
import { createQueues, defineJob, handler, type JobHandler } from '../../src/platform/queue/index.ts'

const { QUEUE_DATABASE_URL: databaseUrl, QUEUE_REDIS_URL: redisUrl, QUEUE_PREFIX: prefix } = process.env
const queues = createQueues({
  databaseUrl: databaseUrl!,
  redisUrl: redisUrl || undefined,
  prefix: prefix!,
  lockSeconds: 2,
  log: pino({ level: 'silent' }),
})
const parcel = defineJob({
  name: 'parcel',
  queue: 'dispatch',
  payload: z.object({ n: z.number() }),
  attempts: 1,
  backoffMs: 10,
})
const hold = handler(parcel, async ({ n }) => {
  console.log(`holds ${n}`)
  await new Promise(() => {})
})
const workers = queues.work([hold as unknown as JobHandler<never>], { concurrency: 4 })
await workers.ready()
console.log('ready')
