import type { Logger } from 'pino'
import { type Id, uuidOf } from '../../kernel/ids.ts'
import { type Database, statement } from '../../platform/database/index.ts'
import { createTally } from './search.tally.ts'

/** Of how many searches one is counted. */
const oneIn = 10
const keptDays = 30
const maxAgeMs = 600_000

const add = statement(
  'search_places_add',
  `insert into search_places as p (day, shop_id, places)
   select current_date, shop_id, places from unnest($1::uuid[], $2::int8[]) as t (shop_id, places) order by 2
   on conflict (day, shop_id) do update set places = p.places + excluded.places`,
)
const forget = statement(
  'search_places_forget',
  'delete from search_places where day < current_date - $1::int',
)
// A shop's id is a UUID of version 7: its first 48 bits are the milliseconds at which it was made.
const report = statement(
  'search_fairness',
  `with size as (select shop_id, count(*) as listings from search_documents group by shop_id),
   shown as (select shop_id, sum(places) as places from search_places where day >= current_date - $1::int
     group by shop_id),
   shop as (
     select listings, coalesce(places, 0) as places, extract(epoch from now()) / 86400
       - ('x' || substr(replace(s.shop_id::text, '-', ''), 1, 12))::bit(48)::int8 / 86400000.0 as days
     from search_shops s join size using (shop_id) left join shown using (shop_id)),
   banded as (
     select listings, places,
       case when listings <= 20 then 0 when listings <= 100 then 1 when listings <= 500 then 2 else 3 end as size,
       case when days < 90 then 0 when days < 365 then 1 else 2 end as age
     from shop)
   select grouping(size) = 0 as by_size, coalesce(size, age) as band, count(*)::int as shops,
     sum(listings)::int as listings, sum(places)::int as places
   from banded group by grouping sets ((size), (age)) order by 1 desc, 2`,
)

/** Where the bands end: listings of a shop, and its age in days; null has no end. */
export const sizeBands = [20, 100, 500, null] as const
export const ageBands = [90, 365, null] as const

/** Shops of one band: their parts of all shops, listings and places, from 0 to 1. */
export interface Band {
  /** Up to how many listings, or below how many days; null has no end. */
  upTo: number | null
  shops: number
  shareOfShops: number
  shareOfListings: number
  /** Null while no place was counted. */
  shareOfPlaces: number | null
}

export interface Fairness {
  days: number
  oneIn: number
  places: number
  bySize: Band[]
  byAge: Band[]
}

interface Row {
  by_size: boolean
  band: number
  shops: number
  listings: number
  places: number
}

/** Who stands on first pages: counted by shop in one of ten searches, without anything of who searched. */
export function createFairness({
  db,
  log,
  sample = () => Math.random() < 1 / oneIn,
}: {
  db: Database
  log: Logger
  sample?: (() => boolean) | undefined
}) {
  const tally = createTally({
    log,
    write: async (counts) =>
      void (await db.query(add, [
        [...counts.keys()].map((id) => uuidOf(id as Id<'shop'>)),
        [...counts.values()],
      ])),
  })
  let known: { at: number; fairness: Fairness } | undefined

  return {
    /** Counts the places of a first page, of some searches. */
    note(shopIds: readonly Id<'shop'>[]): void {
      if (sample()) for (const shopId of shopIds) tally.add(shopId)
    },

    /** The report over the last 30 days; reckoned anew every ten minutes. */
    async read({ fresh = false }: { fresh?: boolean } = {}): Promise<Fairness> {
      await tally.flush()
      const at = performance.now()
      if (!fresh && known && at - known.at < maxAgeMs) return known.fairness
      const rows = await db.query<Row>(report, [keptDays])
      const fairness: Fairness = {
        days: keptDays,
        oneIn,
        places: rows.filter((row) => row.by_size).reduce((sum, row) => sum + row.places, 0),
        bySize: bandsOf(
          rows.filter((row) => row.by_size),
          sizeBands,
        ),
        byAge: bandsOf(
          rows.filter((row) => !row.by_size),
          ageBands,
        ),
      }
      known = { at, fairness }
      return fairness
    },

    forget: async (): Promise<void> => void (await db.query(forget, [keptDays])),
    flush: tally.flush,
  }
}

export type FairnessReport = ReturnType<typeof createFairness>

function bandsOf(rows: readonly Row[], bands: readonly (number | null)[]): Band[] {
  const sum = (what: 'shops' | 'listings' | 'places') => rows.reduce((all, row) => all + row[what], 0)
  const [shops, listings, places] = [sum('shops'), sum('listings'), sum('places')]
  const share = (part: number, all: number) => (all === 0 ? 0 : Math.round((part / all) * 10_000) / 10_000)
  return bands.map((upTo, band) => {
    const row = rows.find((one) => one.band === band)
    return {
      upTo,
      shops: row?.shops ?? 0,
      shareOfShops: share(row?.shops ?? 0, shops),
      shareOfListings: share(row?.listings ?? 0, listings),
      shareOfPlaces: places === 0 ? null : share(row?.places ?? 0, places),
    }
  })
}
