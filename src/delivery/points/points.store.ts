import type { Bounds, Point } from '../../kernel/geo.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { OpeningHours } from '../../kernel/opening-hours.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type {
  PointFacts,
  PointFilter,
  PointKind,
  PointLoad,
  PointStatus,
  PointTerms,
} from './points.types.ts'

interface Row {
  id: string
  kind: PointKind
  shop_id: string | null
  provider_id: string | null
  name: string
  line1: string
  pin: string
  state: string | null
  district: string | null
  lat: number
  lng: number
  phone: string | null
  hours: OpeningHours
  shelf_parcels: number
  parcels_per_day: number
  fee_paise: number
  delivers_metres: number | null
  delivery_fee_paise: number
  status: PointStatus
  status_reason: string | null
  taken: number
  today: number
  version: number
}

export const indianDay = `(now() at time zone 'Asia/Kolkata')::date`
/** How many parcels were promised room today. */
const today = `case when day = ${indianDay} then day_parcels else 0 end as today`
const columns = `*, ${today}`

const factsOf = (row: Row): PointFacts => ({
  pointId: idOf('point', row.id),
  kind: row.kind,
  shopId: row.shop_id === null ? null : idOf('shop', row.shop_id),
  providerId: row.provider_id === null ? null : idOf('provider', row.provider_id),
  name: row.name,
  line1: row.line1,
  pin: row.pin,
  state: row.state,
  district: row.district,
  place: { lat: row.lat, lng: row.lng },
  phone: row.phone,
  hours: row.hours,
  shelfParcels: row.shelf_parcels,
  parcelsPerDay: row.parcels_per_day,
  feePaise: row.fee_paise,
  deliversMetres: row.delivers_metres,
  deliveryFeePaise: row.delivery_fee_paise,
  status: row.status,
  statusReason: row.status_reason,
  taken: row.taken,
  today: row.today,
  version: row.version,
})

const insert = statement(
  'points_insert',
  `insert into points (id, kind, shop_id, provider_id, name, line1, pin, state, district, lat, lng, phone, hours, shelf_parcels,
     parcels_per_day, fee_paise, delivers_metres, delivery_fee_paise)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
   on conflict (shop_id) where shop_id is not null do nothing returning ${columns}`,
)
const byId = statement('points_by_id', `select ${columns} from points where id = any($1::uuid[])`)
const byShop = statement('points_by_shop', `select ${columns} from points where shop_id = $1`)
const change = statement(
  'points_change',
  `update points set hours = $2, shelf_parcels = $3, parcels_per_day = $4, fee_paise = $5, delivers_metres = $6,
     delivery_fee_paise = $7, version = version + 1,
     status = case when status = 'suspended' then status else coalesce($8, status) end,
     own_status = case when status = 'suspended' then coalesce($8, own_status) end
   where id = $1 returning ${columns}`,
)
const suspend = statement(
  'points_suspend',
  `update points set status = 'suspended', status_reason = $2, version = version + 1,
     own_status = case when status = 'suspended' then own_status else status end
   where id = $1 returning ${columns}`,
)
const resume = statement(
  'points_resume',
  `update points set status = case when status = 'suspended' then coalesce(own_status, 'open') else status end,
     own_status = null, status_reason = null, version = version + 1 where id = $1 returning ${columns}`,
)
const near = statement(
  'points_near',
  `select ${columns} from points where status = 'open' and kind = any($5)
     and lat between $1 and $2 and lng between $3 and $4
   order by (lat - $6::float8) ^ 2 + ((lng - $7::float8) * cos(radians($6::float8))) ^ 2 limit 2000`,
)
const listed = statement(
  'points_listed',
  `select points.*, ${today}, stay.here, stay.expected
   from points, lateral (
     select count(*) filter (where state = 'here')::int as here, count(*) filter (where state = 'expected')::int as expected
     from stays where point_id = points.id and state in ('expected', 'here')) stay
   where ($1::text is null or status = $1) and ($2::text is null or kind = $2) and pin between $3 and $4
     and ($5::text is null or (pin, id) > ($5, $6)) order by pin, id limit $7`,
)

export type NewPoint = Omit<PointFacts, 'status' | 'statusReason' | 'taken' | 'today' | 'version'>

/** Writes a point; undefined when the shop has one. */
export async function insertPoint(tx: Tx, point: NewPoint): Promise<PointFacts | undefined> {
  const [row] = await tx.query<Row>(insert, [
    uuidOf(point.pointId),
    point.kind,
    point.shopId && uuidOf(point.shopId),
    point.providerId && uuidOf(point.providerId),
    point.name,
    point.line1,
    point.pin,
    point.state,
    point.district,
    point.place.lat,
    point.place.lng,
    point.phone,
    JSON.stringify(point.hours),
    point.shelfParcels,
    point.parcelsPerDay,
    point.feePaise,
    point.deliversMetres,
    point.deliveryFeePaise,
  ])
  return row && factsOf(row)
}

export async function readPoints(
  sql: Sql,
  ids: readonly Id<'point'>[],
): Promise<Map<Id<'point'>, PointFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.query<Row>(byId, [ids.map(uuidOf)])
  return new Map(rows.map(factsOf).map((point) => [point.pointId, point]))
}

export async function readPointOfShop(sql: Sql, shopId: Id<'shop'>): Promise<PointFacts | undefined> {
  const [row] = await sql.query<Row>(byShop, [uuidOf(shopId)])
  return row && factsOf(row)
}

export async function changePoint(
  tx: Tx,
  pointId: Id<'point'>,
  terms: PointTerms & { ownStatus: 'open' | 'paused' | null },
): Promise<PointFacts | undefined> {
  const [row] = await tx.query<Row>(change, [
    uuidOf(pointId),
    JSON.stringify(terms.hours),
    terms.shelfParcels,
    terms.parcelsPerDay,
    terms.feePaise,
    terms.deliversMetres,
    terms.deliveryFeePaise,
    terms.ownStatus,
  ])
  return row && factsOf(row)
}

/** Suspends a point, or (without a reason) lets hold again what its own people have said. */
export async function setPointSuspended(
  tx: Tx,
  pointId: Id<'point'>,
  reason: string | null,
): Promise<PointFacts | undefined> {
  const id = uuidOf(pointId)
  const [row] = await (reason === null ? tx.query<Row>(resume, [id]) : tx.query<Row>(suspend, [id, reason]))
  return row && factsOf(row)
}

/** Open points inside a rectangle, the 2,000 that are nearest to a place. */
export const readPointsWithin = async (
  sql: Sql,
  { minLat, maxLat, minLng, maxLng }: Bounds,
  kinds: readonly PointKind[],
  to: Point,
): Promise<PointFacts[]> =>
  (await sql.query<Row>(near, [minLat, maxLat, minLng, maxLng, kinds, to.lat, to.lng])).map(factsOf)

/** Where the page before ended. */
export type PointAfter = Pick<PointFacts, 'pin' | 'pointId'>

/** Points by their PIN with what is at each, after `after`. */
export async function listPoints(
  sql: Sql,
  { status, kind, pin = '' }: PointFilter,
  { after, limit }: { after: PointAfter | undefined; limit: number },
): Promise<PointLoad[]> {
  const rows = await sql.query<Row & Pick<PointLoad, 'here' | 'expected'>>(listed, [
    status ?? null,
    kind ?? null,
    pin.padEnd(6, '0'),
    pin.padEnd(6, '9'),
    after?.pin ?? null,
    after ? uuidOf(after.pointId) : null,
    limit,
  ])
  return rows.map((row) => ({ ...factsOf(row), here: row.here, expected: row.expected }))
}
