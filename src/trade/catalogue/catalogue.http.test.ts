import { gzipSync } from 'node:zlib'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import { createAudit } from '../../trust/audit/index.ts'
import {
  createWorld,
  csv,
  csvRow,
  httpApp,
  seenOutbox,
  takeEvents,
  temporaryStore,
} from './catalogue.testing.ts'
import { createImportRunner } from './import.runner.ts'
import { createCatalogue } from './index.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const storage = await temporaryStore(t)
const outbox = seenOutbox()
const deps = {
  db,
  outbox,
  queues: { add: async () => {} },
  traders: world.traders,
  identity: world.identity,
  audit: createAudit({ db }),
  storage,
}
const http = await httpApp([createCatalogue(deps).routes], world)
t.teardown(() => http.close())

const seller = world.trader({ tiers: ['retailer', 'wholesaler'] })
const stranger = world.trader()
const operator = newId('account')
world.operators.add(operator)

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT'
async function call(
  method: Method,
  url: string,
  body?: unknown,
  account: string = seller.account,
  headers = {},
) {
  const reply = await http.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${account}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  const type = String(reply.headers['content-type'])
  return {
    status: reply.statusCode,
    body: type.includes('json') ? reply.json() : undefined,
    text: reply.body,
    etag: String(reply.headers.etag),
    type,
  }
}
const pointers = (reply: { body: { errors?: { pointer: string }[] } }) =>
  (reply.body.errors ?? []).map((error) => error.pointer)

const product = {
  brand: 'Tata',
  name: 'Salt',
  category: 'Salt, Sugar and Jaggery',
  netQuantity: 1,
  unit: 'kg',
  hsn: '2501',
  gstBps: 0,
  mrpPaise: 2800,
  origin: 'IN',
  maker: 'Tata Consumer Products, Mumbai',
  foodMark: 'none',
}
let names = 0
const newProduct = (some = {}) => ({
  traderId: seller.shop.traderId,
  ...product,
  name: `Salt ${++names}`,
  ...some,
})
const makeProduct = async (some = {}) => (await call('POST', '/v1/products', newProduct(some))).body.productId
const shopUrl = `/v1/shops/${seller.shop.shopId}`
let skus = 0
const newListing = (some = {}) => ({ sku: `SKU-${++skus}`, pricePaise: 2500, available: 5, ...some })
const makeListing = async (some = {}) =>
  (await call('POST', `${shopUrl}/listings`, newListing({ productId: await makeProduct(), ...some }))).body

t.test('a product registered twice is one product', async (t) => {
  const body = newProduct({ gtin: '8901491101837', imageUrls: ['https://images.example.com/a.jpg'] })
  const made = await call('POST', '/v1/products', body)
  t.equal(made.status, 201)
  t.match(made.body, { gtin: '08901491101837', weightGrams: 1000, shared: false, version: 1, mrpPaise: 2800 })
  t.equal(made.etag, '"1"')
  const again = await call('POST', '/v1/products', { ...body, name: 'Spelled otherwise' })
  t.equal(again.status, 200)
  t.equal(again.body.productId, made.body.productId)
  t.equal(again.body.name, made.body.name)
  const other = await call('POST', '/v1/products', { ...body, netQuantity: 2 })
  t.match([other.status, other.body.code], [409, 'gtinOfOtherProduct'])
  t.same((await call('GET', '/v1/products?gtin=8901491101837')).body.items, [made.body])
  t.same((await call('GET', '/v1/products?gtin=8901491101838')).body.items, [])
  t.equal((await call('GET', `/v1/products/${made.body.productId}`)).status, 200)
  t.equal((await call('GET', `/v1/products/${newId('product')}`)).status, 404)
})

t.test('a pack has a size, and may have to stay cold', async (t) => {
  const packSize = { lengthMm: 200, widthMm: 150, heightMm: 80 }
  const made = await call('POST', '/v1/products', newProduct({ packSize, keepCold: true }))
  t.match(made, { status: 201, body: { packSize, keepCold: true } })
  const url = `/v1/products/${made.body.productId}`
  const change = (body: unknown, version: number) =>
    call('PATCH', url, body, undefined, { 'if-match': `"${version}"` })
  t.match(await change({ name: `Salt ${++names}` }, 1), { body: { packSize, keepCold: true } }, 'stays')
  t.match(await change({ packSize: null, keepCold: false }, 2), { body: { packSize: null, keepCold: false } })
  t.match(await call('GET', url), { body: { packSize: null, keepCold: false } })
  const wrong = await call('POST', '/v1/products', newProduct({ packSize: { ...packSize, heightMm: 0 } }))
  t.same(pointers(wrong), ['/packSize/heightMm'])
})

