import { idOf, uuidOf } from '../../../kernel/ids.ts'
import {
  type Database,
  type Sql,
  type Statement,
  statement,
  type Tx,
} from '../../../platform/database/index.ts'
import type { ListingRef } from '../../catalogue/index.ts'
import { openingsOf } from '../search.openings.ts'
import type { SearchChanges, SearchDocument, ShopDocument, StoredDocument } from '../search.ports.ts'
import { audienceBits, bandOf } from '../search.rules.ts'
import { textVector } from './postgres.text.ts'

/** The tables of the projection: the live ones, or those being built beside them. */
export const suffixes = { live: '', beside: '_beside' } as const
export type Place = keyof typeof suffixes

interface Writes {
  putShops: Statement
  putDocuments: Statement
  putWords: Statement
  removeDocuments: Statement
  hideDocuments: Statement
  hideShops: Statement
}

// What has not changed is not written again: its checksum tells.
const writesTo = (place: Place): Writes => {
  const suffix = suffixes[place]
  const name = (verb: string) => `search_${verb}${suffix}`
  const shopColumns = `shop_id, name, pin, state, pan_only, lat, lng, place, serves, self_pickup, reliability, may_sell, hours, open_minutes,
    closed_dates, checksum`
  const columns = `shop_id, listing_id, product_id, name, name_hi, brand, category, net_quantity, unit, price_paise,
    mrp_paise, price_band, sold_to, in_stock, name_words, words, checksum`
  return {
    putShops: statement(
      name('put_shops'),
      `insert into search_shops${suffix} as s (${shopColumns})
       select shop_id, name, pin, state, pan_only, lat, lng, point(lng, lat), serves, self_pickup, reliability, may_sell, hours, open_minutes,
         closed_dates, decode(checksum, 'hex')
       from json_to_recordset($1) as r (shop_id uuid, name text, pin text, state text, pan_only boolean, lat float8,
         lng float8, serves text[], self_pickup boolean, reliability float8, may_sell smallint, hours jsonb, open_minutes int4multirange, closed_dates date[],
         checksum text)
       on conflict (shop_id) do update set ${updatesOf(shopColumns, 'shop_id')}
         where s.checksum <> excluded.checksum`,
    ),
    putDocuments: statement(
      name('put_documents'),
      `insert into search_documents${suffix} as d (${columns})
       select shop_id, listing_id, product_id, name, name_hi, brand, category, net_quantity, unit, price_paise,
         mrp_paise, price_band, sold_to, in_stock, name_words, words::tsvector, decode(checksum, 'hex')
       from json_to_recordset($1) as r (shop_id uuid, listing_id uuid, product_id uuid, name text, name_hi text,
         brand text, category text, net_quantity float8, unit text, price_paise bigint, mrp_paise bigint,
         price_band smallint, sold_to smallint, in_stock boolean, name_words smallint, words text, checksum text)
       on conflict (shop_id, listing_id) do update set ${updatesOf(columns, 'shop_id', 'listing_id')}
         where d.checksum <> excluded.checksum`,
    ),
    putWords: statement(
      name('put_words'),
      `insert into search_words${suffix} (word)
       select word from unnest($1::text[]) as given (word)
       where not exists (select from search_words${suffix} known where known.word = given.word collate "C")
       on conflict do nothing`,
    ),
    removeDocuments: statement(
      name('remove_documents'),
      `delete from search_documents${suffix} d using unnest($1::uuid[], $2::uuid[]) as gone (shop_id, listing_id)
       where d.shop_id = gone.shop_id and d.listing_id = gone.listing_id`,
    ),
    hideDocuments: statement(
      name('hide_documents'),
      `delete from search_documents${suffix} where shop_id = any($1::uuid[])`,
    ),
    hideShops: statement(
      name('hide_shops'),
      `delete from search_shops${suffix} where shop_id = any($1::uuid[])`,
    ),
  }
}

