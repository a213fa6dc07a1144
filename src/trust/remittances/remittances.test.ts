import fc from 'fast-check'
import t from 'tap'
import { alwaysOpen, createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { type Id, newId, uuidOf } from '../../kernel/ids.ts'
import { readSettlement, settle } from './remittances.rules.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const utr = (n: number) => String(400_000_000_000 + n)
const file = (...rows: readonly (readonly [string, string, string])[]) =>
  ['reference,amount,date,utr', ...rows.map(([ref, sum, bank]) => `${ref},${sum},2026-11-20,${bank}`)].join(
    '\n',
  )
const rupees = (paise: bigint) => `${paise / 100n}.${String(paise % 100n).padStart(2, '0')}`

/** A parcel that was delivered against cash. */
const delivered = async (more: object = {}) => {
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const { codes } = world.shipments
  const steps = [
    ['pickedUp', { handoverCode: codes.codeOf(parcel.shipmentId, 'handover') }],
    [
      'delivered',
      {
        deliveryCode: codes.codeOf(parcel.shipmentId, 'delivery'),
        cashCollectedPaise: Number(parcel.codPaise),
        ...more,
      },
    ],
  ] as const
  for (const [status, told] of steps)
    t.equal((await world.tell(provider, parcel.offerId!, status, told)).status, 200)
  return { ...parcel, buyer: order.buyer }
}
const tell = (csv: string, token: string = provider.owner) =>
  world.call('POST', `/v1/providers/${provider.providerId}/remittances`, token, { csv })
const book = (id: string) => world.call('POST', `/v1/operator/remittances/${id}/book`, world.operator)
const held = async (): Promise<bigint> =>
  (await world.payments.cashByProvider(world.db)).get(provider.providerId) ?? 0n

t.test('a settlement file is matched against the ledger; what differs becomes a case', async (t) => {
  const [one, two, three] = [await delivered(), await delivered(), await delivered()]
  const before = await held()
  t.equal(before, one.codPaise + two.codPaise + three.codPaise)
  const csv = file(
    [one.orderId, rupees(one.codPaise), utr(1)],
    [two.shipmentId, rupees(two.codPaise - 100n), utr(1)],
    [three.orderId, rupees(three.codPaise + 500n), utr(2)],
    [newId('order'), '10.00', utr(3)],
    [one.orderId, rupees(one.codPaise), utr(1)],
  )
  const told = await tell(csv)
  t.equal(told.status, 201)
  t.match(told.body, { state: 'told', lines: 5, matched: 0 })
  t.equal(await held(), before, 'a word books nothing')
  const { remittanceId } = told.body
  const booked = await book(remittanceId)
  t.match(booked.body, { state: 'booked', matched: 1, short: 1, over: 1, unknown: 1, repeated: 1 })
  t.equal(await held(), 100n, 'what was short is still in hand; never more than was held is booked')
  t.equal((await book(remittanceId)).body.code, 'remittanceBooked')
  const again = await book((await tell(csv)).body.remittanceId)
  t.match(again.body, { repeated: 5, matched: 0 }, 'the same file again changes nothing')
  t.equal(await held(), 100n)
  t.same((await world.payments.checkLedger()).problems, [])

  const { items } = await world.ok('GET', '/v1/operator/cash-cases?limit=20', world.operator)
  t.same(items.map((item: { outcome: string }) => item.outcome).sort(), ['over', 'short', 'unknown'])
  const close = () =>
    world.call('POST', `/v1/operator/cash-cases/${items[0].lineId}/close`, world.operator, {
      reason: 'Told by phone.',
    })
  t.equal((await close()).status, 200)
  t.equal((await close()).body.code, 'caseClosed')
  t.equal((await world.ok('GET', '/v1/operator/cash-cases?limit=20', world.operator)).items.length, 2)
  t.ok(
    world.decisions.some(
      ({ action, objectId }) => action === 'cashCase.close' && objectId === items[0].lineId,
    ),
  )

  const statement = await world.ok('GET', `/v1/providers/${provider.providerId}/statement`, provider.owner)
  t.match(statement.cash, { remittedPaise: Number(before - 100n), closingPaise: 100 })
  const mine = await world.ok('GET', `/v1/providers/${provider.providerId}/remittances`, provider.owner)
  t.equal(mine.items.length, 2)
  const report = await world.ok(
    'GET',
    `/v1/providers/${provider.providerId}/remittances/${remittanceId}`,
    provider.owner,
  )
  t.equal(report.rows.length, 5)
})

t.test(
  'a parcel is named by its booking, its own id or its order, and counts once under all of them',
  async (t) => {
    const [parcel, other] = [await delivered(), await delivered()]
    const before = await held()
    const sum = rupees(parcel.codPaise)
    const csv = file(
      [parcel.offerId!, sum, utr(5)],
      [parcel.shipmentId, sum, utr(5)],
      [other.shipmentId, rupees(other.codPaise - 100n), utr(5)],
      [newId('offer'), '10.00', utr(5)],
    )
    const booked = await book((await tell(csv)).body.remittanceId)
    t.match(booked.body, { matched: 1, repeated: 1, short: 1, unknown: 1 })
    t.equal(booked.body.rows[0].outcome, 'matched', 'under the reference by which a startup knows it')
    const names = file([parcel.orderId, sum, utr(5)], [other.offerId!, '1.00', utr(5)])
    const again = await book((await tell(names)).body.remittanceId)
    t.match(again.body, { repeated: 2 }, 'also under another name')
    t.equal(await held(), before - parcel.codPaise - other.codPaise + 100n)
    t.equal(
      (await book((await tell(file([other.offerId!, '1.00', utr(6)]))).body.remittanceId)).body.matched,
      1,
    )
    t.match(await tell(file([newId('shop'), '1.00', utr(6)])), {
      status: 400,
      body: { errors: [{ detail: /row 2, reference: .*off_.*shm_.*ord_/ }] },
    })
  },
)

t.test('the rest comes with a further file', async (t) => {
  const parcel = await delivered()
  const before = await held()
  const half = parcel.codPaise / 2n
  for (const [at, sum] of [half, parcel.codPaise - half].entries())
    await book((await tell(file([parcel.orderId, rupees(sum), utr(10 + at)]))).body.remittanceId)
  t.equal(await held(), before - parcel.codPaise)
  t.same((await world.payments.checkLedger()).problems, [])
})

t.test('two files at a time do not book one parcel twice', async (t) => {
  const parcel = await delivered()
  const before = await held()
  const files = await Promise.all(
    [20, 21, 22].map((n) => tell(file([parcel.orderId, rupees(parcel.codPaise), utr(n)]))),
  )
  const booked = await Promise.all(files.map(({ body }) => book(body.remittanceId)))
  t.equal(
    booked.reduce((sum, { body }) => sum + body.matched, 0),
    1,
  )
  t.equal(
    booked.reduce((sum, { body }) => sum + body.unknown, 0),
    2,
  )
  t.equal(await held(), before - parcel.codPaise)
})

t.test('cash is in the rider’s hand until it is handed in', async (t) => {
  const before = await held()
  const riders = `/v1/providers/${provider.providerId}/rider-cash`
  const ofRiders = async () => (await world.ok('GET', riders, provider.owner)).items
  const one = await delivered({ riderId: 'r-1' })
  const two = await delivered({ riderId: 'r-1' })
  const three = await delivered({ riderId: 'r-2' })
  const sum = one.codPaise + two.codPaise
  t.match(await ofRiders(), [
    { riderId: 'r-1', heldPaise: Number(sum), limitPaise: 30_000, full: false },
    { riderId: 'r-2', full: false },
  ])
  t.equal(await held(), before + sum + three.codPaise, 'what its riders have is the provider’s to answer for')
  const four = await delivered({ riderId: 'r-1' })
  t.match((await ofRiders())[0], { riderId: 'r-1', full: true })
  const next = await world.packedOrder()
  await world.settle()
  const { offerId } = await world.parcelOf(next)
  const assign = (riderId: string) => world.tell(provider, offerId!, 'agentAssigned', { riderId })
  t.match(await assign('r-1'), { status: 409, body: { code: 'riderHasTooMuchCash' } })
  t.equal((await assign('r-2')).status, 200)

  t.equal((await world.call('POST', riders, newId('account'), { riderId: 'r-1' })).status, 404)
  const handIn = (body: object) => world.ok('POST', riders, provider.owner, body)
  t.match(await handIn({ riderId: 'r-1', orderIds: [one.orderId] }), {
    orders: 1,
    paise: Number(one.codPaise),
  })
  const both = await Promise.all([handIn({ riderId: 'r-1' }), handIn({ riderId: 'r-1' })])
  t.equal(both[0].orders + both[1].orders, 2, 'told twice at once, handed in once')
  t.match(await ofRiders(), [{ riderId: 'r-2' }])
  t.equal(
    await held(),
    before + sum + three.codPaise + four.codPaise,
    'within the provider nothing came or went',
  )

  // What reached the platform was handed in, whether that was told or not.
  const files = [two, three].map(
    (parcel, at) => [parcel.orderId, rupees(parcel.codPaise), utr(50 + at)] as const,
  )
  t.match((await book((await tell(file(...files))).body.remittanceId)).body, { matched: 2 })
  t.same(await ofRiders(), [])
  t.same((await world.payments.checkLedger()).problems, [])
  await Promise.all(world.payments.upkeep.map(({ run }) => run()))
  t.equal(await held(), before + one.codPaise + four.codPaise, 'drawn up, the balances are the same')
  t.same((await world.payments.checkLedger()).problems, [])
})

t.test('strangers see and tell nothing; wrong rows are named', async (t) => {
  const url = `/v1/providers/${provider.providerId}/remittances`
  t.equal((await world.call('GET', url, newId('account'))).status, 404)
  t.equal((await tell(file([newId('order'), '1.00', utr(30)]), newId('account'))).status, 404)
  const wrong = await tell('reference,amount,date,utr\nhello,-1,2026-13-01,x\n')
  t.equal(wrong.status, 400)
  t.same(wrong.body.errors.length, 4)
  t.match(wrong.body.errors[0].detail, /row 2, reference/)
  t.equal((await tell('a,b\n1,2\n')).status, 400)
  t.equal((await tell('"')).status, 400)
})

t.test('who has too much cash gets no parcel with cash, by a rule with a name', async (t) => {
  await delivered()
  await world.ok('PUT', `/v1/operator/providers/${provider.providerId}/cash-limit`, world.operator, {
    limitPaise: 1,
  })
  const { items } = await world.ok('GET', '/v1/operator/cash', world.operator)
  t.match(items, [{ providerId: provider.providerId, full: true, limitPaise: 1 }])
  // What decisions remember of cash is looked at anew when marks are counted.
  for (const { run } of world.dispatch.upkeep) await run()
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  t.equal(parcel.state, 'bookingFailed')
  const search = await world.ok('GET', `/v1/shipments/${parcel.shipmentId}/search`, order.owner)
  t.match(JSON.stringify(search), /cashLimit/)
  await world.ok('PUT', `/v1/operator/providers/${provider.providerId}/cash-limit`, world.operator, {
    limitPaise: 0,
  })
  for (const { run } of world.dispatch.upkeep) await run()
  await world.passTime()
  t.equal((await world.parcelOf(order)).state, 'booked')
})

/** A point of its own shop, and cash that it took at its counter. */
const pointWithCash = async () => {
  const kirana = await world.newShop()
  const { pointId } = await world.ok('POST', `/v1/shops/${kirana.shopId}/point`, kirana.owner, {
    ...{ hours: alwaysOpen, shelfParcels: 40, parcelsPerDay: 40, feePaise: 800 },
    ...{ deliversMetres: null, deliveryFeePaise: 0 },
  })
  const take = async (pointId?: Id<'point'>) => {
    const { facts, ...order } = await world.packedOrder({ tell: false })
    const amountPaise = 12_500n
    await world.db.transaction((tx) =>
      world.payments.collectCash(tx, { ...order, providerId: null, pointId, amountPaise }),
    )
    return { ...order, amountPaise }
  }
  return { pointId: pointId as Id<'point'>, owner: kirana.owner, take }
}

t.test('what a point sends on and the ledger has not becomes a case, as of startups', async (t) => {
  const point = await pointWithCash()
  const [one, two, three] = [
    await point.take(point.pointId),
    await point.take(point.pointId),
    await point.take(point.pointId),
  ]
  const at = `/v1/points/${point.pointId}/remittances`
  const csv = file(
    [one.orderId, rupees(one.amountPaise), utr(60)],
    [two.orderId, rupees(two.amountPaise - 2_500n), utr(60)],
    [three.orderId, rupees(three.amountPaise + 700n), utr(61)],
    [newId('order'), '10.00', utr(62)],
  )
  const { remittanceId } = await world.ok('POST', at, point.owner, { csv })
  t.match((await book(remittanceId)).body, { matched: 1, short: 1, over: 1, unknown: 1, hand: point.pointId })
  const till = await world.ok('GET', `/v1/points/${point.pointId}/cash`, point.owner)
  t.equal(till.heldPaise, 2500, 'what is missing is still in its hand')
  t.equal((await world.ok('GET', `${at}/${remittanceId}`, point.owner)).rows.length, 4)
  t.equal((await world.call('GET', `${at}/${remittanceId}`, provider.owner)).status, 404)
  const cases = async () =>
    (await world.ok('GET', '/v1/operator/cash-cases?limit=100', world.operator)).items.filter(
      ({ hand }: { hand: string }) => hand === point.pointId,
    )
  const open = await cases()
  t.match(open.map(({ outcome }: { outcome: string }) => outcome).sort(), ['over', 'short', 'unknown'])
  const { name } = (await world.points.find(world.db, point.pointId))!
  t.ok(name && open.every((one: { name: string }) => one.name === name), 'with the name of the point')
  await world.ok('POST', `/v1/operator/cash-cases/${open[0].lineId}/close`, world.operator, {
    reason: 'Seen.',
  })
  t.equal((await cases()).length, 2)

  const rest = `/v1/operator/points/${point.pointId}/remittances`
  const csvOfRest = file([two.orderId, '25.00', utr(63)])
  t.equal((await world.call('POST', rest, point.owner, { csv: csvOfRest })).status, 403)
  const recorded = await world.ok('POST', rest, world.operator, { csv: csvOfRest })
  t.match((await book(recorded.remittanceId)).body, { matched: 1 })
  t.same((await world.payments.checkLedger()).problems, [])
})

t.test('a point sees order by order what it has not sent on, and takes a wrong file back', async (t) => {
  const point = await pointWithCash()
  const [one, two] = [await point.take(point.pointId), await point.take(point.pointId)]
  const at = `/v1/points/${point.pointId}`
  const open = async () => (await world.ok('GET', `${at}/cash/orders?limit=20`, point.owner)).items
  t.match(await open(), [
    { orderId: one.orderId, heldPaise: 12_500, told: false },
    { orderId: two.orderId, heldPaise: 12_500, told: false },
  ])
  const first = await world.ok('GET', `${at}/cash/orders?limit=1`, point.owner)
  const rest = await world.ok('GET', `${at}/cash/orders?limit=1&cursor=${first.nextCursor}`, point.owner)
  t.match([...first.items, ...rest.items], await open(), 'page by page the same')
  t.equal(
    (await world.call('GET', `${at}/cash/orders`, provider.owner)).status,
    404,
    'another’s is not there',
  )

  const csv = file([one.orderId, rupees(one.amountPaise - 500n), utr(80)])
  const { remittanceId } = await world.ok('POST', `${at}/remittances`, point.owner, { csv })
  t.same(
    (await open()).map(({ told }: { told: boolean }) => told),
    [true, false],
  )
  const withdraw = (who: string) => world.call('POST', `${at}/remittances/${remittanceId}/withdraw`, who)
  t.equal((await withdraw(provider.owner)).status, 404)
  t.match(await withdraw(point.owner), { status: 200, body: { state: 'withdrawn', matched: 0 } })
  t.equal((await withdraw(point.owner)).body.code, 'remittanceWithdrawn')
  t.match(await book(remittanceId), { status: 409, body: { code: 'remittanceWithdrawn' } })
  t.same(
    (await open()).map(({ told }: { told: boolean }) => told),
    [false, false],
  )
  t.ok(
    world.decisions.some(
      ({ action, objectId }) => action === 'remittance.withdraw' && objectId === remittanceId,
    ),
  )

  const again = await world.ok('POST', `${at}/remittances`, point.owner, { csv })
  t.match((await book(again.remittanceId)).body, { short: 1, open: 1, name: String })
  t.equal((await withdraw(point.owner)).body.code, 'remittanceWithdrawn')
  t.equal(
    (await world.call('POST', `${at}/remittances/${again.remittanceId}/withdraw`, point.owner)).body.code,
    'remittanceBooked',
  )
  t.match(await world.ok('GET', `${at}/cash`, point.owner), { heldPaise: 13_000, waiting: 0, open: 1 })
  t.match(await open(), [{ orderId: one.orderId, heldPaise: 500 }, { orderId: two.orderId }])
  t.match(await world.ok('GET', `/v1/operator/points/${point.pointId}/cash`, world.operator), {
    ...{ name: String, heldPaise: 13_000, full: false },
  })
  t.match(await world.ok('GET', `/v1/operator/providers/${provider.providerId}/cash`, world.operator), {
    ...{ name: String, heldPaise: Number(await held()) },
  })
  const ofPoint = await world.ok('GET', `/v1/operator/remittances?hand=${point.pointId}`, world.operator)
  t.same(
    ofPoint.items.map(({ remittanceId: id, open: n }: { remittanceId: string; open: number }) => [id, n]),
    [
      [again.remittanceId, 1],
      [remittanceId, 0],
    ],
  )
})

t.test('whose hands cash is in, and since when', async (t) => {
  const draw = () => Promise.all(world.payments.upkeep.map(({ run }) => run()))
  const hands = async (query = '') =>
    (await world.ok('GET', `/v1/operator/cash/hands?limit=100${query}`, world.operator)).items
  const point = await pointWithCash()
  const [first, second] = [await point.take(point.pointId), await point.take(point.pointId)]
  const own = await point.take()
  await delivered({ riderId: 'r-9' })
  await world.ok('PUT', `/v1/operator/points/${point.pointId}/cash-limit`, world.operator, {
    limitPaise: 20_000,
  })
  for (const [order, hours] of [
    [first, 50],
    [second, 20],
  ] as const)
    await world.sql(`update cash_changes set at = now() - $2 * interval '1 hour' where order_id = $1`, [
      uuidOf(order.orderId),
      hours,
    ])
  await draw()
  const all = await hands()
  t.same(
    all.map(({ since }: { since: string }) => since),
    all.map(({ since }: { since: string }) => since).sort(),
    'the oldest first',
  )
  const of = (kind: string, party: string) =>
    all.find((one: { kind: string; party: string }) => one.kind === kind && one.party === party)
  t.match(of('point', point.pointId), { heldPaise: 25_000, limitPaise: 20_000, full: true, riderId: null })
  t.match(of('rider', provider.providerId), { riderId: 'r-9', limitPaise: 30_000, name: String })
  t.match(of('shop', own.shopId), { limitPaise: 0, full: false, name: String })
  t.match(of('provider', provider.providerId), { full: false, name: of('rider', provider.providerId).name })
  const age = (since: string) => Math.round((Date.now() - Date.parse(since)) / 3_600_000)
  t.equal(age(of('point', point.pointId).since), 50)

  const csv = file([first.orderId, rupees(first.amountPaise), utr(70)])
  const told = await world.ok('POST', `/v1/points/${point.pointId}/remittances`, point.owner, { csv })
  await book(told.remittanceId)
  await draw()
  const [mine] = (await hands('&kind=point')).filter(
    ({ party }: { party: string }) => party === point.pointId,
  )
  t.match(mine, { heldPaise: 12_500, full: false })
  t.equal(age(mine.since), 20, 'the oldest was sent on: the next oldest counts')
  await world.ok('POST', `/v1/providers/${provider.providerId}/rider-cash`, provider.owner, {
    riderId: 'r-9',
  })
  await draw()
  t.same(await hands('&kind=rider'), [], 'handed in, it is no rider’s any more')

  const pages = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const more: string = next === '' ? '' : `&cursor=${next}`
    const page = await world.ok('GET', `/v1/operator/cash/hands?limit=1${more}`, world.operator)
    pages.push(...page.items)
    next = page.nextCursor
  }
  t.same(pages, await hands(), 'page by page the same')
  t.equal((await world.call('GET', '/v1/operator/cash/hands', provider.owner)).status, 403)
  t.equal((await world.call('GET', '/v1/operator/cash/hands?kind=bank', world.operator)).status, 400)
  t.same((await world.payments.checkLedger()).problems, [])
})

t.test('never more is booked than was held, and only what is equal matches', async (t) => {
  const sum = fc.bigInt({ min: 1n, max: 10_000n })
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10_000n }), sum, (heldPaise, amountPaise) => {
      const { outcome, bookedPaise } = settle(heldPaise, amountPaise)
      return (
        bookedPaise <= heldPaise &&
        bookedPaise <= amountPaise &&
        (outcome === 'matched') === (heldPaise === amountPaise)
      )
    }),
  )
  const [row] = readSettlement(
    `\ufeffUTR,Date,Amount,Reference\nn123456789012345,2026-11-20,"1,420.50",${newId('shipment')}\n`,
  )
  t.match(row, { amountPaise: 142_050n, utr: 'N123456789012345', row: 2 })
})
