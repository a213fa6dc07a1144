import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { uuidOf } from '../../kernel/ids.ts'
import {
  createWorld,
  csv,
  csvRow,
  heading,
  type ImportBench,
  importFile,
  seenOutbox,
  takeEvents,
  temporaryStore,
} from './catalogue.testing.ts'
import { shopListings } from './listing.store.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const bench: ImportBench = { db, outbox: seenOutbox(), world, storage: await temporaryStore(t) }
const listingsOf = (shopId: Parameters<typeof importFile>[1]) =>
  shopListings(db, {
    shopId,
    afterSku: undefined,
    status: undefined,
    sku: undefined,
    text: undefined,
    atMost: undefined,
    limit: 10_000,
  })
const snapshot = async () => {
  const { rows } = await db.pool.query(
    `select (select jsonb_agg(l order by l.id) from listings l) as listings,
            (select jsonb_agg(p order by p.id) from products p) as products,
            (select jsonb_agg(s order by s.listing_id) from stock s) as stock`,
  )
  return rows[0]
}

t.test("the demo's price lists go in whole, and a second time change nothing", async (t) => {
  const { shop } = world.trader({ tiers: ['retailer'] })
  const wholesaler = world.trader({ tiers: ['wholesaler', 'retailer'] })
  const file = await readFile(new URL('../../../data/demo/catalogue.csv', import.meta.url))
  const whole = await readFile(new URL('../../../data/demo/wholesale.csv', import.meta.url))
  const first = await importFile({ ...bench, chunkRows: 400 }, shop.shopId, file)
  t.same(first.problems, [])
  t.match(first.result, {
    state: 'done',
    created: 1365,
    changed: 0,
    unchanged: 0,
    refused: 0,
    rowsRead: 1365,
  })
  const events = await takeEvents(db)
  t.ok(events.every((event) => event.listingIds.length <= 500 && event.shopId === shop.shopId))
  t.equal(new Set(events.flatMap((event) => event.listingIds)).size, 1365)
  const cases = await importFile(bench, wholesaler.shop.shopId, whole)
  t.match(cases.result, { state: 'done', created: 132, refused: 0 })
  t.same((await listingsOf(wholesaler.shop.shopId))[0]?.soldTo, ['consumer', 'retailer'])
  await takeEvents(db)

  const before = await snapshot()
  const second = await importFile(bench, shop.shopId, file)
  t.match(second.result, { state: 'done', created: 0, changed: 0, unchanged: 1365, refused: 0 })
  t.same(await takeEvents(db), [], 'no events')
  t.same(await snapshot(), before, 'no version, no time, nothing')
  const [atta] = await listingsOf(shop.shopId)
  t.match(atta, {
    sku: 'ATA-001',
    brand: 'Aashirvaad',
    nameHi: 'आशीर्वाद शुद्ध चक्की आटा',
    netQuantity: 1,
    pricePaise: 5800n,
    mrpPaise: 6200n,
    gstBps: 500,
    available: 114,
    soldTo: ['consumer'],
  })
})

t.test('only what a new file says differently is changed', async (t) => {
  const { shop } = world.trader({ tiers: ['retailer', 'wholesaler'] })
  const rows = [
    csvRow({ sku: 'A', name: 'Change A' }),
    csvRow({ sku: 'B', name: 'Change B' }),
    csvRow({ sku: 'C', name: 'Change C', soldTo: 'retailer', minimumQuantity: 12 }),
    csvRow({ sku: 'D', name: 'Change D' }),
    csvRow({ sku: 'E', name: 'Change E' }),
    csvRow({ sku: 'F', name: 'Change F' }),
  ]
  await importFile(bench, shop.shopId, csv(...rows))
  await takeEvents(db)
  const { result } = await importFile(
    bench,
    shop.shopId,
    csv(
      rows[0]!,
      csvRow({ sku: 'B', name: 'Change B', price: '24.50' }),
      csvRow({ sku: 'C', name: 'Change C', stock: '', soldTo: '', minimumQuantity: '' }),
      csvRow({ sku: 'D', name: 'Change D', stock: 0 }),
      csvRow({ sku: 'E', name: 'Change E', stock: 11 }),
      csvRow({ sku: 'F', name: 'Change F', maker: 'Another maker' }),
      csvRow({ sku: 'G', name: 'Change G', stock: '' }),
    ),
  )
  t.match(result, { created: 1, changed: 4, unchanged: 2, refused: 0 })
  const now = new Map((await listingsOf(shop.shopId)).map((listing) => [listing.sku, listing]))
  const look = (sku: string) => {
    const { version, available, pricePaise, soldTo, minimumQuantity } = now.get(sku)!
    return [version, available, Number(pricePaise), soldTo.join(), minimumQuantity]
  }
  t.same(look('A'), [1, 10, 2500, 'consumer,retailer', 1])
  t.same(look('B'), [2, 10, 2450, 'consumer,retailer', 1])
  t.same(look('C'), [1, 10, 2500, 'retailer', 12], 'what is left empty stays')
  t.same(look('D'), [1, 0, 2500, 'consumer,retailer', 1], 'stock has no version')
  t.same(look('E'), [1, 11, 2500, 'consumer,retailer', 1])
  t.equal(now.get('F')?.maker, 'Another maker', 'its own product is restated')
  t.equal(now.get('G')?.available, 0)
  const told = new Set((await takeEvents(db)).flatMap((event) => event.listingIds))
  const skus = [...now.values()]
    .filter((listing) => told.has(listing.listingId))
    .map((listing) => listing.sku)
  t.same(skus, ['B', 'D', 'F', 'G'], 'E was in stock before and after')
})

