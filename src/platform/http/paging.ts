import { z } from 'zod'
import { invalid } from '../../kernel/errors.ts'

/** Keyset cursors: the sort key of the last item shown, opaque to callers. */
export const writeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** Reads a cursor back by its shape, e.g. `z.tuple([z.string()])`; a made-up one is an `invalid` error. */
export function readCursor<T>(cursor: string | undefined, shape: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'), refuseUnkeepable))
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
    throw invalid([
      { pointer: '/cursor', code: 'badCursor', detail: 'Take the cursor from the page before, unchanged.' },
    ])
  }
}

/** Text that no row can hold would be an error of the database. */
function refuseUnkeepable(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
    throw new SyntaxError('a cursor holds no such text')
  return value
}

/** The page for rows fetched one beyond the limit: the surplus row only tells that there is a next page. */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (item: T) => readonly (string | number)[],
) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last !== undefined
    ? { items, nextCursor: writeCursor(keyOf(last)) }
    : { items }
}
