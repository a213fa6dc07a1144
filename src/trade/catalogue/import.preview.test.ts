import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createOutbox } from '../../platform/outbox/index.ts'
import { importDue } from './catalogue.events.ts'
import { importsConsumer, productsConsumer } from './catalogue.jobs.ts'
import { createWorld, csv, csvRow, heading, httpApp, layImport, temporaryStore } from './catalogue.testing.ts'
import { catalogueSubscriptions } from './catalogue.worker.ts'
import { createImportRunner } from './import.runner.ts'
import { cancelImport, readImport } from './import.store.ts'
import { createCatalogue } from './index.ts'
import { asXlsx } from './template.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const storage = await temporaryStore(t)
const outbox = createOutbox({ consumers: [importsConsumer, productsConsumer] })
const deps = {
  db,
  outbox,
  queues: { add: async () => {} },
  traders: world.traders,
  identity: world.identity,
  audit: { record: async () => {} },
  storage,
}
const http = await httpApp([createCatalogue(deps).routes], world)
t.teardown(() => http.close())
const { shop, account } = world.trader()
const stranger = world.trader()
const base = `/v1/shops/${shop.shopId}/imports`

const call = async (method: 'GET' | 'POST', url: string, who: string = account) => {
  const reply = await http.inject({ method, url, headers: { authorization: `Bearer ${who}` } })
  return { status: reply.statusCode, body: reply.json() }
}
/** Hands a file in that waits; answers where it stands. */
const hold = async (file: string | Buffer) => {
  const reply = await http.inject({
    method: 'POST',
    url: `${base}?hold=true`,
    headers: { authorization: `Bearer ${account}`, 'content-type': 'text/csv' },
    payload: file,
  })
  t.match(reply.json(), { state: 'held' })
  const { importId } = reply.json()
  return { ref: { shopId: shop.shopId, importId }, url: `${base}/${importId}` }
}
const listed = async () =>
  (await db.pool.query('select count(*)::int as n from listings where shop_id is not null')).rows[0].n
const takeDue = async () =>
  (
    await db.pool.query(
      `delete from outbox where topic = 'import.due' returning payload, due_at > now() + interval '1 hour' as late`,
    )
  ).rows

t.test('a held file is looked at, and nothing happens until it is let go', async (t) => {
  const { ref, url } = await hold(
    csv(csvRow({ sku: 'P-1' }), csvRow({ sku: 'P-2', price: '99.00' }), csvRow({ sku: 'P-3', stock: '' })),
  )
  t.match(await takeDue(), [{ payload: { ...ref, again: true }, late: true }], 'a day later it is given up')
  const { status, body } = await call('GET', `${url}/preview`)
  t.equal(status, 200)
  t.match(body, {
    missing: [],
    rowsChecked: 3,
    complete: true,
    good: 2,
    known: 0,
    refused: 1,
    failure: null,
    rows: [
      { row: 2, sku: 'P-1', pricePaise: 2500, mrpPaise: 2800, netQuantity: 1, unit: 'kg', stock: 10 },
      { row: 4, sku: 'P-3', stock: null },
    ],
    problems: [{ row: 3, column: 'price', value: '99.00', code: 'priceAboveMrp' }],
  })
  t.match(body.columns[0], { heading: 'sku', field: 'sku' })
  t.notOk('skus' in body)
  t.equal(await createImportRunner(deps)(ref), 'idle', 'a worker leaves it alone')
  t.equal(await listed(), 0)

  t.match((await call('POST', `${url}/start`)).body, { state: 'waiting' })
  t.match(await takeDue(), [{ payload: { ...ref, look: 0 }, late: false }])
  t.match((await call('POST', `${url}/start`)).body, { state: 'waiting' }, 'twice is once')
  t.equal(await createImportRunner(deps)(ref), 'done')
  t.equal(await listed(), 2)
  t.match((await call('GET', `${url}/preview`)).body, { known: 2 }, 'both are known now')
  t.match(await call('POST', `${url}/start`), { status: 409, body: { code: 'importOver' } })
  t.match(await call('POST', `${url}/cancel`), { status: 409, body: { code: 'importOver' } })
})

