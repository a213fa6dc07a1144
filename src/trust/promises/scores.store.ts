import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { BrokenCount } from './scores.rules.ts'

const counted = (where: string) => `select provider_id as "providerId", kind, lane, count(*)::int as broken,
     count(*) filter (where state = 'excused')::int as excused,
     coalesce(sum(penalty_paise) filter (where state = 'settled'), 0)::bigint as "penaltyPaise"
   from lapsed_promises where ${where} group by provider_id, kind, lane`
const ofAll = statement('scores_broken', counted('broken_at >= $1'))
const ofOne = statement('scores_broken_of', counted('provider_id = $2 and broken_at >= $1'))

/** Promises broken since then, counted; of one startup, or of all. */
export async function countBreaches(
  sql: Sql,
  since: Date,
  providerId?: Id<'provider'>,
): Promise<BrokenCount[]> {
  const rows = providerId
    ? await sql.query<BrokenCount>(ofOne, [since, uuidOf(providerId)])
    : await sql.query<BrokenCount>(ofAll, [since])
  return rows.map((row) => ({ ...row, providerId: idOf('provider', row.providerId) }))
}
