import t from 'tap'
import { listingsChanged } from '../../src/trade/catalogue/index.ts'
import { startMeilisearchStandIn } from '../support/meilisearch.ts'
import { forEachSearchEngine, handle, openSearch } from '../support/search-engines.ts'
import { bengaluru, northward } from '../support/search-market.ts'

const clean = { missing: 0, surplus: 0, different: 0 }

t.test('nothing is cut at the border of a region', (t) =>
  forEachSearchEngine(t, async (t, { market, search, tell }) => {
    // 560001 and 562101 are of two regions for the index, however near they are to each other.
    const near = market.shop({
      pin: '562101',
      point: northward(2000),
      shopName: 'Across',
      radiusMetres: 9000,
    })
    const usual = market.shop({
      pin: '560001',
      point: northward(3000),
      shopName: 'Inside',
      radiusMetres: 9000,
    })
    const other = market.shop({
      pin: '635109',
      point: northward(2500),
      shopName: 'Elsewhere',
      radiusMetres: 100,
    })
    const listings = [usual, other, near].map((shop) => market.offer(shop, { name: 'Sona Masoori Rice' }))
    await tell({ listings })
    const shops = async (more = {}) => {
      const { items } = await search.search({ point: bengaluru, q: 'rice', ...more }, null)
      return items.map(({ shopName }) => shopName)
    }
    const nearestFirst = ['Across', 'Elsewhere', 'Inside']
    t.same(await shops(), nearestFirst)
    t.same(await shops({ sort: 'nearness' }), nearestFirst)
    t.same(await shops({ radiusMetres: 2200 }), ['Across'], 'a region of which nothing was guessed')
    t.same(await shops({ servesPin: '560001' }), ['Across', 'Inside'], 'what is delivered')
    t.same(await shops({ shopId: other }), ['Elsewhere'], 'one shop, wherever it is')
    const { total, facets } = await search.search({ point: bengaluru, q: 'rice', limit: 1 }, null)
    t.equal(total, 3)
    t.same(facets.category, [{ value: 'Grocery', count: 3 }], 'counted over all regions')
    const pages: string[] = []
    for (let cursor: string | undefined, nth = 0; nth < 3; nth += 1) {
      const page = await search.search({ point: bengaluru, q: 'rice', limit: 1, cursor }, null)
      pages.push(...page.items.map(({ shopName }) => shopName))
      cursor = page.nextCursor
    }
    t.same(pages, nearestFirst, 'page by page too')

    market.changeShop(near, { pin: '560001' })
    await tell({ shops: [near] })
    t.same(await shops(), nearestFirst, 'a shop that moved is found once')
    t.match(await search.check(), { listings: 3, ...clean })
    market.changeShop(near, { paused: true })
    await tell({ shops: [near] })
    t.same(await shops(), ['Elsewhere', 'Inside'])
  }),
)

t.test('one region is built anew while it is searched and changed', (t) =>
  forEachSearchEngine(t, async (t, { market, search, tell, db }) => {
    const shops = ['560001', '560001', '571401'].map((pin, nth) =>
      market.shop({ pin, point: northward(100 * nth) }),
    )
    const refs = Array.from({ length: 300 }, (_, nth) =>
      market.offer(shops[nth % 3]!, { name: `Rice ${nth}` }),
    )
    await search.rebuild()
    await tell({ listings: refs.slice(0, 3) })
    const { offersPage } = market.catalogue
    let isTelling = false
    let told = 0
    market.catalogue.offersPage = async (sql, page) => {
      const read = await offersPage(sql, page)
      if (isTelling) return read
      isTelling = true
      told += 1
      market.changeOffer(refs[told]!, { pricePaise: 5_000n })
      await tell({ listings: [refs[told]!, market.offer(shops[told % 3]!, { name: `Rice fresh ${told}` })] })
      isTelling = false
      return read
    }
    let isOver = false
    const searches = (async () => {
      let [least, count] = [Number.POSITIVE_INFINITY, 0]
      for (; !isOver; count += 1) {
        const { total, engine } = await search.search({ point: bengaluru, q: 'rice', limit: 1 }, null)
        if (engine !== 'postgres-fallback') least = Math.min(least, total)
      }
      return { least, count }
    })()
    for (let nth = 0; nth < 2; nth += 1) t.ok((await search.rebuild(['57'])).documents >= 100)
    isOver = true
    market.catalogue.offersPage = offersPage
    const { least, count } = await searches
    t.ok(count > 3, `${count} searches went on`)
    t.ok(least >= 300, `and each found all: never fewer than ${least}`)
    t.match(await search.check(['57']), clean)
    t.match(await search.check(), { listings: 300 + told, ...clean })
    t.equal((await db.pool.query('select 1 from search_pending')).rowCount, 0)
  }),
)

