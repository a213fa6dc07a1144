import t from 'tap'
import { call, createTradeWorld } from '../../../test/support/trade-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import { fillDays, midnightBefore } from './sales.routes.ts'
import { firstIdAt } from './sales.store.ts'

const { newShop, newListing, fill, buy, consumer, sql, http } = await createTradeWorld(t)
const app = await http()

t.test('days begin at midnight in India', async (t) => {
  const evening = new Date('2026-04-01T18:29:59Z')
  t.equal(midnightBefore(evening, 0).toISOString(), '2026-03-31T18:30:00.000Z')
  t.equal(midnightBefore(new Date('2026-04-01T18:30:00Z'), 0).toISOString(), '2026-04-01T18:30:00.000Z')
  const day = { date: '2026-04-01', orders: 1, pieces: 2, goodsPaise: 300n, returnedPaise: 0n }
  t.same(fillDays(midnightBefore(evening, 1), 2, [day]), [
    { date: '2026-03-31', orders: 0, pieces: 0, goodsPaise: 0n, returnedPaise: 0n },
    day,
  ])
})

t.test('what was confirmed counts, what fell through counts as lost', async (t) => {
  const shop = await newShop()
  const atta = await newListing(shop, { pricePaise: 10_000 })
  const rice = await newListing(shop, { pricePaise: 3_000 })
  const order = async (listing: typeof atta, quantity: number, price: bigint) => {
    const buyer = consumer()
    await fill(buyer, shop, listing, quantity)
    const bought = await buy(buyer, { expectedTotalPaise: price * BigInt(quantity) + 2500n })
    return { orderId: bought.orders[0]!.orderId, buyer: buyer.accountId }
  }
  await order(atta, 2, 10_000n)
  await order(rice, 5, 3_000n)
  const refused = await order(atta, 1, 10_000n)
  await call(app, shop.owner, 'POST', `/v1/orders/${refused.orderId}/reject`, { reason: 'None left.' })
  const changed = await order(atta, 1, 10_000n)
  await call(app, changed.buyer, 'POST', `/v1/orders/${changed.orderId}/cancel`, { reason: 'Ordered twice.' })
  const old = await order(rice, 1, 3_000n)
  const lately = firstIdAt(new Date(Date.now() - 9 * 24 * 3_600_000))
  await sql(
    `with moved as (update order_lines set order_id = $2 where order_id = $1)
     update orders set id = $2, created_at = now() - interval '9 days' where id = $1`,
    [uuidOf(old.orderId), lately],
  )

  const week = await call(app, shop.owner, 'GET', `/v1/shops/${shop.shopId}/sales?days=7`)
  t.match(week, {
    status: 200,
    body: {
      orders: 2,
      pieces: 7,
      goodsPaise: 35_000,
      lost: { byBuyer: 1, byShop: 1, undelivered: 0 },
      best: [
        { listingId: atta, pieces: 2, goodsPaise: 20_000 },
        { listingId: rice, pieces: 5, goodsPaise: 15_000 },
      ],
    },
  })
  t.equal(week.body.days.length, 7)
  t.match(week.body.days[6], { date: week.body.to, orders: 2, pieces: 7 })
  const month = await call(app, shop.owner, 'GET', `/v1/shops/${shop.shopId}/sales`)
  t.match(month.body, { orders: 3, pieces: 8, goodsPaise: 38_000 })
  t.equal(month.body.days.length, 30)
})

t.test('a shop’s sales are its own', async (t) => {
  const shop = await newShop()
  const url = `/v1/shops/${shop.shopId}/sales`
  t.match((await call(app, shop.owner, 'GET', url)).body, { orders: 0, goodsPaise: 0, best: [] })
  t.equal((await call(app, (await newShop()).owner, 'GET', url)).status, 404)
  t.equal((await call(app, shop.owner, 'GET', `/v1/shops/${newId('shop')}/sales`)).status, 404)
  t.equal((await call(app, shop.owner, 'GET', `${url}?days=0`)).status, 400)
})