t.test('products are found by the beginnings of their words, page by page', async (t) => {
  for (const nth of [1, 2, 3])
    await makeProduct({ brand: 'Zebra', name: `Washing Powder ${nth}`, nameHi: 'धुलाई पाउडर' })
  const first = await call('GET', '/v1/products?q=zeb+wash&limit=2')
  t.equal(first.body.items.length, 2)
  const rest = await call('GET', `/v1/products?q=zeb+wash&limit=2&cursor=${first.body.nextCursor}`)
  t.equal(rest.body.items.length, 1)
  t.notOk(rest.body.nextCursor)
  t.equal((await call('GET', `/v1/products?q=${encodeURIComponent('धुलाई')}`)).body.items.length, 3)
  for (const odd of ["'", ':*', '!', '&', '<->', '\\', "zebra' | 'x"]) {
    t.equal((await call('GET', `/v1/products?q=${encodeURIComponent(odd)}`)).status, 200, odd)
  }
  t.equal((await call('GET', '/v1/products?q=a&cursor=zzz')).status, 400)
})

t.test('what a product states is checked field by field', async (t) => {
  const cases: [object, string[]][] = [
    [
      { gtin: '8901491101838', hsn: '12345', origin: 'Atlantis', fssai: '00000000000000' },
      ['/gtin', '/hsn', '/fssai', '/origin'],
    ],
    [{ gstBps: 1200 }, ['/gstBps']],
    [{ hsn: '0405' }, ['/foodMark']],
    [{ unit: 'piece', netQuantity: 1.5 }, ['/netQuantity']],
    [{ netQuantity: 1.00005 }, ['/netQuantity']],
    [{ imageUrls: ['http://a.example.com/x.jpg', 'https://a.example.com/x.jpg'] }, ['/imageUrls/0']],
    [{ mrpPaise: 0 }, ['/mrpPaise']],
    [{ maker: ' ' }, ['/maker']],
    [{ name: '***' }, ['/name']],
  ]
  for (const [some, wrong] of cases) {
    const reply = await call('POST', '/v1/products', newProduct(some))
    t.equal(reply.status, 400, JSON.stringify(some))
    t.same(pointers(reply).toSorted(), wrong.toSorted())
  }
  t.equal(
    (await call('POST', '/v1/products', newProduct(), stranger.account)).status,
    404,
    'for a trader of theirs only',
  )
})

t.test(
  'a product is changed by its first trader while nobody else lists it, then by an operator',
  async (t) => {
    const productId = await makeProduct()
    const url = `/v1/products/${productId}`
    const patch = (body: object, account: string, version: number) =>
      call('PATCH', url, body, account, { 'if-match': `"${version}"` })
    t.equal((await call('PATCH', url, { maker: 'X' })).status, 428)
    t.equal((await patch({ maker: 'X' }, stranger.account, 1)).status, 403)
    t.match(await patch({ maker: 'New maker' }, seller.account, 1), {
      status: 200,
      body: { maker: 'New maker', version: 2 },
    })
    t.equal((await patch({ maker: 'X' }, seller.account, 1)).status, 412)
    t.same(pointers(await patch({ hsn: 'zzzz' }, seller.account, 2)), ['/hsn'])
    await makeProduct({ name: 'Taken already' })
    t.match(await patch({ name: 'taken ALREADY' }, seller.account, 2), {
      status: 409,
      body: { code: 'productExists' },
    })

    const listing = { productId, sku: 'THEIRS', pricePaise: 2000 }
    t.equal(
      (await call('POST', `/v1/shops/${stranger.shop.shopId}/listings`, listing, stranger.account)).status,
      201,
    )
    t.equal((await patch({ maker: 'X' }, seller.account, 2)).status, 403)
    t.match(await patch({ maker: 'By an operator' }, operator, 2), {
      status: 200,
      body: { version: 3, shared: true },
    })
    const { rows } = await db.pool.query(
      'select action, actor_id, reasons from audit_entries where object_id = $1 order by id',
      [productId],
    )
    t.match(rows, [
      { action: 'product.changed', actor_id: uuidOf(seller.account) },
      { actor_id: uuidOf(operator), reasons: [{ pointer: '/maker', reason: 'New maker → By an operator' }] },
    ])
    t.equal(rows.length, 2, 'what was refused is not in the audit')
  },
)

