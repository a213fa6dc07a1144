import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { HeardCallback } from './certification.ports.ts'

/** Callbacks of one talk that are kept; what comes beyond them is taken and forgotten. */
const mostHeard = 50

const insert = statement('check_talk_insert', 'insert into check_talks (id, provider_id) values ($1, $2)')
const hear = statement(
  'check_talk_hear',
  `update check_talks set heard = case when jsonb_array_length(heard) < ${mostHeard}
     then heard || jsonb_build_array($3::jsonb || jsonb_build_object('at', clock_timestamp())) else heard end
   where id = $1 and provider_id = $2 and begun_at > clock_timestamp() - interval '15 minutes' returning id`,
)
const read = statement(
  'check_talk_read',
  `select id, one.value as heard from check_talks, jsonb_array_elements(heard) one
   where id = any($1::uuid[]) order by one.value->>'at'`,
)
const forget = statement(
  'check_talk_forget',
  `delete from check_talks where begun_at < clock_timestamp() - interval '1 hour'`,
)

export const openTalk = async (sql: Sql, providerId: Id<'provider'>, reference: Id<'offer'>): Promise<void> =>
  void (await sql.query(insert, [uuidOf(reference), uuidOf(providerId)]))

/** Keeps a callback; false when no check of this provider talks under this reference. */
export async function hearTalk(
  sql: Sql,
  providerId: Id<'provider'>,
  { reference, ...heard }: HeardCallback,
): Promise<boolean> {
  const rows = await sql.query(hear, [uuidOf(reference), uuidOf(providerId), JSON.stringify(heard)])
  return rows.length > 0
}

/** What came for these talks, in the order in which it came. */
export async function readTalks(sql: Sql, references: readonly Id<'offer'>[]): Promise<HeardCallback[]> {
  const rows = await sql.query<{ id: string; heard: Omit<HeardCallback, 'reference'> }>(read, [
    references.map(uuidOf),
  ])
  return rows.map(({ id, heard }) => ({ ...heard, reference: idOf('offer', id) }))
}

export const forgetTalks = async (sql: Sql): Promise<void> => void (await sql.query(forget))
