import fc from 'fast-check'
import t from 'tap'
import { gtinCheckDigit } from '../../kernel/gtin.ts'
import { facts } from './catalogue.testing.ts'
import { type ProductFacts, quantityUnits, type Trade } from './catalogue.types.ts'
import { blockingFindings, lintListing, lintRules, scoreOf } from './lint.rules.ts'
import { lintTexts } from './lint.texts.ts'
import { type LintCode, type LintListing, lintCodes } from './lint.types.ts'
import { tradeLists } from './lists.ts'
import { quantityNamed } from './quantity-named.rules.ts'

const lists = tradeLists()

/** A listing without a fault. */
const good = (
  some: Partial<ProductFacts> = {},
  rest: Partial<Omit<LintListing, 'facts'>> = {},
): LintListing => ({
  facts: facts({
    gtin: '08901491101837',
    brand: 'Aashirvaad',
    name: 'Shudh Chakki Atta',
    category: 'Atta, Flours & Sooji',
    netQuantity: 5,
    weightGrams: 5050,
    hsn: '11010000',
    gstBps: 500,
    mrpPaise: 27_500n,
    maker: 'ITC Limited, Kolkata 700071',
    consumerCare: 'care@example.com',
    foodMark: 'veg',
    fssai: '10012031000312',
    shelfLifeDays: 90,
    imageUrls: ['https://images.example.com/atta.jpg'],
    ...some,
  }),
  offer: { pricePaise: 26_200n, mrpPaise: 27_500n, soldTo: ['consumer'] },
  seller: {
    allowed: ['consumer'],
    fssai: '22726000000001',
    carePhone: '+919800000000',
    names: ['Sharma Kirana'],
  },
  ...rest,
})
const codes = (listing: LintListing): LintCode[] => lintListing(listing, lists).map(({ code }) => code)

t.test('a listing without a fault has none', async (t) => {
  t.same(codes(good()), [])
  t.equal(scoreOf([]), 100)
})

