import t from 'tap'
import { newNumbers, startTraders } from '../../../test/support/traders.ts'
import { newId } from '../../kernel/ids.ts'

const { call, signIn, trader, operator, pool } = await startTraders(t)
const asha = await signIn()

type Decision = 'verify' | 'send-back' | 'suspend' | 'reinstate'
const bodies: Record<Decision, unknown> = {
  verify: undefined,
  'send-back': { reasons: [{ pointer: '/legalName', reason: 'Write it as on the PAN card.' }] },
  suspend: { reason: 'Goods above MRP.' },
  reinstate: undefined,
}
const decide = (what: Decision, id: unknown, options: { as?: typeof asha; etag?: unknown } = {}) =>
  call('POST', `/v1/operator/traders/${id}/${what}`, {
    as: options.as ?? operator,
    body: bodies[what],
    headers: options.etag ? { 'if-match': String(options.etag) } : {},
  })
const statusOf = async (url: string) => (await call('GET', url, { as: asha })).body.status

t.test('the way through the operators’ hands, and what is remembered of it', async (t) => {
  const { traderId, shopId, url } = await trader(asha, { upTo: 'submitted' })
  t.equal((await call('GET', `/v1/shops/${shopId}`)).status, 404, 'not to be seen yet')
  t.match(await decide('send-back', traderId), {
    status: 200,
    body: {
      status: 'sentBack',
      sendBackReasons: [{ pointer: '/legalName', reason: 'Write it as on the PAN card.' }],
    },
  })
  t.match(
    (await call('GET', url, { as: asha })).body.sendBackReasons,
    [{ pointer: '/legalName' }],
    'to be read',
  )
  t.equal((await call('PATCH', url, { as: asha, body: { legalName: 'Asha K Verma' } })).status, 200)
  t.match((await call('POST', `${url}/submit`, { as: asha })).body, {
    status: 'submitted',
    sendBackReasons: [],
  })
  t.match(await decide('verify', traderId), { status: 200, body: { status: 'verified' } })
  t.equal((await call('GET', `/v1/shops/${shopId}`)).status, 200)
  t.match(await decide('suspend', traderId), { status: 200, body: { status: 'suspended' } })
  t.equal((await call('GET', `/v1/shops/${shopId}`)).status, 404)
  t.match(await call('PATCH', url, { as: asha, body: newNumbers() }), {
    status: 409,
    body: { code: 'wrongStatus', facts: { status: 'suspended' } },
  })
  t.equal((await call('PATCH', url, { as: asha, body: { tradeName: 'Verma' } })).status, 200)
  t.match(await decide('reinstate', traderId), { status: 200, body: { status: 'verified' } })

  const audit = await call<{ items: Record<string, unknown>[] }>(
    'GET',
    `/v1/operator/audit?objectId=${traderId}`,
    { as: operator },
  )
  t.match(audit.body.items.reverse(), [
    { action: 'trader.sentBack', actorId: operator.accountId, reasons: [{ pointer: '/legalName' }] },
    { action: 'trader.verified', reasons: [] },
    { action: 'trader.suspended', reasons: [{ reason: 'Goods above MRP.' }] },
    { action: 'trader.reinstated' },
  ])
  const events = await pool.query(
    `select payload->>'status' as status from outbox where topic = 'trader.changed' and payload->>'traderId' = $1
      order by id`,
    [traderId],
  )
  t.same(
    events.rows.map(({ status }) => status),
    ['submitted', 'sentBack', 'sentBack', 'submitted', 'verified', 'suspended', 'suspended', 'verified'],
    'each change is told to the later modules',
  )
  const told = await pool.query(
    `select payload->'shopIds' as shops from outbox where payload->>'traderId' = $1 limit 1`,
    [traderId],
  )
  t.same(told.rows, [{ shops: [shopId] }])
})

t.test('decisions out of order', async (t) => {
  const draft = await trader(await signIn(), { upTo: 'draft' })
  for (const what of Object.keys(bodies) as Decision[]) {
    t.match(await decide(what, draft.traderId), { status: 409, body: { code: 'wrongStatus' } }, what)
  }
  const verified = await trader(await signIn())
  t.equal((await decide('send-back', verified.traderId)).status, 409)
  const before = await call('GET', verified.url, { as: operator })
  t.match(await decide('verify', verified.traderId), {
    status: 200,
    headers: { etag: before.headers.etag },
  })
  const audit = await call<{ items: unknown[] }>('GET', `/v1/operator/audit?objectId=${verified.traderId}`, {
    as: operator,
  })
  t.equal(audit.body.items.length, 1, 'a repeated decision is none')
})

