import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Audience, ListingRef, ListingStatus, Offer, OffersPage, Trade } from './catalogue.types.ts'
import { keepingPrices } from './price.store.ts'
import { checkProductGtin } from './product.rules.ts'
import { factsOf, type ProductRow } from './product.store.ts'

/** A listing with its product and stock, as its shop sees it. */
export interface Listing extends Offer {
  reserved: number
}

/** What a shop decides about a listing. */
export interface ListingTerms {
  sku: string
  pricePaise: Paise
  mrpPaise: Paise
  soldTo: readonly Audience[]
  minimumQuantity: number
  status: ListingStatus
}

interface ListingRow extends Omit<ProductRow, 'mrp_paise'> {
  shop_id: string
  id: string
  product_id: string
  sku: string
  price_paise: bigint
  listing_mrp: bigint
  sold_to: Audience[]
  minimum_quantity: number
  trade: Trade | null
  status: ListingStatus
  version: number
  updated_at: Date
  available: number
  reserved: number
}

const columns = `l.shop_id, l.id, l.product_id, l.sku, l.price_paise, l.mrp_paise as listing_mrp, l.sold_to,
  l.minimum_quantity, l.trade, l.status, l.version, l.updated_at, s.available, s.reserved,
  p.gtin, p.brand, p.name, p.name_hi, p.category, p.net_quantity, p.unit, p.weight_grams, p.hsn, p.gst_bps, p.origin,
  p.maker, p.consumer_care, p.food_mark, p.fssai, p.shelf_life_days, p.image_urls, p.attributes`
const tables = `listings l join products p on p.id = l.product_id
  join stock s on s.shop_id = l.shop_id and s.listing_id = l.id`

