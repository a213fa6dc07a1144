import type { Id } from '../../kernel/ids.ts'
import type { TraderLine } from './dues.service.ts'
import type { Standing, Sums } from './payouts.rules.ts'
import type { PayoutState } from './payouts.states.ts'
import type { Payout } from './payouts.store.ts'

/** As much of an account as may be shown. */
export type ShownAccount =
  | { kind: 'bank'; bankCode: string; ending: string; upiId: null }
  | { kind: 'upi'; bankCode: null; ending: null; upiId: string }

/** A payout, or what one would be, with what it is made of. */
export interface PayoutLine extends Sums {
  /** Null: not approved yet. */
  payoutId: Id<'payout'> | null
  traderId: Id<'trader'>
  name: string
  state: Standing | PayoutState
  account: ShownAccount | null
  utr: string | null
  /** Why the bank sent it back; before the approval, why it sent back the one before. */
  returnReason: string | null
  /** What the bank said against what stands. */
  claim: { status: 'paid' | 'returned'; text: string; at: Date; open: boolean } | null
  approvedAt: Date | null
  settledAt: Date | null
}

interface Place {
  sealedBank: string | null
  upiId: string | null
  bankCode: string | null
  bankEnding: string | null
}

export const accountOf = ({ sealedBank, upiId, bankCode, bankEnding }: Place): ShownAccount | null => {
  if (sealedBank !== null)
    return { kind: 'bank', bankCode: bankCode ?? '', ending: bankEnding ?? '', upiId: null }
  return upiId === null ? null : { kind: 'upi', bankCode: null, ending: null, upiId }
}

export const payoutLineOf = (payout: Payout): PayoutLine => {
  const { claim } = payout
  return {
    payoutId: payout.payoutId,
    traderId: payout.traderId,
    name: payout.name,
    state: payout.state,
    account: accountOf(payout),
    orders: payout.orders,
    goodsPaise: payout.goodsPaise,
    takenBackPaise: payout.takenBackPaise,
    tcsPaise: payout.tcsPaise,
    netPaise: payout.amountPaise,
    utr: payout.utr,
    returnReason: payout.state === 'returned' ? payout.returnReason : null,
    claim: claim && {
      status: claim.status,
      text: claim.status === 'paid' ? claim.utr : claim.reason,
      at: claim.at,
      open: claim.open,
    },
    approvedAt: payout.createdAt,
    settledAt: payout.settledAt,
  }
}

export const dueLineOf = ({ payee, sums, standing }: TraderLine, lastReturn: string | null): PayoutLine => ({
  payoutId: null,
  traderId: payee.traderId,
  name: payee.legalName,
  state: standing,
  account: accountOf(payee),
  ...sums,
  utr: null,
  returnReason: lastReturn,
  claim: null,
  approvedAt: null,
  settledAt: null,
})
