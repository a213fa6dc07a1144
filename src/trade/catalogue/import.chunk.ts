import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Audience, QuantityUnit } from './catalogue.types.ts'
import type { GoodRow } from './import.good.ts'
import { keepable, type RowProblem } from './import.rows.ts'
import { stageRows } from './import.staging.ts'
import { keepMergesAway } from './merge.store.ts'
import { plainTrade } from './price.rules.ts'
import { keepingPrices } from './price.store.ts'
import { otherPack } from './product.rules.ts'

export interface ChunkTarget {
  shopId: Id<'shop'>
  traderId: Id<'trader'>
  /** To whom a new listing is sold where the file does not say. */
  soldTo: readonly Audience[]
}

export interface ChunkResult {
  created: number
  changed: number
  unchanged: number
  /** Rows that only the database could refuse. */
  problems: RowProblem[]
  /** What search and the others must hear of, by shop. */
  told: Map<Id<'shop'>, Id<'listing'>[]>
  /** New and changed products of which the file names pictures. */
  pictured: Id<'product'>[]
}

const productColumns = `identity_key, gtin, brand, name, name_hi, category, net_quantity, unit, weight_grams, hsn, gst_bps,
  mrp_paise, origin, maker, consumer_care, food_mark, fssai, shelf_life_days, image_urls, attributes, pack_size, keep_cold`
const facts = productColumns.replace('identity_key, ', '')
const of = (alias: string, columns: string) => columns.replace(/\w+/g, `${alias}.$&`)

// The size of what is in the pack, whatever its spelling.
const size = (alias: string) =>
  `${alias}.net_quantity * case ${alias}.unit when 'kg' then 1000 when 'l' then 1000 else 1 end,
   case ${alias}.unit when 'kg' then 'g' when 'l' then 'ml' else ${alias}.unit end`
// A product's facts as they will be. What a row does not tell of the parcel stays, but for the weight of another size.
const stated = of('s', facts)
  .replace(
    's.weight_grams',
    `case when s.weight_told or (${size('s')}) is distinct from (${size('p')}) then s.weight_grams else p.weight_grams end`,
  )
  .replace('s.pack_size', 'coalesce(s.pack_size, p.pack_size)')
  .replace('s.keep_cold', 'coalesce(s.keep_cold, p.keep_cold)')

// Rows that are there are looked up first: an upsert would write a lock into each of them, though nothing
// changes, and costs a third more where all are new. When somebody else makes the same row meanwhile, the unique
// index refuses ours, and the piece is written again. Whatever locks does so in one order, so that two imports
// do not wait for each other in a ring. `limit 1` keeps each look-up a walk down a unique index; without
// it the planner, who knows nothing of the staged rows, may read a whole shop for each piece.
const product = `lateral (select p.* from products p where p.identity_key = s.identity_key limit 1) p`
const listing = `lateral (select l.* from listings l where l.shop_id = $1 and l.sku = s.sku limit 1) l`

// Terms that a row states go over those that the listing has; what says nothing then is kept as null.
const plain = `'${JSON.stringify(plainTrade)}'::jsonb`
const newTrade = `nullif(${plain} || s.terms, ${plain})`
const mergedTrade = `case when s.terms is null then l.trade else nullif(coalesce(l.trade, ${plain}) || s.terms, ${plain}) end`
// What was merged is the product that it is now. Its facts are that one's, so the row states none. In order of the
// index, for a planner who takes most goods for merged would read through all of them to find that none is.
const mergedOnes = `
  update import_rows s set identity_key = p.identity_key, lead = false
  from import_rows asked
  cross join lateral (
    select m.merged_into from products m
    where m.identity_key = asked.identity_key and m.merged_into is not null limit 1
  ) m
  join products p on p.id = m.merged_into
  where s.row = asked.row
    and (select merged_into from products where merged_into is not null order by merged_into limit 1) is not null`

const newProducts = `
  insert into products (id, created_by_trader, ${productColumns})
  select uuidv7(), $1, ${of('s', productColumns).replace('s.keep_cold', 'coalesce(s.keep_cold, false)')} from import_rows s left join ${product} on true
  where s.lead and p.id is null
  order by s.identity_key
  returning id, cardinality(image_urls) > 0 as pictured`

// All products that change are locked in one go: those that this file restates, and those of others that this
// shop now lists too.
const lockedProducts = `
  with touched as (
    select distinct p.id from import_rows s cross join ${product}
    where not p.shared and case when p.created_by_trader = $1
      then s.lead and (${of('p', facts)}) is distinct from (${stated}) else true end
  )
  select p.created_by_trader = $1 as own from products p join touched using (id)
  order by p.id for no key update of p`

