import { refuseAll, type Transitions } from '../../kernel/states.ts'

/**
 * `asked` by the buyer; `escalated`: the shop did not answer in time, so an operator decides, or the shop still;
 * `accepted`: to be fetched, or brought to the counter; `pickedUp`; `notTaken`: what the rider found did not fit,
 * the shop decides again; `ruled`: an operator pays back without waiting for goods, which may be undone until the money
 * leaves. Ended: `refunded`, `refused` (until the buyer asks an operator), `withdrawn`.
 */
export const returnStates = [
  'asked',
  'escalated',
  'accepted',
  'pickedUp',
  'notTaken',
  'ruled',
  'refunded',
  'refused',
  'withdrawn',
] as const
export type ReturnState = (typeof returnStates)[number]

/**
 * `arrive`: the shop's code closed its leg; `receive`: the buyer brought it to the counter; `lose`: its carrier lost
 * it; `bringBack`: an operator says that it is with the buyer again; `dispute`: the buyer asks an operator; `rule`: an
 * operator pays back; `settle`: that is carried out; `reopen`: an operator takes a decision of its own back;
 * `reopenCarried`: the same, while a carrier has the goods.
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
  'dispute',
  'rule',
  'settle',
  'reopen',
  'reopenCarried',
] as const
export type ReturnWord = (typeof returnWords)[number]

const only = (next: Partial<Record<ReturnWord, ReturnState | 'stay'>>) =>
  refuseAll<ReturnState, ReturnWord>(returnWords, next)

const decide = { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' } as const

const told = { pickUp: 'stay', arrive: 'stay', lose: 'stay', bringBack: 'stay' } as const

/** Every state and every word. */
export const returnTransitions: Transitions<ReturnState, ReturnWord> = {
  asked: only({ ...decide, escalate: 'escalated' }),
  escalated: only({ ...decide, escalate: 'stay', dispute: 'stay', rule: 'ruled' }),
  accepted: only({
    accept: 'stay',
    withdraw: 'withdrawn',
    pickUp: 'pickedUp',
    failCheck: 'notTaken',
    receive: 'refunded',
    rule: 'ruled',
    reopen: 'escalated',
  }),
  pickedUp: only({
    pickUp: 'stay',
    arrive: 'refunded',
    lose: 'refunded',
    bringBack: 'notTaken',
    rule: 'ruled',
  }),
  notTaken: only({ ...decide, failCheck: 'stay', bringBack: 'stay', dispute: 'escalated', rule: 'ruled' }),
  // What its carrier tells meanwhile changes nothing of what is paid.
  ruled: only({ ...told, settle: 'refunded', reopen: 'escalated', reopenCarried: 'pickedUp' }),
  refunded: only({ ...told, receive: 'stay', settle: 'stay' }),
  refused: only({ refuse: 'stay', dispute: 'escalated', reopen: 'escalated' }),
  withdrawn: only({ withdraw: 'stay' }),
}

/** Who took a step. */
export const stepParties = ['buyer', 'shop', 'operator', 'carrier', 'time'] as const
export type StepParty = (typeof stepParties)[number]

const endedStates: readonly ReturnState[] = ['refunded', 'refused', 'withdrawn']
export const isReturnOver = (state: ReturnState): boolean => endedStates.includes(state)
