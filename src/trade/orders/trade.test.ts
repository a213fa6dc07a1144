import t from 'tap'
import { call, createTradeWorld } from '../../../test/support/trade-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import type { Buyer } from './orders.types.ts'

const world = await createTradeWorld(t)
const { newShop, newListing, fill, buy, consumer, sql, members } = world
const app = await world.http()

const trade = (some: object) =>
  JSON.stringify({ soldBy: 'piece', inner: null, case: null, step: 1, slabs: [], dated: null, ...some })
const setTrade = (listing: string, some: object) =>
  sql('update listings set trade = $2 where id = $1', [uuidOf(listing), trade(some)])
const today = async (days = 0): Promise<string> =>
  (await sql(`select ((now() at time zone 'Asia/Kolkata')::date + $1::int)::text as day`, [days]))[0].day

t.test('a checkout charges the price of the quantity, and writes it down', async (t) => {
  const shop = await newShop()
  const listing = await newListing(shop)
  await setTrade(listing, { slabs: [{ from: 10, pricePaise: 9_000 }] })
  const buyer = consumer()
  await fill(buyer, shop, listing, 10)
  const { totalPaise } = await buy(buyer, { expectedTotalPaise: 92_500n })
  t.equal(totalPaise, 92_500)
  t.match((await sql('select * from order_lines where listing_id = $1', [uuidOf(listing)]))[0], {
    price_paise: 9_000n,
    total_paise: 90_000n,
  })
})

t.test('what is sold in cases is not broken, at the basket and at checkout', async (t) => {
  const shop = await newShop()
  const listing = await newListing(shop)
  await setTrade(listing, { soldBy: 'case', case: { pieces: 12, name: 'Peti' }, step: 12 })
  const buyer = consumer()
  const put = (quantity: number) =>
    call(app, buyer.accountId, 'PUT', `/v1/cart/items/${listing}`, { shopId: shop.shopId, quantity })
  t.match((await put(13)).body.items, [
    { minimumQuantity: 12, stepQuantity: 12, problem: { code: 'notInSteps', detail: /12 or 24/ } },
  ])
  await t.rejects(buy(buyer), {
    code: 'cartNeedsChange',
    facts: { problems: [{ code: 'notInSteps', step: 12 }] },
  })
  t.match((await put(6)).body.items, [{ problem: { code: 'belowMinimum' } }])
  t.match((await put(24)).body.items, [{ problem: null, totalPaise: 240_000 }])
  t.equal((await buy(buyer, { expectedTotalPaise: 242_500n })).totalPaise, 242_500)
})

t.test('a price that ends between basket and checkout is told, and nothing is charged', async (t) => {
  const shop = await newShop()
  const listing = await newListing(shop)
  const buyer = consumer()
  await setTrade(listing, { dated: { pricePaise: 8_000, from: await today(), until: await today() } })
  await fill(buyer, shop, listing)
  const cart = await call(app, buyer.accountId, 'GET', '/v1/cart')
  t.match(cart.body.items, [{ pricePaise: 8_000, plainPaise: 10_000, priceReason: 'dated' }])
  await setTrade(listing, { dated: { pricePaise: 8_000, from: await today(-2), until: await today(-1) } })
  await t.rejects(buy(buyer, { expectedTotalPaise: 10_500n }), {
    code: 'totalChanged',
    facts: {
      quote: { totalPaise: 12_500, shops: [{ lines: [{ pricePaise: 10_000, priceReason: 'plain' }] }] },
    },
  })
})

t.test('a named buyer alone pays the price of its list', async (t) => {
  const shop = await newShop({ tiers: ['wholesaler'] })
  const listing = await newListing(shop, { soldTo: ['retailer'] })
  const [named, other] = [await newShop(), await newShop()]
  const listId = newId('priceList')
  await sql('insert into price_lists (shop_id, id, name) values ($1, $2, $3)', [
    uuidOf(shop.shopId),
    uuidOf(listId),
    'Hotels',
  ])
  await sql('insert into price_list_buyers (shop_id, list_id, buyer) values ($1, $2, $3)', [
    uuidOf(shop.shopId),
    uuidOf(listId),
    named.traderId,
  ])
  await sql(
    'insert into price_list_prices (shop_id, list_id, listing_id, price_paise) values ($1, $2, $3, 7000)',
    [uuidOf(shop.shopId), uuidOf(listId), uuidOf(listing)],
  )
  const ask = (who: typeof named, query = '') =>
    call(
      app,
      who.owner,
      'GET',
      `/v1/shops/${shop.shopId}/listings/${listing}/price?asTrader=${who.traderId}${query}`,
    )
  t.match((await ask(named, '&quantity=3')).body, {
    pricePaise: 7_000,
    plainPaise: 10_000,
    totalPaise: 21_000,
    reason: 'list',
    problem: null,
  })
  t.match((await ask(other)).body, { pricePaise: 10_000, reason: 'plain' })
  await setTrade(listing, { step: 3, slabs: [{ from: 9, pricePaise: 6_000 }] })
  const items = [{ shopId: shop.shopId, listingId: listing }]
  const many = (who: typeof named, asTrader: string | undefined = who.traderId) =>
    call(app, who.owner, 'POST', '/v1/prices', { items, ...(asTrader ? { asTrader } : {}) })
  t.match((await many(named)).body.items, [
    { pricePaise: 7_000, plainPaise: 10_000, lowestPaise: 6_000, reason: 'list', minimumQuantity: 3 },
  ])
  t.match((await many(other)).body.items, [{ pricePaise: 10_000, reason: 'plain' }])
  t.equal((await many(other, named.traderId)).status, 404, "nobody asks for another's prices")
  t.same((await many(other, '')).body.items, [], 'not sold to consumers')
  await setTrade(listing, {})
  const asSelf = await call(app, other.owner, 'GET', `/v1/shops/${shop.shopId}/listings/${listing}/price`)
  t.equal(asSelf.status, 404, 'not sold to consumers')
  t.ok(members.size >= 3)
  const buyerOf = (who: typeof named): Buyer => ({
    kind: 'trader',
    traderId: who.traderId,
    accountId: who.owner,
  })
  await fill(buyerOf(named), shop, listing, 2)
  t.equal((await buy(buyerOf(named), { expectedTotalPaise: 16_500n })).totalPaise, 16_500)
  await fill(buyerOf(other), shop, listing, 2)
  t.equal((await buy(buyerOf(other), { expectedTotalPaise: 22_500n })).totalPaise, 22_500)
})
