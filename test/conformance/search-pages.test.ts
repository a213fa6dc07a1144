import t from 'tap'
import type { SearchQuery, SearchResult } from '../../src/trade/search/index.ts'
import { forEachSearchEngine, type SearchUnderTest } from '../support/search-engines.ts'
import { bengaluru, northward } from '../support/search-market.ts'

/** Every page of a search. */
async function pages({ search }: SearchUnderTest, query: SearchQuery): Promise<SearchResult[]> {
  const found: SearchResult[] = []
  let cursor: string | undefined
  do {
    const page = await search.search({ point: bengaluru, ...query, cursor }, null)
    found.push(page)
    cursor = page.nextCursor
  } while (cursor && found.length < 200)
  return found
}

t.test('the three sorts', (t) =>
  forEachSearchEngine(t, async (t, { market, names, knowsLanguage, tell }) => {
    const near = market.shop({ point: northward(300) })
    const middle = market.shop({ point: northward(2500) })
    const far = market.shop({ point: northward(6000) })
    await tell({
      listings: [
        market.offer(far, { name: 'Atta far', pricePaise: 1_000n }),
        market.offer(near, { name: 'Atta near', pricePaise: 3_000n }),
        market.offer(middle, { name: 'Atta middle', pricePaise: 2_000n }),
        market.offer(middle, { name: 'Tea', pricePaise: 500n, maker: 'Atta and Tea Traders' }),
      ],
    })
    for (const q of ['', 'atta']) {
      const shown = (list: string[]) => list.filter((name) => name !== 'Tea')
      t.same(shown(await names({ q, sort: 'nearness' })), ['Atta near', 'Atta middle', 'Atta far'])
      t.same(await names({ q, sort: 'price' }), ['Tea', 'Atta far', 'Atta middle', 'Atta near'])
    }
    t.same(await names({ q: 'atta', sort: 'price' }), ['Tea', 'Atta far', 'Atta middle', 'Atta near'])
    const relevant = await names({ q: 'atta' })
    t.equal(relevant[0], 'Atta near')
    if (knowsLanguage)
      t.same(relevant, ['Atta near', 'Atta middle', 'Atta far', 'Tea'], 'words, then nearness')
  }),
)

t.test('facets and total', (t) =>
  forEachSearchEngine(t, async (t, { market, search, tell }) => {
    const shop = market.shop({})
    const make = (name: string, category: string, brand: string | null, pricePaise: bigint) =>
      market.offer(shop, { name, category, brand, pricePaise, mrpPaise: pricePaise })
    await tell({
      listings: [
        make('Tea', 'Drinks', 'Tata', 4_999n),
        make('Coffee', 'Drinks', 'Tata', 5_000n),
        make('Milk', 'Dairy', 'Amul', 6_000n),
        make('Ghee', 'Dairy', 'Amul', 60_000n),
        make('Saffron', 'Spices', null, 600_000n),
      ],
    })
    const all = await search.search({ point: bengaluru, limit: 2 }, null)
    t.equal(all.total, 5)
    t.equal(all.items.length, 2)
    t.same(all.facets.category, [
      { value: 'Dairy', count: 2 },
      { value: 'Drinks', count: 2 },
      { value: 'Spices', count: 1 },
    ])
    t.same(all.facets.brand, [
      { value: 'Amul', count: 2 },
      { value: 'Tata', count: 2 },
    ])
    t.same(all.facets.price, [
      { minPaise: 0n, maxPaise: 5_000n, count: 1 },
      { minPaise: 5_000n, maxPaise: 10_000n, count: 2 },
      { minPaise: 50_000n, maxPaise: 100_000n, count: 1 },
      { minPaise: 500_000n, maxPaise: null, count: 1 },
    ])
    const dairy = await search.search({ point: bengaluru, category: 'Dairy', maxPricePaise: 10_000n }, null)
    t.equal(dairy.total, 1)
    t.same(dairy.facets.category, [{ value: 'Dairy', count: 1 }], 'facets count what passes all filters')
    const none = await search.search({ point: bengaluru, q: 'nosuchthing' }, null)
    t.match(none, { total: 0, items: [], facets: { category: [], brand: [], price: [] } })
  }),
)

t.test('pages', (t) =>
  forEachSearchEngine(t, async (t, under) => {
    const { market, tell } = under
    const shops = [300, 300, 900].map((metres) => market.shop({ point: northward(metres) }))
    const refs = Array.from({ length: 95 }, (_, nth) =>
      market.offer(shops[nth % 3]!, { name: 'Atta', pricePaise: nth % 2 ? 1_000n : 2_000n }),
    )
    await tell({ listings: refs })
    const everything = refs.map((ref) => ref.listingId).toSorted()
    for (const q of ['', 'atta']) {
      for (const sort of ['relevance', 'nearness', 'price'] as const) {
        for (const limit of [7, 19, 100]) {
          const found = await pages(under, { q, sort, limit })
          const ids = found.flatMap((page) => page.items.map((item) => item.listingId))
          t.same(ids.toSorted(), everything, `"${q}" by ${sort}, ${limit} at once: each hit once`)
          t.ok(found.every((page) => page.total === 95))
          t.ok(found.slice(0, -1).every((page) => page.items.length === limit))
        }
      }
    }
    const first = await under.search.search({ point: bengaluru, limit: 10 }, null)
    const rest = await under.search.search({ point: bengaluru, limit: 100, cursor: first.nextCursor }, null)
    t.equal(
      new Set([...first.items, ...rest.items].map((item) => item.listingId)).size,
      95,
      'another limit goes on',
    )
    for (const cursor of ['x', 'WzBd', 'WzEsMiwzXQ', Buffer.from('[99999]').toString('base64url')]) {
      await t.rejects(
        under.search.search({ point: bengaluru, cursor }, null),
        { code: 'invalidFields' },
        cursor,
      )
    }
  }),
)

t.test('no page lies beyond 1,000 hits', (t) =>
  forEachSearchEngine(t, async (t, under) => {
    const { market, tell } = under
    const shops = Array.from({ length: 4 }, () => market.shop({}))
    const refs = Array.from({ length: 1040 }, (_, nth) =>
      market.offer(shops[nth % 4]!, { name: `Soap ${nth}`, pricePaise: BigInt(nth + 1) }),
    )
    await tell({ listings: refs })
    const found = await pages(under, { sort: 'price', limit: 100, q: 'soap' })
    const items = found.flatMap((page) => page.items)
    t.equal(items.length, 1000)
    t.equal(new Set(items.map((item) => item.listingId)).size, 1000)
    t.equal(found[0]!.total, 1000)
  }),
)
