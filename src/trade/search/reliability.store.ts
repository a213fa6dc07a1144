import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'

const read = statement(
  'search_reliability',
  'select shop_id, value from search_reliability where shop_id = any($1::uuid[])',
)
const changed = statement(
  'search_reliability_changed',
  `with told as (select * from unnest($1::uuid[], $2::float8[]) as t (shop_id, value)),
   forgotten as (delete from search_reliability r where not exists (select from told where told.shop_id = r.shop_id)
     returning shop_id),
   written as (insert into search_reliability as r (shop_id, value) select shop_id, value from told
     on conflict (shop_id) do update set value = excluded.value where r.value <> excluded.value
     returning shop_id)
   select shop_id from forgotten union select shop_id from written`,
)

/** How far those of these shops keep what they take on of which something is known, from 0 to 1. */
export async function readReliability(
  sql: Sql,
  shopIds: readonly Id<'shop'>[],
): Promise<Map<Id<'shop'>, number>> {
  const rows = await sql.query<{ shop_id: string; value: number }>(read, [shopIds.map(uuidOf)])
  return new Map(rows.map((row) => [idOf('shop', row.shop_id), row.value]))
}

/** Keeps these and forgets all others; the shops for which that changes something. */
export async function writeReliability(
  sql: Sql,
  values: ReadonlyMap<Id<'shop'>, number>,
): Promise<Id<'shop'>[]> {
  const rows = await sql.query<{ shop_id: string }>(changed, [
    [...values.keys()].map(uuidOf),
    [...values.values()],
  ])
  return rows.map((row) => idOf('shop', row.shop_id))
}
