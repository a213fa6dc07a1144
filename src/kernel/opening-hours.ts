import { bad, type Checked, good } from './checked.ts'

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]
const dayNames: Record<Weekday, string> = {
  sun: 'Sunday',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
}

/** From `open` to just before `close`, `HH:MM` by the shop's clock. A `close` before `open` is on the next day. */
export interface OpenInterval {
  open: string
  /** `24:00` is the end of the day. */
  close: string
}

/** A shop's week in India's time (IST, Asia/Kolkata). A weekday that is absent or empty is closed. */
export interface OpeningHours {
  week: Partial<Record<Weekday, readonly OpenInterval[]>>
  /** `YYYY-MM-DD`: nothing opens on these days; a night that began the evening before still runs to its end. */
  closedDates?: readonly string[]
}

const minute = 60_000
const day = 24 * 60 * minute
const istOffset = 330 * minute // IST is UTC+5:30 all year: no summer time

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** Start and end of an interval in minutes from its day's midnight; the end may pass 1440. */
const spanOf = ({ open, close }: OpenInterval): { start: number; end: number } => {
  const start = minutesOf(open)
  const end = minutesOf(close)
  return { start, end: end > start ? end : end + 1440 }
}

const isDate = (text: string): boolean => {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

/** Checks opening hours: clock times, no empty interval, no two of one day that overlap, real dates. Answers intervals in order. */
export const checkOpeningHours = (hours: OpeningHours): Checked<OpeningHours> => {
  const week: Partial<Record<Weekday, readonly OpenInterval[]>> = {}
  for (const weekday of weekdays) {
    const intervals = [...(hours.week[weekday] ?? [])].sort((a, b) => (a.open < b.open ? -1 : 1))
    let previousEnd = 0
    for (const interval of intervals) {
      const { open, close } = interval
      if (
        !/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(open) ||
        !/^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/.test(close)
      ) {
        return bad(
          `On ${dayNames[weekday]}, write times as HH:MM from 00:00 to 23:59; a day’s end may be 24:00.`,
        )
      }
      if (open === close) {
        return bad(
          `On ${dayNames[weekday]}, ${open} to ${close} is no time at all. For the whole day write 00:00 to 24:00.`,
        )
      }
      const { start, end } = spanOf(interval)
      if (start < previousEnd)
        return bad(`On ${dayNames[weekday]}, two opening times overlap. Join them or move one.`)
      previousEnd = end
    }
    if (intervals.length > 0) week[weekday] = intervals
  }
  const closedDates = [...new Set(hours.closedDates ?? [])].sort()
  const wrong = closedDates.find((date) => !isDate(date))
  if (wrong !== undefined) return bad('Write each closed date as YYYY-MM-DD, as in 2026-08-15.')
  return good({ week, closedDates })
}

/** The openings that begin on the IST day that starts at `midnight` (shifted milliseconds), as shifted milliseconds. */
const openingsOf = (hours: OpeningHours, midnight: number): { from: number; to: number }[] => {
  const local = new Date(midnight)
  if (hours.closedDates?.includes(local.toISOString().slice(0, 10))) return []
  return (hours.week[weekdays[local.getUTCDay()]!] ?? []).map((interval) => {
    const { start, end } = spanOf(interval)
    return { from: midnight + start * minute, to: midnight + end * minute }
  })
}

const istMidnight = (at: Date): { now: number; midnight: number } => {
  const now = at.getTime() + istOffset // "shifted": read as if UTC, it shows the clock in India
  return { now, midnight: Math.floor(now / day) * day }
}

/** Whether the shop is open at this moment; the closing minute itself is closed. */
export const isOpen = (hours: OpeningHours, at: Date): boolean => {
  const { now, midnight } = istMidnight(at)
  return [midnight - day, midnight].some((start) =>
    openingsOf(hours, start).some(({ from, to }) => from <= now && now < to),
  )
}

/**
 * The first moment from `at` on at which the shop is open: `at` itself if it is open now.
 * Undefined if nothing opens within 366 days.
 */
export const nextOpening = (hours: OpeningHours, at: Date): Date | undefined => {
  if (isOpen(hours, at)) return at
  const { now, midnight } = istMidnight(at)
  for (let ahead = 0; ahead <= 366; ahead += 1) {
    const coming = openingsOf(hours, midnight + ahead * day)
      .map(({ from }) => from)
      .filter((from) => from >= now)
    if (coming.length > 0) return new Date(Math.min(...coming) - istOffset)
  }
  return undefined
}
