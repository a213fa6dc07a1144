import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import {
  createWorld,
  httpApp,
  layListing,
  seenOutbox,
  takeEvents,
  temporaryStore,
} from './catalogue.testing.ts'
import { createCatalogue } from './index.ts'
import { pushBody, pushReply, readPush } from './push.schema.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const catalogue = createCatalogue({
  db,
  outbox: seenOutbox(),
  queues: { add: async () => {} },
  traders: world.traders,
  identity: world.identity,
  audit: { record: async () => {} },
  storage: await temporaryStore(t),
})
const http = await httpApp([catalogue.routes], world)
t.teardown(() => http.close())
const { shop, account } = world.trader()
const { shopId } = shop
const lay = (some: { available?: number; sku?: string } = {}) => layListing(db, { shopId, ...some })
const push = async (body: object, who: string = account) => {
  const reply = await http.inject({
    method: 'POST',
    url: `/v1/shops/${shopId}/stock-changes`,
    headers: { authorization: `Bearer ${who}` },
    payload: body,
  })
  const answered = reply.json()
  // Answers are written as they are: here the schema looks at them.
  if (reply.statusCode === 200) pushReply.parse(answered)
  return { status: reply.statusCode, body: answered }
}
const offer = async (ref: Awaited<ReturnType<typeof lay>>) => (await catalogue.offers(db, [ref]))[0]!

t.test('each change is answered in its place', async (t) => {
  const [a, b, c] = [await lay({ sku: 'A' }), await lay({ available: 0 }), await lay({ sku: 'C' })]
  const elsewhere = await layListing(db, {})
  await takeEvents(db)
  const { status, body } = await push({
    sequence: 10,
    changes: [
      { sku: 'A', available: 7 },
      { listingId: b.listingId, available: 4, pricePaise: 2400 },
      { sku: 'C', pricePaise: 99_00, available: 1 },
      { sku: 'nowhere', available: 1 },
      { listingId: elsewhere.listingId, available: 1 },
      { sku: 'A', available: 5, sequence: 9 },
    ],
  })
  t.equal(status, 200)
  t.match(body, { applied: 2, refused: 1, unknown: 2, stale: 1 })
  t.match(body.items, [
    { status: 'applied', listingId: a.listingId, available: 7, reserved: 0 },
    { status: 'applied', available: 4 },
    { status: 'refused', code: 'priceAboveMrp', detail: /MRP/, available: null },
    { status: 'unknown' },
    { status: 'unknown' },
    { status: 'stale' },
  ])
  t.match(await offer(b), { available: 4, pricePaise: 2400n, version: 2 })
  t.match(
    await offer(c),
    { available: 10, pricePaise: 2500n, version: 1 },
    'nothing of a refused one is done',
  )
  t.equal((await offer(elsewhere)).available, 10, "another shop's stock is its own")
  t.same(
    await takeEvents(db),
    [{ shopId, listingIds: [b.listingId], urgent: true }],
    'search hears of what it shows',
  )
  t.match(
    (await push({ sequence: 10, changes: [{ sku: 'A', available: 1 }] })).body,
    { stale: 1 },
    'sent twice',
  )
  t.match((await push({ sequence: 11, changes: [{ sku: 'A', pricePaise: 2600 }] })).body, { applied: 1 })
  t.match(await offer(a), { available: 7, pricePaise: 2600n }, 'what is left out stays')
})

t.test('what is no change is refused as a whole', async (t) => {
  for (const changes of [
    [],
    [{ available: 1 }],
    [{ sku: 'A', listingId: (await lay()).listingId }],
    [{ sku: 'A', available: -1 }],
    [{ sku: 'A', available: 1.5 }],
    Array.from({ length: 10_001 }, () => ({ sku: 'A', available: 1 })),
  ]) {
    t.equal((await push({ sequence: 1, changes })).status, 400)
  }
  t.equal((await push({ changes: [{ sku: 'A', available: 1 }] })).status, 400, 'no sequence')
  for (const [what, text, code] of [
    ['nested deep', `{"sequence":1,"changes":${'['.repeat(120_000)}${']'.repeat(120_000)}}`, 'invalidFields'],
    ['half a character', '{"sequence":1,"changes":[{"sku":"\\ud800"}]}', 'unreadableText'],
    ['a reserved name', '{"sequence":1,"changes":[{"sku":"A","__proto__":{}}]}', 'unreadableText'],
  ] as const) {
    const reply = await http.inject({
      method: 'POST',
      url: `/v1/shops/${shopId}/stock-changes`,
      headers: { authorization: `Bearer ${account}`, 'content-type': 'application/json' },
      payload: text,
    })
    t.match([reply.statusCode, reply.json().code], [400, code], what)
  }
  t.equal((await push({ sequence: 99, changes: [{ sku: 'A' }] }, world.trader().account)).status, 404)
})

