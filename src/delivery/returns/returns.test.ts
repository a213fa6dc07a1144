import t from 'tap'
import { alwaysOpen, createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import { countDamaged } from './index.ts'

const world = await createDeliveryWorld(t)
const capabilities = {
  pickup: { pins: [], pinPrefixes: ['560'], circles: [] },
  maxWeightGrams: 20_000,
  food: true,
  cod: true,
}
const cheap = await world.addProvider()
const back = await world.addProvider({
  capabilities: { ...capabilities, hours: alwaysOpen, reverse: true },
  rateCard: { basePaise: 900_000, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
})
const photoUrl = 'https://photos.example.com/1.jpg'
const fits = { found: { pieces: 1, article: true, seal: true, condition: true }, photoUrl }

/** An order that was delivered, of goods that may go back. */
const delivered = async (how: { hsn?: string } = {}) => {
  const order = await world.packedOrder()
  await world.sql('update order_lines set hsn = $2 where order_id = $1', [
    uuidOf(order.orderId),
    how.hsn ?? '7323',
  ])
  await world.settle()
  const parcel = await world.parcelOf(order)
  const url = `/v1/shipments/${parcel.shipmentId}`
  const { handoverCode } = await world.ok('GET', url, order.owner)
  const { deliveryCode } = await world.ok('GET', url, order.buyer)
  await world.tell(cheap, parcel.offerId!, 'pickedUp', { handoverCode })
  await world.tell(cheap, parcel.offerId!, 'delivered', { deliveryCode, cashCollectedPaise: 12_500 })
  const base = `/v1/orders/${order.orderId}/returns`
  const { may } = await world.ok('GET', base, order.buyer)
  const lines = [{ lineId: may?.lines[0]?.lineId, quantity: 1 }]
  const ask = (body: Record<string, unknown> = {}) =>
    world.call('POST', base, order.buyer, { lines, reason: 'damaged', ...body })
  return { order, parcel, base, may, lines, ask }
}

/** The same, asked and accepted, its leg booked. */
const accepted = async (reason = 'damaged') => {
  const all = await delivered()
  const { returnId } = (await all.ask({ reason })).body
  const url = `/v1/returns/${returnId}`
  await world.ok('POST', `${url}/accept`, all.order.owner)
  await world.settle()
  const leg = (await world.shipments.openLegOf(world.db, all.parcel))!
  const asBuyer = () => world.ok('GET', url, all.order.buyer)
  const asShop = () => world.ok('GET', url, all.order.owner)
  const { pickupCode } = (await asBuyer()).pickup
  const tell = (status: string, more: Record<string, unknown> = {}) =>
    world.tell(back, leg.offerId!, status, more)
  return { ...all, returnId, url, leg, asBuyer, asShop, pickupCode, tell }
}

const refundsOf = (order: { facts: { purchaseId: string } }) =>
  world.sql('select amount_paise::int as paise, state from refunds where purchase_id = $1', [
    uuidOf(order.facts.purchaseId as `pur_${string}`),
  ])
const ledger = async () => (await world.payments.checkLedger()).problems

t.test('asked, accepted, looked at, fetched, brought, paid back, sold again', async (t) => {
  const { order, may, ask, base, parcel } = await delivered()
  t.match(may.lines, [{ left: 1, pricePaise: 10_000, reasons: ['damaged'] }])
  const asked = await ask({ reason: 'changedMind', note: 'Too small.', photoUrl })
  t.match(asked, { status: 201, body: { state: 'asked', goodsPaise: 10_000, otherwise: 'escalate' } })
  const { returnId } = asked.body
  const url = `/v1/returns/${returnId}`
  t.match(await ask({ reason: 'changedMind' }), { status: 201, body: { returnId } }, 'pressed twice: one')
  t.match(await ask({ reason: 'damaged' }), { status: 409, body: { code: 'returnOpen' } })
  t.equal((await world.ok('GET', base, order.buyer)).may, null)
  t.match(await world.ok('GET', `/v1/shops/${order.shopId}/returns`, order.owner), {
    items: [{ returnId, note: 'Too small.', viewer: 'shop' }],
  })

  t.match(await world.call('POST', `${url}/accept`, order.owner), {
    status: 200,
    body: { state: 'accepted' },
  })
  t.equal((await world.call('POST', `${url}/accept`, order.owner)).status, 200, 'again changes nothing')
  const made = (await world.shipments.openLegOf(world.db, parcel))!
  t.match(made, { leg: 1, back: true, fromPoint: null, toPoint: null, codPaise: 0n, drop: { point: null } })
  t.notSame(made.pickup.point, parcel.drop.point, 'startups are asked with the middle of the PIN')
  await world.settle()
  const leg = (await world.shipments.openLegOf(world.db, parcel))!
  t.match(leg, { state: 'booked', providerId: back.providerId }, 'the cheaper one does not fetch back')
  t.equal(back.fake.state.parcels.at(-1)?.reverse, true, 'it is told that it goes back')
  t.equal((await world.parcelOf(order)).state, 'delivered', 'the whole stays what it is')

  const asProvider = await world.ok('GET', `/v1/provider/shipments/${leg.shipmentId}`, back.key)
  t.match(asProvider, {
    pickup: { name: 'Asha Rao', line1: String, point: { lat: Number } },
    drop: { name: 'Sharma Kirana' },
    checkList: {
      reason: 'changedMind',
      items: [{ name: 'Atta', quantity: 1 }],
      checks: ['pieces', 'article', 'seal', 'condition', 'photo'],
    },
  })
  t.notMatch(JSON.stringify(asProvider), order.facts.drop.phone.slice(-10))
  const { pickupCode } = (await world.ok('GET', url, order.buyer)).pickup
  t.match(pickupCode, /^[0-9]{6}$/)
  t.notOk('returnCode' in (await world.ok('GET', url, order.buyer)).pickup)
  const { returnCode } = (await world.ok('GET', url, order.owner)).pickup

  const tell = (status: string, more: Record<string, unknown> = {}) =>
    world.tell(back, leg.offerId!, status, more)
  t.match(await tell('delivered', { deliveryCode: returnCode }), { status: 409 }, 'not without fetching it')
  t.match(await tell('pickedUp', fits), { status: 422, body: { code: 'proofMissing' } })
  t.match(await tell('pickedUp', { ...fits, handoverCode: returnCode }), { body: { code: 'codeWrong' } })
  t.match(await tell('pickedUp', { handoverCode: pickupCode }), {
    status: 422,
    body: { code: 'pickupCheckMissing', errors: [{ pointer: '/found/pieces' }] },
  })
  t.match(await tell('pickedUp', { handoverCode: pickupCode, ...fits, eventId: 'once' }), {
    body: { state: 'pickedUp', effect: 'moved' },
  })
  t.match(await tell('pickedUp', { handoverCode: pickupCode, ...fits, eventId: 'once' }), {
    body: { effect: 'repeated' },
  })
  t.match(await world.ok('GET', url, order.buyer), { state: 'pickedUp', look: { differs: [] } })
  for (const word of ['withdraw', 'accept', 'receive'])
    t.match(
      await world.call('POST', `${url}/${word}`, word === 'withdraw' ? order.buyer : order.owner),
      { status: 409 },
      `not ${word} now`,
    )
  const away = { body: { code: 'proofMissing', detail: /^((?!point).)*shop((?!point).)*operator/ } }
  for (const proof of [{}, { deliveryCode: returnCode }])
    t.match(await tell('returned', proof), away, 'back at the door an operator alone can say')
  t.match(await tell('delivered', { deliveryCode: pickupCode }), { body: { code: 'codeWrong' } })
  t.match(await tell('delivered', { photoUrl, location: parcel.pickup.point }), { status: 422 }, 'no photo')
  t.match(await tell('delivered', { deliveryCode: returnCode }), { body: { state: 'delivered' } })
  t.match(await world.ok('GET', url, order.buyer), { state: 'refunded', endedBy: 'code' })
  t.same(await refundsOf(order), [{ paise: 10_000, state: 'requested' }])
  t.same(await ledger(), [])
  const { steps } = await world.ok('GET', url, order.owner)
  t.match(steps, [
    { state: 'asked', by: 'buyer' },
    { state: 'accepted', by: 'shop' },
    { state: 'pickedUp', by: 'carrier' },
    { state: 'refunded', by: 'carrier' },
  ])
  t.match(await world.ok('GET', `/v1/orders/${order.orderId}`, order.buyer), {
    ...{ goodsPaise: 10_000, returnedPaise: 10_000 },
    lines: [{ quantity: 1, returnedQuantity: 1, returnedPaise: 10_000 }],
  })
  await world.sql(`update orders set invoice_number = 'T/1', packed_at = now() where id = $1`, [
    uuidOf(order.orderId),
  ])
  const bill = await world.ok('GET', `/v1/orders/${order.orderId}/bill`, order.owner)
  t.match(bill, {
    creditedPaise: 10_000,
    creditNotes: [
      { number: /^C\d{4}\/1\/1$/, returnId, totalPaise: 10_000, gst: bill.gst, lines: [{ quantity: 1 }] },
    ],
  })
  t.match(await world.ok('GET', `/v1/shops/${order.shopId}/sales`, order.owner), {
    ...{ orders: 1, pieces: 0, goodsPaise: 0, returnedPaise: 10_000, best: [{ pieces: 0, goodsPaise: 0 }] },
  })

  const stock = async () =>
    (
      await world.sql('select sum(available)::int as pieces from stock where shop_id = $1', [
        uuidOf(order.shopId),
      ])
    )[0]
  const before = (await stock())!.pieces as number
  t.match(await world.call('POST', `${url}/restock`, order.owner, {}), { status: 200 })
  t.match(await world.call('POST', `${url}/restock`, order.owner, {}), { status: 200 })
  t.equal((await stock())!.pieces, before + 1, 'once')
  t.match(await ask(), { status: 422, body: { code: 'returnLines' } }, 'it is back already')
  t.notOk('line1' in (await world.ok('GET', `/v1/provider/shipments/${leg.shipmentId}`, back.key)).pickup)
})

t.test('what does not fit stays there; the shop decides again, or it ends', async (t) => {
  const { order, url, pickupCode, tell, asBuyer, parcel } = await accepted('changedMind')
  const found = { pieces: 1, article: true, seal: false, condition: true }
  const word = { handoverCode: pickupCode, found, photoUrl, reason: 'The seal is cut.', eventId: 'look-1' }
  t.match(await tell('pickedUp', word), { status: 200, body: { state: 'cancelled', effect: 'moved' } })
  t.match(await tell('pickedUp', word), { status: 200, body: { effect: 'repeated' } })
  t.match(await asBuyer(), {
    state: 'notTaken',
    otherwise: 'refuse',
    look: { differs: ['seal'], photoUrl, note: 'The seal is cut.', found },
  })
  t.same(await refundsOf(order), [])
  t.match(await tell('pickedUp', { ...word, eventId: 'look-2' }), { body: { effect: 'late' } }, 'over')
  t.equal((await world.call('POST', `${url}/accept`, order.owner)).body.state, 'accepted')
  await world.settle()
  const again = (await world.shipments.openLegOf(world.db, parcel))!
  t.match(again, { leg: 2, state: 'booked' })
  const code = (await asBuyer()).pickup.pickupCode
  t.match(await world.tell(back, again.offerId!, 'pickedUp', { ...word, handoverCode: code }), {
    body: { state: 'cancelled' },
  })
  await world.sql(`update goods_returns set answer_by = now() where id = $1`, [
    uuidOf(url.split('/').at(-1) as `ret_${string}`),
  ])
  t.equal(await world.returns.sweep(), 1)
  t.match(await asBuyer(), { state: 'refused', decidedBy: 'time' })
  t.same(await ledger(), [])
})

t.test('silence: the seller’s fault is accepted, a change of mind goes to an operator', async (t) => {
  const pass = () => world.sql(`update goods_returns set answer_by = now() where state = 'asked'`)
  const fault = await delivered()
  const mind = await delivered()
  const one = (await fault.ask()).body
  const other = (await mind.ask({ reason: 'changedMind' })).body
  t.equal(await world.returns.sweep(), 0, 'it is not time yet')
  await pass()
  t.equal(await world.returns.sweep(), 2)
  t.equal(await world.returns.sweep(), 0)
  t.match(await world.ok('GET', `/v1/returns/${one.returnId}`, fault.order.buyer), {
    ...{ state: 'accepted', decidedBy: 'time' },
  })
  const url = `/v1/returns/${other.returnId}`
  t.match(await world.ok('GET', url, mind.order.buyer), { state: 'escalated' })
  const { items } = await world.ok('GET', '/v1/oversight/returns', world.operator)
  t.match(items, [{ returnId: other.returnId }])
  t.match(await world.call('POST', `/v1/returns/${one.returnId}/refuse`, world.operator, { reason: 'No.' }), {
    ...{ status: 409, body: { code: 'returnState' } },
  })
  t.match(await world.call('POST', `${url}/refuse`, world.operator, { reason: 'It was used.' }), {
    ...{ status: 200, body: { state: 'refused', decidedBy: 'operator', refusal: 'It was used.' } },
  })
  t.ok(world.decisions.some(({ action }) => action === 'return.refused'))
  t.match(await world.call('POST', `${url}/withdraw`, mind.order.buyer), { status: 409 })
})

t.test('what may not go back, and to whom it is nobody’s business', async (t) => {
  const food = await delivered({ hsn: '1101' })
  t.match(await food.ask({ reason: 'changedMind' }), {
    ...{ status: 422, body: { code: 'returnReason', errors: [{ pointer: '/lines/0' }] } },
  })
  const many = [{ ...food.lines[0], quantity: 2 }]
  t.match(await food.ask({ lines: many }), { status: 422, body: { code: 'returnLines' } })
  t.match(await food.ask({ lines: [...food.lines, ...food.lines] }), { body: { code: 'returnLines' } })
  const strange = [{ lineId: newId('orderLine'), quantity: 1 }]
  t.match(await food.ask({ lines: strange }), { status: 422, body: { code: 'returnLines' } })
  const { returnId } = (await food.ask()).body
  const url = `/v1/returns/${returnId}`
  const stranger = newId('account')
  for (const [path, who] of [
    [`${url}/accept`, food.order.buyer],
    [`${url}/accept`, stranger],
    [`${url}/receive`, food.order.buyer],
    [`${url}/withdraw`, food.order.owner],
    [`${url}/withdraw`, stranger],
    [`/v1/returns/${newId('return')}/accept`, food.order.owner],
  ] as const)
    t.equal((await world.call('POST', path, who)).status, 404, path)
  for (const path of [url, food.base, `/v1/shops/${food.order.shopId}/returns`])
    t.equal((await world.call('GET', path, stranger)).status, 404, path)
  t.equal(
    (await world.call('POST', food.base, food.order.owner, { lines: food.lines, reason: 'damaged' })).status,
    404,
  )

  const late = await delivered()
  await world.sql(`update orders set closed_at = now() - interval '8 days' where id = $1`, [
    uuidOf(late.order.orderId),
  ])
  t.match(await late.ask(), { status: 409, body: { code: 'returnTooLate' } })
  const packed = await world.packedOrder()
  const early = { lines: strange, reason: 'damaged' }
  t.match(await world.call('POST', `/v1/orders/${packed.orderId}/returns`, packed.buyer, early), {
    ...{ status: 409, body: { code: 'returnNotDelivered' } },
  })
})

t.test('withdrawn while it is looked for, brought to the counter, lost on the way', async (t) => {
  const first = await accepted()
  t.match(await world.call('POST', `${first.url}/withdraw`, first.order.buyer), {
    ...{ status: 200, body: { state: 'withdrawn' } },
  })
  await world.settle()
  t.equal(await world.shipments.openLegOf(world.db, first.parcel), undefined)
  t.ok(back.fake.state.calls.includes('cancel'), 'its carrier is told')
  t.match(await first.tell('pickedUp', { handoverCode: first.pickupCode, ...fits }), {
    ...{ status: 409, body: { code: 'bookingReleased' } },
  })
  t.equal((await first.ask()).status, 201, 'it may be asked for again')

  const second = await accepted()
  t.match(await world.call('POST', `${second.url}/receive`, second.order.owner), {
    ...{ status: 200, body: { state: 'refunded', endedBy: 'counter' } },
  })
  t.equal((await world.call('POST', `${second.url}/receive`, second.order.owner)).status, 200)
  t.equal((await refundsOf(second.order)).length, 1, 'paid back once')

  const third = await accepted()
  const fetched = { handoverCode: third.pickupCode, ...fits }
  t.match(await third.tell('pickedUp', fetched), { status: 200 })
  t.match(await third.tell('lost'), { status: 200 })
  t.match(await third.asBuyer(), { state: 'refunded', endedBy: 'lost' })
  t.match(await world.call('POST', `${third.url}/restock`, third.order.owner, {}), {
    ...{ status: 409, body: { code: 'returnNotBack' } },
  })
  t.same(await ledger(), [])
})

const rulingDue = (url: string) =>
  world.sql('update goods_returns set answer_by = now() where id = $1', [
    uuidOf(url.split('/').at(-1) as `ret_${string}`),
  ])

t.test('the buyer disagrees; an operator pays a part, undoes it, and pays it after all', async (t) => {
  const { ask, order } = await delivered()
  const { returnId } = (await ask()).body
  const url = `/v1/returns/${returnId}`
  const operator = (word: string, body: object = {}) =>
    world.call('POST', `${url}/${word}`, world.operator, body)
  await world.ok('POST', `${url}/refuse`, order.owner, { reason: 'It was used.' })
  t.match(await world.ok('GET', url, order.buyer), { state: 'refused', mayDispute: true })
  const note = { note: 'It was never used.' }
  t.equal((await world.call('POST', `${url}/dispute`, order.owner, note)).status, 404)
  t.match((await world.call('POST', `${url}/dispute`, order.buyer, note)).body, {
    ...{ state: 'escalated', endedAt: null, steps: [{}, {}, { by: 'buyer', note: note.note }] },
  })
  const { items } = await world.ok('GET', '/v1/oversight/returns', world.operator)
  t.match(
    items.find((one: { returnId: string }) => one.returnId === returnId),
    { case: 'disputed' },
  )
  const part = { goodsPaise: 4_000, reason: 'A fair part.' }
  t.equal((await world.call('POST', `${url}/rule`, order.owner, part)).status, 403)
  for (const goodsPaise of [0, 10_001])
    t.match(await operator('rule', { ...part, goodsPaise }), { status: 422, body: { code: 'returnSum' } })
  t.match((await operator('rule', part)).body, {
    state: 'ruled',
    ruling: { goodsPaise: 4_000, undoUntil: String },
  })
  t.same(await refundsOf(order), [], 'no money has left')
  t.match((await operator('undo')).body, { state: 'escalated', ruling: null, case: 'disputed' })
  await world.returns.sweep()
  t.same(await refundsOf(order), [])
  t.equal((await operator('rule', part)).status, 200)
  await rulingDue(url)
  await world.returns.sweep()
  t.match(await world.ok('GET', url, order.buyer), {
    state: 'refunded',
    endedBy: 'ruling',
    mayDispute: false,
  })
  t.same(await refundsOf(order), [{ paise: 4_000, state: 'requested' }])
  t.match(await operator('undo'), { status: 409, body: { code: 'returnState' } })
  t.match(await world.ok('GET', `/v1/orders/${order.orderId}`, order.buyer), {
    ...{ returnedPaise: 4_000, lines: [{ returnedQuantity: 0, returnedPaise: 4_000 }] },
  })
  t.match(await world.call('POST', `${url}/restock`, order.owner, {}), { status: 409 })
  t.ok(
    ['return.ruled', 'return.undone'].every((word) => world.decisions.some(({ action }) => action === word)),
  )
  t.same(await ledger(), [])
})

t.test('stuck on its way back: ruled while it is carried, and what its carrier tells then', async (t) => {
  const one = await accepted()
  const since = new Date(Date.now() - 60_000)
  const told = await countDamaged(world.db, since)
  t.ok(told.get(cheap.providerId), 'told of who brought it')
  t.notOk(told.has(back.providerId), 'not of who fetches it')
  await one.tell('pickedUp', { handoverCode: one.pickupCode, ...fits })
  const waits = async () => {
    const { items } = await world.ok('GET', '/v1/oversight/returns', world.operator)
    return items.find(({ returnId }: { returnId: string }) => returnId === one.returnId)?.case
  }
  t.equal(await waits(), undefined)
  await world.sql(`update goods_returns set moved_at = now() - interval '3 days' where id = $1`, [
    uuidOf(one.returnId),
  ])
  t.equal(await waits(), 'stuck')
  const operator = (word: string, body: object = {}) =>
    world.call('POST', `${one.url}/${word}`, world.operator, body)
  t.match((await operator('rule', { reason: 'Too long.' })).body, { state: 'ruled', goodsPaise: 10_000 })
  t.match((await operator('undo')).body, { state: 'pickedUp' })
  t.equal((await operator('rule', { reason: 'Too long.' })).status, 200)
  const { returnCode } = (await one.asShop()).pickup
  t.match(await one.tell('delivered', { deliveryCode: returnCode }), { status: 200 })
  t.match(await one.asBuyer(), { state: 'ruled' })
  t.match(await operator('undo'), { status: 409 }, 'the shop has the goods')
  await rulingDue(one.url)
  await Promise.all([world.returns.sweep(), world.returns.sweep()])
  t.match(await one.asBuyer(), { state: 'refunded', endedBy: 'code' })
  t.same(await refundsOf(one.order), [{ paise: 10_000, state: 'requested' }])
  t.match(await world.ok('GET', `/v1/orders/${one.order.orderId}`, one.order.buyer), {
    lines: [{ returnedQuantity: 1 }],
  })
  t.same(await ledger(), [])

  const two = await accepted()
  t.match((await world.call('POST', `${two.url}/rule`, world.operator, { reason: 'Nobody comes.' })).body, {
    state: 'ruled',
    pickup: { state: 'cancelled' },
  })
  t.match(await two.tell('pickedUp', { handoverCode: two.pickupCode, ...fits }), { status: 409 })
})

t.test('a leg back says how large it is and what it needs, and goes to who can carry that', async (t) => {
  const plain = await delivered()
  const [{ product_id: product }] = await world.sql(
    'select product_id from order_lines where order_id = $1',
    [uuidOf(plain.order.orderId)],
  )
  const size = { lengthMm: 300, widthMm: 200, heightMm: 100 }
  const facts = (packSize: object | null, cold: boolean, mark: string) =>
    world.sql('update products set pack_size = $2, keep_cold = $3, food_mark = $4, hsn = $5 where id = $1', [
      ...[product, packSize && JSON.stringify(packSize), cold, mark],
      mark === 'none' ? '7323' : '1101',
    ])
  await facts(size, true, 'none')
  t.teardown(() => facts(null, false, 'veg'))
  const { returnId } = (await plain.ask()).body
  await world.ok('POST', `/v1/returns/${returnId}/accept`, plain.order.owner)
  await world.settle()
  const leg = (await world.shipments.openLegOf(world.db, plain.parcel))!
  t.match(leg, { size, isCold: true, isFood: false, weightGrams: 1000, state: 'bookingFailed' })
  const search = await world.ok('GET', `/v1/shipments/${leg.shipmentId}/search`, world.operator)
  const { refused } = search.decisions[0]
  t.match(
    refused.find((one: { providerId: string }) => one.providerId === back.providerId),
    { rule: 'notCold' },
  )

  const cooled = await world.addProvider({
    capabilities: { ...capabilities, food: false, hours: alwaysOpen, reverse: true, cold: true },
  })
  await world.ok('POST', `/v1/shipments/${leg.shipmentId}/retry`, plain.order.owner)
  await world.settle()
  const booked = (await world.shipments.openLegOf(world.db, plain.parcel))!
  t.match(booked, { state: 'booked', providerId: cooled.providerId })
  t.match(cooled.fake.state.parcels.at(-1), { size, isCold: true, isFood: false, reverse: true })
  const label = await world.app.inject({
    url: `/v1/provider/shipments/${leg.shipmentId}/label?format=zpl`,
    headers: { authorization: `Bearer ${cooled.key}` },
  })
  t.match(label.body, '1.000 kg  30x20x10 cm  KEEP COLD')
  await world.ok('POST', `/v1/operator/providers/${cooled.providerId}/suspend`, world.operator, {
    reason: 'This story is over.',
  })
})

t.test('races: one return of many asks, one end of accept and withdraw, one look of two', async (t) => {
  for (let round = 0; round < 4; round++) {
    const { ask, order } = await delivered()
    const { returnId } = (await ask()).body
    await Promise.all([
      world.call('POST', `/v1/returns/${returnId}/accept`, order.owner),
      world.call('POST', `/v1/returns/${returnId}/withdraw`, order.buyer),
    ])
    const { legs } = (await world.shipments.wayOf(world.db, order))!
    t.same(
      legs.filter(({ state }) => state !== 'cancelled'),
      [],
      'nobody is sent for what is kept',
    )
  }

  const { ask, order } = await delivered()
  const asked = await Promise.all(Array.from({ length: 5 }, () => ask()))
  t.same(new Set(asked.map(({ status }) => status)), new Set([201]))
  t.equal(new Set(asked.map(({ body }) => body.returnId)).size, 1)
  const url = `/v1/returns/${asked[0]!.body.returnId}`
  const [took, kept] = await Promise.all([
    world.call('POST', `${url}/accept`, order.owner),
    world.call('POST', `${url}/withdraw`, order.buyer),
  ])
  t.equal(kept!.status, 200, 'whoever keeps the goods may, before and after')
  t.ok([200, 409].includes(took!.status))
  t.equal((await world.ok('GET', url, order.buyer)).state, 'withdrawn')
  await world.settle()
  const way = (await world.shipments.wayOf(world.db, order))!
  t.same(
    way.legs.filter(({ state }) => state !== 'cancelled'),
    [],
    'nobody is sent',
  )

  const two = await accepted()
  const { returnCode } = (await two.asShop()).pickup
  const word = { handoverCode: two.pickupCode, ...fits }
  const other = { ...word, found: { ...fits.found, article: false } }
  const looks = await Promise.all([two.tell('pickedUp', word), two.tell('pickedUp', other)])
  const state = (await two.asBuyer()).state
  t.equal(looks.filter(({ body }) => body.effect === 'moved').length, 1)
  t.ok(['pickedUp', 'notTaken'].includes(state))
  if (state === 'pickedUp') {
    const ends = await Promise.all([1, 2].map(() => two.tell('delivered', { deliveryCode: returnCode })))
    t.equal(ends.filter(({ body }) => body.effect === 'moved').length, 1)
    t.equal((await refundsOf(two.order)).length, 1)
  }
  t.same(await ledger(), [])
})
