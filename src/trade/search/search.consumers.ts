import type { z } from 'zod'
import type { Consumer } from '../../platform/outbox/index.ts'
import { listingsChanged } from '../catalogue/index.ts'
import { marksChanged } from '../crafts/index.ts'
import { shopChanged, traderChanged } from '../traders/index.ts'
import { searchBehind } from './search.events.ts'

type Told =
  | z.infer<typeof listingsChanged.payload>
  | z.infer<typeof marksChanged.payload>
  | z.infer<typeof shopChanged.payload>
  | z.infer<typeof traderChanged.payload>

/** Notes what changed, many at once. */
export const searchConsumer: Consumer<Told> = {
  name: 'search',
  on: [listingsChanged, marksChanged, shopChanged, traderChanged] as Consumer<Told>['on'],
  mode: 'batch',
  queue: 'index',
}

/** Brings an index up to what is noted for it. */
export const drainConsumer: Consumer<z.infer<typeof searchBehind.payload>> = {
  name: 'search.drain',
  on: [searchBehind],
  mode: 'single',
  queue: 'index',
}
