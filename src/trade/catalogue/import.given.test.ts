import { readFileSync } from 'node:fs'
import t from 'tap'
import { csvRow, heading } from './catalogue.testing.ts'
import { createCsvReader } from './csv.reader.ts'
import { readQuantity } from './import.cells.ts'
import { readHeading } from './import.columns.ts'
import { checkedGiven, type GivenValues, kindOf } from './import.given.ts'
import type { GoodRow } from './import.good.ts'
import type { KnownFacts } from './import.known.ts'
import { createRowReader, type RowProblem } from './import.rows.ts'
import { tradeLists } from './lists.ts'
import { createSeenKeys } from './seen-keys.ts'

const old = 'sku,brand,name,quantity,price,mrp,category,subcategory'
const nothing: GivenValues = {
  origin: null,
  maker: null,
  makerIsBrand: false,
  category: null,
  stock: null,
  goods: [],
}

function read(row: string, given: GivenValues | null, known?: KnownFacts, first = old) {
  const reader = createCsvReader()
  const [head, record] = [...reader.push(`${first}\n${row}\n`), ...reader.end()]
  const check = createRowReader({
    columns: readHeading(head!.fields!, tradeLists()),
    seller: { allowed: ['consumer'], fssai: '22726000000001', carePhone: null, names: [] },
    lists: tradeLists(),
    seenSkus: createSeenKeys(),
    seenProducts: createSeenKeys(),
    given,
    known: { load: async () => {}, of: () => known, terms: { of: () => undefined } },
  })
  return check(record!)
}
const codes = (result: ReturnType<typeof read>) => (result as RowProblem[]).map(({ code }) => code)

t.test('a row of an old price list says truly what nobody knows of it', async (t) => {
  const row = '7,Sahyadri,Toor Dal,500 g Pouch,80,90,Foodgrains,Dals & Pulses'
  t.same(codes(read(row, null)), ['hsnMissing', 'gstRateMissing', 'originMissing', 'makerUnknown'])
  const given = { ...nothing, origin: 'IN', makerIsBrand: true, stock: 4 }
  t.same(codes(read(row, given)), ['hsnMissing', 'gstRateMissing'], 'what is proposed is not taken unasked')
  const goods = [{ goods: 'dals & pulses', hsn: '0713', gstBps: 500, foodMark: 'veg' as const }]
  t.match(read(row, { ...given, goods }) as GoodRow, {
    hsn: '0713',
    gstBps: 500,
    foodMark: 'veg',
    origin: 'IN',
    maker: 'Sahyadri',
    stock: 4,
    netQuantity: 500,
    unit: 'g',
    identityKey: 'name:sahyadri|toor dal|500000g',
  })
})

t.test('the shared catalogue goes before what was said of the file, and the row before both', async (t) => {
  const goods = [{ goods: 'Dals & Pulses', hsn: '2106', gstBps: 1800, foodMark: 'none' as const }]
  const given = { ...nothing, origin: 'CN', maker: 'Somebody', goods }
  const full = read(csvRow({ hsn: '2501', origin: 'IN', maker: 'Tata Mumbai' }), given, undefined, heading)
  t.match(full as GoodRow, { hsn: '2501', origin: 'IN', maker: 'Tata Mumbai' })
  const known = { ...(full as GoodRow), gtin: '08901491101837', name: 'Toor Dal', mrpPaise: 9000n }
  t.match(read('8901491101837,7,80', given, known, 'gtin,sku,price') as GoodRow, {
    sku: '7',
    name: 'Toor Dal',
    hsn: '2501',
    origin: 'IN',
    mrpPaise: 9000n,
    pricePaise: 8000n,
    gtin: '08901491101837',
    identityKey: 'gtin:08901491101837',
  })
})

