import t from 'tap'
import { call, createTradeWorld, type Shop } from '../../../test/support/trade-world.ts'
import { type Id, newId } from '../../kernel/ids.ts'

const world = await createTradeWorld(t, { max: 16 })
const { newShop, newListing, stockOf, payments, told } = world
const app = await world.http()

const drop = { name: 'Asha Rao', phone: '98765 43210', line1: '12, 4th Cross', pin: '560001' }

/** A consumer with goods in the cart, over HTTP. */
async function shopper(shop: Shop, goods: [Id<'listing'>, number][]) {
  const token = newId('account')
  for (const [listingId, quantity] of goods) {
    const url = `/v1/cart/items/${listingId}`
    const put = await call(app, token, 'PUT', url, { shopId: shop.shopId, quantity })
    if (put.status !== 200) throw new Error(put.text)
  }
  return token
}

async function order(shop: Shop, goods: [Id<'listing'>, number][], total: number, more: object = {}) {
  const token = await shopper(shop, goods)
  const bought = await call(app, token, 'POST', '/v1/checkouts', {
    drop,
    method: 'cod',
    expectedTotalPaise: total,
    ...more,
  })
  if (bought.status !== 201) throw new Error(bought.text)
  return {
    token,
    purchaseId: bought.body.purchaseId as string,
    orderId: bought.body.orders[0].orderId as string,
  }
}

t.test('from cart to parcel', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop, { weightGrams: 1000 })
  const token = await shopper(shop, [[atta, 2]])
  const cart = await call(app, token, 'GET', '/v1/cart')
  t.match(cart.body, {
    items: [{ listingId: atta, quantity: 2, totalPaise: 20000, problem: null }],
    totalPaise: 20000,
  })
  const quote = await call(app, token, 'POST', '/v1/cart/quote', { drop: { pin: '560001' } })
  t.equal(quote.status, 200)
  t.match(quote.body, {
    totalPaise: 22500,
    problems: [],
    shops: [{ deliveryPaise: 2500, deliveryMinutes: 40 }],
  })

  const body = { drop, method: 'cod', expectedTotalPaise: quote.body.totalPaise }
  const bought = await call(app, token, 'POST', '/v1/checkouts', body)
  t.equal(bought.status, 201)
  const { orderId } = bought.body.orders[0]
  t.match(await call(app, token, 'GET', '/v1/cart'), { body: { items: [] } })

  const url = `/v1/orders/${orderId}`
  const seen = await call(app, token, 'GET', url)
  t.match(seen.body, {
    state: 'confirmed',
    drop: { phone: '+919876543210', state: 'Karnataka' },
    gst: { taxablePaise: 19048, cgstPaise: 476, sgstPaise: 476, igstPaise: 0 },
    lines: [{ name: 'Atta', quantity: 2, hsn: '1101', cancelled: false }],
  })
  t.equal((await call(app, shop.owner, 'POST', `${url}/pack`, {})).status, 409, 'accept comes first')
  t.match((await call(app, shop.owner, 'POST', `${url}/accept`, { prepMinutes: 20 })).body, {
    state: 'accepted',
    readyAt: String,
  })
  t.equal((await call(app, shop.owner, 'POST', `${url}/accept`, {})).status, 200, 'twice is once')
  const light = await call(app, shop.owner, 'POST', `${url}/pack`, { weightGrams: 900 })
  t.equal(light.status, 422)
  t.match(light.body, { code: 'weightDiffers', facts: { expectedGrams: 2000, weighedGrams: 900 } })
  const before = (await told()).length
  const packed = await call(app, shop.owner, 'POST', `${url}/pack`, { weightGrams: 900, sure: true })
  t.match(packed.body, { state: 'packed', weightGrams: 900, invoiceNumber: /^\d{4}\/1\/1$/ })
  t.equal(
    (await call(app, shop.owner, 'POST', `${url}/pack`, {})).body.invoiceNumber,
    packed.body.invoiceNumber,
  )
  t.strictSame((await told()).slice(before), ['order.packed'])

  t.match((await world.orders.orderFor(world.db, orderId))!, { toCollectPaise: 22500n, weightGrams: 900 })
  await world.db.transaction(async (tx) => {
    const ref = { shopId: shop.shopId, orderId }
    t.match(await world.orders.markHandedOver(tx, ref), { moved: true, to: 'handedOver' })
    t.match(await world.orders.markHandedOver(tx, ref), { moved: false, reason: 'stay' })
    t.match(await world.orders.markDelivered(tx, ref), { moved: true })
    await payments.collectCash(tx, { ...ref, providerId: newId('provider'), amountPaise: 22500n })
  })
  t.strictSame(await stockOf(atta), { available: 98, reserved: 0 })
  t.equal((await call(app, shop.owner, 'GET', url)).body.drop, null, 'the shop needs the address no more')
  const purchase = await call(app, token, 'GET', `/v1/purchases/${bought.body.purchaseId}`)
  t.match(purchase.body, {
    state: 'completed',
    payments: [{ state: 'paid' }],
    orders: [{ state: 'delivered' }],
  })
  t.equal((await call(app, token, 'POST', `${url}/cancel`, { reason: 'late' })).status, 409)
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('fifty submissions of one checkout with one key: one purchase, one answer', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop, { available: 60 })
  const token = await shopper(shop, [[atta, 1]])
  const body = { drop, method: 'cod', expectedTotalPaise: 12500 }
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => call(app, token, 'POST', '/v1/checkouts', body, 'one-key')),
  )
  t.strictSame([...new Set(answers.map((answer) => answer.status))], [201])
  t.equal(new Set(answers.map((answer) => answer.text)).size, 1, 'byte for byte')
  t.strictSame(await stockOf(atta), { available: 59, reserved: 1 })
  t.equal((await call(app, token, 'GET', '/v1/purchases')).body.items.length, 1)
  const other = await call(app, token, 'POST', '/v1/checkouts', { ...body, method: 'upi' }, 'one-key')
  t.equal(other.status, 422)
  t.equal(other.body.code, 'idempotencyKeyReused')
})