const changedProducts = `
  with changed as (
    update products p set version = p.version + 1, updated_at = now(), (${facts}) = row (${stated})
    from import_rows s where p.identity_key = s.identity_key and s.lead and p.created_by_trader = $1
      and not p.shared and (${of('p', facts)}) is distinct from (${stated})
    returning p.id, cardinality(p.image_urls) > 0 as pictured
  )
  select l.shop_id, l.id, changed.id as product_id, changed.pictured
  from listings l join changed on l.product_id = changed.id`

const sharedProducts = `
  update products p set shared = true from import_rows s
  where p.identity_key = s.identity_key and p.created_by_trader <> $1 and not p.shared`

// One bar code on packs of different sizes belongs to one of them only.
const otherPacks = `
  with wrong as (
    select s.row, p.brand, p.name, p.net_quantity, p.unit from import_rows s cross join ${product}
    where s.gtin is not null and (${size('s')}) is distinct from (${size('p')})
  )
  delete from import_rows s using wrong where s.row = wrong.row
  returning s.row, s.gtin, wrong.brand, wrong.name, wrong.net_quantity, wrong.unit`

// By which the row is known again while all stays as it is now: only of one that states its product's facts, as they
// stand; somebody may have changed them since they were compared. The trader is the last value.
const digest = (trader: string) => `case when s.lead and (p.shared or p.created_by_trader <> ${trader}
  or (${of('p', facts)}) is not distinct from (${stated})) then s.digest end`

const newListings = `
  with made as (
    insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity, trade,
                          row_digest, row_version, row_product_version, row_stock)
    select $1, uuidv7(), p.id, s.sku, s.price_paise, s.mrp_paise, coalesce(s.sold_to, $2::text[]),
           coalesce(s.minimum_quantity, 1), ${newTrade}, ${digest('$3')}, 1, p.version, s.available
    from import_rows s left join ${listing} on true cross join ${product}
    where l.id is null
    order by s.sku
    returning id, sku
  )
  insert into stock (shop_id, listing_id, available)
  select $1, made.id, coalesce(s.available, 0) from made join import_rows s using (sku)
  returning listing_id`

const changedListings = keepingPrices(
  `update listings l set version = l.version + 1, updated_at = now(), product_id = d.product_id,
    price_paise = d.price_paise, mrp_paise = d.mrp_paise, sold_to = d.sold_to, minimum_quantity = d.minimum_quantity,
    trade = d.trade, row_digest = d.digest, row_version = l.version + 1, row_product_version = d.product_version,
    row_stock = d.available
  from held join differing d using (id) where l.shop_id = $1 and l.id = held.id`,
  `differing as (
    select l.id, p.id as product_id, s.price_paise, s.mrp_paise, coalesce(s.sold_to, l.sold_to) as sold_to,
           coalesce(s.minimum_quantity, l.minimum_quantity) as minimum_quantity, ${mergedTrade} as trade,
           ${digest('$2')} as digest, p.version as product_version, s.available
    from import_rows s cross join ${product} cross join ${listing}
    where (l.product_id, l.price_paise, l.mrp_paise, l.sold_to, l.minimum_quantity, l.trade) is distinct from
          (p.id, s.price_paise, s.mrp_paise, coalesce(s.sold_to, l.sold_to), coalesce(s.minimum_quantity, l.minimum_quantity), ${mergedTrade})
  ),
  held as (
    select l.id from listings l join differing using (id) where l.shop_id = $1 order by l.id for no key update of l
  )`,
)

// Rows that changed nothing but are not known yet, or changed stock alone. What somebody changed since it was compared
// stays unknown.
const knownAgain = `
  with differing as (
    select l.id, s.digest, l.version, p.version as product_version, s.available
    from import_rows s cross join ${product} cross join ${listing}
    where ${digest('$2')} is not null
      and (l.row_digest, l.row_version, l.row_product_version, l.row_stock) is distinct from
          (s.digest, l.version, p.version, s.available)
      and (l.product_id, l.price_paise, l.mrp_paise, l.sold_to, l.minimum_quantity, l.trade) is not distinct from
          (p.id, s.price_paise, s.mrp_paise, coalesce(s.sold_to, l.sold_to), coalesce(s.minimum_quantity, l.minimum_quantity), ${mergedTrade})
  ),
  held as (
    select l.id from listings l join differing using (id) where l.shop_id = $1 order by l.id for no key update of l
  )
  update listings l set row_digest = d.digest, row_version = d.version, row_product_version = d.product_version,
    row_stock = d.available
  from held join differing d using (id) where l.shop_id = $1 and l.id = held.id`

