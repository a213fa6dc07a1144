import { Redis } from 'ioredis'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { createDatabase, type Database, migrate } from '../../src/platform/database/index.ts'
import {
  type Consumer,
  createOutbox,
  defineEvent,
  event,
  onBatch,
  onEvent,
  outboxState,
  startRelay,
  subscriptionHandlers,
} from '../../src/platform/outbox/index.ts'
import { createQueues } from '../../src/platform/queue/index.ts'
import { createTestDatabase } from '../support/database.ts'
import { ownPostgres, ownRedis } from '../support/own-servers.ts'
import { waitFor } from '../support/wait.ts'

const log = pino({ level: 'silent' })
const sold = defineEvent('thing.sold', z.object({ n: z.number() }))
const one: Consumer<{ n: number }> = { name: 'one', on: [sold], mode: 'single', queue: 'events' }
const many: Consumer<{ n: number }> = { name: 'many', on: [sold], mode: 'batch', queue: 'index' }

/** Events are published all the while; after the faults each must have had its effects, once. */
async function survives(
  t: Test,
  urls: { databaseUrl: string; redisUrl?: string },
  db: Database,
  faults: (pause: () => Promise<void>) => Promise<void>,
) {
  await db.pool.query('create table published (n int primary key)')
  await db.pool.query('create table effects (consumer text, n int)')
  const outbox = createOutbox({ consumers: [one, many] })
  const queues = createQueues({ ...urls, prefix: `x${process.pid}`, lockSeconds: 2, log })
  const pause = (ms = 700) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const workers = queues.work(
    subscriptionHandlers(db, [
      onEvent(one, async ({ payload }, claim) => {
        await pause(5)
        await db.transaction(async (tx) => {
          if (await claim(tx)) await tx.client.query(`insert into effects values ('one', $1)`, [payload.n])
        })
      }),
      onBatch(many, async (deliveries, tx) => {
        await tx.client.query(`insert into effects select 'many', unnest($1::int[])`, [
          deliveries.map(({ payload }) => payload.n),
        ])
      }),
    ]),
    { concurrency: 4 },
  )
  await workers.ready()
  const relay = startRelay({ db, queues, outbox, log, pollMs: 20, leaseSeconds: 2 })
  t.teardown(async () => {
    await relay.stop()
    await queues.close()
  })

  let n = 0
  let stop = false
  let refused = 0
  const publishing = (async () => {
    while (!stop) {
      const numbers = Array.from({ length: 10 }, () => ++n)
      await db
        .transaction(async (tx) => {
          await tx.client.query('insert into published select unnest($1::int[])', [numbers])
          await outbox.publish(
            tx,
            numbers.map((number) => event(sold, { n: number })),
          )
        })
        .catch(() => refused++)
      await pause(20)
    }
  })()
  await faults(pause)
  stop = true
  await publishing
  await waitFor(async () => {
    const { pending, queued } = await outboxState(db)
    return pending + queued === 0
  }, 60_000)
  const { rows } = await db.pool.query(
    `select (select count(*)::int from published) as published,
            count(*) filter (where consumer = 'one')::int as one, count(distinct n) filter (where consumer = 'one')::int as one_different,
            count(*) filter (where consumer = 'many')::int as many, count(distinct n) filter (where consumer = 'many')::int as many_different
     from effects`,
  )
  const { published, ...effects } = rows[0]
  t.comment(`${published} published, ${refused} publications refused in the outages`)
  t.ok(published >= 100, `${published} events`)
  t.strictSame(effects, {
    one: published,
    one_different: published,
    many: published,
    many_different: published,
  })
  t.equal((await outboxState(db)).dead, 0)
}

t.test('PostgreSQL, with the queue in it, is killed twice', async (t) => {
  const server = await ownPostgres(t)
  await migrate({ url: server.url })
  const db = createDatabase({ url: server.url, max: 8, log })
  t.teardown(() => db.close())
  await survives(t, { databaseUrl: server.url }, db, async (pause) => {
    for (let round = 0; round < 2; round++) {
      await pause()
      await server.kill9()
      await pause()
      await server.start()
    }
    await pause()
  })
})

t.test('Redis is emptied, killed with all it held, and emptied again', async (t) => {
  const server = await ownRedis(t)
  if (!server) return t.pass('there is no redis-server here')
  const { db, url } = await createTestDatabase(t)
  const flush = async () => {
    const client = new Redis(server.url)
    await client.flushall()
    client.disconnect()
  }
  await survives(t, { databaseUrl: url, redisUrl: server.url }, db, async (pause) => {
    await pause()
    await flush()
    await pause()
    await server.kill9()
    await pause()
    await server.start()
    await pause()
    await flush()
    await pause()
  })
})
