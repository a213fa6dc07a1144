import fc from 'fast-check'
import t from 'tap'
import { checkGtin, gtinCheckDigit, isGs1India, isInStoreGtin } from './gtin.ts'

const digitsOf = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

const gtins = fc
  .constantFrom(7, 11, 12, 13)
  .chain(digitsOf)
  .filter((body) => /[1-9]/.test(body))
  .map((body) => body + gtinCheckDigit(body))

t.test('published examples of every length become 14 digits', async (t) => {
  t.same(checkGtin('8900200024016'), { ok: true, value: '08900200024016' })
  t.same(checkGtin('9780306406157'), { ok: true, value: '09780306406157' })
  t.same(checkGtin('036000291452'), { ok: true, value: '00036000291452' })
  t.same(checkGtin('10614141000415'), { ok: true, value: '10614141000415' })
  t.same(checkGtin('96385074'), { ok: true, value: '00000096385074' })
  t.same(checkGtin('18900200024013'), { ok: true, value: '18900200024013' })
  t.same(checkGtin(' 8900-2000 24016 '), { ok: true, value: '08900200024016' })
})

t.test('what is no GTIN is refused', async (t) => {
  for (const text of ['', '8901030', '890103086', '890020002401X', '890020002401600', '8900200024016000']) {
    t.match(checkGtin(text), { ok: false, reason: /8, 12, 13 or 14/ }, text)
  }
  t.match(checkGtin('8900200024017'), { ok: false, reason: /mistyped/ })
  t.match(checkGtin('0000000000000'), { ok: false, reason: /all zeros/ })
})

t.test('any one changed digit is caught, and leading zeros mean the same number', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(gtins, fc.nat(13), fc.nat(9), (gtin, anywhere, digit) => {
        const at = anywhere % gtin.length
        const changed = gtin.slice(0, at) + digit + gtin.slice(at + 1)
        const whole = checkGtin(gtin)
        const padded = checkGtin(gtin.padStart(14, '0'))
        return (
          whole.ok &&
          padded.ok &&
          whole.value === padded.value &&
          checkGtin(changed).ok === (changed === gtin)
        )
      }),
      { numRuns: 1000 },
    ),
  )
})

t.test('prefixes', async (t) => {
  t.equal(isGs1India('08900200024016'), true)
  t.equal(isGs1India('18900200024013'), true, 'a case of the same goods')
  t.equal(isGs1India('00036000291452'), false)
  t.equal(isGs1India('00000089012349'), true, 'a GTIN-8 begins after six zeros')
  t.equal(isInStoreGtin('08900200024016'), false)
  t.equal(isInStoreGtin('02012345678900'), true)
  t.equal(isInStoreGtin('00212345678909'), true)
  t.equal(isInStoreGtin('00000021234562'), true, 'a short number of a shop’s own')
  t.equal(isInStoreGtin('00000096385074'), false)
})
