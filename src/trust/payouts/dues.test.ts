import t from 'tap'
import { openAsFound, openByLedger } from '../../../test/support/dues.ts'
import { call, createTradeWorld, type Shop } from '../../../test/support/trade-world.ts'
import { type Id, newId, uuidOf } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import { createDues } from './dues.service.ts'

const world = await createTradeWorld(t)
const { db, sql, orders, payments, traders } = world
const app = await world.http()
const operator = newId('account')
world.operators.add(operator)
const draw = payments.upkeep.find(({ name }) => name === 'payments.drawDues')!
const dues = createDues({
  money: payments,
  orders,
  returns: { openOf: async () => new Set<Id<'order'>>() },
  traders,
  returnDays: 7,
})

let references = 0
/** One piece for ₹100 with ₹25 for its delivery, delivered long ago and paid: to the platform, or in the shop's own hand. */
async function sold(shop: Shop, method: 'upi' | 'cod' = 'upi') {
  const buyer = world.consumer()
  await world.fill(buyer, shop, await world.newListing(shop))
  const { payment, orders: bought } = await world.buy(buyer, { method })
  const { orderId } = bought[0]!
  if (method === 'upi') {
    const body = { bankReference: String(600_000_000_000 + ++references) }
    await call(app, operator, 'POST', `/v1/payments/${payment.paymentId}/confirm`, body)
  }
  await sql(`update orders set state = 'delivered', closed_at = now() - interval '8 days' where id = $1`, [
    uuidOf(orderId),
  ])
  return orderId
}
const inHand = (shop: Shop, orderId: Id<'order'>) =>
  db.transaction((tx) =>
    payments.collectCash(tx, { orderId, shopId: shop.shopId, providerId: null, amountPaise: 12_500n }),
  )
const listed = async () => (await sql('select count(*)::int as n from due_open'))[0].n
const waiting = async () => (await sql('select count(*)::int as n from due_changes'))[0].n

