import { onEvent, type Subscription } from '../../platform/outbox/index.ts'
import { handler, type JobHandler } from '../../platform/queue/index.ts'
import type { PicturesModuleDeps } from './pictures.deps.ts'
import { createFetching } from './pictures.fetch.ts'
import { fetchJob, mergedConsumer, picturesConsumer, unpackJob } from './pictures.jobs.ts'
import type { PicturesService } from './pictures.service.ts'
import { followProduct, nameSources } from './pictures.store.ts'
import { createUnpacking } from './uploads.unpack.ts'

/** What the worker does when the catalogue tells of pictures. */
export const pictureSubscriptions = ({ db, goods, queues }: PicturesModuleDeps): Subscription[] => [
  onEvent(picturesConsumer, async ({ payload: { productIds } }, claim) => {
    await db.transaction(async (tx) => {
      if (await claim(tx)) await nameSources(tx, await goods.imageUrls(tx, productIds))
    })
    await queues.add([{ job: fetchJob, payload: {} }])
  }),
  // As the products stand now, whichever of several merges is told first.
  onEvent(mergedConsumer, async ({ payload: { productIds } }, claim) => {
    await db.transaction(async (tx) => {
      if (!(await claim(tx))) return
      for (const [productId, now] of await goods.survivors(tx, productIds))
        await followProduct(tx, productId, now)
    })
  }),
]

/** The handlers of the jobs of pictures. */
export function pictureHandlers(deps: PicturesModuleDeps, pictures: PicturesService): JobHandler<never>[] {
  const fetchDue = createFetching({ ...deps, pictures })
  const unpack = createUnpacking({ ...deps, pictures })
  return [
    handler(fetchJob, (_, { signal }) => fetchDue(signal)) as unknown as JobHandler<never>,
    handler(unpackJob, (ref, { signal }) => unpack(ref, signal)) as unknown as JobHandler<never>,
  ]
}
