import t from 'tap'
import { createTestDatabase } from '../../test/support/database.ts'
import { createTestApp, createTestIdentity, newPhone } from '../../test/support/identity.ts'
import { uuidOf } from '../kernel/ids.ts'

const { db, pool } = await createTestDatabase(t)
const market = createTestIdentity(db)
const { call, signIn } = await createTestApp(t, market)

const askCode = (phone: unknown) => call('POST', '/v1/auth/codes', { body: { phone } })
const redeem = (phone: string, code: string) => call('POST', '/v1/auth/sessions', { body: { phone, code } })
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
/** Lets time pass for the codes of a number, by the clock that counts. */
const age = (phone: string, seconds: number) =>
  pool.query(
    `update otp_challenges set created_at = created_at - $2 * interval '1 second',
       expires_at = expires_at - $2 * interval '1 second' where phone = $1`,
    [phone, seconds],
  )

t.test('a phone and its code make a session', async (t) => {
  const phone = newPhone()
  const asked = await askCode(` ${phone.slice(3, 8)}-${phone.slice(8)} `)
  t.equal(asked.status, 202)
  t.same(asked.body, { expiresInSeconds: 300, resendAfterSeconds: 30 })
  const code = market.codeOf(phone)!
  t.match(code, /^[0-9]{6}$/)
  const message = market.sent.findLast(({ to }) => to === phone)!
  t.ok(message.text.includes(code))

  const stored = await pool.query('select code_hash from otp_challenges where phone = $1', [phone])
  t.notMatch(stored.rows[0].code_hash, code, 'only a hash is kept')

  const reply = await redeem(phone, code)
  t.equal(reply.status, 201)
  t.equal(reply.headers['cache-control'], 'no-store')
  t.match(reply.body, {
    expiresInSeconds: 600,
    account: { phone, name: null, operator: false, parties: [] },
  })
  const me = await call('GET', '/v1/me', {
    as: { headers: { authorization: `Bearer ${reply.body.accessToken}` } },
  })
  t.equal(me.status, 200)
  t.same(me.body, reply.body.account)

  t.equal((await redeem(phone, code)).body.code, 'codeSpent', 'a code is good once')
  const again = await signIn(phone).catch((error: Error) => error.message)
  t.match(again, 'codeSpent', 'another code only after the pause')
  await age(phone, 31)
  t.equal((await signIn(phone)).accountId, me.body.accountId, 'the same account the next time')
})

t.test('the answer does not tell whether a number has an account', async (t) => {
  const known = newPhone()
  await signIn(known)
  await age(known, 31)
  const [a, b] = [await askCode(known), await askCode(newPhone())]
  t.same([a.status, a.body], [b.status, b.body])
})

t.test('what is no phone number is refused at its field', async (t) => {
  for (const phone of ['12345 67890', '+1 415 555 0100', 'abcdefghijkl', '98765', '9'.repeat(31), 5, null]) {
    const { status, body } = await askCode(phone)
    t.equal(status, 400, String(phone))
    t.match(body, { code: 'invalidFields', errors: [{ pointer: '/phone' }] })
  }
  t.equal((await redeem(newPhone(), '12345')).status, 400)
  t.equal((await redeem(newPhone(), '１２３４５６')).status, 400, 'digits of another script')
  t.match(await redeem(newPhone(), '123456'), { status: 422, body: { code: 'codeSpent' } }, 'none was sent')
  t.equal((await askCode('9'.repeat(300_000))).status, 413)
})

t.test('five tries, also when a hundred come at one moment', async (t) => {
  const phone = newPhone()
  await askCode(phone)
  const code = market.codeOf(phone)!
  const replies = await Promise.all(Array.from({ length: 100 }, () => redeem(phone, wrong(code))))
  const tally = new Map<unknown, number>()
  for (const { status, body } of replies) {
    t.equal(status, 422)
    const what = body.code as unknown as string
    tally.set(what, (tally.get(what) ?? 0) + 1)
  }
  t.same([...tally].sort(), [
    ['codeSpent', 96],
    ['wrongCode', 4],
  ])
  t.equal((await redeem(phone, code)).status, 422, 'the right one comes too late')
})

t.test('of one right code at many doors only one opens', async (t) => {
  const phone = newPhone()
  await askCode(phone)
  const code = market.codeOf(phone)!
  const replies = await Promise.all(Array.from({ length: 5 }, () => redeem(phone, code)))
  t.same(replies.map(({ status }) => status).sort(), [201, 422, 422, 422, 422])
})

t.test('codes run out, and the newest one counts', async (t) => {
  const phone = newPhone()
  await askCode(phone)
  const first = market.codeOf(phone)!
  await age(phone, 31)
  await askCode(phone)
  const second = market.codeOf(phone)!
  if (first !== second) t.equal((await redeem(phone, first)).body.code, 'wrongCode')
  await age(phone, 301)
  t.equal((await redeem(phone, second)).body.code, 'codeSpent')
})

