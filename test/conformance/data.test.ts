import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { checkFssai } from '../../src/kernel/fssai.ts'
import { checkGtin, isInStoreGtin } from '../../src/kernel/gtin.ts'
import { checkHsn } from '../../src/kernel/hsn.ts'
import { parseRupees } from '../../src/kernel/money.ts'

// The data that ships with the project obeys its own rules: data/demo/README.md, data/synonyms/README.md.

const columns = [
  ...['sku', 'gtin', 'brand', 'name', 'nameHi', 'category', 'netQuantity', 'unit', 'hsn', 'gstRate', 'mrp'],
  ...[
    'price',
    'stock',
    'origin',
    'maker',
    'foodMark',
    'fssai',
    'shelfLifeDays',
    'minimumQuantity',
    'imageUrl',
  ],
]
const gstRates = ['0', '0.25', '3', '5', '18', '40']
const origins = ['IN', 'US', 'CA', 'IR', 'AF', 'ES', 'TH', 'AT', 'CL', 'NZ']
// Shelves of food: a good on them carries a food mark and an FSSAI number.
const notFoodShelves =
  /care|soap|hair|shampoo|shaving|detergent|clean|freshener|dispos|pooja|station|electr|kitchen|health|cooking/i
// The four-digit heads of the customs tariff that a shop of groceries and household goods uses.
const heads = new Set(
  `0207 0302 0401 0402 0403 0405 0406 0407 0409 0701 0702 0703 0704 0706 0707 0708 0709 0710 0713 0714 0801 0802
  0803 0804 0805 0806 0807 0808 0810 0813 0901 0902 0904 0906 0907 0908 0909 0910 1001 1003 1005 1006 1007 1008
  1101 1102 1103 1104 1106 1108 1201 1202 1203 1204 1206 1207 1211 1301 1302 1404 1507 1508 1509 1511 1512 1513
  1514 1515 1516 1517 1518 1602 1701 1702 1704 1805 1806 1901 1902 1903 1904 1905 2001 2002 2004 2005 2006 2007
  2008 2009 2101 2102 2103 2104 2105 2106 2201 2202 2302 2309 2501 2508 2806 2828 2833 2836 2902 2914 2918 3004
  3005 3213 3301 3304 3305 3306 3307 3401 3402 3406 3506 3605 3808 3809 3919 3923 3924 4016 4419 4602 4802 4818
  4820 5601 5607 6307 6805 6912 7013 7323 7418 7607 7615 8212 8214 8506 8513 8536 8539 9017 9405 9603 9608 9609
  9613 9617 9619`.split(/\s+/),
)
const eightDigits = ['04051000', '10063020', '10064000', '11010000', '33074100']

