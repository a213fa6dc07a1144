import { type EnqueuedTask, type Index, Meilisearch, MeilisearchApiError } from 'meilisearch'
import type { Id } from '../../../kernel/ids.ts'
import type { ListingRef } from '../../catalogue/index.ts'
import type {
  EngineQuery,
  EngineResult,
  Rebuild,
  SearchChanges,
  SearchDocument,
  SearchEngine,
  StoredDocument,
} from '../search.ports.ts'
import { regionOf } from '../search.regions.ts'
import { relevance, type Weights } from '../search.rules.ts'
import { goodsOf } from '../search.suggestions.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { type MeiliDocument, settings, toMeili } from './meilisearch.documents.ts'
import { runQuery } from './meilisearch.query.ts'

export interface MeiliOptions {
  url: string
  key?: string | undefined
  /** What the names of the indexes begin with; each region has one. */
  index: string
  synonyms: Synonyms
  /** The regions that have shops in reach of a query. */
  regionsInReach: (query: EngineQuery) => Promise<readonly string[]>
  /** Called when a search finds that an index is not there. */
  onMissing?: () => void
  weights?: Weights
  /** Longest that a search may take. */
  searchTimeoutMs?: number
}

const patientMs = 30_000
/** Hits that goods are told of while one types. */
const hitsForGoods = 40
const taskTimeoutMs = 300_000
const stored: (keyof MeiliDocument)[] = ['id', 'shopId', 'checksum']

/**
 * Search in Meilisearch, an index for each postal region. Its writes are tasks that it works off later, in batches when
 * they come one behind the other and are alike: many documents go into one, and a write here waits until its tasks are
 * done.
 */
