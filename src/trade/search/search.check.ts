import type { Database } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { pageSize } from './search.feed.ts'
import type { SearchDocument, SearchEngine } from './search.ports.ts'
import { stillPending } from './search.store.ts'
import type { Drift } from './search.types.ts'

/**
 * Compares an index with the truth, document by document and page by page, in memory that does not grow with
 * them. What is noted to be brought up to date is on its way and no drift, and what differs is looked at twice.
 */
export async function checkEngine(deps: Deps, engine: SearchEngine): Promise<Drift> {
  const drift: Drift = { engine: engine.name, listings: 0, missing: 0, surplus: 0, different: 0 }
  await fromTruth(deps, engine, drift)
  await fromIndex(deps, engine, drift)
  return drift
}

interface Deps {
  db: Database
  builder: DocumentBuilder
  /** Gets what has drifted, to have it written anew; without it drift is only counted. */
  heal?: ((refs: readonly ListingRef[]) => Promise<void>) | undefined
}

/** What the truth has and the index has not, or has otherwise. */
async function fromTruth({ db, builder, heal }: Deps, engine: SearchEngine, drift: Drift): Promise<void> {
  for (let after: ListingRef | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await builder.page(db, { limit: pageSize, ...(after ? { after } : {}) })
    after = page.next
    drift.listings += page.documents.length
    const suspects = await compare(engine, page.documents)
    if (suspects.length === 0) continue
    // Between the two readings it may have changed, and it may wait to be brought up to date.
    const again = await compare(
      engine,
      await builder.documents(
        db,
        suspects.map(({ document }) => document.listing),
      ),
    )
    const refs = again.map(({ document }) => document.listing)
    const expected = await stillPending(db, engine.name, refs)
    const drifted = refs.filter((ref) => !expected.has(ref.listingId))
    if (drifted.length > 0) await heal?.(drifted)
    for (const { document, isThere } of again) {
      if (expected.has(document.listing.listingId)) continue
      if (isThere) drift.different += 1
      else drift.missing += 1
    }
  }
}

/** The documents that the index has not as they are. */
async function compare(
  engine: SearchEngine,
  documents: readonly SearchDocument[],
): Promise<{ document: SearchDocument; isThere: boolean }[]> {
  if (documents.length === 0) return []
  const stored = await engine.stored(documents.map(({ listing }) => listing))
  const checksums = new Map(stored.map((one) => [one.listingId, one.checksum]))
  return documents
    .filter(({ listing, checksum }) => checksums.get(listing.listingId) !== checksum)
    .map((document) => ({ document, isThere: checksums.has(document.listing.listingId) }))
}

/** What the index has and the truth has not. */
async function fromIndex({ db, builder, heal }: Deps, engine: SearchEngine, drift: Drift): Promise<void> {
  for await (const stored of engine.pages()) {
    const found = new Set((await builder.documents(db, stored)).map(({ listing }) => listing.listingId))
    const suspects = stored.filter((one) => !found.has(one.listingId))
    if (suspects.length === 0) continue
    const surplus = await engine.stored(suspects)
    const expected = await stillPending(db, engine.name, surplus)
    const drifted = surplus.filter((one) => !expected.has(one.listingId))
    if (drifted.length > 0) await heal?.(drifted)
    drift.surplus += drifted.length
  }
}
