import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { Paise } from '../../kernel/money.ts'

/** What is promised of a parcel: that a rider is at the shop by an hour, and that it is at the door by another. */
export const promiseKinds = ['pickup', 'delivery'] as const
export type PromiseKind = (typeof promiseKinds)[number]

/** Why the clock stood still. */
export const pauseReasons = ['shopNotReady', 'consumerAbsent', 'forceMajeure'] as const
export interface Pause {
  why: (typeof pauseReasons)[number]
  from: Date
  /** Null while it lasts. */
  until: Date | null
}

/** A line of a parcel's timeline, as far as clocks look at it. */
export interface ClockLine {
  status: string
  effect: string
  stateAfter: string
  occurredAt: Date
  recordedAt: Date
  detail: { place?: Point | undefined; photoUrl?: string | undefined } | null
}

/** From so late on so much is asked, in minutes and paise. */
export interface Band {
  afterMinutes: number
  penaltyPaise: number
}
export type Bands = Record<PromiseKind, readonly Band[]>

export const plainBands: Bands = {
  pickup: [
    { afterMinutes: 15, penaltyPaise: 300 },
    { afterMinutes: 60, penaltyPaise: 600 },
  ],
  delivery: [
    { afterMinutes: 15, penaltyPaise: 500 },
    { afterMinutes: 60, penaltyPaise: 1500 },
    { afterMinutes: 240, penaltyPaise: 3000 },
    { afterMinutes: 1440, penaltyPaise: 6000 },
  ],
}

const minuteMs = 60_000
/** Reading a parcel out and signing for it is no waiting. */
export const shopGraceMs = 10 * minuteMs
/** Nobody is absent longer than this: by then the parcel goes elsewhere. */
export const longestAbsenceMs = 24 * 60 * minuteMs
/** What is told later than this counts from when it was told: a clock that is set back gains nothing. */
export const tellWithinMs = 15 * minuteMs
/** A rider stands at a place within so many metres of it. */
export const standsWithinMetres = 300
/** After so long without an end the highest band is taken. */
export const settleAtLatestMs = 7 * 24 * 60 * minuteMs

/** When a line counts: by the teller's clock, unless it was told too late for that. */
const countsAt = ({ occurredAt, recordedAt }: ClockLine): number =>
  Math.max(occurredAt.getTime(), recordedAt.getTime() - tellWithinMs)

const isMove = (line: ClockLine, ...states: string[]): boolean =>
  line.effect === 'moved' && states.includes(line.stateAfter) && line.status === line.stateAfter

export interface ClockFacts {
  kind: PromiseKind
  promisedBy: Date
  pickup: Point
  drop: Point | null
  /** In the order of the timeline. */
  lines: readonly ClockLine[]
  /** Times in which nobody could go there. */
  majeure: readonly { from: Date; until: Date }[]
}

/** The times in which a promise's clock stood still, and why; only what a rider could prove counts for it. */
export function pausesOf({ kind, lines, pickup, drop, majeure }: ClockFacts): Pause[] {
  const pauses: Pause[] = majeure.map(({ from, until }) => ({ why: 'forceMajeure', from, until }))
  if (kind === 'pickup') return pauses
  const near = (line: ClockLine, place: Point | null): boolean =>
    line.detail?.place !== undefined &&
    place !== null &&
    distanceMetres(line.detail.place, place) <= standsWithinMetres
  const endOf = (at: number, ...states: string[]): Date | null => {
    const next = lines.slice(at + 1).find((line) => isMove(line, ...states))
    return next ? new Date(countsAt(next)) : null
  }
  const waits = lines.findIndex((line) => isMove(line, 'atPickup') && near(line, pickup))
  if (waits >= 0) {
    const from = new Date(countsAt(lines[waits]!) + shopGraceMs)
    const until = endOf(waits, 'pickedUp', 'delivered', 'cancelled')
    if (!until || until > from) pauses.push({ why: 'shopNotReady', from, until })
  }
  for (const [at, line] of lines.entries()) {
    const wasThere = near(line, drop) || line.detail?.photoUrl !== undefined
    if (!isMove(line, 'deliveryFailed') || !wasThere) continue
    const from = new Date(countsAt(line))
    const most = new Date(from.getTime() + longestAbsenceMs)
    const again = endOf(at, 'outForDelivery', 'atDrop', 'delivered', 'returning', 'returned')
    pauses.push({ why: 'consumerAbsent', from, until: again && again < most ? again : most })
  }
  return pauses
}

