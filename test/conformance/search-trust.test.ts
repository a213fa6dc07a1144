import pino from 'pino'
import t from 'tap'
import { newId } from '../../src/kernel/ids.ts'
import { createHttpApp } from '../../src/platform/http/index.ts'
import { forEachSearchEngine, openSearch } from '../support/search-engines.ts'
import { bengaluru, northward } from '../support/search-market.ts'

// What decides the order, and what is kept of searches.
t.test('hits tell what their places are made of', (t) =>
  forEachSearchEngine(t, async (t, { market, search, tell }) => {
    const near = market.shop({ point: northward(100), shopName: 'Near', selfPickup: false })
    const far = market.shop({ point: northward(4000), shopName: 'Far' })
    await tell({
      listings: [
        market.offer(near, { name: 'Toor Dal', netQuantity: 500, unit: 'g', available: 0 }),
        market.offer(near, { name: 'Toor Dal', netQuantity: 2, unit: 'kg' }),
        market.offer(far, { name: 'Toor Dal', netQuantity: 2, unit: 'kg' }),
      ],
    })
    const { items } = await search.search({ point: bengaluru, q: '2 kg toor dal', explain: true }, null)
    t.same(
      items.map(({ shopName, netQuantity, inStock }) => [shopName, netQuantity, inStock]),
      [
        ['Near', 2, true],
        ['Far', 2, true],
        ['Near', 500, false],
      ],
      'the size that is asked for, and stock, come before the rest',
    )
    const [first, second, third] = items.map((item) => item.factors!)
    t.match(first, { text: 1000, pack: 200, availability: 200, reliability: 95 })
    t.ok(first!.nearness > second!.nearness)
    t.equal(third!.availability, 0)
    t.ok(third!.pack > 0 && third!.pack < 100, 'another size counts a little')
    for (const { score, ...parts } of [first!, second!, third!]) {
      t.ok(Math.abs(Object.values(parts).reduce((sum, part) => sum + part, 0) - score) < 0.01, 'the sum')
    }
    t.ok(first!.score > second!.score && second!.score > third!.score, 'the order is that of the sums')
    const plain = await search.search({ point: bengaluru, q: '2 kg toor dal' }, null)
    t.same(
      plain.items.map(({ listingId }) => listingId),
      items.map(({ listingId }) => listingId),
    )
    t.equal(plain.items[0]!.factors, undefined)
    const everything = await search.search({ point: bengaluru, explain: true }, null)
    t.match(everything.items[0]!.factors, { text: 0, head: 0, closeness: 0, pack: 0 })
    const fetched = await search.search({ point: bengaluru, q: 'toor dal', pickup: true }, null)
    t.same(
      fetched.items.map(({ shopName }) => shopName),
      ['Far'],
      'where it can be fetched',
    )
  }),
)

t.test('what nobody has is counted, and other words are offered', async (t) => {
  const nobody = () => Promise.reject(new Error('nobody signs in here'))
  const { market, search, tell, db } = await openSearch(t, { sample: () => true })
  const app = await createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: { person: nobody, provider: nobody, isOperator: async () => false },
    routes: [search.routes],
    trustProxy: false,
    rateLimitPerMinute: 100_000,
  })
  t.teardown(() => app.close())
  const shop = market.shop({})
  const small = market.shop({})
  await tell({
    listings: [
      ...Array.from({ length: 30 }, (_, nth) => market.offer(shop, { name: `Turmeric Powder ${nth}` })),
      market.offer(small, { name: 'Turmeric Powder' }),
    ],
  })
  const ask = (q: string, more = {}) => search.search({ pin: '560001', q, ...more }, null)

  t.match(await ask('turmreic powder 7'), { didYouMean: 'turmeric powder 7' })
  t.equal((await ask('turmeric')).didYouMean, undefined, 'not where much is found')
  for (const q of ['Xylophone', 'xylophone', 'me@example.com', 'call 9876543210 zzzqqq']) await ask(q)
  await ask('xylophone', { inStock: true })
  await search.search({ pin: '110001', q: 'xylophone' }, null)
  await search.flushCounts()
  t.equal((await app.inject('/v1/operator/search-misses')).statusCode, 401, 'for operators alone')
  const { rows } = await db.pool.query(
    'select region, words, count::int as count from search_misses order by count desc, region',
  )
  t.same(rows, [
    { region: '56', words: 'xylophone', count: 2 },
    { region: '11', words: 'xylophone', count: 1 },
    { region: '56', words: 'call zzzqqq', count: 1 },
  ])

  const ranking = (await app.inject('/v1/search/ranking')).json()
  t.match(ranking, { paidPlacement: false, weights: { text: 1000, reliability: 100 } })
  const fairness = (await app.inject('/v1/search/fairness')).json()
  t.equal(fairness.places > 0, true)
  t.match(fairness.bySize[0], { upTo: 20, shops: 1 })
  t.match(fairness.bySize[1], { upTo: 100, shops: 1 })
  t.ok(fairness.bySize[0].shareOfPlaces > 0, 'a small shop stands there too')
  t.match(fairness.byAge[0], { upTo: 90, shops: 2, shareOfPlaces: 1 })
})

