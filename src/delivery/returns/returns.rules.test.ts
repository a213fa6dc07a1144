import fc from 'fast-check'
import t from 'tap'
import { newId } from '../../kernel/ids.ts'
import { type Move, move } from '../../kernel/states.ts'
import type { BoughtLine } from '../../trade/orders/index.ts'
import {
  answerUntil,
  caseOf,
  checksFor,
  goodsBack,
  goodsPaiseOf,
  isPerishable,
  judgePickup,
  leftOf,
  reasonsFor,
  returnReasons,
  returnUntil,
  undoUntil,
  weightOf,
  withoutAnswer,
} from './returns.rules.ts'
import {
  isReturnOver,
  type ReturnState,
  returnStates,
  returnTransitions,
  returnWords,
} from './returns.states.ts'

const line = (some: Partial<BoughtLine> = {}): BoughtLine => ({
  lineId: newId('orderLine'),
  listingId: newId('listing'),
  brand: null,
  name: 'Lota',
  nameHi: null,
  netQuantity: 1,
  unit: 'pcs',
  hsn: '7323',
  quantity: 3,
  pricePaise: 3_333n,
  weightGrams: 1000,
  ...some,
})

t.test('food and medicine go back only damaged, wrong or past their date', async (t) => {
  for (const hsn of ['1101', '0401', '2402', '3004', '22021010']) t.ok(isPerishable({ hsn }), hsn)
  for (const hsn of ['2523', '3304', '7323', '6109']) t.notOk(isPerishable({ hsn }), hsn)
  t.same(reasonsFor({ hsn: '1101' }), ['damaged', 'wrongGoods', 'expired'])
  t.same(reasonsFor({ hsn: '7323' }), returnReasons)
})

t.test('what goes back is told as its products are, and nothing is guessed', async (t) => {
  const [milk, pot] = [line({ hsn: '0401' }), line()]
  const facts = { foodMark: 'none' as const, keepCold: false, packSize: null }
  const packSize = { lengthMm: 200, widthMm: 150, heightMm: 80 }
  const cold = { ...facts, listingId: milk.listingId, hsn: '0401', keepCold: true, packSize }
  const plain = { ...facts, listingId: pot.listingId, hsn: '7323', packSize }
  const two = [
    { line: milk, quantity: 2 },
    { line: pot, quantity: 1 },
  ]
  t.same(goodsBack(two, [cold, plain]), {
    ...{ isFood: true, keepCold: true },
    size: { lengthMm: 200, widthMm: 150, heightMm: 240 },
  })
  t.same(
    goodsBack(two.slice(1), [plain]),
    { isFood: false, keepCold: false, size: packSize },
    'of these alone',
  )
  t.match(goodsBack(two, [cold, { ...plain, packSize: null }]), { size: null, keepCold: true })
  t.match(goodsBack(two, [plain]), { size: null, isFood: true, keepCold: false }, 'by its HSN code')
})

t.test('the times, and what silence means', async (t) => {
  const at = new Date('2026-11-20T06:30:00Z')
  t.same(returnUntil(at, { days: 7 }), new Date('2026-11-27T06:30:00Z'))
  t.same(answerUntil(at, { answerHours: 48 }), new Date('2026-11-22T06:30:00Z'))
  t.same(undoUntil(at, { undoMinutes: 90 }), new Date('2026-11-20T08:00:00Z'))
  const waits = (state: 'accepted' | 'asked', hours: number) =>
    caseOf(
      { state, movedAt: new Date(at.getTime() - hours * 3_600_000), steps: [] },
      { now: at, stuckHours: 12 },
    )
  t.same([waits('accepted', 11), waits('accepted', 13), waits('asked', 13)], [null, 'stuck', null])
  t.equal(withoutAnswer('changedMind'), 'escalate')
  for (const reason of returnReasons.filter((one) => one !== 'changedMind'))
    t.equal(withoutAnswer(reason), 'accept', reason)
})

t.test('pieces that go back are never more than were bought, and each costs what it cost', async (t) => {
  const one = line()
  const other = line({ quantity: 1, pricePaise: 1n, weightGrams: 10 })
  const left = leftOf(
    [one, other],
    [
      { lineId: one.lineId, quantity: 1 },
      { lineId: one.lineId, quantity: 1 },
    ],
  )
  t.same(
    left.map((each) => each.left),
    [1, 1],
  )
  const chosen = [
    { line: one, quantity: 2 },
    { line: other, quantity: 1 },
  ]
  t.equal(goodsPaiseOf(chosen), 6_667n)
  t.equal(weightOf(chosen), 677, 'rounded up')
})

t.test('the check list by its reason, and what a rider finds', async (t) => {
  t.same(checksFor('changedMind'), ['pieces', 'article', 'seal', 'condition', 'photo'])
  t.notOk(checksFor('wrongGoods').includes('article'), 'it is another article by nature')
  t.notOk(checksFor('damaged').includes('seal'))
  const list = { checks: checksFor('changedMind'), items: [{ name: 'Lota', nameHi: null, quantity: 2 }] }
  const good = { pieces: 2, article: true, seal: true, condition: true }
  t.same(judgePickup(list, {}, false), { kind: 'missing', missing: list.checks })
  t.same(judgePickup(list, good, false), { kind: 'missing', missing: ['photo'] })
  t.same(judgePickup(list, good, true), { kind: 'fits' })
  t.same(judgePickup(list, { ...good, pieces: 1, seal: false }, true), {
    kind: 'differs',
    differs: ['pieces', 'seal'],
  })
})

t.test('whatever is told in whatever order: an end is an end, and nothing is paid back twice', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...returnWords), { maxLength: 40 }), (words) => {
      let state: ReturnState = 'asked'
      let refunds = 0
      let accepted = false
      for (const word of words) {
        const next: Move<ReturnState> = move(returnTransitions, state, word)
        if (!next.moved) continue
        if (isReturnOver(state) && !(state === 'refused' && (word === 'dispute' || word === 'reopen')))
          return false
        if (next.to === 'accepted' || next.to === 'ruled') accepted = true
        if (next.to === 'refunded') refunds++
        state = next.to
      }
      return refunds <= 1 && (refunds === 0 || accepted)
    }),
    { numRuns: 2000 },
  )
  for (const state of returnStates.filter(isReturnOver))
    t.ok(
      returnWords
        .filter((word) => word !== 'dispute' && word !== 'reopen')
        .every((word) => !move(returnTransitions, state, word).moved),
      state,
    )
})
