import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'

const damaged = statement(
  'returns_damaged_by_carrier',
  `select parcel.provider_id as "providerId", count(*)::int as count
   from goods_returns back join shipments parcel
     on parcel.shop_id = back.shop_id and parcel.order_id = back.order_id and parcel.leg = 0
   where back.reason = 'damaged' and back.asked_at >= $1 and back.state not in ('withdrawn', 'refused')
     and parcel.carrier = 'provider' and parcel.provider_id is not null and ($2::uuid is null or parcel.provider_id = $2)
   group by 1`,
)

/** Orders of which buyers gave back something damaged since then, by the startup that had brought them. */
export const countDamaged = async (
  sql: Sql,
  since: Date,
  providerId?: Id<'provider'>,
): Promise<Map<Id<'provider'>, number>> =>
  new Map(
    (
      await sql.query<{ providerId: string; count: number }>(damaged, [
        since,
        providerId ? uuidOf(providerId) : null,
      ])
    ).map((row) => [idOf('provider', row.providerId), row.count]),
  )
