import { type EnqueuedTask, type Index, Meilisearch, MeilisearchApiError } from 'meilisearch'
import type { ListingRef } from '../../catalogue/index.ts'
import type { Rebuild, SearchChanges, SearchEngine, StoredDocument } from '../search.ports.ts'
import { relevance, type Weights } from '../search.rules.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { type MeiliDocument, settings, toMeili } from './meilisearch.documents.ts'
import { runQuery } from './meilisearch.query.ts'

export interface MeiliOptions {
  url: string
  key?: string | undefined
  index: string
  synonyms: Synonyms
  weights?: Weights
  /** Longest that a search may take. */
  searchTimeoutMs?: number
}

const patientMs = 30_000
const taskTimeoutMs = 300_000
const stored: (keyof MeiliDocument)[] = ['id', 'shopId', 'checksum']

/**
 * Search in Meilisearch. Its writes are tasks that it works off later, in batches when they come one behind
 * the other and are alike: many documents go into one, and a write here waits until its tasks are done.
 */
export function createMeilisearchEngine({
  url,
  key,
  index: uid,
  synonyms,
  weights = relevance,
  searchTimeoutMs = 800,
}: MeiliOptions): SearchEngine {
  const client = new Meilisearch({ host: url, ...(key ? { apiKey: key } : {}), timeout: patientMs })
  const live = client.index<MeiliDocument>(uid)
  const besideUid = `${uid}_rebuild`

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

  const write = async (index: Index<MeiliDocument>, changes: SearchChanges): Promise<void> => {
    // Handed over one behind the other, so that they are done in this order; then waited for.
    const tasks: EnqueuedTask[] = []
    if (changes.hideShops.length > 0) {
      tasks.push(await index.deleteDocuments({ filter: `shopId IN [${changes.hideShops.join(', ')}]` }))
    }
    if (changes.remove.length > 0) {
      tasks.push(await index.deleteDocuments(changes.remove.map((ref) => ref.listingId)))
    }
    if (changes.put.length > 0) {
      tasks.push(await index.addDocuments(changes.put.map((document) => toMeili(document, synonyms))))
    }
    for (const task of tasks) await finished(task)
  }

  const make = async (name: string): Promise<void> => {
    await finished(client.createIndex(name, { primaryKey: 'id' }), ['index_already_exists'])
    await finished(client.index(name).updateSettings(settings))
  }

  const drop = (name: string): Promise<void> => finished(client.deleteIndex(name), ['index_not_found'])

  return {
    name: 'meilisearch',
    prepare: () => make(uid),
    search: (query) => runQuery(live, query, { synonyms, weights }, AbortSignal.timeout(searchTimeoutMs)),
    write: (changes) => write(live, changes),
    async stored(refs) {
      if (refs.length === 0) return []
      const ids = refs.map((ref) => ref.listingId)
      return orEmpty(async () => {
        const { results } = await live.getDocuments({
          filter: `id IN [${ids.join(', ')}]`,
          fields: stored,
          limit: ids.length,
        })
        return results.map(toStored)
      }, [])
    },
    async *pages() {
      const limit = 1000
      for (let offset = 0; ; offset += limit) {
        const results = await orEmpty(async () => {
          return (await live.getDocuments({ fields: stored, limit, offset })).results
        }, [])
        if (results.length > 0) yield results.map(toStored)
        if (results.length < limit) return
      }
    },
    async beginRebuild(): Promise<Rebuild> {
      const beside = client.index<MeiliDocument>(besideUid)
      await make(uid)
      await drop(besideUid)
      await make(besideUid)
      return {
        write: (changes) => write(beside, changes),
        settle: async () => {},
        async swap() {
          await finished(client.swapIndexes([{ indexes: [uid, besideUid], rename: false }]))
          await drop(besideUid)
        },
        abandon: () => drop(besideUid),
      }
    },
  }
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
    if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return empty
    throw error
  }
}
