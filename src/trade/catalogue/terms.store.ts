import { idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { ListingRef, SaleTerms } from './catalogue.types.ts'

// Columns are named on the way out, so that a row needs its ids turned and nothing else.
const termsFrom = (refs: string) =>
  `select l.shop_id as "shopId", l.id as "listingId", l.product_id as "productId", p.brand, p.name, p.name_hi as "nameHi",
          p.net_quantity::float8 as "netQuantity", p.unit, p.weight_grams as "weightGrams", p.hsn, p.gst_bps as "gstBps",
          l.price_paise as "pricePaise", l.mrp_paise as "mrpPaise", l.sold_to as "soldTo",
          l.minimum_quantity as "minimumQuantity", l.status, s.available
   from ${refs}
   join listings l on l.shop_id = ref.shop_id and l.id = ref.listing_id
   join products p on p.id = l.product_id join stock s on s.shop_id = l.shop_id and s.listing_id = l.id`

const byRefs = statement(
  'terms_by_refs',
  termsFrom('unnest($1::uuid[], $2::uuid[]) as ref (shop_id, listing_id)'),
)

/** The terms of the listings of these names that exist, in no order. */
export async function readTerms(sql: Sql, refs: readonly ListingRef[]): Promise<SaleTerms[]> {
  if (refs.length === 0) return []
  const rows = await sql.query<SaleTerms>(byRefs, [
    refs.map((ref) => uuidOf(ref.shopId)),
    refs.map((ref) => uuidOf(ref.listingId)),
  ])
  return fromRows(rows)
}

/**
 * Terms of the listings that a query of the caller's own tables names, in no round trip of their own. `refs` has the
 * columns `shop_id` and `listing_id`; `name` is the statement's.
 */
export function readTermsOf(name: string, refs: string) {
  const byQuery = statement(name, termsFrom(`(${refs}) as ref`))
  return async (sql: Sql, values: readonly unknown[]): Promise<SaleTerms[]> =>
    fromRows(await sql.query<SaleTerms>(byQuery, values))
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
