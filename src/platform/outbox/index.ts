export { defineEvent, type EventDefinition, event, type OutgoingEvent } from './events.ts'
export {
  type BatchHandler,
  type Consumer,
  claimDeliveries,
  createOutbox,
  type Delivery,
  type EventHandler,
  type Outbox,
  outboxState,
  reviveDead,
} from './outbox.ts'
export { onBatch, onEvent, type Subscription, startRelay, subscriptionHandlers } from './relay.ts'
