import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createOutbox } from '../../platform/outbox/index.ts'
import {
  createWorld,
  csv,
  csvRow,
  httpApp,
  type ImportBench,
  importFile,
  temporaryStore,
} from './catalogue.testing.ts'
import { createCatalogue } from './index.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const storage = await temporaryStore(t)
const outbox = createOutbox({ consumers: [] })
const http = await httpApp(
  [
    createCatalogue({
      db,
      outbox,
      queues: { add: async () => {} },
      traders: world.traders,
      identity: world.identity,
      audit: { record: async () => {} },
      storage,
    }).routes,
  ],
  world,
)
t.teardown(() => http.close())
const bench: ImportBench = { db, outbox, world, storage }
const { shop, account } = world.trader()
const stranger = world.trader()
const base = `/v1/shops/${shop.shopId}`
const call = async (method: 'GET' | 'POST', url: string, payload?: object, who: string = account) => {
  const reply = await http.inject({
    method,
    url,
    ...(payload ? { payload } : {}),
    headers: { authorization: `Bearer ${who}` },
  })
  return { status: reply.statusCode, body: reply.json() }
}
const clean = { maker: '"Tata Consumer, Mumbai 400001"' }

await importFile(
  bench,
  shop.shopId,
  csv(
    ...Array.from({ length: 30 }, (_, nth) =>
      csvRow({ sku: `A-${nth + 10}`, name: `Salt ${nth}`, ...clean }),
    ),
    csvRow({ sku: 'B-1', name: 'Odd', hsn: '25019999', ...clean }),
    csvRow({ sku: 'B-2', name: 'Odd too', netQuantity: 2000, unit: 'g', ...clean }),
  ),
)

t.test('the whole list is judged: score, counts by rule, and pages of what is wrong', async (t) => {
  const { status, body } = await call('GET', `${base}/lint?limit=10`)
  t.equal(status, 200)
  t.match(body, { listings: 32, complete: true })
  t.ok(body.score > 50 && body.score < 100, `${body.score}`)
  const count = (code: string) => body.rules.find((rule: { code: string }) => rule.code === code)
  t.match(count('hsnNotListed'), { severity: 'warning', listings: 1, text: { en: /tariff/, hi: /सूची/ } })
  t.match(count('consumerCareMissing'), { listings: 32 })
  t.equal(body.items.length, 10)
  const next = await call('GET', `${base}/lint?limit=10&cursor=${body.nextCursor}`)
  t.equal(next.body.items[0].sku, 'A-20', 'goes on behind the page before')
  const odd = await call('GET', `${base}/lint?code=hsnNotListed`)
  t.match(odd.body.items, [
    { sku: 'B-1', findings: [{ code: 'hsnNotListed', canFix: true, fix: { change: { hsn: '2501' } } }] },
  ])
  t.equal(odd.body.nextCursor, undefined)
  t.equal((await call('GET', `${base}/lint?code=made-up`)).status, 400)
  t.equal((await call('GET', `${base}/lint`, undefined, stranger.account)).status, 404)
})

t.test('one step mends a fault, once', async (t) => {
  const { body } = await call('GET', `${base}/lint?code=hsnNotListed`)
  const url = `${base}/listings/${body.items[0].listingId}/lint`
  const before = await call('GET', url)
  t.match(before.body.findings[0], { code: 'hsnNotListed' })
  t.equal((await call('POST', `${url}/mend`, { code: 'hsnNotListed' }, stranger.account)).status, 404)
  const mended = await call('POST', `${url}/mend`, { code: 'hsnNotListed' })
  t.equal(mended.status, 200)
  t.equal(mended.body.score, before.body.score + 10)
  t.notOk(mended.body.findings.some((finding: { code: string }) => finding.code === 'hsnNotListed'))
  t.match(await call('POST', `${url}/mend`, { code: 'hsnNotListed' }), {
    status: 409,
    body: { code: 'nothingToMend' },
  })
  t.match(
    await call('POST', `${url}/mend`, { code: 'gtinMissing' }),
    { status: 409 },
    'a person has to read the bar code',
  )
})

t.test('a product that others list is mended by an operator', async (t) => {
  const other = world.trader()
  await importFile(
    bench,
    other.shop.shopId,
    csv(csvRow({ sku: 'X', name: 'Odd too', netQuantity: 2000, unit: 'g', ...clean })),
  )
  const { body } = await call('GET', `${base}/lint?code=quantityUnit`)
  t.match(body.items, [{ sku: 'B-2', ownProduct: false, findings: [{ canFix: false }] }])
  const answer = await call('POST', `${base}/listings/${body.items[0].listingId}/lint/mend`, {
    code: 'quantityUnit',
  })
  t.equal(answer.status, 403)
})

t.test('what blocks is not taken in: neither by hand nor by file', async (t) => {
  const product = {
    traderId: shop.traderId,
    name: 'Made up',
    category: 'Salt',
    netQuantity: 1,
    unit: 'kg',
    hsn: '1234',
    gstBps: 0,
    mrpPaise: 2800,
    origin: 'IN',
    maker: 'Tata, Mumbai',
    foodMark: 'none',
  }
  t.match(await call('POST', '/v1/products', product), {
    status: 400,
    body: { code: 'invalidFields', errors: [{ pointer: '/hsn', code: 'hsnUnknown' }] },
  })
  const { result, problems } = await importFile(
    bench,
    shop.shopId,
    csv(
      csvRow({ sku: 'C-1', name: 'Made up', hsn: 1234 }),
      csvRow({ sku: 'C-2', name: 'Dear', price: '99' }),
    ),
  )
  t.match(result, { created: 0, refused: 2 })
  t.match(problems, [
    { row: 2, column: 'hsn', code: 'hsnUnknown' },
    { row: 3, column: 'price', code: 'priceAboveMrp' },
  ])
})

t.test('the rules are public', async (t) => {
  const reply = await http.inject('/v1/lint/rules')
  t.equal(reply.statusCode, 200)
  t.ok(reply.json().items.length > 30)
})
