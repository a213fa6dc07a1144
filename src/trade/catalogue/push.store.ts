import { type Id, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { keepingPrices } from './price.store.ts'

// Ten thousand names beside ten thousand rows, of whose numbers the planner knows nothing: to look through one for
// each of the other would take minutes.
const joinAtOnce = statement('push_join_at_once', `select set_config('enable_nestloop', 'off', true)`)
const bySku = statement(
  'push_by_sku',
  `select array_agg(l.id order by a.nth)::text as ids
   from unnest($2::text[]) with ordinality as a (sku, nth)
   left join (select sku, id from listings where shop_id = $1 and sku = any($2::text[])) l on l.sku = a.sku`,
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
// Rows are written in the order of their key, as everybody locks them: a join that keeps the order of its input by
// walks down the key, and no lock before the update, which would write each row twice. A row that changes meanwhile
// is compared anew. Of several changes of one listing the one of the highest sequence counts, the last of equals.
const keepOrder = statement(
  'push_keep_order',
  `select set_config('enable_nestloop', 'on', true), set_config('enable_hashjoin', 'off', true),
          set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true)`,
)
const setStock = statement(
  'push_set_stock',
  `with i as materialized (
     select distinct on (listing_id) listing_id, nth::int as nth, available, coalesce(sequence, $5::bigint) as sequence
     from unnest($2::uuid[], $3::int[], $4::bigint[]) with ordinality as i (listing_id, available, sequence, nth)
     where listing_id is not null order by listing_id, coalesce(sequence, $5) desc, nth desc
   )
   update stock s set available = coalesce(i.available, s.available), sequence = i.sequence from i
   where s.shop_id = $1 and s.listing_id = i.listing_id and i.sequence > s.sequence
   returning i.nth, old.available as before, s.available, s.reserved`,
)
const whichExist = statement(
  'push_which_exist',
  'select id from listings where shop_id = $1 and id = any($2::uuid[])',
)

/** An array as the server reads it: thousands of items one by one cost the driver more than the statement. */
const arrayOf = (items: readonly (string | number | undefined)[]): string =>
  `{${items.map((item) => item ?? 'NULL').join(',')}}`
const quoted = (text: string | undefined): string =>
  text === undefined ? 'NULL' : /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`

/** The shop's listings of these SKUs as UUIDs, each in its place; undefined where there is none. */
export async function listingsBySku(
  tx: Tx,
  shop: Id<'shop'>,
  skus: readonly (string | undefined)[],
): Promise<(string | undefined)[]> {
  const [, [row]] = await Promise.all([
    tx.query(joinAtOnce),
    tx.query<{ ids: string }>(bySku, [uuidOf(shop), arrayOf(skus.map(quoted))]),
  ])
  return row!.ids
    .slice(1, -1)
    .split(',')
    .map((id) => (id === 'NULL' ? undefined : id))
}

export interface Terms {
  price: Paise
  mrp: Paise
}

/** Prices as they stand by UUID of the listing, kept from other changes until the transaction ends. */
export async function lockPrices(
  tx: Tx,
  shop: Id<'shop'>,
  listings: readonly string[],
): Promise<Map<string, Terms>> {
  if (listings.length === 0) return new Map()
  const rows = await tx.query<Terms & { id: string }>(lockTerms, [uuidOf(shop), arrayOf(listings)])
  return new Map(rows.map(({ id, price, mrp }) => [id, { price, mrp }]))
}

/** Writes prices where they differ; answers whose did. The caller holds the rows. */
export async function writePrices(
  tx: Tx,
  shop: Id<'shop'>,
  terms: readonly (Terms & { listing: string })[],
): Promise<string[]> {
  if (terms.length === 0) return []
  const rows = await tx.query<{ id: string }>(setTerms, [
    uuidOf(shop),
    terms.map(({ listing }) => listing),
    terms.map(({ price }) => price),
    terms.map(({ mrp }) => mrp),
  ])
  return rows.map(({ id }) => id)
}

/** What is said of stock, place by place. */
export interface StockLines {
  /** UUIDs; undefined where nothing is to be done. */
  listings: readonly (string | undefined)[]
  /** Undefined leaves the pieces as they are. */
  available: readonly (number | undefined)[]
  /** Undefined: the one of all. */
  sequences: readonly (number | undefined)[]
  sequence: number
}

/** A line that was written, by its place from 1. */
export interface Pushed {
  nth: number
  before: number
  available: number
  reserved: number
}

/** Sets stock where the sequence is newer; answers the lines that were. */
export async function pushStock(
  tx: Tx,
  shop: Id<'shop'>,
  { listings, available, sequences, sequence }: StockLines,
): Promise<Pushed[]> {
  const [, rows] = await Promise.all([
    tx.query(keepOrder),
    tx.query<Pushed>(setStock, [
      uuidOf(shop),
      arrayOf(listings),
      arrayOf(available),
      arrayOf(sequences),
      sequence,
    ]),
  ])
  return rows
}

/** Which of these UUIDs are listings of the shop. */
export async function existing(
  sql: Sql,
  shop: Id<'shop'>,
  listings: readonly string[],
): Promise<Set<string>> {
  if (listings.length === 0) return new Set()
  const rows = await sql.query<{ id: string }>(whichExist, [uuidOf(shop), arrayOf(listings)])
  return new Set(rows.map(({ id }) => id))
}
