import fc from 'fast-check'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import {
  createWorld,
  csv,
  csvRow,
  facts,
  httpApp,
  importFile,
  layListing,
  seenOutbox,
  temporaryStore,
} from './catalogue.testing.ts'
import { createCatalogue } from './index.ts'
import { insertListing } from './listing.store.ts'
import { insertProduct } from './product.store.ts'

const { db } = await createTestDatabase(t, { max: 12 })
const world = createWorld()
const outbox = seenOutbox()
const storage = await temporaryStore(t)
const audit = { record: async () => {} }
const { traders, identity } = world
const catalogue = createCatalogue({
  ...{ db, outbox, traders, identity, audit, storage },
  queues: { add: async () => {} },
})
const http = await httpApp([catalogue.routes], world)
t.teardown(() => http.close())
const seller = world.trader()
const operator = newId('account')
world.operators.add(operator)

type Product = Id<'product'>
const sql = async (text: string, values: unknown[] = []) => (await db.pool.query(text, values)).rows
const product = async (some: Parameters<typeof facts>[0] = {}): Promise<Product> =>
  db.transaction(async (tx) => (await insertProduct(tx, facts(some), seller.shop.traderId))!.productId)
const list = (productId: Product, shopId = seller.shop.shopId) =>
  db.transaction(async (tx) => {
    const ref = { shopId, listingId: newId('listing') }
    const terms = { pricePaise: 2500n, mrpPaise: 2800n, soldTo: ['consumer'], status: 'active' } as const
    await insertListing(tx, ref, productId, {
      ...terms,
      sku: ref.listingId,
      minimumQuantity: 1,
      available: 5,
    })
    return ref.listingId
  })
const merge = (from: Product, into: Product) =>
  db.transaction((tx) => catalogue.merges.merge(tx, { from, into, by: operator, reason: null }))
const undo = (mergeId: Id<'productMerge'>) =>
  db.transaction((tx) => catalogue.merges.undo(tx, mergeId, operator))
const productOf = async (listingId: Id<'listing'>): Promise<Product> =>
  idOf(
    'product',
    (await sql('select product_id from listings where id = $1', [uuidOf(listingId)]))[0].product_id,
  )
/** Listings of products that are others by now: there are none, ever. */
const astray = () =>
  sql('select l.id from listings l join products p on p.id = l.product_id where p.merged_into is not null')
const call = async (
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  body?: object,
  headers = {},
  as = seller.account,
) => {
  const sent = body ? { payload: JSON.stringify(body) } : {}
  const type = body ? { 'content-type': 'application/json' } : {}
  const reply = await http.inject({
    ...{ method, url, ...sent },
    headers: { authorization: `Bearer ${as}`, ...type, ...headers },
  })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}
const newListing = (productId: Product) => ({
  ...{ productId, sku: newId('listing'), pricePaise: 2500, minimumQuantity: 1, available: 3 },
})

t.test('all listings move, and whoever asks for the one that went is answered by the other', async (t) => {
  const name = `Iodised Salt ${newId('product')}`
  const into = await product({ name, nameHi: null })
  const from = await product({ name: `${name} Pouch`, imageUrls: ['https://images.example.com/salt.jpg'] })
  const other = world.trader()
  const both = [await list(from), await list(into), await list(from, other.shop.shopId)]
  const { merge: done, made } = await merge(from, into)
  t.match([made, done.listings], [true, 2])
  t.same(await Promise.all(both.map(productOf)), [into, into, into], 'a shop that lists both keeps both')
  t.match((await call('GET', `/v1/products/${from}`)).body, { productId: into, name, mergedFrom: from })
  const own = (await call('GET', `/v1/products/${into}`)).body
  t.notOk('mergedFrom' in own)
  t.match(own, { nameHi: 'नमक', imageUrls: ['https://images.example.com/salt.jpg'] }, 'takes what it had not')
  t.same((await call('GET', `/v1/products/${from}/survivor`)).body, { productId: into })
  t.equal((await call('GET', `/v1/products/${newId('product')}/survivor`)).status, 404)
  const found = await call('GET', `/v1/products?q=${encodeURIComponent(name)}`)
  t.same(
    found.body.items.map((item: { productId: string }) => item.productId),
    [into],
  )
  t.match(await call('PATCH', `/v1/products/${from}`, { maker: 'X' }, { 'if-match': '"1"' }), {
    status: 409,
    body: { code: 'productMerged', facts: { productId: into } },
  })
  const input = { traderId: seller.shop.traderId, ...facts({ name: `${name} pouch` }), mrpPaise: 2800 }
  t.match(
    await call('POST', '/v1/products', input),
    { status: 200, body: { productId: into } },
    'its name is taken',
  )
  t.match(await call('POST', `/v1/shops/${seller.shop.shopId}/listings`, newListing(from)), {
    status: 201,
    body: { productId: into },
  })
  t.equal((await merge(from, into)).made, false, 'merging twice is merging once')
  t.same(await astray(), [])
})

