import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { FoodMark, ProductFacts, QuantityUnit } from './catalogue.types.ts'
import { identityKey } from './product.rules.ts'

/** A product as it is kept. */
export interface Product extends ProductFacts {
  packSize: ParcelSize | null
  keepCold: boolean
  productId: Id<'product'>
  /** The trader that registered it. */
  createdByTrader: Id<'trader'>
  shared: boolean
  version: number
  updatedAt: Date
}

/** The columns that hold a product's facts, in the order of the values that are written. */
export const factColumns =
  'gtin, brand, name, name_hi, category, net_quantity, unit, weight_grams, hsn, gst_bps, mrp_paise, origin, maker, ' +
  'consumer_care, food_mark, fssai, shelf_life_days, image_urls, attributes, pack_size, keep_cold'

/** A product's facts as a row of `products p` has them. */
export interface ProductRow {
  gtin: string | null
  brand: string | null
  name: string
  name_hi: string | null
  category: string
  net_quantity: string
  unit: QuantityUnit
  weight_grams: number
  hsn: string
  gst_bps: number
  mrp_paise: bigint
  origin: string
  maker: string
  consumer_care: string | null
  food_mark: FoodMark
  fssai: string | null
  shelf_life_days: number | null
  image_urls: string[]
  attributes: Record<string, string>
  pack_size?: ParcelSize | null
  keep_cold?: boolean
}

interface FullRow extends ProductRow {
  id: string
  created_by_trader: string
  shared: boolean
  version: number
  updated_at: Date
}

const whole = `id, ${factColumns}, created_by_trader, shared, version, updated_at`

const insert = statement(
  'product_insert',
  `insert into products (id, created_by_trader, identity_key, ${factColumns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
   on conflict (identity_key) do nothing returning ${whole}`,
)
// A product that was merged is answered by the one that it is now.
const byKey = statement(
  'product_by_key',
  `select ${whole} from products
   where id = (select coalesce(merged_into, id) from products where identity_key = $1)`,
)
const byId = statement(
  'product_by_id',
  `select ${whole} from products where id = (select coalesce(merged_into, id) from products where id = $1)`,
)
const byIdLocked = statement(
  'product_lock',
  `select ${whole}, merged_into from products where id = $1 for update`,
)
const update = statement(
  'product_update',
  `update products set version = version + 1, updated_at = now(), identity_key = $2,
     (${factColumns}) = ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
   where id = $1 returning ${whole}`,
)
const share = statement(
  'product_share',
  'update products set shared = true where id = $1 and created_by_trader <> $2 and not shared',
)
const words = `to_tsvector('simple'::regconfig, coalesce(brand, '') || ' ' || name || ' ' || coalesce(name_hi, ''))`
const search = statement(
  'product_search',
  `select ${whole} from products
   where ($1::text is null or ${words} @@ to_tsquery('simple', $1)) and ($2::uuid is null or id > $2)
     and merged_into is null
   order by id limit $3`,
)

/** Registers a product; undefined when one of the same identity is there. */
export async function insertProduct(
  tx: Tx,
  facts: ProductFacts,
  trader: Id<'trader'>,
): Promise<Product | undefined> {
  const [row] = await tx.query<FullRow>(insert, [
    uuidOf(newId('product')),
    uuidOf(trader),
    identityKey(facts),
    ...values(facts),
  ])
  return row && toProduct(row)
}

export const productByKey = async (sql: Sql, key: string): Promise<Product | undefined> =>
  one(await sql.query<FullRow>(byKey, [key]))

export const productById = async (sql: Sql, id: Id<'product'>): Promise<Product | undefined> =>
  one(await sql.query<FullRow>(byId, [uuidOf(id)]))

/** Reads a product and keeps others from changing it until the transaction ends; a merged one as it went. */
export const lockProduct = async (
  tx: Tx,
  id: Id<'product'>,
): Promise<{ product: Product; mergedInto: Id<'product'> | null } | undefined> => {
  const [row] = await tx.query<FullRow & { merged_into: string | null }>(byIdLocked, [uuidOf(id)])
  return (
    row && {
      product: toProduct(row),
      mergedInto: row.merged_into === null ? null : idOf('product', row.merged_into),
    }
  )
}

