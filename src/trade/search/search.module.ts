import type { Logger } from 'pino'
import type { Identity } from '../../identity/index.ts'
import type { PinDirectory } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import { event, type Outbox, type Subscription } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { createBaskets } from './baskets.service.ts'
import { createMeilisearchEngine } from './engines/meilisearch.ts'
import { readRegionsInReach } from './engines/postgres.reach.ts'
import { createPostgresEngine } from './engines/postgres.ts'
import { createFairness } from './fairness.service.ts'
import { groupsRoutes } from './groups.routes.ts'
import { missesRoutes } from './misses.routes.ts'
import { createMisses } from './misses.service.ts'
import { rankingRoutes } from './ranking.routes.ts'
import { createReliability } from './reliability.service.ts'
import { createAwayCheck } from './search.away.ts'
import { createBreaker } from './search.breaker.ts'
import { checkEngine } from './search.check.ts'
import { drainConsumer, searchConsumer } from './search.consumers.ts'
import { createDocumentBuilder } from './search.documents.ts'
import { searchBehind } from './search.events.ts'
import type {
  CatalogueSource,
  DeliverySource,
  MarkSource,
  OrderSource,
  RatingSource,
  TraderSource,
} from './search.ports.ts'
import { rebuildEngine } from './search.rebuild.ts'
import { allRegions } from './search.regions.ts'
import { searchRoutes } from './search.routes.ts'
import { relevance, type Weights } from './search.rules.ts'
import { createSearchService } from './search.service.ts'
import { createSpelling } from './search.spelling.ts'
import { type Changed, notePending, withLock } from './search.store.ts'
import { readGroups } from './search.synonyms.ts'
import type { Drift } from './search.types.ts'
import { shopsNearRoutes } from './shops-near.routes.ts'
import { createShopsNear } from './shops-near.service.ts'
import { synonymsRoutes } from './synonyms.routes.ts'
import { createLivingSynonyms } from './synonyms.service.ts'

export interface SearchDeps {
  db: Database
  outbox: Outbox
  catalogue: CatalogueSource
  traders: TraderSource
  places: Pick<PinDirectory, 'all' | 'lookUp' | 'nearest'>
  identity: Pick<Identity, 'authenticate' | 'requireMember'>
  /** Keeps what operators change about words. */
  audit: Pick<Audit, 'record'>
  /** Without it no shop shows what it was given. */
  ratings?: RatingSource | undefined
  /** Without it all shops are taken to keep what they take on as most do. */
  orders?: OrderSource | undefined
  /** Without it baskets are compared as if every shop brought its goods itself. */
  delivery?: DeliverySource | undefined
  /** Without it no goods have marks of origin. */
  marks?: MarkSource | undefined
  /** What the order of hits is reckoned by, where it is not the usual. */
  weights?: Partial<Weights> | undefined
  /** Whether the places of a first page are counted; one of ten when absent. */
  sample?: (() => boolean) | undefined
  /** Without it PostgreSQL answers every search. */
  meili?: { url: string; key?: string | undefined; index: string } | undefined
  /** `searchFallback` counts the searches that PostgreSQL answered in the place of Meilisearch. */
  metrics?: { searchFallback: { inc(): void } } | undefined
  log: Logger
  /** The clock; what is open now follows it. */
  now?: (() => Date) | undefined
}

/** How often at most the worker is told that an index is missing. */
const noticeMs = 5000

