import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { ProductFacts } from './catalogue.types.ts'
import { factColumns, factsOf, type ProductRow } from './product.store.ts'

/** A product that was made or changed. */
export interface ChangedProduct {
  productId: Id<'product'>
  facts: ProductFacts
  /** It is another one: nothing is of it any more. */
  merged: boolean
}

/** How far somebody has read the changes of products. The instant as the database writes it, to the microsecond. */
export interface ChangesMark {
  at: string
  productId: Id<'product'>
}

/** A product beside another one. */
export interface ProductCard {
  productId: Id<'product'>
  facts: ProductFacts
  mergedInto: Id<'product'> | null
  shared: boolean
  listings: number
  shops: number
  createdAt: Date
}

const columns = factColumns.replace(/\w+/g, 'p.$&')

// A change carries the instant at which its transaction began, and shows when that ends: as long as one goes on,
// what is younger is not read, else it would come to lie behind the mark. Asked in a statement of its own, before.
const settled = statement(
  'products_settled',
  `select least(min(xact_start), now() - interval '100 milliseconds')::text as until from pg_stat_activity
   where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
)
const changed = statement(
  'products_changed',
  `select p.id, ${columns}, p.merged_into is not null as merged, p.updated_at::text as at from products p
   where ($1::timestamptz is null or (p.updated_at, p.id) > ($1::timestamptz, $2::uuid))
     and p.updated_at < $3::timestamptz
   order by p.updated_at, p.id limit $4`,
)

/** What was made or changed since the mark, the oldest first; each product once, as it is now. */
export async function productsChangedSince(
  sql: Sql,
  after: ChangesMark | undefined,
  limit: number,
): Promise<{ products: ChangedProduct[]; mark: ChangesMark | undefined }> {
  const [horizon] = await sql.query<{ until: string }>(settled)
  const rows = await sql.query<ProductRow & { id: string; merged: boolean; at: string }>(changed, [
    after?.at ?? null,
    after ? uuidOf(after.productId) : null,
    horizon!.until,
    limit,
  ])
  const last = rows.at(-1)
  return {
    products: rows.map((row) => ({
      productId: idOf('product', row.id),
      facts: factsOf(row),
      merged: row.merged,
    })),
    mark: last ? { at: last.at, productId: idOf('product', last.id) } : after,
  }
}

const cards = statement(
  'product_cards',
  `select p.id, ${columns}, p.merged_into, p.shared, p.created_at, l.listings, l.shops from products p
   cross join lateral (
     select count(*)::int as listings, count(distinct shop_id)::int as shops from listings where product_id = p.id
   ) l where p.id = any($1::uuid[])`,
)

/** These products as they are kept, merged ones too, and how many listings and shops have each. */
export async function productCards(
  sql: Sql,
  ids: readonly Id<'product'>[],
): Promise<Map<Id<'product'>, ProductCard>> {
  const rows = await sql.query<
    ProductRow & {
      id: string
      merged_into: string | null
      shared: boolean
      created_at: Date
      listings: number
      shops: number
    }
  >(cards, [ids.map(uuidOf)])
  return new Map(
    rows.map((row) => {
      const productId = idOf('product', row.id)
      const mergedInto = row.merged_into === null ? null : idOf('product', row.merged_into)
      const { shared, listings, shops } = row
      return [
        productId,
        { productId, facts: factsOf(row), mergedInto, shared, listings, shops, createdAt: row.created_at },
      ]
    }),
  )
}
