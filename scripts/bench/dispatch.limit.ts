import { createPostgresBackend, createRedisBackend, type Queue, type Worker, withBackend } from 'bullmq'
import { Redis } from 'ioredis'
import { Pool as HttpPool } from 'undici'

export interface BareJobs {
  /** Adds so many jobs at once and waits until each has made its call; the milliseconds. */
  run(count: number): Promise<number>
  close(): Promise<void>
}

/** Jobs of BullMQ and nothing else, each of which makes one call to the provider. */
export async function createBareJobs(options: {
  databaseUrl: string
  redisUrl: string | undefined
  providerUrl: string
  concurrency: number
}): Promise<BareJobs> {
  const http = new HttpPool(options.providerUrl, { connections: options.concurrency, pipelining: 1 })
  const body = JSON.stringify({ reference: 'off_01jd3p1v9zfq0v2c8m6t4k7r5n', pricePaise: 4900 })
  let left = 0
  let onEmpty: () => void = () => {}
  const call = async (): Promise<void> => {
    const reply = await http.request({
      method: 'POST',
      path: '/bookings',
      headers: { 'content-type': 'application/json' },
      body,
    })
    await reply.body.json()
    left -= 1
    if (left === 0) onEmpty()
  }
  const { queue, worker, end } = options.redisUrl
    ? onRedis(options.redisUrl, call, options.concurrency)
    : onPostgres(options.databaseUrl, call, options.concurrency)
  await worker.waitUntilReady()
  return {
    async run(count) {
      left = count
      const empty = new Promise<void>((resolve) => {
        onEmpty = resolve
      })
      const jobs = Array.from({ length: count }, (_, nth) => ({
        name: 'bare',
        data: { nth },
        opts: { removeOnComplete: true },
      }))
      const begun = performance.now()
      for (let at = 0; at < count; at += 500) await queue.addBulk(jobs.slice(at, at + 500))
      await empty
      return performance.now() - begun
    },
    async close() {
      await worker.close()
      await queue.close()
      await end()
      await http.close()
    },
  }
}

function onRedis(url: string, call: () => Promise<void>, concurrency: number) {
  const classes = withBackend(createRedisBackend)
  const producer = new Redis(url, { maxRetriesPerRequest: null })
  const blocking = new Redis(url, { maxRetriesPerRequest: null })
  const queue = new classes.Queue('bare', { connection: producer }) as unknown as Queue
  const worker = new classes.Worker('bare', call, { connection: blocking, concurrency }) as unknown as Worker
  return {
    queue,
    worker,
    end: async () => {
      producer.disconnect()
      blocking.disconnect()
    },
  }
}

function onPostgres(connectionString: string, call: () => Promise<void>, concurrency: number) {
  const classes = withBackend(createPostgresBackend)
  const connection = { connectionString, migrate: true }
  const queue = new classes.Queue('bare', { connection }) as unknown as Queue
  const worker = new classes.Worker('bare', call, { connection, concurrency }) as unknown as Worker
  return { queue, worker, end: async () => {} }
}
