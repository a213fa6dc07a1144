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
