import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import { idPattern } from '../../kernel/ids.ts'
import { readCursor, writeCursor } from '../../platform/http/index.ts'
import { maxHits, type PageMark } from './search.ports.ts'

/**
 * A cursor says how many hits came before, which every engine understands, and behind which hit it stands,
 * for the engine that can begin there: so a search that another engine takes over goes on.
 */
const shape = z.union([
  z.tuple([z.int().min(1).max(maxHits)]),
  z.tuple([
    z.int().min(1).max(maxHits),
    z.int(),
    z.custom<Id<'listing'>>((id) => typeof id === 'string' && idPattern('listing').test(id)),
  ]),
])

const start: PageMark = { offset: 0, after: null }

/** Throws `badCursor` for one that was made up. */
export function readMark(cursor: string | undefined): PageMark {
  const read = readCursor(cursor, shape)
  if (!read) return start
  const [offset, key, listingId] = read
  return { offset, after: key === undefined ? null : { key, listingId: listingId! } }
}

export const writeMark = ({ offset, after }: PageMark): string =>
  writeCursor(after ? [offset, after.key, after.listingId] : [offset])