// Letters, vowel signs and digits of Devanagari with the punctuation of a name: no Latin letter slips in.
const devanagari = /^[\u0900-\u097f0-9 ,.()'/&%+-]+$/
const devanagariLetter = /[\u0904-\u0939\u0958-\u0961]/

type Row = Record<string, string>

const read = (file: string): string => readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8')

const readRows = (file: string): Row[] =>
  parse(read(file), { columns: true, relax_column_count: false, bom: false })

/** What is wrong with a row, in words; empty when nothing is. */
function faults(row: Row): string[] {
  const found: string[] = []
  const expect = (ok: boolean, column: string) => {
    if (!ok) found.push(`${row.sku}: ${column} is "${row[column]}"`)
  }
  const text = (column: string) => row[column] ?? ''
  const matches = (column: string, pattern: RegExp) => expect(pattern.test(text(column)), column)

  for (const column of columns) {
    expect(text(column) === text(column).trim().normalize('NFC'), column)
    expect(!/\s{2}|\n/.test(text(column)), column)
  }
  matches('sku', /^[A-Z]{3}-[0-9]{3}(?:-C[0-9]+)?$/)
  if (text('gtin') !== '') {
    const gtin = checkGtin(text('gtin'))
    expect(gtin.ok && !isInStoreGtin(gtin.value), 'gtin')
  }
  matches('name', /^[A-Za-z0-9][\x20-\x7e]{1,119}$/)
  expect(text('nameHi') === '' || devanagari.test(text('nameHi')), 'nameHi')
  expect(text('nameHi') === '' || devanagariLetter.test(text('nameHi')), 'nameHi')
  matches('category', /^[A-Z][A-Za-z,& -]+$/)
  matches('netQuantity', /^(?!0+$)[0-9]{1,3}(?:\.[0-9]{1,3})?$/)
  matches('unit', /^(?:g|kg|ml|l|piece)$/)
  if (text('unit') === 'piece') matches('netQuantity', /^[0-9]+$/)
  expect(checkHsn(text('hsn')).ok && heads.has(text('hsn').slice(0, 4)), 'hsn')
  expect(text('hsn').length === 4 || eightDigits.includes(text('hsn')), 'hsn')
  expect(gstRates.includes(text('gstRate')), 'gstRate')
  matches('mrp', /^[0-9]+\.[0-9]{2}$/)
  matches('price', /^[0-9]+\.[0-9]{2}$/)
  const mrp = parseRupees(text('mrp')) ?? 0n
  const price = parseRupees(text('price')) ?? 0n
  expect(price > 0n && price <= mrp, 'price')
  matches('stock', /^[1-9][0-9]{0,3}$/)
  expect(origins.includes(text('origin')), 'origin')
  // A name and, after the last comma, a town or how loose goods are sold.
  matches('maker', /^.{2,}, [A-Za-z][A-Za-z ]+$/)
  matches('foodMark', /^(?:veg|nonVeg|none)$/)
  const food = text('foodMark') !== 'none'
  expect(food ? checkFssai(text('fssai')).ok : text('fssai') === '', 'fssai')
  expect(!food || /^100[0-9]{2}000[0-9]{6}$/.test(text('fssai')), 'fssai')
  expect(food || notFoodShelves.test(text('category')), 'foodMark')
  matches('shelfLifeDays', food ? /^[1-9][0-9]{0,3}$/ : /^(?:[1-9][0-9]{0,3})?$/)
  matches('minimumQuantity', /^[1-9][0-9]?$/)
  expect(text('imageUrl') === '', 'imageUrl')
  return found
}

/** Values that stand more than once, blanks apart. */
function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => value !== '' && (seen.has(value) || !seen.add(value)))
}

const grams: Record<string, number> = { g: 1, kg: 1000, ml: 1, l: 1000, piece: 1 }
// What makes two rows one product for those without a bar code: spelling and 1 kg or 1000 g do not count.
const identity = (row: Row): string => {
  const fold = (text = '') =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  const kind = /l$/.test(row.unit!) ? 'ml' : row.unit === 'piece' ? 'piece' : 'g'
  const quantity = Number((Number(row.netQuantity) * grams[row.unit!]!).toFixed(3))
  return `${fold(row.brand)}|${fold(row.name)}|${quantity}${kind}`
}

const isLoose = (row: Row) => row.brand === '' && / Loose$/.test(row.name!)

t.test('the rules bite: a row with one fault is found out', async (t) => {
  const good = readRows('demo/catalogue.csv')[0]!
  t.same(faults(good), [])
  const broken: [string, string][] = [
    ['sku', 'atta 1'],
    ['gtin', '8901058851305'],
    ['gtin', '2000000000008'],
    ['nameHi', 'aashirvaad आटा'],
    ['nameHi', '5'],
    ['name', 'आटा'],
    ['category', 'Vehicles;'],
    ['netQuantity', '0'],
    ['netQuantity', '1kg'],
    ['unit', 'packet'],
    ['hsn', '9999'],
    ['hsn', '11019999'],
    ['gstRate', '12'],
    ['mrp', '62'],
    ['price', '62.01'],
    ['price', '0.00'],
    ['stock', '-1'],
    ['origin', 'India'],
    ['maker', 'ITC Limited'],
    ['foodMark', 'green'],
    ['foodMark', 'none'],
    ['fssai', ''],
    ['fssai', '1001200000001'],
    ['shelfLifeDays', ''],
    ['minimumQuantity', '0'],
    ['imageUrl', 'https://example.org/atta.jpg'],
  ]
  for (const [column, value] of broken) {
    t.not(faults({ ...good, [column]: value }).length, 0, `${column} "${value}" is refused`)
  }
  t.same(repeated(['a', '', 'b', '', 'a']), ['a'])
})

for (const file of ['demo/catalogue.csv', 'demo/wholesale.csv']) {
  t.test(`${file} is clean`, async (t) => {
    const source = read(file)
    t.equal(source.split('\n', 1)[0], columns.join(','), 'the columns stand in their order')
    t.notMatch(source, /\r|^\ufeff/, 'plain line ends, no byte-order mark')
    const rows = readRows(file)
    t.same(rows.flatMap(faults), [])
    t.same(repeated(rows.map((row) => row.sku!)), [], 'every sku once')
    t.same(repeated(rows.map((row) => row.gtin!)), [], 'every bar code once')
    t.same(repeated(rows.map(identity)), [], 'every product and pack once')
  })
}

