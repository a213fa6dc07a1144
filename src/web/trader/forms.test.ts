import t from 'tap'
import type { Problem } from '../api/client.ts'
import { formats, translatorFor } from '../i18n/index.ts'
import type { View } from '../page/index.ts'
import { countOf, filterOf, goodsName, paiseOf, rupeesOf, searchOf } from './goods.data.ts'
import { offerErrors } from './offer.errors.ts'
import { checkText, payoutOf, reasonsByField, stepOfPointer } from './register.forms.ts'
import { shopBodyOf, shopErrorsOf, shopValues } from './shop.forms.ts'

const readerOf = (lang: 'en' | 'hi', form: Record<string, string> = {}) =>
  ({ lang, t: translatorFor(lang), f: formats[lang], form, formAll: () => [] }) as unknown as View

const problemOf = (...errors: [pointer: string, code: string, detail: string][]): Problem => ({
  type: 'about:blank',
  title: 'Bad request',
  status: 400,
  code: 'invalidFields',
  detail: 'Some fields are wrong.',
  correlationId: 'x',
  errors: errors.map(([pointer, code, detail]) => ({ pointer, code, detail })),
})

t.test('rupees and pieces as people type them', async (t) => {
  t.equal(paiseOf('55'), 5500)
  t.equal(paiseOf(' ₹1,234.50 '), 123_450)
  for (const text of [undefined, '', '-1', '1.234', 'abc', '1e3'])
    t.equal(paiseOf(text), undefined, String(text))
  t.equal(rupeesOf(5500), '55')
  t.equal(rupeesOf(5550), '55.50')
  t.equal(countOf(' 12 '), 12)
  for (const text of [undefined, '', '-1', '1.5', '12345678']) t.equal(countOf(text), undefined, String(text))
})

t.test('a search is for a bar code or for words', async (t) => {
  t.same(searchOf('8901 2345 67894'), { gtin: '8901234567894' })
  t.same(searchOf(' chakki atta '), { q: 'chakki atta' })
  t.same(searchOf('1234567890'), { q: '1234567890' }, 'no bar code has ten digits')
  t.equal(filterOf('out'), 'out')
  t.equal(filterOf('nonsense'), 'all')
})

t.test('names in the reader’s language', async (t) => {
  const atta = { brand: 'Sahyadri', name: 'Chakki Atta', nameHi: 'चक्की आटा' }
  t.equal(goodsName(atta, 'en'), 'Sahyadri Chakki Atta')
  t.equal(goodsName(atta, 'hi'), 'चक्की आटा')
  t.equal(goodsName({ ...atta, brand: null, nameHi: null }, 'hi'), 'Chakki Atta')
})

const form = {
  name: 'Jagtap Kirana',
  line1: 'Shop 3',
  line2: '',
  city: 'Pune',
  pin: '411 038',
  digipin: '',
  radiusKm: '2,5',
  pinsServed: '411001, 411004\n411005',
  selfPickup: 'yes',
  'mon-open': '09:00',
  'mon-close': '13:00',
  'mon-open2': '16:00',
  'mon-close2': '00:00',
  'tue-open': '',
  'tue-close': '',
}

t.test('a shop’s form becomes what the API takes', async (t) => {
  t.same(shopBodyOf({ form }), {
    name: 'Jagtap Kirana',
    line1: 'Shop 3',
    line2: null,
    landmark: null,
    city: 'Pune',
    pin: '411038',
    digipin: null,
    point: null,
    carePhone: null,
    hours: {
      week: {
        mon: [
          { open: '09:00', close: '13:00' },
          { open: '16:00', close: '24:00' },
        ],
      },
      closedDates: [],
    },
    radiusMetres: 2500,
    pinsServed: ['411001', '411004', '411005'],
    selfPickup: true,
  })
  const placed = shopBodyOf({ form: { ...form, lat: '18.5', lng: '73.8' } })
  t.match(placed, { point: { lat: 18.5, lng: 73.8 } })
  t.notOk('digipin' in placed, 'the position of the device goes before')
  t.equal(
    shopBodyOf({ form: { ...form, radiusKm: 'far' } }).radiusMetres,
    -1,
    'the API refuses it by its field',
  )
})

t.test('what a shop is shows in its form again', async (t) => {
  const shop = {
    name: 'Jagtap Kirana',
    radiusMetres: 2500,
    pinsServed: ['411001'],
    selfPickup: false,
    pointFrom: 'pin',
    digipin: '4FP-4CK-7TJ7',
    hours: { week: { sun: [{ open: '00:00', close: '24:00' }] } },
  } as unknown as Parameters<typeof shopValues>[0]
  const values = shopValues(shop, { tradeName: 'x' } as Parameters<typeof shopValues>[1])
  t.match(values, { radiusKm: '2.5', digipin: '', selfPickup: '', 'sun-open': '00:00', 'sun-close': '00:00' })
  t.notOk('mon-open' in values)
})

t.test('faults of hours stand at their day', async (t) => {
  const half = { ...form, 'wed-open': '09:00', 'wed-close': '' }
  const errors = shopErrorsOf(
    readerOf('hi', half),
    problemOf(['/hours/week/mon', 'invalid', 'Overlaps.'], ['/pinsServed/1', 'invalid_format', 'is no PIN']),
  )
  t.same(Object.keys(errors).sort(), ['hours-mon', 'hours-wed', 'pinsServed'])
  t.match(errors['hours-wed'], /\p{Script=Devanagari}/u)
})

t.test('numbers are judged in the reader’s language', async (t) => {
  const wrong = {
    field: 'gstin',
    ok: false,
    value: 'x',
    code: 'gstinCheck',
    detail: 'Mistyped.',
    tells: null,
  } as const
  t.match(checkText(readerOf('hi'), wrong), /\p{Script=Devanagari}/u)
  t.match(checkText(readerOf('en'), wrong), /mistyped/)
  t.equal(checkText(readerOf('en'), { ...wrong, code: 'brandNew' }), 'Mistyped.')
  const right = { ...wrong, ok: true, code: null, detail: null, tells: 'Maharashtra' }
  t.match(checkText(readerOf('en'), right), /Maharashtra/)
})

t.test('an account that is not given again stays', async (t) => {
  t.same(payoutOf(readerOf('en', { upiId: '', accountNumber: '', ifsc: '' })), { upiId: null })
  t.same(payoutOf(readerOf('en', { upiId: 'a@b', accountNumber: '123', ifsc: '' })), {
    upiId: 'a@b',
    bank: { accountNumber: '123', ifsc: '' },
  })
})

t.test('what an operator asks to mend is found by its step and field', async (t) => {
  t.equal(stepOfPointer('/legalName'), 'business')
  t.equal(stepOfPointer('/fssai'), 'papers')
  t.equal(stepOfPointer('/bank/ifsc'), 'payout')
  t.equal(stepOfPointer('/shops'), 'shop')
  t.same(reasonsByField([{ pointer: '/bank/ifsc', reason: 'Look again.' }]), { ifsc: 'Look again.' })
})

t.test('a price above the MRP is told as that', async (t) => {
  const problem = problemOf(['/pricePaise', 'custom', 'is above'])
  t.match(offerErrors(readerOf('en'), problem, { price: '65', mrp: '60' }).price, /MRP/)
  t.match(offerErrors(readerOf('en'), problem, { price: 'x', mrp: '60' }).price, /rupees/)
  t.same(offerErrors(readerOf('en'), undefined, {}), {})
})
