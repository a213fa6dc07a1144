import { boundingBox, type Point } from '../../kernel/geo.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { OpeningHours } from '../../kernel/opening-hours.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import { momentsOf } from './search.openings.ts'
import { audienceBits } from './search.rules.ts'

export interface ShopsNearQuery {
  point: Point
  radiusMetres: number
  /** Names of the PIN under which shops deliver to it: see search.reach.ts. */
  serves: readonly string[]
  /** The buyer's state; PAN-only shops of other states are left out. */
  state: string | null
  openNow: boolean
  at: Date
  after: readonly [metres: number, shopId: Id<'shop'>] | undefined
  limit: number
}

/** A shop that is found around a place. */
export interface NearShop {
  shopId: Id<'shop'>
  name: string
  pin: string
  point: Point
  metres: number
  /** Delivers to the PIN that was asked for. */
  delivers: boolean
  hours: OpeningHours
}

// Distance as kernel/geo reckons it; a shop that delivers from afar is found by the index over `serves`.
const near = statement(
  'search_shops_near',
  `select shop_id, name, pin, lat, lng, hours, metres, delivers from (
     select s.shop_id, s.name, s.pin, s.lat, s.lng, s.hours, s.serves && $8::text[] as delivers,
       (s.open_minutes @> $10::int and $11::date <> all (s.closed_dates)
         or s.open_minutes @> $12::int and $13::date <> all (s.closed_dates)) as open,
       round(2 * 6371008.8 * asin(sqrt(least(1,
         sin(radians(s.lat - $1::float8) / 2) ^ 2
         + cos(radians($1::float8)) * cos(radians(s.lat)) * sin(radians(s.lng - $2::float8) / 2) ^ 2))))::int
         as metres
     from search_shops s
     where (s.place <@ box(point($3::float8, $4::float8), point($5::float8, $6::float8)) or s.serves && $8::text[])
       and s.may_sell & $15::int <> 0 and (not s.pan_only or s.state = $9::text)) s
   where (metres <= $7::int or delivers) and (not $14::boolean or open)
     and ($16::int is null or (metres, shop_id) > ($16::int, $17::uuid))
   order by metres, shop_id limit $18::int`,
)

/** Shops that sell to consumers and lie near a place or deliver there, nearest first. */
export async function findShopsNear(sql: Sql, query: ShopsNearQuery): Promise<NearShop[]> {
  const { point, radiusMetres, after } = query
  const box = boundingBox(point, radiusMetres)
  const { today, yesterday } = momentsOf(query.at)
  const rows = await sql.query<{
    shop_id: string
    name: string
    pin: string
    lat: number
    lng: number
    hours: OpeningHours
    metres: number
    delivers: boolean
  }>(near, [
    point.lat,
    point.lng,
    box.minLng,
    box.minLat,
    box.maxLng,
    box.maxLat,
    radiusMetres,
    query.serves,
    query.state,
    today.minute,
    today.date,
    yesterday.minute,
    yesterday.date,
    query.openNow,
    audienceBits(['consumer']),
    after?.[0] ?? null,
    after ? uuidOf(after[1]) : null,
    query.limit,
  ])
  return rows.map(({ shop_id, lat, lng, ...row }) => ({
    ...row,
    shopId: idOf('shop', shop_id),
    point: { lat, lng },
  }))
}