/** Orders as years leave them: sold, paid to the platform, delivered, and paid out. */
async function layPaidOut(shop: Shop, count: number): Promise<void> {
  const id = (kind: number) => `(${kind} || lpad(to_hex(n), 7, '0') || '-0000-7000-8000-000000000000')::uuid`
  const client = await db.pool.connect()
  try {
    await client.query('begin')
    // What the triggers look at stands here by construction.
    await client.query('set local session_replication_role = replica')
    await client.query(
      `insert into orders (shop_id, id, purchase_id, trader_id, state, fulfilment, goods_paise, delivery_paise, weight_grams,
                           created_at, closed_at)
       select $1::uuid, ${id(2)}, ${id(1)}, $2::uuid, 'delivered', 'delivery', 10000, 2500, 1000, now() - interval '1 year',
              now() - interval '1 year' from generate_series(1, $3::int) n`,
      [uuidOf(shop.shopId), uuidOf(shop.traderId), count],
    )
    await client.query(
      `insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise, order_id)
       select ${id(1)}, ('3' || journal || lpad(to_hex(n), 6, '0') || '-0000-7000-8000-000000000000')::uuid, line, account, paise,
              case when about then ${id(2)} end
       from generate_series(1, $1::int) n, (values
         (1, 1, 'buyer:' || $2, 12500, false), (1, 2, 'trader:' || $2, -10000, true), (1, 3, 'delivery:' || $2, -2500, true),
         (2, 1, 'gateway', 12500, false), (2, 2, 'buyer:' || $2, -12500, false),
         (3, 1, 'trader:' || $2, 10000, true), (3, 2, 'payout:' || $2, -10000, true),
         (4, 1, 'payout:' || $2, 10000, true), (4, 2, 'bank:' || $2, -10000, true)
       ) as entry (journal, line, account, paise, about)`,
      [count, shop.traderId],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
const rowsOf = (nodes: readonly Plan[], table: string): number =>
  nodes
    .filter((node) => node['Relation Name'] === table)
    .map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'])
    .reduce((sum, rows) => sum + rows, 0)

/** Runs what is asked, and keeps how the database went about it. */
function explaining() {
  const nodes: Plan[] = []
  const asked = {
    orm: db.orm,
    query: async (statement: { text: string }, values: unknown[] = []) => {
      const { rows } = await db.pool.query(`explain (analyze, format json) ${statement.text}`, values)
      nodes.push(...nodesOf(rows[0]['QUERY PLAN'][0].Plan))
      return (await db.pool.query(statement.text, values)).rows
    },
  }
  return { nodes, sql: asked as unknown as Sql }
}

// Measured with 100,000 too: the same 60 and 50 entries of 900,000, in 2 to 8 ms; summing the trader accounts took 300.
const paidOut = 5_000

t.test('what is due is found at the cost of what is open, whatever was paid out before', async (t) => {
  const [shop, other] = [await world.newShop({ upiId: null }), await world.newShop({ upiId: null })]
  await layPaidOut(shop, paidOut)
  for (let n = 0; n < 8; n++) await sold(shop)
  await draw.run()
  await sold(other)
  await sold(other)
  for (const analyzed of [false, true]) {
    if (analyzed) await sql('analyze ledger_entries, orders, due_open, due_changes')
    for (const [whose, count] of [
      [null, 10],
      [shop.traderId, 8],
    ] as const) {
      const { nodes, sql: asked } = explaining()
      const lines = await dues.dueTo(asked, whose, new Date())
      t.equal(lines.flatMap(({ items }) => items).length, count)
      // Of each open order its five entries, and twice those of which something has just been booked.
      const rows = rowsOf(nodes, 'ledger_entries')
      t.ok(rows > 0 && rows <= 80, `${rows} entries of ${9 * paidOut}`)
      t.ok(rowsOf(nodes, 'orders') <= 10, 'no other order is looked at')
      const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan')
      t.notOk(scans.some((node) => ['ledger_entries', 'orders'].includes(node['Relation Name'] ?? '')))
    }
  }
})

t.test('an order leaves the list when it is settled, and comes back when something is booked', async (t) => {
  await draw.run()
  const before = await listed()
  const shop = await world.newShop({ upiId: null })
  const orderId = await sold(shop, 'cod')
  t.equal(await listed(), before + 1, 'a sale is on it')
  t.equal(await waiting(), 0)
  await inHand(shop, orderId)
  t.match(await payments.traderDues(db, shop.traderId), [], 'the shop has its money')
  await Promise.all([draw.run(), draw.run()])
  t.same([await listed(), await waiting()], [before, 0])

  const { lines } = (await orders.bought(db, orderId))!
  const back = { orderId, returnId: newId('return'), reason: 'Came back.' }
  const credits = [{ lineId: lines[0]!.lineId, quantity: 0, paise: 4_000n }]
  await db.transaction((tx) => orders.takeBack(tx, { ...back, credits }))
  const owed = [{ orderId, goodsPaise: 6_000n, own: { shopId: shop.shopId, paise: 4_000n } }]
  t.match(await payments.traderDues(db, shop.traderId), owed, 'before it is drawn')
  await draw.run()
  t.match(await payments.traderDues(db, shop.traderId), owed, 'and after')
  t.same([await listed(), await waiting()], [before + 1, 0])
})

t.test('drawing while it is booked loses nothing', async (t) => {
  const shop = await world.newShop({ upiId: null })
  for (let round = 0; round < 6; round++) {
    const some = [await sold(shop, 'cod'), await sold(shop, 'cod'), await sold(shop, 'cod')]
    await Promise.all([
      ...some.flatMap((orderId) => [draw.run(), inHand(shop, orderId)]),
      sold(shop),
      draw.run(),
    ])
    t.same(await openAsFound(world), await openByLedger(world))
  }
  await draw.run()
  t.equal(await listed(), (await openByLedger(world)).length, 'nothing is on the list that is settled')
})

t.test('the check of the ledger tells what is not found, and what is listed for nothing', async (t) => {
  const shop = await world.newShop({ upiId: null })
  const orderId = await sold(shop)
  await draw.run()
  const problems = async () =>
    (await payments.checkLedger()).problems
      .map(({ what }) => what)
      .filter((what) => what.includes('is open') || what.includes('listed'))
  t.same(await problems(), [])
  await sql('delete from due_open where order_id = $1', [uuidOf(orderId)])
  t.same(await problems(), [`${orderId} is open and is not found`])
  const settled = newId('order')
  await sql('insert into due_open (purchase_id, order_id, account) values ($1, $2, $3)', [
    uuidOf(newId('purchase')),
    uuidOf(settled),
    `trader:${shop.traderId}`,
  ])
  t.same((await problems()).at(-1), `${settled} is settled and is listed as open`)
})