t.test('what was changed since is told by the same file again', async (t) => {
  const { shop } = world.trader()
  const other = world.trader()
  const rows = ['A', 'B', 'C', 'D', 'E', 'F'].map((sku) => csvRow({ sku, name: `Again ${sku}` }))
  const file = csv(...rows, csvRow({ sku: 'G', name: 'Again G', stock: '' }))
  await importFile(bench, shop.shopId, file)
  const marked = async () =>
    (
      await db.pool.query(
        'select sku from listings where shop_id = $1 and row_version = version and row_digest is not null order by 1',
        [uuidOf(shop.shopId)],
      )
    ).rows.map(({ sku }) => sku)
  t.same(await marked(), ['A', 'B', 'C', 'D', 'E', 'F', 'G'])
  const set = (sku: string, sql: string) =>
    db.pool.query(
      `with one as (select l.shop_id, l.id, l.product_id from listings l where l.shop_id = $1 and l.sku = $2) ${sql}`,
      [uuidOf(shop.shopId), sku],
    )
  await set(
    'B',
    'update listings l set price_paise = 2000, version = version + 1 from one where l.id = one.id',
  )
  await set('C', 'update stock k set available = 3 from one where k.listing_id = one.id')
  await set(
    'D',
    `update products p set maker = 'Somebody', version = version + 1 from one where p.id = one.product_id`,
  )
  await set('G', 'update stock k set available = 3 from one where k.listing_id = one.id')
  t.match((await importFile(bench, shop.shopId, file)).result, {
    changed: 3,
    unchanged: 4,
    created: 0,
    rowsRead: 7,
  })
  const now = new Map((await listingsOf(shop.shopId)).map((listing) => [listing.sku, listing]))
  t.match(now.get('B'), { pricePaise: 2500n, version: 3 })
  t.equal(now.get('C')?.available, 10)
  t.not(now.get('D')?.maker, 'Somebody')
  t.equal(now.get('G')?.available, 3, 'the file says nothing of it')
  t.same(await marked(), ['A', 'B', 'C', 'D', 'E', 'F', 'G'], 'and all are known again')

  const before = await snapshot()
  const twice = await importFile(
    { ...bench, chunkRows: 2 },
    shop.shopId,
    csv(...rows, rows[1]!, csvRow({ sku: 'H', name: 'Again A', maker: 'Another' })),
  )
  t.match(twice.result, { unchanged: 6, created: 1, refused: 1, rowsRead: 8 })
  t.match(twice.problems, [{ row: 8, code: 'doubleSku' }], 'the same row twice is refused the second time')
  t.same(
    (await snapshot()).products,
    before.products,
    'a row that changes nothing still is the first of its product',
  )
  t.same(
    (await importFile(bench, other.shop.shopId, file)).result.created,
    7,
    'another shop is another matter',
  )
  const stricter = csv(...rows).replace('maker', 'note')
  t.match(
    (await importFile(bench, shop.shopId, stricter)).result,
    { unchanged: 6 },
    'columns that mean other things are read anew',
  )
})

t.test('a file changes of the parcel what it tells, and leaves the rest as the product has it', async (t) => {
  const { shop } = world.trader()
  const parcel = async () => {
    const { rows } = await db.pool.query(
      `select weight_grams as weight, pack_size as size, keep_cold as cold, p.version
       from products p join listings l on l.product_id = p.id where l.shop_id = $1`,
      [uuidOf(shop.shopId)],
    )
    return rows[0]
  }
  const row = csvRow({ sku: 'ICE', name: 'Kulfi of the parcel', netQuantity: 500, unit: 'g' })
  const file = (names: string, cells: string) => `${heading},${names}\n${row},${cells}\n`
  await importFile(bench, shop.shopId, csv(row))
  t.match(await parcel(), { weight: 500, size: null, cold: false, version: 1 })

  const first = await importFile(
    bench,
    shop.shopId,
    file('Weight (kg),Length (cm),Width (cm),Height (cm),Keep cold', '0.65,20,12.5,8,yes'),
  )
  t.match(first.result, { changed: 1, refused: 0 })
  const whole = { weight: 650, size: { lengthMm: 200, widthMm: 125, heightMm: 80 }, cold: true, version: 2 }
  t.match(await parcel(), whole)

  t.match((await importFile(bench, shop.shopId, csv(row))).result, { unchanged: 1, changed: 0 })
  t.match((await importFile(bench, shop.shopId, file('Keep cold', ''))).result, { unchanged: 1, changed: 0 })
  t.match(await parcel(), whole, 'what a file does not tell stays')
  t.match((await importFile(bench, shop.shopId, file('keepCold,weightGrams', 'no,'))).result, { changed: 1 })
  t.match(await parcel(), { ...whole, cold: false, version: 3 })
  await takeEvents(db)
})

