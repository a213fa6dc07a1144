import fc from 'fast-check'
import t from 'tap'
import { newId } from '../../kernel/ids.ts'
import { gstInside, sumOf } from '../../kernel/money.ts'
import { creditOf, spread } from './credit.rules.ts'

const lineId = newId('orderLine')

t.test('the notes of a line that came back in parts add up to its tax', async (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt(1n, 90_000n), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(0, 25, 500, 1200, 1800, 2800),
      fc.boolean(),
      (parts, rate, within) => {
        const totalPaise = sumOf(parts)
        const { cgst, sgst, igst } = gstInside(totalPaise, rate, within)
        let returnedPaise = 0n
        const notes = parts.map((paise) => {
          const line = { totalPaise, cgstPaise: cgst, sgstPaise: sgst, igstPaise: igst, returnedPaise }
          returnedPaise += paise
          return creditOf(line, { lineId, quantity: 1, paise })
        })
        const sum = (of: 'totalPaise' | 'cgstPaise' | 'sgstPaise' | 'igstPaise') =>
          BigInt(notes.reduce((total, note) => total + note[of], 0))
        return (
          sum('totalPaise') === totalPaise &&
          sum('cgstPaise') === cgst &&
          sum('sgstPaise') === sgst &&
          sum('igstPaise') === igst
        )
      },
    ),
  )
  t.same(
    creditOf(
      { totalPaise: 300n, cgstPaise: 5n, sgstPaise: 4n, igstPaise: 0n, returnedPaise: 100n },
      { lineId, quantity: 1, paise: 100n },
    ),
    { lineId, quantity: 1, totalPaise: 100, cgstPaise: 2, sgstPaise: 1, igstPaise: 0 },
  )
})

t.test('a sum is spread over lines to the paisa', async (t) => {
  t.same(spread(100n, [1n, 1n, 1n]), [33n, 33n, 34n])
  t.same(spread(0n, [5n, 7n]), [0n, 0n])
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 9n),
      fc.array(fc.bigInt(1n, 10n ** 6n), { minLength: 1 }),
      (sum, worths) => {
        const whole = sumOf(worths)
        const parts = spread(sum % (whole + 1n), worths)
        return (
          sumOf(parts) === sum % (whole + 1n) &&
          parts.every((part, nth) => part >= 0n && part <= worths[nth]!)
        )
      },
    ),
  )
  t.pass('no line gets more than its worth')
})
