import pino from 'pino'
import t from 'tap'
import { Pool } from 'undici'
import { runMarket } from '../../src/app/run.ts'
import { crowd, signInCrowd } from '../support/crowd.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { newPhone } from '../support/market.ts'
import { checkoutOf, fillCart, openTown, shelve, townSecret } from '../support/town.ts'

const buyersInAll = 1000
const pieces = 100
const connections = 32
/** On each engine; twenty in all when there are both. */
const rounds = process.env.HAAT_TEST_REDIS_URL ? 10 : 20

await forEachQueueEngine(t, async (t, engine) => {
  const town = await openTown(t, { engine, workers: true })
  const { market, shop } = town

  await t.test(`1,000 buyers for 100 pieces over 32 connections, ${rounds} rounds`, async (t) => {
    const pool = new Pool(market.baseUrl, { connections, pipelining: 1 })
    t.teardown(() => pool.close())
    const send = async (
      method: 'PUT' | 'POST',
      path: string,
      token: string,
      body: object,
      headers: Record<string, string> = {},
    ) => {
      const reply = await pool.request({
        method,
        path,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return { status: reply.statusCode, body: (await reply.body.json()) as Record<string, unknown> }
    }
    const buyers = await signInCrowd(market, townSecret, buyersInAll)
    const goods = await shelve(town, buyers[0]!, pieces)
    const listing = `/v1/shops/${goods.shopId}/listings/${goods.listingId}`
    const putInCart = (token: string) =>
      send('PUT', `/v1/cart/items/${goods.listingId}`, token, { shopId: goods.shopId, quantity: 1 })

    const purchases = new Set<unknown>()
    let withEmptyCarts = buyers
    const start = Date.now()
    for (let round = 1; round <= rounds; round++) {
      await crowd(withEmptyCarts, connections, putInCart)
      await send('PUT', `${listing}/stock`, shop.owner, { available: pieces })
      const answers = await crowd(buyers, connections, (token) =>
        send('POST', '/v1/checkouts', token, checkoutOf(goods), { 'idempotency-key': `round-${round}` }),
      )
      const [sold, refused] = [201, 409].map((code) => answers.filter(({ status }) => status === code))
      t.strictSame([sold!.length, refused!.length], [pieces, buyersInAll - pieces], `round ${round}: told so`)
      t.ok(
        refused!.every(({ body }) => body.code === 'outOfStock'),
        'each by the reason',
      )
      for (const { body } of sold!) purchases.add(body.purchaseId)
      withEmptyCarts = buyers.filter((_, at) => answers[at]!.status === 201)
      const stock = await market.database.pool.query(
        'select available, reserved from stock where reserved > 0',
      )
      t.strictSame(stock.rows, [{ available: 0, reserved: pieces * round }], 'the stock agrees')
      const { problems, purchases: booked } = await market.running.modules.payments.checkLedger()
      t.strictSame(
        { problems, booked, different: purchases.size },
        { problems: [], booked: pieces * round, different: pieces * round },
        'the ledger agrees',
      )
    }
    t.comment(`${rounds} rounds on ${engine.name}: ${((Date.now() - start) / 1000).toFixed(1)} s`)
  })

  await t.test('50 submissions of one checkout with one key, at two API processes', async (t) => {
    const { config } = market.running.resources
    const second = await runMarket({
      api: true,
      workers: false,
      migrate: false,
      config,
      log: pino({ level: 'silent' }),
    })
    t.teardown(second.stop)
    const token = await market.signIn(newPhone())
    const goods = await shelve(town, token, 60)
    await fillCart(market, token, goods)
    const submit = async (baseUrl: string, body: object) => {
      const reply = await fetch(new URL('/v1/checkouts', baseUrl), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': 'one-key',
        },
        body: JSON.stringify(body),
      })
      return { status: reply.status, text: await reply.text() }
    }
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        submit(at % 2 ? market.baseUrl : second.address!, checkoutOf(goods)),
      ),
    )
    t.strictSame([...new Set(answers.map(({ status }) => status))], [201])
    t.equal(new Set(answers.map(({ text }) => text)).size, 1, 'byte for byte')
    t.match(await submit(second.address!, { ...checkoutOf(goods), method: 'upi' }), {
      status: 422,
      text: /idempotencyKeyReused/,
    })
    const { items } = await market.ok<{ items: unknown[] }>('GET', '/v1/purchases', { token })
    t.equal(items.length, 1)
    const { available } = await market.ok<{ available: number }>(
      'GET',
      `/v1/shops/${goods.shopId}/listings/${goods.listingId}`,
      { token: shop.owner },
    )
    t.equal(available, 59)
    t.strictSame((await market.running.modules.payments.checkLedger()).problems, [])
  })
})