t.test('a listing is made, read, changed by its version, paused and resumed', async (t) => {
  await takeEvents(db)
  const productId = await makeProduct()
  const made = await call('POST', `${shopUrl}/listings`, newListing({ productId, sku: 'LIFE' }))
  t.equal(made.status, 201)
  t.match(made.body, {
    pricePaise: 2500,
    mrpPaise: 2800,
    unitPrice: null,
    soldTo: ['consumer', 'retailer'],
    minimumQuantity: 1,
    status: 'active',
    available: 5,
    reserved: 0,
  })
  const url = `${shopUrl}/listings/${made.body.listingId}`
  t.same((await call('GET', url)).body, made.body)
  const patch = (body: object, version: string) =>
    call('PATCH', url, body, seller.account, { 'if-match': version })
  const changed = await patch({ pricePaise: 2400, soldTo: ['retailer', 'consumer'] }, made.etag)
  t.match(changed, { status: 200, etag: '"2"', body: { pricePaise: 2400, soldTo: ['consumer', 'retailer'] } })
  t.equal((await patch({ pricePaise: 2300 }, made.etag)).status, 412)
  t.equal((await patch({ pricePaise: 2300 }, 'W/"2"')).status, 412)
  t.match(await patch({ pricePaise: 2400 }, '"2"'), { status: 200, etag: '"2"' }, 'nothing changed')
  t.equal((await call('PATCH', url, { pricePaise: 1 })).status, 428)
  t.match(await call('POST', `${url}/pause`), { status: 200, etag: '"3"', body: { status: 'paused' } })
  t.match(await call('POST', `${url}/pause`), { status: 200, etag: '"3"' }, 'twice is once')
  t.match(await call('POST', `${url}/resume`), { status: 200, etag: '"4"', body: { status: 'active' } })
  t.same(
    (await takeEvents(db)).map((event) => event.listingIds),
    Array.from({ length: 4 }, () => [made.body.listingId]),
    'made, changed, paused, resumed',
  )
})

t.test('no price above the MRP, by whatever door', async (t) => {
  const listing = await makeListing()
  const url = `${shopUrl}/listings/${listing.listingId}`
  const patch = (body: object) => call('PATCH', url, body, seller.account, { 'if-match': '"1"' })
  const productId = await makeProduct()
  const cases: [string, Awaited<ReturnType<typeof call>>, number][] = [
    ['both given', await call('POST', `${shopUrl}/listings`, newListing({ productId, mrpPaise: 2499 })), 400],
    [
      "above the product's MRP",
      await call('POST', `${shopUrl}/listings`, newListing({ productId, pricePaise: 2801 })),
      422,
    ],
    ['both changed', await patch({ pricePaise: 2001, mrpPaise: 2000 }), 400],
    ['price raised', await patch({ pricePaise: 2801 }), 422],
    ['MRP lowered', await patch({ mrpPaise: 2499 }), 422],
  ]
  for (const [what, reply, status] of cases) {
    t.equal(reply.status, status, what)
    t.same(pointers(reply), ['/pricePaise'], what)
  }
  await t.rejects(db.pool.query('update listings set price_paise = mrp_paise + 1'), /listings_price/)
})

t.test('the rules of the trade are told with the field', async (t) => {
  const productId = await makeProduct()
  const listing = (some: object) => call('POST', `${shopUrl}/listings`, newListing({ productId, ...some }))
  t.match(await listing({ soldTo: ['consumer', 'distributor'] }), {
    status: 422,
    body: { code: 'mayNotSellTo', errors: [{ pointer: '/soldTo/1' }] },
  })
  t.match(await listing({ productId: newId('product') }), { status: 422, body: { code: 'noSuchProduct' } })
  t.equal((await listing({ sku: 'ONCE' })).status, 201)
  t.match(await listing({ sku: 'ONCE' }), {
    status: 409,
    body: { code: 'skuTaken', errors: [{ pointer: '/sku' }] },
  })
  const second = await makeListing({ sku: 'TWICE' })
  const renamed = await call(
    'PATCH',
    `${shopUrl}/listings/${second.listingId}`,
    { sku: 'ONCE' },
    seller.account,
    {
      'if-match': '"1"',
    },
  )
  t.match(renamed, { status: 409, body: { code: 'skuTaken' } })
  const ghee = await makeProduct({ hsn: '0405', foodMark: 'veg' })
  const noLicence = world.trader({ fssai: null })
  const refused = await call(
    'POST',
    `/v1/shops/${noLicence.shop.shopId}/listings`,
    newListing({ productId: ghee }),
    noLicence.account,
  )
  t.match(refused, { status: 422, body: { code: 'fssaiNeeded' } })
  t.equal((await listing({ productId: ghee })).status, 201)
})

