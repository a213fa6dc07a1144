import assert from 'node:assert/strict'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { openAsFound, openByLedger } from '../../../test/support/dues.ts'
import { call, createTradeWorld, type NewShop, type Shop } from '../../../test/support/trade-world.ts'
import { type Id, newId, uuidOf } from '../../kernel/ids.ts'
import { createSealer } from '../../platform/crypto/index.ts'
import { bankContext } from '../../trade/traders/index.ts'
import { createPayouts } from './index.ts'

const world = await createTradeWorld(t)
const { db, sql, orders, payments } = world
const sealer = createSealer({ key: Buffer.alloc(32, 7) })
const decisions: { action: string; objectId: string }[] = []
const openReturns = new Set<Id<'order'>>()
const deps = {
  db,
  audit: {
    record: async (_tx: unknown, decision: (typeof decisions)[number]) => void decisions.push(decision),
  },
  sealer,
  identity: world.identity as never,
  money: payments,
  orders,
  returns: {
    openOf: async (_sql: unknown, some: readonly { orderId: Id<'order'> }[]) =>
      new Set(some.map(({ orderId }) => orderId).filter((id) => openReturns.has(id))),
  },
  traders: world.traders,
  returnDays: 7,
  openingHour: 0,
}
const payouts = createPayouts(deps)
world.paidOut.sums = payouts.sums
const app = await world.http([payouts.routes])
const operator = newId('account')
world.operators.add(operator)
const path = '/v1/operator/payout-runs'

let transfers = 0
const utr = () => String(500_000_000_000 + ++transfers)

async function newTrader(some: NewShop & { bank?: boolean } = {}): Promise<Shop> {
  const shop = await world.newShop({ upiId: null, ...some })
  if (some.bank === false) return shop
  const account = JSON.stringify({ accountNumber: '0012345678901', ifsc: 'SBIN0001234' })
  await sql(`update traders set sealed_bank = $2, bank_ending = '8901', bank_code = 'SBIN' where id = $1`, [
    uuidOf(shop.traderId),
    sealer.seal(account, bankContext(shop.traderId)),
  ])
  return shop
}

/** One piece at ₹105 with 5% tax inside, paid to the platform and delivered so many days ago. */
async function sold(shop: Shop, { daysAgo = 8, method = 'upi' as 'upi' | 'cod' } = {}) {
  const listing = await world.newListing(shop, { pricePaise: 10_500 })
  const buyer = world.consumer()
  await world.fill(buyer, shop, listing)
  const bought = await world.buy(buyer, { method, expectedTotalPaise: 13_000n })
  const { orderId } = bought.orders[0]!
  if (method === 'upi') {
    const given = { bankReference: utr() }
    await call(app, operator, 'POST', `/v1/payments/${bought.payment.paymentId}/confirm`, given)
  }
  await sql(
    `update orders set state = 'delivered', closed_at = now() - $2 * interval '1 day' where id = $1`,
    [uuidOf(orderId), daysAgo],
  )
  return orderId
}
/** A part of the order's one line is credited. */
async function takeBack(orderId: Id<'order'>, paise: bigint) {
  const { lines } = (await orders.bought(db, orderId))!
  await db.transaction((tx) =>
    orders.takeBack(tx, {
      ...{ orderId, returnId: newId('return'), reason: 'Came back.' },
      credits: [{ lineId: lines[0]!.lineId, quantity: 0, paise }],
    }),
  )
}
const act = (what: 'GET' | 'POST', at: string, body?: unknown) =>
  call(app, operator, what, `/v1/operator/${at}`, body)
const open = async () => (await call(app, operator, 'POST', path)).body
const approve = (run: { runId: string; payouts: number; amountPaise: number }) =>
  act('POST', `payout-runs/${run.runId}/approve`, { payouts: run.payouts, amountPaise: run.amountPaise })
const linesOf = async (runId: string) =>
  (await act('GET', `payout-runs/${runId}/payouts?limit=100`)).body.items
const lineOf = async (runId: string, { traderId }: Shop) =>
  (await linesOf(runId)).find((line: { traderId: string }) => line.traderId === traderId)
const results = (runId: string, ...rows: string[]) =>
  act('POST', `payout-runs/${runId}/results`, { csv: ['reference,status,utr,reason', ...rows].join('\n') })
const fileOf = (runId: string, token: string = operator) =>
  app.inject({ url: `${path}/${runId}/bank-file`, headers: { authorization: `Bearer ${token}` } })
