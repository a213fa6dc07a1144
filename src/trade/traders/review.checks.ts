import { checkFssai } from '../../kernel/fssai.ts'
import { checkGstEnrolment } from '../../kernel/gst-enrolment.ts'
import { checkGstin, gstinPan } from '../../kernel/gstin.ts'
import { checkPan } from '../../kernel/pan.ts'
import { checkUdyam } from '../../kernel/udyam.ts'
import { checkUpiId } from '../../kernel/upi.ts'
import type { TraderRow } from './traders.store.ts'

export const reviewChecks = [
  'pan',
  'gstin',
  'panInGstin',
  'enrolmentId',
  'udyam',
  'fssai',
  'payout',
  'shops',
  'stateOfShops',
  'duplicates',
] as const

/** What was looked at before an operator does: `absent` when nothing was given that could be looked at. */
export interface ReviewCheck {
  check: (typeof reviewChecks)[number]
  result: 'good' | 'bad' | 'absent'
  /** What it was about: a number, a state, other traders. */
  seen: string[]
}

type Registered = Pick<
  TraderRow,
  'pan' | 'gstin' | 'enrolmentId' | 'udyam' | 'fssai' | 'upiId' | 'bankEnding' | 'state'
>

/** Formats, check digits, whether the numbers agree with each other and with the shops, and who else has them. */
export function checksOf(
  trader: Registered,
  shopStates: readonly string[],
  alike: readonly string[],
): ReviewCheck[] {
  const judge = (good: boolean): 'good' | 'bad' => (good ? 'good' : 'bad')
  const number = (
    check: ReviewCheck['check'],
    text: string | null,
    read: (text: string) => { ok: boolean },
  ): ReviewCheck =>
    text === null
      ? { check, result: 'absent', seen: [] }
      : { check, result: judge(read(text).ok), seen: [text] }
  const elsewhere = [...new Set(shopStates)].filter((state) => state !== trader.state)
  const hasPayout = trader.upiId !== null || trader.bankEnding !== null
  return [
    number('pan', trader.pan, checkPan),
    number('gstin', trader.gstin, checkGstin),
    number('panInGstin', trader.gstin, (text) => ({ ok: gstinPan(text) === trader.pan })),
    number('enrolmentId', trader.enrolmentId, checkGstEnrolment),
    number('udyam', trader.udyam, checkUdyam),
    number('fssai', trader.fssai, checkFssai),
    {
      check: 'payout',
      result: judge(hasPayout && (trader.upiId === null || checkUpiId(trader.upiId).ok)),
      seen: [trader.upiId, trader.bankEnding].filter((text) => text !== null),
    },
    { check: 'shops', result: judge(shopStates.length > 0), seen: [String(shopStates.length)] },
    {
      check: 'stateOfShops',
      // A GSTIN is good in one state: a shop elsewhere needs one of its own.
      result: shopStates.length === 0 || trader.state === null ? 'absent' : judge(elsewhere.length === 0),
      seen: elsewhere.length > 0 ? elsewhere : trader.state === null ? [] : [trader.state],
    },
    { check: 'duplicates', result: judge(alike.length === 0), seen: [...alike] },
  ]
}
