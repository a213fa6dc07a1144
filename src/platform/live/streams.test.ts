import { get, type IncomingMessage } from 'node:http'
import Fastify from 'fastify'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createEventStreams, createLiveHub, notifySql, type StreamEvent } from './index.ts'

const { db, pool, url } = await createTestDatabase(t)
const log = pino({ level: 'silent' })
await pool.query('CREATE TABLE told (topic text, seq int, words text, PRIMARY KEY (topic, seq))')

async function tell(topic: string, seq: number, words: string): Promise<void> {
  const notice = notifySql({ channel: topic, seq })
  await db.transaction(async (tx) => {
    await tx.client.query('INSERT INTO told VALUES ($1, $2, $3)', [topic, seq, words])
    await tx.query(notice.statement, notice.values)
  })
}

async function until(what: string, holds: () => boolean, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`not in time: ${what}`)
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

/** An API with one live route, over a hub of its own. */
async function api(t: Test, options: Partial<Parameters<typeof createEventStreams>[0]> = {}) {
  const hub = createLiveHub({ databaseUrl: url, log })
  await hub.ready()
  const streams = createEventStreams({ hub, log, ...options })
  const app = Fastify({ forceCloseConnections: false })
  let loads = 0
  app.addHook('onRequest', async (_request, reply) => void reply.header('x-from-hook', 'kept'))
  app.addHook('preClose', () => streams.close())
  app.get<{ Params: { topic: string } }>('/live/:topic', (request, reply) => {
    const { topic } = request.params
    const load = async (after: number, limit: number): Promise<StreamEvent[]> => {
      loads++
      if (topic === 'forbidden') throw Object.assign(new Error('no'), { statusCode: 404 })
      const { rows } = await pool.query(
        'SELECT seq, words FROM told WHERE topic = $1 AND seq > $2 ORDER BY seq LIMIT $3',
        [topic, after, limit],
      )
      return rows.map(({ seq, words }) => ({ seq, event: 'told', data: { words } }))
    }
    return streams.sseStream({ request, reply, channel: topic, load })
  })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(async () => {
    await app.close()
    await hub.close()
  })
  return { app, base, streams, loads: () => loads }
}

/** A reader of server-sent events that keeps what it read. */
async function read(t: Test, address: string, headers: Record<string, string> = {}) {
  const request = get(address, { headers, agent: false })
  const response = await new Promise<IncomingMessage>((done, failed) =>
    request.once('response', done).once('error', failed),
  )
  const reader = { response, text: '', ended: false, leave: () => request.destroy() }
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    reader.text += chunk
  })
  response.on('error', () => {})
  response.on('close', () => {
    reader.ended = true
  })
  t.teardown(reader.leave)
  return reader
}

const ids = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq))

t.test('a reader gets what was and what comes, each event once', async (t) => {
  const { base, streams } = await api(t)
  await tell('one', 1, 'first')
  const reader = await read(t, `${base}/live/one`)
  t.equal(reader.response.statusCode, 200)
  t.match(reader.response.headers, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-from-hook': 'kept',
  })
  await until('the first', () => ids(reader.text).length === 1)
  await Promise.all([tell('one', 2, 'zwei\nद्वितीय'), tell('other', 1, 'not for us')])
  await until('the second', () => ids(reader.text).length === 2)
  t.match(reader.text, 'retry: 2000\n\n')
  t.match(reader.text, 'id: 2\nevent: told\ndata: {"words":"zwei\\nद्वितीय"}\n\n')
  t.notMatch(reader.text, 'not for us')
  t.equal(streams.count(), 1)
  reader.leave()
  await until('the stream is let go', () => streams.count() === 0)
})

t.test('a reader that comes back goes on where it was', async (t) => {
  const { base } = await api(t)
  for (let seq = 1; seq <= 250; seq++)
    await pool.query('INSERT INTO told VALUES ($1, $2, $3)', ['back', seq, 'x'])
  const all = await read(t, `${base}/live/back`)
  await until('more than two pages', () => ids(all.text).length === 250)
  const back = await read(t, `${base}/live/back`, { 'last-event-id': '248' })
  await until('the rest', () => ids(back.text).length === 2)
  t.strictSame(ids(back.text), [249, 250])
  const odd = await read(t, `${base}/live/back`, { 'last-event-id': "1' OR 1=1" })
  await until('from the start', () => ids(odd.text).length === 250)
  t.strictSame(ids(odd.text).slice(0, 2), [1, 2])
})

