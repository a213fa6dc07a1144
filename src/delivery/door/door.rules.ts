import type { DoorAnswer, Shipment, ShipmentState } from '../shipments/index.ts'

/** A line of a timeline, as far as attempts are counted by it. */
export interface AttemptLine {
  effect: string
  stateAfter: ShipmentState
  recordedAt: Date
  detail: { reason?: string | undefined } | null
}

/** Attempts at a door that failed. */
export interface Attempts {
  /** From 1; told twice without a way in between is one. */
  count: number
  /** By the market's clock: a carrier's may be wrong. */
  failedAt: Date
  reason: string | null
}

/** What a timeline says of attempts that failed; undefined when none did. */
export function attemptsIn(lines: readonly AttemptLine[]): Attempts | undefined {
  let attempts: Attempts | undefined
  let before: ShipmentState | undefined
  for (const { effect, stateAfter, recordedAt, detail } of lines) {
    if (effect !== 'moved') continue
    if (stateAfter === 'deliveryFailed' && before !== 'deliveryFailed')
      attempts = {
        count: (attempts?.count ?? 0) + 1,
        failedAt: recordedAt,
        reason: detail?.reason ?? null,
      }
    before = stateAfter
  }
  return attempts
}

/** Who carries it to a door makes so many attempts. */
export interface DoorSettings {
  mostAttempts: number
  answerMinutes: number
}

/** Until when a buyer may answer. */
export const answerBy = (failedAt: Date, { answerMinutes }: Pick<DoorSettings, 'answerMinutes'>): Date =>
  new Date(failedAt.getTime() + answerMinutes * 60_000)

/**
 * What a buyer may choose after an attempt that failed: after the last one nothing that needs a further one. Cash
 * is taken at a door alone, and who fetches from a point is not met at one.
 */
export function choicesAfter(
  attempt: number,
  parcel: Pick<Shipment, 'codPaise' | 'toPoint'>,
  { mostAttempts }: Pick<DoorSettings, 'mostAttempts'>,
): DoorAnswer[] {
  const further: DoorAnswer[] = attempt < mostAttempts ? ['again', 'slot', 'address', 'neighbour'] : []
  const point: DoorAnswer[] = parcel.codPaise === 0n && parcel.toPoint === null ? ['point'] : []
  return [...further, ...point, 'return']
}

/** What is done when nobody answers. */
export const defaultAnswer = (
  attempt: number,
  { mostAttempts }: Pick<DoorSettings, 'mostAttempts'>,
): DoorAnswer => (attempt < mostAttempts ? 'again' : 'return')

const hour = 3_600_000
const day = 24 * hour
const istOffset = 5.5 * hour
const startHours = [8, 10, 12, 14, 16, 18, 20]
/** A new time lies at most so many days ahead. */
export const slotDays = 6

/** Times of two hours that a buyer may choose instead, by the clock of India, from an hour ahead. */
export function slotsFrom(at: Date): { from: Date; until: Date }[] {
  const midnight = Math.floor((at.getTime() + istOffset) / day) * day - istOffset
  return Array.from({ length: slotDays }, (_, ahead) => midnight + ahead * day)
    .flatMap((start) => startHours.map((startHour) => start + startHour * hour))
    .filter((from) => from >= at.getTime() + hour)
    .map((from) => ({ from: new Date(from), until: new Date(from + 2 * hour) }))
}

/** Whether this is a time that may be chosen now. */
export const isSlot = (slot: { from: Date; until: Date }, at: Date): boolean =>
  slotsFrom(at).some(
    ({ from, until }) => from.getTime() === slot.from.getTime() && until.getTime() === slot.until.getTime(),
  )

/** Days after a parcel's end until what is known of its door is forgotten. */
export const forgetAfterDays = 30