t.test('what was not understood is shown before anything is refused', async (t) => {
  const { url } = await hold('SKU;Item Name;Shelf no.\nA;Salt;7\n')
  t.match((await call('GET', `${url}/preview`)).body, {
    columns: [
      { heading: 'SKU', field: 'sku' },
      { heading: 'Item Name', field: 'name' },
      { heading: 'Shelf no.', field: null },
    ],
    missing: ['price'],
    rowsChecked: 0,
    complete: false,
    failure: { code: 'missingColumns' },
  })
})

t.test('a file is looked at up to its 5,000th row', async (t) => {
  const rows = Array.from({ length: 5001 }, (_, nth) =>
    csvRow({ sku: `L-${nth}`, price: nth < 150 ? 'x' : 20 }),
  )
  const { url } = await hold(csv(...rows))
  const { body } = await call('GET', `${url}/preview`)
  t.match(body, { rowsChecked: 5000, complete: false, good: 4850, refused: 150 })
  t.equal(body.problems.length, 100)
  t.equal(body.rows.length, 10)
})

t.test('an import is ended by its shop, also while it runs', async (t) => {
  const held = await hold(csv(csvRow({ sku: 'C-1' })))
  const { fileKey } = (await readImport(db, held.ref))!
  t.match((await call('POST', `${held.url}/cancel`)).body, { state: 'cancelled', finishedAt: /^2/ })
  t.match((await call('POST', `${held.url}/cancel`)).body, { state: 'cancelled' }, 'twice is once')
  t.notOk(await storage.stat(fileKey), 'the file is gone')
  t.match(await call('POST', `${held.url}/start`), { status: 409, body: { facts: { state: 'cancelled' } } })
  t.match(await call('GET', `${held.url}/preview`), { status: 422, body: { code: 'fileGone' } })

  const rows = Array.from({ length: 30 }, (_, nth) => csvRow({ sku: `R-${nth}`, name: `Ran ${nth}` }))
  const running = await layImport(db, storage, shop.shopId, csv(...rows))
  let pieces = 0
  const stopping = {
    ...outbox,
    nudge: () => {
      pieces++
    },
  }
  const watched = {
    ...db,
    // Between the first piece and the second somebody presses the button.
    transaction: async (work: never, options: never) => {
      if (pieces === 1) await cancelImport(db, running)
      return db.transaction(work, options)
    },
  } as typeof db
  const run = createImportRunner({ ...deps, db: watched, outbox: stopping, chunkRows: 10 })
  t.equal(await run(running), 'cancelled')
  t.match(
    await readImport(db, running),
    { state: 'cancelled', created: 10, lastRow: 11 },
    'what is in stays in',
  )
})

t.test('a held file that nobody let go is given up and cleared away', async (t) => {
  const { ref } = await hold(csv(csvRow({ sku: 'G-1' })))
  const { fileKey } = (await readImport(db, ref))!
  const [looking] = catalogueSubscriptions({
    ...deps,
    queues: { add: async () => void t.fail('no job is wanted') },
  })
  if (looking!.handle.mode !== 'single') throw new Error('each look is handled by itself')
  const payload = { ...ref, look: 0, again: true }
  await looking!.handle.run({ id: '', topic: importDue.topic, payload } as never, async () => true)
  t.match(await readImport(db, ref), { state: 'cancelled' })
  t.notOk(await storage.stat(fileKey))
})

t.test('a stranger’s import is not there', async (t) => {
  const { ref, url } = await hold(csv(csvRow()))
  for (const [method, path] of [
    ['GET', `${url}/preview`],
    ['POST', `${url}/start`],
    ['POST', `${url}/cancel`],
  ] as const) {
    t.equal((await call(method, path, stranger.account)).status, 404, path)
    const mixed = path.replace(shop.shopId, stranger.shop.shopId)
    t.equal((await call(method, mixed, stranger.account)).status, 404, mixed)
  }
  t.match(await readImport(db, ref), { state: 'held' })
})

