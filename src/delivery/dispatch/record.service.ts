import type { Id } from '../../kernel/ids.ts'
import type { CashPort, DispatchDeps } from './dispatch.deps.ts'
import { type DayCounts, readDays, readEarned } from './record.store.ts'

const dayMs = 86_400_000
const istMs = 330 * 60_000

const none = {
  offered: 0,
  accepted: 0,
  declined: 0,
  lapsed: 0,
  delivered: 0,
  firstAttempt: 0,
  onTime: 0,
  failed: 0,
}
type Counts = typeof none

/** The day in India of an instant. */
const dayOf = (at: number): string => new Date(at + istMs).toISOString().slice(0, 10)
/** The instant at which a day in India begins. */
const startOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - istMs)

const add = (sum: Counts, day: Counts): Counts =>
  Object.fromEntries(
    Object.entries(sum).map(([name, count]) => [name, count + day[name as keyof Counts]]),
  ) as Counts

/** Scorecards and statements of providers. */
export function createRecord({ db, cash, now = () => new Date() }: DispatchDeps & { cash: CashPort }) {
  return {
    /** The last so many days in India, each with its line, also those on which nothing was. */
    async scorecard(providerId: Id<'provider'>, days: number) {
      const today = now().getTime()
      const list = Array.from({ length: days }, (_, at) => dayOf(today - (days - 1 - at) * dayMs))
      const from = list[0]!
      const rows = new Map<string, DayCounts>(
        (await readDays(db, providerId, startOf(from))).map((row) => [row.day, row]),
      )
      const byDay = list.map((day) => ({ ...none, ...rows.get(day), day }))
      return { days, from, to: list.at(-1)!, ...byDay.reduce<Counts>(add, none), byDay }
    },

    /** What was earned and what cash went through its hands in a month in India, such as `2026-11`; this one unless told. */
    async statement(providerId: Id<'provider'>, month = dayOf(now().getTime()).slice(0, 7)) {
      const from = startOf(`${month}-01`)
      const [year, number] = month.split('-').map(Number) as [number, number]
      const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
      const to = startOf(`${next}-01`)
      const byDay = await readEarned(db, providerId, { from, to })
      const sum = (of: (day: (typeof byDay)[number]) => bigint) =>
        byDay.reduce((total, day) => total + of(day), 0n)
      return {
        month,
        parcels: byDay.reduce((total, day) => total + day.parcels, 0),
        feesPaise: sum((day) => day.feesPaise),
        penaltiesPaise: await cash.penaltiesOf(db, providerId, { from, to }),
        cash: await cash.cashOf(db, providerId, { from, to }),
        byDay,
      }
    },
  }
}

export type ProviderRecord = ReturnType<typeof createRecord>
