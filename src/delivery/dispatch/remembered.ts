import type { Sql } from '../../platform/database/index.ts'

/** What was read from the database, kept for a while. */
export interface Remembered<T> {
  /** Inside a transaction give it as `within`: waiting there for a second connection could wait for ever. */
  current(within?: Sql): Promise<T>
  /** Forgets it: something was changed in this process. */
  forget(): void
}

/** Reads once for all who ask, again after `maxAgeMs`; `before` is what was known until then. */
export function createRemembered<T>({
  sql,
  read,
  maxAgeMs,
}: {
  sql: Sql
  read: (from: Sql, before: T | undefined) => Promise<T>
  maxAgeMs: number
}): Remembered<T> {
  let value: T | undefined
  let readAt = Number.NEGATIVE_INFINITY
  let underway: Promise<T> | undefined
  let changes = 0

  const readNow = async (from: Sql): Promise<T> => {
    const [begun, seen] = [performance.now(), changes]
    const found = await read(from, value)
    value = found
    if (seen === changes) readAt = begun
    return found
  }

  return {
    async current(within) {
      if (value !== undefined && performance.now() - readAt < maxAgeMs) return value
      if (within) return value !== undefined && underway ? value : readNow(within)
      underway ??= readNow(sql).finally(() => {
        underway = undefined
      })
      return underway
    },
    forget() {
      changes += 1
      readAt = Number.NEGATIVE_INFINITY
      underway = undefined
    },
  }
}
