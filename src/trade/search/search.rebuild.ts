import { HaatError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { drainPage, pageSize } from './search.feed.ts'
import type { Rebuild, SearchEngine } from './search.ports.ts'
import { endRebuild, startRebuild, type Target, withLock } from './search.store.ts'

/**
 * Builds an engine's index anew from the truth while the old one answers, and swaps them.
 *
 * Nothing that changes meanwhile is lost: from before the first page is read, changes are noted for the new
 * index too; they are worked off after the bulk, and the last of them while the live index's own feed stands
 * still. What is noted after that waits in the live feed's list and comes into the new index by it.
 * Throws `rebuildRunning` when another process is rebuilding the same engine.
 */
export async function rebuildEngine(
  deps: { db: Database; builder: DocumentBuilder },
  engine: SearchEngine,
): Promise<{ documents: number }> {
  const target: Target = `${engine.name}:rebuild`
  const built = await withLock(deps.db, target, async () => {
    await startRebuild(deps.db, engine.name)
    let building: Rebuild | undefined
    try {
      building = await engine.beginRebuild()
      const documents = await fill(deps, building)
      await building.settle()
      await workOff(deps, target, building)
      await withLock(
        deps.db,
        engine.name,
        async () => {
          await workOff(deps, target, building!)
          await building!.swap()
        },
        { wait: true },
      )
      return { documents }
    } catch (error) {
      await building?.abandon()
      throw error
    } finally {
      await endRebuild(deps.db, engine.name)
    }
  })
  if (built) return built
  throw new HaatError(
    'conflict',
    'rebuildRunning',
    'The index is being rebuilt already. Wait until that is done.',
  )
}

async function fill(
  { db, builder }: { db: Database; builder: DocumentBuilder },
  building: Rebuild,
): Promise<number> {
  let documents = 0
  for (let after: ListingRef | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await builder.page(db, { limit: pageSize, ...(after ? { after } : {}) })
    if (page.documents.length > 0) await building.write({ put: page.documents, remove: [], hideShops: [] })
    documents += page.documents.length
    after = page.next
  }
  return documents
}

async function workOff(
  deps: { db: Database; builder: DocumentBuilder },
  target: Target,
  building: Rebuild,
): Promise<void> {
  while ((await drainPage(deps, target, building)) === pageSize);
}
