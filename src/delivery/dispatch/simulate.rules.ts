import type { Id } from '../../kernel/ids.ts'
import { indiaDay } from '../../kernel/india-day.ts'
import { countersFor } from '../providers/index.ts'
import type { ParcelFacts } from '../shipments/index.ts'
import type { ShopChoice } from './dispatch.rules.ts'
import type { Market } from './market.view.ts'
import { rankProviders } from './score.rules.ts'

/** A parcel of a day that is replayed. */
export interface ReplayedParcel extends ParcelFacts {
  shopId: Id<'shop'>
  /** What decides by lot. */
  seed: string
  at: Date
}

export interface Replay {
  parcels: number
  carried: number
  /** Nobody able. */
  failed: number
  /** What is paid for all that are carried, and for one on average. */
  costPaise: number
  meanCostPaise: number
  meanMinutes: number
  p90Minutes: number
  /** How unevenly parcels fall on all providers: 0 all the same, towards 1 all on one. */
  gini: number
  shares: { name: string; parcels: number; share: number }[]
  /** Which rules kept those away who fetch there, of parcels that nobody could carry. */
  failuresByRule: Record<string, number>
}

/** The Gini coefficient of these counts; 0 for none. */
export function giniOf(counts: readonly number[]): number {
  const sum = counts.reduce((total, count) => total + count, 0)
  if (sum === 0) return 0
  const sorted = counts.toSorted((a, b) => a - b)
  const weighted = sorted.reduce((total, count, at) => total + count * (at + 1), 0)
  return (2 * weighted) / (counts.length * sum) - (counts.length + 1) / counts.length
}

/**
 * Decides every parcel in its order as if it were offered now and everybody said yes; places of the day are
 * counted, live quotes are taken by the rate card. The shops' own choices count unless `choice` is given.
 */
export function replay(market: Market, parcels: readonly ReplayedParcel[], choice?: ShopChoice): Replay {
  const counted = new Map<string, number>()
  const carriedBy = new Map(market.fleet.all.map(({ providerId }) => [providerId, 0]))
  const minutes: number[] = []
  const failuresByRule: Record<string, number> = {}
  let costPaise = 0n
  let failed = 0
  for (const parcel of parcels) {
    const asked = market.ask(parcel)
    const countersOf = (id: Id<'provider'>) => {
      const facts = market.fleet.find(id)
      return (facts ? countersFor(facts.capabilities, asked.parcel.from) : []).map(({ district, limit }) => ({
        key: `${id} ${district} ${indiaDay(parcel.at)}`,
        limit,
      }))
    }
    const fullToday = new Set(
      asked.providers
        .filter(({ providerId }) =>
          countersOf(providerId).some(({ key, limit }) => (counted.get(key) ?? 0) >= limit),
        )
        .map(({ providerId }) => providerId),
    )
    const { able, refused } = rankProviders({
      ...asked,
      ...(choice ? { choice } : {}),
      seed: parcel.seed,
      at: parcel.at,
      askedBefore: new Set(),
      fullToday,
    })
    const first = able[0]
    if (!first) {
      failed += 1
      const rules = refused.length === 0 ? ['pickupOutside'] : refused.map(({ rule }) => rule)
      for (const rule of new Set(rules)) failuresByRule[rule] = (failuresByRule[rule] ?? 0) + 1
      continue
    }
    for (const { key } of countersOf(first.providerId)) counted.set(key, (counted.get(key) ?? 0) + 1)
    carriedBy.set(first.providerId, (carriedBy.get(first.providerId) ?? 0) + 1)
    costPaise += first.pricePaise
    minutes.push(first.minutes)
  }
  const carried = parcels.length - failed
  const each = (sum: number): number => (carried === 0 ? 0 : Math.round(sum / carried))
  const sorted = minutes.toSorted((a, b) => a - b)
  return {
    parcels: parcels.length,
    carried,
    failed,
    costPaise: Number(costPaise),
    meanCostPaise: each(Number(costPaise)),
    meanMinutes: each(minutes.reduce((sum, one) => sum + one, 0)),
    p90Minutes: sorted[Math.max(0, Math.ceil(sorted.length * 0.9) - 1)] ?? 0,
    gini: Number(giniOf([...carriedBy.values()]).toFixed(3)),
    shares: market.fleet.all
      .map(({ providerId, name }) => ({ name, parcels: carriedBy.get(providerId) ?? 0 }))
      .map((one) => ({ ...one, share: carried === 0 ? 0 : Number((one.parcels / carried).toFixed(4)) }))
      .sort((a, b) => b.parcels - a.parcels || (a.name < b.name ? -1 : 1)),
    failuresByRule,
  }
}