t.test('the catalogue is that of a shop', async (t) => {
  const rows = readRows('demo/catalogue.csv')
  t.ok(rows.length >= 650, `${rows.length} goods`)
  t.ok(rows.filter(isLoose).length >= 60, 'loose and regional staples')
  t.same(
    rows.filter((row) => row.nameHi === ''),
    [],
    'every good has a Hindi name',
  )
  t.same(
    rows.filter((row) => row.minimumQuantity !== '1'),
    [],
    'sold by the piece',
  )
  t.ok(rows.filter((row) => /\batta\b/i.test(row.name!)).length >= 10, 'atta to search for')
  t.ok(rows.filter((row) => row.nameHi!.includes('चावल')).length >= 30, 'चावल to search for')
  const readme = read('demo/README.md')
  const thousands = (count: number) => count.toLocaleString('en')
  t.match(readme, `| \`catalogue.csv\` | ${thousands(rows.length)} |`, 'the README counts right')
  t.match(readme, `${rows.filter((row) => row.gtin !== '').length} values of \`gtin\``)
  t.match(readme, `${rows.filter((row) => row.brand === '').length} rows of the catalogue are loose`)
  t.match(readme, `${rows.filter(isLoose).length} of them sold loose`)
})

t.test('wholesale goods come in cases, by the case', async (t) => {
  const rows = readRows('demo/wholesale.csv')
  t.ok(rows.length >= 100, `${rows.length} goods`)
  t.same(
    rows.filter((row) => Number(row.minimumQuantity) < 2),
    [],
    'more than one at a time',
  )
  t.same(
    rows.filter((row) => !/, (?:case of \d+|(?:bag|tin|carton) of \d+ kg)$/.test(row.name!)),
    [],
    'named as what they are',
  )
  const single = new Map(readRows('demo/catalogue.csv').map((row) => [row.sku, row]))
  const unlike = rows.filter((row) => {
    const [, sku, count] = /^(.*)-C(\d+)$/.exec(row.sku!) ?? []
    if (!sku) return false
    const piece = single.get(sku)
    if (!piece || piece.hsn !== row.hsn || piece.gstRate !== row.gstRate) return true
    const total = Number(piece.netQuantity) * grams[piece.unit!]! * Number(count)
    const mrp = parseRupees(piece.mrp!)! * BigInt(count!)
    const sameMrp = parseRupees(row.mrp!) === mrp
    return Math.abs(total - Number(row.netQuantity) * grams[row.unit!]!) > 0.001 || !sameMrp
  })
  t.same(unlike, [], 'a case holds its pieces, at their tax and MRP')
  t.match(read('demo/README.md'), `| \`wholesale.csv\` | ${rows.length} |`, 'the README counts right')
})

interface Group {
  id: string
  terms: string[]
}
const readGoods = () =>
  read('tariff/goods.txt')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [hsn = '', percent = '', mark = '', words = '', ...rest] = line.split('|')
      return { line, hsn, percent, mark, words: words.split(';'), rest }
    })

t.test('the list of goods: codes of the tariff, rates in force, each word once, in order', async (t) => {
  const goods = readGoods()
  const [broad, ...kinds] = goods
  t.match(broad, { hsn: '-', percent: '', mark: '' }, 'words of many kinds come first')
  const known = new Set(read('tariff/hsn.txt').trimEnd().split('\n'))
  t.same(
    kinds.filter(({ hsn }) => !checkHsn(hsn).ok || hsn.length !== 4 || !known.has(hsn)),
    [],
    'each heading is of the tariff',
  )
  t.same(
    kinds.filter(({ percent }) => !gstRates.includes(percent)),
    [],
    'each rate is one of those in force',
  )
  const odd = kinds.filter(
    ({ hsn, mark, rest }) =>
      !['veg', 'nonVeg', 'none'].includes(mark) ||
      rest.length > 0 ||
      // Meat and fish are never veg; what is made after chapter 24 is no food.
      (/^0[23]/.test(hsn) && mark !== 'nonVeg') ||
      (Number(hsn) > 2400 && mark !== 'none' && !['2501', '2918'].includes(hsn)),
  )
  t.same(odd, [], 'food marks agree with the chapters')
  const words = goods.flatMap((one) => one.words)
  t.ok(words.length >= 1800, `${words.length} words`)
  t.same(repeated(words), [], 'a word stands once')
  t.same(
    words.filter(
      (word) => !/^(?:[a-z0-9]+(?: [a-z0-9]+)*|[\u0900-\u097f]+(?: [\u0900-\u097f]+)*)$/.test(word),
    ),
    [],
    'words are tidy, of one script',
  )
  t.same(
    words.filter((word) => word.split(' ').length > 5),
    [],
    'no more words in a row than are looked for',
  )
  // By the heading, then by the rate as a number, then by the mark.
  const order = ({ hsn, percent, mark }: (typeof goods)[number]) => `${hsn} ${percent.padStart(5)} ${mark}`
  t.same(goods.map(order), [...new Set(goods.map(order))].sort(), 'one line a kind, in order')
  t.same(
    goods.filter((one) => one.words.join() !== [...one.words].sort().join()),
    [],
    'words in order',
  )
})