t.test('stock is set and adjusted, never below zero', async (t) => {
  const { listingId } = await makeListing({ available: 5 })
  const url = `${shopUrl}/listings/${listingId}/stock`
  await takeEvents(db)
  t.same((await call('PUT', url, { available: 7 })).body, { available: 7, reserved: 0 })
  t.same((await call('POST', `${url}/adjust`, { by: -7 })).body, { available: 0, reserved: 0 })
  t.match(await call('POST', `${url}/adjust`, { by: -1 }), { status: 422, body: { code: 'stockOutOfRange' } })
  t.same((await call('POST', `${url}/adjust`, { by: 3 })).body, { available: 3, reserved: 0 })
  t.equal((await takeEvents(db)).length, 2, 'told when it ran out and when it came back')
  for (const body of [{ available: -1 }, { available: 1.5 }, { available: 1e12 }, { available: '1' }, {}]) {
    t.equal((await call('PUT', url, body)).status, 400)
  }
  const adjustments = await Promise.all(
    Array.from({ length: 20 }, () => call('POST', `${url}/adjust`, { by: -1 })),
  )
  t.equal(adjustments.filter((reply) => reply.status === 200).length, 3)
  t.equal((await call('PUT', `${shopUrl}/listings/${newId('listing')}/stock`, { available: 1 })).status, 404)
})

t.test("a shop's listings are listed by SKU, in pages, and filtered", async (t) => {
  const own = world.trader()
  const url = `/v1/shops/${own.shop.shopId}/listings`
  const skusOf = async (query: string) =>
    (await call('GET', `${url}?${query}`, undefined, own.account)).body.items.map(
      (item: { sku: string }) => item.sku,
    )
  for (const nth of [3, 1, 2]) {
    const productId = await makeProduct({ name: `Tea ${nth}%`, brand: nth === 2 ? 'Wagh Bakri' : null })
    await call('POST', url, newListing({ productId, sku: `T-${nth}`, available: nth }), own.account)
  }
  const first = (await call('GET', `${url}?limit=2`, undefined, own.account)).body
  t.same(
    first.items.map((item: { sku: string }) => item.sku),
    ['T-1', 'T-2'],
  )
  t.same(await skusOf(`limit=2&cursor=${first.nextCursor}`), ['T-3'])
  t.same(await skusOf('lowStock=2'), ['T-1', 'T-2'])
  t.same(await skusOf('q=wagh'), ['T-2'])
  t.same(await skusOf(`q=${encodeURIComponent('3%')}`), ['T-3'])
  t.same(await skusOf(`q=${encodeURIComponent('a_3')}`), [], 'signs are signs')
  t.same(await skusOf('sku=T-1&status=active'), ['T-1'])
  t.same(await skusOf('status=paused'), [])
})

t.test('anybody sees what is on sale, and nothing else', async (t) => {
  const listing = await makeListing({ soldTo: ['consumer'] })
  const url = `${shopUrl}/offers/${listing.listingId}`
  const offer = (await http.inject(url)).json()
  t.match(offer, {
    pricePaise: 2500,
    maker: product.maker,
    origin: 'IN',
    inStock: true,
    seller: { legalName: 'Ramesh Sharma' },
  })
  t.notOk('available' in offer, 'how much there is stays with the shop')
  await call('POST', `${shopUrl}/listings/${listing.listingId}/pause`)
  t.equal((await http.inject(url)).statusCode, 404)
  const forTrade = await makeListing({ soldTo: ['retailer'] })
  t.equal((await http.inject(`${shopUrl}/offers/${forTrade.listingId}`)).statusCode, 404)
  const draft = world.trader({ traderStatus: 'submitted' })
  const hidden = await call(
    'POST',
    `/v1/shops/${draft.shop.shopId}/listings`,
    newListing({ productId: await makeProduct() }),
    draft.account,
  )
  t.equal(hidden.status, 201)
  t.equal(
    (await http.inject(`/v1/shops/${draft.shop.shopId}/offers/${hidden.body.listingId}`)).statusCode,
    404,
  )
})

