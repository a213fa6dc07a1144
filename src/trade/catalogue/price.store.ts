import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ListingRef } from './catalogue.types.ts'
import { comparedDays, type PastPrice } from './price.rules.ts'

/**
 * An update of listings (as `l`) in one statement with the prices that it ends; it answers the ids of what it
 * changed. `before` are tables that it reads, as they stand behind `with`.
 */
export const keepingPrices = (update: string, before?: string): string =>
  `with ${before ? `${before}, ` : ''}priced as (
     ${update}
     returning l.shop_id, l.id, l.price_paise, old.price_paise as was, old.mrp_paise as was_mrp
   ), kept as (
     insert into price_history (shop_id, listing_id, price_paise, mrp_paise, kind)
     select shop_id, id, was, was_mrp, 'plain' from priced where was <> price_paise
   )
   select id from priced`

const ofLate = statement(
  'prices_of_late',
  `select price_paise as "pricePaise", until from price_history
   where shop_id = $1 and listing_id = $2 and until > now() - interval '${2 * comparedDays} days'`,
)
const page = statement(
  'prices_page',
  `select id, price_paise as "pricePaise", mrp_paise as "mrpPaise", kind, until from price_history
   where shop_id = $1 and listing_id = $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
)
const end = statement(
  'price_dated_end',
  `insert into price_history (shop_id, listing_id, price_paise, mrp_paise, kind, until)
   values ($1, $2, $3, $4, 'dated', least(now(), $5::timestamptz))`,
)

/** The prices of a listing that ended lately: enough to compare today's with the 30 days before it began. */
export const pastPrices = (sql: Sql, ref: ListingRef): Promise<PastPrice[]> =>
  sql.query<PastPrice & object>(ofLate, [uuidOf(ref.shopId), uuidOf(ref.listingId)])

export interface KeptPrice extends PastPrice {
  id: string
  mrpPaise: Paise
  kind: 'plain' | 'dated'
}

/** All prices of a listing that ended, the last first. */
export const pricesPage = (
  sql: Sql,
  ref: ListingRef,
  before: string | undefined,
  limit: number,
): Promise<KeptPrice[]> =>
  sql.query<KeptPrice & object>(page, [uuidOf(ref.shopId), uuidOf(ref.listingId), before ?? null, limit])

/** Keeps a price for a while that ends: with its last day, or now where that is earlier. */
export const keepDated = async (
  tx: Tx,
  ref: ListingRef,
  { pricePaise, mrpPaise, until }: { pricePaise: Paise; mrpPaise: Paise; until: Date },
): Promise<void> =>
  void (await tx.query(end, [uuidOf(ref.shopId), uuidOf(ref.listingId), pricePaise, mrpPaise, until]))

export interface PriceFall {
  shopId: Id<'shop'>
  listingId: Id<'listing'>
  brand: string | null
  name: string
  nameHi: string | null
  pricePaise: Paise
  mrpPaise: Paise
  /** The lowest price of the 30 days before. */
  lowestPaise: Paise
  at: Date
}

// Of all that changed its price lately, what costs less by so much than it ever did in the 30 days before.
const deep = statement(
  'prices_fallen',
  `with late as (
     select h.shop_id, h.listing_id, max(h.until) as at from price_history h
     where h.until > now() - interval '${comparedDays} days' group by 1, 2
   )
   select l.shop_id as "shopId", l.id as "listingId", p.brand, p.name, p.name_hi as "nameHi", l.price_paise as "pricePaise",
          l.mrp_paise as "mrpPaise", low.price as "lowestPaise", late.at
   from late join listings l on l.shop_id = late.shop_id and l.id = late.listing_id
   join products p on p.id = l.product_id
   cross join lateral (
     select min(h.price_paise) as price from price_history h
     where h.shop_id = l.shop_id and h.listing_id = l.id and h.until > late.at - interval '${comparedDays} days'
   ) low
   where l.status = 'active' and l.price_paise * 100 < low.price * (100 - $1::int)
     and ($2::timestamptz is null or (late.at, l.id) < ($2, $3::uuid))
   order by late.at desc, l.id desc limit $4`,
)

/** Goods whose price fell by more than so many percent of its 30-day low, the latest first. */
export async function deepFalls(
  sql: Sql,
  percent: number,
  after: { at: Date; listingId: Id<'listing'> } | undefined,
  limit: number,
): Promise<PriceFall[]> {
  const rows = await sql.query<PriceFall & object>(deep, [
    percent,
    after?.at ?? null,
    after ? uuidOf(after.listingId) : null,
    limit,
  ])
  return rows.map((row) => ({
    ...row,
    shopId: idOf('shop', row.shopId),
    listingId: idOf('listing', row.listingId),
  }))
}
