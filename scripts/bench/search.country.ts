import { createPlaces } from '../../src/places/index.ts'
import { startBenchServer } from './bench-server.ts'
import { type BenchResult, median, note, quantile } from './result.ts'
import { askOverHttp } from './search.client.ts'
import { type BenchMarket, createBenchMarket } from './search.market.ts'
import { addressOf, queryOf, suggestionAddressOf } from './search.queries.ts'

const connections = 16
const turns = 5
/** Of one turn: over HTTP, and one at a time. */
const queries = 1500
const queriesAlone = 300
const listingsInShop = 100
const goal = { p95Ms: 50, suggestionP95Ms: 30, growth: 1.5 }

const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length
const numbers = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, nth) => from + nth)

/**
 * Local queries and suggestions over HTTP by 16 connections against the PostgreSQL engine with so many listings, and
 * in turns what one query costs there and with a tenth as many: 100,000 beside 1,000,000. The limit is the engine's own statements with every hit
 * ranked alike; `value` and `limit` are means in milliseconds, one at a time, so less is better.
 */
export async function benchCountry(listings: number): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  const lay = async (count: number) => {
    const shops = Math.ceil(count / listingsInShop)
    const server = await startBenchServer('search.server.ts', closers, {
      BENCH_SHOPS: String(shops),
      BENCH_LISTINGS: String(listingsInShop),
    })
    const address = await server.answer<string>()
    note(`filling the index with ${shops * listingsInShop} listings`)
    const start = performance.now()
    await server.tell('fill')
    const seconds = (performance.now() - start) / 1000
    note(`filled in ${seconds.toFixed(0)} s`)
    const market: BenchMarket = createBenchMarket({ directory: createPlaces(), shops, listingsInShop })
    return { server, address, market, seconds }
  }
  try {
    const small = Math.ceil(listings / 10)
    const few = await lay(small)
    const many = await lay(listings)
    const served: number[][] = []
    const suggested: number[][] = []
    const alone: { few: number; many: number; unranked: number }[] = []
    for (let turn = 0; turn <= turns; turn += 1) {
      const from = turn * queries
      const asked = numbers(from, queries)
      const overHttp = await askOverHttp(
        many.address,
        asked.map((nth) => addressOf(queryOf(many.market, nth))),
        connections,
      )
      const suggestions = await askOverHttp(
        many.address,
        asked.map((nth) => suggestionAddressOf(many.market, nth)),
        connections,
      )
      const range = { from, to: from + queriesAlone, atOnce: 1, bare: true }
      type Bare = { ranked: number[]; unranked: number[] }
      const [one, other] = [await few.server.tell<Bare>(range), await many.server.tell<Bare>(range)]
      if (turn === 0) continue // only warms up
      served.push(overHttp)
      suggested.push(suggestions)
      alone.push({ few: mean(one.ranked), many: mean(other.ranked), unranked: mean(other.unranked) })
      note(
        `turn ${turn}: p95 ${quantile(overHttp, 0.95).toFixed(1)} ms, suggestions ${quantile(suggestions, 0.95).toFixed(1)} ms; ` +
          `one at a time ${mean(other.ranked).toFixed(2)} ms, with ${small} ${mean(one.ranked).toFixed(2)} ms, ` +
          `without ranking ${mean(other.unranked).toFixed(2)} ms`,
      )
    }
    const of = (list: readonly number[][], share: number) => median(list.map((turn) => quantile(turn, share)))
    const growth = median(alone.map((turn) => turn.many / turn.few))
    const p95Ms = of(served, 0.95)
    const suggestionP95Ms = of(suggested, 0.95)
    return {
      bench: 'search',
      ratio: median(alone.map((turn) => turn.unranked / turn.many)),
      value: median(alone.map((turn) => turn.many)),
      limit: median(alone.map((turn) => turn.unranked)),
      unit: 'ms a query',
      p50Ms: of(served, 0.5),
      p99Ms: of(served, 0.99),
      pass: p95Ms <= goal.p95Ms && suggestionP95Ms <= goal.suggestionP95Ms && growth <= goal.growth,
      p95Ms,
      suggestionP95Ms,
      growth,
      listings,
      shops: Math.ceil(listings / listingsInShop),
      fillSeconds: many.seconds,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}
