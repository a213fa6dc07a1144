import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { type Consumer, defineEvent } from '../../platform/outbox/index.ts'

/** Something was decided at a door: the carrier is told. */
export const doorDecided = defineEvent(
  'door.decided',
  z.strictObject({
    shopId: wireId('shop'),
    shipmentId: wireId('shipment'),
    attempt: z.int(),
    /** Calls to the carrier so far. */
    tries: z.int(),
  }),
)

/** Tells carriers what was decided at a door. */
export const tellCarrier: Consumer<z.output<(typeof doorDecided)['payload']>> = {
  name: 'door.told',
  on: [doorDecided],
  mode: 'single',
  queue: 'dispatch',
}
