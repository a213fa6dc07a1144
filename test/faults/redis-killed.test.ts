import { Redis } from 'ioredis'
import t, { type Test } from 'tap'
import { newPhone } from '../support/market.ts'
import { ownRedis } from '../support/own-servers.ts'
import { bookedOnce, openTown, packedOrders, shelve } from '../support/town.ts'
import { waitFor } from '../support/wait.ts'

const orders = 12

const redis = await ownRedis(t)
if (!redis) t.pass('there is no redis-server here')
else {
  const town = await openTown(t, {
    engine: { name: 'redis', redisUrl: redis.url },
    workers: true,
    env: {
      // Few at a time, so that there is a queue to lose.
      DISPATCH_CONCURRENCY: '2',
      OUTBOX_LEASE_SECONDS: '2',
      DISPATCH_RETRY_SECONDS: '2',
    },
  })
  const { market, couriers } = town
  const { queues } = market.running.resources
  const buyer = await market.signIn(newPhone())
  const goods = await shelve(town, buyer, 100)

  const dispatchQueue = async () => (await queues.depths()).find(({ queue }) => queue === 'dispatch')!

  /** Packs orders while the courier takes its time, and strikes when some are waiting and some in hand. */
  const survives = async (t: Test, name: string, strike: () => Promise<void>) => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    couriers[0].behave(async ({ yes }) => {
      await gate
      yes()
    })
    const orderIds = await packedOrders(town, buyer, goods, orders, name)
    await waitFor(async () => {
      const { active, waiting } = await dispatchQueue()
      return active > 0 && waiting > 0
    })
    await strike()
    open()
    couriers[0].behave()
    await bookedOnce(t, town, orderIds)
    const { rows } = await market.database.pool.query(
      `select topic from outbox where state = 'dead' or due_at < now() - interval '30 seconds'`,
    )
    t.strictSame(rows, [], 'no event is stuck or was given up')
  }

  const flush = async () => {
    const client = new Redis(redis.url)
    await client.flushall()
    client.disconnect()
  }

  await t.test('FLUSHALL with jobs waiting and in hand', (t) => survives(t, 'flushed', flush))

  await t.test('kill -9 with jobs waiting and in hand, and an empty one in its place', (t) =>
    survives(t, 'killed', async () => {
      await redis.kill9()
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await redis.start()
    }),
  )

  await t.test('orders are taken while Redis is away, and go out when it is back', async (t) => {
    await redis.kill9()
    const orderIds = await packedOrders(town, buyer, goods, 3, 'meanwhile')
    t.match(await market.call('GET', '/readyz'), { status: 200 }, 'the market is open')
    await redis.start()
    await bookedOnce(t, town, orderIds)
  })
}
