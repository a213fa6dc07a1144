import pino from 'pino'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { createTestDatabase } from '../../../test/support/database.ts'
import { waitFor } from '../../../test/support/wait.ts'
import type { NewJob, QueueDepth, Queues } from '../queue/index.ts'
import { runWithContext } from '../telemetry/index.ts'
import { type Consumer, createOutbox, defineEvent, event, outboxState, startRelay } from './index.ts'

const log = pino({ level: 'silent' })
const sold = defineEvent('thing.sold', z.object({ n: z.number() }))
const moved = defineEvent('thing.moved', z.object({ n: z.number() }))
const consumers: Consumer[] = [
  { name: 'one', on: [sold], mode: 'single', queue: 'events' },
  { name: 'many', on: [moved], mode: 'batch', queue: 'index' },
]

type Handed = { consumer: string; events: { id: string; payload: { n: number } }[] }

/** Queues that only remember what they were given, and can be away. */
function createFakeQueues() {
  const jobs: NewJob[] = []
  let away = false
  let waiting = 0
  const queues: Queues = {
    engine: 'postgres',
    async add(more) {
      if (away) throw new Error('the queue is away')
      jobs.push(...(more as NewJob[]))
    },
    depths: async () =>
      (['events', 'dispatch', 'index', 'import', 'upkeep'] as const).map(
        (queue): QueueDepth => ({
          queue,
          waiting: queue === 'index' ? waiting : 0,
          active: 0,
          delayed: 0,
          failed: 0,
        }),
      ),
    forBoard: () => [],
    work: () => {
      throw new Error('nobody works here')
    },
    close: async () => {},
  }
  return {
    queues,
    jobs,
    handed: () => jobs.map(({ payload }) => payload as Handed),
    setAway: (value: boolean) => {
      away = value
    },
    setWaiting: (value: number) => {
      waiting = value
    },
  }
}

async function setUp(t: Test) {
  const { db } = await createTestDatabase(t)
  const outbox = createOutbox({ consumers })
  const fake = createFakeQueues()
  const relay = (options: { pollMs?: number; leaseSeconds?: number } = {}) =>
    startRelay({ db, queues: fake.queues, outbox, log, pollMs: 10, leaseSeconds: 60, ...options })
  const publish = (definition: typeof sold, numbers: number[], delayMs?: number) =>
    db.transaction((tx) =>
      outbox.publish(
        tx,
        numbers.map((n) => event(definition, { n }, delayMs)),
      ),
    )
  const sql = async (text: string) => (await db.pool.query(text)).rows
  return { db, outbox, relay, publish, sql, ...fake }
}
const range = (count: number) => Array.from({ length: count }, (_, n) => n)

t.test('a queue that is away for long uses up no attempts', async (t) => {
  const { db, relay, publish, sql, setAway, handed } = await setUp(t)
  setAway(true)
  const running = relay()
  t.teardown(() => running.stop())
  await publish(sold, [1])
  for (let turn = 0; turn < 60; turn++) {
    await sql(`update outbox set due_at = now()`)
    await running.turn().catch(() => {})
  }
  t.strictSame(await outboxState(db).then(({ dead, pending }) => ({ dead, pending })), {
    dead: 0,
    pending: 1,
  })
  t.match((await sql('select last_error from outbox'))[0].last_error, /away/)
  setAway(false)
  await waitFor(() => handed().length === 1)
})

t.test('an event that spoils its batch is soon handed over alone', async (t) => {
  const { relay, publish, sql, handed, jobs } = await setUp(t)
  await publish(moved, range(45))
  const running = relay({ pollMs: 60_000 })
  t.teardown(() => running.stop())
  await waitFor(() => handed().length === 1)
  const again = async () => {
    jobs.length = 0
    await sql('update outbox set due_at = now()')
    await running.turn()
    return handed().map(({ events }) => events.length)
  }
  t.strictSame(handed()[0]?.events.length, 45)
  t.strictSame(await again(), [20, 20, 5])
  t.strictSame(
    await again(),
    range(45).map(() => 1),
  )
  t.equal(new Set(jobs.map(({ id }) => id)).size, 45)
})