t.test('the first answer is repeated after address, membership and cart have changed', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop)
  const token = await shopper(shop, [[atta, 1]])
  const home = await call(app, token, 'POST', '/v1/me/addresses', { label: 'Home', drop })
  const byAddress = { addressId: home.body.addressId, method: 'cod', expectedTotalPaise: 12500 }
  const first = await call(app, token, 'POST', '/v1/checkouts', byAddress, 'by-address')
  t.equal(first.status, 201)
  t.equal((await call(app, token, 'DELETE', `/v1/me/addresses/${home.body.addressId}`)).status, 204)
  const next = { shopId: shop.shopId, quantity: 3 }
  await call(app, token, 'PUT', `/v1/cart/items/${atta}`, next)
  const again = await call(app, token, 'POST', '/v1/checkouts', byAddress, 'by-address')
  t.equal(again.status, 201)
  t.equal(again.text, first.text, 'byte for byte')
  t.match(
    (await call(app, token, 'GET', '/v1/cart')).body,
    { items: [{ quantity: 3 }] },
    'the next cart stays',
  )
  t.equal(
    (await call(app, token, 'POST', '/v1/checkouts', byAddress)).status,
    404,
    'a new key needs the address',
  )

  const buyer = await newShop()
  const wholesale = await newShop({ tiers: ['distributor'] })
  const forTrade = await newListing(wholesale, { soldTo: ['retailer'] })
  await world.fill({ kind: 'trader', traderId: buyer.traderId, accountId: buyer.owner }, wholesale, forTrade)
  const asTrader = { asTrader: buyer.traderId, drop, method: 'cod', expectedTotalPaise: 12500 }
  const bought = await call(app, buyer.owner, 'POST', '/v1/checkouts', asTrader, 'as-trader')
  t.equal(bought.status, 201, bought.text)
  world.members.delete(`${buyer.owner} ${buyer.traderId}`)
  t.equal((await call(app, buyer.owner, 'POST', '/v1/checkouts', asTrader, 'as-trader')).text, bought.text)
  t.equal((await call(app, buyer.owner, 'POST', '/v1/checkouts', asTrader)).status, 404)
})

