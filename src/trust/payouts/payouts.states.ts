import { refuseAll, type Transitions } from '../../kernel/states.ts'

/** `open`: an operator looks at what is due; `approved`: the bank has it; `closed`: the bank has told of every payout. */
export const runStates = ['open', 'approved', 'closed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

export const runWords = ['approve', 'cancel', 'finish'] as const
export type RunWord = (typeof runWords)[number]

/** Every state and every word. An approval said again is refused: who says it must learn that it was another's. */
export const runTransitions: Transitions<RunState, RunWord> = {
  open: refuseAll(runWords, { approve: 'approved', cancel: 'cancelled' }),
  approved: refuseAll(runWords, { finish: 'closed' }),
  closed: refuseAll(runWords, { finish: 'stay' }),
  cancelled: refuseAll(runWords, { cancel: 'stay' }),
}

/** `underWay`: the bank has it; `paid`, with the bank’s reference; `returned` by the bank, with its reason. */
export const payoutStates = ['underWay', 'paid', 'returned'] as const
export type PayoutState = (typeof payoutStates)[number]

/** `pay` and `bounce` are the bank’s words; `recall` and `payAfterAll` an operator’s, who believes its second word. */
export const payoutWords = ['pay', 'bounce', 'recall', 'payAfterAll'] as const
export type PayoutWord = (typeof payoutWords)[number]

/** Every state and every word. */
export const payoutTransitions: Transitions<PayoutState, PayoutWord> = {
  underWay: refuseAll(payoutWords, { pay: 'paid', bounce: 'returned' }),
  paid: refuseAll(payoutWords, { pay: 'stay', recall: 'returned' }),
  returned: refuseAll(payoutWords, { bounce: 'stay', payAfterAll: 'paid' }),
}