t.test('a file that names the one that went lists the other and states nothing of it', async (t) => {
  const name = `Rock Salt ${newId('product')}`
  const [into, from] = [await product({ name }), await product({ name: `${name} Old` })]
  await merge(from, into)
  const bench = { db, outbox, world, storage }
  const row = csvRow({ sku: newId('listing'), name: `${name} OLD`, maker: 'Somebody else' })
  const { result, problems } = await importFile(bench, seller.shop.shopId, csv(row))
  t.match([result.created, problems], [1, []])
  const [kept] = await sql('select maker from products where id = $1', [uuidOf(into)])
  t.equal(kept.maker, facts().maker)
  t.match((await importFile(bench, seller.shop.shopId, csv(row))).result, { unchanged: 1, changed: 0 })
  t.same(await astray(), [])
})

t.test('what cannot be is refused', async (t) => {
  const [a, b] = [await product({ gtin: '08901491101837' }), await product()]
  await t.rejects(merge(a, a), { code: 'sameProduct' })
  await t.rejects(merge(newId('product'), b), { code: 'notFound' })
  await t.rejects(merge(a, newId('product')), { code: 'notFound' })
  await t.rejects(merge(a, b), { code: 'barCodeStays' })
  await t.rejects(undo(newId('productMerge')), { code: 'notFound' })
  const c = await product()
  await merge(b, a)
  await t.rejects(merge(b, c), { code: 'productMerged', facts: { productId: a } })
  await t.rejects(merge(c, b), { code: 'productMerged', facts: { productId: a } })
})

t.test('two operators who merge crosswise make one merge', async (t) => {
  const [a, b] = [await product(), await product()]
  const listings = [await list(a), await list(b)]
  const ended = await Promise.allSettled([merge(a, b), merge(b, a)])
  t.equal(ended.filter(({ status }) => status === 'fulfilled').length, 1)
  t.match(
    ended.find(({ status }) => status === 'rejected'),
    { reason: { code: 'productMerged' } },
  )
  t.equal(new Set(await Promise.all(listings.map(productOf))).size, 1)
  t.same(await astray(), [])
})

t.test('a chain is undone from either end', async (t) => {
  const [a, b, c] = [await product(), await product(), await product()]
  const [la, lb, lc] = [await list(a), await list(b), await list(c)]
  const now = async () => Promise.all([la, lb, lc].map(productOf))
  const first = await merge(a, b)
  const second = await merge(b, c)
  t.same(await now(), [c, c, c])
  await undo(second.merge.mergeId)
  t.same(await now(), [b, b, c])
  const third = await merge(b, c)
  await undo(first.merge.mergeId)
  t.same(await now(), [a, c, c], 'the first of two, while the second stands')
  await undo(third.merge.mergeId)
  t.same(await now(), [a, b, c])
  t.equal((await undo(third.merge.mergeId)).at, undefined, 'undoing twice is undoing once')
  t.same(await astray(), [])
})

