import t from 'tap'
import { type SandboxState, sandboxCodes, sandboxStep } from './sandbox.rules.ts'

const { handoverCode, deliveryCode } = sandboxCodes

t.test('only what was fetched and brought with its codes is clean', async (t) => {
  let state: SandboxState = 'asked'
  for (const [status, more, next] of [
    ['accepted', {}, 'booked'],
    ['agentAssigned', {}, 'booked'],
    ['pickedUp', { handoverCode }, 'pickedUp'],
    ['outForDelivery', {}, 'pickedUp'],
    ['pickedUp', { handoverCode }, 'pickedUp'],
    ['delivered', { deliveryCode }, 'clean'],
    ['delivered', { deliveryCode }, 'clean'],
    ['lost', {}, 'clean'],
  ] as const) {
    state = sandboxStep(state, { status, ...more }).state
    t.equal(state, next, status)
  }
})

t.test('each fault ends it with its reason', async (t) => {
  for (const [from, word, reason] of [
    ['asked', { status: 'declined', reason: 'Nobody is free' }, /given back: Nobody is free/],
    ['booked', { status: 'cancelled' }, /given back/],
    ['booked', { status: 'pickedUp' }, /hand-over code/],
    ['booked', { status: 'delivered', deliveryCode }, /pickedUp was never told/],
    ['pickedUp', { status: 'delivered', deliveryCode: '1' }, /delivery code/],
    ['pickedUp', { status: 'delivered', deliveryCode, cashCollectedPaise: 500n }, /with cash/],
    ['pickedUp', { status: 'lost' }, /told as lost/],
    ['booked', { status: 'flying' }, /“flying” is no word/],
  ] as const)
    t.match(sandboxStep(from, word), { state: 'failed', reason })
})
