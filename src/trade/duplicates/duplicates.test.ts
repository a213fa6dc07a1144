import t from 'tap'
import { startTestMarket } from '../../../test/support/market.ts'
import { createTradeWorld } from '../../../test/support/trade-world.ts'
import { traders } from '../../app/demo/cast.ts'
import { openShop, until } from '../../app/demo/steps.ts'
import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { createAudit } from '../../trust/audit/index.ts'
import { createDuplicates } from './index.ts'

const market = await startTestMarket(t, { workers: true })
const steps = { market, codeFor: (phone: string) => market.texts.codeFor(phone) }
const operator = await market.operator()
const shop = await openShop(steps, traders.kirana, operator)
const { duplicates } = market.running.modules
const { call, ok } = market

interface Card {
  productId: Id<'product'>
  name: string
  listings: number
  mergedInto: string | null
}
interface Pair {
  pairId: string
  grade: string
  state: string
  survivorId: string
  products: [Card, Card]
  reasons: { code: string; speaksFor: boolean; text: string }[]
}
interface Merge {
  mergeId: string
  from: Card
  into: Card
  listings: number
  byMarket: boolean
  undone: boolean
}

let nth = 0
/** A brand of its own keeps each test's goods apart. */
const newBrand = () => `Brand${'abcdefghij'[nth++ % 10]}${newId('product').slice(-6)}`
const facts = {
  ...{ name: 'Salt', category: 'Salt', netQuantity: 1, unit: 'kg', hsn: '2501', gstBps: 0, mrpPaise: 2800 },
  ...{ origin: 'IN', maker: 'A maker, Pune 411001', foodMark: 'veg', fssai: '10018000000001' },
}
const register = async (some: object): Promise<Id<'product'>> => {
  const body = { traderId: shop.traderId, ...facts, ...some }
  return (await ok<Card>('POST', '/v1/products', { token: shop.owner, body })).productId
}
const list = async (productId: string): Promise<string> => {
  const body = { productId, sku: newId('listing'), pricePaise: 2500, available: 5 }
  const path = `/v1/shops/${shop.shopId}/listings`
  return (await ok<{ listingId: string }>('POST', path, { token: shop.owner, body })).listingId
}
/** The pairs of these products, once the walk has come to them. */
const pairsOf = (some: readonly string[], query = '') =>
  until('the walk has come to them', async () => {
    await duplicates.look()
    const { items } = await ok<{ items: Pair[] }>('GET', `/v1/operator/duplicates?limit=100${query}`, {
      token: operator,
    })
    const found = items.filter(({ products }) => products.every(({ productId }) => some.includes(productId)))
    return found.length > 0 && found
  })
const merge = (from: string, into: string, token = operator) =>
  call<Merge>('POST', '/v1/operator/product-merges', {
    token,
    body: { fromProductId: from, intoProductId: into, reason: 'The same pack.' },
  })
const undo = (mergeId: string, token = operator) =>
  call<Merge>('POST', `/v1/operator/product-merges/${mergeId}/undo`, { token })

t.test('what is there twice is proposed with its reasons, merged, found by search, and undone', async (t) => {
  const brand = newBrand()
  const one = await register({ brand, name: 'Chakki Atta' })
  const two = await register({ brand, name: 'Chaki Aata', mrpPaise: 2600 })
  const other = await register({ brand, name: 'Maida' })
  const listings = [await list(one), await list(two), await list(two)]
  const [pair] = await pairsOf([one, two, other])
  t.match(pair, {
    grade: 'likely',
    state: 'open',
    survivorId: two,
    reasons: [{ code: 'sameSound', speaksFor: true }, {}],
  })
  t.same(
    pair!.products.map(({ productId, listings: count }) => [productId, count]),
    [
      [one, 1],
      [two, 2],
    ],
  )
  const made = await merge(one, two)
  t.match(made, {
    status: 201,
    body: { listings: 1, byMarket: false, into: { productId: two, listings: 3 } },
  })
  t.equal((await merge(one, two)).status, 200, 'a second press changes nothing')
  t.match(await ok('GET', `/v1/operator/duplicates/${pair!.pairId}`, { token: operator }), {
    state: 'merged',
  })
  t.match(await call('POST', `/v1/operator/duplicates/${pair!.pairId}/different`, { token: operator }), {
    status: 409,
    body: { code: 'pairMerged' },
  })
  const found = (productId: string) =>
    ok<{ items: { listingId: string; productId: string }[] }>(
      'GET',
      `/v1/search?pin=411038&radiusMetres=50000&productId=${productId}`,
    )
  await until('search knows', async () => {
    const { items } = await found(one)
    return items.length === 3 && items.every(({ productId }) => productId === two)
  })
  const page = await fetch(new URL(`/products/${one}`, market.baseUrl), { redirect: 'manual' })
  t.same([page.status, page.headers.get('location')], [301, `/products/${two}`])
  const { items: merges } = await ok<{ items: Merge[] }>('GET', '/v1/operator/product-merges?limit=1', {
    token: operator,
  })
  t.match(merges, [{ mergeId: made.body.mergeId, undone: false }])
  t.match(await undo(made.body.mergeId), { status: 200, body: { undone: true, from: { listings: 1 } } })
  t.match(await undo(made.body.mergeId), { status: 200, body: { undone: true } })
  await until('search knows that too', async () => {
    const { items } = await found(one)
    return items.length === 1 && items[0]!.listingId === listings[0]
  })
  await duplicates.look()
  t.match(await ok('GET', `/v1/operator/duplicates/${pair!.pairId}`, { token: operator }), {
    state: 'different',
  })
  const audit = await ok<{ items: { action: string; objectId: string }[] }>(
    'GET',
    `/v1/operator/audit?objectId=${one}`,
    { token: operator },
  )
  t.same(
    audit.items.map(({ action }) => action),
    ['product.unmerged', 'product.merged'],
  )
})