const mine = async (shop: Shop, what: string) =>
  (await call(app, shop.owner, 'GET', `/v1/traders/${shop.traderId}/${what}`)).body
const stands = async (t: Pick<Test, 'same'>) => t.same((await payments.checkLedger()).problems, [])

/** Pays everybody who is due, so that the next test begins with nothing open. */
const settleAll = async () => {
  const run = await open()
  if (run.payouts === 0) return act('POST', `payout-runs/${run.runId}/cancel`)
  await approve(run)
  const rows = (await linesOf(run.runId)).map(
    ({ payoutId }: { payoutId: string }) => `${payoutId},paid,${utr()},`,
  )
  return results(run.runId, ...rows)
}

t.test('what is due is seen, approved, sent to the bank and paid', async (t) => {
  const [shop, small, poor, gone] = [
    await newTrader(),
    await newTrader({ gstin: null }),
    await newTrader({ bank: false }),
    await newTrader(),
  ]
  const [first, fresh] = [await sold(shop), await sold(shop, { daysAgo: 1 })]
  openReturns.add(await sold(shop))
  await sold(shop, { method: 'cod' })
  for (const other of [small, poor, gone]) await sold(other)
  await sql(`update traders set status = 'suspended' where id = $1`, [uuidOf(gone.traderId)])

  const next = await mine(shop, 'next-payout')
  t.match(next, {
    standing: 'ready',
    goodsPaise: 10_500,
    tcsPaise: 50,
    netPaise: 10_450,
    account: { ending: '8901' },
  })
  t.same(next.waits.map(({ why }: { why: string }) => why).sort(), ['inHands', 'returnOpen', 'returnWindow'])
  t.match(await mine(poor, 'next-payout'), { standing: 'noAccount', account: null })

  const run = await open()
  t.match(run, { state: 'open', payouts: 2, amountPaise: 20_950 })
  t.same(
    run.heldBack.map(({ standing }: { standing: string }) => standing),
    ['noAccount', 'suspended'],
  )
  t.equal((await call(app, operator, 'POST', path)).body.code, 'payoutRunOpen')
  t.match(await lineOf(run.runId, small), { state: 'ready', tcsPaise: 0, netPaise: 10_500 })
  t.equal((await fileOf(run.runId)).json().code, 'payoutRunNotApproved')
  t.match((await approve({ ...run, amountPaise: 1 })).body, { code: 'payoutRunChanged' })

  const both = await Promise.all([approve(run), approve(run)])
  t.same(both.map(({ status }) => status).sort(), [200, 409], 'two operators at once')
  t.match(both.find(({ status }) => status === 409)!.body, { code: 'payoutRunDecided' })
  await stands(t)
  t.match(await mine(shop, 'money'), {
    underWayPaise: 10_450,
    paidOutPaise: 0,
    tcsPaise: 50,
    soldPaise: 42_000,
  })

  const file = await fileOf(run.runId)
  const line = await lineOf(run.runId, shop)
  t.match(file.body, `${line.payoutId},NEFT,Sharma Traders,0012345678901,SBIN0001234,,104.50\r\n`)
  t.equal((await fileOf(run.runId)).body, file.body, 'once more')
  t.equal(decisions.filter(({ action }) => action === 'payoutRun.download').length, 2)
  t.equal((await fileOf(run.runId, shop.owner)).statusCode, 403)
  t.notMatch(JSON.stringify([line, await mine(shop, 'payouts')]), /0012345678901|sealed1/)

  const other = await lineOf(run.runId, small)
  const bank = [`${line.payoutId},paid,512300000001,`, `${other.payoutId},returned,,Account closed`]
  const told = await results(run.runId, ...bank, `${newId('payout')},paid,512300000009,`)
  t.match(told.body.counts, { paid: 1, returned: 1, unknown: 1 })
  t.match((await act('GET', `payout-runs/${run.runId}`)).body, { state: 'closed', paid: 1, returned: 1 })
  const again = await Promise.all([results(run.runId, ...bank), results(run.runId, ...bank)])
  for (const { body } of again) t.match(body.counts, { paid: 0, returned: 0, repeated: 2 })
  await stands(t)
  t.equal((await results(run.runId, 'x,paid,1,')).body.errors.length, 2)
  t.match((await fileOf(run.runId)).body, /^reference[^\r]*\r\n$/, 'what was told of is not sent again')

  t.match(await mine(small, 'next-payout'), { netPaise: 10_500, lastReturn: 'Account closed' })
  t.match((await mine(small, 'payouts')).items, [{ state: 'returned', returnReason: 'Account closed' }])
  const { items } = await mine(shop, `payouts/${line.payoutId}`)
  t.match(items, [{ orderId: first, goodsPaise: 10_500, tcsPaise: 50, netPaise: 10_450 }])
  t.equal((await mine(small, `payouts/${line.payoutId}`)).code, 'notFound')
  t.equal((await call(app, poor.owner, 'GET', `/v1/traders/${shop.traderId}/payouts`)).status, 404)
  const csv = await app.inject({
    url: `/v1/traders/${shop.traderId}/payout-statement`,
    headers: { authorization: `Bearer ${shop.owner}` },
  })
  t.match(csv.body, `paid,512300000001,${first},,105.00,0.00,-0.50,104.50`)
  t.equal((await mine(shop, 'payout-statement?from=2026-01-02&to=2026-01-01')).code, 'invalidFields')
  t.notMatch(csv.body, fresh)
  await settleAll()
  await stands(t)
})

