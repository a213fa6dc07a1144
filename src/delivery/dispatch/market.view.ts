import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import { countersFor, type Fleet, type ProviderDirectory, readLoadToday } from '../providers/index.ts'
import type { ParcelFacts } from '../shipments/index.ts'
import { type Choices, readChoices } from './choices.store.ts'
import { type Parcel, pickupPlace, placed } from './dispatch.rules.ts'
import { createRemembered } from './remembered.ts'
import type { Marks, Question } from './score.rules.ts'
import { readStandings } from './standings.store.ts'
import type { Weights } from './weights.rules.ts'

/** All that a decision looks at, as it was at one moment. */
export interface Market {
  fleet: Fleet
  choices: Choices
  marks: Marks
  weights: Weights
  /** The parcel with its districts, and who fetches there. */
  ask<T extends ParcelFacts & { shopId: Id<'shop'> }>(
    parcel: T,
  ): Pick<Question, 'providers' | 'elsewhere' | 'choice' | 'weights' | 'marks'> & { parcel: T & Parcel }
}

export interface MarketView {
  /** Inside a transaction give it as `within`. */
  now(within?: Sql): Promise<Market>
  /** A shop changed its choice in this process. */
  forgetChoices(): void
  /** Marks were counted anew in this process. */
  forgetMarks(): void
}

/** What dispatch asks of whoever counts cash in hands. */
export interface CashLimits {
  /** Providers with more of the market’s cash than they may have. */
  full(sql: Sql): Promise<ReadonlySet<Id<'provider'>>>
  /** Whether a rider has as much as one may have. */
  riderIsFull(sql: Sql, providerId: Id<'provider'>, riderId: string): Promise<boolean>
}

/** Keeps in memory what every decision looks at: nothing of it is asked for while a parcel is booked. */
export function createMarketView({
  db,
  directory,
  weights,
  cashLimits,
  maxAgeMs = { choices: 2000, load: 5000, standings: 60_000, cash: 15_000 },
}: {
  db: Database
  directory: Pick<ProviderDirectory, 'fleet'>
  weights: Weights
  cashLimits?: CashLimits | undefined
  maxAgeMs?: { choices: number; load: number; standings: number; cash: number }
}): MarketView {
  const choices = createRemembered({ sql: db, read: readChoices, maxAgeMs: maxAgeMs.choices })
  const standings = createRemembered({
    sql: db,
    read: (sql) => readStandings(sql, weights.halfLifeDays),
    maxAgeMs: maxAgeMs.standings,
  })
  const load = createRemembered({
    sql: db,
    read: async (sql) =>
      new Map(
        (await readLoadToday(sql)).map(({ providerId, district, parcels }) => [
          `${providerId} ${district}`,
          parcels,
        ]),
      ),
    maxAgeMs: maxAgeMs.load,
  })

  const cash = createRemembered<ReadonlySet<Id<'provider'>>>({
    sql: db,
    read: async (sql) => (await cashLimits?.full(sql)) ?? new Set(),
    maxAgeMs: maxAgeMs.cash,
  })

  return {
    async now(within) {
      // One after the other: a transaction has one connection.
      const fleet = await directory.fleet(within)
      const chosen = await choices.current(within)
      const known = await standings.current(within)
      const counted = await load.current(within)
      const tooMuchCash = await cash.current(within)
      const marks: Marks = {
        standingOf: (id) => known.get(id),
        hasTooMuchCash: (id) => tooMuchCash.has(id),
        loadOf: (provider, parcel) => {
          const counters = countersFor(provider.capabilities, parcel.from)
          return counters.length === 0
            ? undefined
            : Math.max(
                ...counters.map(
                  ({ district, limit }) => (counted.get(`${provider.providerId} ${district}`) ?? 0) / limit,
                ),
              )
        },
      }
      return marketOf({ fleet, choices: chosen, marks, weights })
    },
    forgetChoices: choices.forget,
    forgetMarks() {
      standings.forget()
      load.forget()
      cash.forget()
    },
  }
}

/** A market of these facts. */
export const marketOf = (facts: Omit<Market, 'ask'>): Market => ({
  ...facts,
  ask(parcel) {
    const known = placed(parcel, facts.fleet.districtOf)
    const providers = facts.fleet.fetchingAt(pickupPlace(known))
    return {
      parcel: known,
      providers,
      elsewhere: facts.fleet.all.length - providers.length,
      choice: facts.choices.of(parcel.shopId),
      weights: facts.weights,
      marks: facts.marks,
    }
  },
})
