import type { Id } from '../../kernel/ids.ts'

export const operations = ['quote', 'book', 'status', 'cancel', 'update'] as const
export type CallOperation = (typeof operations)[number]

/** `answered`: with any status; `notSent`: nothing left us; `refused`: we may not call there; `unknown`: it may have heard us. */
export const callOutcomes = ['answered', 'notSent', 'refused', 'unknown'] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** One signed call to a provider, as whoever made it tells it. */
export interface MadeCall {
  providerId: Id<'provider'>
  operation: CallOperation
  reference: Id<'offer'> | null
  outcome: CallOutcome
  status: number | null
  reason: string | null
  durationMs: number
  /** The body that was sent; never names, phones or address lines: a booking has none. */
  request: unknown
  answer: string | null
  calledAt: Date
}

export interface KeptCall extends MadeCall {
  callId: Id<'call'>
  attempt: number
}
