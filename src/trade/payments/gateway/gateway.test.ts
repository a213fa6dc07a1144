import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import t, { type Test } from 'tap'
import { program } from '../../../../test/support/build.ts'
import { startProcess } from '../../../../test/support/process.ts'
import { call, createTradeWorld } from '../../../../test/support/trade-world.ts'
import { newId, uuidOf } from '../../../kernel/ids.ts'
import { newWebhookSecret, signWebhook } from '../../../platform/webhooks/index.ts'

const secret = newWebhookSecret()
const port = await new Promise<number>((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address() as AddressInfo
    probe.close(() => resolve(free))
  })
})
const sandbox = await startProcess(t, {
  command: process.execPath,
  args: program('examples/sandbox-gateway.ts'),
  env: { PORT: '0', GATEWAY_SECRET: secret, EVENTS_URL: `http://127.0.0.1:${port}/v1/gateway/events` },
  readyLine: /ready on (http:\S+)/,
})
const gatewayUrl = sandbox.ready![1]!
const world = await createTradeWorld(t, { gateway: { url: gatewayUrl, secret } })
const { newShop, newListing, fill, buy, consumer, stockOf, sql, payments, orders, work } = world
const app = await world.http()
await app.listen({ port, host: '127.0.0.1' })

const shop = await newShop()
const listing = await newListing(shop, { available: 10_000 })

async function purchase() {
  const buyer = consumer()
  await fill(buyer, shop, listing)
  const { purchaseId, payment, orders: parts } = await buy(buyer, { method: 'gateway' })
  const token = buyer.accountId
  const url = `/v1/payments/${payment.paymentId}`
  return { token, purchaseId, paymentId: payment.paymentId, orderId: parts[0]!.orderId, url }
}

const pay = (paymentId: string, how: object = {}) =>
  fetch(`${gatewayUrl}/intents/${paymentId}/pay`, { method: 'POST', body: JSON.stringify(how) })