const readGroups = (): Group[] => JSON.parse(read('synonyms/groups.json'))

// Sugar in one region, powdered jaggery in another.
const ambiguous = ['shakkar', 'शक्कर']
const oneScript = /^(?:[a-z0-9][a-z0-9 '&-]*|[\u0900-\u097f]+(?: [\u0900-\u097f]+)*)$/

t.test('synonyms are written in one way', async (t) => {
  const groups = readGroups()
  t.ok(groups.length >= 260, `${groups.length} groups`)
  t.same(repeated(groups.map((group) => group.id)), [], 'every id once')
  const untidy = (term: string) =>
    term !== term.normalize('NFC').trim().toLowerCase() || /\s{2}/.test(term) || !oneScript.test(term)
  t.same(groups.flatMap((group) => group.terms).filter(untidy), [], 'every term is tidy')
  const odd = groups.filter(
    ({ id, terms, ...rest }) =>
      !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) ||
      terms.length < 2 ||
      Object.keys(rest).length > 0 ||
      !terms.some((term) => devanagariLetter.test(term)),
  )
  t.same(odd, [], 'every group has an id, several terms, one of them in Devanagari, and nothing else')
  const twice = repeated(groups.flatMap((group) => group.terms))
  t.same(twice.sort(), [...ambiguous].sort(), 'a term stands in one group')
  const terms = groups.flatMap((group) => group.terms)
  t.match(
    read('synonyms/README.md'),
    `${groups.length} groups with ${terms.length.toLocaleString('en')} terms, ${
      terms.filter((term) => devanagariLetter.test(term)).length
    } of them in Devanagari`,
    'the README counts right',
  )
})

t.test('a kind is not its family', async (t) => {
  const groupOf = (term: string) =>
    readGroups()
      .filter((group) => group.terms.includes(term))
      .map((group) => group.id)
  t.same(groupOf('चावल'), groupOf('chaawal'))
  t.same(groupOf('zeera'), groupOf('जीरा'))
  t.same(groupOf('आटा'), groupOf('wheat flour'))
  const apart: [string, string][] = [
    ['rice', 'basmati'],
    ['sugar', 'jaggery'],
    ['oil', 'mustard oil'],
    ['masala', 'haldi'],
    ['salt', 'rock salt'],
    ['dal', 'moong dal'],
    ['dhaniya', 'hara dhaniya'],
    ['soap', 'detergent bar'],
    ['badam', 'moongfali'],
  ]
  for (const [one, other] of apart) {
    t.equal(groupOf(one).length, 1, `${one} is known`)
    t.equal(groupOf(other).length, 1, `${other} is known`)
    t.notSame(groupOf(one), groupOf(other), `${one} is not ${other}`)
  }
})

t.test('staples of the catalogue are found by a synonym', async (t) => {
  const terms = readGroups().flatMap((group) => group.terms)
  const known = (text: string) => terms.some((term) => ` ${text} `.includes(` ${term} `))
  const staples = readRows('demo/catalogue.csv').filter(isLoose)
  const lost = staples.filter(
    (row) => !known(`${row.name} ${row.nameHi}`.toLowerCase().replace(/[,()]/g, ' ').replace(/ +/g, ' ')),
  )
  t.ok(
    lost.length * 20 <= staples.length,
    `${lost.length} of ${staples.length} unknown: ${lost.map((row) => row.name).join('; ')}`,
  )
})
