/** The checks for delivery startups: a good one passes all; each fault is found by the check that is made for it. */
import { execFile } from 'node:child_process'
import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { type CheckCode, checkCodes, checkProvider } from '../../src/delivery/adapters/webhook/index.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { newWebhookSecret } from '../../src/platform/webhooks/index.ts'
import { program } from '../support/build.ts'
import { startProcess } from '../support/process.ts'
import { startProviderServer } from '../support/provider-server.ts'

const secret = newWebhookSecret()
const client = createGuardedClient({ allowedHosts: ['127.0.0.1'] })
t.teardown(() => client.close())

const check = (url: string, liveQuotes = true, allTogetherMs?: number) =>
  checkProvider({
    client,
    url,
    secrets: [secret],
    liveQuotes,
    timeoutMs: 500,
    allTogetherMs,
    pickup: { pin: '110006', point: { lat: 28.6562, lng: 77.2303 } },
  })

interface Asked {
  method: string
  path: string[]
  body: string
  headers: Record<string, string>
}
type Answer = [status: number, body?: object]

/** A startup that keeps to the contract, but for what `fault` answers in its place. */
function startup(
  fault: (asked: Asked, held: Map<string, string>) => Answer | 'silence' | undefined = () => undefined,
) {
  const held = new Map<string, string>()
  const decide = ({ method, path, body, headers }: Asked): Answer => {
    try {
      // Of a GET the empty body is signed; the library reads no message out of that.
      if (method === 'POST') new Webhook(secret).verify(body, headers, {})
    } catch (error) {
      if (!(error instanceof SyntaxError)) return [401]
      return [400]
    }
    const [resource, reference = '', action] = path
    if (resource === 'quotes') return [200, { decision: 'quoted', pricePaise: 4900, minutes: 30 }]
    if (method === 'GET') return held.has(reference) ? [200, { decision: held.get(reference) }] : [404]
    if (action === 'cancel') {
      held.set(reference, 'cancelled')
      return [200, { cancelled: true }]
    }
    const asked = JSON.parse(body) as { reference: string; decideBy: string }
    const isLate = Date.parse(asked.decideBy) < Date.now()
    if (!held.has(asked.reference)) held.set(asked.reference, isLate ? 'declined' : 'accepted')
    return [200, { decision: held.get(asked.reference) === 'accepted' ? 'accepted' : 'declined' }]
  }
  return (
    request: { method: string; path: string; body: string; headers: object },
    response: ServerResponse,
  ) => {
    const asked = {
      ...request,
      headers: request.headers as Record<string, string>,
      path: request.path.split('/').filter(Boolean),
    }
    const answer = fault(asked, held) ?? decide(asked)
    if (answer === 'silence') return
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1] ?? {}))
  }
}

const isBooking = ({ method, path }: Asked): boolean =>
  method === 'POST' && path[0] === 'bookings' && path.length === 1
const referenceIn = ({ body }: Asked): string => (JSON.parse(body) as { reference: string }).reference
const yes: Answer = [200, { decision: 'accepted' }]
const isLate = ({ body }: Asked): boolean =>
  Date.parse(/"decideBy":"([^"]+)"/.exec(body)?.[1] ?? '') < Date.now()
const signed = ({ headers }: Asked): boolean => 'webhook-signature' in headers
const ageOf = ({ headers }: Asked): number => Date.now() / 1000 - Number(headers['webhook-timestamp'])
let turn = 0

const server = await startProviderServer(t)

/** `haat provider check`, as it is typed. */
const run = (args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const [file = '', ...more] = program('src/main.ts')
    const all = [file, ...more, 'provider', 'check', ...args]
    execFile(process.execPath, all, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })

