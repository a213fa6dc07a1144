import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import t from 'tap'
import { authorizationOf, digestOf, isSignedBy, privateKeyOf, signingString } from './signing.ts'

// The example of ONDC's developer documents (registry, signing and verification); its key protects nothing.
const published = {
  created: 1641287875,
  expires: 1641291475,
  body: '{"context":{"domain":"nic2004:60212","country":"IND","city":"Kochi","action":"search","core_version":"0.9.1","bap_id":"bap.stayhalo.in","bap_uri":"https://8f9f-49-207-209-131.ngrok.io/protocol/","transaction_id":"e6d9f908-1d26-4ff3-a6d1-3af3d3721054","message_id":"a2fe6d52-9fe4-4d1a-9d0b-dccb8b48522d","timestamp":"2022-01-04T09:17:55.971Z","ttl":"P1M"},"message":{"intent":{"fulfillment":{"start":{"location":{"gps":"10.108768, 76.347517"}},"end":{"location":{"gps":"10.102997, 76.353480"}}}}}}',
  digest: 'b6lf6lRgOweajukcvcLsagQ2T60+85kRh/Rd2bdS+TG/5ALebOEgDJfyCrre/1+BMu5nA94o4DT3pTFXuUg7sw==',
  seed: 'lP3sHA+9gileOkXYJXh4Jg8tK0gEEMbf9yCPnFpbldg=',
  publicKey: 'awGPjRK6i/Vg/lWr+0xObclVxlwZXvTjWYtlu6NeOHk=',
  signature: 'cjbhP0PFyrlSCNszJM1F/YmHDVAWsZqJUPzojnE/7TJU3fJ/rmIlgaUHEr5E0/2PIyf0tpSnWtT6cyNNlpmoAQ==',
}
const { created, expires, body, publicKey } = published
const key = { subscriberId: 'example-bap.com', keyId: 'ae3ea24b-cfec-495e-81f8-044aaef164ac' }
const header = authorizationOf({ key, privateKey: privateKeyOf(published.seed), body, created, expires })
const during = new Date((created + 60) * 1000)
const good = (change: Partial<Parameters<typeof isSignedBy>[0]> = {}) =>
  isSignedBy({ header, body, key: { ...key, publicKey }, now: during, ...change })

t.test('the published example is reproduced', async (t) => {
  t.equal(digestOf(body), published.digest)
  t.equal(
    signingString(created, expires, body),
    `(created): 1641287875\n(expires): 1641291475\ndigest: BLAKE-512=${published.digest}`,
  )
  t.equal(
    header,
    `Signature keyId="example-bap.com|ae3ea24b-cfec-495e-81f8-044aaef164ac|ed25519",algorithm="ed25519",created="1641287875",expires="1641291475",headers="(created) (expires) digest",signature="${published.signature}"`,
  )
  t.ok(good())
  const own = createPublicKey(privateKeyOf(published.seed)).export({ format: 'der', type: 'spki' })
  t.equal(own.subarray(-32).toString('base64'), publicKey)
})

t.test('keys of 32 and of 64 bytes are taken, others not', async (t) => {
  const both = Buffer.concat([Buffer.from(published.seed, 'base64'), Buffer.from(publicKey, 'base64')])
  const long = privateKeyOf(both.toString('base64'))
  t.equal(authorizationOf({ key, privateKey: long, body, created, expires }), header)
  t.throws(() => privateKeyOf('c2hvcnQ='))
})

t.test('nothing else is believed', async (t) => {
  const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' })
  const stranger = other.subarray(-32).toString('base64')
  t.notOk(good({ body: `${body} ` }), 'another body')
  t.notOk(good({ key: { ...key, publicKey: stranger } }), 'another key')
  t.notOk(good({ key: { ...key, subscriberId: 'other.example', publicKey } }), 'another subscriber')
  t.notOk(good({ key: { ...key, keyId: '2', publicKey } }), 'another key id')
  t.notOk(good({ now: new Date((expires + 1) * 1000) }), 'too late')
  t.notOk(good({ now: new Date((created - 120) * 1000) }), 'not yet')
  t.notOk(good({ header: undefined }))
  const long = authorizationOf({
    key,
    privateKey: privateKeyOf(published.seed),
    body,
    created,
    expires: created + 86_400,
  })
  t.notOk(good({ header: long }), 'good for a whole day')
  for (const [from, to] of [
    ['algorithm="ed25519"', 'algorithm="none"'],
    ['|ed25519"', '|rsa"'],
    ['(created) (expires) digest', 'digest'],
    ['created="1641287875"', 'created="1641287876"'],
    ['Signature ', 'Bearer '],
  ] as const)
    t.notOk(good({ header: header.replace(from, to) }), to)
})

t.test('ten thousand changed headers and bodies: not one is believed', async (t) => {
  let state = 7
  const below = (limit: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * limit)
  }
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="|,()'
  const believed: string[] = []
  for (let tried = 0; tried < 10_000; ) {
    const inBody = below(4) === 0
    const before = inBody ? body : header
    const at = below(before.length)
    const after = before.slice(0, at) + letters[below(letters.length)] + before.slice(at + below(3))
    if (after === before) continue
    tried += 1
    if (inBody ? good({ body: after }) : good({ header: after })) believed.push(after)
  }
  t.same(believed, [])
})
