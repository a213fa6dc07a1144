import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import {
  beginSpan,
  createLogger,
  currentContext,
  injectTrace,
  isTracing,
  runWithContext,
  runWithTrace,
  startTracing,
  withSpan,
} from './index.ts'

type ReceivedSpan = {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  status: { code?: number; message?: string }
  attributes: { key: string; value: Record<string, unknown> }[]
}
type Export = {
  resourceSpans: { resource: { attributes: unknown[] }; scopeSpans: { spans: ReceivedSpan[] }[] }[]
}

/** A collector that keeps the spans it is sent over OTLP/HTTP. */
async function collector(t: Test) {
  const spans: ReceivedSpan[] = []
  const resources: unknown[] = []
  const server = createServer(async (request, reply) => {
    if (request.url !== '/v1/traces') return reply.writeHead(404).end()
    for (const { resource, scopeSpans } of ((await json(request)) as Export).resourceSpans) {
      resources.push(...resource.attributes)
      for (const scope of scopeSpans) spans.push(...scope.spans)
    }
    return reply.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, spans, resources }
}

t.test('without an endpoint nothing is made, and what came along is carried on', async (t) => {
  const tracing = startTracing({ endpoint: undefined, serviceName: 'haat' })
  await tracing.ready
  t.notOk(isTracing())
  t.strictSame(injectTrace(), {})
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const context = { correlationId: 'cor-1', traceparent }
  await runWithContext(context, () =>
    withSpan('work', {}, async () => {
      t.equal(currentContext(), context, 'not even a context is made')
      t.strictSame(injectTrace(), { 'x-correlation-id': 'cor-1', traceparent })
    }),
  )
  const span = beginSpan({ name: 'request' }, context)
  t.equal(span.context, context)
  span.end()
  await t.rejects(
    withSpan('work', {}, async () => {
      throw new Error('passed on')
    }),
    { message: 'passed on' },
  )
  await tracing.stop()
})

t.test('the spans of one order arrive as one trace, through a job and a webhook', async (t) => {
  const { endpoint, spans, resources } = await collector(t)
  const tracing = startTracing({ endpoint, serviceName: 'haat-test' })
  await tracing.ready
  t.ok(isTracing())

  const request = beginSpan({ name: 'POST /v1/checkout', kind: 'server' }, { correlationId: 'cor-7' })
  const carried = await runWithContext(request.context, () =>
    withSpan('checkout', { 'haat.lines': 3 }, async () => JSON.parse(JSON.stringify(currentContext()))),
  )
  request.end({ attributes: { 'http.response.status_code': 201 } })
  t.equal(carried.correlationId, 'cor-7')

  // Later, in another process as it were: the context comes out of the job.
  const sent = await runWithContext(carried, () =>
    withSpan('job dispatch.offer', {}, async () => injectTrace(), 'consumer'),
  )
  t.match(sent, { 'x-correlation-id': 'cor-7', traceparent: /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/ })
  await runWithTrace(sent.traceparent, () =>
    withSpan('webhook', {}, async () => {
      throw new Error('refused by +919876543210')
    }),
  ).catch(() => {})
  await runWithTrace('not a traceparent', () => withSpan('alone', {}, async () => {}))
  await tracing.stop()
  t.notOk(isTracing())

  const named = (name: string) => spans.find((span) => span.name === name)!
  t.strictSame(
    spans.map((span) => span.name),
    ['checkout', 'POST /v1/checkout', 'job dispatch.offer', 'webhook', 'alone'],
  )
  const [server, checkout, job, webhook] = [
    'POST /v1/checkout',
    'checkout',
    'job dispatch.offer',
    'webhook',
  ].map(named)
  t.equal(new Set([server, checkout, job, webhook].map((span) => span!.traceId)).size, 1, 'one trace')
  t.not(named('alone').traceId, server!.traceId)
  t.equal(checkout!.parentSpanId, server!.spanId)
  t.equal(job!.parentSpanId, checkout!.spanId)
  t.equal(webhook!.parentSpanId, job!.spanId)
  t.strictSame([server!.kind, checkout!.kind, job!.kind], [2, 1, 5])
  t.strictSame(webhook!.status, { code: 2, message: 'refused by [phone]' })
  t.match(server!.attributes, [
    { key: 'haat.correlation_id', value: { stringValue: 'cor-7' } },
    { key: 'http.response.status_code', value: { intValue: 201 } },
  ])
  t.match(resources, [{ key: 'service.name', value: { stringValue: 'haat-test' } }])
})

t.test('a trace that its sender does not keep is not kept here', async (t) => {
  const { endpoint, spans } = await collector(t)
  const tracing = startTracing({ endpoint, serviceName: 'haat-test' })
  await tracing.ready
  const unsampled = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00'
  await runWithTrace(unsampled, () =>
    withSpan('work', {}, async () => t.match(injectTrace().traceparent, /-00$/)),
  )
  await tracing.stop()
  t.strictSame(spans, [])
})

t.test('a collector that is away harms nothing', async (t) => {
  const lines: string[] = []
  const log = createLogger({ level: 'warn', destination: { write: (line: string) => void lines.push(line) } })
  const tracing = startTracing({ endpoint: 'http://127.0.0.1:1', serviceName: 'haat-test', log })
  await tracing.ready
  t.equal(await withSpan('work', {}, async () => 7), 7)
  const startedAt = Date.now()
  await tracing.stop()
  t.comment(`stopped after ${Date.now() - startedAt} ms`)
  t.match(lines.join(''), 'the last traces were not delivered')
})