t.test('a refused checkout may be sent again with the same key', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop, { available: 1 })
  const token = await shopper(shop, [[atta, 2]])
  const body = { drop, method: 'cod', expectedTotalPaise: 22500 }
  const short = await call(app, token, 'POST', '/v1/checkouts', body, 'again')
  t.equal(short.status, 409)
  t.match(short.body, { code: 'outOfStock', facts: { listings: [{ listingId: atta, available: 1 }] } })
  await world.sql('update stock set available = 2 where listing_id = any(select listing_id from cart_items)')
  t.equal((await call(app, token, 'POST', '/v1/checkouts', body, 'again')).status, 201)
})

t.test('a line falls out: the rest stands; the last line takes the order with it', async (t) => {
  const shop = await newShop()
  const [atta, salt] = [await newListing(shop), await newListing(shop, { pricePaise: 3000 })]
  const { token, orderId } = await order(
    shop,
    [
      [atta, 1],
      [salt, 2],
    ],
    18500,
  )
  const url = `/v1/orders/${orderId}`
  const { lines } = (await call(app, token, 'GET', url)).body
  const lineOf = (listing: string) =>
    lines.find((line: { listingId: string }) => line.listingId === listing).lineId
  const reason = { reason: 'torn' }
  t.equal((await call(app, token, 'POST', `${url}/lines/${lineOf(salt)}/cancel`, reason)).status, 403)
  t.equal(
    (await call(app, shop.owner, 'POST', `${url}/lines/${newId('orderLine')}/cancel`, reason)).status,
    404,
  )
  const struck = await call(app, shop.owner, 'POST', `${url}/lines/${lineOf(salt)}/cancel`, reason)
  t.match(struck.body, { state: 'confirmed', goodsPaise: 10000, totalPaise: 12500, weightGrams: 1000 })
  t.equal((await call(app, shop.owner, 'POST', `${url}/lines/${lineOf(salt)}/cancel`, reason)).status, 200)
  t.strictSame(await stockOf(salt), { available: 100, reserved: 0 })
  const gone = await call(app, shop.owner, 'POST', `${url}/lines/${lineOf(atta)}/cancel`, reason)
  t.match(gone.body, { state: 'cancelled', endedBy: 'shop', endReason: 'torn' })
  t.strictSame(await stockOf(atta), { available: 100, reserved: 0 })
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('buyer cancels, shop rejects', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop)
  const one = await order(shop, [[atta, 1]], 12500)
  const reason = { reason: 'changed my mind' }
  t.equal((await call(app, shop.owner, 'POST', `/v1/orders/${one.orderId}/cancel`, reason)).status, 403)
  const cancelled = await call(app, one.token, 'POST', `/v1/orders/${one.orderId}/cancel`, reason)
  t.match(cancelled.body, { state: 'cancelled', endedBy: 'buyer' })
  t.equal((await call(app, one.token, 'GET', `/v1/purchases/${one.purchaseId}`)).body.state, 'cancelled')
  const two = await order(shop, [[atta, 1]], 12500)
  const rejected = await call(app, shop.owner, 'POST', `/v1/orders/${two.orderId}/reject`, reason)
  t.match(rejected.body, { state: 'rejected', endedBy: 'shop' })
  t.equal((await call(app, two.token, 'POST', `/v1/orders/${two.orderId}/cancel`, reason)).status, 409)
  t.strictSame(await stockOf(atta), { available: 100, reserved: 0 })
  const list = await call(app, shop.owner, 'GET', `/v1/shops/${shop.shopId}/orders?state=rejected`)
  t.strictSame(
    list.body.items.map((item: { orderId: string }) => item.orderId),
    [two.orderId],
  )
  const whole = await call(app, shop.owner, 'GET', `/v1/shops/${shop.shopId}/orders?include=lines`)
  const alone = await Promise.all(
    [two, one].map(({ orderId }) => call(app, shop.owner, 'GET', `/v1/orders/${orderId}`)),
  )
  t.strictSame(
    whole.body.items,
    alone.map(({ body }) => body),
    'with lines as whole as one by one, address hidden alike',
  )
  const many = await call(app, shop.owner, 'GET', `/v1/shops/${shop.shopId}/orders?include=lines&limit=100`)
  t.equal(many.body.items.length, 2)
})

