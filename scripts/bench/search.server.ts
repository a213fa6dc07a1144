// A process for the search bench: fills a market, serves it over HTTP, and on demand asks the same of the
// engine without HTTP. Told by and tells its parent by messages.
import pino from 'pino'
import { createPlaces } from '../../src/places/index.ts'
import { createDatabase } from '../../src/platform/database/index.ts'
import { createHttpApp } from '../../src/platform/http/index.ts'
import { createOutbox } from '../../src/platform/outbox/index.ts'
import { createSearch } from '../../src/trade/search/index.ts'
import { createBenchMarket } from './search.market.ts'
import { queryOf } from './search.queries.ts'

const { BENCH_DATABASE_URL: url, BENCH_SHOPS: shops, BENCH_LISTINGS: listings } = process.env
const log = pino({ level: 'silent' })
const db = createDatabase({ url: url!, max: 16, log })
const places = createPlaces()
const market = createBenchMarket({
  directory: places,
  shops: Number(shops),
  listingsInShop: Number(listings),
})
const refuse = () => Promise.reject(new Error('nobody signs in here'))
const search = createSearch({
  db,
  outbox: createOutbox(),
  catalogue: market.catalogue,
  traders: market.traders,
  places,
  identity: { authenticate: refuse, requireMember: refuse },
  audit: { record: refuse },
  log,
})
const app = await createHttpApp({
  log,
  authenticators: { person: refuse, provider: refuse, isOperator: async () => false },
  routes: [search.routes],
  trustProxy: false,
  rateLimitPerMinute: 1_000_000_000,
})

/** Asks for queries `from` to `to`, so many at a time; the milliseconds of each. */
async function ask(from: number, to: number, atOnce: number): Promise<number[]> {
  const times: number[] = []
  let next = from
  const one = async () => {
    for (let nth = next++; nth < to; nth = next++) {
      const start = performance.now()
      await search.search(queryOf(market, nth), null)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return times
}

process.on('message', async (told: { from: number; to: number; atOnce: number } | 'fill') => {
  try {
    process.send!(told === 'fill' ? await search.rebuild() : await ask(told.from, told.to, told.atOnce))
  } catch (error) {
    process.send!({ failed: String(error) })
  }
})
process.on('disconnect', () => process.exit(0))
process.send!(await app.listen({ host: '127.0.0.1', port: 0 }))
