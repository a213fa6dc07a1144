import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { DocumentBuilder } from './search.documents.ts'
import type { SearchChanges } from './search.ports.ts'
import { donePending, type Pending, type Target, takePending, withLock } from './search.store.ts'

/** Listings that are read from the truth and written to an index at once. */
export const pageSize = 500
/** Pages of one turn, so that a job stays short. */
const pagesInTurn = 20

/** What takes documents: an engine, or an index being built. */
export interface Sink {
  write(changes: SearchChanges): Promise<void>
}

/**
 * Brings an index up to what the truth says now of everything that is noted for it, until the list is empty
 * or the turn is over (`more`). One process at a time works for a target (`busy`: another does), so an older
 * reading never overtakes a newer one; and nothing is taken off the list before it is in the index.
 */
export async function drain(
  deps: { db: Database; builder: DocumentBuilder },
  target: Target,
  sink: Sink,
): Promise<'done' | 'more' | 'busy'> {
  const outcome = await withLock(deps.db, target, async () => {
    for (let page = 0; page < pagesInTurn; page += 1) {
      if ((await drainPage(deps, target, sink)) < pageSize) return 'done' as const
    }
    return 'more' as const
  })
  return outcome ?? 'busy'
}

/** One page of `drain`; the caller holds the target. Answers how much there was. */
export async function drainPage(
  { db, builder }: { db: Database; builder: DocumentBuilder },
  target: Target,
  sink: Sink,
): Promise<number> {
  const pending = await takePending(db, target, pageSize)
  if (pending.length === 0) return 0
  const shops = pending.filter((one) => one.listingId === null).map((one) => one.shopId)
  for (const shopId of shops) await reindexShop({ db, builder }, shopId, sink)
  const refs = pending.filter(isListing).map(({ shopId, listingId }) => ({ shopId, listingId }))
  if (refs.length > 0) {
    const put = await builder.documents(db, refs)
    const found = new Set(put.map(({ listing }) => listing.listingId))
    const remove = refs.filter((ref) => !found.has(ref.listingId))
    await sink.write({ put, remove, hideShops: [] })
  }
  await donePending(db, target, pending)
  return pending.length
}

const isListing = (one: Pending): one is Pending & ListingRef => one.listingId !== null

/** All of a shop: nothing of it when it is closed, else every listing page by page. */
async function reindexShop(
  { db, builder }: { db: Database; builder: DocumentBuilder },
  shopId: Id<'shop'>,
  sink: Sink,
): Promise<void> {
  if (!(await builder.shops(db, [shopId])).has(shopId)) {
    return sink.write({ put: [], remove: [], hideShops: [shopId] })
  }
  for (let after: ListingRef | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await builder.page(db, { shopId, limit: pageSize, ...(after ? { after } : {}) })
    if (page.documents.length + page.others.length > 0) {
      await sink.write({ put: page.documents, remove: page.others, hideShops: [] })
    }
    after = page.next
  }
}
