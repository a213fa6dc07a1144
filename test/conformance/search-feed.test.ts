import t from 'tap'
import { startMeilisearchStandIn } from '../support/meilisearch.ts'
import { forEachSearchEngine, handle, openSearch } from '../support/search-engines.ts'
import { bengaluru, northward } from '../support/search-market.ts'

t.test('drift is counted', (t) =>
  forEachSearchEngine(t, async (t, { engine, market, search, tell }) => {
    const [shop, other] = [market.shop({}), market.shop({})]
    const refs = ['A', 'B', 'C', 'D', 'E'].map((name) => market.offer(shop, { name }))
    const others = ['F', 'G'].map((name) => market.offer(other, { name }))
    await tell({ listings: [...refs, ...others] })
    const clean = { engine, listings: 7, missing: 0, surplus: 0, different: 0 }
    t.same(await search.check(), clean)

    market.changeOffer(refs[0]!, { pricePaise: 9_000n })
    market.changeOffer(refs[1]!, { available: 0 })
    market.changeOffer(refs[2]!, { status: 'paused' })
    const untold = market.offer(shop, { name: 'H' })
    t.same(await search.check(), { ...clean, missing: 1, surplus: 1, different: 2 })
    market.changeShop(other, { shopName: 'By another name' })
    t.same(await search.check(), { ...clean, missing: 1, surplus: 1, different: 4 }, 'a shop is part of it')
    market.changeShop(other, { paused: true })
    t.same(await search.check(), { ...clean, listings: 5, missing: 1, surplus: 3, different: 2 })

    await tell({ listings: [refs[0]!, refs[1]!, untold] })
    t.same(await search.check(), { ...clean, listings: 5, surplus: 3 })
    await search.rebuild()
    t.same(await search.check(), { ...clean, listings: 5 }, 'a rebuild mends everything')
    await tell({ listings: [...refs, untold], shops: [shop, other] })
    t.same(await search.check(), { ...clean, listings: 5 }, 'being told twice changes nothing')
  }),
)

t.test('a rebuild while everything goes on', (t) =>
  forEachSearchEngine(t, async (t, under) => {
    const { market, search, names, tell } = under
    const shops = Array.from({ length: 6 }, (_, nth) => market.shop({ point: northward(100 * nth) }))
    const refs = Array.from({ length: 1200 }, (_, nth) =>
      market.offer(shops[nth % 6]!, { name: `Rice ${nth}`, pricePaise: 1_000n }),
    )
    t.same(await search.rebuild(), { documents: 1200 })

    // While pages of the truth are read, what was read already changes, and what was not.
    const { offersPage } = market.catalogue
    let pagesRead = 0
    let isTelling = false
    market.catalogue.offersPage = async (sql, page) => {
      const read = await offersPage(sql, page)
      if (isTelling) return read
      isTelling = true
      pagesRead += 1
      const nth = pagesRead
      market.changeOffer(refs[nth]!, { name: `Changed ${nth}` })
      market.changeOffer(refs[1200 - nth]!, { status: 'paused' })
      const fresh = market.offer(shops[0]!, { name: `Fresh ${nth}` })
      if (nth === 2) market.changeShop(shops[5]!, { paused: true })
      await tell({ listings: [refs[nth]!, refs[1200 - nth]!, fresh], shops: nth === 2 ? [shops[5]!] : [] })
      isTelling = false
      return read
    }
    let isOver = false
    const searches = (async () => {
      let least = Number.POSITIVE_INFINITY
      let count = 0
      while (!isOver) {
        const { total } = await search.search({ point: bengaluru, q: 'rice', limit: 1 }, null)
        least = Math.min(least, total)
        count += 1
      }
      return { least, count }
    })()
    await search.rebuild()
    isOver = true
    const { least, count } = await searches
    t.ok(pagesRead >= 3, `${pagesRead} pages`)
    t.ok(count > 3, `${count} searches went on`)
    t.ok(least >= 980, `never fewer than ${least} hits`)
    market.catalogue.offersPage = offersPage
    t.match(await search.check(), { missing: 0, surplus: 0, different: 0 })
    const fresh = Array.from({ length: pagesRead }, (_, nth) => `Fresh ${nth + 1}`)
    t.same((await names({ q: 'fresh' })).toSorted(), fresh.toSorted())
    const { rows } = await under.db.pool.query('select * from search_pending')
    t.same(rows, [], 'nothing is left to be done')
    t.equal(under.standIn?.requests.includes('POST /swap-indexes'), under.standIn && true)
  }),
)