t.test('a startup that keeps to the contract passes everything, and holds nothing afterwards', async (t) => {
  server.answer(startup())
  server.requests.length = 0
  const outcomes = await check(server.url)
  t.same(
    outcomes.filter(({ passed }) => !passed),
    [],
  )
  t.same(
    outcomes.map(({ code }) => code),
    checkCodes,
  )
  const references = (part: RegExp) =>
    new Set(server.requests.flatMap(({ path }) => part.exec(path)?.[1] ?? []))
  const cancelled = references(/^\/bookings\/(off_\w+)\/cancel/)
  for (const { body, path } of server.requests.filter(({ path }) => path === '/bookings')) {
    const [, reference] = /"reference":"(off_\w+)"/.exec(body) ?? []
    if (reference) t.ok(cancelled.has(reference), `${path} ${reference} was taken back`)
  }
})

/** Looks, waits, and then notes: of requests at one moment each finds nothing, and decides by itself. */
function forgetful(): ReturnType<typeof startup> {
  const good = startup()
  const underway = new Set<string>()
  return (request, response) => {
    const [, reference] = /"reference":"(off_\w+)"/.exec(request.body) ?? []
    if (request.path !== '/bookings' || !reference) return good(request, response)
    if (underway.has(reference)) {
      response.writeHead(200).end('{"decision":"declined"}')
      return
    }
    underway.add(reference)
    setTimeout(() => {
      underway.delete(reference)
      good(request, response)
    }, 30)
  }
}

/** Takes its time, and never gets over a connection that ended meanwhile. */
function confused(): ReturnType<typeof startup> {
  const good = startup()
  const broken = new Set<string>()
  return (request, response) => {
    const [, reference] = /"reference":"(off_\w+)"/.exec(request.body) ?? []
    if (request.path !== '/bookings' || !reference) return good(request, response)
    if (broken.has(reference)) return void response.writeHead(500).end('{}')
    response.once('close', () => response.writableFinished || broken.add(reference))
    setTimeout(() => response.closed || good(request, response), 15)
  }
}

const faults: [CheckCode, ReturnType<typeof startup>][] = [
  ['answers', startup(() => 'silence')],
  ['answers', startup(() => [401])],
  // With another secret than the market’s; of a GET it looks at no signature.
  ['answers', startup(({ method }) => (method === 'POST' ? [401] : undefined))],
  ['refusesUnsigned', startup((asked) => (isBooking(asked) && !signed(asked) ? yes : undefined))],
  [
    'refusesForged',
    // The first booking that bears any signature is the forged one.
    startup((asked) => (isBooking(asked) && signed(asked) && turn++ === 0 ? yes : undefined)),
  ],
  ['refusesStale', startup((asked) => (isBooking(asked) && ageOf(asked) > 300 ? yes : undefined))],
  [
    'refusesTampered',
    startup((asked) => {
      if (!isBooking(asked) || !signed(asked)) return undefined
      try {
        new Webhook(secret).verify(`${asked.body} `, asked.headers, {})
        return yes
      } catch {
        return undefined
      }
    }),
  ],
  [
    'takesRotatedSecrets',
    startup((asked) => (asked.headers['webhook-signature']?.includes(' ') ? [401] : undefined)),
  ],
  [
    'decides',
    startup((asked) => (isBooking(asked) && signed(asked) ? [200, { decision: 'perhaps' }] : undefined)),
  ],
  [
    'decidesOnce',
    startup((asked, held) => {
      if (!isBooking(asked) || !asked.body.endsWith('}')) return undefined
      return held.get(referenceIn(asked)) === 'accepted' ? [200, { decision: 'declined' }] : undefined
    }),
  ],
  ['decidesOnceAtOnce', forgetful()],
  ['toleratesNewFields', startup((asked) => (asked.body.includes('somethingNew') ? [400] : undefined))],
  ['knowsItsBookings', startup((asked) => (asked.method === 'GET' ? [404] : undefined))],
  [
    'knowsNoOthers',
    startup((asked, held) =>
      asked.method === 'GET' && !held.has(asked.path[1] ?? '') ? [200, { decision: 'accepted' }] : undefined,
    ),
  ],
  ['cancels', startup((asked) => (asked.path[2] === 'cancel' ? [500] : undefined))],
  [
    'remembersCancellations',
    startup((asked, held) =>
      asked.path[2] === 'cancel' && !held.has(asked.path[1]!) ? [200, { cancelled: true }] : undefined,
    ),
  ],
  ['survivesHangUps', confused()],
  [
    'declinesLateBookings',
    startup((asked) =>
      isBooking(asked) && signed(asked) && asked.body.includes('decideBy":"20') && isLate(asked)
        ? yes
        : undefined,
    ),
  ],
  ['survivesNonsense', startup((asked) => (asked.body === '{"reference":' ? [500] : undefined))],
  [
    'quotes',
    startup((asked) =>
      asked.path[0] === 'quotes' ? [200, { decision: 'quoted', pricePaise: -1 }] : undefined,
    ),
  ],
]

