import type { LaneRecord } from '../../delivery/dispatch/index.ts'
import { type Lane, lanes } from '../../delivery/providers/index.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type PromiseKind, promiseKinds } from './promises.rules.ts'

/** Broken promises of one startup, of one kind, on one lane. */
export interface BrokenCount {
  providerId: Id<'provider'>
  kind: PromiseKind
  lane: Lane
  broken: number
  /** Of those. */
  excused: number
  penaltyPaise: Paise
}

/** What is counted of parcels, on a lane or in all. */
export type Counts = Omit<LaneRecord, 'providerId' | 'lane'>
export type Broken = Omit<BrokenCount, 'providerId' | 'kind' | 'lane'>

export interface LaneScore extends Counts {
  lane: Lane
  breaches: Record<PromiseKind, Broken>
}

export interface Score extends Omit<LaneScore, 'lane'> {
  providerId: Id<'provider'>
  name: string
  penaltyPaise: Paise
  /** Orders of which a buyer gave something damaged back. */
  damaged: number
  /** What buyers gave orders that it brought. */
  rating: { mean: number; count: number } | null
  /** Those on which something was. */
  lanes: LaneScore[]
}

const nothing: Counts = {
  ...{ booked: 0, fetched: 0, pickupOnTime: 0, delivered: 0 },
  ...{ onTime: 0, firstAttempt: 0, lost: 0 },
}
const sum = (rows: readonly Counts[]): Counts =>
  Object.fromEntries(
    Object.keys(nothing).map((name) => [name, rows.reduce((all, row) => all + row[name as keyof Counts], 0)]),
  ) as unknown as Counts

const brokenIn = (rows: readonly BrokenCount[]): Record<PromiseKind, Broken> =>
  Object.fromEntries(
    promiseKinds.map((kind) => {
      const those = rows.filter((row) => row.kind === kind)
      return [
        kind,
        {
          broken: those.reduce((all, row) => all + row.broken, 0),
          excused: those.reduce((all, row) => all + row.excused, 0),
          penaltyPaise: those.reduce((all, row) => all + row.penaltyPaise, 0n),
        },
      ]
    }),
  ) as Record<PromiseKind, Broken>

/** One startup's score of what was counted of it. */
export function scoreOf(
  provider: { providerId: Id<'provider'>; name: string },
  {
    records,
    broken,
    damaged = 0,
    rating = null,
  }: {
    records: readonly LaneRecord[]
    broken: readonly BrokenCount[]
    damaged?: number | undefined
    rating?: Score['rating'] | undefined
  },
): Score {
  const ofLane = lanes.flatMap((lane): LaneScore[] => {
    const those = {
      records: records.filter((row) => row.lane === lane),
      broken: broken.filter((row) => row.lane === lane),
    }
    return those.records.length + those.broken.length === 0
      ? []
      : [{ lane, ...sum(those.records), breaches: brokenIn(those.broken) }]
  })
  return {
    ...provider,
    ...sum(records),
    breaches: brokenIn(broken),
    penaltyPaise: broken.reduce((all, row) => all + row.penaltyPaise, 0n),
    damaged,
    rating,
    lanes: ofLane,
  }
}

export const scoreOrders = ['late', 'breaches', 'penalties', 'lost', 'parcels', 'name'] as const
export type ScoreOrder = (typeof scoreOrders)[number]

/** Who brought nothing stands behind who did. */
const lateShare = ({ delivered, onTime }: Score): number => (delivered === 0 ? -1 : 1 - onTime / delivered)
const brokenOf = ({ breaches }: Score): number =>
  promiseKinds.reduce((all, kind) => all + breaches[kind].broken - breaches[kind].excused, 0)

const weightOf: Record<Exclude<ScoreOrder, 'name'>, (score: Score) => number> = {
  late: lateShare,
  breaches: brokenOf,
  penalties: ({ penaltyPaise }) => Number(penaltyPaise),
  lost: ({ lost, damaged }) => lost + damaged,
  parcels: ({ booked }) => booked,
}

/** What wants a look first; among equals by name, then by id, so that pages fit together. */
export function sortScores(scores: readonly Score[], order: ScoreOrder): Score[] {
  const byName = (a: Score, b: Score) =>
    a.name.localeCompare(b.name, 'en-IN') || (a.providerId < b.providerId ? -1 : 1)
  if (order === 'name') return scores.toSorted(byName)
  const weight = weightOf[order]
  return scores.toSorted((a, b) => weight(b) - weight(a) || byName(a, b))
}