t.test('what comes back after it was paid is carried over until there is more', async (t) => {
  const shop = await newTrader()
  const orderId = await sold(shop)
  await settleAll()
  await takeBack(orderId, 2_100n)
  t.match(await mine(shop, 'next-payout'), {
    standing: 'tooLittle',
    takenBackPaise: 2_100,
    tcsPaise: -10,
    netPaise: -2_090,
  })
  t.match(await mine(shop, 'money'), { owedBackPaise: 2_100, soldPaise: 8_400, paidOutPaise: 10_450 })
  await settleAll()
  t.match(await mine(shop, 'money'), { owedBackPaise: 2_100, paidOutPaise: 10_450 }, 'nobody pays below zero')
  await sold(shop)
  const run = await open()
  t.match(await lineOf(run.runId, shop), { state: 'ready', orders: 2, netPaise: 10_450 - 2_090 })
  await approve(run)
  t.match(await mine(shop, 'money'), { owedBackPaise: 0, underWayPaise: 8_360, tcsPaise: 90 })
  const { payoutId } = await lineOf(run.runId, shop)
  const hand = (body: object) => act('POST', `payouts/${payoutId}/result`, body)
  t.equal((await hand({ status: 'paid' })).body.code, 'invalidFields')
  t.match((await hand({ status: 'paid', utr: '512300000011' })).body, { state: 'paid', utr: '512300000011' })
  t.equal((await hand({ status: 'paid', utr: '512300000011' })).status, 200, 'said twice')
  await stands(t)

  t.equal((await hand({ status: 'paid', utr: '512300000012' })).body.code, 'payoutContradicted')
  const decide = (decision: string) =>
    act('POST', `payouts/${payoutId}/case`, { decision, reason: 'As the bank wrote.' })
  t.equal((await decide('accept')).body.code, 'payoutStands', 'paid twice is for the bank to mend')
  t.equal((await decide('keep')).status, 200)
  t.equal((await hand({ status: 'returned', reason: 'No such account' })).body.code, 'payoutContradicted')
  t.equal((await act('GET', 'payout-cases?limit=20')).body.items.length, 1)
  const accepted = await Promise.all([decide('accept'), decide('accept')])
  t.same(accepted.map(({ status }) => status).sort(), [200, 409], 'decided once')
  t.match((await act('GET', `payouts/${payoutId}`)).body, {
    state: 'returned',
    returnReason: 'No such account',
  })
  await stands(t)
  t.match(await mine(shop, 'next-payout'), { netPaise: 8_360 }, 'it is owed again')
  t.equal((await hand({ status: 'paid', utr: '512300000013' })).body.code, 'payoutContradicted')
  t.equal((await decide('accept')).status, 200)
  t.match(await mine(shop, 'money'), { paidOutPaise: 18_810, owedBackPaise: 0 })
  t.equal((await hand({ status: 'returned', reason: 'Third word' })).body.code, 'payoutContradicted')
  t.equal((await decide('accept')).body.code, 'payoutStands', 'nothing is booked a second time')
  t.equal((await decide('keep')).status, 200)
  t.equal((await decide('keep')).body.code, 'payoutCaseClosed')
  await stands(t)
  await settleAll()
})