t.test('pictures of shops follow a product and come back with it', async (t) => {
  const brand = newBrand()
  const [one, two] = [await register({ brand }), await register({ brand, name: 'Rock Salt' })]
  const sql = async (text: string, values: unknown[]) => (await market.database.pool.query(text, values)).rows
  await sql(
    `insert into pictures (id, product_id, shop_id, source, position, state, width, height)
     values ($1, $2, $3, 'front.jpg', 1, 'kept', 10, 10)`,
    [uuidOf(newId('picture')), uuidOf(one), uuidOf(shop.shopId)],
  )
  const standsAt = (productId: Id<'product'>) =>
    until('the picture has followed', async () => {
      const [row] = await sql('select product_id from pictures where source = $1', ['front.jpg'])
      return idOf('product', row.product_id) === productId
    })
  const { body } = await merge(one, two)
  await standsAt(two)
  await undo(body.mergeId)
  await standsAt(one)
  t.pass('there and back')
})

t.test('what is said to be different is not proposed again, nor with what it is merged into', async (t) => {
  const brand = newBrand()
  const [one, two] = [await register({ brand, name: 'Namkeen' }), await register({ brand, name: 'Namkin' })]
  const [pair] = await pairsOf([one, two])
  const apart = () =>
    call<Pair>('POST', `/v1/operator/duplicates/${pair!.pairId}/different`, { token: operator })
  t.match(await apart(), { status: 200, body: { state: 'different' } })
  t.match(await apart(), { status: 200 })
  const three = await register({ brand, name: 'Namkiin' })
  t.equal((await pairsOf([one, two, three])).length, 2)
  await merge(two, three)
  await market.database.pool.query('update products set updated_at = now() where id = $1', [uuidOf(one)])
  await new Promise((done) => setTimeout(done, 150))
  await duplicates.look()
  const { items } = await ok<{ items: Pair[] }>('GET', '/v1/operator/duplicates?limit=100', {
    token: operator,
  })
  t.same(
    items.filter(({ products }) => products.some(({ productId }) => productId === one)),
    [],
  )
})

t.test(
  'what something contradicts is shown when asked for, and can be merged by an operator alone',
  async (t) => {
    const brand = newBrand()
    const one = await register({ brand, gtin: '8904043901015' })
    const two = await register({ brand, name: 'Salt', mrpPaise: 9900 })
    const [pair] = await pairsOf([one, two], '&grade=contradicted')
    t.ok(
      pair!.reasons.some(
        ({ code, speaksFor, text }) => code === 'mrpFar' && !speaksFor && /twice/.test(text),
      ),
    )
    t.equal(pair!.survivorId, one)
    t.match(await merge(one, two), { status: 422, body: { code: 'barCodeStays' } })
    t.equal((await merge(two, one)).status, 201)
  },
)

t.test('a product that is certainly there is answered when it is registered again', async (t) => {
  const brand = newBrand()
  const one = await register({ brand, name: 'Iodised Salt 1kg' })
  await until('the walk has come to it', async () => {
    await duplicates.look()
    const { rows } = await market.database.pool.query('select from product_likeness where product_id = $1', [
      uuidOf(one),
    ])
    return rows.length > 0
  })
  const again = {
    traderId: shop.traderId,
    ...facts,
    brand,
    name: `SALT, iodised (${brand})`,
    netQuantity: 1000,
    unit: 'g',
  }
  t.match(await call('POST', '/v1/products', { token: shop.owner, body: again }), {
    status: 200,
    body: { productId: one },
  })
  const other = { ...again, mrpPaise: 9900 }
  t.equal(
    (await call('POST', '/v1/products', { token: shop.owner, body: other })).status,
    201,
    'a doubt makes it new',
  )
})

