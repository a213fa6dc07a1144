import t from 'tap'
import { call, createTradeWorld } from '../../../test/support/trade-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'

const world = await createTradeWorld(t)
const { newShop, newListing, fill, buy, consumer, stockOf, sql, payments, orders } = world
const app = await world.http()

const operator = newId('account')
world.operators.add(operator)

let lastReference = 400_000_000_000
const newReference = () => String(++lastReference)

/** A purchase by UPI from one shop that is paid directly. */
async function upiPurchase(upiId: string | null = 'sharma@okaxis') {
  const shop = await newShop({ upiId })
  const listing = await newListing(shop)
  const buyer = consumer()
  await fill(buyer, shop, listing)
  const bought = await buy(buyer, { method: 'upi' })
  const { purchaseId } = bought
  const url = `/v1/payments/${bought.payment.paymentId}`
  return { shop, listing, token: buyer.accountId, purchaseId, url, orderId: bought.orders[0]!.orderId }
}

const lapse = (purchaseId: string) =>
  sql(`update purchases set expires_at = now() - interval '1 second' where id = $1`, [uuidOf(purchaseId)])

t.test('the payee confirms by the bank’s reference, nobody else', async (t) => {
  const { shop, token, url, purchaseId } = await upiPurchase()
  const open = await call(app, token, 'GET', url)
  t.match(open.body, {
    state: 'pending',
    link: /^upi:\/\/pay\?pa=sharma@okaxis/,
    payee: { upiId: 'sharma@okaxis' },
  })
  t.match(open.body.qrSvg, /^<svg/)
  const bankReference = newReference()
  const body = { bankReference }
  t.equal(
    (await call(app, token, 'POST', `${url}/confirm`, body)).status,
    403,
    'the app’s return is no proof',
  )
  t.equal((await call(app, newId('account'), 'POST', `${url}/confirm`, body)).status, 404)
  t.equal((await call(app, newId('account'), 'GET', url)).status, 404)
  t.equal((await call(app, shop.owner, 'POST', `${url}/confirm`, { bankReference: '12' })).status, 400)
  const waiting = `/v1/payments?asTrader=${shop.traderId}`
  t.match((await call(app, shop.owner, 'GET', waiting)).body, { items: [{ purchaseId, amountPaise: 12500 }] })
  t.equal((await call(app, token, 'GET', waiting)).status, 404)
  t.equal((await call(app, shop.owner, 'GET', '/v1/payments')).status, 403)
  t.same((await call(app, operator, 'GET', '/v1/payments')).body, { items: [] })
  const paid = await call(app, shop.owner, 'POST', `${url}/confirm`, body)
  t.same((await call(app, shop.owner, 'GET', waiting)).body, { items: [] })
  t.match(paid, { status: 200, body: { state: 'paid', receivedPaise: 12500, bankReference, qrSvg: null } })
  t.equal((await call(app, shop.owner, 'POST', `${url}/confirm`, body)).status, 200, 'twice is once')
  const otherwise = await call(app, shop.owner, 'POST', `${url}/confirm`, { bankReference: newReference() })
  t.match(otherwise, { status: 409, body: { code: 'confirmedOtherwise' } })
  t.equal((await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body.state, 'confirmed')

  const second = await upiPurchase()
  const reused = await call(app, second.shop.owner, 'POST', `${second.url}/confirm`, body)
  t.match(reused, { status: 409, body: { code: 'referenceUsed' } })
  t.equal((await call(app, second.token, 'GET', second.url)).body.state, 'pending')
})

t.test('what the platform collects, an operator confirms', async (t) => {
  const { shop, url } = await upiPurchase(null)
  const body = { bankReference: newReference() }
  t.equal((await call(app, shop.owner, 'POST', `${url}/confirm`, body)).status, 404, 'the shop was not paid')
  t.match(await call(app, operator, 'POST', `${url}/confirm`, body), { status: 200, body: { state: 'paid' } })
})

t.test('nobody paid: the stock goes back, and two sweepers do it once', async (t) => {
  const { listing, purchaseId, url, token, shop } = await upiPurchase()
  t.equal(await orders.expireUnpaid(), 0, 'not yet')
  await lapse(purchaseId)
  const sweeps = await Promise.all([orders.expireUnpaid(), orders.expireUnpaid(), orders.expireUnpaid()])
  t.equal(
    sweeps.reduce((sum, one) => sum + one, 0),
    1,
  )
  t.strictSame(await stockOf(listing), { available: 100, reserved: 0 })
  const seen = (await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body
  t.match(seen, {
    state: 'expired',
    payments: [{ state: 'void', link: null }],
    orders: [{ state: 'expired' }],
  })
  t.ok((await world.told()).includes('purchase.expired'))

  await t.test('and money that comes after that goes back', async (t) => {
    const late = await call(app, shop.owner, 'POST', `${url}/confirm`, { bankReference: newReference() })
    t.match(late.body, { state: 'paid', refunds: [{ amountPaise: 12500, state: 'requested' }] })
    const after = (await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body
    t.match(after, { state: 'expired', refunds: [{ reason: /after the purchase had been given up/ }] })
    const { refundId } = after.refunds[0]
    const list = await call(app, shop.owner, 'GET', `/v1/refunds?asTrader=${shop.traderId}`)
    t.match(list.body, { items: [{ refundId, amountPaise: 12500 }] })
    t.equal((await call(app, token, 'GET', `/v1/refunds?asTrader=${shop.traderId}`)).status, 404)
    t.equal((await call(app, shop.owner, 'GET', '/v1/refunds')).status, 403)
    const back = { bankReference: newReference() }
    t.equal((await call(app, token, 'POST', `/v1/refunds/${refundId}/confirm`, back)).status, 404)
    const settled = await call(app, shop.owner, 'POST', `/v1/refunds/${refundId}/confirm`, back)
    t.match(settled, { status: 200, body: { state: 'settled' } })
    t.strictSame((await call(app, shop.owner, 'GET', `/v1/refunds?asTrader=${shop.traderId}`)).body.items, [])
  })
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('paid twice: the second comes back', async (t) => {
  const { shop, token, url, purchaseId } = await upiPurchase()
  t.match(await call(app, token, 'POST', `${url}/retry`, {}), { status: 409, body: { code: 'paymentOpen' } })
  const gateway = await call(app, token, 'POST', `${url}/retry`, { method: 'gateway' })
  t.match(gateway, { status: 422, body: { code: 'methodNotOffered' } })
  await sql(`update payments set state = 'failed' where id = $1`, [uuidOf(url.slice(13))])
  t.equal((await call(app, shop.owner, 'POST', `${url}/retry`, {})).status, 403)
  const again = await call(app, token, 'POST', `${url}/retry`, {}, 'same')
  t.match(again, {
    status: 201,
    body: { state: 'pending', amountPaise: 12500, payee: { upiId: 'sharma@okaxis' } },
  })
  t.equal((await call(app, token, 'POST', `${url}/retry`, {}, 'same')).text, again.text)
  const second = `/v1/payments/${again.body.paymentId}`
  await call(app, shop.owner, 'POST', `${second}/confirm`, { bankReference: newReference() })
  const first = await call(app, shop.owner, 'POST', `${url}/confirm`, { bankReference: newReference() })
  t.match(first.body, { state: 'paid', refunds: [{ amountPaise: 12500, reason: /more than once/ }] })
  t.match(await call(app, token, 'POST', `${url}/retry`, {}), { status: 409, body: { code: 'nothingToPay' } })
  t.equal((await call(app, token, 'GET', `/v1/purchases/${purchaseId}`)).body.state, 'confirmed')
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('a line that falls out of a paid order is paid back, and the rest with the order', async (t) => {
  const shop = await newShop({ upiId: 'sharma@okaxis' })
  const [atta, salt] = [await newListing(shop), await newListing(shop, { pricePaise: 3000 })]
  const buyer = consumer()
  await fill(buyer, shop, atta)
  await fill(buyer, shop, salt)
  const bought = await buy(buyer, { method: 'upi', expectedTotalPaise: 15500n })
  const url = `/v1/payments/${bought.payment.paymentId}`
  await call(app, shop.owner, 'POST', `${url}/confirm`, { bankReference: newReference() })
  const order = `/v1/orders/${bought.orders[0]!.orderId}`
  const { lines } = (await call(app, shop.owner, 'GET', order)).body
  const line = lines.find((one: { listingId: string }) => one.listingId === salt)
  await call(app, shop.owner, 'POST', `${order}/lines/${line.lineId}/cancel`, { reason: 'torn' })
  const refunds = async () =>
    (await call(app, buyer.accountId, 'GET', `/v1/purchases/${bought.purchaseId}`)).body.refunds
  t.match(await refunds(), [{ amountPaise: 3000, reason: 'torn', state: 'requested' }])
  await call(app, buyer.accountId, 'POST', `${order}/cancel`, { reason: 'then nothing' })
  t.match(await refunds(), [{ amountPaise: 3000 }, { amountPaise: 12500, reason: 'then nothing' }])
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('cash that was taken once is booked once, and too much of it goes back', async (t) => {
  const shop = await newShop()
  const buyer = consumer()
  await fill(buyer, shop, await newListing(shop))
  const { purchaseId, orders: parts } = await buy(buyer)
  const ref = { shopId: shop.shopId, orderId: parts[0]!.orderId }
  await sql(`update orders set state = 'handedOver' where id = $1`, [uuidOf(ref.orderId)])
  const providerId = newId('provider')
  for (let time = 0; time < 2; time++) {
    await world.db.transaction(async (tx) => {
      await orders.markDelivered(tx, ref)
      await payments.collectCash(tx, { ...ref, providerId, amountPaise: 13000n })
    })
  }
  const seen = (await call(app, buyer.accountId, 'GET', `/v1/purchases/${purchaseId}`)).body
  t.match(seen, { payments: [{ state: 'paid' }], refunds: [{ amountPaise: 500 }] })
  const ledger = await call(app, operator, 'GET', `/v1/purchases/${purchaseId}/ledger`)
  t.strictSame(
    ledger.body.journals.map((journal: { kind: string }) => journal.kind),
    ['sale', 'cash'],
  )
  t.ok(
    ledger.body.journals[1].entries.some(
      (entry: { account: string; amountPaise: number }) =>
        entry.account === `cash:${providerId}` && entry.amountPaise === 13000,
    ),
  )
  t.equal((await call(app, buyer.accountId, 'GET', `/v1/purchases/${purchaseId}/ledger`)).status, 403)
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('the ledger guards itself', async (t) => {
  const { purchaseId } = await upiPurchase()
  const id = uuidOf(purchaseId)
  await t.rejects(
    sql('update ledger_entries set amount_paise = 1 where purchase_id = $1', [id]),
    /append-only/,
  )
  await t.rejects(sql('delete from ledger_entries where purchase_id = $1', [id]), /append-only/)
  await t.rejects(sql('truncate ledger_entries'), /append-only/)
  await t.rejects(sql('delete from journals where purchase_id = $1', [id]), /append-only/)
  const crooked = `insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise)
                   select purchase_id, id, 99, 'platform', 1 from journals where purchase_id = $1`
  await t.rejects(sql(crooked, [id]), /does not sum to zero/)
})

t.test('the check finds what does not stand', async (t) => {
  const { purchaseId, url, shop } = await upiPurchase()
  await call(app, shop.owner, 'POST', `${url}/confirm`, { bankReference: newReference() })
  t.strictSame((await payments.checkLedger()).problems, [])
  const break_ = async (text: string, expected: RegExp) => {
    const client = await world.db.pool.connect()
    try {
      await client.query('begin')
      await client.query(text, [uuidOf(purchaseId)])
      const sqlOf = {
        orm: world.db.orm,
        query: async (stmt: { text: string }, values?: readonly unknown[]) =>
          (await client.query(stmt.text, values as unknown[])).rows,
      }
      const { problems } = await payments.checkLedger(sqlOf as unknown as typeof world.db)
      t.match(problems, [{ purchaseId, what: expected }], text)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  await break_('update orders set goods_paise = goods_paise + 1 where purchase_id = $1', /should hold/)
  await break_('update payments set received_paise = 1 where purchase_id = $1', /should hold/)
  await break_(`update orders set state = 'cancelled' where purchase_id = $1`, /should hold/)
  await break_(`update payments set state = 'void' where purchase_id = $1`, /without a payment/)
})
