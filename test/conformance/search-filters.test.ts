import t from 'tap'
import { newId } from '../../src/kernel/ids.ts'
import { forEachSearchEngine } from '../support/search-engines.ts'
import { bengaluru, northward } from '../support/search-market.ts'

t.test('place', (t) =>
  forEachSearchEngine(t, async (t, { market, search, names, tell }) => {
    const here = market.shop({ point: northward(500), radiusMetres: 3000, shopName: 'Here', pin: '560002' })
    const there = market.shop({ point: northward(4000), radiusMetres: 1000 })
    const away = market.shop({ point: northward(15_000), radiusMetres: 50_000 })
    const byName = market.shop({ point: northward(60_000), radiusMetres: 0, pinsServed: ['560001'] })
    const everywhere = market.shop({ point: northward(900_000), radiusMetres: 4_000_000 })
    const stranger = market.shop({ point: northward(800_000), radiusMetres: 5000 })
    await tell({
      listings: [
        market.offer(here, { name: 'A' }),
        market.offer(there, { name: 'B' }),
        market.offer(away, { name: 'C' }),
        market.offer(byName, { name: 'D' }),
        market.offer(everywhere, { name: 'E' }),
        market.offer(stranger, { name: 'F' }),
      ],
    })
    const near = async (radiusMetres?: number) => names({ radiusMetres, sort: 'nearness' })
    t.same(await near(600), ['A'])
    t.same(await near(400), [])
    t.same(await near(5000), ['A', 'B'])
    t.same(await near(), ['A', 'B'], '10 km when nothing is said')
    t.same(await near(100_000), ['A', 'B', 'C', 'D'])
    t.same(await names({ servesPin: '560001', sort: 'nearness' }), ['A', 'C', 'D', 'E'], 'who delivers there')
    t.same(await names({ servesPin: '560001', radiusMetres: 20_000, sort: 'nearness' }), ['A', 'C'])
    t.same(await names({ servesPin: '110001' }), ['E'], 'whole regions are served too')
    t.same(await names({ point: undefined, servesPin: '900056' }), [], 'no radius reaches an Army PIN')

    const [item] = (await search.search({ pin: '560001', radiusMetres: 600 }, null)).items
    t.match(item, { shopName: 'Here', shopPin: '560002', shopId: here })
    t.ok(Math.abs(item!.distanceMetres! - 500) <= 20, `${item!.distanceMetres} m`)
  }),
)

t.test('what can be seen at all', (t) =>
  forEachSearchEngine(t, async (t, { market, names, tell }) => {
    const open = market.shop({})
    const paused = market.shop({ paused: true })
    const submitted = market.shop({ traderStatus: 'submitted' })
    const outside = market.shop({ panOnly: true, state: 'Tamil Nadu', pinsServed: ['560001'] })
    const inside = market.shop({ panOnly: true, state: 'Karnataka' })
    const gone = market.offer(open, { name: 'Paused listing', status: 'paused' })
    const shown = market.offer(open, { name: 'Shown' })
    await tell({
      listings: [
        shown,
        gone,
        market.offer(paused, { name: 'Paused shop' }),
        market.offer(submitted, { name: 'Not verified' }),
        market.offer(outside, { name: 'PAN-only elsewhere' }),
        market.offer(inside, { name: 'PAN-only here' }),
      ],
    })
    const all = async () => (await names({})).toSorted()
    t.same(await all(), ['PAN-only here', 'Shown'])

    market.changeShop(paused, { paused: false })
    market.changeShop(submitted, { traderStatus: 'verified' })
    market.changeOffer(gone, { status: 'active' })
    await tell({ shops: [paused], traders: [[submitted]], listings: [gone] })
    t.same(await all(), ['Not verified', 'PAN-only here', 'Paused listing', 'Paused shop', 'Shown'])

    market.changeShop(open, { paused: true })
    market.changeOffer(shown, { name: 'Shown by another name' })
    await tell({ shops: [open], listings: [shown] })
    t.same(await all(), ['Not verified', 'PAN-only here', 'Paused shop'])
    market.changeShop(open, { paused: false })
    await tell({ shops: [open] })
    t.same(await all(), [
      'Not verified',
      'PAN-only here',
      'Paused listing',
      'Paused shop',
      'Shown by another name',
    ])
  }),
)

