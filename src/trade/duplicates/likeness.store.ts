import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ChangesMark } from '../catalogue/index.ts'
import { keysOf, type Likeness } from './likeness.rules.ts'

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
  `insert into product_likeness as l (product_id, keys, likeness)
   select i.product_id, i.keys, i.likeness from json_to_recordset($1::json) as i (product_id uuid, keys text[], likeness jsonb)
   on conflict (product_id) do update set keys = excluded.keys, likeness = excluded.likeness
   where (l.keys, l.likeness) is distinct from (excluded.keys, excluded.likeness)`,
)
const drop = statement('likeness_drop', 'delete from product_likeness where product_id = any($1::uuid[])')

/** Keeps how products are compared. */
export const putLikeness = async (
  tx: Tx,
  products: readonly { productId: Id<'product'>; likeness: Likeness }[],
): Promise<void> =>
  void (await tx.query(put, [
    JSON.stringify(
      products.map(({ productId, likeness }) => ({
        product_id: uuidOf(productId),
        keys: `{${keysOf(likeness)
          .map((key) => `"${key}"`)
          .join(',')}}`,
        likeness,
      })),
    ),
  ]))

/** These are compared with nothing any more. */
export const dropLikeness = async (tx: Tx, ids: readonly Id<'product'>[]): Promise<void> =>
  void (await tx.query(drop, [ids.map(uuidOf)]))

const near = statement(
  'likeness_near',
  `select distinct on (1, 2) a.product_id as of, b.product_id as other, b.likeness from product_likeness a
   cross join lateral unnest(a.keys) as one (key)
   cross join lateral (
     select l.product_id, l.likeness from product_likeness l where l.keys @> array[one.key] limit ${mostOfKey}
   ) b
   where a.product_id = any($1::uuid[]) and b.product_id <> a.product_id`,
)
/** What has a key in common with each of these. */
export async function nearOnes(
  sql: Sql,
  ids: readonly Id<'product'>[],
): Promise<{ of: Id<'product'>; other: Id<'product'>; likeness: Likeness }[]> {
  const rows = await sql.query<{ of: string; other: string; likeness: Likeness }>(near, [ids.map(uuidOf)])
  return rows.map((row) => ({
    of: idOf('product', row.of),
    other: idOf('product', row.other),
    likeness: row.likeness,
  }))
}

const withKey = statement(
  'likeness_with_key',
  `select l.product_id, l.likeness from product_likeness l join unnest($1::text[]) as one (key) on l.keys @> array[one.key]
   limit ${mostOfKey}`,
)
/** Products that have one of these keys. */
export const withKeys = async (
  sql: Sql,
  keys: readonly string[],
): Promise<{ productId: Id<'product'>; likeness: Likeness }[]> =>
  (await sql.query<{ product_id: string; likeness: Likeness }>(withKey, [keys])).map((row) => ({
    productId: idOf('product', row.product_id),
    likeness: row.likeness,
  }))