t.test('cash in a shop’s own hand is taken off once the platform has paid it back', async (t) => {
  const shop = await newTrader()
  const orderId = await sold(shop, { method: 'cod' })
  const cash = { orderId, shopId: shop.shopId, providerId: null, amountPaise: 13_000n }
  await db.transaction((tx) => payments.collectCash(tx, cash))
  t.match(await mine(shop, 'next-payout'), { orders: 0, netPaise: 0, waits: [] }, 'it has its money')
  await takeBack(orderId, 10_500n)
  t.match(await mine(shop, 'next-payout'), { takenBackPaise: 10_500, netPaise: -10_500 })
  await sold(shop)
  await sold(shop)
  const run = await open()
  t.match(await lineOf(run.runId, shop), { takenBackPaise: 10_500, netPaise: 20_900 - 10_500 })
  await approve(run)
  await stands(t)
  t.match(await mine(shop, 'next-payout'), { orders: 0, netPaise: 0 })
  const { payoutId } = await lineOf(run.runId, shop)
  await results(run.runId, `${payoutId},returned,,Wrong IFSC`)
  t.match(await mine(shop, 'next-payout'), { takenBackPaise: 10_500, netPaise: 10_400 }, 'all of it again')
  await stands(t)
  await settleAll()
  await stands(t)
})

t.test('the day’s run opens once by itself, and is given up by hand', async (t) => {
  const [daily] = payouts.upkeep
  const runsNow = async () => (await act('GET', 'payout-runs?limit=100&state=open')).body.items.length
  await sql(`update payout_runs set opened_at = opened_at - interval '2 days'`)
  await daily!.run()
  t.equal(await runsNow(), 0, 'nobody is to be paid')
  const shop = await newTrader({ bank: false, upiId: 'sharma@upi' })
  // Where one trader alone is paid by UPI its own id takes the money: the platform has it by another way.
  const orderId = await sold(shop, { method: 'cod' })
  const providerId = newId('provider')
  await db.transaction((tx) =>
    payments.collectCash(tx, { orderId, shopId: shop.shopId, providerId, amountPaise: 13_000n }),
  )
  const remit = (paise: bigint) =>
    db.transaction((tx) =>
      payments.remit(tx, { orderId, hand: providerId, cause: newId('remittanceLine'), share: () => paise }),
    )
  await remit(5_000n)
  t.match((await mine(shop, 'next-payout')).waits, [{ why: 'inHands' }], 'all of the cash has to be there')
  await remit(8_000n)
  t.match(await mine(shop, 'next-payout'), { standing: 'ready', runIsOpen: false })
  await Promise.all([daily!.run(), daily!.run()])
  t.equal(await runsNow(), 1)
  const [{ runId }] = (await act('GET', 'payout-runs?limit=1')).body.items
  t.match((await mine(shop, 'next-payout')).runIsOpen, true)
  const cancel = () => act('POST', `payout-runs/${runId}/cancel`)
  t.match((await cancel()).body, { state: 'cancelled' })
  t.equal((await cancel()).body.code, 'payoutRunDecided')
  await daily!.run()
  t.equal(await runsNow(), 0, 'not twice in a day')
  const run = await open()
  await approve(run)
  t.match((await fileOf(run.runId)).body, ',UPI,Sharma Traders,,,sharma@upi,104.50')
  const { payoutId } = await lineOf(run.runId, shop)
  await results(run.runId, `${payoutId},paid,${utr()},`)
  const empty = await open()
  t.equal((await approve(empty)).body.code, 'payoutRunEmpty')
  await act('POST', `payout-runs/${empty.runId}/cancel`)
  t.match((await results(empty.runId, `${payoutId},paid,${utr()},`)).body, { code: 'payoutRunNotApproved' })
  t.equal((await call(app, shop.owner, 'POST', path)).status, 403)
  await stands(t)
})

t.test('what breaks off leaves nothing behind, and is done again', async (t) => {
  const shop = await newTrader()
  await sold(shop)
  const broken = await world.http([
    createPayouts({
      ...deps,
      money: {
        ...payments,
        bookPayout: async (...given) => {
          await payments.bookPayout(...given)
          throw new Error('the process ends here')
        },
      },
    }).routes,
  ])
  const run = await open()
  const seen = { payouts: run.payouts, amountPaise: run.amountPaise }
  const at = `${path}/${run.runId}`
  t.equal((await call(broken, operator, 'POST', `${at}/approve`, seen)).status, 500)
  t.match((await act('GET', `payout-runs/${run.runId}`)).body, { state: 'open', payouts: run.payouts })
  await stands(t)
  t.equal((await approve(run)).status, 200)
  const { payoutId } = await lineOf(run.runId, shop)
  const csv = `reference,status,utr,reason\n${payoutId},paid,${utr()},\n`
  t.equal((await call(broken, operator, 'POST', `${at}/results`, { csv })).status, 500)
  t.match((await act('GET', `payouts/${payoutId}`)).body, { state: 'underWay', utr: null })
  await stands(t)
  t.match((await act('POST', `payout-runs/${run.runId}/results`, { csv })).body.counts, { paid: 1 })
  await stands(t)
})

