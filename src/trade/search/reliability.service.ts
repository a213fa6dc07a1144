import type { Logger } from 'pino'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { writeReliability } from './reliability.store.ts'
import { searchBehind } from './search.events.ts'
import type { OrderSource, SearchEngine } from './search.ports.ts'
import { reliabilityOf, usualReliability } from './search.rules.ts'
import { notePending } from './search.store.ts'

const days = 90

/** Keeps how reliable shops are up to what orders say of them. */
export function createReliability({
  db,
  outbox,
  orders,
  now,
  log,
}: {
  db: Database
  outbox: Outbox
  orders: OrderSource | undefined
  now: () => Date
  log: Logger
}) {
  return {
    /** Reckons all anew, and has the shops written to the indexes of which it is another now. */
    async refresh(engines: readonly SearchEngine['name'][]): Promise<void> {
      if (!orders) return
      const counted = await orders.keptByShop(db, new Date(now().getTime() - days * 86_400_000))
      const values = new Map([...counted].map(([shopId, counts]) => [shopId, reliabilityOf(counts)] as const))
      for (const [shopId, value] of values) if (value === usualReliability) values.delete(shopId)
      const changed = await db.transaction(async (tx) => {
        const changed = await writeReliability(tx, values)
        await notePending(
          tx,
          engines,
          changed.map((shopId) => ({ shopId, listingId: null })),
        )
        if (changed.length > 0)
          await outbox.publish(
            tx,
            engines.map((target) => event(searchBehind, { target })),
          )
        return changed
      })
      if (changed.length > 0)
        log.info({ shops: changed.length }, 'the reliability of shops was reckoned anew')
    },
  }
}
