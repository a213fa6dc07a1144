import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { CheckFinding } from './certification.ports.ts'

export interface ProviderCheck {
  checkId: Id<'check'>
  providerId: Id<'provider'>
  askedAt: Date
  /** Null while it runs. */
  endedAt: Date | null
  findings: CheckFinding[]
}

interface Row {
  id: string
  provider_id: string
  asked_at: Date
  ended_at: Date | null
  findings: CheckFinding[]
}

const columns = 'id, provider_id, asked_at, ended_at, findings'
const endLost = statement(
  'check_end_lost',
  `update provider_checks set ended_at = clock_timestamp()
    where provider_id = $1 and ended_at is null and asked_at < clock_timestamp() - interval '15 minutes'`,
)
const lately = statement(
  'check_lately',
  `select count(*)::int as asked,
     ceil(extract(epoch from min(asked_at) + interval '1 hour' - clock_timestamp()))::int as "secondsLeft"
   from provider_checks where provider_id = $1 and asked_at > clock_timestamp() - interval '1 hour'`,
)
const insert = statement(
  'check_insert',
  `insert into provider_checks (id, provider_id, asked_by) values ($1, $2, $3)
   on conflict (provider_id) where ended_at is null do nothing returning ${columns}`,
)
const find = statement('check_find', `select ${columns} from provider_checks where id = $1`)
const list = statement(
  'check_list',
  `select ${columns} from provider_checks where provider_id = $1 order by id desc limit 20`,
)
const end = statement(
  'check_end',
  `update provider_checks set ended_at = clock_timestamp(), findings = $2 where id = $1 and ended_at is null`,
)
const forget = statement(
  'check_forget',
  `delete from provider_checks where provider_id = $1 and id not in (
     select id from provider_checks where provider_id = $1 order by id desc limit 20)`,
)

const checkOf = (row: Row): ProviderCheck => ({
  checkId: idOf('check', row.id),
  providerId: idOf('provider', row.provider_id),
  askedAt: row.asked_at,
  endedAt: row.ended_at,
  findings: row.findings,
})

/** Checks that the provider had in the last hour, and in how many seconds the first of them is an hour old. */
export async function checksLately(
  sql: Sql,
  id: Id<'provider'>,
): Promise<{ asked: number; secondsLeft: number | null }> {
  const [row] = await sql.query<{ asked: number; secondsLeft: number | null }>(lately, [uuidOf(id)])
  return row!
}

/** Begins a check; undefined while another one of the provider runs. */
export async function beginCheck(
  tx: Tx,
  check: { checkId: Id<'check'>; providerId: Id<'provider'>; askedBy: Id<'account'> },
): Promise<ProviderCheck | undefined> {
  const provider = uuidOf(check.providerId)
  await tx.query(endLost, [provider])
  const [row] = await tx.query<Row>(insert, [uuidOf(check.checkId), provider, uuidOf(check.askedBy)])
  return row && checkOf(row)
}

export async function findCheck(sql: Sql, id: Id<'check'>): Promise<ProviderCheck | undefined> {
  const [row] = await sql.query<Row>(find, [uuidOf(id)])
  return row && checkOf(row)
}

/** The latest first. */
export const checksOf = async (sql: Sql, providerId: Id<'provider'>): Promise<ProviderCheck[]> =>
  (await sql.query<Row>(list, [uuidOf(providerId)])).map(checkOf)

/** Keeps what was found, and forgets what is older than the last twenty. */
export async function endCheck(
  tx: Tx,
  { checkId, providerId }: Pick<ProviderCheck, 'checkId' | 'providerId'>,
  findings: readonly CheckFinding[],
): Promise<void> {
  await tx.query(end, [uuidOf(checkId), JSON.stringify(findings)])
  await tx.query(forget, [uuidOf(providerId)])
}
