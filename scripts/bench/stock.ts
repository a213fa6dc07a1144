import pg from 'pg'
import type { Pool as HttpPool } from 'undici'
import { idOf } from '../../src/kernel/ids.ts'
import { startBenchDatabase } from './bench-server.ts'
import { openMarket, postJson, signIn } from './people.ts'
import { type BenchResult, median, note, quantile } from './result.ts'
import { layShop, letAct, listings, listingUuid, shopUuid, skuOf } from './stock.world.ts'

/** Of one call, as many as the endpoint takes. */
const changesInCall = 10_000
/** Calls of a turn: each listing of the shop changes once. */
const callsInTurn = listings / changesInCall
const turns = 7
/** Turns before those that count: until the engine has compiled what runs. */
const warmUps = 2
const timeLimitMs = 180_000
const reached = 0.5

/** A change of stock as the limit writes it and as the endpoint is told of it. */
interface Change {
  nth: number
  available: number
}

type Naming = 'listingId' | 'sku'

/**
 * Changes of stock a second that one billing program pushes over HTTP, 10,000 a call, one call after the other, to an
 * API process: the last by the sender's sequence wins, each is answered. The limit is the same change of the same
 * rows as one prepared `update … from unnest` a call, over one connection and in turns. Listings are named by the
 * shop's own numbers (SKU), as billing programs know them; `byListingId` is the same with our ids.
 */
export async function benchStock(): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const database = await startBenchDatabase(closers)
    await layShop(database.url)
    const market = await openMarket(closers, database, { clients: 1, connections: 4 })
    const pool = new pg.Pool({ connectionString: database.url, max: 1 })
    closers.push(() => pool.end())
    const { token, uuid } = await signIn(market, '+919810000000')
    await letAct(pool, uuid)

    const namings: readonly Naming[] = ['sku', 'listingId']
    const ms: Record<Naming | 'limit', number[]> = { sku: [], listingId: [], limit: [] }
    const callsMs: number[] = []
    let sequence = 0
    const start = performance.now()
    for (let turn = 1 - warmUps; turn <= turns && performance.now() - start < timeLimitMs; turn++) {
      for (const naming of namings) {
        await tidy(pool)
        const calls = await pushTurn(market.http, token, changesOf(++sequence), naming, sequence)
        await requireStock(pool, changesOf(sequence))
        if (turn < 1) continue
        ms[naming].push(sum(calls))
        if (naming === 'sku') callsMs.push(...calls)
      }
      await tidy(pool)
      const limit = await limitTurn(pool, changesOf(++sequence), sequence)
      await requireStock(pool, changesOf(sequence))
      if (turn < 1) continue
      ms.limit.push(sum(limit))
      const shown = [...namings, 'limit' as const].map((one) => `${one} ${ms[one].at(-1)!.toFixed(0)} ms`)
      note(`${listings} changes: ${shown.join(', ')}`)
    }

    const perSecond = (times: readonly number[]) => listings / (median(times) / 1000)
    const ratioOf = (naming: Naming) => median(ms[naming].map((time, turn) => ms.limit[turn]! / time))
    const ratio = ratioOf('sku')
    return {
      bench: 'stock',
      ratio,
      value: perSecond(ms.sku),
      limit: perSecond(ms.limit),
      unit: 'changes/s',
      p50Ms: median(callsMs),
      p99Ms: quantile(callsMs, 0.99),
      pass: ratio >= reached && ratioOf('listingId') >= reached,
      target: reached,
      byListingId: { ratio: ratioOf('listingId'), value: perSecond(ms.listingId) },
      changesInCall,
      listings,
      turns: ms.limit.length,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

const sum = (times: readonly number[]): number => times.reduce((all, time) => all + time, 0)

/** What a turn changes: every listing, in an order that has nothing to do with the keys; one of fifty runs out. */
function changesOf(round: number): Change[][] {
  const stride = 61_331 // has no divisor in common with the number of listings
  return Array.from({ length: callsInTurn }, (_, call) =>
    Array.from({ length: changesInCall }, (_, at) => {
      const nth = ((call * changesInCall + at) * stride) % listings
      return { nth, available: nth % 50 === round % 50 ? 0 : 1 + ((nth + round * 7) % 400) }
    }),
  )
}

/** Pushes these calls one after the other; the milliseconds of each, from its first byte to the last of its answer. */
async function pushTurn(
  http: HttpPool,
  token: string,
  calls: readonly (readonly Change[])[],
  naming: Naming,
  sequence: number,
): Promise<number[]> {
  const path = `/v1/shops/${idOf('shop', shopUuid)}/stock-changes`
  const nameOf = (nth: number) =>
    naming === 'sku' ? { sku: skuOf(nth) } : { listingId: idOf('listing', listingUuid(nth)) }
  const bodies = calls.map((changes) =>
    JSON.stringify({
      sequence,
      changes: changes.map(({ nth, available }) => ({ ...nameOf(nth), available })),
    }),
  )
  const times: number[] = []
  for (const body of bodies) {
    const start = performance.now()
    const { status, text } = await postJson(http, path, body, { authorization: `Bearer ${token}` })
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`)
    times.push(performance.now() - start)
    const told = JSON.parse(text) as { applied: number; items: unknown[] }
    if (told.applied !== changesInCall || told.items.length !== changesInCall)
      throw new Error(`not all were applied: ${text.slice(0, 300)}`)
  }
  return times
}

const update = {
  name: 'bench_stock_limit',
  text: `update stock s set available = i.available, sequence = i.sequence
         from unnest($2::uuid[], $3::int[], $4::bigint[]) as i (listing_id, available, sequence)
         where s.shop_id = $1 and s.listing_id = i.listing_id`,
}

/** The same as one statement a call. */
async function limitTurn(
  pool: pg.Pool,
  calls: readonly (readonly Change[])[],
  sequence: number,
): Promise<number[]> {
  const values = calls.map((changes) => [
    shopUuid,
    changes.map(({ nth }) => listingUuid(nth)),
    changes.map(({ available }) => available),
    changes.map(() => sequence),
  ])
  const times: number[] = []
  for (const of of values) {
    const start = performance.now()
    const { rowCount } = await pool.query({ ...update, values: of })
    times.push(performance.now() - start)
    if (rowCount !== changesInCall) throw new Error(`the limit changed ${rowCount} rows`)
  }
  return times
}

/** What one turn left to be tidied up or written out must not fall into the next. */
async function tidy(pool: pg.Pool): Promise<void> {
  await pool.query('delete from outbox')
  await pool.query('vacuum stock')
  await pool.query('vacuum outbox')
  await pool.query('checkpoint')
}

async function requireStock(pool: pg.Pool, calls: readonly (readonly Change[])[]): Promise<void> {
  const changes = calls.flat()
  const { rows } = await pool.query(
    `select count(*)::int as wrong from unnest($1::uuid[], $2::int[]) as i (listing_id, available)
     left join stock s on s.shop_id = $3 and s.listing_id = i.listing_id where s.available is distinct from i.available`,
    [changes.map(({ nth }) => listingUuid(nth)), changes.map(({ available }) => available), shopUuid],
  )
  if (rows[0].wrong !== 0) throw new Error(`the stock of ${rows[0].wrong} listings is not as it was told`)
}
