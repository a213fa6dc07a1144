import { createPrivateKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import t from 'tap'
import { createTestDatabase } from '../../test/support/database.ts'
import { createTestApp, createTestIdentity, type SignedIn, testSecrets } from '../../test/support/identity.ts'
import { type newId, uuidOf } from '../kernel/ids.ts'
import { createRefreshTokens } from './refresh-tokens.ts'

const { db, pool } = await createTestDatabase(t)
const secrets = testSecrets()
const market = createTestIdentity(db, secrets)
const { call, signIn } = await createTestApp(t, market)
// Another process of the same installation.
const other = await createTestApp(t, createTestIdentity(db, secrets))

const refresh = (refreshToken: string, via = call) =>
  via<{ accessToken: string; refreshToken: string; code: string }>('POST', '/v1/auth/refresh', {
    body: { refreshToken },
  })
const bearer = (accessToken: string) => ({ headers: { authorization: `Bearer ${accessToken}` } })
const me = async (accessToken: string, via = call) =>
  (await via('GET', '/v1/me', { as: bearer(accessToken) })).status
const sessionOf = ({ accessToken }: SignedIn): string =>
  JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()).sid
/** Lets so much time pass since the session's last refresh. */
const age = (person: SignedIn, seconds: number) =>
  pool.query(
    `update sessions set rotated_at = rotated_at - $2 * interval '1 second',
       expires_at = expires_at - $2 * interval '1 second' where id = $1`,
    [uuidOf(sessionOf(person)), seconds],
  )

t.test('a refresh token is exchanged for the next', async (t) => {
  const asha = await signIn()
  const first = await refresh(asha.refreshToken)
  t.equal(first.status, 200)
  t.equal(first.headers['cache-control'], 'no-store')
  t.not(first.body.refreshToken, asha.refreshToken)
  t.equal(await me(first.body.accessToken), 200)
  const second = await refresh(first.body.refreshToken, other.call)
  t.equal(second.status, 200, 'in whichever process')
  const stored = await pool.query('select token_hash from sessions where id = $1', [uuidOf(sessionOf(asha))])
  t.notMatch(JSON.stringify(stored.rows), second.body.refreshToken.slice(4), 'only hashes are kept')
})

t.test('a lost answer is given again, and tabs that refresh at once stay signed in', async (t) => {
  const asha = await signIn()
  const lost = await refresh(asha.refreshToken)
  const again = await refresh(asha.refreshToken)
  t.equal(again.status, 200)
  t.equal(again.body.refreshToken, lost.body.refreshToken, 'the same token: the session does not fork')

  const tabs = await Promise.all(
    Array.from({ length: 20 }, (_, n) => refresh(again.body.refreshToken, n % 2 ? call : other.call)),
  )
  t.same(new Set(tabs.map(({ status }) => status)), new Set([200]))
  t.equal(new Set(tabs.map(({ body }) => body.refreshToken)).size, 1)
  t.equal((await refresh(tabs[0]!.body.refreshToken)).status, 200)
})

t.test('the reuse of an old token ends the session', async (t) => {
  const asha = await signIn()
  const { body } = await refresh(asha.refreshToken)
  await age(asha, 31)
  const reused = await refresh(asha.refreshToken)
  t.match(reused, { status: 401, body: { code: 'refreshTokenReused' } })
  t.match(await refresh(body.refreshToken), { status: 401, body: { code: 'signInAgain' } })
  t.equal(await me(body.accessToken), 401, 'its access tokens too')
})

t.test('a token whose successor was used is old, however quick it comes', async (t) => {
  const asha = await signIn()
  const next = await refresh(asha.refreshToken)
  await refresh(next.body.refreshToken)
  t.match(await refresh(asha.refreshToken), { status: 401, body: { code: 'refreshTokenReused' } })
})

t.test('nothing that we did not make is a refresh token, and it ends nobody’s session', async (t) => {
  const asha = await signIn()
  const bytes = Buffer.from(asha.refreshToken.slice(4), 'base64url')
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    t.equal((await refresh(`hrt_${changed.toString('base64url')}`)).status, 401, `byte ${at}`)
  }
  const forged = createRefreshTokens({ key: randomBytes(32) }).first(
    sessionOf(asha) as ReturnType<typeof newId<'session'>>,
  )
  for (const text of [forged.text, 'hrt_', 'x', `${asha.refreshToken} `, asha.accessToken.slice(0, 200)]) {
    t.equal((await refresh(text)).status, 401, text.slice(0, 20))
  }
  t.equal((await refresh(asha.refreshToken)).status, 200, 'still good')
})