t.test("a stranger's objects are not there", async (t) => {
  const { listingId } = await makeListing()
  const body = { productId: await makeProduct(), sku: 'X', pricePaise: 1 }
  const cases: [Method, string, unknown?][] = [
    ['GET', `${shopUrl}/listings`],
    ['POST', `${shopUrl}/listings`, body],
    ['GET', `${shopUrl}/listings/${listingId}`],
    ['PATCH', `${shopUrl}/listings/${listingId}`, { pricePaise: 1 }],
    ['PUT', `${shopUrl}/listings/${listingId}/stock`, { available: 1 }],
    ['POST', `${shopUrl}/listings/${listingId}/stock/adjust`, { by: 1 }],
    ['POST', `${shopUrl}/listings/${listingId}/pause`],
    ['POST', `${shopUrl}/listings/${listingId}/resume`],
    ['GET', `${shopUrl}/imports`],
    ['GET', `${shopUrl}/imports/${newId('import')}`],
    ['GET', `${shopUrl}/imports/${newId('import')}/problems`],
    ['GET', `${shopUrl}/imports/${newId('import')}/problems.csv`],
  ]
  for (const [method, url, sent] of cases) {
    const reply = await call(method, url, sent, stranger.account, { 'if-match': '"1"' })
    t.equal(reply.status, 404, `${method} ${url}`)
    // Its own shop with another's listing answers the same.
    const mixed = url.replace(seller.shop.shopId, stranger.shop.shopId)
    if (url.includes('lst_')) {
      t.equal((await call(method, mixed, sent, stranger.account, { 'if-match': '"1"' })).status, 404)
    }
    t.equal((await call(method, url, sent, 'nobody')).status, 401)
  }
})

const send = (file: string | Buffer, account: string = seller.account, type = 'text/csv') =>
  http.inject({
    method: 'POST',
    url: `${shopUrl}/imports`,
    headers: { authorization: `Bearer ${account}`, 'content-type': type },
    payload: file,
  })

t.test('a file is taken, worked through and reported on', async (t) => {
  const file = csv(
    csvRow({ sku: 'I-1' }),
    csvRow({ sku: 'I-2', price: '99.00', hsn: '=1+1' }),
    csvRow({ sku: 'I-3' }),
  )
  const taken = await send(gzipSync(file))
  t.equal(taken.statusCode, 202)
  t.match(taken.json(), { state: 'waiting', rowsRead: 0, sha256: /^[0-9a-f]{64}$/, failure: null })
  const { importId } = taken.json()
  const due = await db.pool.query(`select payload from outbox where topic = 'import.due'`)
  t.same(due.rows, [], 'nobody listens here')
  await createImportRunner({ ...deps })({ shopId: seller.shop.shopId, importId })
  const url = `${shopUrl}/imports/${importId}`
  t.match((await call('GET', url)).body, { state: 'done', created: 2, refused: 1, problems: 2, rowsRead: 3 })
  const first = (await call('GET', `${url}/problems?limit=1`)).body
  t.match(first.items, [{ row: 3, column: 'hsn', value: '=1+1', code: 'badHsn' }])
  const rest = (await call('GET', `${url}/problems?limit=1&cursor=${first.nextCursor}`)).body
  t.match(rest.items, [{ row: 3, column: 'price', value: '99.00', code: 'priceAboveMrp' }])
  t.notOk(rest.nextCursor)
  const sheet = await call('GET', `${url}/problems.csv`)
  t.match(sheet.type, 'text/csv')
  t.match(sheet.text.split('\r\n')[1], `3,"hsn","'=1+1",badHsn,`)
  const list = (await call('GET', `${shopUrl}/imports?limit=1`)).body
  t.equal(list.items[0].importId, importId)
})

t.test('what is no file of rows is refused at the door', async (t) => {
  t.match((await send('')).statusCode, 422)
  t.equal((await send('{}', seller.account, 'application/json')).statusCode, 415)
  t.equal((await send('x', seller.account, 'text/plain')).statusCode, 415)
  t.equal((await send(csv(), stranger.account)).statusCode, 404)
  t.equal((await send(csv(), 'nobody')).statusCode, 401)
  const huge = await http.inject({
    method: 'POST',
    url: `${shopUrl}/imports`,
    headers: {
      authorization: `Bearer ${seller.account}`,
      'content-type': 'text/csv',
      'content-length': String(300 * 1024 * 1024),
    },
    payload: 'sku\n',
  })
  t.equal(huge.statusCode, 413)
  const csvToJson = await http.inject({
    method: 'POST',
    url: '/v1/products',
    headers: { authorization: `Bearer ${seller.account}`, 'content-type': 'text/csv' },
    payload: 'a,b',
  })
  t.equal(csvToJson.statusCode, 415, 'only the import takes CSV')
})
