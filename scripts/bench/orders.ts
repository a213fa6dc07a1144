import pg from 'pg'
import type { Pool as HttpPool } from 'undici'
import { startBenchDatabase } from './bench-server.ts'
import { runLimit } from './orders.limit.ts'
import { fillCarts, layMarket, layOrders } from './orders.world.ts'
import { type OpenMarket, openMarket, postJson, type SignedIn, signIn } from './people.ts'
import { type BenchResult, median, note, quantile } from './result.ts'

const clients = 32
/** Checkouts of one turn: one for each buyer. */
const buyersInTurn = 1_200
const turns = 5
/** Turns before those that count: until the engine has compiled what runs. */
const warmUps = 3
const sizes = [1_000, 1_000_000] as const

interface Turn {
  perSecond: number
  latenciesMs: number[]
}

/**
 * Whole checkouts a second over HTTP (32 clients, one API process) against the same writes as one prepared SQL
 * transaction over as many connections, in turns, on 1,000 and on 1,000,000 earlier orders.
 */
export async function benchOrders(): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const database = await startBenchDatabase(closers)
    await layMarket(database.url)
    const market = await openMarket(closers, database, { clients: clients, connections: clients })
    const pool = new pg.Pool({
      connectionString: database.url,
      max: clients,
      // Planned once a connection: the limit is at its best too.
      options: '-c plan_cache_mode=force_generic_plan',
    })
    closers.push(() => pool.end())
    note(`signing ${buyersInTurn} buyers in`)
    const buyers = await signBuyersIn(market)

    const values: number[] = []
    const limits: number[] = []
    const latenciesMs: number[] = []
    let round = 0
    let laid = 0
    for (const size of sizes) {
      note(`laying ${size} earlier orders`)
      await layOrders(database.url, laid, size)
      laid = size
      const runs: Turn[] = []
      const limitRuns: number[] = []
      for (let turn = 1 - warmUps; turn <= turns; turn++) {
        await fillCarts(
          database.url,
          buyers.map((buyer) => buyer.uuid),
          ++round,
        )
        const run = await checkoutTurn(market.http, buyers, round)
        await fillCarts(
          database.url,
          buyers.map((buyer) => buyer.uuid),
          ++round,
        )
        const limit = await runLimit(
          pool,
          buyers.map((buyer) => buyer.uuid),
          round,
          clients,
        )
        note(`${size} earlier: ${run.perSecond.toFixed(0)} against ${limit.perSecond.toFixed(0)} a second`)
        if (turn < 1) continue
        runs.push(run)
        limitRuns.push(limit.perSecond)
      }
      values.push(median(runs.map((run) => run.perSecond)))
      limits.push(median(limitRuns))
      latenciesMs.splice(0, latenciesMs.length, ...runs.flatMap((run) => run.latenciesMs))
    }
    return judge({ values, limits, latenciesMs })
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

function judge({
  values,
  limits,
  latenciesMs,
}: {
  values: number[]
  limits: number[]
  latenciesMs: number[]
}): BenchResult {
  const ratios = values.map((value, at) => value / limits[at]!)
  const [few, many] = [values[0]!, values.at(-1)!]
  const ratio = Math.min(...ratios)
  const flatness = many / few
  const p50Ms = quantile(latenciesMs, 0.5)
  const p99Ms = quantile(latenciesMs, 0.99)
  return {
    bench: 'orders',
    ratio,
    value: many,
    limit: limits.at(-1)!,
    unit: 'checkouts/s',
    p50Ms,
    p99Ms,
    pass: ratio >= 0.5 && p99Ms < 10 * p50Ms && flatness >= 0.8,
    flatness,
    byEarlierOrders: sizes.map((size, at) => ({
      size,
      value: values[at],
      limit: limits[at],
      ratio: ratios[at],
    })),
    clients,
  }
}

/** Each buyer signs in from an address of its own, as from its own phone. */
async function signBuyersIn(market: OpenMarket): Promise<SignedIn[]> {
  const buyers: SignedIn[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let at = next++; at < buyersInTurn; at = next++) {
        const from = { 'x-forwarded-for': `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}` }
        buyers.push(await signIn(market, `+9198${String(10_000_000 + at)}`, from))
      }
    }),
  )
  return buyers
}

const drop = {
  name: 'Asha Rao',
  phone: '98765 43210',
  line1: '12, 4th Cross',
  pin: '560001',
  point: { lat: 12.97, lng: 77.59 },
}

/** Every buyer checks its cart out, 32 at a time. */
async function checkoutTurn(http: HttpPool, buyers: readonly SignedIn[], round: number): Promise<Turn> {
  const latenciesMs: number[] = []
  const body = { drop, method: 'cod', expectedTotalPaise: 20_000 }
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let at = next++; at < buyers.length; at = next++) {
        const began = performance.now()
        const { token } = buyers[at]!
        const answer = await postJson(http, '/v1/checkouts', body, {
          authorization: `Bearer ${token}`,
          'idempotency-key': `round-${round}-${at}`,
        })
        if (answer.status !== 201) throw new Error(`a checkout answered ${answer.status}: ${answer.text}`)
        latenciesMs.push(performance.now() - began)
      }
    }),
  )
  return { perSecond: buyers.length / ((performance.now() - started) / 1000), latenciesMs }
}
