import fc from 'fast-check'
import t from 'tap'
import { divideRounded, formatRupees, gstInside, paise, parseRupees, toWire } from './money.ts'

t.test('rupees as traders write them', async (t) => {
  t.equal(parseRupees('12'), 1200n)
  t.equal(parseRupees('12.5'), 1250n)
  t.equal(parseRupees(' ₹ 1,23,456.05 '), 12_345_605n)
  t.equal(parseRupees('Rs. 99.90'), 9990n)
  for (const bad of ['', '-1', '1.234', '12a', '1,2', '.5', '1e3', '१२'])
    t.equal(parseRupees(bad), undefined, bad)
})

t.test("India's grouping", async (t) => {
  t.equal(formatRupees(12_345_600n), '₹1,23,456.00')
  t.equal(formatRupees(5n), '₹0.05')
  t.equal(formatRupees(-100_000n), '-₹1,000.00')
  t.equal(formatRupees(1_234_567_890_12n), '₹1,23,45,67,890.12')
})

t.test('formatted sums read back', async () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 99_999_999_999n }),
      (sum) => parseRupees(formatRupees(sum)) === sum,
    ),
  )
})

t.test('halves round away from zero', async (t) => {
  t.equal(divideRounded(1n, 2n), 1n)
  t.equal(divideRounded(-1n, 2n), -1n)
  t.equal(divideRounded(1n, 3n), 0n)
  t.throws(() => divideRounded(1n, 0n), RangeError)
})

t.test('the parts of a taxed price add up to it', async (t) => {
  t.same(gstInside(11_800n, 1800, true), { taxable: 10_000n, cgst: 900n, sgst: 900n, igst: 0n })
  t.same(gstInside(10_500n, 500, false), { taxable: 10_000n, cgst: 0n, sgst: 0n, igst: 500n })
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.constantFrom(0, 25, 300, 500, 1800, 4000),
      fc.boolean(),
      (total, rate, within) => {
        const split = gstInside(total, rate, within)
        return (
          split.taxable + split.cgst + split.sgst + split.igst === total &&
          split.cgst - split.sgst >= 0n &&
          split.cgst - split.sgst <= (within ? 1n : 0n)
        )
      },
    ),
  )
})

t.test('the wire refuses what it would bend', async (t) => {
  t.equal(toWire(paise(5)), 5)
  t.throws(() => paise(0.5), RangeError)
  t.throws(() => toWire(2n ** 60n), RangeError)
})
