import { HaatError } from '../../kernel/errors.ts'
import type { PickupCheckName } from '../shipments/index.ts'
import type { ReturnReason } from './returns.rules.ts'

export const returnNotDelivered = (state: string): HaatError =>
  new HaatError(
    'conflict',
    'returnNotDelivered',
    'Only what was delivered can be given back. Cancel the order instead, as long as it is at the shop.',
    { facts: { state } },
  )

export const returnTooLate = (until: Date): HaatError =>
  new HaatError(
    'conflict',
    'returnTooLate',
    'The time to give this back is over. Write to the shop, or to the grievance officer.',
    { facts: { until: until.toISOString() } },
  )

export const returnForConsumers = (): HaatError =>
  new HaatError(
    'conflict',
    'returnForConsumers',
    'What a trader bought goes back by agreement with the seller. Call the shop.',
  )

export const returnOpen = (returnId: string): HaatError =>
  new HaatError(
    'conflict',
    'returnOpen',
    'Something of this order goes back already. Wait until that has ended, or withdraw it first.',
    { facts: { returnId } },
  )

export const returnLines = (at: number, left: number): HaatError =>
  new HaatError(
    'unprocessable',
    'returnLines',
    'There are not so many pieces that can go back. Choose among those of the order.',
    {
      fields: [{ pointer: `/lines/${at}`, code: 'returnLines', detail: `at most ${left}` }],
      facts: { left },
    },
  )

export const returnReasonNotForLine = (at: number, reasons: readonly ReturnReason[]): HaatError =>
  new HaatError(
    'unprocessable',
    'returnReason',
    'Food, medicine and other perishables go back only when they are damaged, wrong or past their date.',
    {
      fields: [{ pointer: `/lines/${at}`, code: 'returnReason', detail: `only: ${reasons.join(', ')}` }],
      facts: { reasons: reasons.join(' ') },
    },
  )

export const returnState = (state: string): HaatError =>
  new HaatError(
    'conflict',
    'returnState',
    'This return has gone on since. Look at where it stands, and choose again.',
    { facts: { state } },
  )

export const returnFetched = (): HaatError =>
  new HaatError(
    'conflict',
    'returnFetched',
    'A delivery partner has these goods. Tell its rider your code; that closes the return.',
  )

export const returnNotBack = (state: string): HaatError =>
  new HaatError(
    'conflict',
    'returnNotBack',
    'These goods are not in the shop, so they cannot be sold again. Wait until the return has ended.',
    { facts: { state } },
  )

export const pickupCheckMissing = (missing: readonly PickupCheckName[]): HaatError =>
  new HaatError(
    'unprocessable',
    'pickupCheckMissing',
    'Look at the goods before you take them, and answer every point of the check list.',
    {
      fields: missing.map((check) => ({
        pointer: check === 'photo' ? '/photoUrl' : `/found/${check}`,
        code: 'pickupCheckMissing',
        detail: 'is not answered',
      })),
      facts: { missing: missing.join(' ') },
    },
  )

export const returnSum = (mostPaise: bigint): HaatError =>
  new HaatError('unprocessable', 'returnSum', 'Pay back something, and at most what the goods cost.', {
    fields: [{ pointer: '/goodsPaise', code: 'returnSum', detail: `at most ${mostPaise} paise` }],
    facts: { mostPaise: String(mostPaise) },
  })
