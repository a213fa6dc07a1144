import t from 'tap'
import { move } from '../../kernel/states.ts'
import {
  paymentEvents,
  paymentStates,
  paymentTransitions,
  refundEvents,
  refundStates,
  refundTransitions,
} from './payments.states.ts'

// Written out by hand and apart from the tables.
const paymentMoves: Record<string, string> = {
  'pending succeed': 'paid',
  'pending mismatch': 'mismatched',
  'pending fail': 'failed',
  'pending close': 'void',
  'failed succeed': 'paid',
  'failed mismatch': 'mismatched',
  'failed close': 'void',
  'void succeed': 'paid',
  'void mismatch': 'mismatched',
}
const refundMoves: Record<string, string> = {
  'requested send': 'sent',
  'requested settle': 'settled',
  'requested fail': 'failed',
  'sent settle': 'settled',
  'sent fail': 'failed',
  'failed settle': 'settled',
  'failed retry': 'requested',
}
const refundRefusals = new Set(['sent retry', 'settled retry', 'failed send'])

t.test('every state and event of a payment is answered; money that came is never refused', async (t) => {
  for (const state of paymentStates) {
    for (const event of paymentEvents) {
      const to = paymentMoves[`${state} ${event}`]
      const expected = to ? { moved: true, to } : { moved: false, reason: 'stay' }
      t.strictSame(move(paymentTransitions, state, event), expected, `${state} ${event}`)
    }
  }
})

t.test('every state and event of a refund is answered', async (t) => {
  for (const state of refundStates) {
    for (const event of refundEvents) {
      const pair = `${state} ${event}`
      const to = refundMoves[pair]
      const reason = refundRefusals.has(pair) ? 'refuse' : 'stay'
      const expected = to ? { moved: true, to } : { moved: false, reason }
      t.strictSame(move(refundTransitions, state, event), expected, pair)
    }
  }
})