t.test('who is told anew is found under the new keys, and under the old ones no more', async (t) => {
  const brand = newBrand()
  const one = await register({ brand, name: 'Toor Dal' })
  const keys = async () => {
    const { rows } = await market.database.pool.query(
      `select l.keys::text[] as kept, array(
         select k.key::text from product_likeness_keys k where k.product_id = l.product_id) as found
       from product_likeness l where l.product_id = $1`,
      [uuidOf(one)],
    )
    const [row] = rows as { kept: string[]; found: string[] }[]
    return row && [row.kept.toSorted(), row.found.toSorted()]
  }
  const known = () =>
    until('the walk has come to it', async () => {
      await duplicates.look()
      const [kept, found] = (await keys()) ?? []
      t.same(found, kept)
      return kept
    })
  const before = await known()
  await ok('PATCH', `/v1/products/${one}`, {
    token: shop.owner,
    headers: { 'if-match': '"1"' },
    body: { name: 'Masoor Dal' },
  })
  await until('they are others', async () => (await known()).join() !== before.join())
  const two = await register({ brand, name: 'Masur Daal' })
  t.match(await pairsOf([one, two]), [{ grade: 'likely' }])
  t.equal((await merge(two, one)).status, 201)
  await until('the one that went is found no more', async () => {
    await duplicates.look()
    const { rows } = await market.database.pool.query(
      'select from product_likeness_keys where product_id = $1',
      [uuidOf(two)],
    )
    return rows.length === 0
  })
})

t.test('operators alone, and only what there is', async (t) => {
  const [one, two] = [await register({ brand: newBrand() }), await register({ brand: newBrand() })]
  for (const [method, path] of [
    ['GET', '/v1/operator/duplicates'],
    ['GET', `/v1/operator/duplicates/${newId('duplicate')}`],
    ['GET', '/v1/operator/product-merges'],
  ] as const) {
    t.equal((await call(method, path, { token: shop.owner })).status, 403, path)
    t.equal((await call(method, path)).status, 401, path)
  }
  t.equal((await merge(one, two, shop.owner)).status, 403)
  t.equal((await undo(newId('productMerge'), shop.owner)).status, 403)
  t.equal((await merge(one, newId('product'))).status, 404)
  t.match(await merge(one, one), { status: 400, body: { code: 'sameProduct' } })
  t.equal((await undo(newId('productMerge'))).status, 404)
  const nowhere = `/v1/operator/duplicates/${newId('duplicate')}`
  t.equal((await call('GET', nowhere, { token: operator })).status, 404)
  t.equal((await call('POST', `${nowhere}/different`, { token: operator })).status, 404)
})

t.test('a basket in hand is bought while its goods are merged', async (t) => {
  const world = await createTradeWorld(t)
  const seller = await world.newShop()
  const listings = [await world.newListing(seller), await world.newListing(seller)]
  const products = (await world.sql('select product_id from listings order by id')).map(({ product_id }) =>
    idOf('product', product_id),
  )
  const buyers = Array.from({ length: 6 }, () => ({ kind: 'consumer', accountId: newId('account') }) as const)
  for (const buyer of buyers) await world.fill(buyer, seller, listings[0]!)
  const by = newId('account')
  const bought = await Promise.all([
    ...buyers.map((buyer) => world.buy(buyer)),
    world.db.transaction((tx) =>
      world.catalogue.merges.merge(tx, { from: products[0]!, into: products[1]!, by, reason: null }),
    ),
  ])
  t.equal(bought.length, 7)
  t.same(await world.stockOf(listings[0]!), { available: 94, reserved: 6 })
  const sold = await world.sql('select distinct product_id from order_lines')
  t.ok(sold.every(({ product_id }) => products.includes(idOf('product', product_id))))
  t.equal(
    (await world.sql('select count(*)::int from order_lines'))[0].count,
    6,
    'what was sold stays as it was sold',
  )
})

t.test(
  'a market that is set to it merges by itself what is certain, and nothing that was said to be different',
  async (t) => {
    const world = await createTradeWorld(t)
    const seller = await world.newShop()
    const names = ['Tata Salt 1kg', 'Salt (Tata)', 'Tata Sallt', 'tata salt, 1000 g']
    const listings: Id<'listing'>[] = []
    for (const name of names) {
      listings.push(await world.newListing(seller))
      await world.sql('update products set name = $1, brand = $2 where name = $3', [name, 'Tata', 'Atta'])
    }
    const ids = (await world.sql('select id from products order by id')).map(({ id }) => id as string)
    const said = [uuidOf(newId('duplicate')), ids[0], ids[3]]
    await world.sql(
      `insert into product_pairs (id, older_id, younger_id, grade, score, reasons, state)
     values ($1, $2, $3, 'certain', 1, '[]', 'different')`,
      said,
    )
    const own = createDuplicates({
      ...{ db: world.db, outbox: world.outbox, audit: createAudit({ db: world.db }), mergeCertain: true },
      products: world.catalogue.merges,
    })
    const gone = () => world.sql('select merged_into from products where merged_into is not null')
    await until('one is merged', async () => {
      await own.look()
      return (await gone()).length > 0
    })
    await new Promise((done) => setTimeout(done, 150))
    await own.look()
    t.equal((await gone()).length, 1, 'of three that are certain two were said to be different')
    const audit = await world.sql('select actor_id, action from audit_entries')
    t.match(audit, [{ actor_id: null, action: 'product.merged' }])
    t.equal(listings.length, 4)
  },
)
