import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { type IncomingHeaders, newWebhookSecret, signWebhook, verifyWebhook } from './index.ts'

const now = new Date('2026-03-02T10:00:00.700Z')
const body = JSON.stringify({ event: 'shipment.delivered', shop: 'किराना' })
const secret = newWebhookSecret()
const signed = (): Record<string, string> =>
  signWebhook({ id: 'msg_1', timestamp: now, body, secrets: [secret] })
const verdict = (headers: IncomingHeaders, more: Partial<Parameters<typeof verifyWebhook>[0]> = {}) => {
  const result = verifyWebhook({ headers, body, secrets: [secret], now, ...more })
  return result.ok ? 'ok' : result.reason
}
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

t.test('a signed message is known again', async (t) => {
  const result = verifyWebhook({ headers: signed(), body: Buffer.from(body), secrets: [secret], now })
  t.strictSame(result, { ok: true, id: 'msg_1', timestamp: new Date('2026-03-02T10:00:00.000Z') })
  const upper = Object.fromEntries(
    Object.entries(signed()).map(([name, value]) => [name.toUpperCase(), value]),
  )
  t.equal(verdict(upper), 'ok', 'header names in any case')
})

t.test('the reference library understands us, and we it', async (t) => {
  const at = new Date()
  const theirs = new Webhook(secret)
  const headers = signWebhook({ id: 'msg_2', timestamp: at, body, secrets: [newWebhookSecret(), secret] })
  t.strictSame(theirs.verify(body, headers), JSON.parse(body))
  const fromThem = {
    'webhook-id': 'msg_3',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': theirs.sign('msg_3', at, body),
  }
  t.equal(verdict(fromThem, { now: at }), 'ok')
})

