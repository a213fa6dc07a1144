import fc from 'fast-check'
import t from 'tap'
import type { ProductFacts } from '../catalogue/index.ts'
import { keysOf, likenessOf } from './likeness.rules.ts'
import { judge, reasonCodes, speaksFor, survivorOf } from './pairs.rules.ts'
import { reasonTexts } from './reasons.texts.ts'

const salt = (some: Partial<ProductFacts> = {}) =>
  likenessOf({
    ...{ gtin: null, brand: 'Tata', name: 'Salt', netQuantity: 1, unit: 'kg' as const, hsn: '2501' },
    ...{ foodMark: 'veg' as const, mrpPaise: 2800n, maker: 'Tata, Mumbai', attributes: {} },
    ...some,
  })
const verdict = (a: Partial<ProductFacts>, b: Partial<ProductFacts>) => {
  const [x, y] = [salt(a), salt(b)]
  const judged = judge(x, y)
  t.same(judge(y, x), judged, 'the same from both sides')
  if (judged)
    t.ok(
      keysOf(x).some((key) => keysOf(y).includes(key)),
      'and found by a key in common',
    )
  return judged && { ...judged, reasons: judged.reasons.filter((code) => code !== 'samePack') }
}

t.test('certain: the same brand, name and pack, whatever their spelling', async (t) => {
  for (const [a, b] of [
    [{ name: 'Tata Salt 1kg' }, { brand: 'TATA', name: 'salt', netQuantity: 1000, unit: 'g' }],
    [{ name: 'Salt, Iodised' }, { name: 'iodised  SALT (1 Kg)' }],
    [
      { brand: null, name: 'Tata Salt' },
      { brand: 'Tata', name: 'Salt' },
    ],
    [
      { brand: 'Haldiram’s', name: 'Bhujia' },
      { brand: 'Haldirams', name: 'Bhujia' },
    ],
    [
      { name: 'Oil', netQuantity: 1, unit: 'l' },
      { name: 'Oil 1 Ltr', netQuantity: 1000, unit: 'ml' },
    ],
    [{ name: 'Salt' }, { name: 'Salt', mrpPaise: 3000n, gtin: '08904043901015' }],
    [
      { name: 'Pants 7-12 kg', netQuantity: 50, unit: 'piece' },
      { name: 'PANTS 7-12 KG (50 pcs)', netQuantity: 50, unit: 'piece' },
    ],
    [{ name: 'Salt 500 g + 100 g free' }, { name: 'salt: 500 g +100 g FREE' }],
  ] as [Partial<ProductFacts>, Partial<ProductFacts>][])
    t.match(
      verdict(a, b),
      { grade: 'certain', score: Number, reasons: ['sameWords'] },
      String(b.name ?? b.brand),
    )
  t.match(verdict({ brand: 'Coca-Cola', name: 'Coca Cola Zero' }, { brand: 'CocaCola', name: 'Zero' }), {
    grade: 'certain',
    reasons: ['sameLetters'],
  })
  t.match(
    verdict(
      { gtin: '08904043901015', name: 'Salt' },
      { gtin: '08904043901015', name: 'Namak', mrpPaise: 2700n },
    ),
    {
      grade: 'certain',
      reasons: ['sameGtin'],
    },
  )
})

t.test('likely: a person looks at it', async (t) => {
  const cases: [Partial<ProductFacts>, Partial<ProductFacts>, string[]][] = [
    [{ name: 'Chakki Atta' }, { name: 'Chaki Aata' }, ['sameSound']],
    [{ name: 'चक्की आटा' }, { name: 'Chakki Atta' }, ['sameSound']],
    [{ name: 'Pasteurised Butter' }, { name: 'Pasteurized Butter' }, ['spelling']],
    [{ name: 'Salt Pouch' }, { name: 'Salt' }, ['container']],
    [{ name: 'Salt' }, { name: 'Salt', mrpPaise: 4000n }, ['sameWords', 'mrpDiffers']],
    [
      { name: 'Soap 100 g', netQuantity: 1, unit: 'piece' },
      { name: 'Soap', netQuantity: 100, unit: 'g' },
      ['sameWords', 'packInName'],
    ],
    [{ name: 'Soap 250 g' }, { name: 'Soap' }, ['sameWords', 'packUnsaid']],
    [{ brand: null, maker: 'A mill' }, { brand: null, maker: 'Another mill' }, ['sameWords', 'makerDiffers']],
  ]
  for (const [a, b, reasons] of cases)
    t.match(verdict(a, b), { grade: 'likely', reasons }, String(b.name ?? b.brand))
})

