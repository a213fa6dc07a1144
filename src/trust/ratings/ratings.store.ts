import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'

export interface Rating {
  stars: number
  text: string | null
  ratedAt: Date
  changedAt: Date
}

export interface ShopRating extends Rating {
  ratingId: Id<'rating'>
}

const columns = `stars, text, rated_at as "ratedAt", changed_at as "changedAt"`

const one = statement(
  'rating_of_order',
  `select ${columns} from ratings where shop_id = $1 and order_id = $2`,
)
const held = statement(
  'rating_of_order_held',
  `select ${columns} from ratings where shop_id = $1 and order_id = $2 for update`,
)
const insert = statement(
  'rating_insert',
  `insert into ratings (shop_id, order_id, id, account_id, stars, text) values ($1, $2, $3, $4, $5, $6)
   on conflict (shop_id, order_id) do nothing returning ${columns}`,
)
const update = statement(
  'rating_update',
  `update ratings set stars = $3, text = $4, changed_at = now() where shop_id = $1 and order_id = $2
   returning ${columns}`,
)
const addUp = statement(
  'rating_add_up',
  `insert into rated_shops as s (shop_id, count, stars) values ($1, $2, $3)
   on conflict (shop_id) do update set count = s.count + excluded.count, stars = s.stars + excluded.stars`,
)
const sums = statement(
  'rating_sums',
  'select shop_id as "shopId", count, stars from rated_shops where shop_id = any($1::uuid[])',
)
const page = statement(
  'rating_page',
  `select id as "ratingId", ${columns} from ratings
   where shop_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
)

export interface RatedOrder {
  shopId: Id<'shop'>
  orderId: Id<'order'>
}

const keyOf = ({ shopId, orderId }: RatedOrder) => [uuidOf(shopId), uuidOf(orderId)]

export async function findRating(sql: Sql, order: RatedOrder): Promise<Rating | undefined> {
  const [row] = await sql.query<Rating>(one, keyOf(order))
  return row
}

/** The same, and nobody else changes it until the transaction ends. */
export async function holdRating(tx: Tx, order: RatedOrder): Promise<Rating | undefined> {
  const [row] = await tx.query<Rating>(held, keyOf(order))
  return row
}

/** Writes a first rating and counts it; undefined when another transaction was first. */
export async function addRating(
  tx: Tx,
  order: RatedOrder,
  { accountId, stars, text }: { accountId: Id<'account'>; stars: number; text: string | null },
): Promise<Rating | undefined> {
  const [row] = await tx.query<Rating>(insert, [
    ...keyOf(order),
    uuidOf(newId('rating')),
    uuidOf(accountId),
    stars,
    text,
  ])
  if (row) await tx.query(addUp, [uuidOf(order.shopId), 1, stars])
  return row
}

export async function changeRating(
  tx: Tx,
  order: RatedOrder,
  before: Rating,
  { stars, text }: { stars: number; text: string | null },
): Promise<Rating> {
  const [row] = await tx.query<Rating>(update, [...keyOf(order), stars, text])
  await tx.query(addUp, [uuidOf(order.shopId), 0, stars - before.stars])
  return row!
}

export async function sumsOf(
  sql: Sql,
  shopIds: readonly Id<'shop'>[],
): Promise<{ shopId: Id<'shop'>; count: number; stars: number }[]> {
  const rows = await sql.query<{ shopId: string; count: number; stars: string | number }>(sums, [
    shopIds.map(uuidOf),
  ])
  return rows.map((row) => ({
    shopId: idOf('shop', row.shopId),
    count: row.count,
    stars: Number(row.stars),
  }))
}

/** Newest first, before the rating `before`. */
export async function ratingsOf(
  sql: Sql,
  shopId: Id<'shop'>,
  { before, limit }: { before: Id<'rating'> | undefined; limit: number },
): Promise<ShopRating[]> {
  const rows = await sql.query<Rating & { ratingId: string }>(page, [
    uuidOf(shopId),
    before ? uuidOf(before) : null,
    limit,
  ])
  return rows.map((row) => ({ ...row, ratingId: idOf('rating', row.ratingId) }))
}
