import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'

// What is seen to be full is left alone, so that nobody waits for its row; what is not is counted under its lock.
const takeOne = statement(
  'providers_take_place',
  `insert into provider_days (provider_id, day, district, parcels)
   select $1, today, $2, 1 from (select (now() at time zone 'Asia/Kolkata')::date as today) clock
   where not exists (select from provider_days seen
     where seen.provider_id = $1 and seen.day = today and seen.district = $2 and seen.parcels >= $3)
   on conflict (provider_id, day, district) do update set parcels = provider_days.parcels + 1
   where provider_days.parcels < $3
   returning day::text as day`,
)
const giveMany = statement(
  'providers_give_places',
  `update provider_days set parcels = parcels - 1
   where provider_id = $1 and day = $2::date and district = any($3) and parcels > 0`,
)

/** A day in India and the counters in which a parcel was counted on it. */
export interface CountedPlace {
  day: string
  districts: readonly string[]
}

/**
 * Counts one more parcel today in India in each of these counters of a provider, if all have room: where it was
 * counted, or undefined when one is full. `limit` is parcels a day. Needs at least one counter.
 */
export async function takePlace(
  tx: Sql,
  id: Id<'provider'>,
  counters: readonly { district: string; limit: number }[],
): Promise<CountedPlace | undefined> {
  const districts: string[] = []
  let day = ''
  for (const { district, limit } of counters) {
    const [row] = await tx.query<{ day: string }>(takeOne, [uuidOf(id), district, limit])
    if (!row) {
      if (districts.length > 0) await givePlace(tx, id, { day, districts })
      return undefined
    }
    day = row.day
    districts.push(district)
  }
  return { day, districts }
}

const holdMany = statement(
  'providers_hold_days',
  `insert into provider_days (provider_id, day, district, parcels)
   select provider_id, (now() at time zone 'Asia/Kolkata')::date, district, 0
   from unnest($1::uuid[], $2::text[]) as wanted (provider_id, district) order by provider_id, district
   on conflict (provider_id, day, district) do update set parcels = provider_days.parcels
   returning provider_id, day::text as day, district, parcels`,
)
const countMany = statement(
  'providers_count_places',
  `update provider_days set parcels = parcels + taken
   from unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) as counted (provider_id, day, district, taken)
   where provider_days.provider_id = counted.provider_id and provider_days.day = counted.day::date
     and provider_days.district = counted.district`,
)

/** A parcel that needs a place at a provider; `counters` as for `takePlace`. */
export interface WantedPlace {
  providerId: Id<'provider'>
  counters: readonly { district: string; limit: number }[]
}

/** No place was left in this counter. */
export interface FullDay {
  fullIn: string
}

/**
 * The same for many parcels at once, first come first served: where each was counted, or which of its counters
 * is full. The counters' rows are locked in one order.
 */
export async function takePlaces(
  tx: Sql,
  wanted: readonly WantedPlace[],
): Promise<(CountedPlace | FullDay)[]> {
  const keyOf = (providerId: Id<'provider'>, district: string) => `${providerId} ${district}`
  const keys = new Map(
    wanted.flatMap(({ providerId, counters }) =>
      counters.map(({ district }) => [keyOf(providerId, district), { providerId, district }] as const),
    ),
  )
  const rows = await tx.query<Row>(holdMany, [
    [...keys.values()].map(({ providerId }) => uuidOf(providerId)),
    [...keys.values()].map(({ district }) => district),
  ])
  const days = new Map(
    rows.map(loadOf).map((row) => [keyOf(row.providerId, row.district), { ...row, taken: 0 }]),
  )
  const places = wanted.map(({ providerId, counters }): CountedPlace | FullDay => {
    const own = counters.map(({ district, limit }) => ({
      day: days.get(keyOf(providerId, district))!,
      limit,
    }))
    const full = own.find(({ day, limit }) => day.parcels + day.taken >= limit)
    if (full) return { fullIn: full.day.district }
    for (const { day } of own) day.taken += 1
    return { day: own[0]!.day.day, districts: counters.map(({ district }) => district) }
  })
  const counted = [...days.values()].filter(({ taken }) => taken > 0)
  if (counted.length > 0)
    await tx.query(countMany, [
      counted.map(({ providerId }) => uuidOf(providerId)),
      counted.map(({ day }) => day),
      counted.map(({ district }) => district),
      counted.map(({ taken }) => taken),
    ])
  return places
}

/** Gives a counted place back: the parcel was not taken. */
export const givePlace = async (tx: Sql, id: Id<'provider'>, place: CountedPlace): Promise<void> =>
  void (await tx.query(giveMany, [uuidOf(id), place.day, place.districts]))

export interface LoadRow {
  providerId: Id<'provider'>
  day: string
  district: string
  parcels: number
}

interface Row {
  provider_id: string
  day: string
  district: string
  parcels: number
}
const loadOf = (row: Row): LoadRow => ({
  providerId: idOf('provider', row.provider_id),
  day: row.day,
  district: row.district,
  parcels: row.parcels,
})

const today = statement(
  'providers_load_today',
  `select provider_id, day::text as day, district, parcels from provider_days
   where day = (now() at time zone 'Asia/Kolkata')::date`,
)
const between = statement(
  'providers_load_between',
  `select provider_id, day::text as day, district, parcels from provider_days
   where provider_id = any($1) and day between $2::date and $3::date order by day desc, provider_id, district`,
)

/** What is counted today in India, of all providers. */
export const readLoadToday = async (sql: Sql): Promise<LoadRow[]> => (await sql.query<Row>(today)).map(loadOf)

/** What was counted for these providers from day to day in India, both included; the last day first. */
export const readLoad = async (
  sql: Sql,
  ids: readonly Id<'provider'>[],
  days: { from: string; to: string },
): Promise<LoadRow[]> => (await sql.query<Row>(between, [ids.map(uuidOf), days.from, days.to])).map(loadOf)
