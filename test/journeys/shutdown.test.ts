import { request } from 'node:http'
import t from 'tap'
import { acceptAndPack } from '../../src/app/demo/steps.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { startHaat } from '../support/haat-process.ts'
import { ownMarket } from '../support/own-market.ts'
import { bookedOnce, buyOne, shelve } from '../support/town.ts'
import { waitFor } from '../support/wait.ts'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // ESRCH: there is no such process, which is the answer.
    return false
  }
}

/** A request whose head is sent at once and whose body only when told: it is in hand meanwhile. */
const slowRequest = (url: string, token: string, body: object) => {
  const text = JSON.stringify(body)
  const sending = request(url, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    },
  })
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sending.once('error', reject)
    sending.once('response', (response) => {
      let got = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        got += chunk
      })
      response.once('error', reject)
      response.once('end', () => resolve({ status: response.statusCode!, text: got }))
    })
  })
  sending.write(text.slice(0, 5))
  return { answer, finish: () => sending.end(text.slice(5)) }
}

await forEachQueueEngine(t, async (t, engine) => {
  const own = await ownMarket(t, { engine })
  const began = Date.now()
  await own.start()
  t.comment(`first start on ${engine.name}: ${Date.now() - began} ms`)
  const town = await own.settle(t)
  const [courier] = town.couriers
  const buyer = await own.signIn()
  const goods = await shelve(town, buyer, 100)

  await t.test('a second start in the same folder says so and ends with 1', async (t) => {
    const second = await startHaat(
      t,
      ['start'],
      { DATA_DIR: own.dataDir, DATABASE_URL: undefined, REDIS_URL: engine.redisUrl },
      { readyLine: /in use by process \d+/ },
    )
    t.match(second.ready![0], `in use by process ${own.process.pid}`)
    t.match(await second.ended, { code: 1 })
    const { market } = town.steps
    t.match(await market.call('GET', '/readyz'), { status: 200 }, 'the first is unharmed')
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    await t.test(`${signal} with a request and a job in hand`, async (t) => {
      const { market } = town.steps
      const { orders } = await buyOne(town, buyer, goods, signal)
      const { orderId } = orders[0]!
      let sayYes = () => {}
      const asked = new Promise<void>((resolve) =>
        courier.behave(({ yes }) => {
          sayYes = yes
          resolve()
        }),
      )
      await acceptAndPack(town.steps, town.shop, orderId)
      await asked
      const body = { shopId: goods.shopId, quantity: 2 }
      const slow = slowRequest(`${market.baseUrl}/v1/cart/items/${goods.listingId}`, buyer, body)
      // It has to be there before the signal is; an answered request behind it tells that it is.
      await market.call('GET', '/livez')
      const { process: haat } = own
      const postmaster = await own.postmaster()
      process.kill(haat.pid, signal)
      await waitFor(() =>
        market.call('GET', '/livez').then(
          ({ status }) => status === 503,
          () => true,
        ),
      )
      slow.finish()
      t.match(await slow.answer, { status: 200, text: /"quantity":2/ }, 'the request got its whole answer')
      t.ok(isAlive(haat.pid), 'it waits for the job')
      sayYes()
      t.strictSame(await haat.ended, { code: 0, signal: null })
      t.notOk(isAlive(postmaster), 'its PostgreSQL has ended with it')

      courier.behave()
      const start = Date.now()
      town.steps = { ...town.steps, market: await own.start() }
      t.comment(`later start on ${engine.name}: ${Date.now() - start} ms`)
      const before = courier.asked.length
      await bookedOnce(t, town, [orderId])
      t.equal(courier.asked.length, before, 'the job was finished before the end: nobody was asked again')
      await town.steps.market.ok('DELETE', '/v1/cart', { token: buyer })
    })
  }

  await t.test('asked to end twice it ends once, with 0', async (t) => {
    const postmaster = await own.postmaster()
    process.kill(own.process.pid, 'SIGTERM')
    process.kill(own.process.pid, 'SIGINT')
    t.strictSame(await own.process.ended, { code: 0, signal: null })
    t.notOk(isAlive(postmaster))
  })
})
