import fc from 'fast-check'
import t from 'tap'
import { csvFile } from '../../kernel/csv.ts'
import { newId } from '../../kernel/ids.ts'
import { createSealer } from '../../platform/crypto/index.ts'
import { bankContext } from '../../trade/traders/index.ts'
import { bankFile, readResults, readWord } from './payouts.file.ts'
import {
  hear,
  judgeOrder,
  nextOpening,
  type OrderDue,
  type PayoutItem,
  standingOf,
  sumsOf,
  type Told,
  tcsOf,
} from './payouts.rules.ts'
import { payoutStates, payoutTransitions, payoutWords, runStates, runTransitions } from './payouts.states.ts'

const [orderId, purchaseId] = [newId('order'), newId('purchase')]
const now = new Date('2026-11-22T06:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const terms = { asOf: now, returnDays: 7, hasGstin: true }
const due = (some: Partial<OrderDue> = {}): OrderDue => ({
  ...{ orderId, purchaseId, goodsPaise: 53_000n, heldBy: 'platform', tcsPaise: 0n, own: null },
  ...{ deliveredAt: daysAgo(8), invoiceNumber: null, taxablePaise: 50_000n, hasOpenReturn: false },
  ...some,
})

t.test('an order is due when the platform has its money and the goods stay', async (t) => {
  t.match(judgeOrder(due(), terms), { kind: 'due', item: { goodsPaise: 53_000n, tcsPaise: 250n } })
  t.match(judgeOrder(due(), { ...terms, hasGstin: false }), { item: { tcsPaise: 0n } }, 'no GSTIN, no tax')
  const waits: [Partial<OrderDue>, string][] = [
    [{ deliveredAt: null }, 'notDelivered'],
    [{ heldBy: 'carrier' }, 'inHands'],
    [{ heldBy: 'buyer' }, 'inHands'],
    [{ deliveredAt: daysAgo(6.9) }, 'returnWindow'],
    [{ hasOpenReturn: true }, 'returnOpen'],
  ]
  for (const [some, why] of waits) t.match(judgeOrder(due(some), terms), { kind: 'waits', why }, why)
  t.match(judgeOrder(due({ heldBy: 'trader' }), terms), { kind: 'nothing' })
  const own = { shopId: newId('shop'), paise: 900n }
  const cash = judgeOrder(due({ heldBy: 'trader', own }), terms)
  t.match(cash, { kind: 'due', item: { goodsPaise: 0n, tcsPaise: 0n, own } }, 'what it has to hand over')
  const back = judgeOrder(
    due({ goodsPaise: -10_500n, tcsPaise: 250n, taxablePaise: 40_000n, heldBy: 'buyer' }),
    terms,
  )
  t.match(back, { item: { goodsPaise: -10_500n, tcsPaise: -50n } }, 'tax comes back with the goods')
})

t.test('tax is half a percent of the value, to the nearest paisa', async (t) => {
  t.same([100n, 99n, 0n, 1_000_000n].map(tcsOf), [1n, 0n, 0n, 5_000n])
})

t.test('who is paid', async (t) => {
  const payee = { status: 'verified', upiId: 'a@upi', sealedBank: null }
  t.equal(standingOf(100n, payee), 'ready')
  t.equal(standingOf(99n, payee), 'tooLittle')
  t.equal(standingOf(-5n, payee), 'tooLittle')
  t.equal(standingOf(100n, { ...payee, upiId: null }), 'noAccount')
  t.equal(standingOf(100n, { ...payee, status: 'suspended' }), 'suspended')
})

t.test(
  'whatever comes back and whenever it is paid, nobody is paid below zero and every paisa stands',
  async (t) => {
    const step = fc.oneof(
      fc.record({ what: fc.constant('sell' as const), taxable: fc.bigInt({ min: 1n, max: 90_000n }) }),
      fc.record({
        what: fc.constant('return' as const),
        which: fc.nat(),
        percent: fc.bigInt({ min: 1n, max: 100n }),
      }),
      fc.record({ what: fc.constant('run' as const), bounces: fc.boolean() }),
    )
    let paidRuns = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 30, size: 'max' }), (steps) => {
        const orders: { sold: bigint; taxable: bigint; balance: bigint; tcs: bigint }[] = []
        let paid = 0n
        for (const one of steps) {
          if (one.what === 'sell') {
            const sold = (one.taxable * 105n) / 100n
            orders.push({ sold, taxable: one.taxable, balance: sold, tcs: 0n })
          } else if (one.what === 'return' && orders.length > 0) {
            const order = orders[one.which % orders.length]!
            const back = (order.sold * one.percent) / 100n
            order.taxable -= (order.taxable * one.percent) / 100n
            order.sold -= back
            order.balance -= back
          } else if (one.what === 'run') {
            const items: [PayoutItem, (typeof orders)[number]][] = orders.flatMap((order) => {
              const judged = judgeOrder(
                due({ goodsPaise: order.balance, taxablePaise: order.taxable, tcsPaise: order.tcs }),
                terms,
              )
              return judged.kind === 'due' ? [[judged.item, order] as const] : []
            }) as never
            const { netPaise, goodsPaise, takenBackPaise, tcsPaise } = sumsOf(items.map(([item]) => item))
            if (netPaise !== goodsPaise - takenBackPaise - tcsPaise) return false
            if (standingOf(netPaise, { status: 'verified', upiId: 'a@upi', sealedBank: null }) !== 'ready')
              continue
            if (netPaise < 100n) return false
            if (one.bounces) continue
            paid += netPaise
            paidRuns++
            for (const [item, order] of items) {
              order.balance -= item.goodsPaise
              order.tcs += item.tcsPaise
              if (order.balance !== 0n || order.tcs < 0n) return false
            }
          }
        }
        const sum = (of: (order: (typeof orders)[number]) => bigint) =>
          orders.reduce((all, one) => all + of(one), 0n)
        return paid + sum(({ tcs }) => tcs) + sum(({ balance }) => balance) === sum(({ sold }) => sold)
      }),
      { numRuns: 150 },
    )
    t.ok(paidRuns > 20, 'runs paid')
  },
)