t.test('a flood for one consumer does not hold up the others', async (t) => {
  const { relay, publish, handed } = await setUp(t)
  await publish(moved, range(3000))
  await publish(sold, [1])
  const running = relay({ pollMs: 60_000 })
  t.teardown(() => running.stop())
  await waitFor(() => handed().length > 0)
  t.ok(
    handed()
      .slice(0, 2)
      .some(({ consumer }) => consumer === 'one'),
    'the other consumer had its share in the first turn',
  )
})

t.test('what a full queue would keep too long stays in the outbox', async (t) => {
  const { db, relay, publish, handed, setWaiting } = await setUp(t)
  setWaiting(2500)
  await publish(moved, range(1200))
  const running = relay()
  t.teardown(() => running.stop())
  await waitFor(() => handed().length === 1)
  await publish(sold, [7])
  await waitFor(() => handed().some(({ consumer }) => consumer === 'one'))
  t.equal((await outboxState(db)).pending, 700, 'the rest waits')
  setWaiting(0)
  await waitFor(async () => (await outboxState(db)).pending === 0)
})

t.test('events of a consumer that this process does not know stay as they are', async (t) => {
  const { relay, publish, sql, handed } = await setUp(t)
  await publish(sold, [1, 2])
  await sql(`update outbox set consumer = 'fromTheNextVersion' where (payload->>'n')::int = 1`)
  const running = relay()
  t.teardown(() => running.stop())
  await waitFor(() => handed().length === 1)
  t.strictSame(await sql(`select state, attempts from outbox where consumer = 'fromTheNextVersion'`), [
    { state: 'pending', attempts: 0 },
  ])
})

t.test('several relays hand each event over once', async (t) => {
  const { relay, publish, handed } = await setUp(t)
  const running = range(4).map(() => relay())
  t.teardown(() => Promise.all(running.map((each) => each.stop())))
  for (let round = 0; round < 10; round++) await publish(sold, range(100))
  await waitFor(() => handed().length >= 1000)
  t.equal(new Set(handed().map(({ events }) => events[0]!.id)).size, 1000)
  t.equal(handed().length, 1000)
})

t.test('a nudge is heard, also while the relay is at work', async (t) => {
  const { relay, publish, handed, outbox } = await setUp(t)
  const running = relay({ pollMs: 60_000 })
  t.teardown(() => running.stop())
  for (let n = 1; n <= 20; n++) {
    await publish(sold, [n])
    outbox.nudge()
    if (n % 3 === 0) await waitFor(() => handed().length === n, 5000)
  }
  await waitFor(() => handed().length === 20, 5000)
  t.equal(handed().length, 20)
})

t.test('the context of the request goes along, each event with its own', async (t) => {
  const { relay, publish, jobs } = await setUp(t)
  const traceparent = '00-11111111111111111111111111111111-2222222222222222-01'
  await runWithContext({ correlationId: 'first-request', traceparent }, () => publish(sold, [1]))
  await runWithContext({ correlationId: 'other-request' }, () => publish(sold, [2]))
  const running = relay()
  t.teardown(() => running.stop())
  await waitFor(() => jobs.length === 2)
  t.strictSame(
    jobs.map(({ context }) => context).toSorted((a, b) => a!.correlationId.localeCompare(b!.correlationId)),
    [{ correlationId: 'first-request', traceparent }, { correlationId: 'other-request' }],
  )
})

t.test('timers that are not due cost the relay nothing', async (t) => {
  const { db, publish, sql } = await setUp(t)
  for (let round = 0; round < 10; round++) await publish(sold, range(2000), 3_600_000)
  await sql('analyze outbox')
  const plan = await db.pool.query(
    `explain (analyze, format json) select id from outbox where consumer = 'one' and state <> 'dead' and due_at <= now() order by due_at limit 500`,
  )
  t.match(JSON.stringify(plan.rows), /outbox_due/)
})
