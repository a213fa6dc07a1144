import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { TakenFacts } from './merge.tables.ts'

/** A product that turned out to be another. */
export interface ProductMerge {
  mergeId: Id<'productMerge'>
  fromProductId: Id<'product'>
  intoProductId: Id<'product'>
  /** Null: by the market itself. */
  mergedBy: Id<'account'> | null
  reason: string | null
  mergedAt: Date
  undone: boolean
  undoneBy: Id<'account'> | null
  undoneAt: Date | null
  /** Listings that moved with it. */
  listings: number
}

/** A merge with what only its undoing asks for. */
export interface FullMerge extends ProductMerge {
  followed: Id<'product'>[]
  taken: TakenFacts
}

interface MergeRow {
  id: string
  from_product: string
  into_product: string
  followed: string[]
  taken: TakenFacts
  merged_by: string | null
  reason: string | null
  merged_at: Date
  undone: boolean
  undone_by: string | null
  undone_at: Date | null
  listings: number
}

// One lock for all merges: they are few and short, and whoever writes which product a listing is of holds it
// together with all others who do.
const key = `hashtextextended('products merge', 0)`
const away = statement('merges_away', `select pg_advisory_xact_lock_shared(${key})`)
const alone = statement('merges_alone', `select pg_advisory_xact_lock(${key})`)

/** Until the transaction ends no product is merged. Before products are read whose ids a listing shall get. */
export const keepMergesAway = async (tx: Tx): Promise<void> => void (await tx.query(away))

/** Waits until nobody writes which product a listing is of, and keeps all who want to away. */
export const mergeAlone = async (tx: Tx): Promise<void> => void (await tx.query(alone))

const survivors = statement(
  'products_surviving',
  'select id, coalesce(merged_into, id) as now from products where id = any($1::uuid[])',
)
/** Under which id each of these products stands now: its own, or that of the one it was merged into. */
export async function survivingProducts(
  sql: Sql,
  ids: readonly Id<'product'>[],
): Promise<Map<Id<'product'>, Id<'product'>>> {
  const rows = await sql.query<{ id: string; now: string }>(survivors, [ids.map(uuidOf)])
  return new Map(rows.map((row) => [idOf('product', row.id), idOf('product', row.now)]))
}

const hold = statement(
  'merge_products_lock',
  `select id, gtin, name_hi, image_urls, merged_into, created_by_trader, shared from products
   where id = any($1::uuid[]) order by id for update`,
)
export interface HeldProduct {
  productId: Id<'product'>
  gtin: string | null
  nameHi: string | null
  imageUrls: string[]
  mergedInto: Id<'product'> | null
  createdByTrader: string
  shared: boolean
}
/** The products, kept from changes until the transaction ends. */
export async function holdProducts(
  tx: Tx,
  ids: readonly Id<'product'>[],
): Promise<Map<Id<'product'>, HeldProduct>> {
  const rows = await tx.query<{
    id: string
    gtin: string | null
    name_hi: string | null
    image_urls: string[]
    merged_into: string | null
    created_by_trader: string
    shared: boolean
  }>(hold, [ids.map(uuidOf)])
  return new Map(
    rows.map((row) => [
      idOf('product', row.id),
      {
        productId: idOf('product', row.id),
        gtin: row.gtin,
        nameHi: row.name_hi,
        imageUrls: row.image_urls,
        mergedInto: row.merged_into === null ? null : idOf('product', row.merged_into),
        createdByTrader: row.created_by_trader,
        shared: row.shared,
      },
    ]),
  )
}

const insert = statement(
  'merge_insert',
  `insert into product_merges (id, from_product, into_product, followed, taken, merged_by, reason)
   values ($1, $2, $3, $4::uuid[], $5, $6, $7)`,
)
// Locked in the order in which all others lock listings.
const moveAll = statement(
  'merge_move_listings',
  `with held as (
     select shop_id, id from listings where product_id = $2 order by shop_id, id for no key update
   ), moved as (
     update listings l set product_id = $3 from held where l.shop_id = held.shop_id and l.id = held.id
     returning l.shop_id, l.id
   )
   insert into product_merge_listings (merge_id, shop_id, listing_id) select $1, shop_id, id from moved`,
)
const follow = statement(
  'merge_follow',
  'update products set merged_into = $2 where merged_into = $1 returning id',
)
const goInto = statement(
  'merge_go_into',
  'update products set merged_into = $2, version = version + 1, updated_at = now() where id = $1',
)
const take = statement(
  'merge_take',
  `update products set name_hi = coalesce($2, name_hi), image_urls = coalesce($3::text[], image_urls), shared = shared or $4,
     version = version + 1, updated_at = now()
   where id = $1`,
)