t.test('an index that drifted heals itself', (t) =>
  forEachSearchEngine(t, async (t, { engine, market, search, names, tell, standIn }) => {
    const shop = market.shop({})
    const refs = ['Atta', 'Besan', 'Chana'].map((name) => market.offer(shop, { name }))
    await tell({ listings: refs })
    market.changeOffer(refs[0]!, { name: 'Aata new' })
    market.changeOffer(refs[1]!, { status: 'paused' })
    market.offer(shop, { name: 'Untold' })
    if (standIn) t.ok(standIn.requests.length > 0)
    const found = await search.heal()
    t.match(found.at(-1), { engine, missing: 1, surplus: 1, different: 1 })
    await tell({})
    t.same((await names({})).toSorted(), ['Aata new', 'Chana', 'Untold'])
    t.match(await search.check(), { missing: 0, surplus: 0, different: 0 })
  }),
)

t.test('grouped by product and by shop, and a basket compared', async (t) => {
  const nobody = () => Promise.reject(new Error('nobody signs in here'))
  const { market, search, tell } = await openSearch(t, {})
  const app = await createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: { person: nobody, provider: nobody, isOperator: async () => false },
    routes: [search.routes],
    trustProxy: false,
    rateLimitPerMinute: 100_000,
  })
  t.teardown(() => app.close())
  const [near, far] = [
    market.shop({ shopName: 'Near' }),
    market.shop({ point: northward(1500), shopName: 'Far' }),
  ]
  const rice = market.offer(near, { name: 'Rice', pricePaise: 9_000n, available: 2 })
  const { productId } = (await search.search({ pin: '560001' }, null)).items[0] ?? {}
  t.equal(productId, undefined, 'nothing is told yet')
  const [riceId, dalId] = [newId('product'), newId('product')]
  market.changeOffer(rice, { productId: riceId })
  await tell({
    listings: [
      rice,
      market.offer(far, { name: 'Rice', productId: riceId, pricePaise: 8_000n }),
      market.offer(near, { name: 'Toor Dal', productId: dalId, pricePaise: 5_000n }),
      market.offer(far, { name: 'Toor Dal', productId: dalId, pricePaise: 7_000n }),
    ],
  })
  const groups = async (by: string) =>
    (await app.inject(`/v1/search/groups?pin=560001&q=rice&by=${by}`)).json()
  t.match(await groups('product'), {
    total: 1,
    groups: [
      {
        productId: riceId,
        shopId: null,
        lowestPricePaise: 8000,
        count: 2,
        items: [{ shopName: 'Near' }, { shopName: 'Far' }],
      },
    ],
  })
  t.match(await groups('shop'), {
    total: 2,
    groups: [
      { shopId: near, productId: null, count: 1 },
      { shopId: far, lowestPricePaise: 8000 },
    ],
  })
  const compare = async (...quantities: number[]) =>
    (
      await app.inject({
        method: 'POST',
        url: '/v1/search/baskets',
        payload: {
          pin: '560001',
          items: [riceId, dalId].map((productId, nth) => ({ productId, quantity: quantities[nth] })),
        },
      })
    ).json()
  t.match(await compare(1, 1), {
    single: { totalPaise: 14_000, shops: [{ shopName: 'Near' }], missing: [] },
    split: { totalPaise: 13_000, shops: [{}, {}], missing: [] },
  })
  t.match(
    await compare(3, 1),
    { single: { totalPaise: 31_000, shops: [{ shopName: 'Far' }] } },
    'two are not three',
  )
  t.match(await compare(99, 1), { single: { missing: [riceId], totalPaise: 5_000 } })
  t.match(await compare(99, 99), { single: null, split: null })
})