t.test('an order fetched at the counter is paid there', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop)
  const { token, orderId, purchaseId } = await order(shop, [[atta, 1]], 10000, {
    fulfilment: [{ shopId: shop.shopId, kind: 'pickup' }],
  })
  const url = `/v1/orders/${orderId}`
  t.equal((await call(app, shop.owner, 'POST', `${url}/collected`)).status, 409)
  await call(app, shop.owner, 'POST', `${url}/accept`, {})
  await call(app, shop.owner, 'POST', `${url}/pack`, {})
  t.match((await call(app, shop.owner, 'POST', `${url}/collected`)).body, { state: 'delivered' })
  t.equal((await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body.payments[0].state, 'paid')
  const delivered = await order(shop, [[atta, 1]], 12500)
  t.equal((await call(app, shop.owner, 'POST', `/v1/orders/${delivered.orderId}/collected`)).status, 422)
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('an unpaid purchase is given up as a whole', async (t) => {
  const [one, two] = [await newShop(), await newShop()]
  const [atta, salt] = [await newListing(one), await newListing(two)]
  const token = await shopper(one, [[atta, 1]])
  await call(app, token, 'PUT', `/v1/cart/items/${salt}`, { shopId: two.shopId, quantity: 1 })
  const body = { drop, method: 'upi', expectedTotalPaise: 25000 }
  const bought = (await call(app, token, 'POST', '/v1/checkouts', body)).body
  const reason = { reason: 'no' }
  const alone = await call(app, token, 'POST', `/v1/orders/${bought.orders[0].orderId}/cancel`, reason)
  t.match(alone, { status: 409, body: { code: 'cancelWholePurchase' } })
  const url = `/v1/purchases/${bought.purchaseId}`
  const gone = await call(app, token, 'POST', `${url}/cancel`, reason)
  t.match(gone.body, { state: 'cancelled', payments: [{ state: 'void' }], refunds: [] })
  t.equal((await call(app, token, 'POST', `${url}/cancel`, reason)).status, 200)
  t.strictSame(await stockOf(salt), { available: 100, reserved: 0 })
})

t.test('strangers see nothing', async (t) => {
  const shop = await newShop()
  const other = await newShop()
  const { purchaseId, orderId } = await order(shop, [[await newListing(shop), 1]], 12500)
  const reason = { reason: 'mine now' }
  for (const stranger of [newId('account'), other.owner]) {
    for (const [method, url, body] of [
      ['GET', `/v1/orders/${orderId}`],
      ['GET', `/v1/purchases/${purchaseId}`],
      ['GET', `/v1/shops/${shop.shopId}/orders`],
      ['GET', `/v1/cart?asTrader=${shop.traderId}`],
      ['POST', `/v1/orders/${orderId}/accept`, {}],
      ['POST', `/v1/orders/${orderId}/pack`, {}],
      ['POST', `/v1/orders/${orderId}/reject`, reason],
      ['POST', `/v1/orders/${orderId}/cancel`, reason],
      ['POST', `/v1/orders/${orderId}/collected`],
      ['POST', `/v1/purchases/${purchaseId}/cancel`, reason],
      ['POST', '/v1/checkouts', { drop, method: 'cod', expectedTotalPaise: 1, asTrader: shop.traderId }],
      ['POST', '/v1/checkouts', { addressId: newId('address'), method: 'cod', expectedTotalPaise: 1 }],
    ] as const) {
      t.equal((await call(app, stranger, method, url, body)).status, 404, `${method} ${url}`)
    }
  }
  t.equal((await call(app, 'nobody', 'GET', `/v1/orders/${orderId}`)).status, 401)
})

t.test('bad requests are told by their fields', async (t) => {
  const shop = await newShop()
  const token = await shopper(shop, [[await newListing(shop), 1]])
  const good = { drop, method: 'cod', expectedTotalPaise: 12500 }
  const cases: [string, unknown, string][] = [
    ['neither drop nor address', { method: 'cod', expectedTotalPaise: 1 }, '/drop'],
    ['both', { ...good, addressId: newId('address') }, '/drop'],
    ['phone', { ...good, drop: { ...drop, phone: '12' } }, '/drop/phone'],
    ['unknown PIN', { ...good, drop: { ...drop, pin: '199999' } }, '/drop/pin'],
    ['digipin', { ...good, drop: { ...drop, digipin: 'AAA' } }, '/drop/digipin'],
    ['total', { ...good, expectedTotalPaise: 1.5 }, '/expectedTotalPaise'],
    ['long', { ...good, drop: { ...drop, line1: 'x'.repeat(201) } }, '/drop/line1'],
  ]
  for (const [what, body, pointer] of cases) {
    const reply = await call(app, token, 'POST', '/v1/checkouts', body)
    t.equal(reply.status, 400, what)
    t.ok(
      reply.body.errors?.some((error: { pointer: string }) => error.pointer === pointer),
      `${what}: ${reply.text}`,
    )
  }
  const oversized = await call(app, token, 'POST', '/v1/checkouts', { ...good, note: 'x'.repeat(300_000) })
  t.equal(oversized.status, 413)
})

t.test('addresses are kept for their person', async (t) => {
  const token = newId('account')
  const made = await call(app, token, 'POST', '/v1/me/addresses', { label: 'Home', drop })
  t.equal(made.status, 201)
  const url = `/v1/me/addresses/${made.body.addressId}`
  t.equal((await call(app, newId('account'), 'DELETE', url)).status, 404)
  const moved = { drop: { ...drop, line1: '14, 5th Cross' } }
  t.match((await call(app, token, 'PUT', url, moved)).body, { label: null, drop: { line1: '14, 5th Cross' } })
  const shop = await newShop()
  const listing = await newListing(shop)
  await call(app, token, 'PUT', `/v1/cart/items/${listing}`, { shopId: shop.shopId, quantity: 1 })
  const bought = await call(app, token, 'POST', '/v1/checkouts', {
    addressId: made.body.addressId,
    method: 'cod',
    expectedTotalPaise: 12500,
  })
  t.equal(bought.status, 201)
  t.equal((await call(app, token, 'DELETE', url)).status, 204)
  t.strictSame((await call(app, token, 'GET', '/v1/me/addresses')).body, { items: [] })
  const purchase = await call(app, token, 'GET', `/v1/purchases/${bought.body.purchaseId}`)
  t.equal(purchase.body.drop.line1, '14, 5th Cross', 'the purchase keeps it as it was')
})

t.test('lists go page by page', async (t) => {
  const shop = await newShop()
  const listing = await newListing(shop)
  const token = newId('account')
  const ids: string[] = []
  for (let at = 0; at < 5; at++) {
    await call(app, token, 'PUT', `/v1/cart/items/${listing}`, { shopId: shop.shopId, quantity: 1 })
    const body = { drop, method: 'cod', expectedTotalPaise: 12500 }
    ids.unshift((await call(app, token, 'POST', '/v1/checkouts', body)).body.purchaseId)
  }
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = (await call(app, token, 'GET', `/v1/purchases?limit=2${cursor}`)).body
    seen.push(...page.items.map((item: { purchaseId: string }) => item.purchaseId))
    if (!page.nextCursor) break
    cursor = `&cursor=${page.nextCursor}`
  }
  t.strictSame(seen, ids)
  const first = (await call(app, shop.owner, 'GET', `/v1/shops/${shop.shopId}/orders?limit=3`)).body
  t.equal(first.items.length, 3)
  const rest = `/v1/shops/${shop.shopId}/orders?limit=3&cursor=${first.nextCursor}`
  t.equal((await call(app, shop.owner, 'GET', rest)).body.items.length, 2)
})
