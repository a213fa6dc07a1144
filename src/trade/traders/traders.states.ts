import { refuseAll, type Transitions } from '../../kernel/states.ts'
import type { TraderStatus } from './traders.types.ts'

/** `editIdentity`: what an operator verified (names, numbers, tiers) was changed by the trader. */
export const traderEvents = ['submit', 'verify', 'sendBack', 'suspend', 'reinstate', 'editIdentity'] as const
export type TraderEvent = (typeof traderEvents)[number]

/** What may become of a trader. A `stay` is a repeated wish or an edit that nobody has judged yet. */
export const traderTransitions: Transitions<TraderStatus, TraderEvent> = {
  draft: refuseAll(traderEvents, { submit: 'submitted', editIdentity: 'stay' }),
  submitted: refuseAll(traderEvents, {
    submit: 'stay',
    verify: 'verified',
    sendBack: 'sentBack',
    editIdentity: 'stay',
  }),
  sentBack: refuseAll(traderEvents, { submit: 'submitted', sendBack: 'stay', editIdentity: 'stay' }),
  verified: refuseAll(traderEvents, {
    submit: 'stay',
    verify: 'stay',
    suspend: 'suspended',
    reinstate: 'stay',
    editIdentity: 'submitted',
  }),
  // Numbers stay as they were verified, for a reinstated trader sells at once.
  suspended: refuseAll(traderEvents, { suspend: 'stay', reinstate: 'verified' }),
}
