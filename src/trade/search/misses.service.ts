import type { Logger } from 'pino'
import { type Database, statement } from '../../platform/database/index.ts'
import { createTally } from './search.tally.ts'
import { splitWords } from './search.words.ts'

/** How long a search that found nothing is remembered, in days. */
const keptDays = 90
const mostWords = 8
const longestWords = 80

const add = statement(
  'search_misses_add',
  `insert into search_misses as m (day, region, words, count)
   select day, region, words, count from unnest($1::date[], $2::text[], $3::text[], $4::int8[])
     as t (day, region, words, count) order by 1, 2, 3
   on conflict (day, region, words) do update set count = m.count + excluded.count`,
)
const read = statement(
  'search_misses_read',
  `select to_char(day, 'YYYY-MM-DD') as day, region, words, count::int as count from search_misses
   where day between $1::date and $2::date and ($3::text is null or region = $3)
   order by count desc, day desc, words, region limit $4`,
)
const forget = statement('search_misses_forget', 'delete from search_misses where day < $1::date')

export interface Miss {
  /** `YYYY-MM-DD` in India. */
  day: string
  /** The first two digits of the PIN; empty where nobody knows. */
  region: string
  words: string
  count: number
}

/**
 * The words of a search as they may be kept: nobody's number, address or letterbox. Empty when nothing of them may.
 */
export function wordsToKeep(text: string): string {
  if (text.includes('@')) return ''
  return splitWords(text)
    .filter((word) => (word.match(/\p{N}/gu) ?? []).length < 5)
    .slice(0, mostWords)
    .join(' ')
    .slice(0, longestWords)
    .trim()
}

const dayOf = (at: Date): string => new Date(at.getTime() + 330 * 60_000).toISOString().slice(0, 10)

/** What people looked for and nobody had, counted by words, region and day. */
export function createMisses({ db, log, now }: { db: Database; log: Logger; now: () => Date }) {
  const tally = createTally({
    log,
    async write(counts) {
      const rows = [...counts].map(([key, count]) => [...key.split('\n'), count])
      await db.query(
        add,
        [0, 1, 2, 3].map((column) => rows.map((row) => row[column])),
      )
    },
  })

  return {
    /** Counts a search that found nothing. */
    note(text: string, region: string): void {
      const words = wordsToKeep(text)
      if (words !== '') tally.add([dayOf(now()), region, words].join('\n'))
    },

    /** The most frequent ones from a day to a day, both counted; `from` is a week ago unless given. */
    async read(asked: {
      from?: string | undefined
      to?: string | undefined
      region?: string | undefined
      limit: number
    }) {
      await tally.flush()
      const today = now()
      const from = asked.from ?? dayOf(new Date(today.getTime() - 6 * 86_400_000))
      return db.query<Miss>(read, [from, asked.to ?? dayOf(today), asked.region ?? null, asked.limit])
    },

    /** Forgets what is older than 90 days. */
    forget: async (): Promise<void> =>
      void (await db.query(forget, [dayOf(new Date(now().getTime() - keptDays * 86_400_000))])),

    flush: tally.flush,
  }
}

export type Misses = ReturnType<typeof createMisses>
