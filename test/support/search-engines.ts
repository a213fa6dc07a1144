import pino from 'pino'
import type { Test } from 'tap'
import { createPlaces } from '../../src/places/index.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { claimDeliveries, createOutbox, type Delivery } from '../../src/platform/outbox/index.ts'
import type { ListingRef } from '../../src/trade/catalogue/index.ts'
import { listingsChanged } from '../../src/trade/catalogue/index.ts'
import { createSearch, type Search, type SearchDeps, type SearchQuery } from '../../src/trade/search/index.ts'
import { shopChanged, traderChanged } from '../../src/trade/traders/index.ts'
import { createTestDatabase } from './database.ts'
import { type StandIn, startMeilisearchStandIn } from './meilisearch.ts'
import { bengaluru, createSearchMarket, type SearchMarket } from './search-market.ts'

/** A search of its own, over a market in memory, on one engine. */
export interface SearchUnderTest {
  engine: 'postgres' | 'meilisearch'
  /** False for the stand-in: it knows filters, sorting and paging, and nothing of language. */
  knowsLanguage: boolean
  market: SearchMarket
  search: Search
  db: Database
  standIn: StandIn | undefined
  fallbacks: { count: number }
  /** A Wednesday noon in India unless a test sets it. */
  clock: { now: Date }
  /** Searches around PIN 560001; answers the names found, in order. */
  names(query: SearchQuery): Promise<string[]>
  /** Tells search what changed, as the outbox would, and waits until it is in the index. */
  tell(changed: { listings?: ListingRef[]; shops?: string[]; traders?: string[][] }): Promise<void>
}

const noon = new Date('2026-04-01T06:30:00Z') // 12:00 in India, a Wednesday

const nobody: SearchDeps['identity'] = {
  authenticate: () => Promise.reject(new Error('nobody signs in here')),
  requireMember: async () => 'owner',
}

/**
 * Runs the same test on PostgreSQL, on Meilisearch's stand-in, and on a real Meilisearch where MEILI_URL (and
 * MEILI_KEY) name one.
 */
export async function forEachSearchEngine(
  t: Test,
  work: (t: Test, under: SearchUnderTest) => Promise<void>,
): Promise<void> {
  await t.test('on PostgreSQL', async (t) => work(t, await openSearch(t, {})))
  await t.test('on the stand-in for Meilisearch', async (t) => {
    const under = await openSearch(t, { standIn: await startMeilisearchStandIn(t) })
    await work(t, under)
    t.equal(under.fallbacks.count, 0, 'PostgreSQL was not needed')
  })
  const url = process.env.MEILI_URL
  if (!url) return
  await t.test('on Meilisearch', async (t) => {
    const under = await openSearch(t, { real: { url, key: process.env.MEILI_KEY } })
    await work(t, under)
    t.equal(under.fallbacks.count, 0, 'PostgreSQL was not needed')
  })
}

export async function openSearch(
  t: Test,
  {
    standIn,
    real,
    sample,
  }: { standIn?: StandIn; real?: { url: string; key: string | undefined }; sample?: () => boolean },
): Promise<SearchUnderTest> {
  const { db } = await createTestDatabase(t)
  const outbox = createOutbox()
  const market = createSearchMarket()
  const fallbacks = {
    count: 0,
    add: () => {
      fallbacks.count += 1
    },
  }
  const clock = { now: noon }
  const index = `haat_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const meili = standIn
    ? { url: standIn.url, key: standIn.key, index }
    : real && { url: real.url, key: real.key, index }
  const search = createSearch({
    db,
    outbox,
    catalogue: market.catalogue,
    traders: market.traders,
    marks: market.marks,
    places: createPlaces(),
    identity: nobody,
    audit: { record: async () => {} },
    meili,
    metrics: { searchFallback: { inc: () => fallbacks.add() } },
    sample,
    log: pino({ level: 'silent' }),
    now: () => clock.now,
  })
  outbox.register(search.consumers as never)
  if (real) t.teardown(() => dropIndex(real, index))
  return {
    engine: meili ? 'meilisearch' : 'postgres',
    knowsLanguage: standIn === undefined,
    market,
    search,
    db,
    standIn,
    fallbacks,
    clock,
    async names(query) {
      const { items } = await search.search({ point: bengaluru, limit: 100, ...query }, null)
      return items.map((item) => item.name)
    },
    async tell({ listings = [], shops = [], traders = [] }) {
      const payloads = [
        ...listings.map(({ shopId, listingId }) => ({
          topic: listingsChanged.topic,
          payload: { shopId, listingIds: [listingId] },
        })),
        ...shops.map((shopId) => ({ topic: shopChanged.topic, payload: { shopId } })),
        ...traders.map((shopIds) => ({
          topic: traderChanged.topic,
          payload: { traderId: 'trd_00000000000000000000000000', shopIds, status: 'verified' },
        })),
      ]
      await handle(db, search, payloads)
    },
  }
}

/** Hands events to search's own handlers, as relay and worker do, until nothing more follows from them. */
export async function handle(
  db: Database,
  search: Search,
  events: readonly { topic: string; payload: unknown }[],
): Promise<void> {
  const [batch, drain] = (await search.subscriptions()).map((one) => one.handle)
  if (batch?.mode !== 'batch' || drain?.mode !== 'single') throw new Error('search subscribes otherwise now')
  const deliveries = events.map((event, nth) => ({ id: String(nth), ...event }) as Delivery<never>)
  await db.transaction((tx) => batch.run(deliveries, tx))
  for (;;) {
    const { rows } = await db.pool.query<Delivery<never>>(
      `select id, topic, payload from outbox where consumer = 'search.drain' order by id`,
    )
    if (rows.length === 0) return
    for (const row of rows) {
      await drain.run(row, async (tx) => (await claimDeliveries(tx, [row.id])).has(row.id))
    }
  }
}

async function dropIndex(
  { url, key }: { url: string; key: string | undefined },
  index: string,
): Promise<void> {
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {}
  const listed = await fetch(`${url}/indexes?limit=1000`, { headers })
  const { results } = (await listed.json()) as { results: { uid: string }[] }
  for (const { uid } of results) {
    if (uid.startsWith(index)) await fetch(`${url}/indexes/${uid}`, { method: 'DELETE', headers })
  }
}
