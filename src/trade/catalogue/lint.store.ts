import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { Audience, ListingRef, ProductFacts, Trade } from './catalogue.types.ts'
import type { LintOffer } from './lint.types.ts'
import { factsOf, type ProductRow } from './product.store.ts'

/** A listing as the linter reads it. */
export interface LintRow {
  listingId: Id<'listing'>
  productId: Id<'product'>
  sku: string
  facts: ProductFacts
  offer: LintOffer
  /** Whether the trader may still change the product: it registered it, and nobody else lists it. */
  ownProduct: boolean
  listingVersion: number
  productVersion: number
}

interface Row extends ProductRow {
  id: string
  product_id: string
  sku: string
  price_paise: bigint
  listing_mrp: bigint
  sold_to: Audience[]
  minimum_quantity: number
  trade: Trade | null
  own: boolean
  version: number
  product_version: number
}

const columns = `l.id, l.product_id, l.sku, l.price_paise, l.mrp_paise as listing_mrp, l.sold_to, l.minimum_quantity, l.trade, l.version,
  p.version as product_version, p.created_by_trader = $2 and not p.shared as own,
  p.gtin, p.brand, p.name, p.name_hi, p.category, p.net_quantity, p.unit, p.weight_grams, p.hsn, p.gst_bps, p.mrp_paise,
  p.origin, p.maker, p.consumer_care, p.food_mark, p.fssai, p.shelf_life_days, p.image_urls, p.attributes,
  p.pack_size, p.keep_cold`

const page = statement(
  'lint_page',
  `select ${columns} from listings l join products p on p.id = l.product_id
   where l.shop_id = $1 and l.sku > $3 order by l.sku limit $4`,
)
const single = statement(
  'lint_one',
  `select ${columns} from listings l join products p on p.id = l.product_id where l.shop_id = $1 and l.id = $3`,
)

/** A shop's listings by SKU. */
export const lintPage = async (
  sql: Sql,
  shop: { shopId: Id<'shop'>; traderId: Id<'trader'> },
  afterSku: string,
  limit: number,
): Promise<LintRow[]> =>
  (await sql.query<Row>(page, [uuidOf(shop.shopId), uuidOf(shop.traderId), afterSku, limit])).map(toRow)

export const lintOne = async (
  sql: Sql,
  trader: Id<'trader'>,
  ref: ListingRef,
): Promise<LintRow | undefined> => {
  const [row] = await sql.query<Row>(single, [uuidOf(ref.shopId), uuidOf(trader), uuidOf(ref.listingId)])
  return row && toRow(row)
}

const toRow = (row: Row): LintRow => ({
  listingId: idOf('listing', row.id),
  productId: idOf('product', row.product_id),
  sku: row.sku,
  facts: { ...factsOf(row), packSize: row.pack_size ?? null, keepCold: row.keep_cold ?? false },
  offer: {
    pricePaise: row.price_paise,
    mrpPaise: row.listing_mrp,
    soldTo: row.sold_to,
    minimumQuantity: row.minimum_quantity,
    trade: row.trade,
  },
  ownProduct: row.own,
  listingVersion: row.version,
  productVersion: row.product_version,
})