t.test('undone after a listing has gone or was made meanwhile', async (t) => {
  const [a, b] = [await product({ nameHi: 'नमक' }), await product({ nameHi: null })]
  const [gone, stays] = [await list(a), await list(a)]
  const { merge: done } = await merge(a, b)
  await sql('delete from listings where id = $1', [uuidOf(gone)])
  const later = await list(b)
  await undo(done.mergeId)
  t.same([await productOf(stays), await productOf(later)], [a, b])
  t.match((await call('GET', `/v1/products/${b}`)).body, { nameHi: null }, 'what it took goes back')
  t.same((await call('GET', `/v1/products/${a}`)).body.productId, a)
})

t.test('merges against listings and price lists that are made at the same moment', async (t) => {
  const bench = { db, outbox, world, storage, chunkRows: 20 }
  for (let round = 0; round < 2; round += 1) {
    const names = Array.from({ length: 40 }, () => `Salt ${newId('product')}`)
    const ids: Product[] = []
    for (const name of names) ids.push(await product({ name }))
    const shop = world.trader().shop
    const rows = names.map((name, nth) => csvRow({ sku: `S-${nth}`, name }))
    const [{ result }, ...made] = await Promise.all([
      importFile(bench, shop.shopId, csv(...rows)),
      ...ids.slice(0, 20).map(async (id, nth) => {
        const done = await call('POST', `/v1/shops/${seller.shop.shopId}/listings`, newListing(id))
        if (nth % 2 === 0) await merge(id, ids[nth + 20]!)
        return done.status
      }),
      ...ids.slice(0, 20).map((id, nth) => (nth % 2 === 1 ? merge(id, ids[nth + 20]!) : undefined)),
    ])
    t.equal(result.created, 40)
    t.same(new Set(made.filter((one) => typeof one === 'number')), new Set([201]))
    t.same(await astray(), [])
  }
})

t.test('whatever is merged and undone, no listing is lost or points to a product that went', async (t) => {
  const step = fc.record({
    kind: fc.constantFrom('merge', 'merge', 'undo', 'list'),
    a: fc.nat(4),
    b: fc.nat(4),
    nth: fc.nat(9),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const shopId = newId('shop')
      const ids: Product[] = []
      for (let nth = 0; nth < 5; nth += 1)
        ids.push((await layListing(db, { shopId, trader: seller.shop.traderId })).productId)
      let listings = 5
      const merges: Id<'productMerge'>[] = []
      for (const { kind, a, b, nth } of steps) {
        if (kind === 'list') {
          const [now] = [...(await catalogue.survivors(db, [ids[a]!])).values()]
          await list(now!, shopId)
          listings += 1
        } else if (kind === 'undo') {
          const mergeId = merges[nth % Math.max(1, merges.length)]
          if (mergeId) await undo(mergeId)
        } else {
          const done = await merge(ids[a]!, ids[b]!).catch((error: { code?: string }) => {
            if (!['sameProduct', 'productMerged'].includes(error.code ?? '')) throw error
          })
          if (done?.made) merges.push(done.merge.mergeId)
        }
      }
      const [{ count }] = await sql('select count(*)::int from listings where shop_id = $1', [uuidOf(shopId)])
      const chains = await sql(
        'select p.id from products p join products q on q.id = p.merged_into where q.merged_into is not null',
      )
      return count === listings && chains.length === 0 && (await astray()).length === 0
    }),
    { numRuns: 8 },
  )
  t.pass('in all runs')
  // Undone in whatever order, each listing is where it was made.
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
      const laid: Awaited<ReturnType<typeof layListing>>[] = []
      for (let nth = 0; nth < 5; nth += 1) laid.push(await layListing(db, { trader: seller.shop.traderId }))
      const done = []
      for (let nth = 0; nth < 4; nth += 1)
        done.push(await merge(laid[nth]!.productId, laid[nth + 1]!.productId))
      for (const nth of order) await undo(done[nth]!.merge.mergeId)
      const now = await Promise.all(laid.map(({ listingId }) => productOf(listingId)))
      return now.every((id, nth) => id === laid[nth]!.productId)
    }),
    { numRuns: 3 },
  )
})
