/**
 * What every adapter's providers must do, whatever the other side does. Written against the port; each adapter
 * brings a connector and a counterpart over real HTTP.
 */
import { readFile } from 'node:fs/promises'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { parse } from 'yaml'
import {
  deliveryProviderYaml,
  providerOperations,
  readProviderStatus,
  webhookConnector,
} from '../../src/delivery/adapters/webhook/index.ts'
import type { DeliveryProvider, ParcelOffer } from '../../src/delivery/dispatch/index.ts'
import type { ProviderFacts } from '../../src/delivery/providers/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { newWebhookSecret } from '../../src/platform/webhooks/index.ts'
import { program } from '../support/build.ts'
import { startProcess } from '../support/process.ts'
import { type ProviderAnswer, startProviderServer } from '../support/provider-server.ts'

const secrets = [newWebhookSecret(), newWebhookSecret()]
const client = createGuardedClient({ allowedHosts: ['127.0.0.1'] })
t.teardown(() => client.close())
const connect = webhookConnector({ client, timeoutMs: 400 })

const factsAt = (webhookUrl: string): ProviderFacts => ({
  providerId: newId('provider'),
  name: 'Counterpart',
  status: 'approved',
  capabilities: {
    pickup: { pins: [], pinPrefixes: ['1'], circles: [] },
    maxWeightGrams: 1000,
    food: true,
    cod: true,
    hours: { week: {} },
  },
  rateCard: { basePaise: 0, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
  promisedMinutes: 30,
  liveQuotes: false,
  termsNumber: 1,
  channel: 'push',
  ondc: null,
  webhookUrl,
  secrets,
})
const offer = (): ParcelOffer => ({
  reference: newId('offer'),
  shipmentId: newId('shipment'),
  pickup: { pin: '110006', point: { lat: 28.6562, lng: 77.2303 } },
  dropPin: '110001',
  distanceMetres: 3050,
  weightGrams: 900,
  isFood: true,
  codPaise: 42_050n,
  pricePaise: 4900n,
  decideBy: new Date(Date.now() + 60_000),
})

const server = await startProviderServer(t)
const provider: DeliveryProvider = connect(factsAt(server.url))

const endless: ProviderAnswer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = setInterval(() => response.write(' '.repeat(8000)), 5)
  response.on('close', () => clearInterval(more))
}
const silence: ProviderAnswer = () => {}
const cut: ProviderAnswer = (_request, response) => {
  response.writeHead(200, { 'content-length': '100' })
  response.write('{"decision":')
  setTimeout(() => response.destroy(), 20)
}
const huge: ProviderAnswer = (_request, response) => {
  response.writeHead(200, { 'content-length': String(50 * 1024 * 1024) })
  response.write('x'.repeat(60_000))
}

// What comes back: to a booking, to a question for its status, to a cancellation.
const cases: [string, ProviderAnswer, string, string, string][] = [
  [
    'yes',
    { status: 200, body: { decision: 'accepted', providerReference: 'A' } },
    'accepted',
    'accepted',
    'unreachable',
  ],
  ['created', { status: 201, body: { decision: 'accepted' } }, 'accepted', 'accepted', 'unreachable'],
  [
    'a yes with useless trimmings',
    { status: 200, body: { decision: 'accepted', trackingUrl: 'javascript:x', x: 1 } },
    'accepted',
    'accepted',
    'unreachable',
  ],
  [
    'no',
    { status: 200, body: { decision: 'declined', reason: 'x'.repeat(900) } },
    'declined',
    'declined',
    'unreachable',
  ],
  ['later', { status: 202, body: { decision: 'pending' } }, 'pending', 'pending', 'unreachable'],
  [
    'cancelled there',
    { status: 200, body: { decision: 'cancelled' } },
    'unknown',
    'cancelled',
    'unreachable',
  ],
  [
    'a word that is not known',
    { status: 200, body: { decision: 'perhaps' } },
    'unknown',
    'unreachable',
    'unreachable',
  ],
  ['garbage', { status: 200, body: '<html>{' }, 'unknown', 'unreachable', 'unreachable'],
  ['JSON that is no object', { status: 200, body: 'null' }, 'unknown', 'unreachable', 'unreachable'],
  ['nothing', { status: 204, body: '' }, 'unknown', 'unreachable', 'unreachable'],
  ['not found', { status: 404, body: {} }, 'permanent', 'notFound', 'confirmed'],
  ['gone', { status: 410, body: {} }, 'permanent', 'notFound', 'confirmed'],
  ['bad request', { status: 400, body: {} }, 'permanent', 'unreachable', 'unreachable'],
  ['not signed, it says', { status: 401, body: {} }, 'permanent', 'unreachable', 'unreachable'],
  ['conflict', { status: 409, body: {} }, 'unknown', 'unreachable', 'unreachable'],
  [
    'redirect',
    { status: 302, body: {}, headers: { location: 'http://169.254.169.254/' } },
    'permanent',
    'unreachable',
    'unreachable',
  ],
  ['broken', { status: 500, body: 'oops' }, 'retryable', 'unreachable', 'unreachable'],
  ['bad gateway', { status: 502, body: {} }, 'retryable', 'unreachable', 'unreachable'],
  [
    'busy',
    { status: 429, body: {}, headers: { 'retry-after': '7' } },
    'retryable',
    'unreachable',
    'unreachable',
  ],
  ['no answer in time', silence, 'unknown', 'unreachable', 'unreachable'],
  ['an endless body', endless, 'unknown', 'unreachable', 'unreachable'],
  ['a body of 50 MB', huge, 'unknown', 'unreachable', 'unreachable'],
  ['a cut body', cut, 'unknown', 'unreachable', 'unreachable'],
  ['cancelled: yes', { status: 200, body: { cancelled: true } }, 'unknown', 'unreachable', 'confirmed'],
  [
    'cancelled: no',
    { status: 409, body: { cancelled: false, reason: 'Fetched.' } },
    'unknown',
    'unreachable',
    'refused',
  ],
]

