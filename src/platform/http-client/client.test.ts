import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net'
import t, { type Test } from 'tap'
import { runWithContext } from '../telemetry/index.ts'
import { createGuardedClient, type GuardedClientOptions, type OutgoingResult } from './index.ts'

async function listen(t: Test, server: Server | TcpServer, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((done) => server.listen(0, host, done))
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((done) => server.close(done))
  })
  return (server.address() as AddressInfo).port
}

/** An HTTP server, and a client that may talk to it. */
async function pair(t: Test, handler: RequestListener, options: GuardedClientOptions = {}) {
  const server = createServer(handler)
  let connections = 0
  server.on('connection', () => connections++)
  const port = await listen(t, server)
  const client = createGuardedClient({ allowedHosts: [`127.0.0.1:${port}`], timeoutMs: 2000, ...options })
  t.teardown(() => client.close())
  return { client, base: `http://127.0.0.1:${port}`, connections: () => connections }
}

/** A TCP server that answers every request with these raw bytes. */
async function rawPair(t: Test, answer: (socket: Socket) => void, options: GuardedClientOptions = {}) {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => answer(socket))
  })
  const port = await listen(t, server)
  const client = createGuardedClient({ allowedHosts: ['127.0.0.1'], timeoutMs: 1000, ...options })
  t.teardown(() => client.close())
  return client.request({ method: 'POST', url: `http://127.0.0.1:${port}/`, body: 'x' })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

function brief(result: OutgoingResult): string {
  return result.outcome === 'answered' ? `answered ${result.status}` : `${result.outcome} ${result.reason}`
}

t.test('a request arrives as written and its answer comes back', async (t) => {
  const { client, base } = await pair(t, async (request, reply) => {
    const body = await bodyOf(request)
    reply.writeHead(201, { 'content-type': 'application/json', 'x-two': ['a', 'b'] })
    reply.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }))
  })
  const result = await client.request({
    method: 'POST',
    url: `${base}/quotes?pin=560001`,
    headers: { 'Content-Type': 'application/json', 'X-One': '1' },
    body: '{"a":"आटा"}',
  })
  if (result.outcome !== 'answered') throw new Error(brief(result))
  t.equal(result.status, 201)
  t.equal(result.headers['x-two'], 'a, b')
  t.ok(result.durationMs > 0)
  const seen = JSON.parse(result.bodyText)
  t.match(seen, { method: 'POST', url: '/quotes?pin=560001', body: '{"a":"आटा"}' })
  t.match(seen.headers, { 'user-agent': 'haat', 'accept-encoding': 'identity', 'x-one': '1' })
})

t.test('connections to one origin are used again, and no more than allowed are opened', async (t) => {
  const { client, base, connections } = await pair(
    t,
    (_request, reply) => setTimeout(() => reply.end('ok'), 5),
    {
      connectionsPerOrigin: 4,
    },
  )
  for (let round = 0; round < 5; round++) {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => client.request({ method: 'POST', url: `${base}/`, body: 'x' })),
    )
    t.strictSame([...new Set(results.map(brief))], ['answered 200'])
  }
  t.equal(connections(), 4)
})

t.test('a redirect is an answer and is not followed', async (t) => {
  let followed = 0
  const { client, base } = await pair(t, (request, reply) => {
    if (request.url === '/secret') followed++
    reply.writeHead(307, { location: '/secret' }).end()
  })
  const result = await client.request({ method: 'POST', url: `${base}/`, body: 'x' })
  t.equal(brief(result), 'answered 307')
  t.equal(followed, 0)
})

t.test('an answer too large is cut at the limit', async (t) => {
  let written = 0
  const { client, base } = await pair(
    t,
    (request, reply) => {
      if (request.url === '/declared') {
        reply.writeHead(200, { 'content-length': 50_000_000 })
        reply.write('x'.repeat(1000))
        return
      }
      if (request.url === '/exact') {
        reply.end('x'.repeat(10_000))
        return
      }
      const more = (): void => {
        if (reply.destroyed) return
        written += 16_384
        if (reply.write('x'.repeat(16_384))) setImmediate(more)
        else reply.once('drain', more)
      }
      more()
    },
    { maxBodyBytes: 10_000 },
  )
  const ask = async (path: string) =>
    brief(await client.request({ method: 'POST', url: base + path, body: '{}' }))
  t.equal(await ask('/declared'), 'unknown bodyTooLarge')
  t.equal(await ask('/endless'), 'unknown bodyTooLarge')
  t.equal(await ask('/exact'), 'answered 200')
  await new Promise((done) => setTimeout(done, 100))
  const after = written
  await new Promise((done) => setTimeout(done, 100))
  t.equal(written, after, 'the other side was hung up on')
  t.ok(written < 20_000_000, `it could send ${written} bytes at most`)
})

t.test('silence and slowness end at the time limit', async (t) => {
  const { client, base } = await pair(t, (request, reply) => {
    if (request.url === '/drip') {
      reply.write('x')
      const drip = setInterval(() => reply.write('x'), 20)
      reply.on('close', () => clearInterval(drip))
    }
    if (request.url === '/hints') {
      const hint = setInterval(() => reply.writeProcessing(), 20)
      reply.on('close', () => clearInterval(hint))
    }
  })
  for (const path of ['/silent', '/drip', '/hints']) {
    const startedAt = Date.now()
    const result = await client.request({ method: 'POST', url: base + path, body: 'x', timeoutMs: 250 })
    t.equal(brief(result), 'unknown timeout', path)
    t.comment(`${path}: given up after ${Date.now() - startedAt} ms of 250`)
  }
})