t.test('a pack whose size stands in the name alone has that size', async (t) => {
  const given = { ...nothing, origin: 'CHN', maker: 'Importer, Pune 411001' }
  const of = (name: string, quantity: string) => read(`7,,${name},${quantity},80,90,Snacks,`, given)
  t.notMatch(codes(of('Baby Powder 100 Gms', '0')), ['quantityMissing'])
  t.match(codes(of('Baby Powder', 'nil')), ['quantityMissing'])
  t.match(codes(of('Honey 1L + 500g free', '')), ['quantityMissing'])
})

t.test('kinds of goods go by the shelf, and by the name where the shelf says too little', async (t) => {
  const of = (name: string, category: string, subcategory = '') =>
    kindOf({ brand: null, name, category, subcategory }, tradeLists())
  t.match(of('Toor', 'Foodgrains', 'Dals & Pulses'), { goods: 'Dals & Pulses', suggested: { hsn: '0713' } })
  t.match(of('Onion', 'Fruits', 'Potato, Onion & Tomato'), {
    goods: 'Potato, Onion & Tomato › onion',
    suggested: { hsn: '0703', gstBps: 0 },
  })
  t.match(of('Milk Chocolate Cookies', 'Packaged'), { suggested: { hsn: '1905' } })
  t.match(of('Qwerty', 'Packaged'), { goods: 'Packaged', suggested: null })
})

t.test('packs are read as far as they are clear', async (t) => {
  const clear: [string, number, string][] = [
    ['5 kg', 5, 'kg'],
    ['500 g Pouch', 500, 'g'],
    ['4x125 g Multipack', 500, 'g'],
    ['2 x 1.5 L', 3, 'L'],
    ['300 g (3 Packs x 100 g each)', 300, 'g'],
    ['Combo 3 Items', 3, 'piece'],
  ]
  for (const [cell, number, unit] of clear)
    t.match(readQuantity(cell), { ok: true, value: { number, unit } }, cell)
  for (const cell of ['500 g (Pack of 2)', '300 g (2 Packs x 100 g each)', 'Combo', '2 x 3 x 4'])
    t.notOk(readQuantity(cell).ok, cell)
})

t.test('what is said of a file is checked', async (t) => {
  const goods = [{ goods: 'Dal', hsn: '07', gstBps: 1200, foodMark: null }]
  try {
    checkedGiven({ ...nothing, origin: 'Atlantis', goods })
    t.fail('nothing was refused')
  } catch (error) {
    t.match(error, {
      fields: [{ pointer: '/origin' }, { pointer: '/goods/0/hsn' }, { pointer: '/goods/0/gstBps' }],
    })
  }
  t.match(checkedGiven({ ...nothing, origin: 'india' }), { origin: 'IN' })
  t.match(checkedGiven({ ...nothing, origin: 'CHN' }), { origin: 'CN' }, 'three letters too')
})

