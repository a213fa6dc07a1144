import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Pieces, ReturnReason } from './returns.rules.ts'
import type { ReturnState, StepParty } from './returns.states.ts'
import type { ReturnLook } from './returns.tables.ts'

/** What became of a return, and who did it. */
export interface ReturnStep {
  at: Date
  state: ReturnState
  by: StepParty
  note: string | null
}

/** Goods that go back, as the code has them. */
export interface GoodsReturn {
  shopId: Id<'shop'>
  returnId: Id<'return'>
  orderId: Id<'order'>
  state: ReturnState
  reason: ReturnReason
  note: string | null
  photoUrl: string | null
  goodsPaise: Paise
  weightGrams: number
  askedBy: Id<'account'>
  askedAt: Date
  answerBy: Date | null
  decidedBy: 'shop' | 'operator' | 'time' | null
  decidedAt: Date | null
  refusal: string | null
  shipmentId: Id<'shipment'> | null
  look: ReturnLook | null
  pickedUpAt: Date | null
  endedAt: Date | null
  endedBy: 'code' | 'counter' | 'lost' | 'ruling' | null
  restockedAt: Date | null
  movedAt: Date
  /** What an operator pays back, and why. */
  ruling: { goodsPaise: Paise; reason: string; carried: boolean } | null
  lines: Pieces[]
  /** The oldest first. */
  steps: ReturnStep[]
}

/** What a buyer asks for. */
export interface AskedReturn {
  lines: readonly Pieces[]
  reason: ReturnReason
  note?: string | undefined
  photoUrl?: string | undefined
}
