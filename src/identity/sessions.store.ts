import { type Id, idOf, uuidOf } from '../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../platform/database/index.ts'

/** A session ends when it was not refreshed for so long; at the latest a year after the sign-in. */
export const idleDays = 60
/** For so long after a rotation the token before still gets the same answer again. */
export const retrySeconds = 30

const insertSession = statement(
  'session_insert',
  `insert into sessions (id, account_id, token_hash, expires_at)
   values ($1, $2, $3, clock_timestamp() + $4 * interval '1 day')`,
)
const rotate = statement(
  'session_rotate',
  `update sessions
      set generation = generation + 1, token_hash = $4, rotated_at = clock_timestamp(),
          expires_at = least(clock_timestamp() + $5 * interval '1 day', created_at + interval '1 year')
    where id = $1 and generation = $2 and token_hash = $3
      and revoked_at is null and expires_at > clock_timestamp()
   returning account_id`,
)
const find = statement(
  'session_find',
  `select account_id, generation, token_hash,
          revoked_at is null and expires_at > clock_timestamp() as live,
          rotated_at > clock_timestamp() - $2 * interval '1 second' as just_rotated
     from sessions where id = $1`,
)
const revokeOne = statement(
  'session_revoke',
  `update sessions set revoked_at = clock_timestamp(), revoked_for = $2
    where id = $1 and revoked_at is null returning id`,
)
const revokeAll = statement(
  'session_revoke_all',
  `update sessions set revoked_at = clock_timestamp(), revoked_for = 'signedOutEverywhere'
    where account_id = $1 and revoked_at is null returning id`,
)
const revokedLately = statement(
  'session_revoked_lately',
  `select id from sessions where revoked_at > clock_timestamp() - $1 * interval '1 second'`,
)
const forget = statement(
  'session_forget',
  `delete from sessions where expires_at < now() - interval '30 days'
      or (revoked_at < now() - interval '30 days' and revoked_at is not null)`,
)

export const addSession = async (
  tx: Tx,
  session: { id: Id<'session'>; accountId: Id<'account'>; tokenHash: string },
): Promise<void> =>
  void (await tx.query(insertSession, [
    uuidOf(session.id),
    uuidOf(session.accountId),
    session.tokenHash,
    idleDays,
  ]))

/** Puts the next token in the place of this one; undefined when this one is not the session's newest. */
export async function rotateToken(
  sql: Sql,
  change: { sessionId: Id<'session'>; generation: number; hash: string; nextHash: string },
): Promise<Id<'account'> | undefined> {
  const [row] = await sql.query<{ account_id: string }>(rotate, [
    uuidOf(change.sessionId),
    change.generation,
    change.hash,
    change.nextHash,
    idleDays,
  ])
  return row && idOf('account', row.account_id)
}

export interface SessionState {
  accountId: Id<'account'>
  generation: number
  tokenHash: string
  /** Neither revoked nor expired. */
  live: boolean
  justRotated: boolean
}

export async function findSession(sql: Sql, id: Id<'session'>): Promise<SessionState | undefined> {
  const [row] = await sql.query<{
    account_id: string
    generation: number
    token_hash: string
    live: boolean
    just_rotated: boolean
  }>(find, [uuidOf(id), retrySeconds])
  return (
    row && {
      accountId: idOf('account', row.account_id),
      generation: row.generation,
      tokenHash: row.token_hash,
      live: row.live,
      justRotated: row.just_rotated,
    }
  )
}

export const revokeSession = async (
  sql: Sql,
  id: Id<'session'>,
  why: 'signedOut' | 'tokenReused',
): Promise<void> => void (await sql.query(revokeOne, [uuidOf(id), why]))

/** Ends every session of the account; which. */
export async function revokeSessions(sql: Sql, accountId: Id<'account'>): Promise<Id<'session'>[]> {
  const rows = await sql.query<{ id: string }>(revokeAll, [uuidOf(accountId)])
  return rows.map((row) => idOf('session', row.id))
}

/** Which sessions were revoked in the last so many seconds. */
export async function sessionsRevokedWithin(sql: Sql, seconds: number): Promise<Id<'session'>[]> {
  const rows = await sql.query<{ id: string }>(revokedLately, [seconds])
  return rows.map((row) => idOf('session', row.id))
}

export const forgetOldSessions = async (sql: Sql): Promise<void> => void (await sql.query(forget))