export function createMeilisearchEngine({
  url,
  key,
  index: prefix,
  synonyms,
  regionsInReach,
  onMissing = () => {},
  weights = relevance,
  searchTimeoutMs = 800,
}: MeiliOptions): SearchEngine {
  const client = new Meilisearch({ host: url, ...(key ? { apiKey: key } : {}), timeout: patientMs })
  const uidOf = (region: string): string => `${prefix}_${region}`
  const besideOf = (region: string): string => `${uidOf(region)}_rebuild`
  const liveOf = (region: string): Index<MeiliDocument> => client.index(uidOf(region))
  const isLive = new RegExp(`^${prefix.replaceAll(/[^\w]/g, '\\$&')}_(\\d\\d)$`)

  /** Waits until Meilisearch has worked off the task. Throws when it failed, but for the codes that are fine. */
  const finished = async (
    enqueued: EnqueuedTask | Promise<EnqueuedTask>,
    fine: readonly string[] = [],
  ): Promise<void> => {
    const task = await client.tasks.waitForTask(await enqueued, { timeout: taskTimeoutMs, interval: 50 })
    if (task.status === 'succeeded' || fine.includes(task.error?.code ?? '')) return
    throw new Error(
      `Meilisearch did not do task ${task.uid} (${task.type}): ${task.error?.message ?? task.status}`,
    )
  }

  const make = async (name: string): Promise<void> => {
    await finished(client.createIndex(name, { primaryKey: 'id' }), ['index_already_exists'])
    await finished(client.index(name).updateSettings(settings))
  }

  const drop = (name: string): Promise<void> => finished(client.deleteIndex(name), ['index_not_found'])

  const regions = async (): Promise<string[]> => {
    const { results } = await client.getIndexes({ limit: 1000 })
    return results.flatMap(({ uid }) => isLive.exec(uid)?.[1] ?? []).toSorted()
  }

  /** Writes what concerns one index. Handed over one behind the other, so that it is done in this order; then waited for. */
  const writeTo = async (index: Index<MeiliDocument>, part: Part): Promise<void> => {
    const tasks: EnqueuedTask[] = []
    if (part.hide.length > 0) {
      tasks.push(await index.deleteDocuments({ filter: `shopId IN [${part.hide.join(', ')}]` }))
    }
    if (part.remove.length > 0) tasks.push(await index.deleteDocuments([...part.remove]))
    if (part.put.length > 0) {
      tasks.push(await index.addDocuments(part.put.map((document) => toMeili(document, synonyms))))
    }
    for (const task of tasks) await finished(task, part.put.length > 0 ? [] : ['index_not_found'])
  }

  const search = async (query: EngineQuery): Promise<EngineResult> => {
    const indexes = (await regionsInReach(query)).map(uidOf)
    try {
      return await runQuery(
        client,
        indexes,
        query,
        { synonyms, weights },
        AbortSignal.timeout(searchTimeoutMs),
      )
    } catch (error) {
      if (isMissing(error)) onMissing()
      throw error
    }
  }

  return {
    name: 'meilisearch',
    prepare: async () => void (await client.health()),
    search,
    goods: async (query) => goodsOf((await search({ ...query, limit: hitsForGoods })).hits),
    async write(changes) {
      const held = new Set(await regions())
      for (const [region, part] of partsOf(changes, held)) {
        // An index that begins with what changed last would pass for a whole one: it is built from the truth.
        if (!held.has(region))
          throw new Error(`Meilisearch has no index of region ${region}; it must be built`)
        await writeTo(liveOf(region), part)
      }
    },
    regions,
    async stored(region, refs) {
      if (refs.length === 0) return []
      const ids = refs.map((ref) => ref.listingId)
      return orEmpty(async () => {
        const { results } = await liveOf(region).getDocuments({
          filter: `id IN [${ids.join(', ')}]`,
          fields: stored,
          limit: ids.length,
        })
        return results.map(toStored)
      }, [])
    },
    async *pages(region) {
      const limit = 1000
      for (let offset = 0; ; offset += limit) {
        const results = await orEmpty(async () => {
          return (await liveOf(region).getDocuments({ fields: stored, limit, offset })).results
        }, [])
        if (results.length > 0) yield results.map(toStored)
        if (results.length < limit) return
      }
    },
    async beginRebuild(region): Promise<Rebuild> {
      const beside = client.index<MeiliDocument>(besideOf(region))
      await drop(besideOf(region))
      await make(besideOf(region))
      return {
        fill: (put) => writeTo(beside, { hide: [], remove: [], put: [...put] }),
        async write(changes) {
          const part = partsOf(changes, new Set([region])).get(region)
          if (part) await writeTo(beside, part)
        },
        settle: async () => {},
        async swap() {
          // One that is new has no settings, so that no search takes it for an answer before the swap.
          await finished(client.createIndex(uidOf(region), { primaryKey: 'id' }), ['index_already_exists'])
          await finished(client.swapIndexes([{ indexes: [uidOf(region), besideOf(region)], rename: false }]))
          await drop(besideOf(region))
        },
        abandon: () => drop(besideOf(region)),
      }
    },
    rebuilt: async () => {},
  }
}

/** What is to be done in one region's index. */
interface Part {
  hide: Id<'shop'>[]
  remove: Id<'listing'>[]
  put: SearchDocument[]
}

/** Changes by region; what has no known region is taken out wherever it could be. */
function partsOf(changes: SearchChanges, held: ReadonlySet<string>): Map<string, Part> {
  const parts = new Map<string, Part>()
  const partOf = (region: string): Part => {
    const part = parts.get(region) ?? { hide: [], remove: [], put: [] }
    parts.set(region, part)
    return part
  }
  for (const region of held) {
    const gone = changes.settled.filter((one) => one.region !== region).map((one) => one.shopId)
    const hide = [...changes.hideShops, ...gone]
    if (hide.length > 0) partOf(region).hide.push(...hide)
  }
  for (const { listingId, region } of changes.remove) {
    for (const one of region === null ? held : [region]) partOf(one).remove.push(listingId)
  }
  for (const document of changes.put) partOf(regionOf(document.shop.pin)).put.push(document)
  return parts
}

const toStored = (document: MeiliDocument): StoredDocument => ({
  ...({ shopId: document.shopId, listingId: document.id } satisfies ListingRef),
  checksum: document.checksum,
})

/** An index that is not there holds nothing. */
async function orEmpty<T>(read: () => Promise<T>, empty: T): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (isMissing(error)) return empty
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found'
