import t from 'tap'
import {
  newEnrolment,
  newNumbers,
  registration,
  shopBody,
  startTraders,
} from '../../../test/support/traders.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'

const { call, signIn, trader, operator, pool, sealer } = await startTraders(t)

type Problems = { code: string; errors?: { pointer: string; code: string }[] }
const pointers = (body: unknown) => ((body as Problems).errors ?? []).map(({ pointer }) => pointer).sort()

t.test('a registration is a draft of its owner', async (t) => {
  const asha = await signIn()
  const body = registration({ bank: { accountNumber: '30123456789', ifsc: 'SBIN0001234' } })
  const made = await call('POST', '/v1/traders', { as: asha, body })
  t.match(made, {
    status: 201,
    headers: { etag: '"1"' },
    body: {
      status: 'draft',
      tiers: ['retailer'],
      pan: body.pan,
      gstin: body.gstin,
      state: 'Maharashtra',
      panOnly: false,
      bank: { accountEnding: '6789', bankCode: 'SBIN' },
      sendBackReasons: [],
    },
  })
  t.notMatch(JSON.stringify(made.body), /30123456789|SBIN0001234/)
  const { traderId } = made.body
  const stored = await pool.query('select * from traders where id = $1', [uuidOf(String(traderId))])
  t.notMatch(JSON.stringify(stored.rows), /30123456789|SBIN0001234/, 'the bank account is sealed at rest')
  t.same(JSON.parse(sealer.open(stored.rows[0].sealed_bank, `traders/${traderId}/bank`)), {
    accountNumber: '30123456789',
    ifsc: 'SBIN0001234',
  })
  t.same((await call('GET', `/v1/traders/${traderId}`, { as: asha })).body, made.body)
  t.same((await call('GET', '/v1/me', { as: asha })).body.parties, [
    { kind: 'trader', id: traderId, role: 'owner' },
  ])
})

t.test('all that is wrong is told at once, by pointer', async (t) => {
  const asha = await signIn()
  const body = registration({
    pan: 'AAPXU0939F',
    gstin: '27AAPFU0939F1Z0',
    udyam: 'x',
    fssai: '1',
    upiId: 'nobody',
    bank: { accountNumber: '1', ifsc: '2' },
  })
  const reply = await call('POST', '/v1/traders', { as: asha, body })
  t.match(reply, { status: 400, body: { code: 'invalidFields' } })
  t.same(pointers(reply.body), [
    '/bank/accountNumber',
    '/bank/ifsc',
    '/fssai',
    '/gstin',
    '/pan',
    '/udyam',
    '/upiId',
  ])
  const { gstin } = newNumbers()
  t.same(pointers((await call('POST', '/v1/traders', { as: asha, body: registration({ gstin }) })).body), [
    '/gstin',
  ])
})

t.test('bodies of a wrong form', async (t) => {
  const asha = await signIn()
  const bad: Record<string, unknown>[] = [
    { tiers: [] },
    { tiers: ['king'] },
    { tiers: 'retailer' },
    { legalName: '' },
    { legalName: 'x'.repeat(201) },
    { legalName: 'a\u0007b' },
    { pan: null },
    { pan: 'A'.repeat(41) },
    { bank: {} },
    { status: 'verified' },
    { sealedBank: 'x' },
  ]
  for (const changes of bad) {
    const reply = await call('POST', '/v1/traders', { as: asha, body: registration(changes) })
    t.equal(reply.status, 400, JSON.stringify(changes).slice(0, 50))
  }
  const huge = registration({ legalName: 'x'.repeat(300_000) })
  t.equal((await call('POST', '/v1/traders', { as: asha, body: huge })).status, 413)
  t.equal((await call('POST', '/v1/traders', { body: registration() })).status, 401)
})

t.test('one person registers a business once, however often they click', async (t) => {
  const asha = await signIn()
  const body = registration()
  const replies = await Promise.all(
    Array.from({ length: 6 }, () => call('POST', '/v1/traders', { as: asha, body })),
  )
  t.same(replies.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409])
})

t.test('numbers of a trader that was put forward are taken, and nobody learns by whom', async (t) => {
  const [asha, ravi] = [await signIn(), await signIn()]
  const numbers = newNumbers()
  await trader(asha, { upTo: 'submitted', body: numbers })
  const again = await call('POST', '/v1/traders', { as: ravi, body: registration(numbers) })
  t.match(again, { status: 409, body: { code: 'alreadyRegistered' } })
  t.notMatch(JSON.stringify(again.body), /trd_|Asha|Verma/)
  const samePan = registration({ pan: numbers.pan, ...newEnrolment() })
  t.equal((await call('POST', '/v1/traders', { as: ravi, body: samePan })).status, 409)

  const enrolment = newEnrolment()
  await trader(await signIn(), { upTo: 'submitted', body: enrolment })
  const sameEnrolment = registration(enrolment)
  t.equal((await call('POST', '/v1/traders', { as: ravi, body: sameEnrolment })).status, 409)
})

t.test('a draft keeps nobody out, and of two that are submitted at one moment one wins', async (t) => {
  const [asha, ravi] = [await signIn(), await signIn()]
  const numbers = newNumbers()
  const drafts = [
    await trader(asha, { upTo: 'draft', body: numbers }),
    await trader(ravi, { upTo: 'draft', body: numbers }),
  ]
  const replies = await Promise.all(
    [asha, ravi].map((as, n) => call('POST', `${drafts[n]!.url}/submit`, { as })),
  )
  t.same(replies.map(({ status }) => status).sort(), [200, 409])
  t.equal(replies.find(({ status }) => status === 409)!.body.code, 'alreadyRegistered')
})

