import { ondcWords } from '../ondc-words.ts'

/** The states of a fulfilment as ONDC logistics names them. */
export const ondcStates = [
  'Pending',
  'Searching-for-Agent',
  'Agent-assigned',
  'Out-for-pickup',
  'Pickup-rescheduled',
  'At-pickup',
  'Order-picked-up',
  'In-transit',
  'At-destination-hub',
  'Out-for-delivery',
  'At-delivery',
  'Order-delivered',
  'Delivery-failed',
  'Delivery-rescheduled',
  'RTO-Initiated',
  'RTO-Delivered',
  'RTO-Disposed',
  'Cancelled',
] as const
export type OndcState = (typeof ondcStates)[number]

const words: Readonly<Record<OndcState, string>> = {
  Pending: 'booked',
  'Searching-for-Agent': 'booked',
  // Still with whoever comes for it, or comes again.
  'Out-for-pickup': 'agentAssigned',
  'Pickup-rescheduled': 'agentAssigned',
  // Nobody was met: it comes again.
  'Delivery-rescheduled': 'deliveryFailed',
  ...ondcWords,
}

/** A state in the market's words; what maps to none stays as it is, to be kept and counted and never guessed. */
export const readOndcState = (state: string): string =>
  Object.hasOwn(words, state) ? words[state as OndcState] : state
