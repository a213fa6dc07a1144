import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { PictureFault } from './pictures.rules.ts'

export interface Picture {
  pictureId: Id<'picture'>
  productId: Id<'product'>
  shopId: Id<'shop'> | null
  source: string
  position: number
  state: 'waiting' | 'kept' | 'failed' | 'removed'
  fault: PictureFault | null
  sha256: string | null
  width: number | null
  height: number | null
  tries: number
}

interface Row {
  id: string
  product_id: string
  shop_id: string | null
  source: string
  position: number
  state: Picture['state']
  fault: PictureFault | null
  sha256: string | null
  width: number | null
  height: number | null
  tries: number
}

const columns = 'id, product_id, shop_id, source, position, state, fault, sha256, width, height, tries'
const pictureOf = (row: Row): Picture => ({
  pictureId: idOf('picture', row.id),
  productId: idOf('product', row.product_id),
  shopId: row.shop_id === null ? null : idOf('shop', row.shop_id),
  source: row.source,
  position: row.position,
  state: row.state,
  fault: row.fault,
  sha256: row.sha256,
  width: row.width,
  height: row.height,
  tries: row.tries,
})

const addNamed = statement(
  'pictures_add_named',
  `insert into pictures (id, product_id, source, position, state, next_try_at)
   select uuidv7(), named.product_id, named.source, named.position, 'waiting', now()
   from unnest($1::uuid[], $2::text[], $3::int[]) as named (product_id, source, position)
   on conflict do nothing`,
)
const dropUnnamed = statement(
  'pictures_drop_unnamed',
  `update pictures p set state = 'removed' where p.product_id = any($1::uuid[]) and p.shop_id is null
     and p.state <> 'removed' and not exists (
       select from unnest($2::uuid[], $3::text[]) as named (product_id, source)
       where named.product_id = p.product_id and named.source = p.source)`,
)

/** Makes the pictures of products those of these addresses: new ones wait to be fetched, others go. */
export async function nameSources(
  tx: Tx,
  named: ReadonlyMap<Id<'product'>, readonly string[]>,
): Promise<void> {
  const rows = [...named].flatMap(([productId, urls]) =>
    [...new Set(urls)].map((url, nth) => ({ product: uuidOf(productId), url, nth: nth + 1 })),
  )
  const [products, sources] = [rows.map((row) => row.product), rows.map((row) => row.url)]
  await tx.query(dropUnnamed, [[...named.keys()].map(uuidOf), products, sources])
  await tx.query(addNamed, [products, sources, rows.map((row) => row.nth)])
}

const follow = statement(
  'pictures_follow',
  `update pictures p set product_id = $2, origin = nullif($1::uuid, $2::uuid)
   where (p.origin = $1 or (p.origin is null and p.product_id = $1)) and p.shop_id is not null and p.product_id <> $2
     and p.state <> 'removed' and not exists (
       select from pictures q where q.product_id = $2 and q.shop_id = p.shop_id and q.source = p.source
         and q.state <> 'removed')`,
)

/** What shops sent for a product stands at the one that it is now; a file that is there too stays behind. */
export const followProduct = async (tx: Tx, productId: Id<'product'>, now: Id<'product'>): Promise<void> =>
  void (await tx.query(follow, [uuidOf(productId), uuidOf(now)]))

const due = statement(
  'pictures_due',
  `update pictures set next_try_at = now() + interval '10 minutes'
   where id in (select id from pictures where state = 'waiting' and shop_id is null and next_try_at <= now()
     order by next_try_at limit $1 for update skip locked)
   returning ${columns}`,
)

/** Takes pictures whose time to be fetched has come; whoever dies over them leaves them to others for ten minutes. */
export const takeDue = async (sql: Sql, most: number): Promise<Picture[]> =>
  (await sql.query<Row>(due, [most])).map(pictureOf)

const keep = statement(
  'pictures_keep',
  `update pictures set state = 'kept', fault = null, sha256 = $2, width = $3, height = $4, next_try_at = null
   where id = $1 and state <> 'removed'`,
)
/** Notes that a picture's files are there. */
export const keepPicture = async (
  sql: Sql,
  pictureId: Id<'picture'>,
  { sha256, width, height }: { sha256: string; width: number; height: number },
): Promise<void> => void (await sql.query(keep, [uuidOf(pictureId), sha256, width, height]))

