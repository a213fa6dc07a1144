import pino from 'pino'
import t from 'tap'
import { openSearch } from '../../../test/support/search-engines.ts'
import { northward } from '../../../test/support/search-market.ts'
import { createHttpApp, openApiDocument } from '../../platform/http/index.ts'
import { searchReply } from './search.schema.ts'

const nobody = () => Promise.reject(new Error('nobody signs in here'))

t.test('GET /v1/search', async (t) => {
  const { market, search, tell } = await openSearch(t, {})
  const app = await createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: { person: nobody, provider: nobody, isOperator: async () => false },
    routes: [search.routes],
    trustProxy: false,
    rateLimitPerMinute: 100_000,
  })
  t.teardown(() => app.close())
  const get = async (query: Record<string, string>) => {
    const reply = await app.inject(`/v1/search?${new URLSearchParams(query)}`)
    return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
  }
  const shop = market.shop({ point: northward(700), shopName: 'Sharma Stores' })
  const soap = market.offer(shop, {
    name: 'Neem Soap',
    nameHi: 'नीम साबुन',
    brand: 'Himalaya',
    netQuantity: 125,
    unit: 'g',
    pricePaise: 4_500n,
    mrpPaise: 5_000n,
  })
  await tell({ listings: [soap, market.offer(shop, { name: 'Salt', available: 0 })] })

  await t.test('answers items, facets, total and who answered', async (t) => {
    const { status, headers, body } = await get({ q: 'साबुन', pin: '560001' })
    t.equal(status, 200)
    t.equal(headers['x-search-engine'], 'postgres')
    t.equal(headers['content-type'], 'application/json; charset=utf-8')
    t.same(searchReply.parse(body), body, 'as its schema says, though nothing checks it on the way out')
    const { distanceMetres, ...item } = body.items[0]
    t.ok(Math.abs(distanceMetres - 700) < 10)
    t.match(item, {
      listingId: soap.listingId,
      shopId: shop,
      name: 'Neem Soap',
      nameHi: 'नीम साबुन',
      brand: 'Himalaya',
      netQuantity: 125,
      unit: 'g',
      pricePaise: 4500,
      mrpPaise: 5000,
      unitPrice: { paise: 36, per: 'g' },
      inStock: true,
      shopName: 'Sharma Stores',
      shopPin: '560001',
      openNow: true,
      marks: [],
    })
    t.match(body, {
      total: 1,
      engine: 'postgres',
      facets: { price: [{ minPaise: 0, maxPaise: 5000, count: 1 }] },
    })
  })

  await t.test('reads every filter off the address', async (t) => {
    const names = async (query: Record<string, string>) =>
      (await get({ pin: '560001', ...query })).body.items.map((item: { name: string }) => item.name)
    t.same(await names({ inStock: 'true' }), ['Neem Soap'])
    t.same(await names({ inStock: 'false', sort: 'price' }), ['Neem Soap', 'Salt'])
    t.same(await names({ minPricePaise: '5000' }), ['Salt'])
    t.same(await names({ maxPricePaise: '4500' }), ['Neem Soap'])
    t.same(await names({ brand: 'Himalaya', category: 'Grocery', soldTo: 'consumer' }), ['Neem Soap'])
    t.same(await names({ lat: '12.9818', lng: '77.59314', radiusMetres: '600' }), [])
    t.same(await names({ servesPin: '560001', openNow: 'true', sort: 'nearness' }), ['Neem Soap', 'Salt'])
    const first = (await get({ pin: '560001', sort: 'price', limit: '1' })).body
    t.same(await names({ sort: 'price', limit: '1', cursor: first.nextCursor }), ['Salt'])
  })

  await t.test('refuses by field what it cannot read', async (t) => {
    for (const [query, pointer] of [
      [{ q: 'rice' }, '/pin'],
      [{ pin: '123' }, '/pin'],
      [{ pin: '560999' }, '/pin'],
      [{ pin: '912345' }, '/pin'],
      [{ servesPin: '560999' }, '/servesPin'],
      [{ servesPin: '912345', radiusMetres: '10' }, '/servesPin'],
      [{ lat: '12.9' }, '/lng'],
      [{ lat: '77.5', lng: '12.9' }, '/lat'],
      [{ lat: 'x', lng: '12.9' }, '/lat'],
      [{ pin: '560001', radiusMetres: '0' }, '/radiusMetres'],
      [{ pin: '560001', minPricePaise: '-1' }, '/minPricePaise'],
      [{ pin: '560001', maxPricePaise: '1.5' }, '/maxPricePaise'],
      [{ pin: '560001', sort: 'paid' }, '/sort'],
      [{ pin: '560001', inStock: 'maybe' }, '/inStock'],
      [{ pin: '560001', q: 'x'.repeat(201) }, '/q'],
      [{ pin: '560001', cursor: 'made-up' }, '/cursor'],
      [{ pin: '560001', limit: '101' }, '/limit'],
      [{ pin: '560001', asTrader: 'x' }, '/asTrader'],
    ] as [Record<string, string>, string][]) {
      const { status, body } = await get(query)
      t.equal(status, 400, JSON.stringify(query))
      t.equal(body.errors[0].pointer, pointer, JSON.stringify(query))
    }
    t.equal((await get({ pin: '560001', colour: 'red' })).status, 400, 'an unknown parameter')
    const asTrader = { pin: '560001', asTrader: market.buyer({}) }
    t.match(await get(asTrader), { status: 401, body: { code: 'unauthenticated' } })
    t.equal((await get({ servesPin: '912345' })).status, 200, 'an Army PIN is served by name alone')
  })

  await t.test('a shop, and the sellers of a product', async (t) => {
    const [item] = (await get({ shopId: shop, q: 'soap' })).body.items
    t.match(item, { name: 'Neem Soap', distanceMetres: null }, 'without a place nobody knows how far')
    t.same((await get({ pin: '560001', productId: item.productId })).body.total, 1)
    t.equal((await get({ shopId: 'x' })).body.errors[0].pointer, '/shopId')
  })

  await t.test('its description tells what decides the ranking', async (t) => {
    const { paths } = openApiDocument(app) as { paths: Record<string, { get: { description: string } }> }
    t.match(paths['/v1/search']!.get.description, /no place can be bought/)
  })
})
