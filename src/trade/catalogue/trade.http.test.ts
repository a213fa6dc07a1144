import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../kernel/ids.ts'
import { indiaDay } from '../../kernel/india-day.ts'
import { statement } from '../../platform/database/index.ts'
import {
  createWorld,
  httpApp,
  layListing,
  seenOutbox,
  takeEvents,
  temporaryStore,
} from './catalogue.testing.ts'
import { createCatalogue } from './index.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const catalogue = createCatalogue({
  db,
  outbox: seenOutbox(),
  queues: { add: async () => {} },
  traders: world.traders,
  identity: world.identity,
  audit: { record: async () => {} },
  storage: await temporaryStore(t),
})
const http = await httpApp([catalogue.routes], world)
t.teardown(() => http.close())
const seller = world.trader()
const stranger = world.trader()
const operator = newId('account')
world.operators.add(operator)
const { shopId } = seller.shop
const lay = () => layListing(db, { shopId, trader: seller.shop.traderId })
const wipe = statement('wipe_prices', 'delete from price_history')
const day = (days: number) => indiaDay(new Date(Date.now() + days * 86_400_000))

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  { account = seller.account as string, version }: { account?: string; version?: number } = {},
) {
  const reply = await http.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${account}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { status: reply.statusCode, body: reply.body ? reply.json() : undefined }
}

const dozens = {
  minimumQuantity: 12,
  soldBy: 'inner',
  inner: { pieces: 12, name: 'Dozen' },
  case: { pieces: 48, name: 'Peti' },
  step: 12,
  slabs: [{ from: 48, pricePaise: 2400 }],
}

t.test('terms of trade are set whole, by version, and seen by buyers', async (t) => {
  const { listingId } = await lay()
  const url = `/v1/shops/${shopId}/listings/${listingId}`
  t.equal((await call('PUT', `${url}/trade`, dozens)).status, 428)
  t.equal((await call('PUT', `${url}/trade`, dozens, { version: 9 })).status, 412)
  t.equal((await call('PUT', `${url}/trade`, dozens, { version: 1, account: stranger.account })).status, 404)
  const set = await call('PUT', `${url}/trade`, dozens, { version: 1 })
  t.match(set, { status: 200, body: { version: 2, minimumQuantity: 12, trade: { step: 12, dated: null } } })
  t.same((await takeEvents(db)).at(-1)?.listingIds, [listingId])
  t.match(await call('PUT', `${url}/trade`, dozens, { version: 2 }), { body: { version: 2 } })
  t.match(await call('GET', `/v1/shops/${shopId}/offers/${listingId}`), {
    body: {
      pricePaise: 2500,
      minimumQuantity: 12,
      stepQuantity: 12,
      forQuantity: {
        quantity: 12,
        pricePaise: 2500,
        totalPaise: 30_000,
        next: { from: 48, pricePaise: 2400 },
      },
    },
  })
  t.match(await call('GET', `/v1/shops/${shopId}/offers/${listingId}?quantity=60`), {
    body: { forQuantity: { pricePaise: 2400, totalPaise: 144_000, reason: 'slab', problem: null } },
  })
  t.match(await call('GET', `/v1/shops/${shopId}/offers/${listingId}?quantity=61`), {
    body: { forQuantity: { problem: 'notInSteps' } },
  })
  t.match(await call('GET', `${url}/lint`), { status: 200, body: { listingId } })
  const back = await call('PUT', `${url}/trade`, { minimumQuantity: 1 }, { version: 2 })
  t.match(back, { body: { trade: null, minimumQuantity: 1, version: 3 } })
})

t.test('terms that contradict themselves are refused at their field', async (t) => {
  const { listingId } = await lay()
  const dated = { pricePaise: 2000, from: day(0), until: day(3) }
  for (const [change, code, pointer] of [
    [{ case: { pieces: 50, name: null } }, 'packCountsOdd', '/case/pieces'],
    [{ step: 6 }, 'stepOdd', '/step'],
    [{ minimumQuantity: 20 }, 'minimumNotInSteps', '/minimumQuantity'],
    [{ slabs: [dozens.slabs[0], { from: 96, pricePaise: 2400 }] }, 'slabsNotFalling', '/slabs/1'],
    [{ slabs: [{ from: 48, pricePaise: 2500 }] }, 'slabIdle', '/slabs/0/pricePaise'],
    [{ dated: { ...dated, pricePaise: 2500 } }, 'datedIdle', '/dated/pricePaise'],
    [{ dated: { ...dated, until: day(-1) } }, 'datesTurned', '/dated/until'],
    [{ dated: { ...dated, from: day(-3), until: day(-1) } }, 'dateOver', '/dated/until'],
    [{ dated: { ...dated, pricePaise: 900 } }, 'deepDiscount', '/dated/pricePaise'],
  ] as const) {
    const url = `/v1/shops/${shopId}/listings/${listingId}/trade`
    const reply = await call('PUT', url, { ...dozens, ...change }, { version: 1 })
    t.match(reply, { status: 422, body: { errors: [{ code, pointer }] } }, code)
  }
})

