import pino from 'pino'
import t from 'tap'
import { z } from 'zod'
import { createTestDatabase } from '../../../test/support/database.ts'
import { forEachQueueEngine } from '../../../test/support/engines.ts'
import { waitFor } from '../../../test/support/wait.ts'
import { currentContext, runWithContext } from '../telemetry/context.ts'
import { createQueues, defineJob, handler, type JobHandler, queueNames } from './index.ts'

const log = pino({ level: 'silent' })
const greet = defineJob({
  name: 'greet',
  queue: 'events',
  payload: z.object({ name: z.string() }),
  attempts: 3,
  backoffMs: 20,
})

const asHandlers = (...handlers: unknown[]) => handlers as JobHandler<never>[]

await forEachQueueEngine(t, async (t, engine) => {
  const { db, url } = await createTestDatabase(t)
  const queues = createQueues({ databaseUrl: url, redisUrl: engine.redisUrl, prefix: `t${process.pid}`, log })
  t.teardown(() => queues.close())

  const seen: string[] = []
  const contexts: string[] = []
  let failures = 0
  const givenUp: string[] = []
  const workers = queues.work(
    asHandlers(
      handler(greet, async ({ name }, run) => {
        if (name === 'stubborn' || (name === 'shy' && run.attempt < 3)) {
          failures++
          throw new Error('not yet')
        }
        contexts.push(currentContext().correlationId)
        seen.push(name)
      }),
    ),
    { concurrency: 4, onGiveUp: (job) => givenUp.push(job) },
  )
  await workers.ready()
  t.equal(queues.engine, engine.name)

  await t.test('jobs run with their payload and the context of whoever added them', async (t) => {
    await runWithContext({ correlationId: 'request-42' }, () =>
      queues.add([
        { job: greet, payload: { name: 'asha' } },
        { job: greet, payload: { name: 'ravi' } },
      ]),
    )
    await waitFor(() => seen.length === 2)
    t.same(seen.toSorted(), ['asha', 'ravi'])
    t.same(contexts, ['request-42', 'request-42'])
  })

  await t.test('a failing job is tried again, and one that never works is told', async (t) => {
    await queues.add([
      { job: greet, payload: { name: 'shy' } },
      { job: greet, payload: { name: 'stubborn' } },
    ])
    await waitFor(() => seen.includes('shy') && givenUp.length === 1)
    t.equal(failures, 5, 'two failures of one, three of the other')
    t.same(givenUp, ['greet'])
  })

  await t.test('a wrong payload fails instead of reaching the handler', async (t) => {
    await queues.add([{ job: greet, payload: { name: 7 } as never }])
    await waitFor(() => givenUp.length === 2)
    t.notOk(seen.includes('7'))
  })

  await t.test('a delayed job waits', async (t) => {
    const start = Date.now()
    await queues.add([{ job: greet, payload: { name: 'late' }, delayMs: 400 }])
    await waitFor(() => seen.includes('late'))
    t.ok(Date.now() - start >= 390)
  })

  await t.test('depths count what is there', async (t) => {
    const depths = await queues.depths()
    t.same(depths.map(({ queue }) => queue).sort(), [...queueNames].sort())
    t.equal(depths.find((depth) => depth.queue === 'events')?.waiting, 0)
    t.equal(depths.find((depth) => depth.queue === 'events')?.failed, 2)
  })

  await t.test('closing waits for the job in hand', async (t) => {
    const slow = defineJob({
      name: 'slow',
      queue: 'import',
      payload: z.object({}),
      attempts: 1,
      backoffMs: 1,
    })
    let state = 'none'
    const more = queues.work(
      asHandlers(
        handler(slow, async (_payload, run) => {
          state = 'running'
          await new Promise((resolve) => setTimeout(resolve, 300))
          state = run.signal.aborted ? 'finished, and told of the end' : 'finished'
        }),
      ),
      { concurrency: 1 },
    )
    await more.ready()
    await queues.add([{ job: slow, payload: {} }])
    await waitFor(() => state === 'running')
    await more.close()
    t.equal(state, 'finished, and told of the end')
  })

  await t.test('a process keeps few connections, however many queues it works on', async (t) => {
    if (engine.name === 'redis') return t.pass('on Redis there are two for all and one a worker')
    const each = queueNames.map((queue) =>
      handler(
        defineJob({ name: `idle.${queue}`, queue, payload: z.object({}), attempts: 1, backoffMs: 1 }),
        async () => {},
      ),
    )
    const more = queues.work(asHandlers(...each), { concurrency: 16 })
    await more.ready()
    await queues.depths()
    const { rows } = await db.pool.query(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    t.ok(rows[0].count <= 14, `${rows[0].count} connections`)
    await more.close()
  })
})