/** Search over all listings that can be bought, by place and words. */
export function createSearch(deps: SearchDeps) {
  const { db, outbox, catalogue, traders, places, identity, meili, log } = deps
  const living = createLivingSynonyms({ db, log, audit: deps.audit, groups: readGroups() })
  const { synonyms } = living
  const builder = createDocumentBuilder({
    catalogue,
    traders,
    places,
    synonyms,
    marks: deps.marks ?? (async () => new Map()),
  })
  const now = deps.now ?? (() => new Date())
  const weights: Weights = { ...relevance, ...deps.weights }
  const misses = createMisses({ db, log, now })
  const fairness = createFairness({ db, log, sample: deps.sample })
  const reliability = createReliability({ db, outbox, orders: deps.orders, now, log })
  const spelling = createSpelling({ db, synonyms })
  const postgres = createPostgresEngine({ db, synonyms, spelling, directory: places, weights })
  const meilisearch =
    meili &&
    createMeilisearchEngine({
      ...meili,
      synonyms,
      weights,
      regionsInReach: (query) => readRegionsInReach(db, query),
      onMissing: () => void noticeMissing(),
    })
  // Both are fed always: PostgreSQL answers whenever Meilisearch does not.
  const engines = meilisearch ? [postgres, meilisearch] : [postgres]
  const { search, suggest } = createSearchService({
    db,
    postgres,
    meilisearch,
    breaker: createBreaker(),
    isAway: createAwayCheck(db, 'meilisearch'),
    places,
    traders,
    catalogue,
    identity,
    spelling,
    misses,
    fairness,
    fallbacks: deps.metrics?.searchFallback ?? { inc: () => {} },
    log,
    now,
  })

  const shopsNear = createShopsNear({
    db,
    traders,
    places,
    ratings: deps.ratings ?? { summaries: async () => new Map() },
    now,
  })
  const routes: Routes = (app) => {
    searchRoutes({ search, identity })(app)
    shopsNearRoutes({ shopsNear, suggest })(app)
    synonymsRoutes(living)(app)
    groupsRoutes({
      search,
      compare: createBaskets({ db, search, catalogue, traders, delivery: deps.delivery, now }),
    })(app)
    missesRoutes(misses)(app)
    rankingRoutes({ weights, fairness })(app)
  }

  let noticedAt = Number.NEGATIVE_INFINITY
  /** Has the worker look at what Meilisearch lost; of many searches that find an index missing one is enough. */
  async function noticeMissing(): Promise<void> {
    if (performance.now() - noticedAt < noticeMs) return
    noticedAt = performance.now()
    await db
      .transaction((tx) => outbox.publish(tx, [event(searchBehind, { target: 'meilisearch' })]))
      .catch((error: unknown) => log.warn({ err: error }, 'nobody could be told that an index is missing'))
    outbox.nudge()
  }

  let isStarted = false
  /** Compares every index with the truth, and has what drifted written anew by the feed; what was found. */
  async function heal(regions?: readonly string[]): Promise<Drift[]> {
    const found: Drift[] = []
    for (const engine of engines) {
      const heal = (changes: readonly Changed[]) =>
        db.transaction(async (tx) => {
          await notePending(tx, [engine.name], changes)
          await outbox.publish(tx, [event(searchBehind, { target: engine.name })])
        })
      const drift = await checkEngine({ db, builder, traders, heal }, engine, regions)
      if (drift.missing + drift.surplus + drift.different > 0) {
        log.warn({ drift }, 'a search index had drifted; what differs is written anew')
      }
      found.push(drift)
    }
    return found
  }

  return {
    search,
    suggest,

    /** Counts how far the index that answers first is from the truth. */
    check: (regions?: readonly string[]): Promise<Drift> =>
      checkEngine({ db, builder, traders }, meilisearch ?? postgres, regions),

    heal,

    /**
     * Builds the indexes of these postal regions anew while the old ones answer, of all when none is named; how many
     * documents were written to each engine. Throws `rebuildRunning` when that is under way already.
     */
    async rebuild(regions: readonly string[] = allRegions): Promise<{ documents: number }> {
      let documents = 0
      for (const engine of engines) {
        documents = (await rebuildEngine({ db, builder, traders }, engine, regions)).documents
      }
      return { documents }
    },

    routes,
    /** Small recurring work: see app/upkeep. */
    upkeep: [
      {
        name: 'search.reliability',
        everyMs: 3_600_000,
        run: () => reliability.refresh(engines.map(({ name }) => name)),
      },
      {
        // Reads every listing: not at the start of a process, and by one process at a time.
        name: 'search.heal',
        everyMs: 6 * 3_600_000,
        run: async () => {
          if (isStarted) await withLock(db, 'heal', () => heal())
          isStarted = true
        },
      },
      {
        name: 'search.forget',
        everyMs: 6 * 3_600_000,
        run: () => Promise.all([misses.forget(), fairness.forget()]),
      },
    ],
    /** Writes what was counted of searches in this process. */
    flushCounts: () => Promise.all([misses.flush(), fairness.flush()]),
    consumers: [searchConsumer, drainConsumer],
    async subscriptions(): Promise<Subscription[]> {
      const { searchSubscriptions } = await import('./search.worker.ts')
      return searchSubscriptions({ db, outbox, builder, traders, engines, log })
    },
  }
}

export type Search = ReturnType<typeof createSearch>
