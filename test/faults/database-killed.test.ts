import t, { type Test } from 'tap'
import type { MarketClient, Reply } from '../../src/app/demo/client.ts'
import type { Purchase, Token } from '../../src/app/demo/steps.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { ownMarket } from '../support/own-market.ts'
import { bookedOnce, checkOut, type Goods, putInCart, shelve, type Town } from '../support/town.ts'

const buyersAtOnce = 6
const each = 6
/** The database is killed when so many checkouts were answered. */
const killAfter = 10

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends a request until it is answered by something else than an outage, as any client has to. */
async function again<T>(seen: Map<string, number>, send: () => Promise<Reply<T>>): Promise<Reply<T>> {
  for (const end = Date.now() + 180_000; Date.now() < end; await pause(100)) {
    const reply = await send().catch((error: Error) => error)
    if (reply instanceof Error) {
      seen.set('no answer', (seen.get('no answer') ?? 0) + 1)
      continue
    }
    if (reply.status < 500 && (reply.body as { code?: string }).code !== 'requestInFlight') return reply
    const what = `${reply.status} ${(reply.body as { code?: string }).code}`
    seen.set(what, (seen.get(what) ?? 0) + 1)
  }
  throw new Error('the market did not come back within three minutes')
}

/** What buyers have bought, by their key. */
type Sold = Map<Token, Map<string, Purchase>>

/** A buyer who buys one piece after another, whatever happens meanwhile. The shop packs at once. */
async function shopper(
  town: Town,
  goods: Goods,
  {
    token,
    name,
    count,
    sold,
    seen,
  }: { token: Token; name: string; count: number; sold: Sold; seen: Map<string, number> },
): Promise<void> {
  for (let n = 0; n < count; n++) {
    const key = `${name}-${n}`
    // The market is looked up each time: it may have been started anew.
    await again(seen, () => putInCart(town.steps.market, token, goods))
    const { status, body } = await again(seen, () => checkOut(town.steps.market, token, goods, key))
    if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`)
    sold.get(token)!.set(key, body)
    const { orderId } = body.orders[0]!
    for (const [step, facts] of [
      ['accept', { prepMinutes: 10 }],
      ['pack', {}],
    ] as const) {
      const done = await again(seen, () =>
        town.steps.market.call('POST', `/v1/orders/${orderId}/${step}`, {
          token: town.shop.owner,
          body: facts,
        }),
      )
      // A first try may have worked without our hearing of it: then it is said to be done.
      if (done.status >= 300 && done.status !== 409) throw new Error(`${step}: ${JSON.stringify(done.body)}`)
    }
  }
}

const ordersOf = (sold: Sold): string[] =>
  [...sold.values()].flatMap((all) => [...all.values()].map(({ orders }) => orders[0]!.orderId))

/** Every checkout that was answered is there, once. */
async function nothingLost(t: Test, market: MarketClient, sold: Sold, goods: Goods): Promise<void> {
  for (const [token, purchases] of sold) {
    const { items } = await market.ok<{ items: Purchase[] }>('GET', '/v1/purchases?limit=100', { token })
    t.strictSame(
      items.map(({ purchaseId }) => purchaseId).sort(),
      [...purchases.values()].map(({ purchaseId }) => purchaseId).sort(),
      'each purchase is there once',
    )
    for (const [key, { purchaseId }] of purchases) {
      const reply = await checkOut(market, token, goods, key)
      t.strictSame([reply.status, reply.body.purchaseId], [201, purchaseId], 'its key answers the same')
    }
  }
}

await forEachQueueEngine(t, async (t, engine) => {
  const own = await ownMarket(t, {
    engine,
    env: {
      OUTBOX_LEASE_SECONDS: '2',
      OUTBOX_POLL_MS: '50',
      DISPATCH_ANSWER_SECONDS: '2',
      DISPATCH_DECISION_SECONDS: '5',
      DISPATCH_RETRY_SECONDS: '2',
    },
  })
  await own.start()
  const town = await own.settle(t)
  const tokens: Token[] = []
  for (let n = 0; n < buyersAtOnce; n++) tokens.push(await own.signIn())
  const goods = await shelve(town, tokens[0]!, 1000)
  const sold: Sold = new Map(tokens.map((token) => [token, new Map<string, Purchase>()]))

  await t.test('PostgreSQL is killed twice under checkouts and dispatch', async (t) => {
    const seen = new Map<string, number>()
    const shopping = Promise.all(
      tokens.map((token) => shopper(town, goods, { token, name: 'piece', count: each, sold, seen })),
    )
    for (const count of [killAfter, 2 * killAfter]) {
      while (ordersOf(sold).length < count) await pause(10)
      process.kill(await own.postmaster(), 'SIGKILL')
    }
    await shopping
    t.comment(`while it was away: ${JSON.stringify(Object.fromEntries(seen))}`)
    t.strictSame(
      [...seen.keys()].filter((what) => what.startsWith('5') && what !== '503 databaseAway'),
      [],
      'an outage is told as one',
    )
    t.equal(ordersOf(sold).length, buyersAtOnce * each)
    await nothingLost(t, town.steps.market, sold, goods)
    await bookedOnce(t, town, ordersOf(sold))
  })

  await t.test('the market itself is killed with parcels in its hands, and started again', async (t) => {
    const [first] = town.couriers
    // Silence; of every other parcel it has taken note.
    first.behave(({ nth, accept }) => {
      if (nth % 2) accept()
    })
    const seen = new Map<string, number>()
    const before = first.asked.length
    const shopping = Promise.all(
      tokens.map((token) => shopper(town, goods, { token, name: 'again', count: 2, sold, seen })),
    )
    while (first.asked.length < before + 4) await pause(10)
    await own.process.kill9()
    first.behave()
    town.steps = { ...town.steps, market: await own.start() }
    await shopping
    t.comment(`while it was away: ${JSON.stringify(Object.fromEntries(seen))}`)
    await nothingLost(t, town.steps.market, sold, goods)
    await bookedOnce(t, town, ordersOf(sold))
    t.match(await own.process.stop(), { code: 0 })
  })
})
