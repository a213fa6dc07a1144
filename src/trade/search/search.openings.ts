import { type OpeningHours, weekdays } from '../../kernel/opening-hours.ts'

/**
 * Opening hours as numbers that an index can look up. Each weekday has room for two days of minutes, because
 * a night that begins on it may run into the next: minute m of weekday d is `d * 2880 + m`, and a moment is
 * looked up twice, as today's and as yesterday's. A closed date takes away what would begin on it.
 */

const roomOfDay = 2880
const istOffset = 330 * 60_000
const day = 86_400_000

export interface Opening {
  from: number
  /** The minute in which it is closed again. */
  to: number
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** All openings of a week, in order. */
export const openingsOf = ({ week }: OpeningHours): Opening[] =>
  weekdays.flatMap((weekday, nth) =>
    (week[weekday] ?? []).map(({ open, close }) => {
      const from = nth * roomOfDay + minutesOf(open)
      const to = nth * roomOfDay + minutesOf(close)
      return { from, to: to > from ? to : to + 1440 }
    }),
  )

/** A moment as an index is asked for it: the minute as seen from a weekday, and that weekday's date. */
export interface Moment {
  minute: number
  /** `YYYY-MM-DD` in India. */
  date: string
}

/** A moment as part of today's openings and of yesterday's. */
export function momentsOf(at: Date): { today: Moment; yesterday: Moment } {
  const shifted = at.getTime() + istOffset // read as if UTC, it shows the clock in India
  const minute = Math.floor((shifted % day) / 60_000)
  const seenFrom = (start: number, extra: number): Moment => {
    const local = new Date(start)
    return { minute: local.getUTCDay() * roomOfDay + extra + minute, date: local.toISOString().slice(0, 10) }
  }
  return { today: seenFrom(shifted, 0), yesterday: seenFrom(shifted - day, 1440) }
}

/** Minutes of blocks that halve into each other: 1, 2, 4 … 4096. */
const blockSizes = Array.from({ length: 13 }, (_, power) => 2 ** power)

const nameOf = (power: number, nth: number): string => `${power}:${nth}`

/**
 * Openings as few named blocks, for an index that knows only sets of words: a minute lies in an opening
 * exactly when one of `blocksAround` it is among them.
 */
export function blocksOf(openings: readonly Opening[]): string[] {
  const blocks: string[] = []
  for (const { from, to } of openings) {
    for (let at = from; at < to; ) {
      let power = blockSizes.length - 1
      while (at % blockSizes[power]! !== 0 || at + blockSizes[power]! > to) power -= 1
      blocks.push(nameOf(power, at / blockSizes[power]!))
      at += blockSizes[power]!
    }
  }
  return blocks
}

/** Every block in which a minute lies. */
export const blocksAround = (minute: number): string[] =>
  blockSizes.map((size, power) => nameOf(power, Math.floor(minute / size)))
