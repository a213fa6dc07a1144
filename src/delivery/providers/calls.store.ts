import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { CallOperation, CallOutcome, KeptCall, MadeCall } from './calls.types.ts'

const insertMany = statement(
  'provider_calls_insert',
  `insert into provider_calls (id, provider_id, operation, reference, attempt, outcome, status, reason, duration_ms, request, answer, called_at)
   select row.id, row.provider_id, row.operation, row.reference,
     1 + (case when row.reference is null then 0 else
       (select count(*) from provider_calls before where before.reference = row.reference and before.operation = row.operation)
       + (select count(*) from jsonb_to_recordset($1::jsonb) as other (id uuid, operation text, reference uuid)
          where other.reference = row.reference and other.operation = row.operation and other.id < row.id) end),
     row.outcome, row.status, row.reason, row.duration_ms, row.request, row.answer, row.called_at
   from jsonb_to_recordset($1::jsonb) as row (id uuid, provider_id uuid, operation text, reference uuid, outcome text, status int,
     reason text, duration_ms int, request jsonb, answer text, called_at timestamptz)`,
)

/** Writes calls down in the order in which they were made. */
export const insertCalls = async (sql: Sql, calls: readonly MadeCall[]): Promise<void> => {
  const rows = calls.map((call) => ({
    id: uuidOf(newId('call')),
    provider_id: uuidOf(call.providerId),
    operation: call.operation,
    reference: call.reference && uuidOf(call.reference),
    outcome: call.outcome,
    status: call.status,
    reason: call.reason,
    duration_ms: call.durationMs,
    request: call.request ?? null,
    answer: call.answer,
    called_at: call.calledAt.toISOString(),
  }))
  await sql.query(insertMany, [JSON.stringify(rows)])
}

interface CallRow {
  id: string
  provider_id: string
  operation: CallOperation
  reference: string | null
  attempt: number
  outcome: CallOutcome
  status: number | null
  reason: string | null
  duration_ms: number
  request: unknown
  answer: string | null
  called_at: Date
}

const callOf = (row: CallRow): KeptCall => ({
  callId: idOf('call', row.id),
  providerId: idOf('provider', row.provider_id),
  operation: row.operation,
  reference: row.reference === null ? null : idOf('offer', row.reference),
  attempt: row.attempt,
  outcome: row.outcome,
  status: row.status,
  reason: row.reason,
  durationMs: row.duration_ms,
  request: row.request,
  answer: row.answer,
  calledAt: row.called_at,
})

const page = statement(
  'provider_calls_page',
  `select * from provider_calls where provider_id = $1 and ($2::uuid is null or id < $2)
     and ($3::text is null or operation = $3)
     and ($4::boolean is null or (outcome = 'answered' and status between 200 and 299) <> $4)
   order by id desc limit $5`,
)

/** The newest first, before the call `after`. */
export const readCalls = async (
  sql: Sql,
  wanted: {
    providerId: Id<'provider'>
    after: Id<'call'> | undefined
    operation: CallOperation | undefined
    failed: boolean | undefined
    limit: number
  },
): Promise<KeptCall[]> =>
  (
    await sql.query<CallRow>(page, [
      uuidOf(wanted.providerId),
      wanted.after ? uuidOf(wanted.after) : null,
      wanted.operation ?? null,
      wanted.failed ?? null,
      wanted.limit,
    ])
  ).map(callOf)

const one = statement('provider_call', 'select * from provider_calls where provider_id = $1 and id = $2')

export async function readCall(
  sql: Sql,
  providerId: Id<'provider'>,
  callId: Id<'call'>,
): Promise<KeptCall | undefined> {
  const [row] = await sql.query<CallRow>(one, [uuidOf(providerId), uuidOf(callId)])
  return row && callOf(row)
}

const forget = statement(
  'provider_calls_forget',
  `update provider_calls set request = null, answer = null
   where called_at < now() - interval '30 days' and (request is not null or answer is not null)`,
)

/** Forgets what was said more than 30 days ago. */
export const forgetOldCalls = async (sql: Sql): Promise<void> => void (await sql.query(forget))