const byRefs = statement(
  'offers_by_refs',
  `select ${columns} from unnest($1::uuid[], $2::uuid[]) as ref (shop_id, listing_id)
   join listings l on l.shop_id = ref.shop_id and l.id = ref.listing_id
   join products p on p.id = l.product_id join stock s on s.shop_id = l.shop_id and s.listing_id = l.id`,
)
const pageOfAll = statement(
  'offers_page',
  `select ${columns} from ${tables}
   where (l.shop_id, l.id) > ($1::uuid, $2::uuid) order by l.shop_id, l.id limit $3`,
)
const pageOfShop = statement(
  'offers_page_of_shop',
  `select ${columns} from ${tables} where l.shop_id = $1 and l.id > $2 order by l.id limit $3`,
)
const pageBySku = statement(
  'listings_page',
  `select ${columns} from ${tables}
   where l.shop_id = $1 and l.sku > $2
     and ($3::text is null or l.status = $3) and ($4::text is null or l.sku = $4)
     and ($5::text is null or p.name ilike $5 or p.brand ilike $5 or p.name_hi ilike $5 or l.sku ilike $5)
     and ($6::int is null or s.available <= $6)
   order by l.sku limit $7`,
)
const lock = statement(
  'listing_lock',
  'select 1 from listings where shop_id = $1 and id = $2 for no key update',
)
const insert = statement(
  'listing_insert',
  `insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity, status)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
const insertStock = statement(
  'stock_insert',
  'insert into stock (shop_id, listing_id, available) values ($1, $2, $3)',
)
const update = statement(
  'listing_update',
  keepingPrices(`update listings l set sku = $3, price_paise = $4, mrp_paise = $5, sold_to = $6, minimum_quantity = $7,
     status = $8, version = version + 1, updated_at = now()
   where shop_id = $1 and id = $2`),
)
const setTrade = statement('listing_trade', 'update listings set trade = $3 where shop_id = $1 and id = $2')
const refsOfProduct = statement(
  'listings_of_product',
  `select shop_id, id from listings
   where product_id = $1 and (shop_id, id) > ($2::uuid, $3::uuid) order by shop_id, id limit $4`,
)

const before = '00000000-0000-0000-0000-000000000000'

/** The listings of these names that exist, in no order. */
export async function readListings(sql: Sql, refs: readonly ListingRef[]): Promise<Listing[]> {
  if (refs.length === 0) return []
  const rows = await sql.query<ListingRow>(byRefs, [
    refs.map((ref) => uuidOf(ref.shopId)),
    refs.map((ref) => uuidOf(ref.listingId)),
  ])
  return rows.map(toListing)
}

/** Listings in the order of (shop, listing). */
export async function listingsPage(sql: Sql, { shopId, after, limit }: OffersPage): Promise<Listing[]> {
  const from = after ? [uuidOf(after.shopId), uuidOf(after.listingId)] : [before, before]
  const rows = shopId
    ? await sql.query<ListingRow>(pageOfShop, [uuidOf(shopId), from[1], limit])
    : await sql.query<ListingRow>(pageOfAll, [...from, limit])
  return rows.map(toListing)
}

export interface ShopListingsPage {
  shopId: Id<'shop'>
  afterSku: string | undefined
  status: ListingStatus | undefined
  sku: string | undefined
  /** Part of a name, brand or SKU. */
  text: string | undefined
  /** Listings with at most this many pieces. */
  atMost: number | undefined
  limit: number
}

/** A shop's listings in the order of their SKUs. */
export async function shopListings(sql: Sql, page: ShopListingsPage): Promise<Listing[]> {
  const rows = await sql.query<ListingRow>(pageBySku, [
    uuidOf(page.shopId),
    page.afterSku ?? '',
    page.status ?? null,
    page.sku ?? null,
    page.text === undefined ? null : `%${page.text.replace(/[\\%_]/g, '\\$&')}%`,
    page.atMost ?? null,
    page.limit,
  ])
  return rows.map(toListing)
}

const named = statement(
  'listings_named',
  `select named.name, l.id, l.product_id
   from unnest($2::text[], $3::text[]) as named (name, identity_key)
   left join products p on p.identity_key = named.identity_key
   join listings l on l.shop_id = $1 and (l.sku = named.name or l.product_id = coalesce(p.merged_into, p.id))
   order by l.sku = named.name`,
)

/** A shop's listings by their SKU, or by the GTIN of their product: of two that a name fits, that with the SKU. */
export async function listingsNamed(
  sql: Sql,
  shopId: Id<'shop'>,
  names: readonly string[],
): Promise<Map<string, { listingId: Id<'listing'>; productId: Id<'product'> }>> {
  const keys = names.map((name) => {
    const gtin = checkProductGtin(name)
    return gtin.ok ? `gtin:${gtin.value}` : null
  })
  const rows = await sql.query<{ name: string; id: string; product_id: string }>(named, [
    uuidOf(shopId),
    names,
    keys,
  ])
  return new Map(
    rows.map((row) => [
      row.name,
      { listingId: idOf('listing', row.id), productId: idOf('product', row.product_id) },
    ]),
  )
}

const bySku = statement(
  'listing_terms_by_sku',
  'select sku, minimum_quantity, trade from listings where shop_id = $1 and sku = any ($2::text[])',
)

/** The smallest quantities and terms of trade of a shop's listings, by their SKUs. */
export async function termsBySku(
  sql: Sql,
  shopId: Id<'shop'>,
  skus: readonly string[],
): Promise<Map<string, Pick<Listing, 'minimumQuantity' | 'trade'>>> {
  const rows = await sql.query<Pick<ListingRow, 'sku' | 'minimum_quantity' | 'trade'>>(bySku, [
    uuidOf(shopId),
    skus,
  ])
  return new Map(
    rows.map(({ sku, minimum_quantity, trade }) => [sku, { minimumQuantity: minimum_quantity, trade }]),
  )
}

/** A listing, kept from other changes until the transaction ends; undefined when there is none. */
export async function lockListing(tx: Tx, ref: ListingRef): Promise<Listing | undefined> {
  await tx.query(lock, [uuidOf(ref.shopId), uuidOf(ref.listingId)])
  return (await readListings(tx, [ref]))[0]
}

/** Writes a listing and its stock. Throws the database's unique violation for a SKU that the shop uses already. */
export async function insertListing(
  tx: Tx,
  ref: ListingRef,
  productId: Id<'product'>,
  terms: ListingTerms & { available: number },
): Promise<void> {
  const [shop, listing] = [uuidOf(ref.shopId), uuidOf(ref.listingId)]
  await tx.query(insert, [shop, listing, uuidOf(productId), ...values(terms)])
  await tx.query(insertStock, [shop, listing, terms.available])
}

/** Writes a listing's terms and counts its version up; the caller holds the row. */
export const updateListing = async (tx: Tx, ref: ListingRef, terms: ListingTerms): Promise<void> =>
  void (await tx.query(update, [uuidOf(ref.shopId), uuidOf(ref.listingId), ...values(terms)]))

/** Writes a listing's terms of trade; the caller holds the row, and counts its version. */
export const writeTrade = async (tx: Tx, ref: ListingRef, trade: Trade | null): Promise<void> =>
  void (await tx.query(setTrade, [
    uuidOf(ref.shopId),
    uuidOf(ref.listingId),
    trade ? JSON.stringify(trade) : null,
  ]))

/** Whose listings a product has, in the order of (shop, listing). */
export async function listingsOfProduct(
  sql: Sql,
  product: Id<'product'>,
  after: ListingRef | undefined,
  limit: number,
): Promise<ListingRef[]> {
  const from = after ? [uuidOf(after.shopId), uuidOf(after.listingId)] : [before, before]
  const rows = await sql.query<{ shop_id: string; id: string }>(refsOfProduct, [
    uuidOf(product),
    ...from,
    limit,
  ])
  return rows.map((row) => ({ shopId: idOf('shop', row.shop_id), listingId: idOf('listing', row.id) }))
}

const values = (terms: ListingTerms): unknown[] => [
  terms.sku,
  terms.pricePaise,
  terms.mrpPaise,
  terms.soldTo,
  terms.minimumQuantity,
  terms.status,
]

const toListing = (row: ListingRow): Listing => ({
  ...factsOf({ ...row, mrp_paise: row.listing_mrp }),
  shopId: idOf('shop', row.shop_id),
  listingId: idOf('listing', row.id),
  productId: idOf('product', row.product_id),
  sku: row.sku,
  pricePaise: row.price_paise,
  soldTo: row.sold_to,
  minimumQuantity: row.minimum_quantity,
  trade: row.trade,
  status: row.status,
  available: row.available,
  reserved: row.reserved,
  version: row.version,
  updatedAt: row.updated_at,
})