t.test('prices are kept when they end, and a fall is told against the lowest of 30 days', async (t) => {
  const { listingId } = await lay()
  const url = `/v1/shops/${shopId}/listings/${listingId}`
  const offer = `/v1/shops/${shopId}/offers/${listingId}`
  t.match(await call('GET', offer), { body: { lowestPaise: 2500, beforePaise: null } })
  const change = (pricePaise: number, version: number, more = {}) =>
    call('PATCH', url, { pricePaise, ...more }, { version })
  t.equal((await change(2700, 1)).status, 200)
  t.equal((await change(2300, 2)).status, 200)
  t.match(await call('GET', offer), { body: { pricePaise: 2300, lowestPaise: 2300, beforePaise: 2500 } })
  const deep = await change(900, 3)
  t.match(deep, { status: 422, body: { code: 'deepDiscount', errors: [{ pointer: '/pricePaise' }] } })
  t.equal((await change(900, 3, { confirmDeepDiscount: true })).status, 200)
  const pushed = { sequence: 1, changes: [{ listingId, pricePaise: 950 }] }
  t.equal((await call('POST', `/v1/shops/${shopId}/stock-changes`, pushed)).body.applied, 1)
  const history = await call('GET', `${url}/prices?limit=2`)
  t.match(history.body, { lowestPaise: 900, items: [{ pricePaise: 900 }, { pricePaise: 2300 }] })
  const rest = await call('GET', `${url}/prices?cursor=${history.body.nextCursor}`)
  t.match(rest.body.items, [{ pricePaise: 2700, kind: 'plain' }, { pricePaise: 2500 }])
  t.equal((await call('GET', `${url}/prices`, undefined, { account: stranger.account })).status, 404)
  const falls = await call('GET', '/v1/oversight/deep-discounts', undefined, { account: operator })
  t.match(falls, { status: 200, body: { items: [] } }, 'it was raised since')
  t.equal((await call('GET', '/v1/oversight/deep-discounts')).status, 403)
})

t.test('operators see what fell deep', async (t) => {
  const { listingId } = await lay()
  const url = `/v1/shops/${shopId}/listings/${listingId}`
  const body = { pricePaise: 800, confirmDeepDiscount: true }
  t.equal((await call('PATCH', url, body, { version: 1 })).status, 200)
  t.match(await call('GET', '/v1/oversight/deep-discounts', undefined, { account: operator }), {
    body: { items: [{ listingId, pricePaise: 800, lowestPaise: 2500, shopName: 'Sharma Kirana' }] },
  })
})

t.test('a price for a while holds on its days, and is kept when it ends early', async (t) => {
  const { listingId } = await lay()
  const url = `/v1/shops/${shopId}/listings/${listingId}`
  const dated = { pricePaise: 2200, from: day(-1), until: day(1) }
  t.equal((await call('PUT', `${url}/trade`, { minimumQuantity: 1, dated }, { version: 1 })).status, 200)
  t.match(await call('GET', `/v1/shops/${shopId}/offers/${listingId}`), {
    body: { pricePaise: 2200, lowestPaise: 2200, beforePaise: 2500, forQuantity: { reason: 'dated' } },
  })
  t.equal((await call('PUT', `${url}/trade`, { minimumQuantity: 1 }, { version: 2 })).status, 200)
  t.match((await call('GET', `${url}/prices`)).body, {
    lowestPaise: 2200,
    items: [{ pricePaise: 2200, kind: 'dated' }],
  })
  await t.rejects(db.query(wipe, []), { code: '23000' }, 'past prices stay')
})