t.test('a submission has to be whole', async (t) => {
  const asha = await signIn()
  const body = registration({ gstin: null, upiId: null })
  const { traderId } = (await call('POST', '/v1/traders', { as: asha, body })).body
  const url = `/v1/traders/${traderId}`
  const early = await call('POST', `${url}/submit`, { as: asha })
  t.match(early, { status: 422, body: { code: 'incomplete' } })
  t.same(pointers(early.body), ['/gstin', '/shops', '/upiId'])

  const { enrolmentId } = newEnrolment()
  t.equal((await call('PATCH', url, { as: asha, body: { enrolmentId } })).body.panOnly, true)
  t.equal((await call('PATCH', url, { as: asha, body: { upiId: 'a.b@okaxis' } })).status, 200)
  t.equal((await call('POST', `${url}/shops`, { as: asha, body: shopBody() })).status, 201)
  const done = await call('POST', `${url}/submit`, { as: asha })
  t.match(done, { status: 200, body: { status: 'submitted', state: 'Maharashtra' } })
  t.match(await call('POST', `${url}/submit`, { as: asha }), {
    status: 200,
    body: { status: 'submitted' },
    headers: { etag: done.headers.etag },
  })
  const emptied = await call('PATCH', url, { as: asha, body: { enrolmentId: null } })
  t.match(emptied, { status: 422, body: { code: 'incomplete' } }, 'and it stays whole')
})

t.test('a change says what it changes, by version', async (t) => {
  const asha = await signIn()
  const { url } = await trader(asha, { upTo: 'draft' })
  const change = (body: unknown, etag?: string) =>
    call('PATCH', url, { as: asha, body, headers: etag ? { 'if-match': etag } : {} })
  t.match(await change({ tradeName: 'New Verma Kirana' }, '"1"'), {
    status: 200,
    headers: { etag: '"2"' },
    body: { tradeName: 'New Verma Kirana' },
  })
  t.equal((await change({ tradeName: 'Late' }, '"1"')).status, 412)
  t.match(await change({}), { status: 200, headers: { etag: '"2"' } }, 'no change, no version')
  t.match(await change({ bank: { accountNumber: '30123456789', ifsc: 'SBIN0001234' } }), {
    body: { bank: { accountEnding: '6789' } },
  })
  t.match(await change({ bank: null }), { body: { bank: null } })
  t.same(pointers((await change({ gstin: 'x', fssai: 'y' })).body), ['/fssai', '/gstin'])
  t.equal((await change({ status: 'verified' })).status, 400)
  const both = await Promise.all([
    change({ udyam: 'UDYAM-MH-01-0000001' }, '"4"'),
    change({ fssai: '11521999000123' }, '"4"'),
  ])
  t.same(both.map(({ status }) => status).sort(), [200, 412], 'of two at one moment one has to look again')
})

t.test('a registration and its shops lie in one state', async (t) => {
  const asha = await signIn()
  const { url } = await trader(asha, { upTo: 'draft' })
  const { gstin, pan } = newNumbers('29')
  const moved = await call('PATCH', url, { as: asha, body: { gstin, pan } })
  t.match(moved, { status: 400, body: { errors: [{ pointer: '/gstin', code: 'stateMismatch' }] } })
})

t.test('a verified trader that changes what was verified is looked at again', async (t) => {
  const asha = await signIn()
  const { url, shopId } = await trader(asha)
  t.match(await call('PATCH', url, { as: asha, body: { tradeName: 'Verma and Sons' } }), {
    status: 200,
    body: { status: 'verified' },
  })
  t.match(await call('PATCH', url, { as: asha, body: { upiId: 'new.id@okaxis' } }), {
    body: { status: 'verified' },
  })
  t.equal((await call('GET', `/v1/shops/${shopId}`)).status, 200)
  t.match(await call('PATCH', url, { as: asha, body: { legalName: 'Asha Kumari' } }), {
    body: { status: 'submitted' },
  })
  t.equal((await call('GET', `/v1/shops/${shopId}`)).status, 404, 'and sells nothing meanwhile')
})

t.test('whose trader it is decides', async (t) => {
  const [asha, ravi, stranger] = [await signIn(), await signIn(), await signIn()]
  const { url } = await trader(asha, { upTo: 'draft' })
  const { phone } = (await call('GET', '/v1/me', { as: ravi })).body
  await call('POST', `${url}/members`, { as: asha, body: { phone } })
  const tries = [
    ['GET', url, undefined],
    ['PATCH', url, { tradeName: 'Mine' }],
    ['POST', `${url}/submit`, undefined],
    ['POST', `${url}/shops`, shopBody()],
    ['GET', `${url}/shops`, undefined],
  ] as const
  for (const [method, address, body] of tries) {
    t.equal((await call(method, address, { as: stranger, body })).status, 404, `${method} of a stranger`)
    t.equal((await call(method, address, { body })).status, 401, `${method} of nobody`)
    const byStaff = (await call(method, address, { as: ravi, body })).status
    t.equal(byStaff, method === 'GET' ? 200 : 403, `${method} of staff`)
    const byOperator = (await call(method, address, { as: operator, body })).status
    t.equal(byOperator, method === 'GET' ? 200 : 404, `${method} of an operator`)
    const none = address.replace(/trd_[a-z0-9]+/, newId('trader'))
    t.equal((await call(method, none, { as: operator, body })).status, 404, `${method} of none`)
  }
  t.equal((await call('GET', '/v1/traders/trd_x', { as: asha })).status, 400)
})