for (const [code, answer] of faults) {
  t.test(`found: ${code}`, async (t) => {
    server.answer(answer)
    const outcomes = await check(server.url)
    const found = outcomes.find((outcome) => outcome.code === code)
    t.equal(found?.passed, false)
    t.ok(found?.saw)
    t.ok(found?.help)
    if (code === 'answers') t.equal(outcomes.length, 1, 'the others are left out')
    if (code === 'answers' && found?.saw?.includes('401')) t.match(found.saw, /rightly signed/)
  })
}

t.test('quotes are asked for only of who promised them', async (t) => {
  server.answer(startup())
  t.notOk((await check(server.url, false)).some(({ code }) => code === 'quotes'))
})

t.test('who answers slowly holds nobody up, and what was booked is taken back', async (t) => {
  const good = startup()
  server.answer((request, response) => void setTimeout(() => good(request, response), 60))
  server.requests.length = 0
  const begun = performance.now()
  const outcomes = await check(server.url, true, 500)
  t.ok(performance.now() - begun < 1500, 'all checks together have one limit')
  t.same(
    outcomes.map(({ code }) => code),
    checkCodes,
  )
  t.match(outcomes.at(-1), { passed: false, saw: /took too long/ })
  const booked = server.requests.flatMap(({ path, body }) =>
    path === '/bookings' ? (/off_\w+/.exec(body)?.[0] ?? []) : [],
  )
  t.ok(booked.length > 0)
  for (const reference of booked)
    t.ok(server.requests.some(({ path }) => path === `/bookings/${reference}/cancel`))
})

t.test('an address inside is never called', async (t) => {
  const [first, ...others] = await check('http://169.254.169.254/')
  t.match(first, { code: 'answers', passed: false })
  t.equal(others.length, 0)
})

t.test('the example startup passes, by the command that startups use', async (t) => {
  const example = await startProcess(t, {
    command: process.execPath,
    args: program('examples/delivery-startup.ts'),
    env: { PORT: '0', WEBHOOK_SECRET: secret, MARKET_URL: 'http://127.0.0.1:1' },
    readyLine: /ready on (http:\S+)/,
  })
  const outcomes = await check(example.ready![1]!, false)
  t.same(
    outcomes.filter(({ passed }) => !passed),
    [],
  )
})

t.test('what cannot be checked is told in a sentence, by exit status 1', async (t) => {
  const url = server.url
  const told: [string[], RegExp][] = [
    [['--url', url], /--secret/],
    [['--url', url, '--secret', 'junk'], /--secret: A webhook secret is whsec_/],
    [['--url', 'nonsense', '--secret', secret], /--url: .*https:/],
    [['--url', 'ftp://example.com', '--secret', secret], /--url: .*https:/],
    [['--url', url, '--secret', secret, '--pin', '899999'], /899999 is no PIN code/],
  ]
  for (const [args, sentence] of told) {
    const { code, stderr } = await run(args)
    t.equal(code, 1, args.join(' '))
    t.match(stderr, sentence)
    t.notMatch(stderr, /\n {4}at /, 'and no stack')
  }
  server.answer(startup())
  const { code, stdout } = await run(['--url', url, '--key', secret])
  t.equal(code, 0, 'the secret is also taken as --key')
  t.match(stdout, /passed {2}answers/)
})
