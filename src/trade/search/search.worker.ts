import type { Logger } from 'pino'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox, onBatch, onEvent, type Subscription } from '../../platform/outbox/index.ts'
import { noteAway } from './search.away.ts'
import { drainConsumer, searchConsumer } from './search.consumers.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { searchBehind } from './search.events.ts'
import { drain } from './search.feed.ts'
import type { SearchEngine, TraderSource } from './search.ports.ts'
import { rebuildEngine } from './search.rebuild.ts'
import { type Changed, notePending } from './search.store.ts'

/** When to look again at a list that somebody else is working on, and at an index that does not answer. */
const busyMs = 1000
const awayMs = 5000

/** What the worker process does for search. */
export function searchSubscriptions({
  db,
  outbox,
  builder,
  traders,
  engines,
  log,
}: {
  db: Database
  outbox: Outbox
  builder: DocumentBuilder
  traders: Pick<TraderSource, 'shopsOfRegion'>
  engines: readonly SearchEngine[]
  log: Logger
}): Subscription[] {
  const names = engines.map((engine) => engine.name)
  const prepared = new Set<SearchEngine>()

  /** Builds the regions that an engine lost, or has not yet, as long as PostgreSQL has shops there. */
  const buildMissing = async (engine: SearchEngine): Promise<void> => {
    const [first] = engines
    if (engine === first) return
    const held = new Set(await engine.regions())
    const missing = (await first!.regions()).filter((region) => !held.has(region))
    if (missing.length > 0) await rebuildEngine({ db, builder, traders }, engine, missing)
  }

  const bringUpToDate = async (engine: SearchEngine): Promise<number | undefined> => {
    try {
      if (!prepared.has(engine)) await engine.prepare()
      prepared.add(engine)
      await buildMissing(engine)
      const outcome = await drain({ db, builder }, engine.name, engine)
      if (outcome === 'done') await noteAway(db, engine.name, false)
      return outcome === 'done' ? undefined : outcome === 'busy' ? busyMs : 0
    } catch (error) {
      // The list keeps what was not written; the other engine goes on.
      log.warn({ err: error, engine: engine.name }, 'a search index could not be brought up to date')
      await noteAway(db, engine.name, true)
      return awayMs
    }
  }

  return [
    onBatch(searchConsumer, async (deliveries, tx) => {
      const changes = deliveries.flatMap(({ payload }): Changed[] => {
        if ('listingIds' in payload) {
          const { shopId } = payload
          const urgent = 'urgent' in payload ? payload.urgent : undefined
          return payload.listingIds.map((listingId) => ({ shopId, listingId, urgent }))
        }
        const shopIds = 'shopIds' in payload ? payload.shopIds : [payload.shopId]
        return shopIds.map((shopId) => ({ shopId, listingId: null }))
      })
      await notePending(tx, names, changes)
      await outbox.publish(
        tx,
        names.map((target) => event(searchBehind, { target })),
      )
    }),
    onEvent(drainConsumer, async ({ payload }, claim) => {
      const engine = engines.find(({ name }) => name === payload.target)
      // An engine that is no longer configured has nothing to be brought up to.
      const againMs = engine ? await bringUpToDate(engine) : undefined
      await db.transaction(async (tx) => {
        if ((await claim(tx)) && againMs !== undefined) {
          await outbox.publish(tx, [event(searchBehind, payload, againMs)])
        }
      })
    }),
  ]
}
