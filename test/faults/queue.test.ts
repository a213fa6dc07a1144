import { pino } from 'pino'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { HaatError } from '../../src/kernel/errors.ts'
import {
  createQueues,
  defineJob,
  handler,
  type JobHandler,
  type Queues,
} from '../../src/platform/queue/index.ts'
import { program } from '../support/build.ts'
import { type OwnServer, ownPostgres, ownRedis } from '../support/own-servers.ts'
import { startProcess } from '../support/process.ts'
import { waitFor } from '../support/wait.ts'

const parcel = defineJob({
  name: 'parcel',
  queue: 'dispatch',
  payload: z.object({ n: z.number() }),
  attempts: 3,
  backoffMs: 50,
})

interface Faulty {
  name: 'postgres' | 'redis'
  server: OwnServer
  /** Queues on the server that is to fail. Lines of its log are counted. */
  queues(): { queues: Queues; logged: () => number }
  env: Record<string, string>
}

const away = 'postgresql://nobody@127.0.0.1:9/none'

async function forEachFaultyEngine(work: (t: Test, engine: Faulty) => Promise<void>) {
  const prefix = `f${process.pid}`
  const create = (urls: { databaseUrl: string; redisUrl?: string }) => () => {
    let lines = 0
    const log = pino({ level: 'warn' }, { write: () => void lines++ })
    return { queues: createQueues({ ...urls, prefix, lockSeconds: 2, log }), logged: () => lines }
  }
  await t.test('on PostgreSQL', async (t) => {
    const server = await ownPostgres(t)
    await work(t, {
      name: 'postgres',
      server,
      queues: create({ databaseUrl: server.url }),
      env: { QUEUE_DATABASE_URL: server.url, QUEUE_PREFIX: prefix },
    })
  })
  await t.test('on Redis', async (t) => {
    const server = await ownRedis(t)
    if (!server) return t.pass('there is no redis-server here')
    await work(t, {
      name: 'redis',
      server,
      queues: create({ databaseUrl: away, redisUrl: server.url }),
      env: { QUEUE_DATABASE_URL: away, QUEUE_REDIS_URL: server.url, QUEUE_PREFIX: prefix },
    })
  })
}

await forEachFaultyEngine(async (t, engine) => {
  const { server } = engine
  const open = (t: Test) => {
    const made = engine.queues()
    const done: number[] = []
    const work = (perform: (n: number) => Promise<void> = async () => {}) =>
      made.queues.work(
        [
          handler(parcel, async ({ n }) => {
            await perform(n)
            done.push(n)
          }) as unknown as JobHandler<never>,
        ],
        { concurrency: 4 },
      )
    t.teardown(() => made.queues.close())
    return { ...made, done, work, add: (n: number) => made.queues.add([{ job: parcel, payload: { n } }]) }
  }

  await t.test('the job of a killed worker is done by another', async (t) => {
    const { add, work, done } = open(t)
    const victim = await startProcess(t, {
      command: process.execPath,
      args: program('test/support/queue-worker.ts'),
      env: engine.env,
      readyLine: 'ready',
    })
    await add(1)
    await victim.waitFor('holds 1')
    work()
    await new Promise((resolve) => setTimeout(resolve, 3000))
    t.strictSame(done, [], 'while it lives the job is its own')
    await victim.kill9()
    await waitFor(() => done.includes(1))
  })

  await t.test(
    'workers come back by themselves when the server does, and adding fails fast meanwhile',
    async (t) => {
      const { queues, add, work, done, logged } = open(t)
      const held = new Set<number>()
      await work(async (n) => {
        held.add(n)
        if (n === 100) await new Promise((resolve) => setTimeout(resolve, 1500))
      }).ready()
      await add(10)
      await waitFor(() => done.includes(10))
      await add(100)
      await waitFor(() => held.has(100))

      await server.kill9()
      const before = logged()
      for (let attempt = 0; attempt < 3; attempt++) {
        const start = Date.now()
        await t.rejects(add(11), { kind: 'unavailable', code: 'queueAway' })
        t.comment(`told after ${Date.now() - start} ms`)
        await t.rejects(queues.depths(), { code: 'queueAway' })
      }
      await new Promise((resolve) => setTimeout(resolve, 5000))
      t.comment(`${logged() - before} log lines in the outage`)
      t.ok(logged() - before < 200, `the log is not flooded: ${logged() - before} lines`)
      await server.start()
      const back = Date.now()
      await waitFor(() =>
        add(12).then(
          () => true,
          () => false,
        ),
      )
      await waitFor(() => done.includes(12))
      t.comment(`working again after ${Date.now() - back} ms`)
    },
  )

  await t.test('a server that is not there at the start is used when it comes', async (t) => {
    await server.kill9()
    const { add, work, done } = open(t)
    const workers = work()
    await t.rejects(add(20), HaatError)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await server.start()
    await workers.ready()
    await waitFor(() =>
      add(21).then(
        () => true,
        () => false,
      ),
    )
    await waitFor(() => done.includes(21))
    t.notOk(done.includes(20))
  })

  await t.test('closing does not hang while the server is away', async (t) => {
    const one = open(t)
    await one.work().ready()
    await one.add(30)
    await waitFor(() => one.done.includes(30))
    await server.kill9()
    const other = open(t)
    other.work()
    await new Promise((resolve) => setTimeout(resolve, 300))
    const start = Date.now()
    await Promise.all([one.queues.close(), other.queues.close()])
    t.comment(`closed after ${Date.now() - start} ms`)
    await server.start()
  })
})