// What a careful reader of the tariff would write beside these names: heading, and GST rate in percent.
const reviewed: readonly (readonly [name: string, hsn: string, percent: number])[] = [
  // Staples: pre-packed and labelled.
  ['Sharbati Chakki Atta 5 kg', '1101', 5],
  ['Multigrain Bajra Atta', '1102', 5],
  ['Makki ka Atta', '1102', 5],
  ['Kuttu Atta for fasting', '1102', 5],
  ['Sona Masoori Rice, aged', '1006', 5],
  ['Rice Flour, fine', '1102', 5],
  ['Electric Rice Cooker 1.8 l', '8516', 18],
  ['Rice Bran Oil, refined', '1515', 5],
  ['Chana Dal, unpolished', '0713', 5],
  ['Besan, fine ground', '1106', 5],
  ['Sattu', '1106', 5],
  ['Roasted Chana', '2106', 5],
  ['Soya Chunks', '2106', 5],
  ['Rolled Oats', '1104', 5],
  ['Masala Oats', '1904', 5],
  ['Thick Poha', '1904', 5],
  ['Corn Flour', '1108', 5],
  ['Baking Soda', '2836', 18],
  ['Iodised Salt', '2501', 0],
  ['Bath Salt, lavender', '3307', 18],
  ['Mishri', '1701', 5],
  ['Sugar Free Sweetener Sachets', '2106', 5],
  // Oils: each by its plant, and those that are no food.
  ['Kachi Ghani Mustard Oil', '1514', 5],
  ['Coconut Oil, edible', '1513', 5],
  ['Coconut Hair Oil', '3305', 5],
  ['Almond Hair Oil', '3305', 5],
  ['Baby Massage Oil', '3304', 18],
  ['Pooja Oil for lamps', '1518', 5],
  // Milk, and what only sounds like it.
  ['Toned Milk Pouch', '0401', 0],
  ['Butter Milk, spiced', '0403', 5],
  ['Malai Paneer', '0406', 0],
  ['Palak Paneer, ready to eat', '2106', 5],
  ['Peanut Butter Crunchy', '2008', 5],
  ['Body Butter, cocoa', '3304', 18],
  ['Milk Chocolate Bar', '1806', 5],
  ['Coconut Milk', '2106', 5],
  ['Soya Milk', '2202', 5],
  ['Cleansing Milk', '3304', 18],
  // Fresh things, and what tastes or smells of them.
  ['Tender Coconut Water', '2009', 5],
  ['Coconut, whole', '0801', 0],
  ['Desiccated Coconut', '0801', 5],
  ['Green Chilli', '0709', 0],
  ['Red Chilli Flakes', '0904', 5],
  ['Tomato Puree', '2002', 5],
  ['Tomato Ketchup', '2103', 5],
  ['Mango Pickle in oil', '2001', 5],
  ['Mango Drink', '2202', 5],
  ['Lemon Tea Bags', '0902', 5],
  ['Ginger Garlic Paste', '2103', 5],
  ['Chia Seeds', '1207', 5],
  ['Sunflower Seeds, raw', '1206', 5],
  ['Tomato Vegetable Seeds', '1209', 0],
  ['Dishwash Gel, Lemon', '3402', 18],
  ['Toilet Soap, Lime and Orange', '3401', 5],
  ['Ice Cream Tub, Strawberry', '2105', 5],
  // Spices.
  ['Chicken Masala', '0910', 5],
  ['Pan Masala', '2106', 40],
  ['Cumin Seeds', '0909', 5],
  ['Kala Namak', '2501', 0],
  ['Compounded Hing', '1301', 5],
  // Bakery, snacks, sweets, drinks.
  ['Brown Bread', '1905', 0],
  ['Moong Papad', '1905', 0],
  ['Suji Rusk', '1905', 5],
  ['Aloo Bhujia', '2106', 5],
  ['Potato Chips, salted', '2005', 5],
  ['Kaju Katli Box', '2106', 5],
  ['Groundnut Chikki', '1704', 5],
  ['Choco Chip Cookies', '1905', 5],
  ['Aloo Paratha, frozen', '2106', 0],
  ['Instant Noodles', '1902', 5],
  ['Chicken Nuggets', '1602', 5],
  ['Cola, can', '2202', 40],
  ['Packaged Drinking Water', '2201', 5],
  ['Apple Cider Vinegar', '2209', 18],
  ['Cough Syrup', '3004', 5],
  ['Dog Food, adult', '2309', 18],
  // The house and its people.
  ['Talcum Powder', '3304', 5],
  ['Kajal Pencil, smudge proof', '3304', 18],
  ['Bindi Packet', '3304', 0],
  ['Anti Dandruff Shampoo', '3305', 5],
  ['Hair Conditioner', '3305', 18],
  ['Fabric Conditioner', '3809', 18],
  ['Detergent Cake', '3402', 18],
  ['Washing Soap Bar', '3401', 18],
  ['Neem Face Wash', '3401', 18],
  ['Cotton Face Mask', '6307', 5],
  ['Tooth Brush, soft', '9603', 5],
  ['Mouth Wash, mint', '3306', 18],
  ['After Shave Lotion', '3307', 5],
  ['Baby Wipes', '3307', 18],
  ['Eye Drops', '3004', 5],
  ['Grass Broom', '9603', 0],
  ['Floor Wiper', '9603', 18],
  ['Steel Scrubber', '7323', 18],
  ['Tea Light Candles', '3406', 5],
  ['Camphor Tablets', '2914', 18],
  ['Dhoop Batti', '3307', 5],
  ['Phool Batti', '5601', 0],
  ['Plastic Water Bottle', '3924', 18],
  ['Tea Strainer', '7323', 5],
  ['Steel Spoon Set', '8215', 18],
  ['Pocket Comb', '9615', 5],
  ['Pencil Sharpener', '8214', 0],
  ['HB Pencils', '9609', 0],
  ['Pencil Cell AA', '8506', 18],
  ['USB Pen Drive', '8523', 18],
  ['Single Line Notebook', '4820', 0],
  ['Account Register', '4820', 18],
  ['Mobile Charger', '8504', 18],
  // As shops write them in Hindi, in either script.
  ['Arhar Dal', '0713', 5],
  ['Sarson ka Tel', '1514', 5],
  ['Haldi Powder', '0910', 5],
  ['Lal Mirch', '0904', 5],
  ['Moongfali Dana', '1202', 5],
  ['Chai Patti', '0902', 5],
  ['Agarbatti Chandan', '3307', 5],
  ['Machis', '3605', 5],
  ['Phool Jhadu', '9603', 0],
  ['चक्की आटा', '1101', 5],
  ['मक्के का आटा', '1102', 5],
  ['बासमती चावल', '1006', 5],
  ['अरहर दाल', '0713', 5],
  ['चीनी', '1701', 5],
  ['आयोडीन नमक', '2501', 0],
  ['कच्ची घानी सरसों का तेल', '1514', 5],
  ['नारियल तेल', '1513', 5],
  ['बादाम हेयर ऑयल', '3305', 5],
  ['हल्दी पाउडर', '0910', 5],
  ['लाल मिर्च पाउडर', '0904', 5],
  ['ताज़ा दूध', '0401', 0],
  ['देसी घी', '0405', 5],
  ['आलू', '0701', 0],
  ['आलू भुजिया', '2106', 5],
  ['उड़द पापड़', '1905', 0],
  ['आम का अचार', '2001', 5],
  ['ग्रीन टी', '0902', 5],
  ['नहाने का साबुन', '3401', 5],
  ['कपड़े धोने का साबुन', '3401', 18],
  ['फूल झाड़ू', '9603', 0],
  ['कपूर', '2914', 18],
]

