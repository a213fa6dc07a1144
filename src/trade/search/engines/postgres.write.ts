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
import { regionOf } from '../search.regions.ts'
import { audienceBits, bandOf } from '../search.rules.ts'
import { textVector } from './postgres.text.ts'

/**
 * Where is written to: the live tables, or those in which one region is built beside them. All regions that are built
 * go by the same names, one after the other, so that their statements are few.
 */
export const places = {
  live: { shops: 'search_shops', documents: 'search_documents' },
  beside: { shops: 'search_shops_beside', documents: 'search_documents_beside' },
} as const
export type Place = keyof typeof places

interface Writes {
  putShops: Statement
  putDocuments: Statement
  putWords: Statement
  removeDocuments: Statement
  hideDocuments: Statement
  hideShops: Statement
  hideElsewhere: Statement
}

// What has not changed is not written again: its checksum tells.
const writesTo = (place: Place): Writes => {
  const { shops, documents } = places[place]
  const name = (verb: string) => `search_${verb}${place === 'live' ? '' : '_beside'}`
  const shopColumns = `shop_id, name, pin, region, state, pan_only, lat, lng, place, serves, self_pickup, reliability, may_sell, hours, open_minutes,
    closed_dates, checksum`
  const columns = `region, shop_id, listing_id, product_id, name, name_hi, brand, category, net_quantity, unit, price_paise,
    mrp_paise, price_band, sold_to, in_stock, marks, name_words, words, checksum`
  return {
    putShops: statement(
      name('put_shops'),
      `insert into ${shops} as s (${shopColumns})
       select shop_id, name, pin, left(pin, 2), state, pan_only, lat, lng, point(lng, lat), serves, self_pickup, reliability, may_sell, hours, open_minutes,
         closed_dates, decode(checksum, 'hex')
       from json_to_recordset($1) as r (shop_id uuid, name text, pin text, state text, pan_only boolean, lat float8,
         lng float8, serves text[], self_pickup boolean, reliability float8, may_sell smallint, hours jsonb, open_minutes int4multirange, closed_dates date[],
         checksum text)
       on conflict (shop_id) do update set ${updatesOf(shopColumns, 'shop_id')}
         where s.checksum <> excluded.checksum`,
    ),
    putDocuments: statement(
      name('put_documents'),
      `insert into ${documents} as d (${columns})
       select region, shop_id, listing_id, product_id, name, name_hi, brand, category, net_quantity, unit, price_paise,
         mrp_paise, price_band, sold_to, in_stock, marks, name_words, words::tsvector, decode(checksum, 'hex')
       from json_to_recordset($1) as r (region text, shop_id uuid, listing_id uuid, product_id uuid, name text, name_hi text,
         brand text, category text, net_quantity float8, unit text, price_paise bigint, mrp_paise bigint,
         price_band smallint, sold_to smallint, in_stock boolean, marks text[], name_words smallint, words text, checksum text)
       on conflict (shop_id, listing_id, region) do update set ${updatesOf(columns, 'region', 'shop_id', 'listing_id')}
         where d.checksum <> excluded.checksum`,
    ),
    putWords: statement(
      'search_put_words',
      `insert into search_words (word)
       select word from unnest($1::text[]) as given (word)
       where not exists (select from search_words known where known.word = given.word collate "C")
       on conflict do nothing`,
    ),
    removeDocuments: statement(
      name('remove_documents'),
      `delete from ${documents} d using ${shops} s, unnest($1::uuid[], $2::uuid[]) as gone (shop_id, listing_id)
       where s.shop_id = gone.shop_id
         and d.region = s.region and d.shop_id = gone.shop_id and d.listing_id = gone.listing_id`,
    ),
    hideDocuments: statement(
      name('hide_documents'),
      `delete from ${documents} where shop_id = any($1::uuid[])`,
    ),
    hideShops: statement(name('hide_shops'), `delete from ${shops} where shop_id = any($1::uuid[])`),
    hideElsewhere: statement(
      name('hide_elsewhere'),
      `delete from ${documents} d using unnest($1::uuid[], $2::text[]) as now (shop_id, region)
       where d.shop_id = now.shop_id and d.region <> now.region`,
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
  if (changes.settled.length > 0) {
    const [shops, regions] = [
      changes.settled.map((one) => uuidOf(one.shopId)),
      changes.settled.map((one) => one.region),
    ]
    await tx.query(to.hideElsewhere, [shops, regions])
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
  await putWords(tx, wordsOf(changes.put))
}

/** The words by which documents are found as they are typed. */
export const wordsOf = (documents: readonly SearchDocument[]): Set<string> =>
  new Set(
    documents.flatMap(({ listing }) => [
      ...listing.words.name,
      ...listing.words.brand,
      ...listing.words.other,
    ]),
  )

/** In one order everywhere, so that two writers never wait for each other. */
export const putWords = async (tx: Tx, words: Iterable<string>): Promise<void> =>
  void (await tx.query(writes.live.putWords, [[...words].sort()]))

export function shopRow(shop: ShopDocument, checksum: string) {
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

export const documentRow = ({ listing, shop, checksum }: SearchDocument) => ({
  region: regionOf(shop.pin),
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
  marks: listing.marks ?? null,
  name_words: listing.words.nameLength,
  words: textVector(listing.words),
  checksum: checksum.slice(0, 32),
})

// What lies in a region where its shop is no more is there, though no search finds it.
const storedByRefs = statement(
  'search_stored',
  `select d.shop_id, d.listing_id, encode(d.checksum, 'hex') || coalesce(encode(s.checksum, 'hex'), '') as checksum
   from search_documents d join unnest($2::uuid[], $3::uuid[]) as ref (shop_id, listing_id) using (shop_id, listing_id)
   left join search_shops s on s.shop_id = d.shop_id and s.region = d.region where d.region = $1`,
)
const storedPage = statement(
  'search_stored_page',
  `select d.shop_id, d.listing_id, encode(d.checksum, 'hex') as checksum from search_documents d
   where d.region = $1 and (d.shop_id, d.listing_id) > ($2::uuid, $3::uuid)
   order by d.shop_id, d.listing_id limit 1000`,
)
const regionsHeld = statement(
  'search_regions_held',
  `select right(c.relname, 2) as region from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'search_documents'::regclass order by 1`,
)

/** The regions that have a table of their own. */
export const readRegions = async (sql: Pick<Sql, 'query'>): Promise<string[]> =>
  (await sql.query<{ region: string }>(regionsHeld)).map((row) => row.region)

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

export async function readStored(
  sql: Sql,
  region: string,
  refs: readonly ListingRef[],
): Promise<StoredDocument[]> {
  const rows = await sql.query<StoredRow>(storedByRefs, [
    region,
    refs.map((ref) => uuidOf(ref.shopId)),
    refs.map((ref) => uuidOf(ref.listingId)),
  ])
  return rows.map(toStored)
}

export async function* readPages(db: Database, region: string): AsyncIterable<StoredDocument[]> {
  const nil = '00000000-0000-0000-0000-000000000000'
  for (let after = [nil, nil]; ; ) {
    const rows = await db.query<StoredRow>(storedPage, [region, ...after])
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(toStored)
    after = [last.shop_id, last.listing_id]
  }
}