const fail = statement(
  'pictures_fail',
  `update pictures set fault = $2, tries = tries + 1, next_try_at = now() + $3 * interval '1 minute',
     state = case when $3::int is null then 'failed' else 'waiting' end
   where id = $1 and state = 'waiting'`,
)
/** Notes why a picture did not come; without minutes to wait it is given up. */
export const failPicture = async (
  sql: Sql,
  pictureId: Id<'picture'>,
  fault: PictureFault,
  waitMinutes: number | undefined,
): Promise<void> => void (await sql.query(fail, [uuidOf(pictureId), fault, waitMinutes ?? null]))

const ofProduct = statement(
  'pictures_of_product',
  `select ${columns} from pictures where product_id = $1 and (shop_id is null or shop_id = $2) and state <> 'removed'
   order by shop_id is null, position, id`,
)
/** The pictures of a product as a shop shows it: the shop's own first. */
export const picturesOfProduct = async (
  sql: Sql,
  productId: Id<'product'>,
  shopId: Id<'shop'> | undefined,
): Promise<Picture[]> =>
  (await sql.query<Row>(ofProduct, [uuidOf(productId), shopId ? uuidOf(shopId) : null])).map(pictureOf)

const firstOnes = statement(
  'pictures_first',
  `select distinct on (product_id, shop_id) ${columns} from pictures
   where product_id = any($1::uuid[]) and state = 'kept'
   order by product_id, shop_id, position, id`,
)
/** The first picture of each product, and of each shop that has its own. */
export const firstPictures = async (sql: Sql, productIds: readonly Id<'product'>[]): Promise<Picture[]> =>
  (await sql.query<Row>(firstOnes, [productIds.map(uuidOf)])).map(pictureOf)

const one = statement('pictures_one', `select ${columns} from pictures where id = $1 and state <> 'removed'`)
export const findPicture = async (sql: Sql, pictureId: Id<'picture'>): Promise<Picture | undefined> =>
  (await sql.query<Row>(one, [uuidOf(pictureId)])).map(pictureOf)[0]

const mine = statement(
  'pictures_of_shop',
  `select ${columns} from pictures where product_id = $1 and shop_id = $2 and state <> 'removed' order by position, id`,
)
const holdGood = statement(
  'pictures_hold_good',
  'select pg_advisory_xact_lock(hashtextextended($1::text || $2::text, 7))',
)
/** The shop's own pictures of a good, kept from being added to by others until the transaction ends. */
export async function holdPictures(tx: Tx, productId: Id<'product'>, shopId: Id<'shop'>): Promise<Picture[]> {
  await tx.query(holdGood, [uuidOf(productId), uuidOf(shopId)])
  return (await tx.query<Row>(mine, [uuidOf(productId), uuidOf(shopId)])).map(pictureOf)
}

const add = statement(
  'pictures_add',
  `insert into pictures (id, product_id, shop_id, source, position, state, next_try_at)
   values ($1, $2, $3, $4, $5, 'waiting', now()) returning ${columns}`,
)
/** A row for a file that a shop sends; its files follow. */
export async function addSent(
  tx: Tx,
  given: { productId: Id<'product'>; shopId: Id<'shop'>; source: string; position: number },
): Promise<Picture> {
  const [row] = await tx.query<Row>(add, [
    uuidOf(newId('picture')),
    uuidOf(given.productId),
    uuidOf(given.shopId),
    given.source,
    given.position,
  ])
  return pictureOf(row!)
}

const remove = statement(
  'pictures_remove',
  `update pictures set state = 'removed' where id = $1 and shop_id = $2 and state <> 'removed' returning id`,
)
/** False when it was not there. */
export const removePicture = async (
  sql: Sql,
  shopId: Id<'shop'>,
  pictureId: Id<'picture'>,
): Promise<boolean> => (await sql.query(remove, [uuidOf(pictureId), uuidOf(shopId)])).length > 0

// What a shop sent waits for its files only while they are written.
const left = statement(
  'pictures_left',
  `select ${columns} from pictures where state = 'removed'
     or (state = 'waiting' and shop_id is not null and next_try_at < now() - interval '1 hour')
   limit 500`,
)
/** Pictures whose files have to go, or never came. */
export const leftPictures = async (sql: Sql): Promise<Picture[]> =>
  (await sql.query<Row>(left)).map(pictureOf)

const forget = statement('pictures_forget', 'delete from pictures where id = $1')
export const forgetPicture = async (sql: Sql, pictureId: Id<'picture'>): Promise<void> =>
  void (await sql.query(forget, [uuidOf(pictureId)]))