t.test('every rule finds its fault, and no other does', async (t) => {
  const seller = good().seller
  const plain: Trade = { soldBy: 'piece', inner: null, case: null, step: 1, slabs: [], dated: null }
  const traded = (trade: Partial<Trade>, minimumQuantity = 1) =>
    good({}, { offer: { ...good().offer, minimumQuantity, trade: { ...plain, ...trade } } })
  const [dozen, odd] = [
    { pieces: 12, name: null },
    { pieces: 50, name: 'Peti' },
  ]
  const slabs = (...prices: [number, number][]) => ({
    slabs: prices.map(([from, pricePaise]) => ({ from, pricePaise })),
  })
  const dated = { pricePaise: 26_200, from: '2026-11-01', until: '2026-11-30' }
  const cases: [LintCode, LintListing][] = [
    ['packCountsOdd', traded({ inner: dozen, case: odd })],
    ['packCountsOdd', traded({ soldBy: 'case', inner: dozen })],
    ['stepOdd', traded({ soldBy: 'inner', inner: dozen, step: 6 }, 12)],
    ['slabsNotFalling', traded(slabs([12, 25_000], [12, 24_000]))],
    ['slabsNotFalling', traded(slabs([12, 25_000], [24, 25_000]))],
    ['minimumNotInSteps', traded({ step: 12 }, 5)],
    ['slabIdle', traded(slabs([12, 26_200]))],
    ['datedIdle', traded({ dated })],
    ['badName', good({ name: '---' })],
    ['badGtin', good({ gtin: '08901491101838' })],
    ['badGtin', good({ gtin: '02000000000015' })],
    [
      'gtinForCoupons',
      good({
        gtin: `0990149110183${gtinCheckDigit('0990149110183')}`,
        origin: 'US',
        maker: 'Imported by X, Pune',
      }),
    ],
    ['badQuantity', good({ netQuantity: 0, weightGrams: 10 })],
    ['badHsn', good({ hsn: '11011' })],
    ['hsnUnknown', good({ hsn: '1234', foodMark: 'veg' })],
    ['badGstRate', good({ gstBps: 1200 })],
    ['badOrigin', good({ origin: 'XX', maker: 'Imported by X, Pune' })],
    ['badFssai', good({ fssai: '1001203100031' })],
    ['badImageUrl', good({ imageUrls: ['http://images.example.com/atta.jpg'] })],
    ['foodMarkNeeded', good({ foodMark: 'none' })],
    ['fssaiNeeded', good({}, { seller: { ...seller, fssai: null } })],
    ['priceAboveMrp', good({}, { offer: { pricePaise: 27_501n, mrpPaise: 27_500n, soldTo: ['consumer'] } })],
    ['mayNotSellTo', good({}, { offer: { ...good().offer, soldTo: ['consumer', 'wholesaler'] } })],
    ['hsnNotListed', good({ hsn: '11019999' })],
    ['quantityUnlikeName', good({ name: 'Shudh Chakki Atta 10 kg' })],
    ['piecesNotWeighed', good({ unit: 'piece' })],
    ['weightBelowNet', good({ weightGrams: 500 })],
    ['packSizeOdd', good({ packSize: { lengthMm: 25, widthMm: 18, heightMm: 9 } })],
    ['makerAddressMissing', good({ maker: 'ITC Limited' })],
    ['importerMissing', good({ origin: 'US', maker: 'Mills Inc, Texas' })],
    ['consumerCareMissing', good({ consumerCare: null })],
    ['consumerCareUnclear', good({ consumerCare: 'ask us' })],
    ['makerFssaiMissing', good({ fssai: null })],
    ['fssaiKindUnknown', good({ fssai: '90012031000312' })],
    ['markOnNonFood', good({ hsn: '3401' })],
    ['vegMarkOnMeat', good({ hsn: '0207' })],
    ['shelfLifeMissing', good({ shelfLifeDays: null })],
    ['shelfLifeOdd', good({ shelfLifeDays: 9000 })],
    ['attributeMissing', good({ category: 'Skin Care', brand: null, name: 'Cream' })],
    ['priceFarBelowMrp', good({}, { offer: { pricePaise: 2000n, mrpPaise: 27_500n, soldTo: ['consumer'] } })],
    ['nameIsBrand', good({ name: 'AASHIRVAAD' })],
    ['quantityUnit', good({ netQuantity: 5000, unit: 'g' })],
    ['gtinMissing', good({ gtin: null })],
    ['gtinNotIndian', good({ gtin: '00012345678905' })],
    ['nameHiMissing', good({ nameHi: null })],
    ['imageMissing', good({ imageUrls: [] })],
  ]
  const category = lists.categories().find(({ attributes }) => attributes.length === 1)!
  t.ok(category)
  for (const [code, listing] of cases) {
    if (code === 'attributeMissing') {
      const known = lists.categories().find(({ domain }) => domain === 'RET13')!
      const found = codes({ ...listing, facts: { ...listing.facts, category: known.name } })
      t.ok(found.includes(code), code)
      continue
    }
    t.same(codes(listing), [code], code)
  }
  t.same(codes({ ...good(), facts: { ...good().facts, maker: ' ' } })[0], 'makerMissing')
  const tested = new Set([...cases.map(([code]) => code), 'makerMissing', 'attributeOdd'])
  t.same(
    lintCodes.filter((code) => !tested.has(code)),
    [],
  )
  t.same(
    lintRules.map(({ code }) => code),
    [...lintCodes],
    'each code is one rule',
  )
})

