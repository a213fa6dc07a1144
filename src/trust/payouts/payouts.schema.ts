import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wireSignedPaise, wireText } from '../../platform/http/index.ts'
import { standings, waitings } from './payouts.rules.ts'
import { payoutStates, runStates } from './payouts.states.ts'
import { rowOutcomes } from './results.service.ts'

/** Wire shapes of payouts. */

const count = z.int().min(0)
const sums = {
  orders: count,
  goodsPaise: wirePaise.describe('Goods of its orders'),
  takenBackPaise: wirePaise.describe(
    'Taken off: goods that came back after they had been paid out, and cash in the shop’s hand that was paid back to its buyer',
  ),
  tcsPaise: wireSignedPaise.describe(
    'Taken off: tax collected at source, 0.5% of the value of taxable supplies (CGST Act 2017, s. 52)',
  ),
  netPaise: wireSignedPaise.describe('Goods less what is taken off'),
}
const account = z
  .strictObject({
    kind: z.enum(['bank', 'upi']),
    bankCode: z.string().nullable().describe('The bank’s letters of the IFSC'),
    ending: z.string().nullable().describe('The account’s last four digits'),
    upiId: z.string().nullable(),
  })
  .nullable()
  .describe('Where the money goes; null: the trader gave no account')

export const runView = z.strictObject({
  runId: wireId('payoutRun'),
  state: z
    .enum(runStates)
    .describe('`approved`: the bank has it; `closed`: the bank has told of every payout'),
  openedAt: wireInstant.describe('Return windows that had ended by then count'),
  decidedAt: wireInstant.nullable(),
  closedAt: wireInstant.nullable(),
  payouts: count.describe('Of an open run: traders to be paid now'),
  amountPaise: wirePaise,
  paid: count,
  returned: count,
})
export const runWithDues = z.strictObject({
  ...runView.shape,
  heldBack: z
    .array(z.strictObject({ standing: z.enum(standings), traders: count, netPaise: wireSignedPaise }))
    .describe('Of an open run: who is owed something and is not paid in it'),
})
const claim = z
  .strictObject({
    status: z.enum(['paid', 'returned']),
    text: z.string().describe('The bank’s reference, or its reason'),
    at: wireInstant,
    open: z.boolean().describe('An operator has still to decide'),
  })
  .nullable()
  .describe('What the bank said against what stands')
const line = {
  payoutId: wireId('payout').nullable().describe('The reference in the bank file; null before the approval'),
  traderId: wireId('trader'),
  name: z.string().describe('The trader’s legal name'),
  state: z
    .enum([...standings, ...payoutStates])
    .describe(
      'Before the approval: `ready`, `noAccount`, `suspended`, `tooLittle` (less than a rupee or below zero: carried over); then what the bank did',
    ),
  account,
  ...sums,
  utr: z.string().nullable().describe('The bank’s reference'),
  returnReason: z.string().nullable().describe('Why the bank sent it, or the one before it, back'),
  claim,
  approvedAt: wireInstant.nullable(),
  settledAt: wireInstant.nullable(),
}
export const lineView = z.strictObject(line)
export const payoutView = z.strictObject({ ...line, payoutId: wireId('payout') })
export const payoutWithItems = z.strictObject({
  ...payoutView.shape,
  items: z.array(
    z.strictObject({
      orderId: wireId('order'),
      invoiceNumber: z.string().nullable(),
      goodsPaise: wireSignedPaise.describe('Below zero: came back after it had been paid out'),
      tcsPaise: wireSignedPaise,
      ownPaise: wirePaise.describe('Cash in the shop’s hand that was paid back to its buyer'),
      netPaise: wireSignedPaise,
    }),
  ),
})
export const nextView = z.strictObject({
  ...sums,
  standing: z.enum(standings),
  account,
  lastReturn: z
    .string()
    .nullable()
    .describe('Why the bank sent the last payout back: the account wants mending'),
  waits: z
    .array(
      z.strictObject({
        why: z
          .enum(waitings)
          .describe(
            '`inHands`: whoever took the cash has not sent it on, or the buyer has not paid; `returnWindow`: the buyer may still give goods back',
          ),
        orders: count,
        goodsPaise: wirePaise,
        until: wireInstant.nullable().describe('When the first of it is free; null: not known'),
      }),
    )
    .describe('Owed and not due yet'),
  leastPaise: wirePaise.describe('Less than this is carried over'),
  runIsOpen: z.boolean().describe('Operators look at a payout run now'),
  nextRunAt: wireInstant.nullable().describe('When the next is opened; null: when an operator does'),
})
export const approveBody = z.strictObject({
  payouts: count.describe('How many traders are paid, as you saw it'),
  amountPaise: wirePaise.describe('What they are paid, as you saw it'),
})
export const resultsBody = z.strictObject({
  csv: wireText(500_000).describe(
    '`reference,status,utr,reason`: status `paid` with the bank’s reference, or `returned` with its reason; at most 2,000 rows',
  ),
})
export const resultsView = z.strictObject({
  counts: z.strictObject(
    Object.fromEntries(rowOutcomes.map((name) => [name, count])) as Record<
      (typeof rowOutcomes)[number],
      typeof count
    >,
  ),
  rows: z.array(
    z.strictObject({
      row: z.int().describe('In the file; the heading is 1'),
      reference: z.string(),
      outcome: z
        .enum(rowOutcomes)
        .describe(
          '`repeated`: said before; `contradicts`: against what stands, a case is open; `unknown`: no such payout; `foreign`: of another run',
        ),
    }),
  ),
})
export const resultBody = z.strictObject({
  status: z.enum(['paid', 'returned']),
  utr: z.string().max(40).optional().describe('Of `paid`: 12, 16 or 22 characters'),
  reason: z.string().max(200).optional().describe('Of `returned`'),
})
export const caseBody = z.strictObject({
  decision: z.enum(['keep', 'accept']).describe('Keep what stands, or believe what the bank said later'),
  reason: wireText(500),
})
export const statementQuery = z.strictObject({
  from: z.iso.date().optional().describe('A day of India; a quarter before `to` when absent'),
  to: z.iso.date().optional().describe('Counted, too; today when absent'),
})
