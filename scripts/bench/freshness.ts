import { startBenchServer } from './bench-server.ts'
import { type BenchResult, note, quantile } from './result.ts'

const size = { shops: 1000, listingsInShop: 100 }
const load = { perSecond: 500, seconds: 20 }
const goalMs = 2000

/**
 * 500 goods a second that run out or come back, for 20 seconds, through outbox, queue and workers of one process, with
 * 100,000 listings: how long from the commit of a change until a search shows it. One of fifty is looked for. `value`
 * is the p95 in milliseconds and `limit` what is wanted, so less is better and the ratio is limit by value.
 */
export async function benchFreshness(): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const server = await startBenchServer('freshness.server.ts', closers, {
      BENCH_SHOPS: String(size.shops),
      BENCH_LISTINGS: String(size.listingsInShop),
    })
    await server.answer()
    note(`filling the index with ${size.shops * size.listingsInShop} listings`)
    await server.tell('fill')
    note(`${load.perSecond} changes a second for ${load.seconds} s`)
    const times = await server.tell<number[]>(load)
    const p95Ms = quantile(times, 0.95)
    return {
      bench: 'freshness',
      ratio: goalMs / p95Ms,
      value: p95Ms,
      limit: goalMs,
      unit: 'ms until 95 of 100 changes are seen',
      p50Ms: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      pass: p95Ms <= goalMs,
      changesPerSecond: load.perSecond,
      changes: load.perSecond * load.seconds,
      watched: times.length,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}
