import pino from 'pino'
import t from 'tap'
import { call, createTradeWorld } from '../../../test/support/trade-world.ts'
import { HaatError } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { indiaDay } from '../../kernel/india-day.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import { createRatings } from './index.ts'

const world = await createTradeWorld(t)
const { db, orders, traders, newShop, newListing } = world
let now = new Date()
const carrier = newId('provider')
const ratings = createRatings({
  ...{ db, orders, traders, now: () => now },
  carrierOf: async () => carrier,
})
const app = await createHttpApp({
  log: pino({ level: 'silent' }),
  authenticators: {
    person: async (token) => world.person(token as Id<'account'>),
    provider: () => Promise.reject(new HaatError('unauthenticated', 'unauthenticated', 'Sign in.')),
    isOperator: async () => false,
  },
  routes: [ratings.routes],
  trustProxy: false,
  rateLimitPerMinute: 1_000_000,
})
t.teardown(() => app.close())

const shop = await newShop()
const atta = await newListing(shop)

async function ordered({ delivered }: { delivered: boolean }) {
  const buyer = world.consumer()
  await world.fill(buyer, shop, atta)
  const bought = await world.buy(buyer)
  const { orderId } = bought.orders[0]!
  if (delivered) await world.sql(`update orders set state = 'delivered' where purchase_id is not null`)
  return { token: buyer.accountId, url: `/v1/orders/${orderId}/rating` }
}
const ofShop = async (query = '') => (await app.inject(`/v1/shops/${shop.shopId}/ratings${query}`)).json()

t.test('the buyer rates what was delivered, once, and may change it for thirty days', async (t) => {
  const early = await ordered({ delivered: false })
  t.match(await call(app, early.token, 'GET', early.url), { body: { rating: null, open: false } })
  t.match(await call(app, early.token, 'PUT', early.url, { stars: 5 }), {
    status: 409,
    body: { code: 'notDeliveredYet' },
  })

  const { token, url } = await ordered({ delivered: true })
  t.match(await call(app, token, 'GET', url), { body: { rating: null, open: true } })
  t.same(await ofShop(), { items: [], summary: null })
  const text = 'Came late. Call 98765 43210!'
  t.match(await call(app, token, 'PUT', url, { stars: 2, text }), { status: 200, body: { stars: 2, text } })
  t.match(await ofShop(), {
    summary: { mean: 2, count: 1 },
    items: [{ stars: 2, text: 'Came late. Call •••!' }],
  })
  t.match(await call(app, token, 'PUT', url, { stars: 4 }), { body: { stars: 4, text: null } })
  t.match(await call(app, token, 'GET', url), {
    body: { rating: { stars: 4, changeableUntil: String }, open: true },
  })
  t.match(await ofShop(), { summary: { mean: 4, count: 1 }, items: [{ stars: 4, text: null }] })

  t.same(
    await ratings.carriers(db, indiaDay(new Date())),
    new Map([[carrier, { mean: 4, count: 1 }]]),
    'the sums of who brought it, too',
  )
  t.same(await ratings.carriers(db, indiaDay(new Date()), newId('provider')), new Map())

  now = new Date(Date.now() + 31 * 86_400_000)
  t.match(await call(app, token, 'PUT', url, { stars: 1 }), { status: 409, body: { code: 'ratingClosed' } })
  t.match(await call(app, token, 'GET', url), { body: { open: false } })
  now = new Date()
})

t.test('twenty at once are one', async (t) => {
  const before = await ofShop()
  const { token, url } = await ordered({ delivered: true })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => call(app, token, 'PUT', url, { stars: 1 + (n % 5) })),
  )
  t.ok(answers.every(({ status }) => status === 200))
  const { summary, items } = await ofShop()
  t.equal(summary.count, before.summary.count + 1)
  const sum = items.reduce((sum: number, { stars }: { stars: number }) => sum + stars, 0)
  t.equal(summary.mean, Math.round((sum * 10) / items.length) / 10, 'the sum is of what stands')
})

t.test('strangers see nothing, the shop rates nothing, and shape is checked', async (t) => {
  const { token, url } = await ordered({ delivered: true })
  t.equal((await call(app, newId('account'), 'GET', url)).status, 404)
  t.equal((await call(app, newId('account'), 'PUT', url, { stars: 1 })).status, 404)
  t.equal((await call(app, shop.owner, 'PUT', url, { stars: 5 })).status, 403)
  for (const body of [{}, { stars: 0 }, { stars: 6 }, { stars: 2.5 }, { stars: 3, text: 'x'.repeat(501) }]) {
    t.equal((await call(app, token, 'PUT', url, body)).status, 400, JSON.stringify(body).slice(0, 40))
  }
})

t.test('a page at a time, newest first; nothing of shops that nobody may see', async (t) => {
  const first = await ofShop('?limit=1')
  t.equal(first.items.length, 1)
  const second = await ofShop(`?limit=1&cursor=${first.nextCursor}`)
  t.not(second.items[0].ratedAt, first.items[0].ratedAt)
  t.equal((await app.inject(`/v1/shops/${shop.shopId}/ratings?cursor=x`)).statusCode, 400)
  t.equal((await app.inject(`/v1/shops/${newId('shop')}/ratings`)).statusCode, 404)
  const gone = await newShop({ status: 'suspended' })
  t.equal((await app.inject(`/v1/shops/${gone.shopId}/ratings`)).statusCode, 404)
  t.same(await ratings.summaries(db, [gone.shopId]), new Map())
})
