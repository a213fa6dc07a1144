import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import type { Consumer } from '../../platform/outbox/index.ts'
import { defineJob } from '../../platform/queue/index.ts'
import { picturesNamed, productMergedNow } from '../catalogue/index.ts'

/** Fetches pictures whose time has come. What a lost job leaves the upkeep finds. */
export const fetchJob = defineJob({
  name: 'pictures.fetch',
  queue: 'pictures',
  payload: z.strictObject({}),
  attempts: 2,
  backoffMs: 5000,
})

/** Takes the pictures out of a package. */
export const unpackJob = defineJob({
  name: 'pictures.unpack',
  queue: 'pictures',
  payload: z.strictObject({ shopId: wireId('shop'), uploadId: wireId('pictureUpload') }),
  attempts: 3,
  backoffMs: 5000,
})

/** Hears of products whose pictures have to be fetched. */
export const picturesConsumer: Consumer<z.infer<typeof picturesNamed.payload>> = {
  name: 'pictures.named',
  on: [picturesNamed],
  mode: 'single',
  queue: 'events',
}

/** Lets the pictures of shops follow a product that became another one. */
export const mergedConsumer: Consumer<z.infer<typeof productMergedNow.payload>> = {
  name: 'pictures.merged',
  on: [productMergedNow],
  mode: 'single',
  queue: 'events',
}
