import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { noChanges, type SearchChanges } from './search.ports.ts'
import { regionOf } from './search.regions.ts'
import { donePending, type Pending, type Target, takePending, withLock } from './search.store.ts'

/** Listings that are read from the truth and written to an index at once. */
export const pageSize = 500
/** Whole shops of one page. */
const shopsInPage = 20
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

/**
 * One page of `drain`; the caller holds the target. What is urgent first, then whole shops, and of these few, so that
 * what becomes urgent meanwhile waits for no more. Answers how much there was; `pageSize` when something is left.
 */
export async function drainPage(
  deps: { db: Database; builder: DocumentBuilder },
  target: Target,
  sink: Sink,
): Promise<number> {
  const pending = await takePending(deps.db, target, pageSize)
  if (pending.length === 0) return 0
  const urgent = pending.filter((one) => one.urgent)
  if (urgent.length > 0) await writePage(deps, target, urgent, sink)
  const rest = pending.filter((one) => !one.urgent)
  const shops = rest.filter((one) => one.listingId === null)
  const now = [...shops.slice(0, shopsInPage), ...rest.filter(isListing)]
  if (now.length > 0) await writePage(deps, target, now, sink)
  return shops.length > shopsInPage ? pageSize : pending.length
}

async function writePage(
  deps: { db: Database; builder: DocumentBuilder },
  target: Target,
  pending: readonly Pending[],
  sink: Sink,
): Promise<void> {
  for (const one of pending) if (one.listingId === null) await reindexShop(deps, one.shopId, sink)
  const refs = pending.filter(isListing).map(({ shopId, listingId }) => ({ shopId, listingId }))
  if (refs.length > 0) await writeListings(deps, refs, sink)
  await donePending(deps.db, target, pending)
}

const isListing = (one: Pending): one is Pending & ListingRef => one.listingId !== null

async function writeListings(
  { db, builder }: { db: Database; builder: DocumentBuilder },
  refs: readonly ListingRef[],
  sink: Sink,
): Promise<void> {
  const put = await builder.documents(db, refs)
  const found = new Set(put.map(({ listing }) => listing.listingId))
  const remove = refs.filter((ref) => !found.has(ref.listingId))
  await sink.write({ ...noChanges, put, remove: await inRegions({ db, builder }, remove) })
}

/** Each with the region where its shop is now; null for one of a shop of which nothing is found. */
async function inRegions(
  { db, builder }: { db: Database; builder: DocumentBuilder },
  refs: readonly ListingRef[],
): Promise<SearchChanges['remove']> {
  if (refs.length === 0) return []
  const shops = await builder.shops(
    db,
    refs.map((ref) => ref.shopId),
  )
  return refs.map((ref) => {
    const shop = shops.get(ref.shopId)
    return { ...ref, region: shop ? regionOf(shop.pin) : null }
  })
}

/** All of a shop: nothing of it when it is closed, else every listing page by page, and nothing where it was before. */
async function reindexShop(
  { db, builder }: { db: Database; builder: DocumentBuilder },
  shopId: Id<'shop'>,
  sink: Sink,
): Promise<void> {
  const shop = (await builder.shops(db, [shopId])).get(shopId)
  if (!shop) return sink.write({ ...noChanges, hideShops: [shopId] })
  const region = regionOf(shop.pin)
  await sink.write({ ...noChanges, settled: [{ shopId, region }] })
  for (let after: ListingRef | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await builder.page(db, { shopId, limit: pageSize, ...(after ? { after } : {}) })
    if (page.documents.length + page.others.length > 0) {
      const remove = page.others.map((ref) => ({ ...ref, region }))
      await sink.write({ ...noChanges, put: page.documents, remove })
    }
    after = page.next
  }
}