const changedStock = `
  with differing as (
    select k.listing_id, s.available from import_rows s cross join ${listing}
    cross join lateral (select * from stock k where k.shop_id = $1 and k.listing_id = l.id limit 1) k
    where k.available <> s.available
  ),
  held as (
    select k.listing_id, k.available as before, d.available from stock k join differing d using (listing_id)
    where k.shop_id = $1 order by k.shop_id, k.listing_id for no key update of k
  )
  update stock k set available = held.available from held
  where k.shop_id = $1 and k.listing_id = held.listing_id
  returning k.listing_id, (held.before = 0) <> (k.available = 0) as crossed`

interface OtherPack {
  row: number
  gtin: string
  brand: string | null
  name: string
  net_quantity: string
  unit: QuantityUnit
}

const cellsOf = (rows: readonly GoodRow[], row: number) => {
  const found = rows.find((one) => one.row === row)
  return found && keepable(found.cells)
}

/** Writes the good rows of a piece of the file: a handful of statements, however many rows. */
export async function writeChunk(
  tx: Tx,
  target: ChunkTarget,
  rows: readonly GoodRow[],
  gtinHeading: string,
): Promise<ChunkResult> {
  if (rows.length === 0)
    return { created: 0, changed: 0, unchanged: 0, problems: [], told: new Map(), pictured: [] }
  const [shop, trader] = [uuidOf(target.shopId), uuidOf(target.traderId)]
  // Not prepared: the planner shall look at each piece and at the tables as they are by now.
  const run = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
    (await tx.client.query(sql, values)).rows as R[]

  await stageRows(tx, rows)
  await run('set local jit = off')
  await keepMergesAway(tx)
  await run(mergedOnes)
  const newOnes = await run<{ id: string; pictured: boolean }>(newProducts, [trader])
  const locked = newOnes.length < rows.length ? await run<{ own: boolean }>(lockedProducts, [trader]) : []
  const restated = locked.some((row) => row.own)
    ? await run<{ shop_id: string; id: string; product_id: string; pictured: boolean }>(changedProducts, [
        trader,
      ])
    : []
  if (locked.some((row) => !row.own)) await run(sharedProducts, [trader])
  const refused = await run<OtherPack>(otherPacks)

  const made = await run<{ listing_id: string }>(newListings, [shop, target.soldTo, trader])
  const staged = rows.length - refused.length
  const areAllNew = made.length === staged
  const changed = areAllNew ? [] : await run<{ id: string }>(changedListings, [shop, trader])
  const moved = areAllNew ? [] : await run<{ listing_id: string; crossed: boolean }>(changedStock, [shop])
  if (!areAllNew) await run(knownAgain, [shop, trader])

  const ownRestated = restated.filter((row) => row.shop_id === shop).map((row) => row.id)
  const newIds = new Set(made.map((row) => row.listing_id))
  const touched = new Set([
    ...changed.map((row) => row.id),
    ...moved.map((row) => row.listing_id),
    ...ownRestated,
  ])
  const told = new Set([...newIds, ...changed.map((row) => row.id), ...ownRestated])
  for (const { listing_id, crossed } of moved) if (crossed) told.add(listing_id)
  const changedCount = [...touched].filter((id) => !newIds.has(id)).length

  const byShop = new Map<Id<'shop'>, Id<'listing'>[]>()
  if (told.size > 0)
    byShop.set(
      target.shopId,
      [...told].map((id) => idOf('listing', id)),
    )
  for (const { shop_id, id } of restated) {
    if (shop_id === shop) continue
    const other = idOf('shop', shop_id)
    byShop.set(other, [...(byShop.get(other) ?? []), idOf('listing', id)])
  }
  return {
    created: made.length,
    changed: changedCount,
    unchanged: staged - made.length - changedCount,
    problems: refused.map((pack) => ({
      row: pack.row,
      column: gtinHeading,
      value: pack.gtin,
      code: 'gtinOfOtherProduct',
      detail: otherPack({ ...pack, netQuantity: Number(pack.net_quantity) }),
      cells: cellsOf(rows, pack.row),
    })),
    told: byShop,
    pictured: [
      ...new Set([
        ...newOnes.filter((row) => row.pictured).map((row) => row.id),
        ...restated.filter((row) => row.pictured).map((row) => row.product_id),
      ]),
    ].map((id) => idOf('product', id)),
  }
}
