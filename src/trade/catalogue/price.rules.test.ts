import fc from 'fast-check'
import t from 'tap'
import type { Trade } from './catalogue.types.ts'
import { decidePrice, isDeep, leastOf, priceStory, quantityFault } from './price.rules.ts'

const at = new Date('2026-11-22T06:30:00Z')
const plain: Trade = { soldBy: 'piece', inner: null, case: null, step: 1, slabs: [], dated: null }
const terms = (some: Partial<Trade> = {}, more = {}) => ({
  pricePaise: 10_000n,
  mrpPaise: 12_000n,
  minimumQuantity: 1,
  trade: { ...plain, ...some },
  ...more,
})

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`)
const price = fc.integer({ min: 1, max: 20_000 })
const anyTerms = fc
  .record({
    price,
    above: fc.nat(5_000),
    slabs: fc.array(fc.record({ from: fc.integer({ min: 2, max: 500 }), pricePaise: price }), {
      maxLength: 6,
    }),
    dated: fc.option(fc.record({ pricePaise: price, from: day, until: day })),
    listPaise: fc.option(price.map(BigInt)),
    listOffBps: fc.option(fc.integer({ min: 1, max: 9_999 })),
  })
  .map(({ price: paise, above, slabs, dated, listPaise, listOffBps }) => ({
    pricePaise: BigInt(paise),
    mrpPaise: BigInt(paise + above),
    // Any slabs at all: a later change of the plain price may leave odd ones behind.
    trade: { ...plain, slabs: slabs.toSorted((a, b) => a.from - b.from), dated },
    listPaise,
    listOffBps,
  }))

t.test('no price is above the plain one or the MRP, or rises with the quantity', async (t) => {
  fc.assert(
    fc.property(anyTerms, fc.integer({ min: 1, max: 600 }), fc.nat(600), (some, quantity, more) => {
      const one = decidePrice(some, quantity, at)
      const many = decidePrice(some, quantity + more, at)
      const listed = decidePrice({ ...some, listPaise: null, listOffBps: null }, quantity, at)
      return (
        one.pricePaise > 0n &&
        one.pricePaise <= some.pricePaise &&
        one.pricePaise <= some.mrpPaise &&
        many.pricePaise <= one.pricePaise &&
        one.pricePaise <= listed.pricePaise &&
        (one.reason === 'plain') === (one.pricePaise === some.pricePaise) &&
        (one.next === null || (one.next.from > quantity && one.next.pricePaise < one.pricePaise))
      )
    }),
    { numRuns: 2000 },
  )
  t.pass('held over 2,000 terms')
})

t.test('the lowest of all that hold counts', async (t) => {
  const slabs = [
    { from: 12, pricePaise: 9_500 },
    { from: 48, pricePaise: 9_000 },
  ]
  const dated = { pricePaise: 9_200, from: '2026-11-22', until: '2026-11-22' }
  t.same(decidePrice(terms({ slabs }), 11, at), {
    pricePaise: 10_000n,
    reason: 'plain',
    next: { from: 12, pricePaise: 9_500n },
  })
  t.match(decidePrice(terms({ slabs }), 12, at), { pricePaise: 9_500n, reason: 'slab', next: { from: 48 } })
  t.same(decidePrice(terms({ slabs, dated }), 12, at), {
    pricePaise: 9_200n,
    reason: 'dated',
    next: { from: 48, pricePaise: 9_000n },
  })
  t.match(decidePrice(terms({ slabs, dated }), 48, at), { pricePaise: 9_000n, reason: 'slab', next: null })
  const listed = { listPaise: 9_100n, listOffBps: 1_001 }
  t.match(decidePrice(terms({ slabs, dated }, listed), 12, at), { pricePaise: 8_999n, reason: 'list' })
  t.match(decidePrice({ ...terms(), trade: null }, 5, at), {
    pricePaise: 10_000n,
    reason: 'plain',
    next: null,
  })
})

t.test('days are whole days in India', async (t) => {
  const dated = { pricePaise: 9_000, from: '2026-11-22', until: '2026-11-22' }
  const reasonAt = (instant: string) => decidePrice(terms({ dated }), 1, new Date(instant)).reason
  t.equal(reasonAt('2026-11-21T18:29:59Z'), 'plain')
  t.equal(reasonAt('2026-11-21T18:30:00Z'), 'dated')
  t.equal(reasonAt('2026-11-22T18:29:59Z'), 'dated')
  t.equal(reasonAt('2026-11-22T18:30:00Z'), 'plain')
})

t.test('quantities are whole steps, from the smallest on', async (t) => {
  const dozens = terms({ step: 12 }, { minimumQuantity: 20 })
  t.equal(leastOf(dozens), 24, 'a minimum that came by a file fits the steps')
  t.equal(quantityFault(dozens, 12), 'belowMinimum')
  t.equal(quantityFault(dozens, 25), 'notInSteps')
  t.equal(quantityFault(dozens, 36), undefined)
  t.equal(quantityFault({ minimumQuantity: 3, trade: null }, 4), undefined)
})

t.test('a reduction is shown against the lowest price of the 30 days before it', async (t) => {
  const past = (pricePaise: bigint, days: number) => ({
    pricePaise,
    until: new Date(at.getTime() - days * 86_400_000),
  })
  t.same(priceStory(terms(), [], at), { lowestPaise: 10_000n, beforePaise: null })
  t.same(priceStory(terms(), [past(11_000n, 3)], at), { lowestPaise: 10_000n, beforePaise: 11_000n })
  const raised = [past(9_000n, 3), past(15_000n, 1)]
  t.same(
    priceStory(terms(), raised, at),
    { lowestPaise: 9_000n, beforePaise: null },
    'raised for two days and lowered again is no reduction',
  )
  t.same(priceStory(terms(), [past(9_000n, 31)], at), { lowestPaise: 10_000n, beforePaise: null })
  const dated = { pricePaise: 8_000, from: '2026-11-20', until: '2026-11-25' }
  t.same(priceStory(terms({ dated }), [past(11_000n, 10)], at), {
    lowestPaise: 8_000n,
    beforePaise: 10_000n,
  })
  const over = { pricePaise: 8_000, from: '2026-11-10', until: '2026-11-15' }
  t.same(priceStory(terms({ dated: over }), [], at), { lowestPaise: 8_000n, beforePaise: null })
})

t.test('deep is more than so many percent below', async (t) => {
  t.equal(isDeep(4_000n, 10_000n, 60), false)
  t.equal(isDeep(3_999n, 10_000n, 60), true)
})