t.test('a request that waits for a connection until its time is over was not sent', async (t) => {
  let received = 0
  const { client, base } = await pair(t, () => received++, { connectionsPerOrigin: 1 })
  const first = client.request({ method: 'POST', url: `${base}/1`, body: 'x', timeoutMs: 400 })
  const second = client.request({ method: 'POST', url: `${base}/2`, body: 'x', timeoutMs: 200 })
  t.equal(brief(await second), 'notSent connectTimeout')
  t.equal(brief(await first), 'unknown timeout')
  await new Promise((done) => setTimeout(done, 200))
  t.equal(received, 1, 'the one given up is never sent later')
})

t.test('broken answers leave the outcome unknown', async (t) => {
  const write =
    (text: string, end = true) =>
    (socket: Socket) => {
      socket.write(text)
      if (end) socket.end()
    }
  const cases: [string, (socket: Socket) => void][] = [
    ['unknown reset', (socket) => socket.resetAndDestroy()],
    ['unknown reset', (socket) => socket.end()],
    ['unknown reset', write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')],
    ['unknown reset', write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n')],
    ['unknown brokenAnswer', write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n')],
    [
      'unknown brokenAnswer',
      write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
    ],
    ['unknown brokenAnswer', write('SSH-2.0-OpenSSH_9.6\r\n')],
    ['unknown headersTooLarge', write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`)],
    [
      'unknown encodedAnswer',
      write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nzz'),
    ],
    ['unknown timeout', write('HTTP/1.1 200 OK\r\n', false)],
    ['answered 200', write('HTTP/1.1 200 OK\r\n\r\nuntil the end')],
  ]
  for (const [expected, answer] of cases) t.equal(brief(await rawPair(t, answer)), expected)
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'
  t.match(brief(await rawPair(t, write(upgrade, false))), /^unknown /)
})

t.test('where no connection comes about, nothing was sent', async (t) => {
  const closed = createTcpServer()
  const port = await listen(t, closed)
  await new Promise((done) => closed.close(done))
  const plain = createTcpServer((socket) => socket.on('error', () => {}).end('no TLS here'))
  const plainPort = await listen(t, plain)
  const client = createGuardedClient({
    allowedHosts: ['127.0.0.1', 'nowhere.test'],
    timeoutMs: 1000,
    resolve: () => Promise.reject(new Error('ENOTFOUND')),
  })
  t.teardown(() => client.close())
  const ask = async (url: string) => brief(await client.request({ method: 'POST', url, body: 'x' }))
  t.equal(await ask(`http://127.0.0.1:${port}/`), 'notSent connectFailed')
  t.equal(await ask('https://nowhere.test/'), 'notSent nameNotFound')
  t.match(await ask(`https://127.0.0.1:${plainPort}/`), /^notSent (tlsFailed|connectFailed)$/)
  const aborted = await client.request({
    method: 'GET',
    url: 'https://nowhere.test/',
    signal: AbortSignal.abort(),
  })
  t.equal(brief(aborted), 'notSent aborted')
  await client.close()
  t.equal(await ask('https://nowhere.test/'), 'notSent closed')
})

t.test('the caller may give up, and closing ends what is under way', async (t) => {
  const { client, base } = await pair(t, () => {})
  const controller = new AbortController()
  const given = client.request({ method: 'POST', url: `${base}/`, body: 'x', signal: controller.signal })
  setTimeout(() => controller.abort(), 100)
  t.equal(brief(await given), 'unknown aborted')
  const open = client.request({ method: 'POST', url: `${base}/`, body: 'x' })
  setTimeout(() => client.close(), 100)
  t.equal(brief(await open), 'unknown reset')
})

t.test('a request that cannot be written is refused', async (t) => {
  const { client, base, connections } = await pair(t, (_request, reply) => reply.end())
  const unwritable: Record<string, string>[] = [
    { host: 'other.test' },
    { 'Content-Length': '3' },
    { 'x-bad': 'a\r\nx-evil: 1' },
    { 'a b': '1' },
  ]
  for (const headers of unwritable) {
    const result = await client.request({ method: 'POST', url: `${base}/`, headers, body: 'x' })
    t.equal(brief(result), 'refused badRequest')
  }
  t.ok(connections() <= 1)
})

t.test('the correlation id and the trace of the running job go along', async (t) => {
  const { client, base } = await pair(t, (request, reply) => reply.end(JSON.stringify(request.headers)))
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const ask = async () => {
    const result = await client.request({ method: 'POST', url: `${base}/`, body: 'x' })
    return result.outcome === 'answered' ? JSON.parse(result.bodyText) : result
  }
  const sent = await runWithContext({ correlationId: 'cor-12345', traceparent }, ask)
  t.match(sent, { 'x-correlation-id': 'cor-12345', traceparent })
  t.notHas(await ask(), { 'x-correlation-id': String })
})
