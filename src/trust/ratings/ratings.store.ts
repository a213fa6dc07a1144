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
const addUpCarrier = statement(
  'rating_add_up_carrier',
  `insert into rated_carriers as c (provider_id, day, count, stars)
   values ($1, ($2::timestamptz at time zone 'Asia/Kolkata')::date, $3, $4)
   on conflict (provider_id, day) do update set count = c.count + excluded.count, stars = c.stars + excluded.stars`,
)
const carriers = statement(
  'rating_carriers',
  `select provider_id as "providerId", sum(count)::int as count, sum(stars)::int as stars from rated_carriers
   where day >= $1::date and ($2::uuid is null or provider_id = $2) group by provider_id`,
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
  /** Who carried it, where that was one startup. */
  carrier?: Id<'provider'> | undefined
}

const keyOf = ({ shopId, orderId }: RatedOrder) => [uuidOf(shopId), uuidOf(orderId)]

/** Adds to the sums of the shop and of the carrier. */
async function count(
  tx: Tx,
  { shopId, carrier }: RatedOrder,
  given: { ratedAt: Date; count: 0 | 1; stars: number },
): Promise<void> {
  await tx.query(addUp, [uuidOf(shopId), given.count, given.stars])
  if (carrier) await tx.query(addUpCarrier, [uuidOf(carrier), given.ratedAt, given.count, given.stars])
}

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
  if (row) await count(tx, order, { ratedAt: row.ratedAt, count: 1, stars })
  return row
}

export async function changeRating(
  tx: Tx,
  order: RatedOrder,
  before: Rating,
  { stars, text }: { stars: number; text: string | null },
): Promise<Rating> {
  const [row] = await tx.query<Rating>(update, [...keyOf(order), stars, text])
  await count(tx, order, { ratedAt: before.ratedAt, count: 0, stars: stars - before.stars })
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

/** What was given since a day in India to orders that startups carried; of one, or of all that were rated. */
export async function sumsOfCarriers(
  sql: Sql,
  day: string,
  providerId?: Id<'provider'>,
): Promise<{ providerId: Id<'provider'>; count: number; stars: number }[]> {
  const rows = await sql.query<{ providerId: string; count: number; stars: number }>(carriers, [
    day,
    providerId ? uuidOf(providerId) : null,
  ])
  return rows.map((row) => ({ ...row, providerId: idOf('provider', row.providerId) }))
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