t.test('limits of a number hold when requests come at one moment', async (t) => {
  const phone = newPhone()
  const replies = await Promise.all(Array.from({ length: 20 }, () => askCode(phone)))
  t.equal(replies.filter(({ status }) => status === 202).length, 1)
  const refused = replies.find(({ status }) => status === 429)!
  t.equal(refused.body.code, 'codeSentAlready')
  t.ok(Number(refused.headers['retry-after']) >= 25 && Number(refused.headers['retry-after']) <= 30)
  for (let n = 0; n < 4; n++) {
    await age(phone, 31)
    t.equal((await askCode(phone)).status, 202)
  }
  await age(phone, 31)
  const sixth = await askCode(phone)
  t.match(sixth, { status: 429, body: { code: 'tooManyCodes' } })
  const wait = Number(sixth.headers['retry-after'])
  t.ok(wait > 3300 && wait <= 3600 - 5 * 31, `wait ${wait}`)
  await age(phone, 3600)
  t.equal((await askCode(phone)).status, 202, 'an hour later')
})

t.test('limits of an address hold over numbers', async (t) => {
  const strict = createTestIdentity(db, { limits: { perAddressAnHour: 3 } })
  const { app } = await createTestApp(t, strict)
  const ask = (remoteAddress: string) =>
    app.inject({ method: 'POST', url: '/v1/auth/codes', remoteAddress, payload: { phone: newPhone() } })
  const replies = await Promise.all(Array.from({ length: 8 }, () => ask('203.0.113.9')))
  t.equal(replies.filter(({ statusCode }) => statusCode === 202).length, 3)
  t.equal((await ask('203.0.113.10')).statusCode, 202, 'a neighbour')
  for (const last of ['1', '2', '3']) t.equal((await ask(`2001:db8:1:2::${last}`)).statusCode, 202)
  t.equal((await ask('2001:db8:1:2:ffff::4')).statusCode, 429, 'one customer has a whole /64')
  t.equal((await ask('2001:db8:1:3::1')).statusCode, 202)
})

t.test('a code that did not go out is not held against the number', async (t) => {
  let outcome: 'notSent' | 'unknown' = 'notSent'
  const broken = createTestIdentity(db, {
    otpSender: { send: async () => ({ outcome, detail: 'the line is down' }) },
    limits: { perAddressAnHour: 10_000 },
  })
  const { call } = await createTestApp(t, broken)
  const phone = newPhone()
  const ask = () => call('POST', '/v1/auth/codes', { body: { phone } })
  for (let n = 0; n < 7; n++) t.match(await ask(), { status: 503, body: { code: 'codeNotSent' } })
  outcome = 'unknown'
  t.equal((await ask()).status, 503)
  t.equal((await ask()).status, 429, 'it may be on its way, so the pause holds')
})

t.test('requests that are not as they should be', async (t) => {
  const cases: [string, 'POST' | 'PATCH', unknown][] = [
    ['/v1/auth/codes', 'POST', {}],
    ['/v1/auth/codes', 'POST', { phone: newPhone(), extra: 1 }],
    ['/v1/auth/codes', 'POST', [newPhone()]],
    ['/v1/auth/sessions', 'POST', { phone: newPhone() }],
    ['/v1/auth/sessions', 'POST', { phone: newPhone(), code: 123456 }],
    ['/v1/auth/refresh', 'POST', { refreshToken: '' }],
    ['/v1/auth/refresh', 'POST', { refreshToken: 'x'.repeat(201) }],
  ]
  for (const [url, method, body] of cases) {
    t.equal((await call(method, url, { body })).status, 400, `${url} ${JSON.stringify(body)}`)
  }
  for (const url of ['/v1/auth/sign-out', '/v1/auth/sign-out-everywhere']) {
    t.equal((await call('POST', url)).status, 401)
  }
})

t.test('an account has a name and a version', async (t) => {
  const asha = await signIn()
  const seen = await call('GET', '/v1/me', { as: asha })
  t.equal(seen.headers.etag, '"1"')
  const rename = (name: unknown, headers = {}) =>
    call('PATCH', '/v1/me', { as: asha, body: { name }, headers })
  const named = await rename(' आशा वर्मा ', { 'if-match': '"1"' })
  t.match(named, { status: 200, body: { name: 'आशा वर्मा' }, headers: { etag: '"2"' } })
  t.equal((await rename('Late', { 'if-match': '"1"' })).status, 412)
  t.match(await rename(null), { status: 200, body: { name: null } })
  for (const name of ['', '   ', 'a\tb', 'x'.repeat(101), 7]) t.equal((await rename(name)).status, 400)
  const stored = await pool.query('select count(*)::int as n from accounts where id = $1', [
    uuidOf(asha.accountId),
  ])
  t.equal(stored.rows[0].n, 1)
})
