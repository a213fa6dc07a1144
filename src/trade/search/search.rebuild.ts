import { HaatError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import type { ListingRef } from '../catalogue/index.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { drainPage, pageSize, type Sink } from './search.feed.ts'
import type { Rebuild, SearchDocument, SearchEngine, TraderSource } from './search.ports.ts'
import { regionOf } from './search.regions.ts'
import { endRebuild, startRebuild, type Target, withLock } from './search.store.ts'

interface Deps {
  db: Database
  builder: DocumentBuilder
  traders: Pick<TraderSource, 'shopsOfRegion'>
}

/** Shops that are asked for at once. */
const shopsAtOnce = 500

/**
 * Builds these regions of an engine's index anew from the truth, one after the other, while the old ones answer, and
 * swaps each.
 *
 * Nothing that changes meanwhile is lost: from before the first page is read, changes are noted for the new
 * index too; they are worked off after the bulk, and the last of them while the live index's own feed stands
 * still. What is noted after that waits in the live feed's list and comes into the new index by it.
 * Throws `rebuildRunning` when another process is rebuilding the same engine.
 */
export async function rebuildEngine(
  deps: Deps,
  engine: SearchEngine,
  regions: readonly string[],
): Promise<{ documents: number }> {
  const target: Target = `${engine.name}:rebuild`
  const built = await withLock(deps.db, target, async () => {
    const held = new Set(await engine.regions())
    let documents = 0
    for (const region of regions) {
      const [shop] = await deps.traders.shopsOfRegion(deps.db, { region, limit: 1 })
      if (shop !== undefined || held.has(region)) documents += await rebuildRegion(deps, engine, region)
    }
    await engine.rebuilt()
    return { documents }
  })
  if (built) return built
  throw new HaatError(
    'conflict',
    'rebuildRunning',
    'The index is being rebuilt already. Wait until that is done.',
  )
}

async function rebuildRegion(deps: Deps, engine: SearchEngine, region: string): Promise<number> {
  const target: Target = `${engine.name}:rebuild`
  await startRebuild(deps.db, engine.name)
  let building: Rebuild | undefined
  try {
    building = await engine.beginRebuild(region)
    const documents = await fill(deps, building, region)
    await building.settle()
    await workOff(deps, target, onlyRegion(region, building))
    await withLock(
      deps.db,
      engine.name,
      async () => {
        await workOff(deps, target, onlyRegion(region, building!))
        await building!.swap()
      },
      { wait: true },
    )
    return documents
  } catch (error) {
    await building?.abandon()
    throw error
  } finally {
    await endRebuild(deps.db, engine.name)
  }
}

/** Shop by shop, and written by the page. */
async function fill({ db, builder, traders }: Deps, building: Rebuild, region: string): Promise<number> {
  let documents = 0
  let waiting: SearchDocument[] = []
  const write = async () => {
    if (waiting.length > 0) await building.fill(waiting)
    documents += waiting.length
    waiting = []
  }
  for await (const shopId of shopsOf({ db, traders }, region)) {
    for (let after: ListingRef | undefined, isFirst = true; isFirst || after; isFirst = false) {
      const page = await builder.page(db, { shopId, limit: pageSize, ...(after ? { after } : {}) })
      waiting.push(...page.documents.filter(({ shop }) => regionOf(shop.pin) === region))
      if (waiting.length >= pageSize) await write()
      after = page.next
    }
  }
  await write()
  return documents
}

/** Every shop of a region, in the order of their ids. */
export async function* shopsOf({ db, traders }: Pick<Deps, 'db' | 'traders'>, region: string) {
  for (let after: Awaited<ReturnType<TraderSource['shopsOfRegion']>>[number] | undefined; ; ) {
    const shops = await traders.shopsOfRegion(db, { region, after, limit: shopsAtOnce })
    yield* shops
    after = shops.at(-1)
    if (shops.length < shopsAtOnce) return
  }
}

/** Of what changed meanwhile in the whole country, what is this region's; what moved away from it is none. */
const onlyRegion = (region: string, building: Rebuild): Sink => ({
  write({ put, remove, hideShops, settled }) {
    const [mine, others] = [[] as SearchDocument[], [] as SearchDocument[]]
    for (const document of put) (regionOf(document.shop.pin) === region ? mine : others).push(document)
    return building.write({
      put: mine,
      remove: [...remove, ...others.map(({ listing: { shopId, listingId } }) => ({ shopId, listingId }))].map(
        (ref) => ({
          ...ref,
          region,
        }),
      ),
      hideShops: [...hideShops, ...settled.flatMap((one) => (one.region === region ? [] : [one.shopId]))],
      settled: [],
    })
  },
})

async function workOff(deps: Deps, target: Target, sink: Sink): Promise<void> {
  while ((await drainPage(deps, target, sink)) === pageSize);
}
