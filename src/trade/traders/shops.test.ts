import t from 'tap'
import { newEnrolment, shopBody, startTraders } from '../../../test/support/traders.ts'
import { newId } from '../../kernel/ids.ts'

const { call, signIn, trader, operator, pool, db, traders } = await startTraders(t)
const asha = await signIn()

type Problems = { errors?: { pointer: string; code: string }[] }
const problemsOf = (body: unknown) =>
  ((body as Problems).errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`).sort()

t.test('a shop has a place, hours and a reach', async (t) => {
  const { url } = await trader(asha)
  const added = await call('POST', `${url}/shops`, {
    as: asha,
    body: shopBody({
      carePhone: '98765 43210',
      pinsServed: ['400014', '400028', '400014'],
      hours: {
        week: {
          mon: [
            { open: '16:00', close: '21:00' },
            { open: '07:00', close: '13:00' },
          ],
        },
        closedDates: ['2027-01-26'],
      },
    }),
  })
  t.match(added, {
    status: 201,
    headers: { etag: '"1"' },
    body: {
      state: 'Maharashtra',
      district: 'Mumbai',
      pin: '400028',
      pointFrom: 'point',
      digipin: '4FK-549-2232',
      carePhone: '+919876543210',
      pinsServed: ['400014', '400028'],
      selfPickup: true,
      paused: false,
      warnings: [],
    },
  })
  t.same(added.body.hours, {
    week: {
      mon: [
        { open: '07:00', close: '13:00' },
        { open: '16:00', close: '21:00' },
      ],
    },
    closedDates: ['2027-01-26'],
  })
})

t.test('a point, a DIGIPIN, or the middle of the PIN', async (t) => {
  const owner = await signIn()
  const own = await trader(owner)
  const add = (changes: Record<string, unknown>) =>
    call('POST', `${own.url}/shops`, { as: owner, body: shopBody(changes) })
  t.match((await add({ point: undefined, digipin: '4fk5492232' })).body, {
    pointFrom: 'digipin',
    digipin: '4FK-549-2232',
  })
  t.match((await add({ point: undefined })).body, {
    pointFrom: 'pin',
    pointConfidence: 'high',
    point: { lat: 19.02206, lng: 72.83889 },
  })
  const far = await add({ point: { lat: 18.5204, lng: 73.8567 } })
  t.match(far, { status: 201, body: { warnings: [{ pointer: '/point', code: 'pointFarFromPin' }] } })
})

t.test('all that is wrong with a shop is told at once', async (t) => {
  const owner = await signIn()
  const { url } = await trader(owner)
  const add = async (changes: Record<string, unknown>) => {
    const reply = await call('POST', `${url}/shops`, { as: owner, body: shopBody(changes) })
    t.equal(reply.status, 400, JSON.stringify(changes).slice(0, 60))
    return problemsOf(reply.body)
  }
  const overlapping = [
    { open: '09:00', close: '12:00' },
    { open: '11:00', close: '14:00' },
  ]
  t.same(
    await add({
      pin: '400999',
      point: { lat: 72.8, lng: 19 },
      carePhone: '12345 67890',
      hours: { week: { mon: overlapping } },
      pinsServed: ['400028', '400999'],
    }),
    [
      '/carePhone invalidPhone',
      '/hours invalid',
      '/pin unknownPin',
      '/pinsServed/1 unknownPin',
      '/point invalidPoint',
    ],
  )
  t.same(await add({ pin: '560001', point: undefined }), ['/pin stateMismatch'])
  t.same(await add({ pin: '900001', point: undefined }), ['/pin armyPostal'])
  const bad: Record<string, unknown>[] = [
    { name: '' },
    { pin: '012345' },
    { pin: 400028 },
    { radiusMetres: -1 },
    { radiusMetres: 1.5 },
    { radiusMetres: 4_000_001 },
    { digipin: 'x' },
    { point: { lat: 19 } },
    { hours: {} },
    { hours: { week: { mon: [{ open: '24:00', close: '25:00' }] } } },
    { hours: { week: { someday: [] } } },
    { hours: { week: {}, closedDates: ['2026-02-30'] } },
    { pinsServed: Array.from({ length: 2001 }, () => '400028') },
    { paused: true },
    { state: 'Goa' },
  ]
  for (const changes of bad) await add(changes)
})

t.test('a PIN that nobody can find needs a point', async (t) => {
  const owner = await signIn()
  const made = await call('POST', '/v1/traders', {
    as: owner,
    body: { tiers: ['retailer'], legalName: 'R', tradeName: 'R', pan: 'AAAPZ9999Z' },
  })
  const url = `/v1/traders/${made.body.traderId}/shops`
  const body = shopBody({ pin: '210122', city: 'Oran', point: undefined })
  const refused = await call('POST', url, { as: owner, body })
  t.same(problemsOf(refused.body), ['/point required'])
  const point = { lat: 25.37, lng: 80.75 }
  t.match(await call('POST', url, { as: owner, body: { ...body, point } }), {
    status: 201,
    body: { state: 'Uttar Pradesh', pointFrom: 'point', pointConfidence: 'none' },
  })
})

t.test('a change keeps the rest', async (t) => {
  const owner = await signIn()
  const { shopId } = await trader(owner, { shop: { point: undefined, digipin: '4FK-549-2232' } })
  const url = `/v1/shops/${shopId}`
  const change = (body: unknown, etag?: string) =>
    call('PATCH', url, { as: owner, body, headers: etag ? { 'if-match': etag } : {} })
  t.match(await change({ radiusMetres: 500 }, '"1"'), {
    status: 200,
    headers: { etag: '"2"' },
    body: { radiusMetres: 500, pointFrom: 'digipin', digipin: '4FK-549-2232', city: 'Mumbai' },
  })
  t.equal((await change({ radiusMetres: 600 }, '"1"')).status, 412)
  t.match((await change({ pin: '400014' })).body, { pin: '400014', pointFrom: 'digipin' }, 'the point stays')
  t.match((await change({ point: null })).body, { pointFrom: 'pin', point: { lat: 19.01603 } })
  t.match((await change({ pin: '400028' })).body, { pointFrom: 'pin', point: { lat: 19.02206 } })
  t.match((await change({ point: { lat: 19.02, lng: 72.84 } })).body, { pointFrom: 'point' })
  t.match((await change({ carePhone: '9876543210' })).body, { carePhone: '+919876543210' })
  t.match((await change({ carePhone: null, landmark: 'Near the temple' })).body, {
    carePhone: null,
    landmark: 'Near the temple',
  })
  t.same(problemsOf((await change({ pin: '560001', hours: { week: {} }, carePhone: '12345 67890' })).body), [
    '/carePhone invalidPhone',
    '/pin stateMismatch',
  ])
  const etag = String((await call('GET', url)).headers.etag)
  t.match(await change({}), { status: 200, headers: { etag } }, 'no change, no version')
  const both = await Promise.all([change({ radiusMetres: 1 }, etag), change({ radiusMetres: 2 }, etag)])
  t.same(both.map(({ status }) => status).sort(), [200, 412])
  const events = await pool.query(`select count(*)::int as n from outbox where payload->>'shopId' = $1`, [
    shopId,
  ])
  t.equal(events.rows[0].n, 9, 'each change is told')
})

t.test('a pause', async (t) => {
  const owner = await signIn()
  const { shopId } = await trader(owner)
  const url = `/v1/shops/${shopId}`
  const paused = await call('POST', `${url}/pause`, { as: owner })
  t.match(paused, { status: 200, body: { paused: true } })
  t.match(await call('POST', `${url}/pause`, { as: owner }), {
    status: 200,
    headers: { etag: paused.headers.etag },
  })
  t.equal((await call('GET', url)).body.paused, true)
  t.equal((await traders.shopFacts(db, [shopId])).get(shopId)?.paused, true)
  t.match(await call('POST', `${url}/resume`, { as: owner }), { status: 200, body: { paused: false } })
})

t.test('everybody sees who sells, and nothing that is private', async (t) => {
  const owner = await signIn()
  const { shopId, traderId } = await trader(owner, {
    body: { bank: { accountNumber: '30123456789', ifsc: 'SBIN0001234' } },
  })
  const shown = await call('GET', `/v1/shops/${shopId}`)
  t.match(shown, {
    status: 200,
    body: {
      shopId,
      seller: { legalName: 'Asha Verma', tradeName: 'Verma Kirana', tiers: ['retailer'] },
      line1: '14, Gokhale Road North',
      openNow: true,
      carePhone: null,
    },
  })
  const { phone } = (await call('GET', '/v1/me', { as: owner })).body
  for (const secret of [String(phone), traderId, 'verma.kirana@okaxis', '6789']) {
    t.notOk(JSON.stringify(shown.body).includes(secret), secret)
  }
})

t.test('whose shop it is decides', async (t) => {
  const [owner, staff, stranger] = [await signIn(), await signIn(), await signIn()]
  const { shopId, url } = await trader(owner)
  const { phone } = (await call('GET', '/v1/me', { as: staff })).body
  await call('POST', `${url}/members`, { as: owner, body: { phone } })
  const tries = [
    ['PATCH', `/v1/shops/${shopId}`, { radiusMetres: 1 }, 403],
    ['POST', `/v1/shops/${shopId}/pause`, undefined, 200],
    ['POST', `/v1/shops/${shopId}/resume`, undefined, 200],
  ] as const
  for (const [method, address, body, byStaff] of tries) {
    t.equal((await call(method, address, { as: stranger, body })).status, 404, 'a stranger')
    t.equal((await call(method, address, { as: operator, body })).status, 404, 'an operator')
    t.equal((await call(method, address, { body })).status, 401, 'nobody')
    t.equal((await call(method, address, { as: staff, body })).status, byStaff, 'staff')
    const none = address.replace(shopId, newId('shop'))
    t.equal((await call(method, none, { as: owner, body })).status, 404, 'none')
  }
  t.equal((await call('GET', `/v1/shops/${newId('shop')}`)).status, 404)
})

t.test('the list of shops in pages', async (t) => {
  const owner = await signIn()
  const { url, shopId } = await trader(owner)
  const ids: string[] = [shopId]
  for (let n = 0; n < 4; n++) {
    const { body } = await call<{ shopId: string }>('POST', `${url}/shops`, {
      as: owner,
      body: shopBody({ name: `Shop ${n}` }),
    })
    ids.push(body.shopId)
  }
  type Page = { items: { shopId: string }[]; nextCursor?: string }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const query: string = `limit=2${cursor ? `&cursor=${cursor}` : ''}`
    const page = await call<Page>('GET', `${url}/shops?${query}`, { as: owner })
    seen.push(...page.body.items.map((shop) => shop.shopId))
    cursor = page.body.nextCursor
  } while (cursor)
  t.same(seen, ids)
  t.equal((await call('GET', `${url}/shops?cursor=x`, { as: owner })).status, 400)
})

t.test('facts for the later modules', async (t) => {
  const owner = await signIn()
  const big = await trader(owner, { shop: { pinsServed: ['110001'] } })
  const small = await trader(await signIn(), {
    body: newEnrolment(),
    shop: { pinsServed: ['110001'], point: undefined },
  })
  const facts = await traders.shopFacts(db, [big.shopId, small.shopId, newId('shop')])
  t.equal(facts.size, 2)
  const [bigShop, smallShop] = [facts.get(big.shopId)!, facts.get(small.shopId)!]
  t.match(bigShop, {
    traderId: big.traderId,
    traderStatus: 'verified',
    tiers: ['retailer'],
    shopName: 'Verma Kirana, Dadar',
    pin: '400028',
    state: 'Maharashtra',
    point: { lat: 19.0205, lng: 72.8397 },
    panOnly: false,
    radiusMetres: 3000,
    pinsServed: ['110001'],
    selfPickup: true,
    paused: false,
    upiId: 'verma.kirana@okaxis',
    contactAccountId: owner.accountId,
  })
  t.same((await traders.shopFacts(db, [])).size, 0)
  t.ok(traders.shopServes(bigShop, { pin: '110001', point: null }), 'a PIN that it serves')
  t.notOk(traders.shopServes(smallShop, { pin: '110001', point: null }), 'without GSTIN not beyond the state')
  t.ok(traders.shopServes(smallShop, { pin: '400014', point: null }), 'from the middle of the PIN')
  t.notOk(traders.shopServes(bigShop, { pin: '400001', point: null }), 'too far')
  t.notOk(traders.shopServes(bigShop, { pin: '900001', point: null }), 'the Army’s')

  t.match(await traders.buyerFacts(db, big.traderId), {
    status: 'verified',
    tiers: ['retailer'],
    state: 'Maharashtra',
    gstin: bigShop.gstin,
  })
  t.equal(await traders.buyerFacts(db, newId('trader')), undefined)

  t.equal((await traders.requireShop(db, owner, big.shopId, 'owner')).shopId, big.shopId)
  await t.rejects(traders.requireShop(db, await signIn(), big.shopId), { code: 'notFound' })
  await t.rejects(traders.requireShop(db, owner, newId('shop')), { code: 'notFound' })
})