t.test('an old price list: values for the whole file, then goods that the catalogue knows', async (t) => {
  const old = 'sku,brand,name,quantity,price,mrp,category\nO-1,Sahyadri,Toor Dal,500 g,80,90,Dals & Pulses\n'
  const { ref, url } = await hold(old)
  t.match((await call('GET', `${url}/preview`)).body, {
    good: 0,
    reasons: [{ code: 'hsnMissing', rows: 1 }],
    kinds: [{ goods: 'Dals & Pulses', rows: 1, example: 'Toor Dal', suggested: { hsn: '0713' } }],
  })
  const give = (payload: object) =>
    http.inject({
      method: 'PUT',
      url: `${url}/values`,
      headers: { authorization: `Bearer ${account}` },
      payload,
    })
  t.equal((await give({ goods: [{ goods: 'x', hsn: '1' }] })).statusCode, 400)
  const goods = [{ goods: 'Dals & Pulses', hsn: '0713', gstBps: 500, foodMark: 'veg' }]
  t.equal((await give({ origin: 'IN', makerIsBrand: true, stock: 3, goods })).statusCode, 200)
  t.match((await call('GET', `${url}/preview`)).body, { good: 1, given: { origin: 'IN', stock: 3 } })
  await call('POST', `${url}/start`)
  t.equal(await createImportRunner(deps)(ref), 'done')
  t.equal((await give({ origin: 'CN' })).statusCode, 409, 'only while it waits')

  const next = await hold(
    'sku,brand,name,quantity,price\nO-2,sahyadri,TOOR DAL,0.5 kg,70\nO-3,Nobody,Else,1 kg,5\n',
  )
  t.match((await call('GET', `${next.url}/preview`)).body, {
    good: 1,
    rows: [{ sku: 'O-2', mrpPaise: 9000, pricePaise: 7000 }],
    problems: [{ row: 3, code: 'categoryMissing' }, { code: 'hsnMissing' }, { code: 'mrpMissing' }],
  })
  await call('POST', `${next.url}/start`)
  t.equal(await createImportRunner(deps)(next.ref), 'done')
  const both = await db.pool.query(
    `select product_id, count(*)::int as n from listings where sku in ('O-1', 'O-2') group by 1`,
  )
  t.match(both.rows, [{ n: 2 }])
})

t.test('what a workbook tells of the parcel is shown before, in our own units', async (t) => {
  const names = [...heading.split(','), 'Weight (kg)', 'L', 'W', 'H (cm)', 'ठंडा रखें']
  const row = (sku: string, ...parcel: string[]) => [...csvRow({ sku, name: sku }).split(','), ...parcel]
  const { ref, url } = await hold(
    await asXlsx([
      names,
      row('PK-1', '1.05', '22 cm', '140 mm', '6.5', 'हाँ'),
      row('PK-2', '', '', '', '', ''),
      row('PK-3', '', '22', '140 mm', '6.5', 'no'),
    ]),
  )
  const columns = names.map((name) => (name.startsWith('L') ? 'lengthMm' : name === 'W' ? 'widthMm' : name))
  const chosen = columns.map((name) =>
    name.startsWith('H ') ? 'heightMm' : name.startsWith('Weight') ? 'weightGrams' : name,
  )
  const mapped = await http.inject({
    method: 'PUT',
    url: `${url}/columns`,
    headers: { authorization: `Bearer ${account}` },
    payload: { columns: chosen.map((name) => (name === 'ठंडा रखें' ? 'keepCold' : name)) },
  })
  t.equal(mapped.statusCode, 200)
  const { body } = await call('GET', `${url}/preview`)
  t.match(body.rows, [
    {
      sku: 'PK-1',
      parcel: {
        weightGrams: 1050,
        packSize: { lengthMm: 220, widthMm: 140, heightMm: 65 },
        keepCold: true,
      },
    },
    { sku: 'PK-2', parcel: null },
  ])
  t.match(body.problems, [{ row: 4, column: 'L', value: '22', code: 'badSide' }], 'of what, nobody says')
  await call('POST', `${url}/start`)
  t.equal(await createImportRunner(deps)(ref), 'done')
})

