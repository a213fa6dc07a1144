import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'

export interface PriceListRef {
  shopId: Id<'shop'>
  listId: Id<'priceList'>
}

export interface PriceListFacts {
  name: string
  /** Trader ids, and GSTINs in capitals. */
  buyers: readonly string[]
  offBps: number | null
  prices: readonly { listingId: Id<'listing'>; pricePaise: Paise }[]
  validFrom: string | null
  validUntil: string | null
}

export interface PriceList extends PriceListRef, PriceListFacts {
  version: number
  updatedAt: Date
}

export interface PriceListHead
  extends PriceListRef,
    Pick<PriceList, 'name' | 'offBps' | 'validFrom' | 'validUntil' | 'updatedAt'> {
  buyers: number
  prices: number
}

const columns = `l.shop_id as "shopId", l.id as "listId", l.name, l.off_bps as "offBps", l.valid_from::text as "validFrom",
  l.valid_until::text as "validUntil", l.version, l.updated_at as "updatedAt"`
const byRef = statement(
  'price_list_read',
  `select ${columns},
     array(select buyer from price_list_buyers b where b.shop_id = l.shop_id and b.list_id = l.id order by buyer) as buyers,
     coalesce((select json_agg(json_build_object('listingId', o.listing_id, 'pricePaise', o.price_paise) order by o.listing_id)
       from price_list_prices o where o.shop_id = l.shop_id and o.list_id = l.id), '[]') as prices
   from price_lists l where l.shop_id = $1 and l.id = $2`,
)
const lock = statement(
  'price_list_lock',
  'select version from price_lists where shop_id = $1 and id = $2 for no key update',
)
const page = statement(
  'price_list_page',
  `select ${columns},
     (select count(*)::int from price_list_buyers b where b.shop_id = l.shop_id and b.list_id = l.id) as buyers,
     (select count(*)::int from price_list_prices o where o.shop_id = l.shop_id and o.list_id = l.id) as prices
   from price_lists l where l.shop_id = $1 and ($2::uuid is null or l.id < $2) order by l.id desc limit $3`,
)
const insert = statement(
  'price_list_insert',
  'insert into price_lists (shop_id, id, name, off_bps, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6)',
)
const update = statement(
  'price_list_update',
  `update price_lists set name = $3, off_bps = $4, valid_from = $5, valid_until = $6, version = version + 1,
     updated_at = now() where shop_id = $1 and id = $2`,
)
const remove = statement('price_list_remove', 'delete from price_lists where shop_id = $1 and id = $2')
const removeBuyers = statement(
  'price_list_buyers_remove',
  'delete from price_list_buyers where shop_id = $1 and list_id = $2',
)
const removePrices = statement(
  'price_list_prices_remove',
  'delete from price_list_prices where shop_id = $1 and list_id = $2',
)
const addBuyers = statement(
  'price_list_buyers_add',
  'insert into price_list_buyers (shop_id, list_id, buyer) select $1, $2, unnest($3::text[])',
)
const addPrices = statement(
  'price_list_prices_add',
  `insert into price_list_prices (shop_id, list_id, listing_id, price_paise)
   select $1, $2, * from unnest($3::uuid[], $4::bigint[])`,
)
const mrps = statement(
  'price_list_mrps',
  'select id, mrp_paise as "mrpPaise" from listings where shop_id = $1 and id = any($2::uuid[])',
)

const key = ({ shopId, listId }: PriceListRef): [string, string] => [uuidOf(shopId), uuidOf(listId)]
const named = <T extends PriceListRef>(row: T): T => ({
  ...row,
  shopId: idOf('shop', row.shopId),
  listId: idOf('priceList', row.listId),
})

export async function readPriceList(sql: Sql, ref: PriceListRef): Promise<PriceList | undefined> {
  const [row] = await sql.query<
    Omit<PriceList, 'prices'> & { prices: { listingId: string; pricePaise: number }[] }
  >(byRef, key(ref))
  return (
    row && {
      ...named(row),
      prices: row.prices.map(({ listingId, pricePaise }) => ({
        listingId: idOf('listing', listingId),
        pricePaise: BigInt(pricePaise),
      })),
    }
  )
}

/** The version of a list, kept from other changes until the transaction ends. */
export const lockPriceList = async (tx: Tx, ref: PriceListRef): Promise<number | undefined> =>
  (await tx.query<{ version: number }>(lock, key(ref)))[0]?.version

/** A shop's lists, the latest first. */
export const priceListsPage = async (
  sql: Sql,
  shopId: Id<'shop'>,
  before: Id<'priceList'> | undefined,
  limit: number,
): Promise<PriceListHead[]> =>
  (
    await sql.query<PriceListHead & object>(page, [uuidOf(shopId), before ? uuidOf(before) : null, limit])
  ).map(named)

const fill = async (tx: Tx, ref: PriceListRef, { buyers, prices }: PriceListFacts): Promise<void> => {
  await tx.query(addBuyers, [...key(ref), buyers])
  if (prices.length === 0) return
  await tx.query(addPrices, [
    ...key(ref),
    prices.map(({ listingId }) => uuidOf(listingId)),
    prices.map(({ pricePaise }) => pricePaise),
  ])
}
const empty = async (tx: Tx, ref: PriceListRef): Promise<void> => {
  await tx.query(removeBuyers, key(ref))
  await tx.query(removePrices, key(ref))
}
const values = (ref: PriceListRef, { name, offBps, validFrom, validUntil }: PriceListFacts): unknown[] => [
  ...key(ref),
  name,
  offBps,
  validFrom,
  validUntil,
]

/** Throws the database's unique violation for a name that the shop uses already. */
export async function insertPriceList(tx: Tx, ref: PriceListRef, list: PriceListFacts): Promise<void> {
  await tx.query(insert, values(ref, list))
  await fill(tx, ref, list)
}

/** Writes all of a list anew; the caller holds it. */
export async function replacePriceList(tx: Tx, ref: PriceListRef, list: PriceListFacts): Promise<void> {
  await tx.query(update, values(ref, list))
  await empty(tx, ref)
  await fill(tx, ref, list)
}

export async function removePriceList(tx: Tx, ref: PriceListRef): Promise<void> {
  await empty(tx, ref)
  await tx.query(remove, key(ref))
}

/** The MRPs of those of these listings that the shop has. */
export async function mrpsOf(
  sql: Sql,
  shopId: Id<'shop'>,
  listings: readonly Id<'listing'>[],
): Promise<Map<Id<'listing'>, Paise>> {
  if (listings.length === 0) return new Map()
  const rows = await sql.query<{ id: string; mrpPaise: Paise }>(mrps, [uuidOf(shopId), listings.map(uuidOf)])
  return new Map(rows.map(({ id, mrpPaise }) => [idOf('listing', id), mrpPaise]))
}
