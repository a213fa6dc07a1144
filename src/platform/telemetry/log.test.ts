import t from 'tap'
import { createLogger, createMetrics, currentContext, knownContext, runWithContext } from './index.ts'
import { readableLine, readableLines } from './readable.ts'

/** A logger whose lines are kept. */
function keeping(level = 'info') {
  const lines: string[] = []
  const log = createLogger({ level, destination: { write: (line: string) => void lines.push(line) } })
  return { log, text: () => lines.join(''), entries: () => lines.map((line) => JSON.parse(line)) }
}

t.test('a line is one JSON object with its level, time and words', async (t) => {
  const { log, entries } = keeping()
  log.info({ route: '/v1/orders', status: 201, amountPaise: 9876543210 }, 'request')
  log.debug('not at this level')
  t.match(entries(), [
    { level: 'info', msg: 'request', route: '/v1/orders', status: 201, amountPaise: 9876543210 },
  ])
  t.match(entries()[0].time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

t.test('the correlation id follows the work, and stands in a line once', async (t) => {
  const { log, text, entries } = keeping()
  log.info('outside')
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  await runWithContext({ correlationId: 'cor-1234', traceparent }, async () => {
    await new Promise((wake) => setTimeout(wake, 5))
    t.equal(currentContext().correlationId, 'cor-1234')
    log.info('inside')
    log.child({ correlationId: 'cor-1234', part: 'x' }).info('in a child')
  })
  t.equal(knownContext(), undefined)
  t.not(currentContext().correlationId, currentContext().correlationId, 'outside of all, each asks anew')
  const [outside, inside, child] = entries()
  t.notHas(outside, { correlationId: String })
  t.match(inside, { correlationId: 'cor-1234', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' })
  t.match(child, { correlationId: 'cor-1234', part: 'x' })
  t.equal(text().match(/correlationId/g)?.length, 2)
})

t.test('secrets and people are taken out, wherever they stand', async (t) => {
  const { log, text, entries } = keeping()
  const hidden = {
    phone: '+919876543210',
    otp: 482913,
    secret: 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0',
    jwt: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ1c3JfMSJ9.c2lnbmF0dXJl',
    key: `hk_abcd2345_${'S'.repeat(43)}`,
  }
  log.info(
    { phone: hidden.phone, user: { deep: { phone: hidden.phone, otp: hidden.otp, pan: 'AAPFU0939F' } } },
    'x',
  )
  log.info(`sent to ${hidden.phone}, also 9876543210 and +91 98765 43210`)
  log.info({
    headers: { authorization: `Bearer ${hidden.jwt}`, 'Set-Cookie': 'session=abc' },
    secrets: ['one', 'two'],
  })
  log.info({ said: `Authorization: Bearer opaque-token, ${hidden.secret} ${hidden.key} ${hidden.jwt}` })
  log.child({ phone: hidden.phone, deliveryCode: '4711' }).info('bindings')
  log.info(
    { body: JSON.stringify({ refreshToken: 'r-e-f-r-e-s-h', quote: '"', note: 'kept' }) },
    'JSON within',
  )
  log.info({ databaseUrl: 'postgresql://haat:hunter2@db.example.com/haat' })
  const error = Object.assign(new Error(`Failed query: select $1\nparams: ${hidden.phone},hunter2`), {
    params: [hidden.phone, 'hunter2'],
    detail: 'Key (phone)=(+919876543210) already exists.',
    code: '23505',
  })
  log.error({ err: error }, 'it broke')
  const all = text()
  for (const [name, value] of Object.entries(hidden)) t.notMatch(all, String(value).replace('+91', ''), name)
  for (const word of [
    'AAPFU0939F',
    'session=abc',
    '"one"',
    'opaque-token',
    '4711',
    'r-e-f-r-e-s-h',
    'hunter2',
  ]) {
    t.notMatch(all, word)
  }
  for (const word of [
    'hk_abcd2345_[redacted]',
    'postgresql://haat:[redacted]@db.example.com',
    'Failed query: select $1',
  ]) {
    t.match(all, word)
  }
  const last = entries().at(-1)
  t.match(
    last,
    { level: 'error', msg: 'it broke', err: { type: 'Error', code: '23505' } },
    'what helps is kept',
  )
  t.match(JSON.parse(entries()[5].body), { note: 'kept', quote: '"' }, 'JSON within JSON stays JSON')
})

t.test('what only looks like a secret is kept', async (t) => {
  const { log, entries } = keeping()
  const line = {
    code: 'outOfStock',
    pin: '560001',
    sums: [9876543210, 1],
    at: 9876543210123,
    id: 'ord_01jqz8k5e6f7g8h9j0kmnpqrst',
    uuid: '0192f3a4-7b8c-7d9e-8f01-9876543210ab',
    url: 'https://example.com:8443/a?b=1',
    paramsCount: 2,
  }
  log.info(line)
  t.match(entries()[0], line)
})

t.test('metrics are declared once and told as Prometheus reads them', async (t) => {
  const metrics = createMetrics()
  const requests = metrics.histogram({
    name: 'http_request_seconds',
    help: 'Time of a request',
    labels: ['route'],
  })
  const sold = metrics.counter({ name: 'sold_total', help: 'Pieces sold' })
  const waiting = metrics.gauge({ name: 'waiting', help: 'Jobs that wait', labels: ['queue'] })
  requests.observe({ route: '/v1/orders' }, 0.03)
  sold.inc(3)
  waiting.set({ queue: 'dispatch' }, 7)
  const told = await metrics.registry.metrics()
  for (const line of [
    'haat_http_request_seconds_bucket{le="0.05",route="/v1/orders"} 1',
    'haat_sold_total 3',
    'haat_waiting{queue="dispatch"} 7',
    'process_cpu_seconds_total',
  ]) {
    t.ok(told.includes(line), line)
  }
  t.throws(() => metrics.counter({ name: 'sold_total', help: 'again' }), {
    message: /already been registered/,
  })
  const other = createMetrics({ prefix: 'other_' })
  other.counter({ name: 'sold_total', help: 'Of another process' })
  t.notMatch(await other.registry.metrics(), /haat_sold_total/, 'registries are separate')
})

t.test('an error bears no objects of its driver', async (t) => {
  const { log, entries } = keeping()
  const error = Object.assign(new Error('connection lost', { cause: new Error('reset') }), {
    code: '57P01',
    client: { sockets: [{ buffer: 'x'.repeat(100_000) }] },
    facts: { tries: 3 },
  })
  log.warn({ err: error }, 'the queue does not answer')
  log.error({ err: new AggregateError([error], 'two of them') }, 'stopping failed')
  const [one, two] = entries()
  t.match(one.err, {
    message: 'connection lost: reset',
    code: '57P01',
    facts: { tries: 3 },
    stack: /caused by/,
  })
  t.notHas(one.err, { client: Object })
  t.match(two.err.aggregateErrors, [{ code: '57P01' }])
  t.notHas(two.err.aggregateErrors[0], { client: Object })
})

t.test('at a terminal a line is for people', async (t) => {
  const shown: string[] = []
  const log = createLogger({
    level: 'info',
    destination: readableLines({ write: (text) => shown.push(text) }),
  })
  log.info({ route: '/v1/orders', method: 'POST', status: 201, durationMs: 12.6 }, 'request')
  log.warn({ queue: 'import', phone: '9876543210', err: new Error('gone') }, 'the queue does not answer')
  t.match(shown[0], /^\d\d:\d\d:\d\d {2}POST \/v1\/orders 201 in 13 ms\n$/)
  t.match(
    shown[1],
    /^\d\d:\d\d:\d\d {2}WARN the queue does not answer {2}queue=import {2}phone=\[redacted\]\n {10}Error: gone\n/,
  )
  t.equal(readableLine('not JSON\n'), 'not JSON\n', 'what is no line of ours goes through as it is')
})
