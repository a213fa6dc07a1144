import { type Id, idOf, uuidOf } from '../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../platform/database/index.ts'
import type { CodeLimits } from './codes.rules.ts'

// Numbers before addresses, always: two requests can then wait for each other only in a line.
const lockNumber = statement('otp_lock_number', 'select pg_advisory_xact_lock(7301, hashtext($1))')
const lockAddress = statement('otp_lock_address', 'select pg_advisory_xact_lock(7302, hashtext($1))')

// The challenge that has to leave the window before another may come in: none, when the limit is not reached.
const readWaits = statement(
  'otp_waits',
  `select
     (select ceil(extract(epoch from created_at + $3 * interval '1 second' - clock_timestamp()))::int
        from otp_challenges where phone = $1 and failed_at is null
         and created_at > clock_timestamp() - $3 * interval '1 second'
        order by created_at desc limit 1) as resend,
     (select ceil(extract(epoch from created_at + interval '1 hour' - clock_timestamp()))::int
        from otp_challenges where phone = $1 and failed_at is null
         and created_at > clock_timestamp() - interval '1 hour'
        order by created_at desc offset $4::int - 1 limit 1) as number,
     (select ceil(extract(epoch from created_at + interval '1 hour' - clock_timestamp()))::int
        from otp_challenges where address = $2 and created_at > clock_timestamp() - interval '1 hour'
        order by created_at desc offset $5::int - 1 limit 1) as address`,
)

const insertChallenge = statement(
  'otp_insert',
  `insert into otp_challenges (id, phone, address, code_hash, created_at, expires_at)
   select $1, $2, $3, $4, at, at + $5 * interval '1 second' from clock_timestamp() as at`,
)

const markFailed = statement(
  'otp_failed',
  'update otp_challenges set failed_at = clock_timestamp() where id = $1',
)

// The count is written before the guess is judged, and the row stays locked until the transaction ends:
// guesses that come at one moment stand in line and each finds the tries of those before it.
const countTry = statement(
  'otp_count_try',
  `update otp_challenges set tries = tries + 1
    where id = (select id from otp_challenges where phone = $1 and failed_at is null order by created_at desc limit 1)
      and tries < $2 and used_at is null and expires_at > clock_timestamp()
   returning id, code_hash, tries`,
)

const markUsed = statement('otp_used', 'update otp_challenges set used_at = clock_timestamp() where id = $1')

const forget = statement(
  'otp_forget',
  `delete from otp_challenges where created_at < now() - interval '1 day'`,
)

/** Seconds to wait by each limit; null where the limit allows another code now. */
export interface Waits {
  resend: number | null
  number: number | null
  address: number | null
}

/** Holds further requests for this number, and from this address, until the transaction ends; then counts. */
export async function lockAndCount(
  tx: Tx,
  { phone, address, limits }: { phone: string; address: string; limits: CodeLimits },
): Promise<Waits> {
  await tx.query(lockNumber, [phone])
  await tx.query(lockAddress, [address])
  const [waits] = await tx.query<Waits>(readWaits, [
    phone,
    address,
    limits.resendSeconds,
    limits.perNumberAnHour,
    limits.perAddressAnHour,
  ])
  return waits!
}

export async function addChallenge(
  tx: Tx,
  challenge: { id: Id<'otp'>; phone: string; address: string; codeHash: string; lifeSeconds: number },
): Promise<void> {
  await tx.query(insertChallenge, [
    uuidOf(challenge.id),
    challenge.phone,
    challenge.address,
    challenge.codeHash,
    challenge.lifeSeconds,
  ])
}

/** The code certainly did not go out: it counts for the address, not against the number. */
export const markChallengeFailed = async (sql: Sql, id: Id<'otp'>): Promise<void> =>
  void (await sql.query(markFailed, [uuidOf(id)]))

/** Uses up one try of the newest code of this number; undefined when there is none that is still good. */
export async function takeTry(
  tx: Tx,
  { phone, tries }: { phone: string; tries: number },
): Promise<{ id: Id<'otp'>; codeHash: string; tries: number } | undefined> {
  const [row] = await tx.query<{ id: string; code_hash: string; tries: number }>(countTry, [phone, tries])
  return row && { id: idOf('otp', row.id), codeHash: row.code_hash, tries: row.tries }
}

export const markChallengeUsed = async (tx: Tx, id: Id<'otp'>): Promise<void> =>
  void (await tx.query(markUsed, [uuidOf(id)]))

export const forgetOldChallenges = async (sql: Sql): Promise<void> => void (await sql.query(forget))
