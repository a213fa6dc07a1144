import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { bareApp, getRoute } from '../../../test/support/bare-app.ts'
import { createEventStreams } from '../live/index.ts'
import { contract, type Routes } from './index.ts'

const gated = () => {
  let open: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate, open: () => open() }
}

/** Asks over a connection that is kept alive, as load balancers do. */
function createCaller(t: Test, address: string) {
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const ask = (path: string) =>
    new Promise<{ status: number; text: string; connection: string | undefined }>((resolve, reject) => {
      get(`${address}${path}`, { agent }, (reply) => {
        let text = ''
        reply.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        reply.on('end', () =>
          resolve({ status: reply.statusCode!, text, connection: reply.headers.connection }),
        )
        reply.on('error', reject)
      }).on('error', reject)
    })
  return { ask, agent }
}

t.test('what is in flight gets its whole answer, and nothing new comes in', async (t) => {
  const { gate, open } = gated()
  const long = 'x'.repeat(2_000_000)
  let begun = 0
  const app = await bareApp(t, [
    getRoute('/v1/quick', () => ({})),
    getRoute('/v1/slow', async () => {
      begun++
      await gate
      return { long }
    }),
  ])
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const { ask } = createCaller(t, address)
  await ask('/v1/quick')
  const slow = [ask('/v1/slow'), ask('/v1/slow'), ask('/v1/slow')]
  while (begun < 3) await new Promise((resolve) => setTimeout(resolve, 10))
  // This one is idle: kept alive, nothing asked on it.
  const idle = connect(Number(new URL(address).port), '127.0.0.1')
  await once(idle, 'connect')
  const idleEnd = once(idle, 'close')
  idle.resume()

  const start = Date.now()
  const closing = app.close()
  await new Promise((resolve) => setTimeout(resolve, 150))
  await t.rejects(fetch(`${address}/v1/quick`), 'nobody new is let in')
  open()
  for (const reply of await Promise.all(slow)) {
    t.equal(reply.status, 200)
    t.equal(JSON.parse(reply.text).long.length, long.length)
  }
  await closing
  t.ok(Date.now() - start < 5000, `closed after ${Date.now() - start} ms, not after the keep-alive of 72 s`)
  await idleEnd
})

t.test('a live stream is ended, and does not hold up the end', async (t) => {
  const hub = { subscribe: () => () => {}, close: async () => {}, publish: async () => {} }
  const streams = createEventStreams({ hub: hub as never, log: pino({ level: 'silent' }) })
  const live: Routes = (app) =>
    void app.get(
      '/v1/live',
      contract({
        operationId: 'live',
        summary: 'Live',
        tag: 'test',
        access: 'public',
        replies: { 200: z.string() },
        produces: 'text/event-stream',
        example: { reply: '' },
      }),
      (request, reply) =>
        streams.sseStream({
          request,
          reply,
          channel: 'x',
          load: async (after) => (after === 0 ? [{ seq: 1, data: { hello: true } }] : []),
        }),
    )
  const app = await bareApp(t, [live], { onClosing: () => streams.close() })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const reply = await fetch(`${address}/v1/live`)
  t.equal(reply.headers.get('x-content-type-options'), 'nosniff', 'streams bear the headers of all answers')
  const reading = reply.text()
  while (streams.count() === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  const start = Date.now()
  await app.close()
  t.comment(`closed after ${Date.now() - start} ms`)
  t.match(await reading, 'data: {"hello":true}')
})
