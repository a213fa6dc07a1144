import fc from 'fast-check'
import t from 'tap'
import { airwayBillOf, isAirwayBill } from './airway-bill.ts'
import { articleCheckDigit, articleNumberOf, checkArticleNumber, readArticleRange } from './article-number.ts'

t.test('the check digit of UPU S10', async (t) => {
  // The example of the standard: 4 7 3 1 2 4 8 2 gives 9.
  t.equal(articleCheckDigit('47312482'), '9')
  t.equal(articleNumberOf('RR', 47_312_482), 'RR473124829IN')
  t.match(checkArticleNumber(' rr 473 124 829 in '), { ok: true, value: 'RR473124829IN' })
  t.match(checkArticleNumber('RR473124820IN'), { ok: false, code: 'badCheckDigit' })
  t.match(checkArticleNumber('RR473124829GB'), { ok: false, code: 'badNumber' })
})

t.test('one wrong digit is seen', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (serial, at, by) => {
        const number = articleNumberOf('EZ', serial)
        if (!checkArticleNumber(number).ok) return false
        const wrong = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`
        const judged = checkArticleNumber(wrong)
        // Modulo 11 in ten digits: two remainders share the digit 5, so that a few of those pass.
        return !judged.ok || wrong[10] === '5'
      },
    ),
  )
})

t.test('ranges and the market’s own numbers', async (t) => {
  t.strictSame(readArticleRange('ck10000000 - ck10009999'), {
    prefix: 'CK',
    first: 10_000_000,
    last: 10_009_999,
  })
  for (const wrong of ['CK1-CK2', 'CK10000001-CL10000002', 'CK10000002-CK10000001', ''])
    t.equal(readArticleRange(wrong), undefined, wrong)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.integer({ min: 1, max: 11 }), (serial, at) => {
      const number = airwayBillOf(serial)
      const wrong = `${number.slice(0, at)}${(Number(number[at]) + 3) % 10}${number.slice(at + 1)}`
      return number.length === 12 && isAirwayBill(number) && !isAirwayBill(wrong)
    }),
  )
})
