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