t.test('the published example is reproduced', async (t) => {
  const headers = signWebhook({
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: new Date(1614265330_000),
    body: '{"test": 2432232314}',
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  })
  t.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

t.test('a changed or forged message is refused', async (t) => {
  t.equal(verdict(signed(), { body: `${body} ` }), 'badSignature', 'body')
  t.equal(verdict({ ...signed(), 'webhook-id': 'msg_9' }), 'badSignature', 'id')
  const later = String(Number(signed()['webhook-timestamp']) + 60)
  t.equal(verdict({ ...signed(), 'webhook-timestamp': later }), 'badSignature', 'timestamp')
  t.equal(verdict(signed(), { secrets: [newWebhookSecret()] }), 'badSignature', 'another secret')
  t.equal(verdict(signed(), { secrets: [] }), 'badSignature', 'no secret at all')
  t.equal(verdict({ ...signed(), 'webhook-signature': `v1,${'A'.repeat(43)}=` }), 'badSignature')
  const asOther = signed()['webhook-signature']!.replace('v1,', 'v1a,')
  t.equal(verdict({ ...signed(), 'webhook-signature': asOther }), 'badSignature', 'another scheme')
  const binary = Buffer.from([0x7b, 0xff, 0x7d])
  const overBytes = signWebhook({ id: 'msg_1', timestamp: now, body: binary, secrets: [secret] })
  t.equal(verdict(overBytes, { body: binary }), 'ok')
  t.equal(
    verdict(overBytes, { body: Buffer.from([0x7b, 0xfe, 0x7d]) }),
    'badSignature',
    'bytes outside UTF-8 count',
  )
})

t.test('ten thousand changed messages: not one is believed', async (t) => {
  const random = seeded(20_261_122)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_='
  const below = (limit: number) => Math.floor(random() * limit)
  /** One letter of a text put in, taken out, put in another's place, or two of them changed over. */
  const mutate = (text: string): string => {
    const at = below(text.length)
    const letter = alphabet[below(alphabet.length)]!
    switch (below(4)) {
      case 0:
        return text.slice(0, at) + letter + text.slice(at + 1)
      case 1:
        return text.slice(0, at) + letter + text.slice(at)
      case 2:
        return text.slice(0, at) + text.slice(at + 1)
      default:
        return text.slice(0, at) + (text[at + 1] ?? letter) + text[at] + text.slice(at + 2)
    }
  }
  const parts = ['webhook-signature', 'webhook-signature', 'webhook-id', 'webhook-timestamp', 'body'] as const
  const original = signed()
  let tried = 0
  const believed: string[] = []
  while (tried < 10_000) {
    const part = parts[below(parts.length)]!
    const before = part === 'body' ? body : original[part]!
    const after = mutate(before)
    if (after === before) continue
    tried += 1
    const result =
      part === 'body' ? verdict(original, { body: after }) : verdict({ ...original, [part]: after })
    if (result === 'ok') believed.push(`${part}: ${after}`)
  }
  t.same(believed, [])
  t.equal(verdict(original), 'ok', 'the unchanged one is')
})

t.test('a signature has one spelling', async (t) => {
  const text = signed()['webhook-signature']!
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const last = letters.indexOf(text.at(-2)!)
  for (let spare = 1; spare < 4; spare++) {
    const other = `${text.slice(0, -2)}${letters[last ^ spare]}=`
    t.equal(verdict({ ...signed(), 'webhook-signature': other }), 'badSignature', 'spare bits set')
  }
  t.equal(verdict({ ...signed(), 'webhook-signature': text.slice(0, -1) }), 'badSignature', 'without its end')
})

t.test('a message is good for five minutes either way', async (t) => {
  t.equal(verdict(signed(), { now: minutesLater(4.9) }), 'ok')
  t.equal(verdict(signed(), { now: minutesLater(6) }), 'tooOld', 'replayed after six minutes')
  t.equal(verdict(signed(), { now: minutesLater(-6) }), 'tooNew')
  t.equal(verdict(signed(), { now: minutesLater(6), toleranceSeconds: 600 }), 'ok')
  t.equal(
    verdict(signed(), { now: minutesLater(6), body: 'x' }),
    'badSignature',
    'age is told of true ones alone',
  )
})

t.test('while a key is changed, old and new both work', async (t) => {
  const next = newWebhookSecret()
  const both = signWebhook({ id: 'msg_1', timestamp: now, body, secrets: [next, secret] })
  t.equal(both['webhook-signature'].split(' ').length, 2)
  t.equal(verdict(both), 'ok', 'receiver with the old one')
  t.equal(verdict(both, { secrets: [next] }), 'ok', 'receiver with the new one')
  t.equal(verdict(signed(), { secrets: [next, secret] }), 'ok', 'receiver with both')
  t.equal(verdict(signed(), { secrets: [next] }), 'badSignature', 'old one withdrawn')
})

t.test('missing headers never pass', async (t) => {
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    t.equal(verdict({ ...signed(), [name]: undefined }), 'missingHeaders', name)
    t.equal(verdict({ ...signed(), [name]: '' }), 'missingHeaders', `${name} empty`)
    t.equal(verdict({ ...signed(), [name]: [] }), 'missingHeaders', `${name} without value`)
  }
  t.equal(verdict({}), 'missingHeaders')
})

t.test('headers sent twice or out of shape are malformed', async (t) => {
  for (const [name, value] of Object.entries(signed())) {
    t.equal(verdict({ ...signed(), [name]: [value, value] }), 'malformed', `${name} twice`)
    t.equal(verdict({ ...signed(), [name]: `${value}, ${value}` }), 'malformed', `${name} twice, joined`)
    t.equal(verdict({ ...signed(), [name.toUpperCase()]: value }), 'malformed', `${name} in two cases`)
  }
  for (const time of ['now', '1e9', '-5', '0x10', '1700000000.5', ' 1700000000', '9'.repeat(20)]) {
    t.equal(verdict({ ...signed(), 'webhook-timestamp': time }), 'malformed', time)
  }
  for (const signature of ['v1', 'v1,', 'abc', 'v1,ab  v1,cd', Array(40).fill('v1,abcd').join(' ')]) {
    t.equal(verdict({ ...signed(), 'webhook-signature': signature }), 'malformed', signature.slice(0, 20))
  }
  t.equal(
    verdict({ ...signed(), 'webhook-id': 'msg.1' }),
    'malformed',
    'a full stop would move the border of the id',
  )
})

t.test('secrets are random and have to be whole', async (t) => {
  t.match(newWebhookSecret(), /^whsec_[A-Za-z0-9+/]{43}=$/)
  t.not(newWebhookSecret(), newWebhookSecret())
  for (const bad of [
    '',
    'whsec_',
    'whsec_c2hvcnQ=',
    'whsec_***********************************************',
  ]) {
    t.throws(() => signWebhook({ id: 'msg_1', timestamp: now, body, secrets: [bad] }), {
      message: /webhook secret/,
    })
  }
  t.throws(() => signWebhook({ id: 'msg.1', timestamp: now, body, secrets: [secret] }), {
    message: /visible ASCII/,
  })
  t.throws(() => signWebhook({ id: 'msg_1', timestamp: now, body, secrets: [] }), {
    message: /at least one secret/,
  })
})

/** The same numbers between 0 and 1 at every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
