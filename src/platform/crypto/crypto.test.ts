import { randomBytes } from 'node:crypto'
import t from 'tap'
import {
  createSealer,
  deriveKey,
  hashCode,
  hashSecret,
  newApiKey,
  numericCode,
  parseApiKey,
  randomCode,
  UnsealError,
  verifyCode,
  verifySecret,
} from './index.ts'

t.test('what is sealed opens again, in its own place alone', async (t) => {
  const key = randomBytes(32)
  const sealer = createSealer({ key: key.toString('base64') })
  const sealed = sealer.seal('whsec_बाज़ार', 'providers/prv_1/secret')
  t.match(sealed, /^sealed1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/)
  t.notMatch(sealed, /whsec/)
  t.not(sealer.seal('whsec_बाज़ार', 'providers/prv_1/secret'), sealed, 'never twice alike')
  t.equal(sealer.open(sealed, 'providers/prv_1/secret'), 'whsec_बाज़ार')
  t.equal(createSealer({ key }).open(sealed, 'providers/prv_1/secret'), 'whsec_बाज़ार', 'the key as bytes')
  t.equal(sealer.open(sealer.seal('', 'x'), 'x'), '')
  t.throws(() => sealer.open(sealed, 'providers/prv_2/secret'), UnsealError, 'copied to another row')
  t.throws(() => createSealer({ key: randomBytes(32) }).open(sealed, 'providers/prv_1/secret'), UnsealError)
})

t.test('no change to a sealed text goes unseen', async (t) => {
  const sealer = createSealer({ key: randomBytes(32) })
  const sealed = sealer.seal('secret', 'here')
  const [version, id, payload] = sealed.split('.')
  const bytes = Buffer.from(payload!, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    t.throws(
      () => sealer.open(`${version}.${id}.${changed.toString('base64url')}`, 'here'),
      UnsealError,
      `byte ${at}`,
    )
  }
  for (const bad of ['', 'secret', `${sealed}.x`, `${version}.${id}.AAAA`, `sealed2.${id}.${payload}`]) {
    t.throws(() => sealer.open(bad, 'here'), UnsealError, bad.slice(0, 20))
  }
  t.throws(() => createSealer({ key: 'c2hvcnQ=' }), { message: /32 bytes/ })
})

t.test('a sealing key can be changed', async (t) => {
  const old = randomBytes(32)
  const sealed = createSealer({ key: old }).seal('secret', 'here')
  const sealer = createSealer({ key: randomBytes(32), olderKeys: [old] })
  t.equal(sealer.open(sealed, 'here'), 'secret')
  t.ok(sealer.isOutdated(sealed))
  t.notOk(sealer.isOutdated(sealer.seal('secret', 'here')))
})

t.test('an API key is shown once and known by its hash', async (t) => {
  const key = newApiKey()
  t.match(key.text, /^hk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/)
  t.strictSame(parseApiKey(key.text), { prefix: 'hk', id: key.id, secret: key.secret })
  t.equal(key.hash, hashSecret(key.secret))
  t.ok(verifySecret(key.secret, key.hash))
  t.notOk(verifySecret(newApiKey().secret, key.hash))
  t.notOk(verifySecret(key.secret, ''), 'no hash fits nothing')
  t.notOk(verifySecret('', key.hash))
  for (const bad of [
    '',
    'hk_',
    key.secret,
    `${key.text}x`,
    key.text.slice(0, -1),
    ` ${key.text}`,
    `${key.text}\n`,
  ]) {
    t.equal(parseApiKey(bad), undefined, bad.slice(0, 20))
  }
  t.match(newApiKey('test').text, /^test_/)
  t.throws(() => newApiKey('H_1'))
  const under = `hk_abcdefgh_${'_'.repeat(43)}`
  t.equal(parseApiKey(under)?.id, 'abcdefgh', 'a secret may hold underscores')
})

t.test('derived codes are steady, separate and evenly spread', async (t) => {
  const secret = randomBytes(32)
  const code = (parts: string[], digits = 6) => numericCode({ secret, parts, digits })
  t.equal(code(['shp_1', 'handOver']), code(['shp_1', 'handOver']))
  t.not(code(['ab', 'c'], 10), code(['a', 'bc'], 10), 'borders between parts count')
  t.not(code(['x'], 10), numericCode({ secret: randomBytes(32), parts: ['x'], digits: 10 }))
  t.equal(
    numericCode({ secret: 'k'.repeat(32), parts: ['shp_1', '1'], digits: 6 }),
    '576717',
    'never changes between versions',
  )
  const firstDigits = new Map<string, number>()
  for (let n = 0; n < 5000; n++) {
    const made = code([`shp_${n}`])
    if (!/^\d{6}$/.test(made)) t.fail(made)
    firstDigits.set(made[0]!, (firstDigits.get(made[0]!) ?? 0) + 1)
  }
  for (const [digit, count] of firstDigits) t.ok(count > 400 && count < 600, `first digit ${digit}: ${count}`)
  t.equal(firstDigits.size, 10)
  for (const digits of [0, 3, 11, 4.5]) t.throws(() => code(['x'], digits), { message: /4 to 10 digits/ })
  t.throws(() => numericCode({ secret: 'short', parts: [], digits: 6 }), { message: /at least 16 bytes/ })
})

t.test('typed codes are stored under salt and pepper', async (t) => {
  const pepper = randomBytes(32)
  const code = randomCode(6)
  t.match(code, /^\d{6}$/)
  const hash = hashCode({ code, salt: 'otp_1', pepper })
  t.match(hash, /^[0-9a-f]{64}$/)
  t.ok(verifyCode({ code, salt: 'otp_1', pepper, hash }))
  t.notOk(
    verifyCode({ code: String((Number(code) + 1) % 1e6).padStart(6, '0'), salt: 'otp_1', pepper, hash }),
  )
  t.notOk(verifyCode({ code, salt: 'otp_2', pepper, hash }), 'another row')
  t.notOk(verifyCode({ code, salt: 'otp_1', pepper: randomBytes(32), hash }), 'another pepper')
})

t.test('one master secret gives a separate key for each purpose', async (t) => {
  const master = randomBytes(32)
  t.equal(deriveKey(master, 'sealing').length, 32)
  t.strictSame(deriveKey(master, 'sealing'), deriveKey(master, 'sealing'))
  t.notSame(deriveKey(master, 'sealing'), deriveKey(master, 'codes'))
})