t.test('histories: whatever happens at once, nothing is paid twice and every paisa stands', async (t) => {
  const step = fc.oneof(
    fc.constant('sell' as const),
    fc.constant('run' as const),
    fc.constant('paid' as const),
    fc.constant('returned' as const),
    fc.constant('takeBack' as const),
    fc.constant('accept' as const),
    fc.constant('sellForCash' as const),
    fc.constant('draw' as const),
  )
  const drawDues = payments.upkeep.find(({ name }) => name === 'payments.drawDues')!
  let runs = 0
  let taken = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 8 }),
      async (course) => {
        // What the second sells it is paid for in its own hand.
        const [shop, atDoor] = [await newTrader(), await newTrader()]
        const bought = [await sold(shop), await sold(shop)]
        const known: { runId: string; payoutId: string }[] = []
        const run = async () => {
          const one = await open()
          const list = one.runId ? one : (await act('GET', 'payout-runs?limit=1&state=open')).body.items[0]
          if (!list) return
          const now = (await act('GET', `payout-runs/${list.runId}`)).body
          const done = await approve(now)
          if (done.body.code === 'payoutRunEmpty') await act('POST', `payout-runs/${list.runId}/cancel`)
          if (done.status === 200) {
            const line = await lineOf(list.runId, shop)
            if (line) known.push({ runId: list.runId, payoutId: line.payoutId })
          }
        }
        const tell = async (row: (id: string) => string) => {
          const last = known.at(-1)
          if (last) await results(last.runId, row(last.payoutId))
        }
        const happen = {
          sell: async () => void bought.push(await sold(shop)),
          sellForCash: async () => {
            const orderId = await sold(atDoor, { method: 'cod' })
            bought.unshift(orderId)
            const cash = { orderId, shopId: atDoor.shopId, providerId: null, amountPaise: 13_000n }
            await db.transaction((tx) => payments.collectCash(tx, cash))
          },
          draw: () => drawDues.run(),
          run,
          paid: () => tell((id) => `${id},paid,412300000001,`),
          returned: () => tell((id) => `${id},returned,,Account closed`),
          takeBack: async () => {
            const orderId = bought[++taken % bought.length]!
            const left = (
              await sql('select goods_paise - returned_paise as left from orders where id = $1', [
                uuidOf(orderId),
              ])
            )[0].left
            if (BigInt(left) >= 1_000n) await takeBack(orderId, 1_000n).catch(() => {})
          },
          accept: async () => {
            const last = known.at(-1)
            if (last)
              await act('POST', `payouts/${last.payoutId}/case`, { decision: 'accept', reason: 'Seen.' })
          },
        }
        for (const together of course) {
          await Promise.all(together.map((what) => happen[what]()))
          const { problems } = await payments.checkLedger()
          if (problems.length > 0) throw new Error(JSON.stringify(problems))
          assert.deepEqual(await openAsFound(world), await openByLedger(world))
        }
        runs++
        // In the end all is settled: what was paid and kept as tax is what was sold and stayed, or is owed back.
        const left = await open()
        if (left.runId) await act('POST', `payout-runs/${left.runId}/cancel`)
        const rows = await sql(
          `select coalesce(sum(p.amount_paise), 0)::text as paid from payouts p where trader_id = $1 and state <> 'returned'`,
          [uuidOf(shop.traderId)],
        )
        const { underWayPaise, paidOutPaise, tcsPaise, soldPaise, owedPaise, owedBackPaise } = await mine(
          shop,
          'money',
        )
        if (Number(rows[0].paid) !== underWayPaise + paidOutPaise) throw new Error('paid and booked differ')
        if (soldPaise !== underWayPaise + paidOutPaise + tcsPaise + owedPaise - owedBackPaise)
          throw new Error('a paisa is missing')
      },
    ),
    { numRuns: 8 },
  )
  t.equal(runs, 8)
  const ends = await sql(
    `select distinct state, claim_decision as "claim" from payouts where created_at > now() - interval '1 hour'`,
  )
  for (const state of ['paid', 'returned'])
    t.ok(
      ends.some((end) => end.state === state),
      `some payout ended ${state}`,
    )
})