t.test('what happens while the LISTEN connection is away is loaded when it is back', async (t) => {
  const { base } = await api(t)
  const reader = await read(t, `${base}/live/away`)
  await tell('away', 1, 'before')
  await until('before', () => ids(reader.text).length === 1)
  const killed = await pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'haat-live' AND datname = current_database()",
  )
  t.equal(killed.rowCount, 1)
  // No notice goes with this one: only the reading anew can find it.
  await pool.query('INSERT INTO told VALUES ($1, $2, $3)', ['away', 2, 'meanwhile'])
  await until('meanwhile', () => ids(reader.text).length === 2)
  await tell('away', 3, 'after')
  await until('after', () => ids(reader.text).length === 3)
  t.strictSame(ids(reader.text), [1, 2, 3])
})

t.test('a burst of notices is read in few goes', async (t) => {
  const { base, loads } = await api(t)
  const reader = await read(t, `${base}/live/burst`)
  const values = Array.from({ length: 500 }, (_, n) => ({ channel: 'burst', seq: n + 1 }))
  const notice = notifySql(...values)
  await db.transaction(async (tx) => {
    await tx.client.query("INSERT INTO told SELECT 'burst', n, 'x' FROM generate_series(1, 500) AS n")
    await tx.query(notice.statement, notice.values)
  })
  await until('all', () => ids(reader.text).length === 500)
  t.strictSame(
    ids(reader.text),
    values.map(({ seq }) => seq),
  )
  t.ok(loads() < 20, `${loads()} loads`)
})

t.test('heartbeats show that the line is alive', async (t) => {
  const { base } = await api(t, { heartbeatMs: 50 })
  const reader = await read(t, `${base}/live/quiet`)
  await until('three beats', () => reader.text.split(': still here\n\n').length > 3)
  t.strictSame(ids(reader.text), [])
})

t.test('a refusal is an ordinary answer, and the number of streams has a limit', async (t) => {
  const { base, streams } = await api(t, { maxStreams: 2 })
  t.equal((await read(t, `${base}/live/forbidden`)).response.statusCode, 404)
  t.equal(streams.count(), 0)
  const [one] = await Promise.all([read(t, `${base}/live/a`), read(t, `${base}/live/b`)])
  const third = await read(t, `${base}/live/c`)
  await until('the answer', () => third.ended)
  t.match(third.text, /Too many live views/)
  one.leave()
  await until('one is free', () => streams.count() === 1)
  t.equal((await read(t, `${base}/live/c`)).response.statusCode, 200)
})

t.test('a reader that does not read is waited for, then let go', async (t) => {
  const { base, streams, loads } = await api(t, { stallMs: 300 })
  const reader = await read(t, `${base}/live/stalled`)
  reader.response.pause()
  await pool.query(
    "INSERT INTO told SELECT 'stalled', n, repeat('x', 100000) FROM generate_series(1, 400) AS n",
  )
  await tell('stalled', 401, 'last')
  await until('let go', () => streams.count() === 0)
  // One while nothing was there, and one page of the four that wait: the others stayed in the database.
  t.equal(loads(), 2, 'what it did not take was not piled up')
})

t.test('a shutdown does not wait for readers', async (t) => {
  const { app, base, streams } = await api(t)
  const readers = await Promise.all(['a', 'b', 'c'].map((topic) => read(t, `${base}/live/${topic}`)))
  await until('three', () => streams.count() === 3)
  const startedAt = Date.now()
  await app.close()
  t.comment(`closed after ${Date.now() - startedAt} ms`)
  await until('all ended', () => readers.every(({ ended }) => ended))
  t.equal(streams.count(), 0)
})

t.test('a stream ends by itself, for its reader to show its right again', async (t) => {
  const { base, streams } = await api(t, { lifetimeMs: 200 })
  const reader = await read(t, `${base}/live/short`)
  await until('the end', () => reader.ended && streams.count() === 0, 2000)
  t.match(reader.text, 'retry: 2000')
})
