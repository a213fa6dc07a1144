import { once } from 'node:events'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { bareApp, getRoute, postRoute } from '../../../test/support/bare-app.ts'
import type { HttpOptions } from './index.ts'

const routes = [getRoute('/v1/thing', () => ({ ok: true })), postRoute('/v1/things', (body) => body)]

async function listening(t: Test, options: Partial<HttpOptions> = {}) {
  const app = await bareApp(t, routes, options)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const port = Number(new URL(address).port)
  /** Sends these words, one after the other, and reads until the server closes. */
  const talk = async (words: readonly string[], pauseMs = 0) => {
    const start = Date.now()
    const socket = connect(port, '127.0.0.1')
    t.teardown(() => socket.destroy())
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('error', () => socket.destroy())
    const closed = once(socket, 'close')
    for (const word of words) {
      if (socket.destroyed) break
      socket.write(word)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    await closed
    return { text, tookMs: Date.now() - start }
  }
  return { app, address, talk }
}

const expectProblem = (t: Test, text: string, status: number, code: string) => {
  const [head, body] = text.split('\r\n\r\n')
  t.match(head, `HTTP/1.1 ${status}`)
  t.match(head, /content-type: application\/problem\+json/i)
  const problem = JSON.parse(body!)
  t.match(problem, { status, code, title: String, detail: String })
  t.match(head, `x-correlation-id: ${problem.correlationId}`)
}

const quick = { headersMs: 400, requestMs: 900, checkMs: 50 }

t.test('headers that do not come are not waited for', async (t) => {
  const { talk } = await listening(t, { timeouts: quick })
  const { text, tookMs } = await talk(['GET /v1/thing HTTP/1.1\r\n', 'host: x\r\n'])
  expectProblem(t, text, 408, 'requestTimeout')
  t.comment(`${tookMs} ms`)
})

t.test('a body that trickles in is not waited for', async (t) => {
  const { talk } = await listening(t, { timeouts: quick })
  const head =
    'POST /v1/things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 200\r\n\r\n'
  const { text, tookMs } = await talk([head, ...'{"a":"never ends'.split('')], 150)
  expectProblem(t, text, 408, 'requestTimeout')
  t.comment(`${tookMs} ms`)
})

t.test('a connection on which nothing is asked any more is closed', async (t) => {
  const { talk } = await listening(t, { timeouts: { ...quick, keepAliveMs: 300 } })
  const { text, tookMs } = await talk(['GET /v1/thing HTTP/1.1\r\nhost: x\r\n\r\n'])
  t.match(text, /^HTTP\/1.1 200/)
  t.comment(`${tookMs} ms`)
})

t.test('headers beyond the limit, and what is no HTTP at all', async (t) => {
  const { talk } = await listening(t)
  const large = await talk([`GET /v1/thing HTTP/1.1\r\nhost: x\r\nx-large: ${'a'.repeat(20_000)}\r\n\r\n`])
  expectProblem(t, large.text, 431, 'headersTooLarge')
  expectProblem(t, (await talk(['HELLO\r\n\r\n'])).text, 400, 'malformedRequest')
  expectProblem(
    t,
    (
      await talk([
        'POST /v1/things HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
      ])
    ).text,
    400,
    'malformedRequest',
  )
})

t.test('bodies: too large by their own word or by what comes', async (t) => {
  const { address } = await listening(t)
  const large = JSON.stringify({ text: 'x'.repeat(300_000) })
  const told = await fetch(`${address}/v1/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: large,
  })
  t.equal(told.status, 413)
  t.match(await told.json(), { code: 'bodyTooLarge' })
  const chunked = await fetch(`${address}/v1/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Blob([large]).stream(),
    duplex: 'half',
  } as RequestInit)
  t.equal(chunked.status, 413)
})

t.test('addresses that the router cannot read', async (t) => {
  const { address } = await listening(t)
  for (const path of ['/v1/%zz', '/v1/%c3%28', `/v1/${'x'.repeat(5000)}`]) {
    const reply = await fetch(address + path)
    t.equal(reply.status, 404, path.slice(0, 20))
    t.match(reply.headers.get('content-type'), /problem/)
    t.equal(
      ((await reply.json()) as { correlationId: string }).correlationId,
      reply.headers.get('x-correlation-id'),
    )
  }
})

t.test('the correlation id of a body that was read in pieces is still its own', async (t) => {
  const { address } = await listening(t)
  const reply = await fetch(`${address}/v1/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-correlation-id': 'from-the-caller' },
    body: '{"broken"',
  })
  t.equal(reply.headers.get('x-correlation-id'), 'from-the-caller')
  t.match(await reply.json(), { code: 'malformedJson', correlationId: 'from-the-caller' })
})

t.test('a deeply nested body does not exhaust the stack', async (t) => {
  const { address } = await listening(t)
  const reply = await fetch(`${address}/v1/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '['.repeat(120_000) + ']'.repeat(120_000),
  })
  t.equal(reply.status, 400)
})
