import t from 'tap'
import { call, createTradeWorld } from '../../../test/support/trade-world.ts'
import { newId, uuidOf as uuid } from '../../kernel/ids.ts'

const world = await createTradeWorld(t)
const { newShop, newListing } = world
const app = await world.http()

const drop = { name: 'Asha Rao', phone: '98765 43210', line1: '12, 4th Cross', pin: '560001' }

async function bought(shop: Awaited<ReturnType<typeof newShop>>, goods: [string, number][], total: number) {
  const token = newId('account')
  for (const [listingId, quantity] of goods) {
    await call(app, token, 'PUT', `/v1/cart/items/${listingId}`, { shopId: shop.shopId, quantity })
  }
  const answer = await call(app, token, 'POST', '/v1/checkouts', {
    drop,
    method: 'cod',
    expectedTotalPaise: total,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return {
    token,
    again: `/v1/purchases/${answer.body.purchaseId}/reorder`,
    orderUrl: `/v1/orders/${answer.body.orders[0].orderId}`,
  }
}

t.test('what is still sold comes into the cart again, and the rest is told', async (t) => {
  const shop = await newShop()
  const [atta, dal, few] = [await newListing(shop), await newListing(shop), await newListing(shop)]
  const { token, again } = await bought(
    shop,
    [
      [atta, 2],
      [dal, 1],
      [few, 5],
    ],
    82_500,
  )
  await world.sql(`update listings set status = 'paused' where id = $1`, [uuid(dal)])
  await world.sql('update stock set available = 3 where listing_id = $1', [uuid(few)])

  const answer = await call(app, token, 'POST', again)
  t.equal(answer.status, 200)
  t.same(
    answer.body.cart.items.map((item: { listingId: string; quantity: number }) => [
      item.listingId,
      item.quantity,
    ]),
    [
      [atta, 2],
      [few, 3],
    ],
  )
  t.match(answer.body.notAsBefore, [
    { listingId: dal, quantity: 1, put: 0, code: 'listingGone' },
    { listingId: few, quantity: 5, put: 3, code: 'outOfStock' },
  ])
  const twice = await call(app, token, 'POST', again)
  t.same(twice.body.cart, answer.body.cart, 'twice is once')
  await call(app, token, 'PUT', `/v1/cart/items/${atta}`, { shopId: shop.shopId, quantity: 9 })
  t.match(
    (await call(app, token, 'POST', again)).body.cart.items,
    [{ quantity: 9 }, { quantity: 3 }],
    'more stays',
  )
  t.equal((await call(app, newId('account'), 'POST', again)).status, 404, 'strangers see nothing')
})

t.test('the bill, once there is one', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop, { gstBps: 500 })
  const { token, orderUrl } = await bought(shop, [[atta, 2]], 22_500)
  const url = `${orderUrl}/bill`
  t.match(await call(app, token, 'GET', url), { status: 409, body: { code: 'billNotReady' } })
  await call(app, shop.owner, 'POST', `${orderUrl}/accept`, {})
  await call(app, shop.owner, 'POST', `${orderUrl}/pack`, { weightGrams: 2000 })
  const { status, body } = await call(app, token, 'GET', url)
  t.equal(status, 200)
  t.match(body, {
    kind: 'taxInvoice',
    number: /^\d{4}\/1\/1$/,
    date: String,
    seller: { legalName: 'Sharma Traders', gstin: /^G/, state: { name: 'Karnataka', gstCode: '29' } },
    buyer: { name: 'Asha Rao', gstin: null, drop: { line1: '12, 4th Cross' } },
    placeOfSupply: { gstCode: '29' },
    lines: [{ hsn: '1101', quantity: 2, gstBps: 500, totalPaise: 20_000, gst: { taxablePaise: 19_048 } }],
    gst: { taxablePaise: 19_048, cgstPaise: 476, sgstPaise: 476, igstPaise: 0 },
    goodsPaise: 20_000,
    deliveryPaise: 2_500,
    totalPaise: 22_500,
  })
  t.match((await call(app, shop.owner, 'GET', url)).body.buyer, { name: 'Asha Rao' })
  await call(app, token, 'POST', `${orderUrl}/cancel`, { reason: 'Ordered twice.' })
  t.match(
    (await call(app, shop.owner, 'GET', url)).body,
    { buyer: { name: null, drop: null } },
    'the shop needs it no more',
  )
  t.match((await call(app, token, 'GET', url)).body, { buyer: { name: 'Asha Rao' } })
  t.equal((await call(app, newId('account'), 'GET', url)).status, 404)
})

t.test('a seller without GSTIN gives a bill of supply', async (t) => {
  const shop = await newShop({ gstin: null })
  const { token, orderUrl } = await bought(shop, [[await newListing(shop), 1]], 12_500)
  await call(app, shop.owner, 'POST', `${orderUrl}/accept`, {})
  await call(app, shop.owner, 'POST', `${orderUrl}/pack`, {})
  t.match((await call(app, token, 'GET', `${orderUrl}/bill`)).body, {
    kind: 'billOfSupply',
    seller: { gstin: null },
  })
})
