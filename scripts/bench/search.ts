import { createPlaces } from '../../src/places/index.ts'
import { startBenchServer } from './bench-server.ts'
import { type BenchResult, median, note, quantile } from './result.ts'
import { askOverHttp } from './search.client.ts'
import { createBenchMarket } from './search.market.ts'
import { addressOf, queryOf, suggestionAddressOf } from './search.queries.ts'

const connections = 16
const turns = 5
/** Turns before those that count: until the engine has compiled what runs. */
const warmUps = 4
/** Of one turn. */
const queries = 1500
/** Of one turn, one at a time. */
const queriesAlone = 300
const size = { shops: 1000, listingsInShop: 100 }
const goal = { p95Ms: 50, suggestionP95Ms: 30, overhead: 0.3 }

interface Turn {
  p50: number
  p95: number
  p99: number
  mean: number
}

const summed = (times: readonly number[]): Turn => ({
  p50: quantile(times, 0.5),
  p95: quantile(times, 0.95),
  p99: quantile(times, 0.99),
  mean: times.reduce((sum, time) => sum + time, 0) / times.length,
})

/**
 * Local queries over HTTP by 16 connections against the PostgreSQL engine with 100,000 listings in 1,000
 * shops; the limit is the engine's own time for the same queries, as many at once and in turns, in the same
 * process without HTTP. `value` and `limit` are means of a query in milliseconds, so less is better, and the
 * ratio is limit by value: 0.77 is 30% added. `overheadAlone` is the same with one query at a time. In the same
 * turns as many connections ask for suggestions while somebody types.
 */
export async function benchSearch(): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const server = await startBenchServer('search.server.ts', closers, {
      BENCH_SHOPS: String(size.shops),
      BENCH_LISTINGS: String(size.listingsInShop),
    })
    const address = await server.answer<string>()

    note(`filling the index with ${size.shops * size.listingsInShop} listings`)
    const start = performance.now()
    await server.tell('fill')
    const fillSeconds = (performance.now() - start) / 1000

    const market = createBenchMarket({ directory: createPlaces(), ...size })
    const overHttp: Turn[] = []
    const bare: Turn[] = []
    const suggested: Turn[] = []
    const alone: { engine: number; served: number }[] = []
    for (let turn = 1 - warmUps; turn <= turns; turn += 1) {
      const from = (turn - 1 + warmUps) * queries
      const to = from + queries
      const addresses = Array.from({ length: queries }, (_, nth) => addressOf(queryOf(market, from + nth)))
      const engine = summed(await server.tell<number[]>({ from, to, atOnce: connections }))
      const served = summed(await askOverHttp(address, addresses, connections))
      const typed = Array.from({ length: queries }, (_, nth) => suggestionAddressOf(market, from + nth))
      const suggestions = summed(await askOverHttp(address, typed, connections))
      const one = {
        engine: summed(await server.tell<number[]>({ from, to: from + queriesAlone, atOnce: 1 })).mean,
        served: summed(await askOverHttp(address, addresses.slice(0, queriesAlone), 1)).mean,
      }
      note(
        `turn ${turn}: ${served.mean.toFixed(1)} ms over HTTP, ${engine.mean.toFixed(1)} ms without; ` +
          `one at a time ${one.served.toFixed(2)} and ${one.engine.toFixed(2)} ms; ` +
          `suggestions p95 ${suggestions.p95.toFixed(1)} ms`,
      )
      if (turn < 1) continue
      overHttp.push(served)
      bare.push(engine)
      suggested.push(suggestions)
      alone.push(one)
    }
    const of = (list: readonly Turn[], what: keyof Turn) => median(list.map((turn) => turn[what]))
    const [value, limit] = [of(overHttp, 'mean'), of(bare, 'mean')]
    const overhead = median(overHttp.map((turn, nth) => turn.mean / bare[nth]!.mean)) - 1
    const overheadAlone = median(alone.map((one) => one.served / one.engine)) - 1
    const p95Ms = of(overHttp, 'p95')
    const suggestionP95Ms = of(suggested, 'p95')
    return {
      bench: 'search',
      ratio: 1 / (1 + overhead),
      value,
      limit,
      unit: 'ms a query',
      p50Ms: of(overHttp, 'p50'),
      p99Ms: of(overHttp, 'p99'),
      pass: p95Ms <= goal.p95Ms && suggestionP95Ms <= goal.suggestionP95Ms && overhead <= goal.overhead,
      p95Ms,
      suggestionP95Ms,
      overhead,
      overheadAlone,
      engineP95Ms: of(bare, 'p95'),
      queriesPerSecond: (1000 * connections) / value,
      listings: size.shops * size.listingsInShop,
      fillSeconds,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}