for (const [what, answer, booked, status, cancelled] of cases) {
  t.test(`the other side answers: ${what}`, async (t) => {
    server.answer(answer)
    const one = offer()
    t.equal((await provider.book(one)).kind, booked, 'to a booking')
    t.equal((await provider.status(one.reference)).kind, status, 'to a question for its status')
    t.equal((await provider.cancel(one.reference, 'No longer needed.')).kind, cancelled, 'to a cancellation')
    const quoted = await provider.quote({ ...one })
    t.equal(quoted.kind, what === 'no' ? 'declined' : 'noAnswer', 'to a question for a price')
  })
}

t.test('what matters of an answer is read, with bounds', async (t) => {
  server.answer({
    status: 200,
    body: { decision: 'accepted', providerReference: 'A-1', trackingUrl: 'https://t.example/1' },
  })
  t.match(await provider.book(offer()), { providerReference: 'A-1', trackingUrl: 'https://t.example/1' })
  server.answer({
    status: 200,
    body: { decision: 'accepted', providerReference: 'A'.repeat(900), trackingUrl: 'javascript:alert(1)' },
  })
  t.match(await provider.book(offer()), { kind: 'accepted', providerReference: null, trackingUrl: null })
  server.answer({ status: 200, body: { decision: 'quoted', pricePaise: 4900, minutes: 30 } })
  t.match(await provider.quote(offer()), { kind: 'quoted', pricePaise: 4900n, minutes: 30 })
  server.answer({ status: 200, body: { decision: 'quoted', pricePaise: -1, minutes: 30 } })
  t.match(await provider.quote(offer()), { kind: 'noAnswer' })
  for (const [text, seconds] of [
    ['7', 7],
    ['99999999', 86_400],
    [new Date(Date.now() + 5000).toUTCString(), 4],
  ] as const) {
    server.answer({ status: 503, headers: { 'retry-after': text } })
    const busy = await provider.book(offer())
    t.ok(busy.kind === 'retryable' && Math.abs(busy.retryAfterSeconds! - seconds) <= 1, text)
  }
  server.answer({ status: 503, headers: { 'retry-after': 'soon' } })
  t.match(await provider.book(offer()), { kind: 'retryable', retryAfterSeconds: undefined })
})

t.test('a yes whose answer was lost is found by the reference', async (t) => {
  const taken = new Set<string>()
  server.answer((request, response) => {
    const reference =
      request.path.split('/')[2] ?? (JSON.parse(request.body) as { reference: string }).reference
    if (request.method === 'POST') return void taken.add(reference)
    response.writeHead(taken.has(reference) ? 200 : 404).end('{"decision":"accepted"}')
  })
  const one = offer()
  t.equal((await provider.book(one)).kind, 'unknown')
  t.equal((await provider.status(one.reference)).kind, 'accepted')
  t.equal((await provider.status(newId('offer'))).kind, 'notFound')
})

t.test('nobody there, and nobody who may be called', async (t) => {
  const gone = await startProviderServer(t)
  await gone.close()
  const away = connect(factsAt(gone.url))
  t.equal((await away.book(offer())).kind, 'retryable')
  t.equal((await away.status(newId('offer'))).kind, 'unreachable')
  for (const url of [
    'http://10.0.0.1/x',
    'https://169.254.169.254/',
    'https://[::ffff:127.0.0.1]/',
    'http://localhost:1/',
  ]) {
    const inside = connect(factsAt(url))
    t.equal((await inside.book(offer())).kind, 'permanent', url)
    t.equal((await inside.status(newId('offer'))).kind, 'unreachable', url)
  }
  t.equal((await connect({ ...factsAt(server.url), secrets: [] }).book(offer())).kind, 'retryable')
})