const updatesOf = (columns: string, ...keys: string[]): string =>
  columns
    .split(',')
    .map((column) => column.trim())
    .filter((column) => !keys.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')

const writes: Readonly<Record<Place, Writes>> = { live: writesTo('live'), beside: writesTo('beside') }

/** Brings the projection to these changes, in the caller's transaction. */
export async function writeChanges(tx: Tx, place: Place, changes: SearchChanges): Promise<void> {
  const to = writes[place]
  if (changes.hideShops.length > 0) {
    const shops = changes.hideShops.map(uuidOf)
    await tx.query(to.hideShops, [shops])
    await tx.query(to.hideDocuments, [shops])
  }
  if (changes.remove.length > 0) {
    await tx.query(to.removeDocuments, [
      changes.remove.map((ref) => uuidOf(ref.shopId)),
      changes.remove.map((ref) => uuidOf(ref.listingId)),
    ])
  }
  if (changes.put.length === 0) return
  const shops = new Map(
    changes.put.map(({ shop, checksum }) => [shop.shopId, shopRow(shop, checksum.slice(32))]),
  )
  await tx.query(to.putShops, [JSON.stringify([...shops.values()])])
  await tx.query(to.putDocuments, [JSON.stringify(changes.put.map(documentRow))])
  const words = new Set(
    changes.put.flatMap(({ listing }) => [
      ...listing.words.name,
      ...listing.words.brand,
      ...listing.words.other,
    ]),
  )
  // In one order everywhere, so that two writers never wait for each other.
  await tx.query(to.putWords, [[...words].sort()])
}

function shopRow(shop: ShopDocument, checksum: string) {
  const openings = openingsOf(shop.hours).map(({ from, to }) => `[${from},${to})`)
  return {
    shop_id: uuidOf(shop.shopId),
    name: shop.shopName,
    pin: shop.pin,
    state: shop.state,
    pan_only: shop.panOnly,
    lat: shop.point.lat,
    lng: shop.point.lng,
    serves: shop.serves,
    self_pickup: shop.selfPickup,
    reliability: shop.reliability,
    may_sell: audienceBits(shop.maySellTo),
    hours: shop.hours,
    open_minutes: `{${openings.join(',')}}`,
    closed_dates: shop.hours.closedDates ?? [],
    checksum,
  }
}

const documentRow = ({ listing, checksum }: SearchDocument) => ({
  shop_id: uuidOf(listing.shopId),
  listing_id: uuidOf(listing.listingId),
  product_id: uuidOf(listing.productId),
  name: listing.name,
  name_hi: listing.nameHi,
  brand: listing.brand,
  category: listing.category,
  net_quantity: listing.netQuantity,
  unit: listing.unit,
  price_paise: String(listing.pricePaise),
  mrp_paise: String(listing.mrpPaise),
  price_band: bandOf(listing.pricePaise),
  sold_to: audienceBits(listing.soldTo),
  in_stock: listing.inStock,
  name_words: listing.words.nameLength,
  words: textVector(listing.words),
  checksum: checksum.slice(0, 32),
})

const storedColumns = `d.shop_id, d.listing_id, encode(d.checksum, 'hex') || encode(s.checksum, 'hex') as checksum
  from search_documents d join search_shops s using (shop_id)`
const storedByRefs = statement(
  'search_stored',
  `select ${storedColumns} join unnest($1::uuid[], $2::uuid[]) as ref (shop_id, listing_id)
     using (shop_id, listing_id)`,
)
const storedPage = statement(
  'search_stored_page',
  `select ${storedColumns} where (d.shop_id, d.listing_id) > ($1::uuid, $2::uuid)
   order by d.shop_id, d.listing_id limit 1000`,
)

interface StoredRow {
  shop_id: string
  listing_id: string
  checksum: string
}

const toStored = (row: StoredRow): StoredDocument => ({
  shopId: idOf('shop', row.shop_id),
  listingId: idOf('listing', row.listing_id),
  checksum: row.checksum,
})

export async function readStored(sql: Sql, refs: readonly ListingRef[]): Promise<StoredDocument[]> {
  const rows = await sql.query<StoredRow>(storedByRefs, [
    refs.map((ref) => uuidOf(ref.shopId)),
    refs.map((ref) => uuidOf(ref.listingId)),
  ])
  return rows.map(toStored)
}

export async function* readPages(db: Database): AsyncIterable<StoredDocument[]> {
  const nil = '00000000-0000-0000-0000-000000000000'
  for (let after = [nil, nil]; ; ) {
    const rows = await db.query<StoredRow>(storedPage, after)
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(toStored)
    after = [last.shop_id, last.listing_id]
  }
}
