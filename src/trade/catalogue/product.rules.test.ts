import fc from 'fast-check'
import t from 'tap'
import { HaatError } from '../../kernel/errors.ts'
import { facts } from './catalogue.testing.ts'
import { quantityUnits } from './catalogue.types.ts'
import { tradeLists } from './lists.ts'
import { productFacts } from './product.facts.ts'
import {
  checkGst,
  checkImageUrl,
  checkQuantity,
  fold,
  identityKey,
  isFood,
  longest,
  usualWeightGrams,
} from './product.rules.ts'

const key = (
  brand: string | null,
  name: string,
  netQuantity = 1,
  unit: 'g' | 'kg' | 'l' | 'ml' | 'm' | 'piece' = 'kg',
) => identityKey({ gtin: null, brand, name, netQuantity, unit })

t.test('spelling does not make another product', async (t) => {
  t.equal(key('TATA', 'Salt, iodised'), key('tata ', '  SALT  (Iodised) '))
  t.equal(key(null, 'आटा'), key('', 'आटा'))
  t.equal(key('A', 'B', 1, 'kg'), key('A', 'B', 1000, 'g'))
  t.equal(key('A', 'B', 0.5, 'l'), key('A', 'B', 500, 'ml'))
  t.equal(key('Ｔａｔａ', 'Salt'), key('Tata', 'Salt'), 'wide letters of East Asian keyboards')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  t.pass('folding twice is folding once')
})

t.test('another brand, name, quantity or bar code does', async (t) => {
  const keys = [
    key('Tata', 'Salt'),
    key('Tata', 'Salt', 2),
    key('Tata', 'Salt', 1, 'l'),
    key('Tata', 'Salt', 1, 'piece'),
    key('Tata', 'Salt', 1, 'm'),
    key('Tata Salt', ''),
    key('', 'Tata Salt'),
    key('Tata', 'Salt 1.5'),
    key('Tata', 'Salt 15'),
    key('टाटा', 'नमक'),
    key('टाटा', 'नमकी'),
    identityKey({ ...facts(), gtin: '08901491101837' }),
    identityKey({ ...facts(), gtin: '08901491101844' }),
  ]
  t.equal(new Set(keys).size, keys.length)
})

t.test('every name fits into the index', async (t) => {
  // This one character folds into eighteen.
  const name = '\ufdfa'.repeat(longest.name)
  t.ok(key('x'.repeat(longest.brand), name).length < 500)
  t.not(key('A', name), key('B', name))
})

t.test('food is known by its HSN chapter or its mark', async (t) => {
  const food = ['0405', '1101', '1006', '15141910', '1905', '2106', '2201', '0902']
  const other = ['3401', '1522', '2207', '1209', '0511', '4820', '2301']
  for (const hsn of food) t.ok(isFood(hsn, 'none'), hsn)
  for (const hsn of other) t.notOk(isFood(hsn, 'none'), hsn)
  t.ok(isFood('1207', 'veg'), 'sesame to eat; as seed for sowing it has no mark')
})

t.test('a rate of GST is one of the slabs', async (t) => {
  for (const rate of [0, 25, 300, 500, 1800, 4000]) t.ok(checkGst(rate).ok, `${rate}`)
  for (const rate of [1200, 2800, 5, 18, -500, Number.NaN]) t.notOk(checkGst(rate).ok, `${rate}`)
})

t.test('quantities and weights', async (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.constantFrom(...quantityUnits),
      (thousandths, unit) => {
        const checked = checkQuantity(thousandths / 1000, unit)
        return unit === 'piece' && thousandths % 1000 !== 0
          ? !checked.ok
          : checked.ok && checked.value === thousandths / 1000
      },
    ),
  )
  for (const bad of [0, -1, 1_000_000.5, 0.0001, Number.NaN, Number.POSITIVE_INFINITY]) {
    t.notOk(checkQuantity(bad, 'kg').ok, `${bad}`)
  }
  t.equal(usualWeightGrams(0.5, 'kg'), 500)
  t.equal(usualWeightGrams(0.2, 'g'), 1)
  t.equal(usualWeightGrams(1_000_000, 'kg'), 10_000_000)
})

t.test('pictures come by https only', async (t) => {
  t.same(checkImageUrl('https://Example.com/a b.jpg'), { ok: true, value: 'https://example.com/a%20b.jpg' })
  for (const url of [
    'http://a.in/x',
    'javascript:alert(1)',
    'https://u:p@a.in/x',
    'a.jpg',
    `https://a.in/${'x'.repeat(600)}`,
  ]) {
    t.notOk(checkImageUrl(url).ok, url.slice(0, 40))
  }
})

t.test('all that is wrong with a product is told at once', async (t) => {
  const wrong = {
    ...facts(),
    gtin: '123',
    hsn: '1',
    origin: 'Nowhere',
    gstBps: 1,
    fssai: '1',
    unit: 'piece',
    netQuantity: 0.5,
  } as const
  let thrown: unknown
  try {
    productFacts(wrong, tradeLists())
  } catch (error) {
    thrown = error
  }
  t.ok(thrown instanceof HaatError)
  const pointers = thrown instanceof HaatError ? thrown.fields.map((field) => field.pointer) : []
  t.same(pointers, ['/gtin', '/netQuantity', '/hsn', '/fssai', '/gstBps', '/origin'])
  const good = productFacts(
    {
      ...facts({ origin: 'India', gtin: '8901491101837', hsn: '2501 00 20' }),
      weightGrams: undefined,
    },
    tradeLists(),
  )
  t.match(good, { origin: 'IN', gtin: '08901491101837', hsn: '25010020', weightGrams: 1000 })
})