t.test('contradicted: never by itself', async (t) => {
  const cases: [Partial<ProductFacts>, Partial<ProductFacts>, string][] = [
    [{ gtin: '08904043901015' }, { gtin: '08901491101837' }, 'otherGtin'],
    // A case of the same goods has a number of its own.
    [{ gtin: '08904043901015' }, { gtin: '18904043901012' }, 'otherGtin'],
    [{ name: 'Salt 1 kg' }, { name: 'Salt 1 kg', netQuantity: 1, unit: 'g' }, 'otherPack'],
    [{ hsn: '2501' }, { hsn: '2106' }, 'otherHsn'],
    [{ foodMark: 'veg' }, { foodMark: 'nonVeg' }, 'otherFoodMark'],
    [{ mrpPaise: 2800n }, { mrpPaise: 6000n }, 'mrpFar'],
    [{ attributes: { colour_name: 'Red' } }, { attributes: { colour_name: 'Blue' } }, 'otherAttributes'],
  ]
  for (const [a, b, reason] of cases) {
    const judged = verdict(a, b)
    t.equal(judged?.grade, 'contradicted', reason)
    t.ok(judged?.reasons.includes(reason as never), reason)
    t.ok((judged?.score ?? 1) <= 0.5)
  }
  t.equal(
    verdict({ attributes: { colour_name: 'Red' } }, { attributes: { colour_name: 'red' } })?.grade,
    'certain',
  )
})

t.test('whatever of one brand is judged alike has a key in common', async (t) => {
  const word = fc.constantFrom(
    ...['atta', 'aata', 'chakki', 'chaki', 'pouch', 'poutch', 'pouche', 'bottle', 'botle', 'jar', 'shampoo'],
    ...['shampu', 'biscuit', 'bisciut', 'biskut', 'AA', 'AAA', 'नमक', 'namak', 'Tata', '500 g', '1kg'],
  )
  const goods = fc.record({
    brand: fc.constantFrom('Tata', 'TATA', 'Taata'),
    name: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
    mrpPaise: fc.constantFrom(2800n, 2900n, 9900n),
  })
  let pairs = 0
  fc.assert(
    fc.property(goods, goods, (a, b) => {
      const [x, y] = [salt(a), salt(b)]
      if (!judge(x, y)) return true
      pairs++
      return keysOf(x).some((key) => keysOf(y).includes(key))
    }),
    { numRuns: 20_000 },
  )
  t.ok(pairs > 100, `${pairs} pairs`)
})

t.test('no pair: goods that stand side by side', async (t) => {
  const cases: [Partial<ProductFacts>, Partial<ProductFacts>][] = [
    [{ name: 'Salt' }, { name: 'Salt', netQuantity: 500, unit: 'g' }],
    [{ name: 'Salt 1kg' }, { name: 'Salt 500 g', netQuantity: 500, unit: 'g' }],
    [{ name: 'Salt' }, { name: 'Rock Salt' }],
    [{ name: 'Alkaline Battery AA' }, { name: 'Alkaline Battery AAA' }],
    [{ name: 'Vitamin A' }, { name: 'Vitamin C' }],
    [{ name: 'Vitamin A' }, { name: 'Vitamin' }],
    [{ name: 'Serum 15' }, { name: 'Serum 16' }],
    [{ name: 'Coffee Jar' }, { name: 'Coffee Pouch' }],
    [
      { name: 'Soap 4 x 100 g', netQuantity: 400, unit: 'g' },
      { name: 'Soap', netQuantity: 400, unit: 'g' },
    ],
    [
      { name: 'Pants 7-12 kg', netQuantity: 50, unit: 'piece', mrpPaise: 79900n },
      { name: 'Pants 7-12 kg', netQuantity: 20, unit: 'piece', mrpPaise: 32000n },
    ],
    [{ brand: 'Tata' }, { brand: 'Aashirvaad' }],
    [{ brand: 'Tata' }, { brand: null }],
  ]
  for (const [a, b] of cases) t.equal(verdict(a, b), undefined, `${a.name} ${b.name}`)
})

t.test('each reason has its words, and none speaks for both sides', async (t) => {
  for (const code of reasonCodes) t.ok(reasonTexts[code], code)
  t.same(reasonCodes.filter(speaksFor).length, 8)
})

t.test('the one with the bar code stays, else that with more listings, else the older', async (t) => {
  const one = (productId: string, some = {}) => ({
    productId,
    gtin: null,
    shared: false,
    listings: 1,
    ...some,
  })
  const stays = (a: object, b: object) => survivorOf(one('a', a), one('b', b)).productId
  t.equal(stays({}, {}), 'a')
  t.equal(stays({}, { listings: 2 }), 'b')
  t.equal(stays({ listings: 9 }, { gtin: '08904043901015' }), 'b')
  t.equal(stays({}, { shared: true }), 'b')
})
