import type { Logger } from 'pino'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox, onBatch, onEvent, type Subscription } from '../../platform/outbox/index.ts'
import { drainConsumer, searchConsumer } from './search.consumers.ts'
import type { DocumentBuilder } from './search.documents.ts'
import { searchBehind } from './search.events.ts'
import { drain } from './search.feed.ts'
import type { SearchEngine } from './search.ports.ts'
import { type Changed, notePending } from './search.store.ts'

/** When to look again at a list that somebody else is working on, and at an index that does not answer. */
const busyMs = 1000
const awayMs = 5000

/** What the worker process does for search. */
export function searchSubscriptions({
  db,
  outbox,
  builder,
  engines,
  log,
}: {
  db: Database
  outbox: Outbox
  builder: DocumentBuilder
  engines: readonly SearchEngine[]
  log: Logger
}): Subscription[] {
  const names = engines.map((engine) => engine.name)
  const prepared = new Set<SearchEngine>()

  const bringUpToDate = async (engine: SearchEngine): Promise<number | undefined> => {
    try {
      if (!prepared.has(engine)) await engine.prepare()
      prepared.add(engine)
      const outcome = await drain({ db, builder }, engine.name, engine)
      return outcome === 'done' ? undefined : outcome === 'busy' ? busyMs : 0
    } catch (error) {
      // The list keeps what was not written; the other engine goes on.
      log.warn({ err: error, engine: engine.name }, 'a search index could not be brought up to date')
      return awayMs
    }
  }

  return [
    onBatch(searchConsumer, async (deliveries, tx) => {
      const changes = deliveries.flatMap(({ payload }): Changed[] => {
        if ('listingIds' in payload) {
          return payload.listingIds.map((listingId) => ({ shopId: payload.shopId, listingId }))
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