t.test('a product that others list too is left as it is', async (t) => {
  const [one, other] = [world.trader(), world.trader()]
  await importFile(bench, one.shop.shopId, csv(csvRow({ name: 'Common', maker: 'First maker' })))
  const there = await importFile(
    bench,
    other.shop.shopId,
    csv(csvRow({ brand: 'TATA ', name: 'common', netQuantity: 1000, unit: 'g', maker: 'Second maker' })),
  )
  t.match(there.result, { created: 1, refused: 0 })
  await importFile(bench, one.shop.shopId, csv(csvRow({ name: 'Common', maker: 'Third maker' })))
  const [mine] = await listingsOf(one.shop.shopId)
  const [theirs] = await listingsOf(other.shop.shopId)
  t.equal(mine?.productId, theirs?.productId, '1 kg is 1000 g, and capitals do not matter')
  t.equal(mine?.maker, 'First maker')
})

t.test('the first row of a file states a product, and the file twice changes nothing', async (t) => {
  const { shop } = world.trader()
  const file = csv(
    csvRow({ sku: 'X-1', name: 'Twice', maker: 'One' }),
    csvRow({ sku: 'X-2', name: 'Twice', maker: 'Two' }),
    csvRow({ sku: 'X-3', name: 'Twice', maker: 'Three' }),
  )
  const small = { ...bench, chunkRows: 1 }
  t.match((await importFile(small, shop.shopId, file)).result, { created: 3, refused: 0 })
  const before = await snapshot()
  t.match((await importFile(small, shop.shopId, file)).result, { created: 0, changed: 0, unchanged: 3 })
  t.same(await snapshot(), before)
  t.equal((await listingsOf(shop.shopId))[2]?.maker, 'One')
})

t.test('a bar code on packs of different sizes belongs to one of them', async (t) => {
  const { shop } = world.trader()
  const gtin = '8901491101837'
  const { result, problems } = await importFile(
    bench,
    shop.shopId,
    csv(
      csvRow({ sku: 'P-1', gtin, name: 'Chips', netQuantity: 52, unit: 'g' }),
      csvRow({ sku: 'P-2', gtin, name: 'Chips large', netQuantity: 90, unit: 'g' }),
      csvRow({ sku: 'P-3', gtin, name: 'Chips again', netQuantity: 0.052, unit: 'kg' }),
    ),
  )
  t.match(result, { created: 2, refused: 1, rowsRead: 3 })
  t.match(problems, [
    { row: 3, column: 'gtin', value: `0${gtin}`, code: 'gtinOfOtherProduct', detail: /Chips, 52 g/ },
  ])
})

t.test('files that cannot be read as a whole say so', async (t) => {
  const { shop } = world.trader()
  const cases: [string, string | Buffer, string, string][] = [
    ['nothing in it', '\n\n', 'missingColumns', 'sku, name'],
    ['no heading', csvRow(), 'missingColumns', 'sku'],
    ['a needed column is missing', csv().replace('price,', ''), 'missingColumns', 'no column price'],
    [
      'two columns for one thing',
      csv().replace('gtin', 'Selling Price'),
      'doubleColumn',
      '"Selling Price" and "price"',
    ],
    ['UTF-16', Buffer.from(`\ufeff${csv(csvRow())}`, 'utf16le'), 'notUtf8', 'CSV UTF-8'],
    ['half a gzip', gzipSync(csv(csvRow())).subarray(0, 60), 'brokenGzip', 'gzip'],
  ]
  for (const [what, file, code, words] of cases) {
    const { outcome, result } = await importFile(bench, shop.shopId, file)
    t.equal(outcome, 'failed', what)
    t.equal(result.failure?.code, code, what)
    t.ok(result.failure?.detail.includes(words), `${what}: ${result.failure?.detail}`)
  }
  t.same(await listingsOf(shop.shopId), [])
})

t.test('headings, delimiters and packing are taken as they come', async (t) => {
  const { shop } = world.trader()
  const named = heading
    .replace('price', 'Selling Price (₹)')
    .replace('netQuantity', 'Net Qty.')
    .replace('sku', 'Item Code')
    .replace('gtin', 'My own column')
  const file = `\ufeff${named.replaceAll(',', ';')}\r\n${csvRow({ sku: 'H', name: 'Head' }).replaceAll(',', ';')}\r\n;;\r\n\r\n`
  for (const content of [file, gzipSync(file)]) {
    const { result, problems } = await importFile(bench, shop.shopId, content)
    t.match(result, { state: 'done', rowsRead: 1, refused: 0 })
    t.same(problems, [], 'a row of empty cells is no row')
  }
  t.match(await listingsOf(shop.shopId), [{ sku: 'H', pricePaise: 2500n }])
})
