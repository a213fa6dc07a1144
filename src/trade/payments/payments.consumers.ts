import type { Consumer } from '../../platform/outbox/index.ts'
import { paymentOpened, refundRequested } from './payments.events.ts'

/** Makes opened payments known at the gateway. */
export const registerAtGateway: Consumer<{ paymentId: `pay_${string}` }> = {
  name: 'payments.register',
  on: [paymentOpened],
  mode: 'single',
  queue: 'events',
}

/** Sends refunds out through the gateway. */
export const refundAtGateway: Consumer<{ refundId: `rfd_${string}` }> = {
  name: 'payments.refund',
  on: [refundRequested],
  mode: 'single',
  queue: 'events',
}