/** Moves all listings of a product to another, and makes it that one. The caller holds both. */
export async function mergeInto(
  tx: Tx,
  merge: {
    mergeId: Id<'productMerge'>
    from: Id<'product'>
    into: Id<'product'>
    by: Id<'account'> | null
    reason: string | null
    taken: TakenFacts
    shared: boolean
  },
): Promise<Id<'product'>[]> {
  const [id, from, into] = [uuidOf(merge.mergeId), uuidOf(merge.from), uuidOf(merge.into)]
  await tx.query(moveAll, [id, from, into])
  const followed = (await tx.query<{ id: string }>(follow, [from, into])).map((row) => row.id)
  await tx.query(goInto, [from, into])
  await tx.query(take, [into, merge.taken.nameHi ?? null, merge.taken.imageUrls ?? null, merge.shared])
  const { taken, by, reason } = merge
  await tx.query(insert, [id, from, into, followed, JSON.stringify(taken), by && uuidOf(by), reason])
  return followed.map((one) => idOf('product', one))
}

const moveBack = statement(
  'merge_move_back',
  `with held as (
     select l.shop_id, l.id from product_merge_listings m
     join listings l on l.shop_id = m.shop_id and l.id = m.listing_id
     where m.merge_id = $1 and l.product_id = $3 order by l.shop_id, l.id for no key update of l
   )
   update listings l set product_id = $2 from held where l.shop_id = held.shop_id and l.id = held.id
   returning l.id`,
)
const standAlone = statement(
  'merge_stand_alone',
  'update products set merged_into = null, version = version + 1, updated_at = now() where id = $1',
)
// Who followed and has been merged anew since then stays where that merge put it.
const followBack = statement(
  'merge_follow_back',
  `update products p set merged_into = $2
   where p.id = any($1::uuid[]) and p.merged_into = $3 and not exists (
     select from product_merges m where m.from_product = p.id and m.id > $4 and not m.undone)
   returning id`,
)
const giveBack = statement(
  'merge_give_back',
  `update products set version = version + 1, updated_at = now(),
     name_hi = case when name_hi = $2 then null else name_hi end,
     image_urls = case when image_urls = $3::text[] then '{}' else image_urls end
   where id = $1`,
)
const end = statement(
  'merge_undone',
  'update product_merges set undone = true, undone_by = $2, undone_at = now() where id = $1',
)

/** Takes a merge back, as far as what moved is still there. The caller holds the products. */
export async function splitOff(
  tx: Tx,
  merge: FullMerge,
  { at, by }: { at: Id<'product'>; by: Id<'account'> },
): Promise<{ followed: Id<'product'>[] }> {
  const [id, from, now] = [uuidOf(merge.mergeId), uuidOf(merge.fromProductId), uuidOf(at)]
  await tx.query(moveBack, [id, from, now])
  await tx.query(standAlone, [from])
  const back = await tx.query<{ id: string }>(followBack, [merge.followed.map(uuidOf), from, now, id])
  const { nameHi, imageUrls } = merge.taken
  await tx.query(giveBack, [now, nameHi ?? null, imageUrls ?? null])
  await tx.query(end, [id, uuidOf(by)])
  return { followed: back.map((row) => idOf('product', row.id)) }
}

const columns = `m.id, m.from_product, m.into_product, m.followed, m.taken, m.merged_by, m.reason, m.merged_at, m.undone, m.undone_by,
  m.undone_at, (select count(*)::int from product_merge_listings l where l.merge_id = m.id) as listings`
const lock = statement('merge_lock', 'select 1 from product_merges where id = $1 for update')
const byId = statement('merge_read', `select ${columns} from product_merges m where m.id = $1`)
const standing = statement(
  'merge_standing',
  `select ${columns} from product_merges m
   where m.from_product = $1 and m.into_product = $2 and not m.undone order by m.id desc limit 1`,
)
const page = statement(
  'merges_page',
  `select ${columns} from product_merges m where ($1::uuid is null or m.id < $1) order by m.id desc limit $2`,
)

/** A merge; with `held` no other transaction undoes it meanwhile. */
export async function readMerge(
  tx: Sql,
  id: Id<'productMerge'>,
  { held = false }: { held?: boolean } = {},
): Promise<FullMerge | undefined> {
  if (held) await tx.query(lock, [uuidOf(id)])
  return (await tx.query<MergeRow>(byId, [uuidOf(id)])).map(toMerge)[0]
}

/** The merge of one product into the other that stands. */
export const mergeBetween = async (
  sql: Sql,
  from: Id<'product'>,
  into: Id<'product'>,
): Promise<FullMerge | undefined> =>
  (await sql.query<MergeRow>(standing, [uuidOf(from), uuidOf(into)])).map(toMerge)[0]

/** Merges, the latest first. */
export const mergesPage = async (
  sql: Sql,
  before: Id<'productMerge'> | undefined,
  limit: number,
): Promise<FullMerge[]> =>
  (await sql.query<MergeRow>(page, [before ? uuidOf(before) : null, limit])).map(toMerge)

const account = (id: string | null): Id<'account'> | null => (id === null ? null : idOf('account', id))
const toMerge = (row: MergeRow): FullMerge => ({
  mergeId: idOf('productMerge', row.id),
  fromProductId: idOf('product', row.from_product),
  intoProductId: idOf('product', row.into_product),
  followed: row.followed.map((id) => idOf('product', id)),
  taken: row.taken,
  mergedBy: account(row.merged_by),
  reason: row.reason,
  mergedAt: row.merged_at,
  undone: row.undone,
  undoneBy: account(row.undone_by),
  undoneAt: row.undone_at,
  listings: row.listings,
})