t.test('who may buy', (t) =>
  forEachSearchEngine(t, async (t, { market, search, names, tell }) => {
    const wholesaler = market.shop({ tiers: ['wholesaler'] })
    const maker = market.shop({ tiers: ['manufacturer'] })
    const retailer = market.shop({ tiers: ['retailer'] })
    await tell({
      listings: [
        market.offer(wholesaler, { name: 'Case', soldTo: ['retailer'] }),
        market.offer(maker, { name: 'Lorry', soldTo: ['distributor', 'wholesaler'] }),
        market.offer(maker, { name: 'From the maker', soldTo: ['consumer', 'retailer'] }),
        market.offer(retailer, { name: 'Packet' }),
        market.offer(retailer, { name: 'Beyond its tier', soldTo: ['distributor'] }),
      ],
    })
    const as = async (traderId: ReturnType<typeof market.buyer>) => {
      const query = { point: bengaluru, asTrader: traderId }
      const who = { accountId: 'acc_1', sessionId: 'ses_1' } as const
      return (await search.search(query, who)).items.map((item) => item.name).toSorted()
    }
    t.same((await names({})).toSorted(), ['From the maker', 'Packet'])
    t.same(await as(market.buyer({ tiers: ['retailer'] })), ['Case', 'From the maker'])
    t.same(await as(market.buyer({ tiers: ['wholesaler', 'retailer'] })), ['Case', 'From the maker', 'Lorry'])
    t.same(await as(market.buyer({ tiers: ['distributor'] })), ['Lorry'])
    t.same(await as(market.buyer({ tiers: ['manufacturer'] })), [])
    await t.rejects(as(market.buyer({ status: 'submitted' })), { code: 'forbidden' })
    await t.rejects(search.search({ pin: '560001', asTrader: market.buyer({}) }, null), {
      code: 'unauthenticated',
    })
  }),
)

t.test('marks of origin', (t) =>
  forEachSearchEngine(t, async (t, { market, names, search, tell }) => {
    const shop = market.shop({})
    const tea = market.offer(shop, { name: 'Darjeeling Tea' })
    const silk = market.offer(shop, { name: 'Banarasi Silk Saree' })
    market.mark(tea, [{ kind: 'gi', district: 'Darjeeling' }])
    market.mark(silk, [
      { kind: 'gi', district: 'Varanasi' },
      { kind: 'odop', district: 'Y "S" R \\\\ Kadapa' },
    ])
    await tell({ listings: [tea, silk, market.offer(shop, { name: 'Assam Tea' })] })
    t.equal((await names({})).length, 3)
    t.same((await names({ mark: 'gi' })).toSorted(), ['Banarasi Silk Saree', 'Darjeeling Tea'])
    t.same(await names({ mark: 'odop' }), ['Banarasi Silk Saree'])
    t.same(await names({ district: ' darjeeling ' }), ['Darjeeling Tea'])
    t.same(await names({ district: 'Y "S" R \\\\ KADAPA' }), ['Banarasi Silk Saree'])
    t.same(await names({ mark: 'odop', district: 'Varanasi' }), [], 'one mark has both')
    t.same(await names({ q: 'tea', mark: 'gi' }), ['Darjeeling Tea'])
    t.same(await names({ q: 'silk saree', mark: 'gi', sort: 'price' }), ['Banarasi Silk Saree'])
    t.same(await names({ q: 'tea', mark: 'odop' }), [])
    const { items } = await search.search({ pin: '560001', q: 'silk' }, null)
    t.same(items[0]!.marks, ['odop', 'gi'])
    t.same((await search.search({ pin: '560001', q: 'assam' }, null)).items[0]!.marks, [])

    market.mark(tea, [])
    await tell({ listings: [tea] })
    t.same(await names({ mark: 'gi' }), ['Banarasi Silk Saree'], 'a claim that ended')
    await search.rebuild(['56'])
    t.same(await names({ district: 'varanasi' }), ['Banarasi Silk Saree'], 'built anew')
    t.match(await search.check(['56']), { missing: 0, surplus: 0, different: 0 })
  }),
)

t.test('price, shelf, brand, stock', (t) =>
  forEachSearchEngine(t, async (t, { market, names, tell }) => {
    const shop = market.shop({})
    await tell({
      listings: [
        market.offer(shop, { name: 'Tea', pricePaise: 5_000n, category: 'Tea', brand: 'Tata' }),
        market.offer(shop, { name: 'Tea leaf', pricePaise: 9_999n, category: 'Tea', brand: 'Red Label' }),
        market.offer(shop, {
          name: 'Salt',
          pricePaise: 2_000n,
          category: 'Salt',
          brand: 'Tata',
          available: 0,
        }),
        market.offer(shop, { name: 'Oil', pricePaise: 20_000n, category: 'Oil', minimumQuantity: 20 }),
      ],
    })
    const found = async (query: Parameters<typeof names>[0]) => (await names(query)).toSorted()
    t.same(await found({ maxPricePaise: 5_000n }), ['Salt', 'Tea'], 'bounds belong to the range')
    t.same(await found({ minPricePaise: 5_000n }), ['Oil', 'Tea', 'Tea leaf'])
    t.same(await found({ minPricePaise: 5_001n, maxPricePaise: 19_999n }), ['Tea leaf'])
    t.same(await found({ category: 'Tea' }), ['Tea', 'Tea leaf'])
    t.same(await found({ brand: 'Tata' }), ['Salt', 'Tea'])
    t.same(await found({ brand: 'Tata', category: 'Tea', q: 'tea' }), ['Tea'])
    t.same(await found({ inStock: true }), ['Tea', 'Tea leaf'], 'less than the least one can buy is none')
    t.same(await found({ q: 'salt', inStock: true }), [])
  }),
)