t.test('plain bodies are read as the schema reads them, and what it refuses is left to it', async (t) => {
  const { listingId } = await lay()
  const odd = fc.constantFrom<unknown>(
    undefined,
    null,
    0,
    -1,
    1.5,
    1e9,
    2 ** 60,
    '',
    ' ',
    'a',
    '1',
    [],
    {},
    true,
  )
  const sku = fc.oneof(
    fc.constantFrom(
      'A',
      'ATA-002',
      'two words',
      'two  spaces',
      ' led',
      'trailed ',
      'आटा',
      'a\nb',
      'a\tb',
      '"q\\',
    ),
    fc.string(),
    fc.string({ minLength: 50, maxLength: 80 }),
  )
  const field = fc.record(
    {
      listingId: fc.oneof(fc.constant<unknown>(listingId), fc.constant('shp_x'), odd),
      sku: fc.oneof(sku, odd),
      sequence: fc.oneof(fc.nat(5), odd),
      available: fc.oneof(fc.nat(5), odd),
      pricePaise: fc.oneof(fc.nat(5), odd),
      further: odd,
    },
    { requiredKeys: [] },
  )
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ sku, available: fc.nat(9) }) },
    { weight: 4, arbitrary: fc.record({ listingId: fc.constant(listingId) }) },
    field,
    odd,
  )
  const body = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        sequence: fc.integer({ min: 1 }),
        changes: fc.array(change, { minLength: 1, maxLength: 3 }),
      }),
    },
    fc.record({ sequence: odd, changes: odd }, { requiredKeys: [] }),
    odd,
  )
  let plain = 0
  fc.assert(
    fc.property(body, (given) => {
      // As it comes over the wire.
      const told = given === undefined ? undefined : JSON.parse(JSON.stringify(given))
      const [quick, whole] = [readPush(told), pushBody.safeParse(told)]
      if (quick) plain++
      return isDeepStrictEqual(quick, whole.data)
    }),
    { numRuns: 400 },
  )
  t.ok(plain > 20, 'and many were plain')
})

t.test('names with any signs, twice and mixed find their listings', async (t) => {
  const skus = ['q"1', 'b\\2', 'NULL', 'null', '{x,y}', 'दाल', 'two words', 'a,b']
  const laid = new Map(await Promise.all(skus.map(async (sku) => [sku, await lay({ sku })] as const)))
  const ref = await lay()
  const { body } = await push({
    sequence: 3,
    changes: [
      ...skus.map((sku, nth) => ({ sku, available: nth })),
      { listingId: ref.listingId, available: 70 },
      { sku: 'null', available: 71 },
      { listingId: laid.get('दाल')!.listingId, available: 72 },
      { sku: 'nobody', available: 1 },
    ],
  })
  t.match(body, { applied: 9, stale: 2, unknown: 1 })
  t.same(
    await Promise.all(skus.map(async (sku) => (await offer(laid.get(sku)!)).available)),
    [0, 1, 2, 71, 4, 72, 6, 7],
    'of one listing the last of equals',
  )
  t.same(
    body.items
      .map(({ status }: { status: string }) => status)
      .filter((status: string) => status !== 'applied'),
    ['stale', 'stale', 'unknown'],
  )
  t.equal((await offer(ref)).available, 70)
})

t.test('in whatever order calls arrive, and together, the last sequence stands', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(1000)), { minLength: 1, maxLength: 8 }),
      async (changes) => {
        const ref = await lay()
        const bySequence = new Map(changes)
        await Promise.all(
          [...bySequence].map(([sequence, available]) =>
            push({ sequence, changes: [{ listingId: ref.listingId, available }] }),
          ),
        )
        const last = Math.max(...bySequence.keys())
        return (await offer(ref)).available === bySequence.get(last)
      },
    ),
    { numRuns: 15 },
  )
  t.pass('last writer by sequence')
})

t.test('ten thousand changes are one call of few statements', async (t) => {
  await db.pool.query(
    `with made as (
       insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity)
       select $1, uuidv7(), (select id from products limit 1), 'T-' || n, 2500, 2800, '{consumer}', 1
       from generate_series(1, 10000) n returning shop_id, id)
     insert into stock (shop_id, listing_id, available) select shop_id, id, 5 from made`,
    [(await db.pool.query('select shop_id from listings where sku = $1', ['A'])).rows[0].shop_id],
  )
  const changes = Array.from({ length: 10_000 }, (_, nth) => ({ sku: `T-${nth + 1}`, available: nth }))
  const { body } = await push({ sequence: 5, changes })
  t.match(body, { applied: 10_000, stale: 0 })
  t.equal(body.items[9_999].available, 9_999)
  t.match((await push({ sequence: 5, changes })).body, { applied: 0, stale: 10_000 })
})
