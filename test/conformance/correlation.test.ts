import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { z } from 'zod'
import { contract, type Routes } from '../../src/platform/http/index.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import {
  type Consumer,
  createOutbox,
  defineEvent,
  event,
  onEvent,
  startRelay,
  subscriptionHandlers,
} from '../../src/platform/outbox/index.ts'
import { createQueues } from '../../src/platform/queue/index.ts'
import { createLogger } from '../../src/platform/telemetry/index.ts'
import { bareApp } from '../support/bare-app.ts'
import { createTestDatabase } from '../support/database.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { waitFor } from '../support/wait.ts'

const ordered = defineEvent('thing.ordered', z.object({ n: z.number() }))
const traceOf = (n: number) => String(n).padStart(32, '4bf92f3577b34da6a3ce929d0e0e4736')
const traceparentOf = (n: number) => `00-${traceOf(n)}-00f067aa0ba902b7-01`

interface Line {
  msg: string
  n?: number
  correlationId?: string
  traceId?: string
}

await forEachQueueEngine(t, async (t, engine) => {
  const { db, url } = await createTestDatabase(t)
  const lines: Line[] = []
  const texts: string[] = []
  const log = createLogger({
    level: 'info',
    destination: {
      write: (text) => {
        texts.push(text)
        lines.push(JSON.parse(text))
      },
    },
  })

  // Whom the job calls.
  const called = new Map<string, IncomingHttpHeaders>()
  const courier = createServer((request, reply) => {
    called.set(request.url!, request.headers)
    reply.end('{}')
  })
  await new Promise<void>((done) => courier.listen(0, '127.0.0.1', done))
  const port = (courier.address() as AddressInfo).port
  t.teardown(() => {
    courier.closeAllConnections()
    courier.close()
  })
  const client = createGuardedClient({
    allowedHosts: [`127.0.0.1:${port}`],
    timeoutMs: 5000,
    userAgent: 'test',
  })
  t.teardown(() => client.close())

  const consumer: Consumer<{ n: number }> = {
    name: 'courier',
    on: [ordered],
    mode: 'single',
    queue: 'dispatch',
  }
  const outbox = createOutbox({ consumers: [consumer] as unknown as Consumer<never>[] })
  const queues = createQueues({ databaseUrl: url, redisUrl: engine.redisUrl, prefix: `c${process.pid}`, log })
  const workers = queues.work(
    subscriptionHandlers(db, [
      onEvent(consumer, async ({ payload: { n } }, claim) => {
        log.info({ n }, 'in the job')
        await client.request({ method: 'POST', url: `http://127.0.0.1:${port}/${n}`, body: '{}' })
        await db.transaction(claim)
      }),
    ]),
    { concurrency: 8 },
  )
  await workers.ready()
  const relay = startRelay({ db, queues, outbox, log, pollMs: 20, leaseSeconds: 60 })
  t.teardown(async () => {
    await relay.stop()
    await queues.close()
  })

  const routes: Routes = (app) =>
    void app.post(
      '/v1/orders',
      contract({
        operationId: 'order',
        summary: 'Order',
        tag: 'test',
        access: 'public',
        body: z.strictObject({ n: z.int() }),
        replies: { 200: z.strictObject({}) },
        example: { body: { n: 1 }, reply: {} },
      }),
      async (request) => {
        const { n } = request.body
        request.log.info({ n }, 'by the log of the request')
        await db.transaction((tx) => outbox.publish(tx, [event(ordered, { n })]))
        log.info({ n }, 'by the log of a module')
        outbox.nudge()
        return {}
      },
    )
  const app = await bareApp(t, [routes], { log })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const order = (n: number, headers: Record<string, string>) =>
    fetch(`${address}/v1/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ n }),
    })

  await t.test('one id from the request through outbox and job to the call outside', async (t) => {
    const numbers = Array.from({ length: 20 }, (_, n) => n)
    await Promise.all(
      numbers.map((n) => order(n, { 'x-correlation-id': `request-${n}`, traceparent: traceparentOf(n) })),
    )
    await waitFor(() => numbers.every((n) => called.has(`/${n}`)))
    for (const n of numbers) {
      t.match(called.get(`/${n}`), { 'x-correlation-id': `request-${n}`, traceparent: traceparentOf(n) })
      const mine = lines.filter((line) => line.n === n)
      t.strictSame(mine.map(({ msg }) => msg).sort(), [
        'by the log of a module',
        'by the log of the request',
        'in the job',
      ])
      for (const { correlationId, traceId } of mine)
        t.strictSame({ correlationId, traceId }, { correlationId: `request-${n}`, traceId: traceOf(n) })
    }
    for (const text of texts) t.ok(text.split('"correlationId"').length <= 2, 'once a line')
  })

  await t.test('a request without an id gets one, and a made-up trace goes no further', async (t) => {
    for (const [index, traceparent] of [
      'x'.repeat(5000),
      `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
      `${traceparentOf(1)}-and-more`,
      'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    ].entries()) {
      const n = 100 + index
      const reply = await order(n, { traceparent, 'x-correlation-id': 'not an id!' })
      const id = reply.headers.get('x-correlation-id')
      t.match(id, /^[0-9a-f-]{36}$/)
      await waitFor(() => called.has(`/${n}`))
      t.equal(called.get(`/${n}`)!['x-correlation-id'], id)
      t.equal(called.get(`/${n}`)!.traceparent, undefined)
    }
  })
})
