import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import type { Consumer } from '../../platform/outbox/index.ts'
import { defineJob } from '../../platform/queue/index.ts'
import { importDue, productChanged } from './catalogue.events.ts'

/** Works through a price list. What a try did not get done the next look finds. */
export const importJob = defineJob({
  name: 'catalogue.import',
  queue: 'import',
  payload: z.strictObject({ shopId: wireId('shop'), importId: wireId('import') }),
  attempts: 3,
  backoffMs: 2000,
})

type DueImport = z.infer<typeof importDue.payload>
type ChangedProduct = z.infer<typeof productChanged.payload>

/** Looks after imports until they have ended. */
export const importsConsumer: Consumer<DueImport> = {
  name: 'catalogue.imports',
  on: [importDue],
  mode: 'single',
  queue: 'events',
}

/** Tells of the listings of a changed product. */
export const productsConsumer: Consumer<ChangedProduct> = {
  name: 'catalogue.products',
  on: [productChanged],
  mode: 'single',
  queue: 'events',
}
