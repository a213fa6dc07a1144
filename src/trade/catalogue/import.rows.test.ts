import fc from 'fast-check'
import t from 'tap'
import { csvRow, heading } from './catalogue.testing.ts'
import { type Audience, saleUnits } from './catalogue.types.ts'
import { createCsvReader } from './csv.reader.ts'
import { readHeading } from './import.columns.ts'
import type { GoodRow } from './import.good.ts'
import { createRowReader, type RowProblem } from './import.rows.ts'
import { judgeTerms, type ListedTerms } from './import.terms.ts'
import { tradeFindings } from './lint.rules.ts'
import { tradeLists } from './lists.ts'
import { plainTrade } from './price.rules.ts'
import { createSeenKeys } from './seen-keys.ts'

interface Options {
  allowed?: readonly Audience[]
  mayListFood?: boolean
}

function read(rows: string[], { allowed = ['consumer'], mayListFood = true }: Options = {}) {
  const reader = createCsvReader()
  const [first, ...records] = [...reader.push([heading, ...rows, ''].join('\n')), ...reader.end()]
  const check = createRowReader({
    columns: readHeading(first!.fields!, tradeLists()),
    seller: { allowed, fssai: mayListFood ? '22726000000001' : null, carePhone: null, names: [] },
    lists: tradeLists(),
    seenSkus: createSeenKeys(),
    seenProducts: createSeenKeys(),
  })
  return records.map(check)
}
const problemsOf = (row: string, options?: Options): RowProblem[] => {
  const [result] = read([row], options)
  return Array.isArray(result) ? result : []
}
const goodOf = (row: string, options?: Options): GoodRow => {
  const [result] = read([row], options)
  if (!result || Array.isArray(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

t.test(
  'what a row tells of the parcel is read with its unit, and what it leaves open is left out',
  async (t) => {
    const told = (names: string, cells: string) => {
      const reader = createCsvReader()
      const [first, record] = [
        ...reader.push(`sku,name,price,mrp,netQuantity,unit,category,hsn,gstRate,origin,maker,${names}\n`),
        ...reader.push(`A,Ghee,20,28,1,kg,Dairy,3304,18,IN,"Tata, Mumbai",${cells}\n`),
        ...reader.end(),
      ]
      const row = createRowReader({
        columns: readHeading(first!.fields!, tradeLists()),
        seller: { allowed: ['consumer'], fssai: null, carePhone: null, names: [] },
        lists: tradeLists(),
        seenSkus: createSeenKeys(),
        seenProducts: createSeenKeys(),
      })(record!)
      return Array.isArray(row) ? row.map(({ column, code }) => [column, code]) : row
    }
    const sides = 'lengthMm,widthMm,heightMm'
    const whole = { packSize: { lengthMm: 380, widthMm: 255, heightMm: 90 } }
    for (const [names, cells] of [
      [sides, '380,255,90'],
      [sides, '38 cm,25.5cm,9 CM.'],
      ['Length (cm),Breadth (cm),Height (cm)', '38,25.5,9'],
      ['Package Length in cm,Package Width in cm,Package Height in mm', '38,25.5,90'],
      ['लंबाई (सेमी),चौड़ाई (से.मी.),ऊँचाई (मिमी)', '38,25.5,90'],
      ['Pack length,Pack width,Pack height', '380 mm,25.5 cm,9 सेमी'],
    ] as const)
      t.match(told(names, cells), whole, `${names}: ${cells}`)
    t.match(told(sides, '10 inch,1,0.2 mm'), { packSize: { lengthMm: 254, widthMm: 1, heightMm: 1 } })
    t.match(told(sides, ',0,'), { packSize: undefined, keepCold: undefined, weightTold: false })
    t.same(told(sides, '380,,90'), [['widthMm', 'sideMissing']])
    t.same(told('Pack length,Pack width,Pack height', '38,25 yards,9 cm'), [
      ['Pack length', 'badSide'],
      ['Pack width', 'badSide'],
    ])
    t.same(told(sides, '2001 cm,1,1'), [['lengthMm', 'badSide']])
    for (const [names, cell, grams] of [
      ['weightGrams', '1200', 1200],
      ['Weight (kg)', '1.2', 1200],
      ['Weight in kg', '2.3', 2300],
      ['Gross weight', '1.2 kg', 1200],
      ['वज़न (किलो)', '1.2', 1200],
      ['weightGrams', '"1,200 g"', 1200],
    ] as const)
      t.match(told(names, cell), { weightGrams: grams, weightTold: true }, `${names}: ${cell}`)
    t.match(told('weightGrams', '0'), { weightGrams: 1000, weightTold: false })
    t.same(told('weightGrams', 'heavy'), [['weightGrams', 'badWeight']])
    for (const [cell, keepCold] of [
      ['Yes', true],
      ['हाँ', true],
      ['no', false],
      ['नहीं', false],
      ['', undefined],
    ] as const)
      t.match(told('Cold chain', cell), { keepCold })
    t.same(told('ठंडा रखें', 'perhaps'), [['ठंडा रखें', 'badYesNo']])
  },
)

t.test('cells are read as people type them', async (t) => {
  const row = goodOf(
    csvRow({
      sku: ' A-1 ',
      name: '"Salt,   iodised\nfine"',
      netQuantity: '1.5',
      unit: 'Kgs.',
      hsn: '2501.00.20',
      gstRate: '5%',
      mrp: '"₹ 1,028.50"',
      price: 'Rs. 1000',
      stock: '"1,200"',
      origin: 'india',
      foodMark: '',
      soldTo: 'Consumers',
      minimumQuantity: '2.0',
    }),
  )
  t.match(row, {
    row: 2,
    lead: true,
    sku: 'A-1',
    name: 'Salt, iodised fine',
    netQuantity: 1.5,
    unit: 'kg',
    weightGrams: 1500,
    hsn: '25010020',
    gstBps: 500,
    mrpPaise: 102850n,
    pricePaise: 100000n,
    stock: 1200,
    origin: 'IN',
    foodMark: 'none',
    soldTo: ['consumer'],
    minimumQuantity: 2,
    identityKey: 'name:tata|salt iodised fine|1500000g',
  })
  t.match(goodOf(csvRow({ netQuantity: '500 gm', unit: '' })), { netQuantity: 500, unit: 'g' })
  t.match(goodOf(csvRow({ stock: '', soldTo: '' })), { stock: null, soldTo: null, minimumQuantity: null })
  t.match(goodOf(csvRow({ gtin: '8901491101837' })), { identityKey: 'gtin:08901491101837' })
  t.equal(goodOf(csvRow({ name: 'Twelve', netQuantity: 12, unit: 'pcs' })).weightGrams, 250)
})

t.test('each bad cell is told with its column, its value and what to do', async (t) => {
  const cases: [Record<string, string | number>, string, string, RegExp][] = [
    [{ sku: '' }, 'sku', 'missing', /Fill it in/],
    [{ sku: 'x'.repeat(65) }, 'sku', 'badText', /Shorten/],
    [{ name: '---' }, 'name', 'badName', /letters or digits/],
    [{ name: 'Caf\ufffd' }, 'name', 'badText', /CSV UTF-8/],
    [{ name: 'Sa\0lt' }, 'name', 'badText', /CSV UTF-8/],
    [{ gtin: '8.90149E+12' }, 'gtin', 'badGtin', /as text/],
    [{ gtin: '8901491101838' }, 'gtin', 'badGtin', /mistyped/],
    [{ gtin: '2000000000015' }, 'gtin', 'badGtin', /shops print themselves/],
    [{ netQuantity: 'one' }, 'netQuantity', 'badQuantity', /Write a number/],
    [{ netQuantity: 0 }, 'netQuantity', 'quantityMissing', /how much is in the pack/],
    [{ netQuantity: '0.0001' }, 'netQuantity', 'badQuantity', /three decimals/],
    [{ netQuantity: '1.0005' }, 'netQuantity', 'badQuantity', /three decimals/],
    [{ netQuantity: '1.5', unit: 'piece' }, 'netQuantity', 'badQuantity', /whole/],
    [{ unit: 'bag' }, 'unit', 'badUnit', /Write g, kg/],
    [{ unit: '' }, 'unit', 'badUnit', /Write g, kg/],
    [{ hsn: '25' }, 'hsn', 'badHsn', /4, 6 or 8/],
    [{ gstRate: 12 }, 'gstRate', 'badGstRate', /0, 0.25, 3, 5, 18 and 40/],
    [{ gstRate: '' }, 'gstRate', 'gstRateMissing', /Write percent/],
    [{ gstRate: 'a lot' }, 'gstRate', 'badGstRate', /Write percent/],
    [{ origin: 'N/A' }, 'origin', 'originMissing', /for the whole file/],
    [{ maker: 'see back image' }, 'maker', 'makerUnknown', /for the whole file/],
    [{ netQuantity: '500 g (Pack of 2)', unit: '' }, 'netQuantity', 'badQuantity', /whole pack/],
    [{ mrp: 'ask' }, 'mrp', 'badPrice', /rupees/],
    [{ price: '0.00' }, 'price', 'badPrice', /above zero/],
    [{ mrp: '99999999', price: '1' }, 'mrp', 'badPrice', /one crore/],
    [{ price: '28.01' }, 'price', 'priceAboveMrp', /above the MRP/],
    [{ stock: -1 }, 'stock', 'badNumber', /whole number from 0/],
    [{ minimumQuantity: 0 }, 'minimumQuantity', 'badNumber', /whole number from 1/],
    [{ origin: 'XX' }, 'origin', 'badOrigin', /ISO 3166/],
    [{ foodMark: 'maybe' }, 'foodMark', 'badFoodMark', /veg, nonVeg/],
    [{ hsn: '0405', foodMark: 'none' }, 'foodMark', 'foodMarkNeeded', /this is food/],
    [{ soldTo: 'retailer' }, 'soldTo', 'mayNotSellTo', /cannot be sold to a retailer/],
    [{ soldTo: 'everyone' }, 'soldTo', 'badAudience', /consumer, retailer/],
  ]
  for (const [some, column, code, words] of cases) {
    const problems = problemsOf(csvRow(some))
    t.same(
      problems.map((problem) => [problem.row, problem.column, problem.code]),
      [[2, column, code]],
      JSON.stringify(some),
    )
    t.match(problems[0]?.detail, words)
    t.notMatch(problems[0]?.value, /\0/)
  }
  t.equal(problemsOf(csvRow({ mrp: 'x'.repeat(5000) }))[0]?.value, 'x'.repeat(100))
  const many = problemsOf(csvRow({ sku: '', hsn: 'x', price: '' }))
  t.same(many.map((problem) => problem.column).sort(), ['hsn', 'price', 'sku'], 'all of them at once')
})

t.test('food is for traders with an FSSAI number', async (t) => {
  const food = csvRow({ hsn: '0405', foodMark: 'veg' })
  t.match(problemsOf(food, { mayListFood: false }), [{ column: null, code: 'fssaiNeeded' }])
  t.equal(goodOf(food).foodMark, 'veg')
  t.equal(goodOf(csvRow(), { mayListFood: false }).foodMark, 'none')
})

t.test('rows are judged by themselves, but for what stood in earlier ones', async (t) => {
  const results = read([
    csvRow({ sku: 'A', price: 'x' }),
    csvRow({ sku: 'A' }),
    '',
    csvRow({ sku: 'A', name: 'Other' }),
    csvRow({ sku: 'B', name: 'SALT ' }),
    'too,few',
    `${csvRow({ sku: 'C' })},surplus`,
    `${csvRow({ sku: 'D' })},,`,
    `"${csvRow({ sku: 'E' })}`,
    csvRow({ sku: 'F', name: 'Pepper' }),
  ])
  const look = results.map((result) =>
    Array.isArray(result) ? result[0]?.code : result && [result.sku, result.lead],
  )
  t.same(look, [
    'badPrice',
    ['A', true],
    undefined,
    'doubleSku',
    ['B', false],
    'columnCount',
    'columnCount',
    ['D', false],
    'brokenQuotes',
    ['F', true],
  ])
  t.match(results[3], [{ row: 5, detail: /Row 3 has this SKU/ }])
  t.match(results[5], [{ detail: /2 columns and the heading 17/ }])
})

const termsHeading = `${heading},Step,Inner pack,पेटी,थोक भाव`
const withTerms = (
  [step, inner, carton, slabs]: readonly string[],
  some: Record<string, string | number> = {},
  terms?: ListedTerms,
) => {
  const reader = createCsvReader()
  const row = `${csvRow({ minimumQuantity: 12, ...some })},${step},${inner},${carton},"${slabs}"`
  const [first, record] = [...reader.push([termsHeading, row, ''].join('\n')), ...reader.end()]
  const result = createRowReader({
    columns: readHeading(first!.fields!, tradeLists()),
    seller: { allowed: ['consumer'], fssai: null, carePhone: null, names: [] },
    lists: tradeLists(),
    seenSkus: createSeenKeys(),
    seenProducts: createSeenKeys(),
    known: { load: async () => {}, of: () => undefined, terms: { of: () => terms } },
  })(record!)
  return result as GoodRow & RowProblem[]
}
const slabsOf = (text: string) => withTerms(['', '', '', text]).terms?.slabs

t.test('terms of trade are read as shopkeepers type them', async (t) => {
  t.match(withTerms(['12', '12 pcs', '1 Peti = 48', '12:24; 48=23.50']).terms, {
    step: 12,
    inner: { pieces: 12, name: null },
    case: { pieces: 48, name: 'Peti' },
    slabs: [
      { from: 12, pricePaise: 2400 },
      { from: 48, pricePaise: 2350 },
    ],
  })
  const two = [
    { from: 10, pricePaise: 2400 },
    { from: 1000, pricePaise: 2000 },
  ]
  for (const text of [
    '10:24;1000:20',
    '10 = 24, 1000 = 20',
    '10-999: Rs. 24/- | 1,000+ : ₹20.00',
    '10 पीस से = 24\n1000 = 20 प्रति पीस;',
    '10 pcs @ 24; 1000 to 2000 @ 20 each',
  ])
    t.same(slabsOf(text), two, text)
  t.same(slabsOf('10:95:'), undefined)
  t.equal(withTerms(['', '', '24 पेटी', '']).terms?.case?.name, 'पेटी')
  t.equal(withTerms(['', '', 'Carton of 24', '']).terms?.case?.name, 'Carton')
  t.equal(withTerms(['', 'N/A', '0', '-']).terms, null, 'what says nothing leaves what is there')
  t.same(withTerms(['', 'remove', 'हटाएँ', 'remove']).terms, { inner: null, case: null, slabs: [] })
  t.equal(withTerms(['12', '', '', ''], { minimumQuantity: '' }).minimumQuantity, 12, 'one step at least')
})

t.test('terms that cannot be read, or contradict each other, are told at their column', async (t) => {
  const cases: [readonly string[], string, string, RegExp, ListedTerms?][] = [
    [['half', '', '', ''], 'Step', 'badNumber', /whole number from 1/],
    [['', 'Peti', '', ''], 'Inner pack', 'badPack', /how many pieces/],
    [['', '', '1', ''], 'पेटी', 'badPack', /from 2/],
    [['', '', '', 'cheap'], 'थोक भाव', 'badSlabs', /"cheap" cannot be read.*10=95; 50=90/],
    [['', '', '', '10:24; 50:'], 'थोक भाव', 'badSlabs', /"50:" cannot be read/],
    [['', '', '', '11:35'], 'थोक भाव', 'badSlabs', /time or a day/],
    [['', '', '', '0.48263888888'], 'थोक भाव', 'badSlabs', /time or a day/],
    [['', '', '', '1=24'], 'थोक भाव', 'badSlabs', /begins at 2/],
    [['', '', '', '10-40=24; 50=23'], 'थोक भाव', 'badSlabs', /begins at 41/],
    [['', '', '', '10=0'], 'थोक भाव', 'badSlabs', /above zero/],
    [['', '', '', '10=24; 10=23'], 'थोक भाव', 'slabsNotFalling', /more pieces/],
    [['', '', '', '10=24; 50=24'], 'थोक भाव', 'slabsNotFalling', /lower price/],
    [['', '', '', '10=25'], 'थोक भाव', 'slabIdle', /not below the plain price/],
    [['', '10', '24', ''], 'पेटी', 'packCountsOdd', /Count again/],
    [['5', '', '', ''], 'minimumQuantity', 'minimumNotInSteps', /in steps of 5/],
    [
      ['', '', '20', ''],
      ...(['Step', 'stepOdd', /20 pieces/] as const),
      {
        minimumQuantity: 12,
        trade: { ...plainTrade, soldBy: 'case', case: { pieces: 12, name: null }, step: 12 },
      },
    ],
  ]
  for (const [cells, column, code, words, terms] of cases) {
    const result = withTerms(cells, {}, terms)
    t.match(
      Array.isArray(result) && result.find((problem) => problem.code === code),
      { row: 2, column, code, detail: words },
      JSON.stringify(cells),
    )
  }
})

t.test('terms are judged as the API judges them, with what the listing has', async (t) => {
  const count = fc.constantFrom(1, 2, 3, 5, 6, 10, 12, 24)
  const slab = fc.record({
    from: fc.integer({ min: 2, max: 60 }),
    pricePaise: fc.integer({ min: 2000, max: 2600 }),
  })
  const pack = fc.option(fc.record({ pieces: fc.constantFrom(2, 6, 12, 24), name: fc.constant(null) }))
  const terms = fc.record({
    soldBy: fc.constantFrom(...saleUnits),
    inner: pack,
    case: pack,
    step: count,
    slabs: fc.array(slab, { maxLength: 2 }),
    dated: fc.constant(null),
  })
  await t.resolves(
    fc.assert(
      fc.asyncProperty(terms, terms, count, count, async (known, stated, before, minimumQuantity) => {
        const { soldBy, dated, ...of } = stated
        const offer = { pricePaise: 2500n, mrpPaise: 2800n, soldTo: [] }
        const judged = judgeTerms(
          { ...offer, stated: of, minimumQuantity },
          { minimumQuantity: before, trade: known },
          tradeLists(),
        )
        const trade = { ...known, ...of }
        const api = tradeFindings({ ...offer, minimumQuantity, trade }, tradeLists())
        return JSON.stringify(judged.findings) === JSON.stringify(api)
      }),
    ),
  )
})
