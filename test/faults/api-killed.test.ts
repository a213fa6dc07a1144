import t, { type Test } from 'tap'
import { createMarketClient } from '../../src/app/demo/client.ts'
import { acceptAndPack, type Purchase, shipmentsOf, until } from '../../src/app/demo/steps.ts'
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { joinMarket } from '../support/haat-process.ts'
import { newPhone } from '../support/market.ts'
import { checkOut, fillCart, openTown, shelve } from '../support/town.ts'

await forEachQueueEngine(t, async (t, engine) => {
  const town = await openTown(t, { engine, workers: true })
  const { market, steps, shop, couriers } = town
  const proxy = await startDatabaseProxy(t, market.database.url)

  /** A checkout that is under way in an API process of its own when that comes to its commit. */
  const midCheckout = async (t: Test, hold: (proxy: DatabaseProxy) => Promise<void>) => {
    const victim = await joinMarket(t, 'api', market, { DATABASE_URL: proxy.url })
    const dying = createMarketClient(victim.ready![1]!)
    const buyer = await market.signIn(newPhone())
    const goods = await shelve(town, buyer, 5)
    await fillCart(dying, buyer, goods)
    const held = hold(proxy)
    const answer = checkOut(dying, buyer, goods, 'the-key').then(
      (reply) => `answered ${reply.status}`,
      () => 'no answer',
    )
    await held
    const repeat = () => checkOut(market, buyer, goods, 'the-key')
    const purchases = async () =>
      (await market.ok<{ items: Purchase[] }>('GET', '/v1/purchases', { token: buyer })).items
    const stock = async () =>
      (
        await market.ok<{ available: number; reserved: number }>(
          'GET',
          `/v1/shops/${goods.shopId}/listings/${goods.listingId}`,
          { token: shop.owner },
        )
      ).available
    return { victim, answer, repeat, purchases, stock, buyer }
  }

  /** The one purchase goes its whole way: packed, offered and booked once. */
  const goesOn = async (t: Test, { orders }: Purchase) => {
    t.equal(orders.length, 1)
    const { orderId } = orders[0]!
    await acceptAndPack(steps, shop, orderId)
    const { shipmentId } = await until('the parcel is booked', async () => {
      const [seen] = await shipmentsOf(steps, shop.owner, orderId, 'shop')
      return seen?.state === 'booked' && seen
    })
    t.equal(
      couriers.flatMap(({ bookings }) => [...bookings.values()]).filter((id) => id === shipmentId).length,
      1,
    )
    t.strictSame((await market.running.modules.payments.checkLedger()).problems, [])
  }

  await t.test('killed between commit and answer: the repeat gets the purchase that was made', async (t) => {
    const { victim, answer, repeat, purchases, stock } = await midCheckout(t, (proxy) =>
      proxy.holdNextCommit(),
    )
    await victim.kill9()
    t.equal(await answer, 'no answer')
    const [made] = await purchases()
    const replies = await Promise.all([repeat(), repeat(), repeat()])
    t.strictSame(
      replies.map(({ status, body }) => [status, body.purchaseId]),
      replies.map(() => [201, made!.purchaseId]),
    )
    t.equal((await purchases()).length, 1)
    t.equal(await stock(), 4)
    await goesOn(t, replies[0]!.body)
  })

  await t.test('killed before the commit: nothing is there, and the repeat makes it once', async (t) => {
    const { victim, answer, repeat, purchases, stock } = await midCheckout(t, (proxy) =>
      proxy.loseNextCommit(),
    )
    t.strictSame(await purchases(), [], 'while it hangs nothing is to be seen')
    t.match(
      await repeat(),
      { status: 409, body: { code: 'requestInFlight' } },
      'and nobody does it a second time',
    )
    await victim.kill9()
    t.equal(await answer, 'no answer')
    t.strictSame(await purchases(), [])
    t.equal(await stock(), 5)
    const replies = await Promise.all([repeat(), repeat(), repeat()])
    t.strictSame([...new Set(replies.map(({ status }) => status))], [201])
    t.equal(new Set(replies.map(({ body }) => body.purchaseId)).size, 1)
    t.equal((await purchases()).length, 1)
    t.equal(await stock(), 4)
    await goesOn(t, replies[0]!.body)
  })
})