t.test('a session that nobody refreshes ends', async (t) => {
  const asha = await signIn()
  await age(asha, 61 * 86_400)
  t.match(await refresh(asha.refreshToken), { status: 401, body: { code: 'signInAgain' } })
})

t.test('signing out ends this session, here at once and elsewhere within a second', async (t) => {
  const phone = '+919811111111'
  const one = await signIn(phone)
  await pool.query('delete from otp_challenges where phone = $1', [phone])
  const two = await signIn(phone)
  t.equal(await me(one.accessToken, other.call), 200)
  t.equal((await call('POST', '/v1/auth/sign-out', { as: one })).status, 204)
  t.equal(await me(one.accessToken), 401)
  t.equal(await me(two.accessToken), 200, 'the other device stays')
  t.equal((await refresh(one.refreshToken)).status, 401)
  await new Promise((resolve) => setTimeout(resolve, 1050))
  t.equal(await me(one.accessToken, other.call), 401)
  t.equal((await call('POST', '/v1/auth/sign-out', { as: one })).status, 401, 'twice')

  t.equal((await call('POST', '/v1/auth/sign-out-everywhere', { as: two })).status, 204)
  t.equal(await me(two.accessToken), 401)
  t.equal((await refresh(two.refreshToken)).status, 401)
})