t.test('a rebuild that fails leaves the index as it was', (t) =>
  forEachSearchEngine(t, async (t, { market, search, names, db, tell }) => {
    const shop = market.shop({})
    await tell({ listings: [market.offer(shop, { name: 'Rice' })] })
    const { offersPage } = market.catalogue
    market.catalogue.offersPage = () => Promise.reject(new Error('the catalogue is away'))
    await t.rejects(search.rebuild(), { message: 'the catalogue is away' })
    market.catalogue.offersPage = offersPage
    t.same(await names({ q: 'rice' }), ['Rice'])
    const left = await db.pool.query(
      `select 1 from search_rebuilds union all select 1 from search_pending
       union all select 1 from pg_class where relname like 'search%beside%'`,
    )
    t.equal(left.rowCount, 0)
    t.same(await search.rebuild(), { documents: 1 })
  }),
)

t.test('one rebuild at a time', async (t) => {
  const { market, search } = await openSearch(t, {})
  market.offer(market.shop({}), { name: 'Rice' })
  const outcomes = await Promise.allSettled([search.rebuild(), search.rebuild()])
  t.same(
    outcomes
      .map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'done'))
      .toSorted(),
    ['done', 'rebuildRunning'],
  )
})

t.test('Meilisearch gets batches, and what it missed while it was away', async (t) => {
  const standIn = await startMeilisearchStandIn(t)
  const { market, search, db, tell, names } = await openSearch(t, { standIn })
  const shop = market.shop({})
  await tell({ listings: [market.offer(shop, { name: 'First' })] })
  const refs = Array.from({ length: 900 }, (_, nth) => market.offer(shop, { name: `Rice ${nth}` }))
  standIn.requests.length = 0
  await tell({ listings: refs })
  const sent = standIn.requests.filter((one) => /^POST .*documents$/.test(one))
  t.equal(sent.length, 2, '900 documents in two requests')

  standIn.mood.refuse = true
  const late = market.offer(shop, { name: 'Late' })
  const [batch, drain] = (await search.subscriptions()).map((one) => one.handle)
  const payload = { shopId: late.shopId, listingIds: [late.listingId] }
  const told = [{ id: '1', topic: 'listings.changed', payload }] as never
  await db.transaction((tx) => (batch as { run: (...args: unknown[]) => Promise<void> }).run(told, tx))
  const { rows } = await db.pool.query('select id, topic, payload from outbox')
  t.equal(rows.length, 2, 'one turn for each engine')
  await db.pool.query('delete from outbox')
  for (const row of rows) {
    await (drain as { run: (...args: unknown[]) => Promise<void> }).run(row, async () => true)
  }
  t.match(await search.search({ point: bengaluru, q: 'late' }, null), {
    engine: 'postgres-fallback',
    items: [{ name: 'Late' }],
  })
  const again = await db.pool.query(
    `select payload, due_at > now() + interval '1 second' as later from outbox`,
  )
  t.same(again.rows, [{ payload: { target: 'meilisearch' }, later: true }], 'it is tried again later')

  standIn.mood.refuse = false
  await handle(db, search, [])
  t.match(await search.check(), { engine: 'meilisearch', missing: 0, surplus: 0, different: 0 })
  t.same(await names({ q: 'late' }), ['Late'])
})

t.test('when Meilisearch is down or slow PostgreSQL answers', async (t) => {
  const standIn = await startMeilisearchStandIn(t)
  const { market, search, fallbacks, tell } = await openSearch(t, { standIn })
  await tell({ listings: [market.offer(market.shop({}), { name: 'Rice' })] })
  const ask = () => search.search({ point: bengaluru, q: 'chawal' }, null)
  standIn.mood.slowMs = 2000
  const start = performance.now()
  t.match(await ask(), { engine: 'postgres-fallback', items: [{ name: 'Rice' }] })
  const took = performance.now() - start
  t.comment(`after ${Math.round(took)} ms`)
  t.equal(fallbacks.count, 1)
  standIn.mood.slowMs = 0
  t.match(await ask(), { engine: 'meilisearch' })

  standIn.mood.refuse = true
  for (let nth = 0; nth < 5; nth += 1) t.match(await ask(), { engine: 'postgres-fallback' })
  t.equal(fallbacks.count, 6)
  const asked = standIn.requests.length
  await ask()
  t.equal(standIn.requests.length, asked, 'after three failures it is left alone for a while')
  await standIn.close()
  t.match(await ask(), { engine: 'postgres-fallback' })
})
