import { idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { ListingRef, NamedBuyer, SaleTerms } from './catalogue.types.ts'

// What lists of prices promise the buyer of these names. Asked for traders alone: a consumer stands on none.
const promised = (buyer: string) => `left join lateral (
     select min(o.price_paise) as price, max(pl.off_bps) filter (where o.price_paise is null) as off_bps
     from price_list_buyers b join price_lists pl on pl.shop_id = b.shop_id and pl.id = b.list_id
     left join price_list_prices o on o.shop_id = b.shop_id and o.list_id = b.list_id and o.listing_id = l.id
     where b.shop_id = l.shop_id and b.buyer = any(${buyer}::text[])
       and coalesce(pl.valid_from <= (now() at time zone 'Asia/Kolkata')::date, true)
       and coalesce(pl.valid_until >= (now() at time zone 'Asia/Kolkata')::date, true)
   ) list on true`

// Columns are named on the way out, so that a row needs its ids turned and nothing else.
const termsFrom = (refs: string, buyer?: string) =>
  `select l.shop_id as "shopId", l.id as "listingId", l.product_id as "productId", p.brand, p.name, p.name_hi as "nameHi",
          p.net_quantity::float8 as "netQuantity", p.unit, p.weight_grams as "weightGrams",
          p.food_mark as "foodMark", p.pack_size as "packSize", p.keep_cold as "keepCold", p.hsn, p.gst_bps as "gstBps",
          l.price_paise as "pricePaise", l.mrp_paise as "mrpPaise", l.sold_to as "soldTo",
          l.minimum_quantity as "minimumQuantity", l.trade, l.status, s.available,
          ${buyer ? 'list.price' : 'null::bigint'} as "listPaise", ${buyer ? 'list.off_bps' : 'null::int'} as "listOffBps"
   from ${refs}
   join listings l on l.shop_id = ref.shop_id and l.id = ref.listing_id
   join products p on p.id = l.product_id join stock s on s.shop_id = l.shop_id and s.listing_id = l.id
   ${buyer ? promised(buyer) : ''}`

const named = 'unnest($1::uuid[], $2::uuid[]) as ref (shop_id, listing_id)'
const byRefs = statement('terms_by_refs', termsFrom(named))
const byRefsFor = statement('terms_by_refs_for', termsFrom(named, '$3'))

const namesOf = ({ traderId, gstin }: NamedBuyer): string[] => (gstin ? [traderId, gstin] : [traderId])

/** The terms of the listings of these names that exist, in no order; with what lists promise the buyer. */
export async function readTerms(
  sql: Sql,
  refs: readonly ListingRef[],
  buyer?: NamedBuyer,
): Promise<SaleTerms[]> {
  if (refs.length === 0) return []
  const values = [refs.map((ref) => uuidOf(ref.shopId)), refs.map((ref) => uuidOf(ref.listingId))]
  return fromRows(
    buyer
      ? await sql.query<SaleTerms>(byRefsFor, [...values, namesOf(buyer)])
      : await sql.query<SaleTerms>(byRefs, values),
  )
}

/**
 * Terms of the listings that a query of the caller's own tables names, in no round trip of their own. `refs` has the
 * columns `shop_id` and `listing_id`; `name` is the statement's.
 */
export function readTermsOf(name: string, refs: string) {
  const places = [...refs.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place))
  const byQuery = statement(name, termsFrom(`(${refs}) as ref`))
  const byQueryFor = statement(`${name}_for`, termsFrom(`(${refs}) as ref`, `$${Math.max(0, ...places) + 1}`))
  return async (sql: Sql, values: readonly unknown[], buyer?: NamedBuyer): Promise<SaleTerms[]> =>
    fromRows(
      buyer
        ? await sql.query<SaleTerms>(byQueryFor, [...values, namesOf(buyer)])
        : await sql.query<SaleTerms>(byQuery, values),
    )
}

function fromRows(rows: SaleTerms[]): SaleTerms[] {
  // The rows are this call's own.
  for (const row of rows) {
    row.shopId = idOf('shop', row.shopId)
    row.listingId = idOf('listing', row.listingId)
    row.productId = idOf('product', row.productId)
  }
  return rows
}