t.test('price lists name their buyers, who alone get their prices', async (t) => {
  const [one, two] = [await lay(), await lay()]
  const [traderId, gstin] = [newId('trader'), '27AAPFU0939F1ZV']
  const list = { name: 'Hotels', buyers: [traderId, '27aapfu0939f1zv'], offPercent: 10 }
  const url = `/v1/shops/${shopId}/price-lists`
  const made = await call('POST', url, { ...list, prices: [{ listingId: one.listingId, pricePaise: 2000 }] })
  t.match(made, { status: 201, body: { buyers: [gstin, traderId], version: 1, offPercent: 10 } })
  t.match(await call('POST', url, list), { status: 409, body: { code: 'listNameTaken' } })
  const termsFor = async (buyer?: { traderId: typeof traderId; gstin: string | null }) =>
    (await catalogue.terms(db, [one, two], buyer))
      .toSorted((a, b) => (a.listingId < b.listingId ? -1 : 1))
      .map(({ listPaise, listOffBps }) => [listPaise, listOffBps])
  const other = newId('trader')
  t.same(await termsFor(), [
    [null, null],
    [null, null],
  ])
  t.same(await termsFor({ traderId: other, gstin: null }), [
    [null, null],
    [null, null],
  ])
  t.same(await termsFor({ traderId, gstin: null }), [
    [2000n, null],
    [null, 1000],
  ])
  t.same(await termsFor({ traderId: other, gstin }), [
    [2000n, null],
    [null, 1000],
  ])
  const lower = { name: 'Diwali', buyers: [traderId], offPercent: 15, validUntil: day(0) }
  const second = await call('POST', url, lower)
  t.same(
    await termsFor({ traderId, gstin: null }),
    [
      [2000n, 1500],
      [null, 1500],
    ],
    'the lower of two lists',
  )
  const ref = `${url}/${second.body.listId}`
  const over = { ...lower, validFrom: day(-3), validUntil: day(-1) }
  t.equal((await call('PUT', ref, over)).status, 428)
  t.match(await call('PUT', ref, over, { version: 1 }), { status: 200, body: { version: 2 } })
  t.equal((await call('PUT', ref, over, { version: 1 })).status, 412)
  t.same(
    await termsFor({ traderId, gstin: null }),
    [
      [2000n, null],
      [null, 1000],
    ],
    'yesterday’s list is over',
  )
  t.match((await call('GET', url)).body.items, [{ name: 'Diwali' }, { name: 'Hotels', buyers: 2, prices: 1 }])
  t.match(await call('GET', `${url}/${made.body.listId}`), { body: { prices: [{ pricePaise: 2000 }] } })
  t.equal((await call('GET', ref, undefined, { account: stranger.account })).status, 404)
  t.equal((await call('DELETE', ref, undefined, { version: 2 })).status, 204)
  t.equal((await call('GET', ref)).status, 404)
  for (const [change, code, pointer] of [
    [{ buyers: ['27AAPFU0939F1Z0'] }, 'badGstin', '/buyers/0'],
    [{ offPercent: null }, 'listEmpty', '/offPercent'],
    [{ validFrom: day(2), validUntil: day(1) }, 'datesTurned', '/validUntil'],
    [{ prices: [{ listingId: one.listingId, pricePaise: 9900 }] }, 'priceAboveMrp', '/prices/0/pricePaise'],
    [{ prices: [{ listingId: newId('listing'), pricePaise: 1 }] }, 'noSuchListing', '/prices/0/listingId'],
  ] as const) {
    const reply = await call('POST', url, { ...list, name: code, ...change })
    t.match(reply, { status: 422, body: { errors: [{ code, pointer }] } }, code)
  }
})

t.test('a trader that buys sees its own prices of an offer, and nobody else does', async (t) => {
  const big = world.trader({ tiers: ['wholesaler'] })
  const ref = await layListing(db, { shopId: big.shop.shopId, trader: big.shop.traderId })
  const named = world.trader()
  const rival = world.trader()
  const waiting = world.trader({ traderStatus: 'submitted' })
  const own = { account: big.account }
  const at = `/v1/shops/${big.shop.shopId}`
  const patch = await call(
    'PATCH',
    `${at}/listings/${ref.listingId}`,
    { soldTo: ['retailer'] },
    { ...own, version: 1 },
  )
  t.equal(patch.status, 200)
  const terms = { ...dozens, slabs: [{ from: 48, pricePaise: 2_100 }], dated: null }
  const { version } = patch.body
  t.equal(
    (await call('PUT', `${at}/listings/${ref.listingId}/trade`, terms, { ...own, version })).status,
    200,
  )
  const list = {
    name: 'Friends',
    buyers: [named.shop.traderId],
    prices: [{ listingId: ref.listingId, pricePaise: 2_300 }],
  }
  t.equal((await call('POST', `${at}/price-lists`, list, own)).status, 201)
  const ask = (who: typeof named, as: typeof named = who, query = '') =>
    call('GET', `/v1/traders/${as.shop.traderId}${at.slice(3)}/offers/${ref.listingId}${query}`, undefined, {
      account: who.account,
    })
  const seen = await ask(named)
  t.match(seen.body, {
    pricePaise: 2_500,
    minimumQuantity: 12,
    stepQuantity: 12,
    prices: [
      { from: 12, pricePaise: 2_300, reason: 'list' },
      { from: 48, pricePaise: 2_100, reason: 'slab' },
    ],
    forQuantity: { quantity: 12, pricePaise: 2_300, reason: 'list' },
  })
  t.notOk(JSON.stringify(seen.body).includes('Friends'), 'how a shop calls its list is its own affair')
  t.match((await ask(named, named, '?quantity=13')).body.forQuantity, { problem: 'notInSteps' })
  t.match((await ask(rival)).body.prices, [
    { from: 12, pricePaise: 2_500, reason: 'plain' },
    { from: 48, pricePaise: 2_100, reason: 'slab' },
  ])
  t.equal((await ask(rival, named)).status, 404)
  t.match(await ask(waiting), { status: 422, body: { code: 'traderNotVerified' } })
  t.equal((await ask(world.trader({ tiers: ['manufacturer'] }))).status, 404, 'not sold to its tiers')
  t.equal((await call('GET', `${at}/offers/${ref.listingId}`)).status, 404, 'no consumer sees it')
})
