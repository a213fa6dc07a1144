import type { Routes } from '../../platform/http/index.ts'
import type { PicturesModuleDeps } from './pictures.deps.ts'
import { fetchJob, mergedConsumer, picturesConsumer, unpackJob } from './pictures.jobs.ts'
import { picturesRoutes } from './pictures.routes.ts'
import { createPicturesService } from './pictures.service.ts'
import { createUploadsService } from './uploads.service.ts'
import { waitingUploads } from './uploads.store.ts'

export { largestPicture } from './pictures.rules.ts'

/** Pictures of goods: fetched from addresses that traders give, or sent by shops; shown in two sizes. */
export function createPictures(deps: PicturesModuleDeps) {
  const pictures = createPicturesService(deps)
  const uploads = createUploadsService(deps)
  /** Jobs that were lost, and pictures that are tried again. */
  const lookAgain = async (): Promise<void> => {
    await deps.queues.add([{ job: fetchJob, payload: {} }])
    const waiting = await waitingUploads(deps.db)
    const nth = Math.floor(Date.now() / 300_000)
    for (const { shopId, uploadId } of waiting)
      await deps.queues.add([{ job: unpackJob, payload: { shopId, uploadId }, id: `${uploadId}-${nth}` }])
  }
  return {
    routes: picturesRoutes({ pictures, uploads }) satisfies Routes,
    consumers: [picturesConsumer, mergedConsumer],
    subscriptions: async () => (await import('./pictures.worker.ts')).pictureSubscriptions(deps),
    handlers: async () => (await import('./pictures.worker.ts')).pictureHandlers(deps, pictures),
    upkeep: [
      { name: 'pictures.again', everyMs: 120_000, run: lookAgain },
      { name: 'pictures.sweep', everyMs: 3_600_000, run: pictures.sweep },
    ],
  }
}
