import pino from 'pino'
import { startWorkers } from '../../src/app/market.ts'
import { openResources } from '../../src/app/resources.ts'
import { wireModules } from '../../src/app/wiring/index.ts'
import { lowestUuid } from '../../src/kernel/ids.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { findProgram, startRedis } from '../../test/support/services.ts'
import { startBenchDatabase, startScript } from './bench-server.ts'
import { createBareJobs } from './dispatch.limit.ts'
import { layPackedOrders, layProvider } from './dispatch.world.ts'
import { layMarket } from './orders.world.ts'
import { type BenchResult, median, note, quantile } from './result.ts'

const turns = 5
const ordersInTurn = { postgres: 1500, redis: 3000 }
/** Longest time for one turn. */
const patienceMs = 60_000

type EngineName = 'postgres' | 'redis'

/**
 * Orders booked a second with a provider that says yes at once, from the outbox through the queue to the
 * database, against bare BullMQ jobs that make one call each: on the same engine, in turns, with equal
 * concurrency. Both engines where this machine has Redis.
 */
export async function benchDispatch(): Promise<BenchResult[]> {
  const redis = findProgram('redis-server')
  const results = [await benchOn('postgres', undefined)]
  if (redis) results.push(await benchOn('redis', redis))
  else note('there is no redis-server here: measured on PostgreSQL alone')
  return results
}

async function benchOn(engine: EngineName, redisBinary: string | undefined): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const log = pino({ level: 'warn' }, pino.destination(2))
    const database = await startBenchDatabase(closers, log)
    await layMarket(database.url)
    const redis = redisBinary ? await startRedis(redisBinary, database.folder) : undefined
    if (redis) closers.push(() => redis.stop())
    const provider = await startScript('instant-provider.ts')
    closers.push(provider.stop)

    const config = readConfig({
      HAAT_ENV: 'test',
      DATA_DIR: database.folder,
      DATABASE_URL: database.url,
      ...(redis ? { REDIS_URL: redis.url } : {}),
      LOG_LEVEL: 'warn',
      ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    })
    const resources = await openResources({ config, databaseUrl: database.url, log })
    closers.push(() => resources.close())
    const modules = wireModules(resources)
    closers.push(() => modules.close())
    await layProvider(modules, resources, 'Instant', provider.url)
    const workers = await startWorkers(resources, modules)
    closers.push(() => workers.stop())
    const concurrency = config.DISPATCH_CONCURRENCY
    const bare = await createBareJobs({
      databaseUrl: database.url,
      redisUrl: redis?.url,
      providerUrl: provider.url,
      concurrency,
    })
    closers.push(() => bare.close())

    const count = ordersInTurn[engine]
    // Of this turn alone: counting all that were ever booked would cost more with each turn.
    const booked = async (since: Date): Promise<number> =>
      (
        await resources.db.pool.query(
          `select count(*)::int as n from shipments where id >= $1 and state = 'booked'`,
          [lowestUuid(since)],
        )
      ).rows[0].n
    const values: number[] = []
    const limits: number[] = []
    // The turn before the first only warms up.
    for (let turn = 0; turn <= turns; turn++) {
      const orders = await layPackedOrders(modules, resources, count)
      const since = new Date()
      await orders.tell()
      const begun = performance.now()
      modules.outbox.nudge()
      while ((await booked(since)) < count) {
        if (performance.now() - begun > patienceMs) throw new Error('the orders were not booked in time')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const value = count / ((performance.now() - begun) / 1000)
      const limit = count / ((await bare.run(count)) / 1000)
      note(`${engine}: ${value.toFixed(0)} orders booked a second against ${limit.toFixed(0)} bare jobs`)
      if (turn === 0) continue
      values.push(value)
      limits.push(limit)
    }
    const { rows } = await resources.db.pool.query(
      `select extract(epoch from state_since - created_at)::float8 * 1000 as ms from shipments order by id desc limit $1`,
      [count * turns],
    )
    const [twice] = (
      await resources.db.pool.query(
        `select count(*)::int as n from (select order_id from shipments group by order_id having count(*) > 1) x`,
      )
    ).rows
    const times = rows.map((row: { ms: number }) => row.ms)
    const ratio = median(values.map((value, at) => value / limits[at]!))
    return {
      bench: 'dispatch',
      engine,
      ratio,
      value: median(values),
      limit: median(limits),
      unit: 'orders/s',
      p50Ms: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      pass: ratio >= 0.5 && twice.n === 0,
      concurrency,
      ordersInTurn: count,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}
