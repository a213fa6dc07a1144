import pino from 'pino'
import t from 'tap'
import { z } from 'zod'
import { createTestDatabase } from '../../../test/support/database.ts'
import { forEachQueueEngine } from '../../../test/support/engines.ts'
import { waitFor } from '../../../test/support/wait.ts'
import { createQueues } from '../queue/index.ts'
import {
  type Consumer,
  createOutbox,
  defineEvent,
  event,
  onBatch,
  onEvent,
  outboxState,
  reviveDead,
  startRelay,
  subscriptionHandlers,
} from './index.ts'

const log = pino({ level: 'silent' })
const sold = defineEvent('thing.sold', z.object({ n: z.number() }))
const one: Consumer<{ n: number }> = { name: 'one', on: [sold], mode: 'single', queue: 'events' }
const many: Consumer<{ n: number }> = { name: 'many', on: [sold], mode: 'batch', queue: 'index' }
const consumers = [one, many]

t.test('two consumers may not share a name', async (t) => {
  t.throws(() => createOutbox({ consumers: [one, one] }))
})

await forEachQueueEngine(t, async (t, engine) => {
  const { db, url } = await createTestDatabase(t)
  const outbox = createOutbox({ consumers })
  await db.pool.query('create table effects (consumer text, n int)')
  const queues = createQueues({ databaseUrl: url, redisUrl: engine.redisUrl, prefix: `o${process.pid}`, log })
  t.teardown(() => queues.close())
  const relay = () => startRelay({ db, queues, outbox, log, pollMs: 20, leaseSeconds: 1 })
  const batches: number[] = []
  let failOnce = new Set<number>()
  const poison = 666
  const workers = queues.work(
    subscriptionHandlers(db, [
      onEvent(one, async ({ payload }, claim) => {
        if (failOnce.delete(payload.n)) throw new Error('at first it fails')
        await db.transaction(async (tx) => {
          if (await claim(tx))
            await tx.client.query('insert into effects values ($1, $2)', ['one', payload.n])
        })
      }),
      onBatch(many, async (deliveries, tx) => {
        batches.push(deliveries.length)
        if (deliveries.some(({ payload }) => payload.n === poison)) throw new Error('this one never works')
        await tx.client.query('insert into effects select $1, unnest($2::int[])', [
          'many',
          deliveries.map((d) => d.payload.n),
        ])
      }),
    ]),
    { concurrency: 4 },
  )
  await workers.ready()
  const publish = (numbers: number[], delayMs?: number) =>
    db.transaction((tx) =>
      outbox.publish(
        tx,
        numbers.map((n) => event(sold, { n }, delayMs)),
      ),
    )
  const effects = async () => {
    const { rows } = await db.pool.query(
      'select consumer, n, count(*)::int as times from effects group by 1, 2 order by 1, 2',
    )
    return rows as { consumer: string; n: number; times: number }[]
  }
  const idle = async () => {
    const state = await outboxState(db)
    return state.pending + state.queued === 0
  }

  await t.test('an event reaches every consumer once, in batches where that is asked', async (t) => {
    const running = relay()
    await publish(Array.from({ length: 300 }, (_, n) => n))
    await waitFor(idle)
    await running.stop()
    const rows = await effects()
    t.equal(rows.length, 600)
    t.ok(rows.every((row) => row.times === 1))
    t.ok(batches.length < 30, `${batches.length} batches`)
  })

  await t.test('a transaction that rolls back publishes nothing', async (t) => {
    await t.rejects(
      db.transaction(async (tx) => {
        await outbox.publish(tx, [event(sold, { n: 1000 })])
        throw new Error('no')
      }),
    )
    t.ok(await idle())
  })

  await t.test('a failing handler is tried again; a duplicate job changes nothing', async (t) => {
    await db.pool.query('truncate effects')
    failOnce = new Set([1, 2])
    await publish([1, 2, 3])
    const running = [relay(), relay(), relay()]
    await waitFor(idle)
    await Promise.all(running.map((each) => each.stop()))
    const rows = await effects()
    t.equal(rows.length, 6)
    t.ok(rows.every((row) => row.times === 1))
  })

  await t.test('an event whose job was lost is handed over again after its lease', async (t) => {
    await db.pool.query('truncate effects')
    await publish([7])
    // What a wiped queue leaves behind: the row says queued, and no job is there.
    await db.pool.query(`update outbox set state = 'queued', due_at = now() + interval '300 milliseconds'`)
    const running = relay()
    await waitFor(idle)
    await running.stop()
    t.equal((await effects()).length, 2)
  })

  await t.test('a delayed event waits for its time', async (t) => {
    await db.pool.query('truncate effects')
    const running = relay()
    await publish([8], 500)
    await new Promise((resolve) => setTimeout(resolve, 250))
    t.equal((await effects()).length, 0)
    await waitFor(idle)
    t.equal((await effects()).length, 2)
    await running.stop()
  })

  await t.test('one event that never works does not keep its batch from being handled', async (t) => {
    await db.pool.query('truncate effects')
    await publish([1, 2, poison, 3])
    const running = relay()
    await waitFor(async () => (await effects()).filter(({ consumer }) => consumer === 'many').length === 3)
    await running.stop()
    t.ok((await effects()).every(({ times }) => times === 1))
    await db.pool.query('delete from outbox')
  })

  await t.test('what never works is set aside, told, and can be revived', async (t) => {
    await db.pool.query('truncate effects')
    await publish([9])
    await db.pool.query('update outbox set attempts = 50')
    const running = relay()
    await waitFor(async () => (await outboxState(db)).dead === 2)
    t.equal(await reviveDead(db), 2)
    await waitFor(async () => (await idle()) && (await outboxState(db)).dead === 0)
    await running.stop()
    t.equal((await effects()).length, 2)
  })
})
