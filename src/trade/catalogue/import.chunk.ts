import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Audience, QuantityUnit } from './catalogue.types.ts'
import type { GoodRow, RowProblem } from './import.rows.ts'
import { stageRows } from './import.staging.ts'
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
}

const productColumns = `identity_key, gtin, brand, name, name_hi, category, net_quantity, unit, weight_grams, hsn, gst_bps,
  mrp_paise, origin, maker, consumer_care, food_mark, fssai, shelf_life_days, image_urls`
const facts = productColumns.replace('identity_key, ', '')
const of = (alias: string) => facts.replace(/(\w+)(,|$)/g, `${alias}.$1$2`)

// Rows that are there are looked up first: an upsert would write a lock into each of them, though nothing
// changes. Everything that locks does so in one order, so that two imports never wait for each other in a ring.
const newProducts = `
  insert into products (id, created_by_trader, ${productColumns})
  select uuidv7(), $1, ${productColumns} from import_rows s
  where lead and not exists (select from products p where p.identity_key = s.identity_key)
  order by identity_key
  on conflict (identity_key) do nothing
  returning 1`

const changedProducts = `
  with mine as (
    select p.id, s.row from import_rows s join products p using (identity_key)
    where s.lead and p.created_by_trader = $1 and not p.shared and (${of('p')}) is distinct from (${of('s')})
    order by p.id for no key update of p
  ),
  changed as (
    update products p set version = p.version + 1, updated_at = now(), (${facts}) = row (${of('s')})
    from mine join import_rows s using (row) where p.id = mine.id
    returning p.id
  )
  select l.shop_id, l.id from listings l join changed on l.product_id = changed.id`

// One bar code on packs of different sizes belongs to one of them only.
const size = (alias: string) =>
  `${alias}.net_quantity * case ${alias}.unit when 'kg' then 1000 when 'l' then 1000 else 1 end,
   case ${alias}.unit when 'kg' then 'g' when 'l' then 'ml' else ${alias}.unit end`
const otherPacks = `
  delete from import_rows s using products p
  where p.identity_key = s.identity_key and s.gtin is not null and (${size('s')}) is distinct from (${size('p')})
  returning s.row, s.gtin, p.brand, p.name, p.net_quantity, p.unit`

const sharedProducts = `
  with others as (
    select p.id from products p
    where p.identity_key in (select identity_key from import_rows) and p.created_by_trader <> $1 and not p.shared
    order by p.id for no key update
  )
  update products p set shared = true from others where p.id = others.id`

const newListings = `
  with made as (
    insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity)
    select $1, uuidv7(), p.id, s.sku, s.price_paise, s.mrp_paise, coalesce(s.sold_to, $2::text[]),
           coalesce(s.minimum_quantity, 1)
    from import_rows s join products p using (identity_key)
    where not exists (select from listings l where l.shop_id = $1 and l.sku = s.sku)
    order by s.sku
    on conflict (shop_id, sku) do nothing
    returning id, sku
  )
  insert into stock (shop_id, listing_id, available)
  select $1, made.id, coalesce(s.available, 0) from made join import_rows s using (sku)
  returning listing_id`

const changedListings = `
  with differing as (
    select l.id, p.id as product_id, s.price_paise, s.mrp_paise, coalesce(s.sold_to, l.sold_to) as sold_to,
           coalesce(s.minimum_quantity, l.minimum_quantity) as minimum_quantity
    from import_rows s join products p using (identity_key)
    join listings l on l.shop_id = $1 and l.sku = s.sku
    where (l.product_id, l.price_paise, l.mrp_paise, l.sold_to, l.minimum_quantity) is distinct from
          (p.id, s.price_paise, s.mrp_paise, coalesce(s.sold_to, l.sold_to), coalesce(s.minimum_quantity, l.minimum_quantity))
    order by l.id for no key update of l
  )
  update listings l set version = l.version + 1, updated_at = now(), product_id = d.product_id,
    price_paise = d.price_paise, mrp_paise = d.mrp_paise, sold_to = d.sold_to, minimum_quantity = d.minimum_quantity
  from differing d where l.shop_id = $1 and l.id = d.id
  returning l.id`

const changedStock = `
  with differing as (
    select k.listing_id, k.available as before, s.available
    from import_rows s join listings l on l.shop_id = $1 and l.sku = s.sku
    join stock k on k.shop_id = $1 and k.listing_id = l.id
    where k.available <> s.available
    order by k.shop_id, k.listing_id for no key update of k
  )
  update stock k set available = d.available from differing d
  where k.shop_id = $1 and k.listing_id = d.listing_id
  returning k.listing_id, (d.before = 0) <> (k.available = 0) as crossed`

interface OtherPack {
  row: number
  gtin: string
  brand: string | null
  name: string
  net_quantity: string
  unit: QuantityUnit
}

/** Writes the good rows of a piece of the file: a handful of statements, however many rows. */
export async function writeChunk(
  tx: Tx,
  target: ChunkTarget,
  rows: readonly GoodRow[],
  gtinHeading: string,
): Promise<ChunkResult> {
  if (rows.length === 0) return { created: 0, changed: 0, unchanged: 0, problems: [], told: new Map() }
  const [shop, trader] = [uuidOf(target.shopId), uuidOf(target.traderId)]
  // Not prepared: the planner shall look at each piece and at the tables as they are by now.
  const run = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
    (await tx.client.query(sql, values)).rows as R[]

  await stageRows(tx, rows)
  await run('set local jit = off')
  const leads = rows.reduce((count, row) => count + (row.lead ? 1 : 0), 0)
  const newOnes = await run(newProducts, [trader])
  const restated =
    newOnes.length < leads ? await run<{ shop_id: string; id: string }>(changedProducts, [trader]) : []
  const refused = await run<OtherPack>(otherPacks)
  if (newOnes.length < rows.length) await run(sharedProducts, [trader])

  const made = await run<{ listing_id: string }>(newListings, [shop, target.soldTo])
  const staged = rows.length - refused.length
  const areAllNew = made.length === staged
  const changed = areAllNew ? [] : await run<{ id: string }>(changedListings, [shop])
  const moved = areAllNew ? [] : await run<{ listing_id: string; crossed: boolean }>(changedStock, [shop])

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
    })),
    told: byShop,
  }
}