t.test('every request is signed with each live secret, and says no more than it may', async (t) => {
  server.requests.length = 0
  server.answer({ status: 200, body: { decision: 'pending' } })
  const based = connect(factsAt(`${server.url}/haat/v2/?tenant=7`))
  const one = offer()
  await based.quote(one)
  await based.book(one)
  await based.book(one)
  await based.status(one.reference)
  await based.cancel(one.reference, 'No longer needed.')
  t.same(
    server.requests.map(({ method, path }) => `${method} ${path}`),
    [
      'POST /haat/v2/quotes?tenant=7',
      'POST /haat/v2/bookings?tenant=7',
      'POST /haat/v2/bookings?tenant=7',
      `GET /haat/v2/bookings/${one.reference}?tenant=7`,
      `POST /haat/v2/bookings/${one.reference}/cancel?tenant=7`,
    ],
  )
  for (const { headers, body, method } of server.requests) {
    for (const secret of secrets) {
      const check = () =>
        new Webhook(secret).verify(body === '' ? '' : body, headers as Record<string, string>, {})
      if (method === 'GET') t.match(headers['webhook-signature'], /^v1,\S+ v1,\S+$/)
      else t.doesNotThrow(check, 'by the reference implementation, too')
    }
  }
  t.equal(server.requests[1]!.headers['webhook-id'], server.requests[2]!.headers['webhook-id'], 'sent again')
  t.same(Object.keys(JSON.parse(server.requests[1]!.body)).sort(), [
    'codPaise',
    'cold',
    'decideBy',
    'distanceMetres',
    'drop',
    'food',
    'pickup',
    'pricePaise',
    'reference',
    'reverse',
    'shipmentId',
    'weightGrams',
  ])
})

t.test('the published contract is what the code says, and its examples fit it', async (t) => {
  const text = await readFile(new URL('../../openapi/delivery-provider.yaml', import.meta.url), 'utf8')
  t.equal(text, deliveryProviderYaml())
  t.equal(parse(text).openapi, '3.1.0')
  for (const operation of providerOperations) {
    if ('request' in operation) t.ok(operation.request.safeParse(operation.requestExample).success)
    for (const reply of Object.values(operation.replies)) {
      if ('schema' in reply) t.ok(reply.schema.safeParse(reply.example).success, operation.operationId)
    }
  }
})

t.test('status words of others are read in ours', async (t) => {
  const words = [
    ['pickedUp', 'pickedUp'],
    ['picked_up', 'pickedUp'],
    ['Order-picked-up', 'pickedUp'],
    ['At-destination-hub', 'atHub'],
    ['RTO-Initiated', 'returning'],
    ['OUT FOR DELIVERY', 'outForDelivery'],
    ['Pending', 'Pending'],
    ['सुपुर्द', 'सुपुर्द'],
  ] as const
  for (const [text, word] of words) t.equal(readProviderStatus(text), word)
})

t.test('the example startup serves the contract', async (t) => {
  const startup = await startProcess(t, {
    command: process.execPath,
    args: program('examples/delivery-startup.ts'),
    env: {
      PORT: '0',
      WEBHOOK_SECRET: secrets[1],
      DECLINE: '2',
      SILENT: '3',
      MARKET_URL: 'http://127.0.0.1:1',
    },
    readyLine: /ready on (http:\S+)/,
  })
  const it = connect(factsAt(startup.ready![1]!))
  const [first, second, third, fourth] = [offer(), offer(), offer(), offer()]
  t.equal((await it.book(first)).kind, 'accepted')
  t.equal((await it.book(second)).kind, 'declined')
  t.equal((await it.book(third)).kind, 'unknown', 'it goes silent')
  t.equal((await it.book(first)).kind, 'accepted', 'the same again is answered the same')
  t.equal((await it.status(first.reference)).kind, 'accepted')
  t.equal((await it.status(second.reference)).kind, 'declined')
  t.equal((await it.status(third.reference)).kind, 'notFound')
  t.equal((await it.cancel(first.reference, 'Called off.')).kind, 'confirmed')
  t.equal((await it.status(first.reference)).kind, 'cancelled')
  t.equal((await it.cancel(fourth.reference, 'Called off.')).kind, 'confirmed')
  t.equal((await it.book(fourth)).kind, 'declined', 'what was cancelled before it came stays so')
  const stranger = connect({ ...factsAt(startup.ready![1]!), secrets: [newWebhookSecret()] })
  t.equal((await stranger.book(offer())).kind, 'permanent', 'and it believes no other signature')
})
