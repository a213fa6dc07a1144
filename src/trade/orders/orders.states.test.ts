import t from 'tap'
import { move } from '../../kernel/states.ts'
import {
  isOrderOver,
  orderEvents,
  orderStates,
  orderTransitions,
  terminalOrderStates,
} from './orders.states.ts'
import { purchaseEvents, purchaseOutcome, purchaseStates, purchaseTransitions } from './purchases.states.ts'

// Written out by hand and apart from the table: a slip in either shows.
const orderMoves: Record<string, string> = {
  'awaitingPayment pay': 'confirmed',
  'awaitingPayment cancel': 'cancelled',
  'awaitingPayment expire': 'expired',
  'confirmed accept': 'accepted',
  'confirmed reject': 'rejected',
  'confirmed cancel': 'cancelled',
  'accepted pack': 'packed',
  'accepted reject': 'rejected',
  'accepted cancel': 'cancelled',
  'packed reject': 'rejected',
  'packed cancel': 'cancelled',
  'packed handOver': 'handedOver',
  'packed deliver': 'delivered',
  'handedOver deliver': 'delivered',
  'handedOver undeliver': 'undelivered',
}
const orderStays = new Set([
  'confirmed pay',
  'accepted pay',
  'accepted accept',
  'packed pay',
  'packed accept',
  'packed pack',
  'handedOver pay',
  'handedOver accept',
  'handedOver pack',
  'handedOver handOver',
  'delivered pay',
  'delivered accept',
  'delivered pack',
  'delivered handOver',
  'delivered deliver',
  'cancelled cancel',
  'rejected reject',
  'expired expire',
  'undelivered handOver',
  'undelivered undeliver',
])
const purchaseMoves: Record<string, string> = {
  'awaitingPayment pay': 'confirmed',
  'awaitingPayment expire': 'expired',
  'awaitingPayment cancel': 'cancelled',
  'confirmed cancel': 'cancelled',
  'confirmed complete': 'completed',
}
const purchaseStays = new Set([
  'confirmed pay',
  'completed pay',
  'completed complete',
  'cancelled cancel',
  'expired expire',
])

const told = (pair: string, moves: Record<string, string>, stays: Set<string>) =>
  moves[pair]
    ? { moved: true, to: moves[pair] }
    : { moved: false, reason: stays.has(pair) ? 'stay' : 'refuse' }

t.test('every state and event of an order is answered', async (t) => {
  for (const state of orderStates) {
    for (const event of orderEvents) {
      const pair = `${state} ${event}`
      t.strictSame(move(orderTransitions, state, event), told(pair, orderMoves, orderStays), pair)
    }
  }
})

t.test('every state and event of a purchase is answered', async (t) => {
  for (const state of purchaseStates) {
    for (const event of purchaseEvents) {
      const pair = `${state} ${event}`
      t.strictSame(move(purchaseTransitions, state, event), told(pair, purchaseMoves, purchaseStays), pair)
    }
  }
})

t.test('terminal states absorb', async (t) => {
  for (const state of terminalOrderStates) {
    for (const event of orderEvents) {
      t.notOk(move(orderTransitions, state, event).moved, `${state} ${event}`)
    }
  }
  for (const state of ['completed', 'cancelled', 'expired'] as const) {
    for (const event of purchaseEvents) {
      t.notOk(move(purchaseTransitions, state, event).moved, `${state} ${event}`)
    }
  }
})

t.test('a purchase follows from its orders', async (t) => {
  for (const one of orderStates) {
    for (const other of orderStates) {
      const outcome = purchaseOutcome([one, other])
      if (!isOrderOver(one) || !isOrderOver(other)) t.equal(outcome, undefined, `${one}, ${other}`)
      else {
        const expected = one === 'delivered' || other === 'delivered' ? 'complete' : 'cancel'
        t.equal(outcome, expected, `${one}, ${other}`)
      }
    }
  }
})
