import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { keepingPrices } from './price.store.ts'

const bySku = statement(
  'push_by_sku',
  'select sku, id from listings where shop_id = $1 and sku = any($2::text[])',
)

// Listings before their stock and each in the order of the key, as everybody locks them.
const lockTerms = statement(
  'push_lock_terms',
  `select id, price_paise as price, mrp_paise as mrp from listings where shop_id = $1 and id = any($2::uuid[])
   order by id for no key update`,
)
const setTerms = statement(
  'push_set_terms',
  keepingPrices(`update listings l set price_paise = i.price, mrp_paise = i.mrp, version = l.version + 1, updated_at = now()
   from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as i (id, price, mrp)
   where l.shop_id = $1 and l.id = i.id and (l.price_paise, l.mrp_paise) is distinct from (i.price, i.mrp)`),
)
// Rows are written in the order of their key, as everybody locks them: a join that keeps the order of its input, and
// no lock before the update, which would write each row twice. A row that changes meanwhile is compared anew.
const keepOrder = statement('push_keep_order', 'set local enable_hashjoin = off')
const setStock = statement(
  'push_set_stock',
  `with i as materialized (
     select * from unnest($2::uuid[], $3::int[], $4::bigint[]) as i (listing_id, available, sequence)
     order by listing_id
   )
   update stock s set available = coalesce(i.available, s.available), sequence = i.sequence from i
   where s.shop_id = $1 and s.listing_id = i.listing_id and i.sequence > s.sequence
   returning s.listing_id as id, old.available as before, s.available, s.reserved`,
)
const whichExist = statement(
  'push_which_exist',
  'select id from listings where shop_id = $1 and id = any($2::uuid[])',
)

/** The shop's listings of these SKUs. */
export async function listingsBySku(
  sql: Sql,
  shop: Id<'shop'>,
  skus: readonly string[],
): Promise<Map<string, Id<'listing'>>> {
  if (skus.length === 0) return new Map()
  const rows = await sql.query<{ sku: string; id: string }>(bySku, [uuidOf(shop), skus])
  return new Map(rows.map((row) => [row.sku, idOf('listing', row.id)]))
}

export interface Terms {
  price: Paise
  mrp: Paise
}

/** Prices as they stand, kept from other changes until the transaction ends. */
export async function lockPrices(
  tx: Tx,
  shop: Id<'shop'>,
  listings: readonly Id<'listing'>[],
): Promise<Map<Id<'listing'>, Terms>> {
  if (listings.length === 0) return new Map()
  const rows = await tx.query<Terms & { id: string }>(lockTerms, [uuidOf(shop), listings.map(uuidOf)])
  return new Map(rows.map(({ id, price, mrp }) => [idOf('listing', id), { price, mrp }]))
}

/** Writes prices where they differ; answers whose did. The caller holds the rows. */
export async function writePrices(
  tx: Tx,
  shop: Id<'shop'>,
  terms: readonly (Terms & { listingId: Id<'listing'> })[],
): Promise<Id<'listing'>[]> {
  if (terms.length === 0) return []
  const rows = await tx.query<{ id: string }>(setTerms, [
    uuidOf(shop),
    terms.map(({ listingId }) => uuidOf(listingId)),
    terms.map(({ price }) => price),
    terms.map(({ mrp }) => mrp),
  ])
  return rows.map(({ id }) => idOf('listing', id))
}

export interface Pushed {
  listingId: Id<'listing'>
  before: number
  available: number
  reserved: number
}

/** Sets stock where the sequence is newer, one line a listing; answers the lines that were. */
export async function pushStock(
  tx: Tx,
  shop: Id<'shop'>,
  lines: readonly { listingId: Id<'listing'>; available: number | undefined; sequence: number }[],
): Promise<Pushed[]> {
  if (lines.length === 0) return []
  const [, rows] = await Promise.all([
    tx.query(keepOrder, []),
    tx.query<Omit<Pushed, 'listingId'> & { id: string }>(setStock, [
      uuidOf(shop),
      lines.map(({ listingId }) => uuidOf(listingId)),
      lines.map(({ available }) => available ?? null),
      lines.map(({ sequence }) => sequence),
    ]),
  ])
  return rows.map(({ id, ...row }) => ({ ...row, listingId: idOf('listing', id) }))
}

/** Which of these are listings of the shop. */
export async function existing(
  sql: Sql,
  shop: Id<'shop'>,
  listings: readonly Id<'listing'>[],
): Promise<Set<Id<'listing'>>> {
  if (listings.length === 0) return new Set()
  const rows = await sql.query<{ id: string }>(whichExist, [uuidOf(shop), listings.map(uuidOf)])
  return new Set(rows.map(({ id }) => idOf('listing', id)))
}
