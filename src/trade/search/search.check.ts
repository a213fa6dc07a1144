import type { Database } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { pageSize } from './search.feed.ts'
import type { SearchDocument, SearchEngine, TraderSource } from './search.ports.ts'
import { shopsOf } from './search.rebuild.ts'
import { allRegions, regionOf } from './search.regions.ts'
import { type Changed, stillPending } from './search.store.ts'
import type { Drift } from './search.types.ts'

/**
 * Compares an index with the truth, region by region, document by document and page by page, in memory that does not
 * grow with them. What is noted to be brought up to date is on its way and no drift, and what differs is looked at
 * twice.
 */
export async function checkEngine(
  deps: Deps,
  engine: SearchEngine,
  regions: readonly string[] = allRegions,
): Promise<Drift> {
  const drift: Drift = { engine: engine.name, listings: 0, missing: 0, surplus: 0, different: 0 }
  const held = new Set(await engine.regions())
  for (const region of regions) {
    await fromTruth(deps, engine, region, drift)
    if (held.has(region)) await fromIndex(deps, engine, region, drift)
  }
  return drift
}

interface Deps {
  db: Database
  builder: DocumentBuilder
  traders: Pick<TraderSource, 'shopsOfRegion'>
  /** Gets what has drifted, to have it written anew; without it drift is only counted. */
  heal?: ((changes: readonly Changed[]) => Promise<void>) | undefined
}

/** What the truth has and the index has not, or has otherwise. */
async function fromTruth(
  { db, builder, traders, heal }: Deps,
  engine: SearchEngine,
  region: string,
  drift: Drift,
): Promise<void> {
  const inspect = async (documents: readonly SearchDocument[]): Promise<void> => {
    drift.listings += documents.length
    const suspects = await compare(engine, region, documents)
    if (suspects.length === 0) return
    // Between the two readings it may have changed, and it may wait to be brought up to date.
    const again = await compare(
      engine,
      region,
      (
        await builder.documents(
          db,
          suspects.map(({ document }) => document.listing),
        )
      ).filter(({ shop }) => regionOf(shop.pin) === region),
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

  let waiting: SearchDocument[] = []
  for await (const shopId of shopsOf({ db, traders }, region)) {
    for (let after: ListingRef | undefined, isFirst = true; isFirst || after; isFirst = false) {
      const page = await builder.page(db, { shopId, limit: pageSize, ...(after ? { after } : {}) })
      after = page.next
      waiting.push(...page.documents.filter(({ shop }) => regionOf(shop.pin) === region))
      if (waiting.length < pageSize) continue
      await inspect(waiting)
      waiting = []
    }
  }
  await inspect(waiting)
}

/** The documents that the index has not as they are. */
async function compare(
  engine: SearchEngine,
  region: string,
  documents: readonly SearchDocument[],
): Promise<{ document: SearchDocument; isThere: boolean }[]> {
  if (documents.length === 0) return []
  const stored = await engine.stored(
    region,
    documents.map(({ listing }) => listing),
  )
  const checksums = new Map(stored.map((one) => [one.listingId, one.checksum]))
  return documents
    .filter(({ listing, checksum }) => checksums.get(listing.listingId) !== checksum)
    .map((document) => ({ document, isThere: checksums.has(document.listing.listingId) }))
}

/** What the index has and the truth has not, or not in this region. */
async function fromIndex(
  { db, builder, heal }: Deps,
  engine: SearchEngine,
  region: string,
  drift: Drift,
): Promise<void> {
  for await (const stored of engine.pages(region)) {
    const found = new Set(
      (await builder.documents(db, stored))
        .filter(({ shop }) => regionOf(shop.pin) === region)
        .map(({ listing }) => listing.listingId),
    )
    const suspects = stored.filter((one) => !found.has(one.listingId))
    if (suspects.length === 0) continue
    const surplus = await engine.stored(region, suspects)
    const expected = await stillPending(db, engine.name, surplus)
    const drifted = surplus.filter((one) => !expected.has(one.listingId))
    // With its shop: where that is now tells where nothing of it may be left.
    const shops = [...new Set(drifted.map((one) => one.shopId))].map((shopId) => ({
      shopId,
      listingId: null,
    }))
    if (drifted.length > 0) await heal?.([...drifted, ...shops])
    drift.surplus += drifted.length
  }
}
