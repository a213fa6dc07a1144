import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement } from '../../platform/database/index.ts'

/** A day of a shop's sales, in India's time. */
export interface SalesDay {
  /** `YYYY-MM-DD`. */
  date: string
  orders: number
  pieces: number
  goodsPaise: Paise
  returnedPaise: Paise
}

export interface BestSeller {
  listingId: Id<'listing'>
  brand: string | null
  name: string
  nameHi: string | null
  pieces: number
  goodsPaise: Paise
}

/** Orders that came to nothing, by who ended them. */
export interface LostOrders {
  byBuyer: number
  byShop: number
  undelivered: number
}

// Order ids begin with their time, so the key of the table finds those of the last days. What counts as sold: all that
// was confirmed and did not fall through; lines that were struck out and
// what came back are not among it.
const sold = `o.state in ('confirmed', 'accepted', 'packed', 'handedOver', 'delivered')`
const since = `o.shop_id = $1 and o.id >= $2::uuid`
const byDay = statement(
  'sales_by_day',
  `select to_char(o.created_at at time zone 'Asia/Kolkata', 'YYYY-MM-DD') as date, count(*)::int as orders,
          coalesce(sum(l.pieces), 0)::int as pieces, coalesce(sum(o.goods_paise - o.returned_paise), 0)::bigint as "goodsPaise",
          coalesce(sum(o.returned_paise), 0)::bigint as "returnedPaise"
   from orders o
   left join lateral (
     select sum(quantity - returned_quantity) as pieces from order_lines l
     where l.shop_id = o.shop_id and l.order_id = o.id and l.cancelled_at is null
   ) l on true
   where ${since} and ${sold} group by 1 order by 1`,
)
const best = statement(
  'sales_best',
  `select l.listing_id as "listingId", (array_agg(l.brand order by l.id desc))[1] as brand,
          (array_agg(l.name order by l.id desc))[1] as name,
          (array_agg(l.name_hi order by l.id desc))[1] as "nameHi", sum(l.quantity - l.returned_quantity)::int as pieces,
          sum(l.total_paise - l.returned_paise)::bigint as "goodsPaise"
   from orders o join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id and l.cancelled_at is null
   where ${since} and ${sold} group by 1 order by 6 desc, 1 limit $3`,
)
const lost = statement(
  'sales_lost',
  `select count(*) filter (where o.ended_by = 'buyer')::int as "byBuyer",
          count(*) filter (where o.ended_by = 'shop')::int as "byShop",
          count(*) filter (where o.state = 'undelivered')::int as undelivered
   from orders o where ${since} and o.state in ('cancelled', 'rejected', 'undelivered') and o.confirmed_at is not null`,
)

/** The least UUIDv7 that can have been made at this moment. */
export const firstIdAt = (time: Date): string => {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

export const salesByDay = (sql: Sql, shopId: Id<'shop'>, from: Date): Promise<SalesDay[]> =>
  sql.query<SalesDay>(byDay, [uuidOf(shopId), firstIdAt(from)])

export async function bestSellers(
  sql: Sql,
  shopId: Id<'shop'>,
  from: Date,
  limit: number,
): Promise<BestSeller[]> {
  const rows = await sql.query<Omit<BestSeller, 'listingId'> & { listingId: string }>(best, [
    uuidOf(shopId),
    firstIdAt(from),
    limit,
  ])
  return rows.map((row) => ({ ...row, listingId: idOf('listing', row.listingId) }))
}

export const lostOrders = async (sql: Sql, shopId: Id<'shop'>, from: Date): Promise<LostOrders> =>
  (await sql.query<LostOrders>(lost, [uuidOf(shopId), firstIdAt(from)]))[0]!
