import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { RunState } from './payouts.states.ts'

export interface Run {
  runId: Id<'payoutRun'>
  state: RunState
  openedAt: Date
  decidedAt: Date | null
  closedAt: Date | null
  /** Payouts by state, and what they come to; nothing before it is approved. */
  payouts: number
  amountPaise: Paise
  paid: number
  returned: number
}

// Approvals and the bank's words come one after the other: none reads what another is about to change.
const inLine = statement('payouts_in_line', `select pg_advisory_xact_lock(hashtextextended('payouts', 0))`)
const columns = `run.id as "runId", run.state, run.opened_at as "openedAt", run.decided_at as "decidedAt",
  run.closed_at as "closedAt", count(payout.id)::int as payouts,
  coalesce(sum(payout.amount_paise), 0)::bigint as "amountPaise",
  count(payout.id) filter (where payout.state = 'paid')::int as paid,
  count(payout.id) filter (where payout.state = 'returned')::int as returned`
const joined = 'from payout_runs run left join payouts payout on payout.run_id = run.id'
const open = statement(
  'payout_run_open',
  `insert into payout_runs (id, opened_by) values ($1, $2) on conflict do nothing returning id`,
)
const openedSince = statement(
  'payout_run_opened_since',
  `select count(*)::int as opened, count(*) filter (where state = 'open')::int as waiting
   from payout_runs where opened_at >= $1 or state = 'open'`,
)
const one = statement('payout_run', `select ${columns} ${joined} where run.id = $1 group by run.id`)
const list = statement(
  'payout_runs',
  `select ${columns} ${joined} where ($1::text is null or run.state = $1) and ($2::uuid is null or run.id < $2)
   group by run.id order by run.id desc limit $3`,
)
const hold = statement(
  'payout_run_hold',
  `select state, opened_at as "openedAt" from payout_runs where id = $1 for update`,
)
const decide = statement(
  'payout_run_decide',
  'update payout_runs set state = $2, decided_at = now(), decided_by = $3 where id = $1',
)
const finish = statement(
  'payout_runs_finish',
  `update payout_runs run set state = 'closed', closed_at = now() where state = 'approved' and id = any($1::uuid[])
     and not exists (select 1 from payouts where run_id = run.id and state = 'underWay')`,
)

export const takeTurn = async (tx: Tx): Promise<void> => void (await tx.query(inLine))

/** Undefined when one is open already. */
export async function openRun(tx: Tx, by: Id<'account'> | null): Promise<Id<'payoutRun'> | undefined> {
  const runId = newId('payoutRun')
  const rows = await tx.query(open, [uuidOf(runId), by && uuidOf(by)])
  return rows.length > 0 ? runId : undefined
}

/** Runs that were opened since then, and whether one waits for its approval. */
export const runsSince = async (sql: Sql, since: Date): Promise<{ opened: number; waiting: number }> =>
  (await sql.query<{ opened: number; waiting: number }>(openedSince, [since]))[0]!

const runFrom = (row: Run): Run => ({ ...row, runId: idOf('payoutRun', row.runId) })

export async function readRun(sql: Sql, runId: Id<'payoutRun'>): Promise<Run | undefined> {
  const [row] = await sql.query<Run>(one, [uuidOf(runId)])
  return row && runFrom(row)
}

/** The newest first. */
export const readRuns = async (
  sql: Sql,
  {
    state,
    before,
    limit,
  }: { state?: RunState | undefined; before?: Id<'payoutRun'> | undefined; limit: number },
): Promise<Run[]> =>
  (await sql.query<Run>(list, [state ?? null, before ? uuidOf(before) : null, limit])).map(runFrom)

export async function holdRun(
  tx: Tx,
  runId: Id<'payoutRun'>,
): Promise<{ state: RunState; openedAt: Date } | undefined> {
  const [row] = await tx.query<{ state: RunState; openedAt: Date }>(hold, [uuidOf(runId)])
  return row
}

export const decideRun = async (
  tx: Tx,
  runId: Id<'payoutRun'>,
  state: RunState,
  by: Id<'account'>,
): Promise<void> => void (await tx.query(decide, [uuidOf(runId), state, uuidOf(by)]))

/** Closes those of these runs of which the bank has told everything. */
export const finishRuns = async (tx: Tx, runIds: readonly Id<'payoutRun'>[]): Promise<void> =>
  void (await tx.query(finish, [runIds.map(uuidOf)]))
