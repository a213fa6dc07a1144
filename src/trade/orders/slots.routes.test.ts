import t from 'tap'
import { call, createTradeWorld } from '../../../test/support/trade-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'

const world = await createTradeWorld(t, { max: 8 })
const { newShop, newListing, sql } = world
const app = await world.http()

const always = {
  week: Object.fromEntries(
    ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [
      day,
      [{ open: '00:00', close: '24:00' }],
    ]),
  ),
}
const drop = { name: 'Asha Rao', phone: '98765 43210', line1: '12, 4th Cross', pin: '560001' }

async function basket(hours: typeof always | undefined) {
  const shop = await newShop(hours ? { hours } : {})
  const token = newId('account')
  const url = `/v1/cart/items/${await newListing(shop)}`
  await call(app, token, 'PUT', url, { shopId: shop.shopId, quantity: 1 })
  const quote = await call(app, token, 'POST', '/v1/cart/quote', { drop: { pin: '560001' } })
  const checkOut = (slot: object | undefined, kind = 'delivery') =>
    call(app, token, 'POST', '/v1/checkouts', {
      drop,
      method: 'cod',
      expectedTotalPaise: kind === 'pickup' ? 10_000 : 12_500,
      fulfilment: [{ shopId: shop.shopId, kind, ...(slot ? { slot } : {}) }],
    })
  return { shop, token, slots: quote.body.shops[0].slots as { from: string; until: string }[], checkOut }
}

t.test('an order with a slot looks for its carrier in time for it', async (t) => {
  const { shop, token, slots, checkOut } = await basket(always)
  t.ok(slots.length > 10, 'of three days')
  const last = slots.at(-1)!
  const bought = await checkOut(last)
  t.equal(bought.status, 201)
  const { orderId } = bought.body.orders[0]
  const url = `/v1/orders/${orderId}`
  t.same((await call(app, token, 'GET', url)).body.slot, last)
  await call(app, shop.owner, 'POST', `${url}/accept`, {})
  t.equal((await call(app, shop.owner, 'POST', `${url}/pack`, {})).body.state, 'packed')
  const [told] = await sql(
    `select due_at from outbox where topic = 'order.packed' and payload->>'orderId' = $1`,
    [orderId],
  )
  // The promised 40 minutes before the slot begins.
  t.ok(Math.abs(told.due_at.getTime() - (Date.parse(last.from) - 40 * 60_000)) < 5000)
})

t.test('as soon as can be: nothing waits, and nothing is kept', async (t) => {
  const { token, checkOut } = await basket(always)
  const bought = await checkOut(undefined)
  t.equal((await call(app, token, 'GET', `/v1/orders/${bought.body.orders[0].orderId}`)).body.slot, null)
})

t.test('only slots that the shop can keep', async (t) => {
  const closed = await basket(undefined)
  t.same(closed.slots, [], 'a shop that never opens has none')
  const { slots, checkOut } = await basket(always)
  const [first] = slots
  const odd = { from: first!.from, until: new Date(Date.parse(first!.until) + 60_000).toISOString() }
  const past = { from: '2026-01-01T04:30:00.000Z', until: '2026-01-01T06:30:00.000Z' }
  for (const slot of [odd, past]) {
    const refused = await checkOut(slot)
    t.equal(refused.status, 422)
    t.match(refused.body, { code: 'cartNeedsChange', facts: { problems: [{ code: 'slotGone' }] } })
  }
  t.equal((await checkOut({ from: 'soon', until: 'later' })).status, 400)
  t.equal((await checkOut(first)).status, 201)
})

t.test('who picks up needs no slot', async (t) => {
  const { shop, token, slots, checkOut } = await basket(always)
  const bought = await checkOut(slots[0], 'pickup')
  t.equal(bought.status, 201)
  const { orderId } = bought.body.orders[0]
  t.equal((await call(app, token, 'GET', `/v1/orders/${orderId}`)).body.slot, null)
  const [row] = await sql('select slot_from from orders where shop_id = $1 and id = $2', [
    uuidOf(shop.shopId),
    uuidOf(orderId),
  ])
  t.equal(row.slot_from, null)
})
