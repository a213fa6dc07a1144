import { groupBy } from '../../kernel/collections.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ListingRef, Shortage, StockLine } from './catalogue.types.ts'

// Every statement that locks several rows locks them in the order of the primary key, so two transactions
// never wait for each other. The guarded update stands on the locked rows; CHECKs stand behind it.
const wanted = `
  wanted as (
    select * from unnest($1::uuid[], $2::uuid[], $3::int[]) as line (shop_id, listing_id, quantity)
  ),
  held as (
    select s.shop_id, s.listing_id, s.available, wanted.quantity
    from stock s join wanted using (shop_id, listing_id)
    order by s.shop_id, s.listing_id
    for update of s
  )`

const reserve = statement(
  'stock_reserve',
  `with ${wanted},
  moved as (
    update stock s set available = s.available - held.quantity, reserved = s.reserved + held.quantity
    from held
    where s.shop_id = held.shop_id and s.listing_id = held.listing_id
      and (select count(*) from wanted) = (select count(*) from held where held.available >= held.quantity)
    returning s.shop_id, s.listing_id, s.available
  )
  select shop_id, listing_id, coalesce(held.available, 0) as available, moved.available as remaining,
         coalesce(held.available, 0) < wanted.quantity as short
  from wanted left join held using (shop_id, listing_id) left join moved using (shop_id, listing_id)`,
)

const release = statement(
  'stock_release',
  `with ${wanted}
  update stock s set available = s.available + held.quantity, reserved = s.reserved - held.quantity
  from held where s.shop_id = held.shop_id and s.listing_id = held.listing_id
  returning s.shop_id, s.listing_id, s.available = held.quantity as was_empty`,
)

const consume = statement(
  'stock_consume',
  `with ${wanted}
  update stock s set reserved = s.reserved - held.quantity
  from held where s.shop_id = held.shop_id and s.listing_id = held.listing_id
  returning s.listing_id`,
)

const setAvailable = statement(
  'stock_set',
  `with held as (
     select shop_id, listing_id, available from stock where shop_id = $1 and listing_id = $2 for update
   )
   update stock s set available = $3 from held
   where s.shop_id = held.shop_id and s.listing_id = held.listing_id
   returning s.available, s.reserved, held.available as before`,
)

const adjust = statement(
  'stock_adjust',
  `update stock set available = available + $3
   where shop_id = $1 and listing_id = $2 and available + $3 between 0 and $4
   returning available, reserved, available - $3 as before`,
)

const read = statement(
  'stock_read',
  'select available, reserved from stock where shop_id = $1 and listing_id = $2',
)

export interface StockNow {
  available: number
  reserved: number
}

/** The stock after a change and the available pieces before it. */
export interface StockChange extends StockNow {
  before: number
}

interface Reserved {
  short: Shortage[]
  /** Listings that have nothing left now. */
  emptied: ListingRef[]
}

/** Reserves all lines or none. */
export async function reserveStock(tx: Tx, lines: readonly StockLine[]): Promise<Reserved> {
  if (lines.length === 0) return { short: [], emptied: [] }
  const rows = await tx.query<{
    shop_id: string
    listing_id: string
    available: number
    remaining: number | null
    short: boolean
  }>(reserve, arrays(lines))
  const short = rows.filter((row) => row.short).map((row) => ({ ...refOf(row), available: row.available }))
  const emptied = short.length > 0 ? [] : rows.filter((row) => row.remaining === 0).map(refOf)
  return { short, emptied }
}

/** Gives reserved pieces back; answers the listings that had nothing available before. */
export async function releaseStock(tx: Tx, lines: readonly StockLine[]): Promise<ListingRef[]> {
  if (lines.length === 0) return []
  const values = arrays(lines)
  const rows = await tx.query<{ shop_id: string; listing_id: string; was_empty: boolean }>(release, values)
  requireAll(rows.length, values)
  return rows.filter((row) => row.was_empty).map(refOf)
}

/** Takes reserved pieces away for good. */
export async function consumeStock(tx: Tx, lines: readonly StockLine[]): Promise<void> {
  if (lines.length === 0) return
  const values = arrays(lines)
  requireAll((await tx.query(consume, values)).length, values)
}

/** Sets the available pieces; undefined when there is no such listing. */
export async function setStock(
  tx: Tx,
  { shopId, listingId }: ListingRef,
  available: number,
): Promise<StockChange | undefined> {
  const [row] = await tx.query<StockChange>(setAvailable, [uuidOf(shopId), uuidOf(listingId), available])
  return row
}

/** Adds to (or takes from) the available pieces; undefined when that would leave 0…`most`, or no such listing. */
export async function adjustStock(
  tx: Tx,
  { shopId, listingId }: ListingRef,
  by: number,
  most: number,
): Promise<StockChange | undefined> {
  const [row] = await tx.query<StockChange>(adjust, [uuidOf(shopId), uuidOf(listingId), by, most])
  return row
}

const restock = statement(
  'stock_restock',
  `with ${wanted}
  update stock s set available = least(s.available + held.quantity, $4)
  from held where s.shop_id = held.shop_id and s.listing_id = held.listing_id
  returning s.shop_id, s.listing_id, held.available = 0 as was_empty`,
)

/** Adds pieces to what can be bought, never beyond `most`; answers the listings that had nothing before. */
export async function restockAll(tx: Tx, lines: readonly StockLine[], most: number): Promise<ListingRef[]> {
  if (lines.length === 0) return []
  const rows = await tx.query<{ shop_id: string; listing_id: string; was_empty: boolean }>(restock, [
    ...arrays(lines),
    most,
  ])
  return rows.filter((row) => row.was_empty).map(refOf)
}

/** The stock of a listing; undefined when there is no such listing. */
export async function readStock(sql: Sql, { shopId, listingId }: ListingRef): Promise<StockNow | undefined> {
  const [row] = await sql.query<StockNow>(read, [uuidOf(shopId), uuidOf(listingId)])
  return row
}

/** The lines as three arrays, one entry a listing. Throws RangeError on a quantity that is no whole number of pieces. */
function arrays(lines: readonly StockLine[]): [string[], string[], number[]] {
  const byListing = groupBy(lines, (line) => `${line.shopId} ${line.listingId}`)
  const shops: string[] = []
  const listings: string[] = []
  const quantities: number[] = []
  for (const same of byListing.values()) {
    let quantity = 0
    for (const line of same) {
      if (!Number.isSafeInteger(line.quantity) || line.quantity < 1) {
        throw new RangeError(`${line.quantity} is no number of pieces`)
      }
      quantity += line.quantity
    }
    shops.push(uuidOf(same[0]!.shopId))
    listings.push(uuidOf(same[0]!.listingId))
    // More than any stock there can be; a larger number would not fit the column.
    quantities.push(Math.min(quantity, 2_000_000_000))
  }
  return [shops, listings, quantities]
}

function requireAll(found: number, [shops]: [string[], ...unknown[]]): void {
  if (found !== shops.length)
    throw new Error(`${shops.length - found} of ${shops.length} listings have no stock row`)
}

const refOf = (row: {
  shop_id: string
  listing_id: string
}): { shopId: Id<'shop'>; listingId: Id<'listing'> } => ({
  shopId: idOf('shop', row.shop_id),
  listingId: idOf('listing', row.listing_id),
})
