import type { Consumer, EventDefinition } from '../../platform/outbox/index.ts'
import { orderCancelled, orderPacked } from '../../trade/orders/index.ts'
import { bookingUnwanted, searchDue } from './dispatch.events.ts'

const on = <T>(name: string, definition: EventDefinition<T>): Consumer<T> => ({
  name,
  on: [definition],
  mode: 'single',
  queue: 'dispatch',
})

/** A packed order looks for somebody who carries it. */
export const dispatchConsumer = { ...on('dispatch', orderPacked), inOneJob: 8 }
/** A search goes on when its timer is due. */
export const searchConsumer = on('dispatch.search', searchDue)
/** An order that fell through ends its search or booking. */
export const cancelledConsumer = on('dispatch.cancelled', orderCancelled)
/** A booking that must not stand is cancelled at its provider. */
export const unwantedConsumer = on('dispatch.unwanted', bookingUnwanted)
