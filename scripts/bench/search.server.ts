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

interface Told {
  from: number
  to: number
  atOnce: number
  /** The engine's statements of these queries as they are, and with every hit ranked alike. */
  bare?: boolean
}

/** The milliseconds of the engine's own statements, one at a time: as they are, and without the ranking. */
async function askBare(from: number, to: number): Promise<{ ranked: number[]; unranked: number[] }> {
  const asked: { name: string; text: string; values: readonly unknown[] }[] = []
  const { query } = db.planned
  db.planned.query = (statement, values = []) => {
    asked.push({ ...statement, values })
    return query(statement, values)
  }
  await ask(from, to, 1)
  db.planned.query = query
  const timed = async (change: (one: { name: string; text: string }) => { name: string; text: string }) => {
    const times: number[] = []
    for (const one of asked) {
      const start = performance.now()
      await query(change(one), one.values)
      times.push(performance.now() - start)
    }
    return times
  }
  const key = /case \$\d+::text when 'price'[\s\S]*? end as key/
  // What else names the values keeps their types known.
  const unranked = ({ name, text }: { name: string; text: string }) => ({
    name: `${name}_unranked`,
    text: text.replace(
      key,
      (found) => `case when false then ${found.replace(/ as key$/, '')} else 0 end as key`,
    ),
  })
  await timed(unranked)
  return { ranked: await timed((one) => one), unranked: await timed(unranked) }
}

process.on('message', async (told: Told | 'fill') => {
  try {
    if (told === 'fill') process.send!(await search.rebuild())
    else process.send!(await (told.bare ? askBare(told.from, told.to) : ask(told.from, told.to, told.atOnce)))
  } catch (error) {
    process.send!({ failed: String(error) })
  }
})
process.on('disconnect', () => process.exit(0))
process.send!(await app.listen({ host: '127.0.0.1', port: 0 }))