t.test('terms of trade come by a file, are shown before, and a second time change nothing', async (t) => {
  const names = `${heading},Multiple,packInner,Carton (pcs),Slab rates`.split(',')
  const row = (sku: string, name: string, ...terms: string[]) => [
    ...csvRow({ sku, name }).split(','),
    ...terms,
  ]
  const rows = [
    row('TR-1', 'Terms one', '12', '12', '48 Peti', '24=24.50; 48=24'),
    row('TR-2', 'Terms two', '', '', '', '11:35'),
    row('TR-3', 'Terms three', '', '', '', '10=24; 5=23'),
    row('TR-4', 'Terms four', '', '', '', ''),
  ]
  const file = await asXlsx([names, ...rows])
  const run = async (content: string | Buffer) => {
    const { ref, url } = await hold(content)
    const { body } = await call('GET', `${url}/preview`)
    await call('POST', `${url}/start`)
    t.equal(await createImportRunner(deps)(ref), 'done')
    const problems = await call('GET', `${url}/problems`)
    return { preview: body, state: (await call('GET', url)).body, problems: problems.body.items, url }
  }
  const listing = async (sku: string) =>
    (await call('GET', `/v1/shops/${shop.shopId}/listings?sku=${sku}`)).body.items[0]

  const first = await run(file)
  t.same(
    first.preview.columns.slice(-4).map(({ field }: { field: string }) => field),
    ['step', 'packInner', 'packCase', 'slabs'],
  )
  t.match(first.preview.rows, [
    {
      sku: 'TR-1',
      terms: {
        minimumQuantity: 12,
        step: 12,
        case: { pieces: 48, name: 'Peti' },
        slabs: [{ from: 24, pricePaise: 2450 }, {}],
      },
    },
    { sku: 'TR-4', terms: null },
  ])
  t.match(first.state, { created: 2, refused: 2 })
  t.match(first.problems, [
    { row: 3, column: 'Slab rates', value: '11:35', code: 'badSlabs', detail: /equals sign/ },
    { row: 4, column: 'Slab rates', code: 'slabsNotFalling' },
  ])
  const bad = await http.inject({
    url: `${first.url}/bad-rows.csv`,
    headers: { authorization: `Bearer ${account}` },
  })
  t.match(bad.body, /"Slab rates".*\r\n.*"11:35"/)
  const one = await listing('TR-1')
  t.match(one, {
    minimumQuantity: 12,
    trade: {
      soldBy: 'piece',
      step: 12,
      inner: { pieces: 12 },
      case: { pieces: 48, name: 'Peti' },
      dated: null,
    },
  })
  t.equal((await listing('TR-4')).trade, null)

  t.match((await run(file)).state, { created: 0, changed: 0, unchanged: 2, refused: 2 })
  t.same(await listing('TR-1'), one, 'no version, no time, nothing')

  // The page says by what it is sold; a later file leaves that, and its rules are asked about both together.
  const { minimumQuantity, trade } = one
  const put = await http.inject({
    method: 'PUT',
    url: `/v1/shops/${shop.shopId}/listings/${one.listingId}/trade`,
    headers: { authorization: `Bearer ${account}`, 'if-match': `"${one.version}"` },
    payload: { ...trade, minimumQuantity, soldBy: 'inner' },
  })
  t.equal(put.statusCode, 200)
  const odd = await run(await asXlsx([names, row('TR-1', 'Terms one', '', '10', '50', '')]))
  t.match(odd.problems, [{ column: 'Multiple', code: 'stepOdd' }])
  t.match((await run(csv(csvRow({ sku: 'TR-1', name: 'Terms one', price: 26 })))).state, { changed: 1 })
  t.match((await listing('TR-1')).trade, { ...trade, soldBy: 'inner' }, 'a file without terms leaves them')
  const gone = row('TR-1', 'Terms one', '', '', '24', 'remove')
  t.match((await run(await asXlsx([names, gone]))).state, { changed: 1 })
  t.match((await listing('TR-1')).trade, { soldBy: 'inner', case: { pieces: 24, name: 'Peti' }, slabs: [] })
})
