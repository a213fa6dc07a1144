import pino from 'pino'
import t from 'tap'
import { openSearch } from '../../../test/support/search-engines.ts'
import { northward } from '../../../test/support/search-market.ts'
import { createHttpApp } from '../../platform/http/index.ts'

const nobody = () => Promise.reject(new Error('nobody signs in here'))
const { market, search, tell, clock } = await openSearch(t, {})
const app = await createHttpApp({
  log: pino({ level: 'silent' }),
  authenticators: { person: nobody, provider: nobody, isOperator: async () => false },
  routes: [search.routes],
  trustProxy: false,
  rateLimitPerMinute: 100_000,
})
t.teardown(() => app.close())
const get = async (path: string, query: Record<string, string>) => {
  const reply = await app.inject(`${path}?${new URLSearchParams(query)}`)
  return { status: reply.statusCode, body: reply.json() }
}
const shops = (query: Record<string, string>) => get('/v1/shops', query)

const day = { open: '09:00', close: '21:00' }
const wednesdays = { week: { wed: [day] } }
const here = market.shop({ point: northward(300), shopName: 'Here', radiusMetres: 3000 })
const counter = market.shop({
  point: northward(900),
  shopName: 'Counter',
  radiusMetres: 0,
  hours: wednesdays,
})
const afar = market.shop({
  point: northward(200_000),
  shopName: 'Afar',
  radiusMetres: 0,
  pinsServed: ['560001'],
})
const stranger = market.shop({ point: northward(40_000), shopName: 'Stranger', radiusMetres: 1000 })
const maker = market.shop({ point: northward(100), shopName: 'Maker', tiers: ['wholesaler'] })
const outside = market.shop({ point: northward(50), shopName: 'Outside', panOnly: true, state: 'Kerala' })
const all = [here, counter, afar, stranger, maker, outside]
await tell({ listings: all.map((shopId) => market.offer(shopId, { name: 'Atta Chakki' })) })

t.test('shops near and shops that deliver here, nearest first', async (t) => {
  const { status, body } = await shops({ pin: '560001' })
  t.equal(status, 200)
  t.same(
    body.items.map((shop: { name: string; delivers: boolean }) => [shop.name, shop.delivers]),
    [
      ['Here', true],
      ['Counter', false],
      ['Afar', true],
    ],
    'no shop out of reach, none that sells to the trade alone, no PAN-only seller of another state',
  )
  t.match(body.items[0], {
    shopId: here,
    openNow: true,
    rating: null,
    distanceMetres: Number,
    tiers: ['retailer'],
  })
  const near = await shops({ lat: '12.9818', lng: '77.59314', radiusMetres: '500' })
  t.same(
    near.body.items.map((shop: { name: string }) => shop.name),
    ['Here', 'Afar'],
    'a point says where too',
  )
})

t.test('open now, by the clock in India', async (t) => {
  const open = async () =>
    (await shops({ pin: '560001', openNow: 'true' })).body.items.map((shop: { name: string }) => shop.name)
  t.same(await open(), ['Here', 'Counter', 'Afar'])
  clock.now = new Date('2026-04-02T06:30:00Z')
  t.same(await open(), ['Here', 'Afar'], 'on Thursday')
  const [, closed] = (await shops({ pin: '560001' })).body.items
  t.match(closed, { openNow: false, nextOpening: '2026-04-08T03:30:00.000Z' })
})

t.test('pages lose and repeat nobody', async (t) => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await shops({ pin: '560001', limit: '1', ...(cursor ? { cursor } : {}) })
    seen.push(...body.items.map((shop: { name: string }) => shop.name))
    cursor = body.nextCursor
  } while (cursor)
  t.same(seen, ['Here', 'Counter', 'Afar'])
})

t.test('a shop that pauses is gone before the index knows', async (t) => {
  market.changeShop(here, { paused: true })
  t.notOk(
    (await shops({ pin: '560001' })).body.items.some((shop: { shopId: string }) => shop.shopId === here),
  )
  market.changeShop(here, { paused: false })
})

t.test('refuses by field what it cannot read', async (t) => {
  for (const [query, pointer] of [
    [{}, '/pin'],
    [{ pin: '560999' }, '/pin'],
    [{ pin: '912345' }, '/pin'],
    [{ lat: '12.9' }, '/lng'],
    [{ lat: '77.5', lng: '12.9' }, '/lat'],
    [{ pin: '560001', cursor: 'made-up' }, '/cursor'],
    [{ pin: '560001', openNow: 'maybe' }, '/openNow'],
  ] as [Record<string, string>, string][]) {
    const { status, body } = await shops(query)
    t.equal(status, 400, JSON.stringify(query))
    t.equal(body.errors[0].pointer, pointer, JSON.stringify(query))
  }
})

t.test('suggestions', async (t) => {
  const { body } = await get('/v1/search/suggestions', { q: 'at', pin: '560001' })
  t.match(body.items, [
    { kind: 'words', text: 'atta' },
    { kind: 'product', text: 'Atta Chakki' },
  ])
  t.same((await get('/v1/search/suggestions', { q: 'xyzzy', pin: '560001' })).body.items, [])
  t.equal((await get('/v1/search/suggestions', { q: 'at' })).status, 400, 'say where')
  t.equal((await get('/v1/search/suggestions', { q: 'at', lat: '12.9' })).status, 400)
})
