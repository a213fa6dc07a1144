import { refuseAll, type Transitions } from '../../kernel/states.ts'

/**
 * `asked` by the buyer; `escalated`: the shop did not answer in time, so an operator decides, or the shop still;
 * `accepted`: to be fetched, or brought to the counter; `pickedUp`; `notTaken`: what the rider found did not fit,
 * the shop decides again. Ended: `refunded`, `refused`, `withdrawn`.
 */
export const returnStates = [
  'asked',
  'escalated',
  'accepted',
  'pickedUp',
  'notTaken',
  'refunded',
  'refused',
  'withdrawn',
] as const
export type ReturnState = (typeof returnStates)[number]

/**
 * `arrive`: the shop's code closed its leg; `receive`: the buyer brought it to the counter; `lose`: its carrier lost
 * it; `bringBack`: an operator says that it is with the buyer again.
 */
export const returnWords = [
  'accept',
  'refuse',
  'escalate',
  'withdraw',
  'pickUp',
  'failCheck',
  'arrive',
  'receive',
  'lose',
  'bringBack',
] as const
export type ReturnWord = (typeof returnWords)[number]

const only = (next: Partial<Record<ReturnWord, ReturnState | 'stay'>>) =>
  refuseAll<ReturnState, ReturnWord>(returnWords, next)

const decide = { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' } as const

/** Every state and every word. */
export const returnTransitions: Transitions<ReturnState, ReturnWord> = {
  asked: only({ ...decide, escalate: 'escalated' }),
  escalated: only({ ...decide, escalate: 'stay' }),
  accepted: only({
    accept: 'stay',
    withdraw: 'withdrawn',
    pickUp: 'pickedUp',
    failCheck: 'notTaken',
    receive: 'refunded',
  }),
  pickedUp: only({ pickUp: 'stay', arrive: 'refunded', lose: 'refunded', bringBack: 'notTaken' }),
  notTaken: only({ ...decide, failCheck: 'stay', bringBack: 'stay' }),
  refunded: only({ arrive: 'stay', receive: 'stay', lose: 'stay' }),
  refused: only({ refuse: 'stay' }),
  withdrawn: only({ withdraw: 'stay' }),
}

/** Who took a step. */
export const stepParties = ['buyer', 'shop', 'operator', 'carrier', 'time'] as const
export type StepParty = (typeof stepParties)[number]

const endedStates: readonly ReturnState[] = ['refunded', 'refused', 'withdrawn']
export const isReturnOver = (state: ReturnState): boolean => endedStates.includes(state)