t.test('what a category wants told', async (t) => {
  const shirt = { category: 'shirts', brand: 'Own', hsn: '6205', foodMark: 'none' as const, fssai: null }
  const wanted = lists.category('Shirts')!.attributes.filter(({ name }) => name !== 'brand')
  const missing = lintListing(good({ ...shirt, unit: 'piece', netQuantity: 1 }), lists)
  t.same(
    missing.map(({ code, field }) => [code, field]).sort(),
    wanted.map(({ name }) => ['attributeMissing', `attributes.${name}`]).sort(),
  )
  t.match(missing[0]?.text.en, /Goods of "shirts" state \w+/)
  const attributes = Object.fromEntries(
    wanted.map(({ name, values }) => [name, values?.[0]?.toUpperCase() ?? 'x']),
  )
  const told = good({ ...shirt, unit: 'piece', netQuantity: 1, attributes })
  t.same(codes(told), [], 'in any capitals')
  t.same(codes({ ...told, facts: { ...told.facts, attributes: { ...attributes, gender: 'dog' } } }), [
    'attributeOdd',
  ])
})

t.test('a fix mends its fault', async (t) => {
  for (const listing of [
    good({ hsn: '11019999' }),
    good({ netQuantity: 5000, unit: 'g' }),
    good({ netQuantity: 0.25, unit: 'l', weightGrams: 300 }),
    good({ name: 'Atta 500 g' }),
    good({ weightGrams: 1 }),
    good({ hsn: '0207' }),
    good({ hsn: '3401' }),
    good({ consumerCare: null, maker: 'Packed by Sharma Kirana, Pune' }),
    good({ fssai: null, maker: 'Sharma  KIRANA, Pune' }),
  ]) {
    const [finding] = lintListing(listing, lists)
    if (finding?.fix?.of !== 'product') {
      t.fail(`${finding?.code} has no fix`)
      continue
    }
    const mended = { ...listing, facts: { ...listing.facts, ...finding.fix.change } }
    t.notOk(codes(mended).includes(finding.code), finding.code)
  }
  const [dear] = lintListing(
    good({}, { offer: { pricePaise: 30_000n, mrpPaise: 27_500n, soldTo: ['consumer'] } }),
    lists,
  )
  t.same(dear?.fix, { of: 'listing', change: { pricePaise: 27_500n } })
  t.equal(
    lintListing(good({ consumerCare: null }), lists)[0]?.fix,
    null,
    "another maker's line is not ours to give",
  )
})

t.test('names that state a quantity', async (t) => {
  t.same(quantityNamed('Toor Dal 500g'), { netQuantity: 500, unit: 'g' })
  t.same(quantityNamed('Oil, 1.5 Ltr'), { netQuantity: 1.5, unit: 'l' })
  for (const name of [
    'Atta',
    '2 x 500 g soap',
    'Pack of 4, 100 g',
    '500 g + 50 g free',
    'Vitamin B12',
    '5G phone',
    '1 kg or 2 kg',
  ]) {
    t.equal(name === '5G phone' ? undefined : quantityNamed(name), undefined, name)
  }
})

t.test('both languages say every rule, with the same values', async (t) => {
  const values = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
  for (const code of lintCodes) {
    const { en, hi } = lintTexts[code]
    t.same(values(en), values(hi), code)
    t.match(hi, /[\u0904-\u0939]/, code)
  }
})

t.test('any facts are judged without an error, and the score stays in its bounds', async (t) => {
  fc.assert(
    fc.property(
      fc.record({
        name: fc.string({ unit: 'grapheme' }),
        hsn: fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{8}$/)),
        netQuantity: fc.double({ noNaN: true }),
        unit: fc.constantFrom(...quantityUnits),
        category: fc.oneof(fc.string(), fc.constant('Shirts')),
        gtin: fc.option(fc.string()),
        maker: fc.string(),
      }),
      (some) => {
        const finite =
          Number.isFinite(some.netQuantity) && Math.abs(some.netQuantity) < 1e9 ? some.netQuantity : 1
        const found = lintListing(good({ ...some, netQuantity: finite }), lists)
        const score = scoreOf(found)
        const blocks = found.some(({ severity }) => severity === 'blocking')
        return (
          score >= 0 &&
          score <= 100 &&
          (!blocks || score <= 60) &&
          found.every(({ text }) => !/\{\w+\}/.test(text.hi))
        )
      },
    ),
    { numRuns: 300 },
  )
  t.same(blockingFindings(good().facts, lists), [])
})
