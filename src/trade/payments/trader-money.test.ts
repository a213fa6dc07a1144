import t from 'tap'
import { call, createTradeWorld, type Shop } from '../../../test/support/trade-world.ts'
import { newId } from '../../kernel/ids.ts'

const world = await createTradeWorld(t)
const { newShop, newListing, fill, buy, consumer, payments, db, orders } = world
const app = await world.http()

const money = async (shop: Shop) =>
  (await call(app, shop.owner, 'GET', `/v1/traders/${shop.traderId}/money`)).body
/** An order for one piece at ₹100 with ₹25 for its delivery. */
async function order(shop: Shop, listing: Awaited<ReturnType<typeof newListing>>, method: 'cod' | 'upi') {
  const buyer = consumer()
  await fill(buyer, shop, listing)
  const bought = await buy(buyer, { method })
  return { ...bought, orderId: bought.orders[0]!.orderId }
}

t.test('goods wander from the buyer’s debt to whoever has the money', async (t) => {
  const shop = await newShop({ upiId: 'sharma@okaxis' })
  const listing = await newListing(shop)
  t.match(await money(shop), { soldPaise: 0, places: [], openRefunds: { refunds: 0, amountPaise: 0 } })

  const byRider = await order(shop, listing, 'cod')
  const atCounter = await order(shop, listing, 'cod')
  const byUpi = await order(shop, listing, 'upi')
  t.match(await money(shop), {
    soldPaise: 30_000,
    unpaidPaise: 30_000,
    places: [{ holder: 'buyer', orders: 3, goodsPaise: 30_000 }],
  })

  const providerId = newId('provider')
  const collect = (orderId: typeof byRider.orderId, provider: typeof providerId | null) =>
    db.transaction((tx) =>
      payments.collectCash(tx, { orderId, shopId: shop.shopId, providerId: provider, amountPaise: 12_500n }),
    )
  await collect(byRider.orderId, providerId)
  await collect(atCounter.orderId, null)
  await call(app, shop.owner, 'POST', `/v1/payments/${byUpi.payment.paymentId}/confirm`, {
    bankReference: '512345678901',
  })
  t.match(await money(shop), {
    soldPaise: 30_000,
    unpaidPaise: 0,
    receivedPaise: 20_000,
    owedPaise: 10_000,
    places: [
      { holder: 'trader', cash: false, providerId: null, orders: 1, goodsPaise: 10_000 },
      { holder: 'trader', cash: true, providerId: null, orders: 1, goodsPaise: 10_000 },
      { holder: 'provider', cash: true, providerId, orders: 1, goodsPaise: 10_000 },
    ],
  })

  // Paid to the shop and then refused: nothing is sold, and the shop owes it back.
  const facts = await orders.orderFor(db, byUpi.orderId)
  t.equal(facts?.state, 'confirmed')
  await call(app, shop.owner, 'POST', `/v1/orders/${byUpi.orderId}/reject`, { reason: 'None left.' })
  t.match(await money(shop), {
    soldPaise: 20_000,
    openRefunds: { refunds: 1, amountPaise: 12_500 },
  })
})

t.test('money that the platform took is owed', async (t) => {
  const shop = await newShop({ upiId: null })
  const { payment } = await order(shop, await newListing(shop), 'upi')
  const operator = newId('account')
  world.operators.add(operator)
  await call(app, operator, 'POST', `/v1/payments/${payment.paymentId}/confirm`, {
    bankReference: '512345678902',
  })
  t.match(await money(shop), { owedPaise: 10_000, places: [{ holder: 'platform', goodsPaise: 10_000 }] })
})

t.test('for its members alone', async (t) => {
  const [shop, other] = [await newShop(), await newShop()]
  t.equal((await call(app, other.owner, 'GET', `/v1/traders/${shop.traderId}/money`)).status, 404)
})