/** Writes new facts; the caller holds the row. Throws the database's unique violation when another product is that one. */
export async function updateProduct(tx: Tx, id: Id<'product'>, facts: ProductFacts): Promise<Product> {
  return one(await tx.query<FullRow>(update, [uuidOf(id), identityKey(facts), ...values(facts)]))!
}

const addresses = statement(
  'product_image_urls',
  'select id, image_urls from products where id = any($1::uuid[])',
)

/** The addresses of pictures that traders gave of these products. */
export async function imageUrlsOf(
  sql: Sql,
  ids: readonly Id<'product'>[],
): Promise<Map<Id<'product'>, readonly string[]>> {
  const rows = await sql.query<{ id: string; image_urls: string[] }>(addresses, [ids.map(uuidOf)])
  return new Map(rows.map((row) => [idOf('product', row.id), row.image_urls]))
}

/** Notes that a trader other than its first lists the product. Waits for a change of the product that is under way. */
export const markShared = async (tx: Tx, id: Id<'product'>, trader: Id<'trader'>): Promise<void> =>
  void (await tx.query(share, [uuidOf(id), uuidOf(trader)]))

/** Products whose words begin with all of these, by id. */
export async function searchProducts(
  sql: Sql,
  { text, after, limit }: { text: string | undefined; after: Id<'product'> | undefined; limit: number },
): Promise<Product[]> {
  const rows = await sql.query<FullRow>(search, [
    text === undefined ? null : prefixQuery(text),
    after ? uuidOf(after) : null,
    limit,
  ])
  return rows.map(toProduct)
}

/** `tata sal` becomes `'tata':* & 'sal':*`; quotes keep every other sign from being read as an operator. */
const prefixQuery = (text: string): string =>
  text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 10)
    .map((word) => `'${word}':*`)
    .join(' & ')

/** A row's facts in the code's form. */
export const factsOf = (row: ProductRow): ProductFacts => ({
  gtin: row.gtin,
  brand: row.brand,
  name: row.name,
  nameHi: row.name_hi,
  category: row.category,
  netQuantity: Number(row.net_quantity),
  unit: row.unit,
  weightGrams: row.weight_grams,
  hsn: row.hsn,
  gstBps: row.gst_bps,
  mrpPaise: row.mrp_paise,
  origin: row.origin,
  maker: row.maker,
  consumerCare: row.consumer_care,
  foodMark: row.food_mark,
  fssai: row.fssai,
  shelfLifeDays: row.shelf_life_days,
  imageUrls: row.image_urls,
  attributes: row.attributes,
})

const toProduct = (row: FullRow): Product => ({
  ...factsOf(row),
  packSize: row.pack_size ?? null,
  keepCold: row.keep_cold ?? false,
  productId: idOf('product', row.id),
  createdByTrader: idOf('trader', row.created_by_trader),
  shared: row.shared,
  version: row.version,
  updatedAt: row.updated_at,
})

const one = (rows: FullRow[]): Product | undefined => rows[0] && toProduct(rows[0])

const values = (facts: ProductFacts): unknown[] => [
  facts.gtin,
  facts.brand,
  facts.name,
  facts.nameHi,
  facts.category,
  facts.netQuantity,
  facts.unit,
  facts.weightGrams,
  facts.hsn,
  facts.gstBps,
  facts.mrpPaise,
  facts.origin,
  facts.maker,
  facts.consumerCare,
  facts.foodMark,
  facts.fssai,
  facts.shelfLifeDays,
  facts.imageUrls,
  facts.attributes,
  facts.packSize ?? null,
  facts.keepCold ?? false,
]

const byKeys = statement(
  'products_by_keys',
  `select k.identity_key, ${factColumns.replace(/\w+/g, 'p.$&')}
   from products k join products p on p.id = coalesce(k.merged_into, k.id)
   where k.identity_key = any($1::text[])`,
)

/** The facts of the products of these identity keys; those that are not there are left out. */
export async function factsByKeys(sql: Sql, keys: readonly string[]): Promise<Map<string, ProductFacts>> {
  const rows = await sql.query<ProductRow & { identity_key: string }>(byKeys, [keys])
  return new Map(rows.map((row) => [row.identity_key, factsOf(row)]))
}
