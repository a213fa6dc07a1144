/** The checks for sellers of ONDC: a good one passes all; each fault is found by the check that is made for it. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { startCallbackServer } from '../../src/app/commands/callback-server.ts'
import {
  type CheckWay,
  checkOndcSeller,
  type OndcCheckCode,
  ondcCheckCodes,
  privateKeyOf,
} from '../../src/delivery/adapters/ondc/index.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { program } from '../support/build.ts'
import { networkKey, startOndcSeller } from '../support/ondc-seller.ts'
import { startProcess } from '../support/process.ts'

const client = createGuardedClient({ allowedHosts: ['127.0.0.1'] })
t.teardown(() => client.close())
const own = networkKey()
const key = { subscriberId: 'market.example.in', keyId: 'm1' }
const seller = await startOndcSeller(t, { ...key, publicKey: own.publicKey })
const server = await startCallbackServer({ seller: seller.entry, port: 0, host: '127.0.0.1' })
t.teardown(() => server.close())
const callbackUrl = `http://127.0.0.1:${server.port}`

const pickup = { pin: '110006', point: { lat: 28.6562, lng: 77.2303 } }
const near: CheckWay = { pickup, distanceMetres: 1200 }
const far: CheckWay = {
  pickup,
  drop: { pin: '560001', point: { lat: 12.9716, lng: 77.5946 } },
  distanceMetres: 1_740_000,
}
const check = (
  more: { ways?: [CheckWay, ...CheckWay[]]; callbackMs?: number; allTogetherMs?: number; url?: string } = {},
) =>
  checkOndcSeller({
    client,
    key,
    privateKey: privateKeyOf(own.seed),
    cityOf: () => 'std:011',
    timeoutMs: 500,
    callbackMs: 300,
    url: seller.url,
    seller: seller.entry,
    callbackUrl,
    box: server.box,
    ways: [near],
    ...more,
  })
type Outcomes = Awaited<ReturnType<typeof check>>
const failed = (outcomes: Outcomes) => outcomes.filter(({ passed }) => !passed)

t.test('a seller that keeps to the flows passes everything, within a city and between cities', async (t) => {
  seller.breaks({})
  const within = await check()
  t.same(failed(within), [])
  t.same(
    within.map(({ code }) => code),
    ondcCheckCodes,
  )
  for (const lang of ['en', 'hi']) {
    const file = new URL(`../../src/web/i18n/messages/${lang}/provider.json`, import.meta.url)
    const messages = JSON.parse(readFileSync(file, 'utf8'))
    for (const code of ondcCheckCodes) {
      t.ok(messages[`check.${code}`], `${lang}: ${code}`)
      t.ok(messages[`check.${code}.help`], `${lang}: what helps with ${code}`)
    }
  }
  seller.finds(true)
  seller.requests.length = 0
  seller.seen.length = 0
  seller.speaks('ONDC:LOG11')
  const afar = await check({ ways: [far] })
  t.same(failed(afar), [], 'who has no track, and knows no other domain')
  t.same(
    afar.map(({ code }) => code),
    ondcCheckCodes.filter((code) => code !== 'ondcTracks'),
    'between cities nobody asks where to follow it',
  )
  t.notOk(seller.seen.includes('track'))
  const sent = seller.requests.flatMap(({ body }) => (body.includes('LOG11') ? [JSON.parse(body)] : []))
  t.ok(sent.length > 10)
  const ordered = sent.filter(({ context }) => context.action === 'confirm')
  t.match(ordered[0].message.order, { state: 'Created', fulfillments: [{ type: 'Delivery' }] })
  t.notMatch(JSON.stringify(sent), /codPaise|undefined/)
  t.match(sent.find(({ context }) => context.action === 'search').message.intent, {
    category: { id: 'Standard Delivery' },
    fulfillment: { end: { location: { address: { area_code: '560001' } } } },
  })
  const asBoth = await check({ ways: [near, far] })
  t.match(
    failed(asBoth).find(({ code }) => code === 'ondcAnswers')?.saw,
    /^ONDC:LOG10: It answered search with NACK 60001/,
    'who says that it carries both has to know both',
  )
  t.notMatch(JSON.stringify(asBoth), 'ONDC:LOG11')
  seller.speaks('ONDC:LOG10', 'ONDC:LOG11')
  const both = await check({ ways: [near, far] })
  t.same(failed(both), [])
  t.same(
    both.map(({ code }) => code),
    ondcCheckCodes,
    'each told once',
  )
})

const wrongKey = networkKey().seed
type Faults = [OndcCheckCode, Parameters<typeof seller.breaks>][]
const faults: Faults = [
  ['ondcRefusesUnsigned', [{}, (header) => (header === undefined ? true : undefined)]],
  ['ondcRefusesForged', [{}, () => true]],
  ['ondcRefusesReplayed', [{}, () => true]],
  ['ondcRefusesStale', [{}, () => true]],
  ['ondcSearches', [{ search: 'silence' }]],
  ['ondcSearches', [{ search: { context: (asked) => ({ ...asked, message_id: 'another' }) } }]],
  ['ondcInits', [{ init: 'silence' }]],
  ['ondcInits', [{ init: { more: { error: { code: '60001', message: 'Not served.' } } } }]],
  ['ondcConfirms', [{ confirm: 'silence' }]],
  ['ondcUpdates', [{ update: { as: 'track' } }]],
  ['ondcTellsStatus', [{ status: 'silence' }]],
  ['ondcKnowsNoOthers', [{ cancel: { takesAll: true } }]],
  ['ondcRefusesOutOfTurn', [{ update: { takesAll: true } }]],
  ['ondcRefusesLate', [{ confirm: { takesAll: true } }]],
  ['ondcCancels', [{ cancel: { as: 'status' } }]],
  ['ondcSearches', [{ search: { context: (asked) => ({ ...asked, domain: 'ONDC:LOG12' }) } }]],
  ['ondcSigns', [{ status: { more: { seed: wrongKey } } }]],
  ['ondcAnswersOnce', [{ init: { times: 2 } }]],
  ['ondcKeepsToTheTurn', [{ update: { as: 'init' } }]],
  ['ondcIgnoresRefused', [{ search: { takesAll: true } }]],
]
const nearFaults: Faults = [
  ['ondcTracks', [{ track: 'silence' }]],
  ['ondcRefusesOutOfTurn', [{ track: { takesAll: true } }]],
  ['ondcSigns', [{ track: { more: { seed: wrongKey } } }]],
]
const shortBill = (told: string) => told.replace(/("@ondc\/org\/awb_no":")\d+/, '$112')
const farFaults: Faults = [
  ['ondcUpdates', [{ update: { message: shortBill } }]],
  ['ondcTellsStatus', [{ status: { message: shortBill } }]],
]
const asked: [string, [CheckWay, ...CheckWay[]], Faults][] = [
  ['both ways', [near, far], faults],
  ['within a city', [near], nearFaults],
  ['between cities', [far], farFaults],
]
for (const [where, ways, broken] of asked)
  for (const [code, wrong] of broken) {
    t.test(`found ${where}: ${code} (${JSON.stringify(wrong[0]).slice(0, 60)})`, async (t) => {
      seller.finds(false)
      seller.breaks(...wrong)
      const outcomes = await check({ ways })
      const found = outcomes.find((outcome) => outcome.code === code)
      t.equal(found?.passed, false, JSON.stringify(failed(outcomes).map((one) => [one.code, one.saw])))
      t.ok(found?.saw)
      t.ok(found?.help)
      for (const domain of ways.length > 1 ? ['LOG10', 'LOG11'] : []) t.match(found?.saw, `ONDC:${domain}: `)
      await seller.idle()
    })
  }

t.test('one that does not answer at all is told by the first check alone', async (t) => {
  const outcomes = await check({ url: 'http://127.0.0.1:9' })
  t.match(outcomes, [{ code: 'ondcAnswers', passed: false, saw: String }])
  t.equal(outcomes.length, 1)
  const [inside] = await check({ url: 'http://169.254.169.254/' })
  t.match(inside, { code: 'ondcAnswers', passed: false }, 'an address inside is never called')
})

t.test('one that says nothing more holds nobody up', async (t) => {
  seller.breaks({ search: 'silence' })
  const begun = performance.now()
  const outcomes = await check({ callbackMs: 20_000, allTogetherMs: 400 })
  t.ok(performance.now() - begun < 3000, 'all checks together have one limit')
  t.ok(failed(outcomes).length > 5)
})

t.test(
  'what is replayed, forged or not signed is answered 401, and what was ordered is taken back',
  async (t) => {
    seller.breaks({})
    seller.requests.length = 0
    t.same(failed(await check()), [])
    const sent = seller.requests.flatMap(({ body }) => (body.endsWith('}') ? [JSON.parse(body)] : []))
    const ordered = sent.find(({ context }) => context.action === 'confirm').message.order.id
    t.ok(sent.some(({ context, message }) => context.action === 'cancel' && message.order_id === ordered))
    const status = await seller.tell(ordered, 'Agent-assigned', { seed: wrongKey })
    t.match(status, { status: 401, ack: 'NACK' })
    t.match(await seller.tell(ordered, 'Agent-assigned'), { status: 200, ack: 'ACK' })
    const headers = { 'content-type': 'application/json' }
    const bare = await fetch(`${callbackUrl}/on_status`, { method: 'POST', headers, body: '{}' })
    t.equal(bare.status, 401)
  },
)

t.test('the command that startups use prints what passed, and names a key where none is given', async (t) => {
  seller.breaks({ track: 'silence' })
  const { subscriberId, keyId, publicKey } = seller.entry
  const run = async (...more: string[]) => {
    const { ended, output } = await startProcess(t, {
      command: process.execPath,
      args: [
        ...program('src/main.ts'),
        ...[
          'provider',
          'check-ondc',
          '--url',
          seller.url,
          '--subscriber-id',
          subscriberId,
          '--key-id',
          keyId,
        ],
        ...['--public-key', publicKey, '--buyer-id', key.subscriberId, '--buyer-key-id', key.keyId],
        ...['--pin', '110006', '--drop-pin', '560001', ...more],
      ],
    })
    const { code } = await ended
    return { code, text: output() }
  }
  const far = await run('--buyer-key', own.seed)
  t.equal(far.code, 0, far.text)
  t.match(far.text, /passed {2}ondcConfirms/)
  t.match(far.text, /20 passed, 0 failed/)
  seller.breaks({})
  const both = await run('--buyer-key', own.seed, '--drop-pin', '110006')
  t.equal(both.code, 0, both.text)
  t.match(both.text, /21 passed, 0 failed/, 'one PIN of each kind: both ways')
  const keyless = await run()
  t.not(keyless.code, 0)
  t.match(keyless.text, /--buyer-key \S{43}=/)
})
