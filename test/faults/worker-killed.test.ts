import t, { type Test } from 'tap'
import type { AskedBooking } from '../support/courier.ts'
import { startDatabaseProxy } from '../support/database-proxy.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { joinMarket } from '../support/haat-process.ts'
import { newPhone } from '../support/market.ts'
import { bookedOnce, openTown, packedOrders, shelve } from '../support/town.ts'

/** Short, so that what a dead worker held is soon taken up again. */
const quick = {
  OUTBOX_LEASE_SECONDS: '2',
  OUTBOX_POLL_MS: '50',
  DISPATCH_ANSWER_SECONDS: '2',
  DISPATCH_DECISION_SECONDS: '5',
  DISPATCH_RETRY_SECONDS: '2',
}
const orders = 6
/** The worker is killed over this one; those before it may be booked. */
const fatal = 4

await forEachQueueEngine(t, async (t, engine) => {
  const town = await openTown(t, { engine })
  const { market, couriers } = town
  const [courier] = couriers
  const buyer = await market.signIn(newPhone())
  const goods = await shelve(town, buyer, 100)

  const startWorker = async () => {
    const proxy = await startDatabaseProxy(t, market.database.url)
    const process = await joinMarket(t, 'worker', market, { ...quick, DATABASE_URL: proxy.url })
    return { process, mute: proxy.mute }
  }
  let worker = await startWorker()

  /** Packs orders, has the worker die over one of them, and another one finish. */
  const survives = async (t: Test, name: string, over: (fatal: AskedBooking) => unknown) => {
    const before = courier.asked.length
    const dying = new Promise<void>((resolve, reject) =>
      courier.behave((booking) => {
        if (booking.nth < before + fatal) booking.yes()
        if (booking.nth !== before + fatal) return
        Promise.resolve(over(booking)).then(() => resolve(), reject)
      }),
    )
    const packing = packedOrders(town, buyer, goods, orders, name)
    await dying
    await worker.process.kill9()
    const orderIds = await packing
    courier.behave()
    worker = await startWorker()
    const parcels = await bookedOnce(t, town, orderIds)
    t.equal(
      parcels.flatMap(({ offers }) => offers).length,
      orders,
      'each parcel was offered once, to the first startup',
    )
    const { rows } = await market.database.pool.query(`select topic from outbox where state = 'dead'`)
    t.strictSame(rows, [])
  }

  await t.test('the provider has got the booking and has not answered', (t) => survives(t, 'asked', () => {}))

  await t.test('the provider has noted the booking, and its yes is not out', (t) =>
    survives(t, 'noted', (booking) => booking.accept()),
  )

  await t.test('the yes goes out at this moment', (t) =>
    survives(t, 'saying', async (booking) => {
      const out = new Promise((resolve) => booking.response.once('finish', resolve))
      booking.yes()
      await out
      process.kill(worker.process.pid, 'SIGKILL')
    }),
  )

  await t.test('the yes has come and is not kept', (t) =>
    survives(t, 'said', async (booking) => {
      worker.mute()
      booking.yes()
      await new Promise((resolve) => setTimeout(resolve, 500))
    }),
  )
})