t.test('the bank’s word, once, twice and against itself', async (t) => {
  const told = (some: Partial<Told>): Told => ({
    state: 'underWay',
    utr: null,
    returnReason: null,
    claim: null,
    ...some,
  })
  const paid = { status: 'paid', utr: '412345678901' } as const
  const back = { status: 'returned', reason: 'Account closed' } as const
  t.equal(hear(told({}), paid), 'applied')
  t.equal(hear(told({ state: 'paid', utr: paid.utr }), paid), 'repeated')
  t.equal(hear(told({ state: 'paid', utr: '412345678902' }), paid), 'contradicts', 'paid twice')
  t.equal(hear(told({ state: 'paid', utr: paid.utr }), back), 'contradicts')
  t.equal(hear(told({ state: 'paid', utr: paid.utr, claim: back }), back), 'repeated')
  t.equal(hear(told({ state: 'returned', returnReason: 'x' }), back), 'repeated')
  t.equal(hear(told({ state: 'returned', returnReason: 'x' }), paid), 'contradicts')
  t.equal(
    hear(told({ state: 'returned', returnReason: 'x', utr: paid.utr }), paid),
    'repeated',
    'after a recall',
  )
  for (const state of payoutStates)
    for (const word of payoutWords) t.ok(payoutTransitions[state][word], `${state} ${word}`)
  for (const state of runStates) t.ok(runTransitions[state].approve)
})

t.test('the bank’s file is what a bank reads, and what it answers is read row by row', async (t) => {
  const sealer = createSealer({ key: Buffer.alloc(32, 7) })
  const [traderId, payoutId] = [newId('trader'), newId('payout')]
  const account = JSON.stringify({ accountNumber: '0012345678901', ifsc: 'SBIN0001234' })
  const line = { payoutId, traderId, name: '=Sharma, "Traders"', amountPaise: 52_705n }
  const sealedBank = sealer.seal(account, bankContext(traderId))
  const file = bankFile(
    [
      { ...line, sealedBank, upiId: null },
      { ...line, sealedBank: null, upiId: 'a@upi' },
    ],
    sealer,
  )
  t.same(file.split('\r\n').slice(1, 3), [
    `${payoutId},NEFT,Sharma Traders,0012345678901,SBIN0001234,,527.05`,
    `${payoutId},UPI,Sharma Traders,,,a@upi,527.05`,
  ])
  t.throws(
    () => bankFile([{ ...line, traderId: newId('trader'), sealedBank, upiId: null }], sealer),
    'in its own place alone',
  )
  t.equal(csvFile([['a', 'b,"c"\n']]), '\ufeffa,"b,""c""\n"\r\n')

  const heading = 'reference,status,utr,reason'
  t.match(
    readResults(`${heading}\n${payoutId},PAID,n123456789012345,\n${payoutId},returned,,Account closed\n`),
    [
      { row: 2, word: { status: 'paid', utr: 'N123456789012345' } },
      { row: 3, word: { status: 'returned', reason: 'Account closed' } },
    ],
  )
  const wrong = [
    `hello,paid,412345678901,`,
    `${payoutId},paid,12,`,
    `${payoutId},returned,,`,
    `${payoutId},maybe,,`,
  ]
  const details = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      return (error as { fields: { detail: string }[] }).fields.map(({ detail }) => detail.slice(0, 12))
    }
  }
  t.same(
    details(() => readResults([heading, ...wrong].join('\n'))),
    ['row 2, refer', 'row 3, utr: ', 'row 4, reaso', 'row 5, statu'],
  )
  t.match(readWord({ status: 'paid', utr: ' 4123 4567 8901' }), { utr: '412345678901' })
  t.throws(() => readWord({ status: 'paid' }))
  t.throws(() => readWord({ status: 'returned', reason: ' ' }))
})

t.test('when a run is opened next', async (t) => {
  // 11:30 in India.
  const at = (hour: number, opened: boolean) => nextOpening(hour, now, opened).toISOString()
  t.equal(at(18, false), '2026-11-22T12:30:00.000Z')
  t.equal(at(6, false), now.toISOString(), 'its hour has come')
  t.equal(at(6, true), '2026-11-23T00:30:00.000Z')
})