t.test('only tokens of our own making are let in', async (t) => {
  const asha = await signIn()
  const [head, body, signature] = asha.accessToken.split('.') as [string, string, string]
  const header = JSON.parse(Buffer.from(head, 'base64url').toString())
  t.match(header, { alg: 'EdDSA', typ: 'JWT', kid: String })
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  t.match(claims, { iss: 'urn:haat', aud: 'urn:haat:api', sub: asha.accountId })
  t.equal(claims.exp - claims.iat, 600)

  const row = await pool.query('select sealed_private, public_jwk from signing_keys where kid = $1', [
    header.kid,
  ])
  t.match(row.rows[0].sealed_private, /^sealed1\./, 'the private half is sealed at rest')
  const key = createPrivateKey(
    secrets.sealer.open(row.rows[0].sealed_private, `signing_keys/${header.kid}/private`),
  )
  const make = (changes: object, headerChanges: object = {}) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const input = `${part({ ...header, ...headerChanges })}.${part({ ...claims, ...changes })}`
    return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`
  }
  const tokenStatus = async (token: string) => {
    const reply = await call('GET', '/v1/me', { as: bearer(token) })
    return reply.status === 200 ? 200 : `${reply.status} ${reply.body.code}`
  }
  t.equal(await tokenStatus(make({})), 200, 'the way of making is right')
  const now = claims.iat
  const short = make({ exp: Math.floor(Date.now() / 1000) + 2 })
  t.equal(await tokenStatus(short), 200)
  t.equal(await tokenStatus(make({ exp: now - 1 })), '401 tokenExpired')
  const bad: [string, string][] = [
    ['without end', make({ exp: undefined })],
    ['of another issuer', make({ iss: 'urn:haat:x' })],
    ['for another audience', make({ aud: 'urn:haat' })],
    ['without audience', make({ aud: undefined })],
    ['without session', make({ sid: undefined })],
    ['with a session that is none', make({ sid: 'ses_x' })],
    ['with an account that is none', make({ sub: 'trd_01jd3h5w6nfz8t6m3m3m3m3m3m' })],
    ['not yet', make({ nbf: now + 1000 })],
    ['of another algorithm', make({}, { alg: 'HS256' })],
    ['of no algorithm', `${make({}, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['with critical words', make({}, { crit: ['x'], x: 1 })],
    ['of an unknown key', make({}, { kid: 'nobody' })],
    ['of no key', make({}, { kid: undefined })],
    ['with a key that is no text', make({}, { kid: { a: 1 } })],
    ['unsigned', `${head}.${body}.`],
    ['with another signature', `${head}.${body}.${signature.slice(0, -4)}AAAA`],
    ['in two parts', `${head}.${body}`],
    ['with a head that is no JSON', `e30x.${body}.${signature}`],
    ['with null for a head', `bnVsbA.${body}.${signature}`],
    ['long', 'a'.repeat(4000)],
  ]
  for (const [what, token] of bad) t.equal(await tokenStatus(token), '401 unauthenticated', what)
  await new Promise((resolve) => setTimeout(resolve, 2050))
  t.equal(await tokenStatus(short), '401 tokenExpired', 'also one that was good a moment ago')
})

t.test('keys rotate, and the old one verifies for the life of its tokens', async (t) => {
  const asha = await signIn()
  const keySet = async (via = call) =>
    (await via<{ keys: { kid: string; x: string; d?: string }[] }>('GET', '/.well-known/jwks.json')).body.keys
  const [before] = await keySet()
  t.match(before, { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' })
  t.equal(before?.d, undefined)

  const rotated = await Promise.all([market.identity.rotateSigningKey(), market.identity.rotateSigningKey()])
  const keys = await keySet()
  t.equal(keys.length, 3)
  t.ok(rotated.some(({ kid }) => kid === keys[0]!.kid))
  t.equal(await me(asha.accessToken), 200, 'signed by the old key')
  const fresh = await refresh(asha.refreshToken)
  t.equal(
    JSON.parse(Buffer.from(fresh.body.accessToken.split('.')[0]!, 'base64url').toString()).kid,
    keys[0]!.kid,
  )
  // Within a second of its last look the other process may not ask again, lest made-up keys keep it busy.
  await new Promise((resolve) => setTimeout(resolve, 1050))
  t.equal(
    await me(fresh.body.accessToken, other.call),
    200,
    'other processes learn of a new key when they meet it',
  )

  await pool.query(`update signing_keys set retired_at = retired_at - interval '16 minutes'`)
  await market.identity.rotateSigningKey()
  t.equal((await keySet()).length, 2, 'what has outlived its tokens is gone')
  t.equal(await me(asha.accessToken), 401)

  await market.identity.rotateSigningKey({ atOnce: true })
  t.equal((await keySet()).length, 1)
  t.equal(await me(fresh.body.accessToken), 401, 'after a theft nothing old is good')
  t.equal(
    await me((await refresh(fresh.body.refreshToken)).body.accessToken),
    200,
    'but people stay signed in',
  )
})

t.test('processes that start at one moment agree on one key', async (t) => {
  await pool.query('delete from signing_keys')
  const starting = await Promise.all(
    Array.from({ length: 4 }, () => createTestApp(t, createTestIdentity(db, secrets))),
  )
  const sets = await Promise.all(starting.map(({ call }) => call('GET', '/.well-known/jwks.json')))
  t.equal(new Set(sets.map(({ body }) => JSON.stringify(body))).size, 1)
})

t.test('what is old is forgotten', async (t) => {
  const asha = await signIn()
  await age(asha, 91 * 86_400)
  await pool.query(`update otp_challenges set created_at = created_at - interval '2 days'`)
  await market.identity.forgetOld()
  const left = await pool.query(
    'select (select count(*)::int from otp_challenges) as codes, (select count(*)::int from sessions where id = $1) as sessions',
    [uuidOf(sessionOf(asha))],
  )
  t.same(left.rows, [{ codes: 0, sessions: 0 }])
})

t.test('a token that was checked before costs next to nothing', async (t) => {
  const asha = await signIn()
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const bytes = Buffer.from(asha.accessToken)
  const signature = sign(null, bytes, privateKey)
  const quickest = async (work: () => unknown) => {
    let best = Number.POSITIVE_INFINITY
    for (let round = 0; round < 10; round++) {
      const start = performance.now()
      for (let n = 0; n < 100; n++) await work()
      best = Math.min(best, (performance.now() - start) / 100)
    }
    return best
  }
  const bare = await quickest(() => verify(null, bytes, publicKey, signature))
  const ours = await quickest(() => market.identity.authenticate(asha.accessToken))
  t.comment(`${ours.toFixed(4)} ms, a bare signature ${bare.toFixed(4)} ms`)
})
