import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ChangesMark } from '../catalogue/index.ts'
import type { Likeness } from './likeness.rules.ts'

/** Of one shelf no more are looked at beside one product: beyond it the keys of words alone tell. */
const mostOfKey = 200

const begin = statement(
  'duplicates_walk_begin',
  'insert into duplicates_walk default values on conflict do nothing',
)
const take = statement(
  'duplicates_walk_take',
  'select at, product_id from duplicates_walk for update skip locked',
)
const advance = statement('duplicates_walk_advance', 'update duplicates_walk set at = $1, product_id = $2')

/** How far the walk is, for this transaction alone; undefined while another process is at it. */
export async function takeWalk(tx: Tx): Promise<{ mark: ChangesMark | undefined } | undefined> {
  await tx.query(begin)
  const [row] = await tx.query<{ at: string | null; product_id: string | null }>(take)
  if (!row) return undefined
  const { at, product_id } = row
  return { mark: at && product_id ? { at, productId: idOf('product', product_id) } : undefined }
}
export const advanceWalk = async (tx: Tx, mark: ChangesMark): Promise<void> =>
  void (await tx.query(advance, [mark.at, uuidOf(mark.productId)]))

const put = statement(
  'likeness_put',
  `with given as (
     select * from json_to_recordset($1::json) as i (product_id uuid, keys bigint[], likeness jsonb)
   ),
   gone as (
     delete from product_likeness_keys k using (
       select l.product_id, unnest(l.keys) as key, g.keys from product_likeness l join given g using (product_id)
       where l.keys <> g.keys
     ) o
     where k.key = o.key and k.product_id = o.product_id and o.key <> all (o.keys)
   ),
   kept as (
     insert into product_likeness as l (product_id, keys, likeness) select product_id, keys, likeness from given
     on conflict (product_id) do update set keys = excluded.keys, likeness = excluded.likeness
     where (l.keys, l.likeness) is distinct from (excluded.keys, excluded.likeness)
   )
   insert into product_likeness_keys (key, product_id)
   select key, product_id from given cross join lateral unnest(keys) as one (key) order by 1, 2
   on conflict do nothing`,
)
const drop = statement(
  'likeness_drop',
  `with gone as (delete from product_likeness where product_id = any($1::uuid[]) returning product_id, keys)
   delete from product_likeness_keys k using (select product_id, unnest(keys) as key from gone) o
   where k.key = o.key and k.product_id = o.product_id`,
)

/** A product with what it is compared by, and under which keys it is found. */
export interface Compared {
  productId: Id<'product'>
  likeness: Likeness
  keys: readonly string[]
}

/** Keeps how products are compared. */
export const putLikeness = async (tx: Tx, products: readonly Compared[]): Promise<void> =>
  void (await tx.query(put, [
    JSON.stringify(
      products.map(({ productId, likeness, keys }) => ({
        product_id: uuidOf(productId),
        keys: `{${keys.join(',')}}`,
        likeness,
      })),
    ),
  ]))

/** These are compared with nothing any more. */
export const dropLikeness = async (tx: Tx, ids: readonly Id<'product'>[]): Promise<void> =>
  void (await tx.query(drop, [ids.map(uuidOf)]))

// Each look is a walk down the key, however many products the planner believes there are; each product comes once.
const withKey = statement(
  'likeness_with_keys',
  `select l.product_id, l.likeness, near.nths from (
     select b.product_id, array_agg(one.nth::int) as nths from unnest($1::bigint[]) with ordinality as one (key, nth)
     cross join lateral (
       select k.product_id from product_likeness_keys k where k.key = one.key order by k.product_id limit ${mostOfKey}
     ) b
     group by b.product_id
   ) near
   cross join lateral (select * from product_likeness l where l.product_id = near.product_id limit 1) l`,
)

/** Products that have one of these keys, the oldest of each: with the places of the keys that they have. */
export async function withKeys(
  sql: Sql,
  keys: readonly string[],
): Promise<{ productId: Id<'product'>; likeness: Likeness; nths: readonly number[] }[]> {
  const rows = await sql.query<{ product_id: string; likeness: Likeness; nths: number[] }>(withKey, [keys])
  return rows.map(({ product_id, likeness, nths }) => ({
    productId: idOf('product', product_id),
    likeness,
    nths: nths.map((nth) => nth - 1),
  }))
}