/** Waits until the purchase looks like this, running what waits in the outbox meanwhile. */
async function until(t: Test, token: string, purchaseId: string, wanted: object) {
  let seen: Record<string, unknown> = {}
  for (let tries = 0; tries < 100; tries++) {
    await work()
    seen = (await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body
    if (matches(seen, wanted)) break
    await new Promise((wake) => setTimeout(wake, 50))
  }
  t.match(seen, wanted)
}
const matches = (seen: unknown, wanted: unknown): boolean =>
  typeof wanted === 'object' && wanted !== null
    ? typeof seen === 'object' &&
      seen !== null &&
      Object.entries(wanted).every(([key, value]) => matches((seen as Record<string, unknown>)[key], value))
    : seen === wanted

const events = async (paymentId: string): Promise<string[]> =>
  (
    await sql('select type, outcome from gateway_events where payment_id = $1 order by received_at', [
      uuidOf(paymentId),
    ])
  ).map((row) => `${row.type} ${row.outcome}`)

t.test('the payment is made known after commit, and paid', async (t) => {
  const { token, purchaseId, paymentId, url } = await purchase()
  t.equal((await call(app, token, 'GET', url)).body.link, null, 'not known there yet')
  t.equal(await work(), 1)
  const open = (await call(app, token, 'GET', url)).body
  t.match(open.link, `${gatewayUrl}/intents/int_`)
  t.match(open.qrSvg, /^<svg/)
  await pay(paymentId)
  await until(t, token, purchaseId, { state: 'confirmed', payments: [{ state: 'paid', link: null }] })
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('failure, then success of a second try', async (t) => {
  const { token, purchaseId, paymentId, url } = await purchase()
  await work()
  await pay(paymentId, { outcome: 'failure' })
  await until(t, token, purchaseId, { state: 'awaitingPayment', payments: [{ state: 'failed' }] })
  const again = await call(app, token, 'POST', `${url}/retry`, {})
  t.equal(again.status, 201)
  await work()
  await pay(again.body.paymentId)
  await until(t, token, purchaseId, { state: 'confirmed', payments: [{ state: 'void' }, { state: 'paid' }] })
})

t.test('an event that comes twice, and a failure that is older news', async (t) => {
  const { token, purchaseId, paymentId } = await purchase()
  await work()
  await pay(paymentId, { outcome: 'success', twice: true, outOfOrder: true })
  for (let tries = 0; tries < 100 && (await events(paymentId)).length < 2; tries++) {
    await new Promise((wake) => setTimeout(wake, 30))
  }
  t.strictSame(await events(paymentId), ['payment.succeeded applied', 'payment.failed changedNothing'])
  await until(t, token, purchaseId, { state: 'confirmed', refunds: [] })
})

t.test('late: after the purchase was given up, the money goes back by itself', async (t) => {
  const { token, purchaseId, paymentId } = await purchase()
  await work()
  await sql(`update purchases set expires_at = now() - interval '1 second' where id = $1`, [
    uuidOf(purchaseId),
  ])
  t.equal(await orders.expireUnpaid(), 1, 'the gateway knows of no payment, so it may expire')
  await pay(paymentId, { outcome: 'success' })
  await until(t, token, purchaseId, { state: 'expired', refunds: [{ state: 'settled', amountPaise: 12500 }] })
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('unknown: the gateway is asked before a purchase is given up', async (t) => {
  const { token, purchaseId, paymentId } = await purchase()
  await work()
  await pay(paymentId, { outcome: 'late', delayMs: 60_000 })
  await sql(`update purchases set expires_at = now() - interval '1 second' where id = $1`, [
    uuidOf(purchaseId),
  ])
  const before = await stockOf(listing)
  t.equal(await orders.expireUnpaid(), 0)
  t.strictSame(await stockOf(listing), before)
  await until(t, token, purchaseId, { state: 'confirmed', payments: [{ state: 'paid' }] })
})

t.test('another sum goes back, and the purchase waits on', async (t) => {
  const { token, purchaseId, paymentId } = await purchase()
  await work()
  await pay(paymentId, { outcome: 'success', amountPaise: 100 })
  await until(t, token, purchaseId, {
    state: 'awaitingPayment',
    payments: [{ state: 'mismatched' }],
    refunds: [{ state: 'settled', amountPaise: 100 }],
  })
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('a cancelled order is paid back through the gateway', async (t) => {
  const { token, purchaseId, paymentId, orderId } = await purchase()
  await work()
  await pay(paymentId)
  await until(t, token, purchaseId, { state: 'confirmed' })
  await call(app, token, 'POST', `/v1/orders/${orderId}/cancel`, { reason: 'no' })
  await until(t, token, purchaseId, { state: 'cancelled', refunds: [{ state: 'settled' }] })
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test(
  'a refund whose end is not told is asked about; one that fails is tried again by an operator',
  async (t) => {
    const askAboutRefunds = payments.upkeep.find(({ name }) => name === 'payments.askAboutRefunds')!
    const silent = await purchase()
    await work()
    await pay(silent.paymentId, { refund: 'silent' })
    await until(t, silent.token, silent.purchaseId, { state: 'confirmed' })
    await call(app, silent.token, 'POST', `/v1/orders/${silent.orderId}/cancel`, { reason: 'no' })
    await until(t, silent.token, silent.purchaseId, { refunds: [{ state: 'sent' }] })
    // The gateway settles in its own time: a question that comes too early is asked again.
    const isSettled = async () =>
      (await call(app, silent.token, 'GET', `/v1/purchases/${silent.purchaseId}`)).body.refunds[0].state ===
      'settled'
    for (let tries = 0; tries < 50 && !(await isSettled()); tries++) {
      await sql(`update refunds set sent_at = now() - interval '1 hour' where state = 'sent'`)
      await askAboutRefunds.run()
      await new Promise((wake) => setTimeout(wake, 50))
    }
    await until(t, silent.token, silent.purchaseId, { refunds: [{ state: 'settled' }] })

    const failing = await purchase()
    await work()
    await pay(failing.paymentId, { refund: 'fail' })
    await until(t, failing.token, failing.purchaseId, { state: 'confirmed' })
    await call(app, failing.token, 'POST', `/v1/orders/${failing.orderId}/cancel`, { reason: 'no' })
    await until(t, failing.token, failing.purchaseId, { refunds: [{ state: 'failed' }] })
    const operator = newId('account')
    world.operators.add(operator)
    const [open] = (await call(app, operator, 'GET', '/v1/refunds')).body.items
    t.match(open, { paymentId: failing.paymentId, failure: 'The account is closed.' })
    await pay(failing.paymentId, { refund: 'settle' })
    const retry = `/v1/operator/refunds/${open.refundId}/retry`
    t.equal((await call(app, failing.token, 'POST', retry)).status, 403)
    t.match((await call(app, operator, 'POST', retry)).body, { state: 'requested' })
    await until(t, failing.token, failing.purchaseId, { refunds: [{ state: 'settled' }] })
    t.strictSame((await payments.checkLedger()).problems, [])
  },
)

t.test('only the gateway is heard', async (t) => {
  const { paymentId, token, purchaseId } = await purchase()
  const body = JSON.stringify({
    type: 'payment.succeeded',
    reference: paymentId,
    gatewayRef: 'int_x',
    amountPaise: 12500,
    occurredAt: new Date().toISOString(),
  })
  const send = (headers: Record<string, string>, payload = body) =>
    app.inject({
      method: 'POST',
      url: '/v1/gateway/events',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    })
  const signed = (text: string, at = new Date(), secrets = [secret], id = newId('event') as string) =>
    signWebhook({ id, timestamp: at, body: text, secrets })
  const refused: [string, Awaited<ReturnType<typeof send>>][] = [
    ['unsigned', await send({})],
    ['forged', await send(signed(body, new Date(), [newWebhookSecret()]))],
    ['changed', await send(signed(body), body.replace('12500', '12501'))],
    ['old', await send(signed(body, new Date(Date.now() - 360_000)))],
    ['garbage', await send({}, '{}')],
  ]
  for (const [what, reply] of refused) t.equal(reply.statusCode, 401, what)
  t.match((await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body, { state: 'awaitingPayment' })

  const tell = async (some: object) => {
    const text = JSON.stringify({ ...JSON.parse(body), ...some })
    return (await send(signed(text), text)).json()
  }
  t.strictSame(await tell({ reference: newId('payment') }), { outcome: 'unknownReference' })
  t.strictSame(await tell({ reference: 'what' }), { outcome: 'unknownReference' })
  t.strictSame(await tell({ type: 'payout.done' }), { outcome: 'unknownType' })
  t.equal((await tell({ amountPaise: -1 })).status, 400, 'signed nonsense is malformed')

  const headers = signed(body)
  const same = await Promise.all(Array.from({ length: 8 }, () => send(headers)))
  t.strictSame([...new Set(same.map((reply) => reply.body))], ['{"outcome":"applied"}'])
  t.match((await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body, { state: 'confirmed' })
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('while the gateway is away an expiry waits, for a time', async (t) => {
  const { purchaseId } = await purchase()
  await work()
  await sandbox.stop()
  const overdue = (seconds: number) =>
    sql(`update purchases set expires_at = now() - $2 * interval '1 second' where id = $1`, [
      uuidOf(purchaseId),
      seconds,
    ])
  await overdue(1)
  t.equal(await orders.expireUnpaid(), 0)
  await overdue(3600)
  t.equal(await orders.expireUnpaid(), 1)
  const unheard = await purchase()
  await t.rejects(work(), /not known/, 'and the outbox tries again')
  t.equal((await call(app, unheard.token, 'GET', unheard.url)).body.link, null)
})
