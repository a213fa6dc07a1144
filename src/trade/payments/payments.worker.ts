import { onEvent, type Subscription } from '../../platform/outbox/index.ts'
import type { GatewayWork } from './gateway/gateway.service.ts'
import { refundAtGateway, registerAtGateway } from './payments.consumers.ts'

/** What a worker does at the gateway. */
export const gatewaySubscriptions = (work: GatewayWork): Subscription[] => [
  onEvent(registerAtGateway, ({ payload }, claim) => work.register(payload.paymentId, claim)),
  onEvent(refundAtGateway, ({ payload }, claim) => work.sendRefund(payload.refundId, claim)),
]
