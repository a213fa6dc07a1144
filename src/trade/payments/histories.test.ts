import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { openAsFound, openByLedger } from '../../../test/support/dues.ts'
import {
  beginCourse,
  type Happening,
  happenings,
  type Step,
  stockProblems,
} from '../../../test/support/history.ts'
import { createTradeWorld } from '../../../test/support/trade-world.ts'
import { type Id, newId, uuidOf } from '../../kernel/ids.ts'
import { newWebhookSecret } from '../../platform/webhooks/index.ts'
import { purchaseOutcome } from '../orders/index.ts'

// Whatever happens to a purchase, in any order and two things at a time: the stock is conserved, every paisa
// stands, and what is over stays over.

const secret = newWebhookSecret()
// Nobody listens there: what the gateway says comes as signed events, and asking it answers nothing.
const world = await createTradeWorld(t, { gateway: { url: 'http://127.0.0.1:9', secret } })
const app = await world.http()
const operator = newId('account')
world.operators.add(operator)
const shops = [await world.newShop({ upiId: 'one@upi' }), await world.newShop({ upiId: 'two@upi' })]

// Few random walks come far by themselves: these go to the middle and to the ends, and chance goes on from there.
const openings: Happening[][] = [
  [],
  ['pay'],
  ['pay', 'accept', 'pack'],
  ['pay', 'accept', 'pack', 'handOver'],
  ['pay', 'accept', 'pack', 'handOver', 'deliver', 'cash'],
  ['pay', 'accept', 'pack', 'handOver', 'undeliver'],
  ['pay', 'reject'],
  ['pay', 'cancelPurchase', 'refund'],
  ['expire', 'pay'],
  ['fail', 'retry', 'payAgain', 'pay'],
]
const drawDues = world.payments.upkeep.find(({ name }) => name === 'payments.drawDues')!
const step = fc.record({ what: fc.constantFrom(...happenings), which: fc.nat({ max: 3 }) })
const course = fc.record({
  method: fc.constantFrom('cod' as const, 'upi' as const, 'gateway' as const),
  shops: fc.constantFrom(shops.slice(0, 1), shops),
  pickup: fc.boolean(),
  opening: fc.constantFrom(...openings),
  steps: fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { maxLength: 8 }),
})

const over = new Set(['delivered', 'cancelled', 'rejected', 'expired', 'undelivered', 'completed'])

async function statesOf(purchaseId: string): Promise<Map<string, string>> {
  const rows = await world.sql(
    `select id, state from purchases where id = $1 union all select id, state from orders where purchase_id = $1`,
    [uuidOf(purchaseId)],
  )
  return new Map(rows.map((row) => [row.id, row.state]))
}

/** Throws what does not hold; answers the states, for the next time. */
async function inspect(purchaseId: Id<'purchase'>, listings: readonly string[], before: Map<string, string>) {
  const now = await statesOf(purchaseId)
  for (const [id, state] of before) {
    if (over.has(state) && now.get(id) !== state) throw new Error(`${id} was ${state} and is ${now.get(id)}`)
  }
  const parent = now.get(uuidOf(purchaseId))!
  const parts = [...now].filter(([id]) => id !== uuidOf(purchaseId)).map(([, state]) => state)
  const outcome = purchaseOutcome(parts as Parameters<typeof purchaseOutcome>[0])
  const ends = { complete: ['completed'], cancel: ['cancelled', 'expired'] }
  if (outcome ? !ends[outcome].includes(parent) : over.has(parent)) {
    throw new Error(`the purchase is ${parent}, its orders are ${parts.join(', ')}`)
  }
  const stock = await stockProblems(world, listings)
  if (stock.length > 0) throw new Error(`stock: ${stock.join('; ')}`)
  const { problems } = await world.payments.checkLedger()
  if (problems.length > 0) throw new Error(`ledger: ${JSON.stringify(problems)}`)
  assert.deepEqual(
    await openAsFound(world, purchaseId),
    await openByLedger(world, purchaseId),
    'what traders are due',
  )
  return now
}

t.test('random histories', async (t) => {
  let runs = 0
  let turns = 0
  const ends = new Set<string>()
  await fc.assert(
    fc.asyncProperty(course, async ({ opening, steps, ...how }) => {
      const run = await beginCourse(world, app, { operator, secret }, how)
      let states = await statesOf(run.purchaseId)
      const first: Step[][] = opening.flatMap((what) => run.orders.map((_, which) => [{ what, which }]))
      for (const together of [...first, ...steps]) {
        const draws = ++turns % 2 === 0 ? [drawDues.run()] : []
        await Promise.all([...together.map(run.perform), ...draws])
        states = await inspect(run.purchaseId, run.listings, states)
      }
      for (const state of states.values()) ends.add(state)
      runs++
    }),
    { numRuns: 90 },
  )
  t.equal(runs, 90)
  for (const state of over) t.ok(ends.has(state), `some history ended ${state}`)
})
