import { groupBy } from '../../kernel/collections.ts'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox, onEvent, type Subscription } from '../../platform/outbox/index.ts'
import { handler, type JobHandler, type Queues } from '../../platform/queue/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import { importDue, productChanged } from './catalogue.events.ts'
import { importJob, importsConsumer, productsConsumer } from './catalogue.jobs.ts'
import type { ImportState } from './catalogue.types.ts'
import { createImportRunner, type RunnerDeps } from './import.runner.ts'
import { cancelImport, type ImportRef, readImport } from './import.store.ts'
import { listingsOfProduct } from './listing.store.ts'
import { publishListings } from './stock.service.ts'

export interface WorkerDeps extends RunnerDeps {
  queues: Pick<Queues, 'add'>
}

/** An import whose job was lost is started again after this long. */
const lookAgainMs = 60_000
/** Listings of a changed product that are told of in one transaction. */
const toldAtOnce = 5000

/** What the worker process does for the catalogue's own events. */
export const catalogueSubscriptions = (deps: WorkerDeps): Subscription[] => [
  lookAfterImports(deps),
  tellOfProducts(deps),
]

/** The handlers of the catalogue's jobs. */
export function catalogueHandlers(deps: RunnerDeps): JobHandler<never>[] {
  const run = createImportRunner(deps)
  return [
    handler(importJob, async (ref, { signal }) => {
      await run(ref, signal)
    }) as unknown as JobHandler<never>,
  ]
}

interface Looking {
  db: Database
  outbox: Outbox
  queues: Pick<Queues, 'add'>
  storage: FileStore
}

const over: ReadonlySet<ImportState> = new Set(['done', 'failed', 'cancelled'])

const giveUpHeld = async (db: Database, ref: ImportRef): Promise<void> => {
  if ((await readImport(db, ref))?.state === 'held') await cancelImport(db, ref)
}

const lookAfterImports = ({ db, outbox, queues, storage }: Looking): Subscription =>
  onEvent(importsConsumer, async ({ payload }, claim) => {
    const { shopId, importId, look, again } = payload
    // A held file that nobody let go by now is given up.
    if (again) await giveUpHeld(db, { shopId, importId })
    const state = await readImport(db, { shopId, importId })
    const isOver = !state || over.has(state.state)
    if (isOver && state) await storage.delete(state.fileKey)
    // A job too many finds the import taken or over, and does nothing.
    if (!isOver) {
      const id = `${importId}-${again ? 'again' : 'look'}-${look}`
      await queues.add([{ job: importJob, payload: { shopId, importId }, id }])
    }
    await db.transaction(async (tx) => {
      if (!(await claim(tx)) || isOver || again) return
      await outbox.publish(tx, [event(importDue, { shopId, importId, look: look + 1 }, lookAgainMs)])
    })
  })

const tellOfProducts = ({ db, outbox }: Looking): Subscription =>
  onEvent(productsConsumer, async ({ payload: { productId, after } }, claim) => {
    await db.transaction(async (tx) => {
      if (!(await claim(tx))) return
      const refs = await listingsOfProduct(tx, productId, after, toldAtOnce)
      for (const [shopId, mine] of groupBy(refs, (ref) => ref.shopId)) {
        await publishListings(
          outbox,
          tx,
          shopId,
          mine.map((ref) => ref.listingId),
        )
      }
      const last = refs.at(-1)
      if (last && refs.length === toldAtOnce) {
        await outbox.publish(tx, [event(productChanged, { productId, after: last })])
      }
    })
    outbox.nudge()
  })