/** When a promise that was made then lapses with these pauses; null while one lasts that has no end yet. */
export function dueBy(madeAt: Date, promisedBy: Date, pauses: readonly Pause[]): Date | null {
  let due = promisedBy.getTime()
  let coveredTo = madeAt.getTime()
  for (const pause of pauses.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const from = Math.max(pause.from.getTime(), coveredTo)
    if (from >= due) continue
    if (!pause.until) return null
    const length = pause.until.getTime() - from
    if (length <= 0) continue
    due += length
    coveredTo = pause.until.getTime()
  }
  return new Date(due)
}

/** When it was kept, if it was; and when the parcel ended in another way. */
export function endOf({ kind, lines }: Pick<ClockFacts, 'kind' | 'lines'>): {
  arrivedAt: Date | null
  endedAt: Date | null
} {
  const arrived = kind === 'pickup' ? ['atPickup', 'pickedUp', 'delivered'] : ['delivered']
  const ended = kind === 'pickup' ? ['cancelled', 'lost'] : ['cancelled', 'returned', 'lost', 'disposed']
  const at = (states: string[]) => {
    const line = lines.find((one) => isMove(one, ...states))
    return line ? new Date(countsAt(line)) : null
  }
  return { arrivedAt: at(arrived), endedAt: at(ended) }
}

export type Verdict =
  /** Kept, or called off before it lapsed. */
  | { state: 'kept' }
  /** Not lapsed yet: look again then. */
  | { state: 'running'; lookAt: Date }
  /** Lapsed, and not over: how late it is will be known later. */
  | { state: 'broken'; due: Date; lookAt: Date }
  | { state: 'over'; due: Date; lateMinutes: number }

const againMs = 5 * minuteMs

/** The timeline from the booking on that the promise was made with: what an earlier carrier did is not its. */
export function sinceBooking({ lines, promisedBy }: Pick<ClockFacts, 'lines' | 'promisedBy'>): ClockLine[] {
  const at = lines.findLastIndex((line) => line.stateAfter === 'booked' && line.recordedAt < promisedBy)
  return lines.slice(Math.max(at, 0))
}

/** How a promise stands now. `wasTakenBack`: others carry the parcel since. */
export function judge(facts: ClockFacts & { wasTakenBackAt: Date | null }, now: Date): Verdict {
  const lines = sinceBooking(facts)
  const madeAt = lines[0]?.recordedAt ?? facts.promisedBy
  const due = dueBy(madeAt, facts.promisedBy, pausesOf({ ...facts, lines }))
  const { arrivedAt, endedAt } = endOf({ ...facts, lines })
  const over = [arrivedAt, endedAt, facts.wasTakenBackAt].flatMap((at) => (at ? [at.getTime()] : []))
  const overAt = over.length > 0 ? Math.min(...over) : undefined
  if (!due) return { state: 'running', lookAt: new Date(now.getTime() + againMs) }
  if (overAt !== undefined && overAt <= due.getTime()) return { state: 'kept' }
  if (due > now) return { state: 'running', lookAt: due }
  const latest = due.getTime() + settleAtLatestMs
  const until = overAt ?? (now.getTime() >= latest ? latest : undefined)
  if (until === undefined) return { state: 'broken', due, lookAt: new Date(now.getTime() + againMs) }
  return { state: 'over', due, lateMinutes: Math.floor((until - due.getTime()) / minuteMs) }
}

/** What a delay costs: the highest band that it reaches, and with what was charged for the parcel never more than its fee. */
export function penaltyFor(
  bands: readonly Band[],
  lateMinutes: number,
  { feePaise, chargedPaise }: { feePaise: Paise; chargedPaise: Paise },
): Paise {
  const asked = bands.reduce(
    (most, band) => (lateMinutes >= band.afterMinutes && band.penaltyPaise > most ? band.penaltyPaise : most),
    0,
  )
  const left = feePaise > chargedPaise ? feePaise - chargedPaise : 0n
  return BigInt(asked) < left ? BigInt(asked) : left
}
