import { type Market, rankProviders } from '../../src/delivery/dispatch/index.ts'
import { distanceMetres } from '../../src/kernel/geo.ts'
import { newId } from '../../src/kernel/ids.ts'
import { layMarket, located, numbersFrom, pins } from './allocate.world.ts'
import { type BenchResult, median, note, quantile } from './result.ts'

const counts = [20, 200, 2000] as const
const turns = 5
const parcelsInTurn = 10_000

const at = new Date('2026-11-20T06:30:00Z')
const shopId = newId('shop')
const nobody: ReadonlySet<never> = new Set()

/** A parcel from every PIN there is, one after the other, to a place of the same district or nearby. */
function layParcels() {
  const next = numbersFrom(7)
  const byDistrict = new Map<string, (typeof located)[number][]>()
  for (const one of located) {
    const key = `${one.state}/${one.district}`
    byDistrict.set(key, [...(byDistrict.get(key) ?? []), one])
  }
  const shuffled = located.map((one) => ({ one, lot: next() })).sort((a, b) => a.lot - b.lot)
  return shuffled.map(({ one }) => {
    const near = byDistrict.get(`${one.state}/${one.district}`)!
    const to = near[Math.floor(next() * near.length)]!
    return {
      seed: newId('shipment'),
      parcel: {
        shopId,
        pickup: { pin: one.pin, point: one.point },
        drop: { pin: to.pin, point: to.point },
        distanceMetres: Math.round(distanceMetres(one.point, to.point)),
        weightGrams: 500 + Math.round(next() * 12_000),
        isFood: next() < 0.5,
        codPaise: next() < 0.5 ? 25_000n : 0n,
      },
    }
  })
}

type Laid = ReturnType<typeof layParcels>

/** Milliseconds for each decision: who fetches there is looked up, then judged, scored and ordered. */
function decide(market: Market, parcels: Laid): { each: number; times: number[]; able: number } {
  const times: number[] = []
  let able = 0
  const begun = performance.now()
  for (const { seed, parcel } of parcels) {
    const one = performance.now()
    const asked = market.ask(parcel)
    able += rankProviders({ ...asked, seed, at, askedBefore: nobody }).able.length
    times.push(performance.now() - one)
  }
  return { each: (performance.now() - begun) / parcels.length, times, able: able / parcels.length }
}

/** The same with the candidates given: what judging, scoring and ordering alone cost. */
function scoreAlone(market: Market, parcels: Laid): number {
  const asked = parcels.map(({ seed, parcel }) => ({ ...market.ask(parcel), seed }))
  const begun = performance.now()
  for (const one of asked) rankProviders({ ...one, at, askedBefore: nobody })
  return (performance.now() - begun) / parcels.length
}

/**
 * Decisions a second of one process, 200 providers over all PINs, against the scoring of given candidates; and
 * what one costs with 20 and with 2,000 providers, of which about as many serve each place.
 */
export async function benchAllocate(): Promise<BenchResult> {
  const all = layParcels()
  const markets = new Map(counts.map((count) => [count, layMarket(count)]))
  const measured = new Map(
    counts.map((count) => [
      count,
      { each: [] as number[], limit: [] as number[], times: [] as number[], able: 0 },
    ]),
  )
  // The turn before the first only warms up.
  for (let turn = 0; turn <= turns; turn++) {
    const from = (turn * parcelsInTurn) % (all.length - parcelsInTurn)
    const parcels = all.slice(from, from + parcelsInTurn)
    for (const count of turn % 2 === 0 ? counts : counts.toReversed()) {
      const market = markets.get(count)!
      const { each, times, able } = decide(market, parcels)
      const limit = scoreAlone(market, parcels)
      note(
        `${count} providers: ${(1000 / each).toFixed(0)} decisions a second, ${(1000 / limit).toFixed(0)} scored`,
      )
      if (turn === 0) continue
      const so = measured.get(count)!
      so.each.push(each)
      so.limit.push(limit)
      so.times.push(...times)
      so.able = able
    }
  }
  const of = (count: (typeof counts)[number]) => measured.get(count)!
  const costRatio = median(of(2000).each) / median(of(20).each)
  const value = 1000 / median(of(200).each)
  const limit = 1000 / median(of(200).limit)
  return {
    bench: 'allocate',
    ratio: value / limit,
    value,
    limit,
    unit: 'decisions/s',
    p50Ms: quantile(of(200).times, 0.5),
    p99Ms: quantile(of(200).times, 0.99),
    pass: value >= 2000 && costRatio <= 2,
    costOf2000To20: Number(costRatio.toFixed(2)),
    pins: pins.length,
    decisionsPerSecond: Object.fromEntries(
      counts.map((count) => [count, Math.round(1000 / median(of(count).each))]),
    ),
    ableEach: Object.fromEntries(counts.map((count) => [count, Number(of(count).able.toFixed(1))])),
  }
}
