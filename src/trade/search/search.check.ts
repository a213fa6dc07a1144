import type { Database } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { pageSize } from './search.feed.ts'
import type { SearchEngine } from './search.ports.ts'
import { stillPending } from './search.store.ts'
import type { Drift } from './search.types.ts'

/**
 * Compares an index with the truth, document by document and page by page, in memory that does not grow with
 * them. What is noted to be brought up to date is on its way and no drift; run it when little is changing all
 * the same, because between the two readings of a page a change may come.
 */
export async function checkEngine(
  deps: { db: Database; builder: DocumentBuilder },
  engine: SearchEngine,
): Promise<Drift> {
  const drift: Drift = { engine: engine.name, listings: 0, missing: 0, surplus: 0, different: 0 }
  await fromTruth(deps, engine, drift)
  await fromIndex(deps, engine, drift)
  return drift
}

interface Deps {
  db: Database
  builder: DocumentBuilder
}

/** What the truth has and the index has not, or has otherwise. */
async function fromTruth({ db, builder }: Deps, engine: SearchEngine, drift: Drift): Promise<void> {
  for (let after: ListingRef | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await builder.page(db, { limit: pageSize, ...(after ? { after } : {}) })
    after = page.next
    const refs = page.documents.map(({ listing: { shopId, listingId } }) => ({ shopId, listingId }))
    if (refs.length === 0) continue
    drift.listings += refs.length
    const stored = new Map((await engine.stored(refs)).map((one) => [one.listingId, one.checksum]))
    const wrong = page.documents.filter(({ listing, checksum }) => stored.get(listing.listingId) !== checksum)
    const expected = await stillPending(
      db,
      engine.name,
      wrong.map(({ listing }) => listing),
    )
    for (const { listing } of wrong) {
      if (expected.has(listing.listingId)) continue
      if (stored.has(listing.listingId)) drift.different += 1
      else drift.missing += 1
    }
  }
}

/** What the index has and the truth has not. */
async function fromIndex({ db, builder }: Deps, engine: SearchEngine, drift: Drift): Promise<void> {
  for await (const stored of engine.pages()) {
    const found = new Set((await builder.documents(db, stored)).map(({ listing }) => listing.listingId))
    const surplus = stored.filter((one) => !found.has(one.listingId))
    if (surplus.length === 0) continue
    const expected = await stillPending(db, engine.name, surplus)
    drift.surplus += surplus.filter((one) => !expected.has(one.listingId)).length
  }
}
