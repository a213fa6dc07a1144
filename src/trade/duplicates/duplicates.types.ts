import type { Id } from '../../kernel/ids.ts'
import type { Grade, ReasonCode } from './pairs.rules.ts'

/** `open`: waits for an operator; `different`: two products by an operator's word; `merged`: one since. */
export const pairStates = ['open', 'different', 'merged'] as const
export type PairState = (typeof pairStates)[number]

/** Two products that may be one: the older first. */
export interface Pair {
  pairId: Id<'duplicate'>
  olderId: Id<'product'>
  youngerId: Id<'product'>
  grade: Grade
  score: number
  reasons: ReasonCode[]
  state: PairState
  decidedBy: Id<'account'> | null
  decidedAt: Date | null
}