t.test('what ran out comes before a flood of other changes', async (t) => {
  const { market, search, db } = await openSearch(t, {})
  const [shop, small] = [market.shop({}), market.shop({ shopName: 'Small' })]
  const flood = Array.from({ length: 1500 }, (_, nth) => market.offer(shop, { name: `Soap ${nth}` }))
  const gone = market.offer(small, { name: 'Milk' })
  const payload = (refs: typeof flood, more = {}) => ({
    topic: listingsChanged.topic,
    payload: { shopId: refs[0]!.shopId, listingIds: refs.map((ref) => ref.listingId), ...more },
  })
  await handle(db, search, [payload([gone])])
  market.changeOffer(gone, { available: 0 })
  const left: { found: boolean; waiting: number }[] = []
  const { offers } = market.catalogue
  market.catalogue.offers = async (sql, refs) => {
    const { items } = await search.search({ point: bengaluru, q: 'milk' }, null)
    const { rows } = await db.pool.query('select count(*)::int as waiting from search_pending')
    left.push({ found: items[0]?.inStock === false, waiting: rows[0].waiting })
    return offers(sql, refs)
  }
  await handle(db, search, [
    ...[0, 500, 1000].map((at) => payload(flood.slice(at, at + 500))),
    payload([gone], { urgent: true }),
  ])
  t.match(left[0], { found: false, waiting: 1501 })
  t.match(left[1], { found: true, waiting: 1500 }, 'it was the first to be written')
})

t.test('Meilisearch that was wiped, is full or fails is not believed, and comes back whole', async (t) => {
  const standIn = await startMeilisearchStandIn(t)
  const { market, search, db, tell } = await openSearch(t, { standIn })
  const shop = market.shop({})
  const refs = ['Atta', 'Besan', 'Chana'].map((name) => market.offer(shop, { name }))
  await tell({ listings: refs })
  const ask = () => search.search({ point: bengaluru, sort: 'nearness' }, null)
  t.match(await ask(), { engine: 'meilisearch', total: 3 })

  standIn.wipe()
  t.match(await ask(), { engine: 'postgres-fallback', total: 3 }, 'wiped')
  await until(
    async () => (await db.pool.query(`select 1 from outbox where consumer = 'search.drain'`)).rowCount,
  )
  await tell({ listings: [refs[0]!] })
  t.match(
    await ask(),
    { engine: 'meilisearch', total: 3 },
    'built anew, and not from what changed last alone',
  )
  t.match(await search.check(), { engine: 'meilisearch', ...clean })

  standIn.mood.full = true
  market.changeOffer(refs[1]!, { available: 0 })
  const [batch, drain] = (await search.subscriptions()).map((one) => one.handle)
  const told = {
    id: '1',
    topic: listingsChanged.topic,
    payload: { shopId: shop, listingIds: [refs[1]!.listingId] },
  }
  type Run = { run: (...args: unknown[]) => Promise<void> }
  await db.transaction((tx) => (batch as unknown as Run).run([told], tx))
  const { rows } = await db.pool.query(`delete from outbox returning id, topic, payload`)
  for (const row of rows) await (drain as unknown as Run).run(row, async () => true)
  await until(async () => (await ask()).engine === 'postgres-fallback')
  const { items } = await ask()
  t.equal(items.find(({ name }) => name === 'Besan')?.inStock, false, 'the truth, while the other lacks it')
  standIn.mood.full = false
  await handle(db, search, [])
  t.match(await ask(), { engine: 'meilisearch', total: 3 })
  t.match(await search.check(), { engine: 'meilisearch', ...clean })
})

/** Asks again until it is so; what is believed for a second is asked for longer. */
async function until(isSo: () => Promise<unknown>): Promise<void> {
  for (const end = performance.now() + 5000; performance.now() < end; ) {
    if (await isSo()) return
    await new Promise((wake) => setTimeout(wake, 50))
  }
  throw new Error('it did not become so within five seconds')
}
