import type { LaneRecord } from '../../delivery/dispatch/index.ts'
import { groupBy } from '../../kernel/collections.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import type { PromisesDeps } from './promises.service.ts'
import { type Score, type ScoreOrder, scoreOf, sortScores } from './scores.rules.ts'
import { countBreaches } from './scores.store.ts'

type ByProvider<T> = (sql: Sql, since: T, providerId?: Id<'provider'>) => Promise<Map<Id<'provider'>, number>>

export interface ScoresDeps extends Pick<PromisesDeps, 'members'> {
  db: Database
  directory: {
    find(id: Id<'provider'>): Promise<{ name: string } | undefined>
    approved(): Promise<readonly { providerId: Id<'provider'>; name: string }[]>
  }
  /** What was booked since a day in India. */
  records(sql: Sql, day: string, providerId?: Id<'provider'>): Promise<LaneRecord[]>
  damaged: ByProvider<Date>
  ratings(
    sql: Sql,
    day: string,
    providerId?: Id<'provider'>,
  ): Promise<Map<Id<'provider'>, { mean: number; count: number }>>
  now?: () => Date
}

const dayMs = 86_400_000

export type ScoresService = ReturnType<typeof createScoresService>

/** How startups did in the last days: parcels by lane, promises that were not kept, and what buyers say. */
export function createScoresService({ db, now = () => new Date(), ...deps }: ScoresDeps) {
  const count = async (days: number, providerId?: Id<'provider'>) => {
    const day = indiaDay(new Date(now().getTime() - (days - 1) * dayMs))
    const since = startOfIndiaDay(day)
    const [records, broken, damaged, ratings] = await Promise.all([
      deps.records(db, day, providerId),
      countBreaches(db, since, providerId),
      deps.damaged(db, since, providerId),
      deps.ratings(db, day, providerId),
    ])
    return { records, broken, damaged, ratings }
  }

  const one = async (providerId: Id<'provider'>, days: number): Promise<Score> => {
    const provider = await deps.directory.find(providerId)
    if (!provider) throw notFound('provider')
    const { damaged, ratings, ...counted } = await count(days, providerId)
    return scoreOf(
      { providerId, name: provider.name },
      { ...counted, damaged: damaged.get(providerId), rating: ratings.get(providerId) },
    )
  }

  return {
    /**
     * All startups that are approved or did anything in the last `days`, as `sort` says; a page of them after the
     * startup `after`. There are hundreds of them, not millions: they are sorted in memory.
     */
    async all({
      days,
      sort,
      after,
      limit,
    }: {
      days: number
      sort: ScoreOrder
      after: Id<'provider'> | undefined
      limit: number
    }): Promise<Score[]> {
      const [{ records, broken, damaged, ratings }, approved] = await Promise.all([
        count(days),
        deps.directory.approved(),
      ])
      const recordsOf = groupBy(records, ({ providerId }) => providerId)
      const brokenOf = groupBy(broken, ({ providerId }) => providerId)
      const known = new Map(approved.map(({ providerId, name }) => [providerId, name]))
      for (const id of [...recordsOf.keys(), ...brokenOf.keys(), ...damaged.keys(), ...ratings.keys()])
        if (!known.has(id)) known.set(id, (await deps.directory.find(id))?.name ?? '')
      const sorted = sortScores(
        [...known].map(([providerId, name]) =>
          scoreOf(
            { providerId, name },
            {
              records: recordsOf.get(providerId) ?? [],
              broken: brokenOf.get(providerId) ?? [],
              damaged: damaged.get(providerId),
              rating: ratings.get(providerId),
            },
          ),
        ),
        sort,
      )
      const from = after ? sorted.findIndex(({ providerId }) => providerId === after) + 1 : 0
      return sorted.slice(from, from + limit)
    },

    /** One of them. Throws `notFound`. */
    one,

    /** Its own, for its people. Throws `notFound` for strangers. */
    async own(
      person: { accountId: Id<'account'> },
      providerId: Id<'provider'>,
      days: number,
    ): Promise<Score> {
      await deps.members.requireMember(db, person, { kind: 'provider', id: providerId })
      return one(providerId, days)
    },
  }
}