t.test('in one shop, and who sells one product', (t) =>
  forEachSearchEngine(t, async (t, { market, names, tell }) => {
    const near = market.shop({ point: northward(500), shopName: 'Near' })
    const far = market.shop({ point: northward(90_000), shopName: 'Far', panOnly: true })
    const productId = newId('product')
    await tell({
      listings: [
        market.offer(near, { name: 'Tea', productId, pricePaise: 9_000n }),
        market.offer(near, { name: 'Salt' }),
        market.offer(far, { name: 'Far tea', productId, pricePaise: 8_000n }),
        market.offer(far, { name: 'Far salt' }),
      ],
    })
    const inFar = { shopId: far, point: undefined }
    t.same((await names(inFar)).toSorted(), ['Far salt', 'Far tea'], 'no place is needed')
    t.same(await names({ ...inFar, q: 'tea' }), ['Far tea'], 'searched in the shop')
    t.same(await names({ shopId: far, q: 'salt' }), ['Far salt'], 'however far it is')
    t.same(await names({ shopId: far, radiusMetres: 1000 }), [], 'unless a distance is given')
    t.same(await names({ productId }), ['Tea'], 'sellers near')
    t.same(await names({ productId, radiusMetres: 100_000, sort: 'price' }), ['Far tea', 'Tea'])
    t.same(await names({ productId, radiusMetres: 100_000, q: 'salt' }), [])
    t.same(await names({ productId, servesPin: '560001' }), ['Tea'], 'sellers who deliver')
    t.same(await names({ productId, ...inFar }), ['Far tea'])
    t.same(await names({ productId: newId('product') }), [])
  }),
)

t.test('open now', (t) =>
  forEachSearchEngine(t, async (t, { market, search, names, clock, tell }) => {
    const day = { open: '09:00', close: '21:00' }
    const shops = {
      day: market.shop({ hours: { week: { wed: [day] } } }),
      twice: market.shop({
        hours: {
          week: {
            wed: [
              { open: '08:15', close: '11:45' },
              { open: '17:00', close: '22:07' },
            ],
          },
        },
      }),
      night: market.shop({ hours: { week: { wed: [{ open: '20:00', close: '02:00' }] } } }),
      holiday: market.shop({ hours: { week: { wed: [day] }, closedDates: ['2026-04-01'] } }),
      saturday: market.shop({
        hours: { week: { sat: [{ open: '22:00', close: '01:00' }] }, closedDates: ['2026-04-05'] },
      }),
      never: market.shop({ hours: { week: {} } }),
    }
    await tell({
      listings: Object.entries(shops).map(([name, shopId]) => market.offer(shopId, { name })),
    })
    const at = async (india: string) => {
      clock.now = new Date(`${india}+05:30`)
      const open = (await names({ openNow: true })).toSorted()
      const { items } = await search.search({ point: bengaluru, limit: 100 }, null)
      t.same(
        items
          .filter((item) => item.openNow)
          .map((item) => item.name)
          .toSorted(),
        open,
        'what is shown agrees with what is chosen',
      )
      return open
    }
    t.same(await at('2026-04-01T12:00:00'), ['day'])
    t.same(await at('2026-04-01T08:59:59'), ['twice'])
    t.same(await at('2026-04-01T09:00:00'), ['day', 'twice'])
    t.same(await at('2026-04-01T20:30:00'), ['day', 'night', 'twice'])
    t.same(await at('2026-04-01T22:06:59'), ['night', 'twice'])
    t.same(await at('2026-04-01T22:07:00'), ['night'], 'the closing minute is closed')
    t.same(await at('2026-04-02T01:59:00'), ['night'], 'the night runs into Thursday')
    t.same(await at('2026-04-02T02:00:00'), [])
    t.same(await at('2026-04-08T12:00:00'), ['day', 'holiday'], 'a week later the holiday is over')
    t.same(await at('2026-04-05T00:30:00'), ['saturday'], 'a night that began before a closed date goes on')
  }),
)