t.test('an operator decides about the version that was looked at', async (t) => {
  const { traderId, url } = await trader(asha, { upTo: 'submitted', body: newNumbers() })
  const seen = (await call('GET', url, { as: operator })).headers.etag
  await call('PATCH', url, { as: asha, body: { legalName: 'Somebody Else' } })
  t.match(await decide('verify', traderId, { etag: seen }), { status: 412, body: { code: 'stale' } })
  t.equal(await statusOf(url), 'submitted')
  const now = (await call('GET', url, { as: operator })).headers.etag
  t.equal((await decide('verify', traderId, { etag: now })).status, 200)
})

t.test('two operators at one moment decide once', async (t) => {
  const { traderId, url } = await trader(await signIn(), { upTo: 'submitted' })
  const replies = await Promise.all([decide('verify', traderId), decide('send-back', traderId)])
  t.same(replies.map(({ status }) => status).sort(), [200, 409])
  const winner = replies.find(({ status }) => status === 200)!
  t.equal((await call('GET', url, { as: operator })).body.status, winner.body.status)
  const audit = await call<{ items: unknown[] }>('GET', `/v1/operator/audit?objectId=${traderId}`, {
    as: operator,
  })
  t.equal(audit.body.items.length, 1)
})

t.test('only operators decide', async (t) => {
  const { traderId } = await trader(await signIn(), { upTo: 'submitted' })
  for (const what of Object.keys(bodies) as Decision[]) {
    t.equal((await decide(what, traderId, { as: asha })).status, 403, what)
    const nobody = await call('POST', `/v1/operator/traders/${traderId}/${what}`, { body: bodies[what] })
    t.equal(nobody.status, 401, what)
    t.equal((await decide(what, newId('trader'))).status, 404, what)
    t.equal((await decide(what, 'trd_x')).status, 400, what)
  }
  t.equal((await call('GET', '/v1/operator/traders', { as: asha })).status, 403)
})

t.test('reasons have to say something about some field', async (t) => {
  const { traderId } = await trader(await signIn(), { upTo: 'submitted' })
  const send = (body: unknown) =>
    call('POST', `/v1/operator/traders/${traderId}/send-back`, { as: operator, body })
  const bad = [
    {},
    { reasons: [] },
    { reasons: [{ pointer: 'legalName', reason: 'x' }] },
    { reasons: [{ pointer: '/a~2', reason: 'x' }] },
    { reasons: [{ pointer: '/a', reason: ' ' }] },
    { reasons: Array.from({ length: 51 }, () => ({ pointer: '/a', reason: 'x' })) },
  ]
  for (const body of bad) t.equal((await send(body)).status, 400, JSON.stringify(body).slice(0, 60))
  const suspend = await call('POST', `/v1/operator/traders/${traderId}/suspend`, { as: operator, body: {} })
  t.equal(suspend.status, 400)
})

t.test('the queue shows who waits longest first, each once', async (t) => {
  await pool.query(`update traders set status = 'draft' where status = 'submitted'`)
  const waiting: string[] = []
  for (let n = 0; n < 5; n++) waiting.push((await trader(await signIn(), { upTo: 'submitted' })).traderId)
  // Two that came in the same millisecond.
  await pool.query(
    `update traders set status_since = (select min(status_since) from traders where status = 'submitted')
      where status = 'submitted' and status_since < (select max(status_since) from traders where status = 'submitted')`,
  )
  type Page = { items: { traderId: string; contact: { phone: string } }[]; nextCursor?: string }
  const page = (query: string) => call<Page>('GET', `/v1/operator/traders?${query}`, { as: operator })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await page(`limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    for (const { traderId, contact } of body.items) {
      seen.push(traderId)
      t.match(contact.phone, /^\+91[0-9]{10}$/)
    }
    cursor = body.nextCursor
  } while (cursor)
  t.same(seen, waiting)
  t.ok((await page('status=verified')).body.items.length > 0)
  for (const query of ['status=king', 'cursor=x', 'cursor=WyIyMDI2IiwidHJkXzEiXQ', 'limit=1000']) {
    t.equal((await page(query)).status, 400, query)
  }
})
