import fc from 'fast-check'
import t from 'tap'
import { checkPhone } from './phone.ts'

t.test('the same number however it is written', async (t) => {
  for (const text of [
    '9876543210',
    '09876543210',
    '919876543210',
    '+919876543210',
    '+91 98765 43210',
    '0091-98765-43210',
    '(+91) 98765.43210',
  ]) {
    t.same(checkPhone(text), { ok: true, value: '+919876543210' }, text)
  }
  t.same(checkPhone('9191919191'), { ok: true, value: '+919191919191' }, 'ten digits that begin with 91')
})

t.test('what is no Indian mobile number', async (t) => {
  for (const text of [
    '',
    '5876543210',
    '987654321',
    '98765432101',
    '+14155552671',
    '08012345678x',
    '+9109876543210',
  ]) {
    t.match(checkPhone(text), { ok: false, reason: /ten digits/ }, text)
  }
})

t.test('the normal spelling is its own normal spelling', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.integer({ min: 6_000_000_000, max: 9_999_999_999 }), (number) => {
        const once = checkPhone(String(number))
        return once.ok && JSON.stringify(checkPhone(once.value)) === JSON.stringify(once)
      }),
    ),
  )
})
