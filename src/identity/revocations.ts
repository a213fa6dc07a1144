import type { Id } from '../kernel/ids.ts'
import type { Sql } from '../platform/database/index.ts'
import { sessionsRevokedWithin } from './sessions.store.ts'

export interface Revocations {
  /** Whether this session was ended: known at once if by this process, within a second if by another. */
  has(sessionId: Id<'session'>): Promise<boolean>
  add(sessionIds: readonly Id<'session'>[]): void
}

const freshMs = 1000
/** Longer than any access token lives: afterwards its expiry refuses it. */
const keptMs = 15 * 60_000
/** A transaction that revokes may be seen this much later than its clock says. */
const lateMs = 30_000

/**
 * The sessions that ended while access tokens of theirs may still be about. One short query a second for the
 * whole process, and only while somebody calls: asking for each request would cost more than the token's check.
 */
export function createRevocations({ db }: { db: Sql }): Revocations {
  const revoked = new Map<Id<'session'>, number>()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  const add = (ids: readonly Id<'session'>[]) => {
    const until = performance.now() + keptMs
    for (const id of ids) revoked.set(id, until)
  }
  const read = async () => {
    const startedAt = performance.now()
    const window = Math.min(keptMs, startedAt - readAt + lateMs)
    add(await sessionsRevokedWithin(db, Math.ceil(window / 1000)))
    readAt = startedAt
    for (const [id, until] of revoked) if (until < startedAt) revoked.delete(id)
  }

  return {
    add,
    async has(id) {
      if (performance.now() - readAt > freshMs) {
        reading ??= read().finally(() => {
          reading = undefined
        })
        await reading
      }
      return revoked.has(id)
    },
  }
}