t.test('goods are proposed as a careful reader of the tariff would', async (t) => {
  const proposed = (name: string) =>
    kindOf({ brand: null, name, category: '', subcategory: '' }, tradeLists()).suggested
  t.same(
    reviewed.map(([name]) => [name, proposed(name)?.hsn, (proposed(name)?.gstBps ?? -100) / 100]),
    reviewed,
  )
})

t.test('shelves of several kinds, or of several rates, go by the name', async (t) => {
  const of = (name: string, category: string) =>
    kindOf({ brand: null, name, category, subcategory: '' }, tradeLists())
  t.match(of('Refined Sunflower Oil', 'Oil & Ghee'), {
    goods: 'Oil & Ghee › sunflower oil',
    suggested: { hsn: '1512' },
  })
  t.match(of('Mango', 'Ice Creams'), { goods: 'Ice Creams', suggested: { hsn: '2105' } })
  t.match(of('Silk Conditioner', 'Shampoos and Conditioners').suggested, { hsn: '3305', gstBps: 1800 })
  t.match(of('Qwerty', 'Oil & Ghee'), { goods: 'Oil & Ghee', suggested: null })
})

t.test('each word of the list of goods is found as itself', async (t) => {
  const source = readFileSync(new URL('../../../data/tariff/goods.txt', import.meta.url), 'utf8')
  const words = source
    .trimEnd()
    .split('\n')
    .flatMap((line) => line.split('|')[3]!.split(';'))
  const lost = words.filter(
    (word) =>
      tradeLists()
        .goodsOf(word)
        .map((found) => found.word)
        .join() !== word,
  )
  t.same(lost, [], 'none stands twice in another spelling')
})
