import fc from 'fast-check'
import t from 'tap'
import { checkUpiId, upiIntentLink } from './upi.ts'

t.test('UPI ids', async (t) => {
  t.same(checkUpiId(' Sharma.Store@OkAxis '), { ok: true, value: 'sharma.store@okaxis' })
  t.same(checkUpiId('9876543210@ybl'), { ok: true, value: '9876543210@ybl' })
  for (const text of [
    '',
    'sharma',
    '@upi',
    'a@upi',
    'sharma@',
    'sharma@gmail.com',
    'a b@upi',
    'x@y@upi',
    'sharma@1bank',
  ]) {
    t.match(checkUpiId(text), { ok: false, reason: /UPI id/ }, text)
  }
})

t.test('the link asks for exactly what is owed', async (t) => {
  t.equal(
    upiIntentLink({
      pa: 'haat@upi',
      pn: 'Sharma & Sons',
      tr: 'pay_01h455vb4pex5vsknk084sn02q',
      amountPaise: 123_456_705n,
      tn: 'Order 7\nfrom  Haat',
    }),
    'upi://pay?pa=haat@upi&pn=Sharma%20%26%20Sons&tr=pay_01h455vb4pex5vsknk084sn02q&am=1234567.05&cu=INR&tn=Order%207%20from%20Haat',
  )
})

t.test('a link for nothing, or with a reference that would be cut, is a mistake of the caller', async (t) => {
  const asked = { pa: 'haat@upi', pn: 'Haat', tr: 'pay1', amountPaise: 100n, tn: '' }
  t.throws(() => upiIntentLink({ ...asked, amountPaise: 0n }), RangeError)
  t.throws(() => upiIntentLink({ ...asked, amountPaise: -1n }), RangeError)
  t.throws(() => upiIntentLink({ ...asked, tr: 'x'.repeat(36) }), RangeError)
  t.throws(() => upiIntentLink({ ...asked, tr: 'a&am=1' }), RangeError)
})

t.test('no name or note can add a field or change the sum', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (pn, tn, amountPaise) => {
          const link = new URL(upiIntentLink({ pa: 'haat@upi', pn, tr: 'pay1', amountPaise, tn }))
          const [rupees, paise] = link.searchParams.get('am')!.split('.')
          return (
            [...link.searchParams.keys()].join(' ') === 'pa pn tr am cu tn' &&
            BigInt(rupees!) * 100n + BigInt(paise!) === amountPaise &&
            paise!.length === 2
          )
        },
      ),
    ),
  )
})
