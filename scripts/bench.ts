/**
 * npm run bench -- orders|search|freshness|import|stock|dispatch|allocate|events|web|day [--json] [--orders N] [--listings N] [--rows N] [--clients N]
 * Each bench starts what it needs, measures its limit in the same run, in turns, and is bounded in time.
 * `--orders`: how many the day has; 50,000 unless told. `--listings`: the search bench at that size, such as 1000000.
 * `--rows`: of the price list of the import bench; 100,000 unless told. `--clients`: who tell events at once; 64 unless told.
 */
import { parseArgs } from 'node:util'
import { type BenchResult, printBench } from './bench/result.ts'

const benches: Record<string, () => Promise<() => Promise<BenchResult | BenchResult[]>>> = {
  orders: async () => (await import('./bench/orders.ts')).benchOrders,
  search: async () => {
    if (listings === undefined) return (await import('./bench/search.ts')).benchSearch
    const { benchCountry } = await import('./bench/search.country.ts')
    return () => benchCountry(listings)
  },
  freshness: async () => (await import('./bench/freshness.ts')).benchFreshness,
  import: async () => {
    const { benchImport } = await import('./bench/import.ts')
    return () => benchImport({ rows })
  },
  stock: async () => (await import('./bench/stock.ts')).benchStock,
  dispatch: async () => (await import('./bench/dispatch.ts')).benchDispatch,
  allocate: async () => (await import('./bench/allocate.ts')).benchAllocate,
  events: async () => {
    const { benchEvents } = await import('./bench/events.ts')
    return () => benchEvents({ clients })
  },
  web: async () => (await import('./bench/web.ts')).benchWeb,
  day: async () => {
    const { benchDay } = await import('./bench/day.ts')
    return () => benchDay({ orders })
  },
}

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    orders: { type: 'string', default: '50000' },
    listings: { type: 'string' },
    rows: { type: 'string', default: '100000' },
    clients: { type: 'string', default: '64' },
  },
})
const { json } = values
const orders = Number(values.orders)
if (!Number.isSafeInteger(orders) || orders < 100) {
  console.error('--orders must be a whole number of at least 100.')
  process.exit(1)
}
const listings = values.listings === undefined ? undefined : Number(values.listings)
if (listings !== undefined && (!Number.isSafeInteger(listings) || listings < 1000)) {
  console.error('--listings must be a whole number of at least 1000.')
  process.exit(1)
}
const rows = Number(values.rows)
if (!Number.isSafeInteger(rows) || rows < 1000 || rows > 1_000_000) {
  console.error('--rows must be a whole number from 1000 to 1000000.')
  process.exit(1)
}
const clients = Number(values.clients)
if (!Number.isSafeInteger(clients) || clients < 1 || clients > 90) {
  console.error('--clients must be a whole number from 1 to 90.')
  process.exit(1)
}
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. Choose from ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}

let passed = true
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const run = await benches[name]!()
  for (const result of [await run()].flat()) {
    printBench(result, { json })
    passed &&= result.pass
  }
}
process.exit(passed ? 0 : 1)
