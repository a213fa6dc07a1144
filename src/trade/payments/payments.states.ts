import { refuseAll, type Transitions } from '../../kernel/states.ts'

export const paymentStates = ['pending', 'failed', 'paid', 'mismatched', 'void'] as const
export type PaymentState = (typeof paymentStates)[number]

/**
 * `succeed`: the whole sum came. `mismatch`: money came, but another sum. `close`: its purchase was given up.
 */
export const paymentEvents = ['succeed', 'mismatch', 'fail', 'close'] as const
export type PaymentEvent = (typeof paymentEvents)[number]

const row = (except: Partial<Record<PaymentEvent, PaymentState | 'stay'>>) => refuseAll(paymentEvents, except)

/**
 * What happens to a payment. Money that came is a fact in whatever state it finds the payment: a failure told
 * after a success is old news, and a success after a failure or after the purchase was given up is late news
 * (the money then goes back, see `settleSurplus`).
 */
export const paymentTransitions: Transitions<PaymentState, PaymentEvent> = {
  pending: row({ succeed: 'paid', mismatch: 'mismatched', fail: 'failed', close: 'void' }),
  failed: row({ succeed: 'paid', mismatch: 'mismatched', fail: 'stay', close: 'void' }),
  void: row({ succeed: 'paid', mismatch: 'mismatched', fail: 'stay', close: 'stay' }),
  paid: row({ succeed: 'stay', mismatch: 'stay', fail: 'stay', close: 'stay' }),
  mismatched: row({ succeed: 'stay', mismatch: 'stay', fail: 'stay', close: 'stay' }),
}

export const refundStates = ['requested', 'sent', 'settled', 'failed'] as const
export type RefundState = (typeof refundStates)[number]

/** `send`: the gateway has it. `settle`: the buyer has the money. `retry`: an operator sends it again. */
export const refundEvents = ['send', 'settle', 'fail', 'retry'] as const
export type RefundEvent = (typeof refundEvents)[number]

const refundRow = (except: Partial<Record<RefundEvent, RefundState | 'stay'>>) =>
  refuseAll(refundEvents, except)

/** What happens to a refund; settled is the end. A settlement may be told before the gateway's own answer. */
export const refundTransitions: Transitions<RefundState, RefundEvent> = {
  requested: refundRow({ send: 'sent', settle: 'settled', fail: 'failed', retry: 'stay' }),
  sent: refundRow({ send: 'stay', settle: 'settled', fail: 'failed' }),
  settled: refundRow({ send: 'stay', settle: 'stay', fail: 'stay' }),
  failed: refundRow({ fail: 'stay', settle: 'settled', retry: 'requested' }),
}
