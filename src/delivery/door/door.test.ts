import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const door = { lat: 12.9762, lng: 77.6033 }
const photoUrl = 'https://photos.example.com/1.jpg'

/** A parcel that was carried to its door, where nobody was met. */
const failedOnce = async (method: 'cod' | 'upi' = 'cod', by = provider) => {
  const order = await world.packedOrder()
  if (method === 'upi')
    await world.sql('update orders set delivery_paise = delivery_paise where id = $1', [
      uuidOf(order.orderId),
    ])
  await world.settle()
  const parcel = await world.parcelOf(order)
  if (method === 'upi')
    await world.sql('update shipments set cod_paise = 0 where id = $1', [uuidOf(parcel.shipmentId)])
  const url = `/v1/shipments/${parcel.shipmentId}`
  const { handoverCode } = await world.ok('GET', url, order.owner)
  const { deliveryCode } = await world.ok('GET', url, order.buyer)
  let minute = -60
  const reference = parcel.offerId!
  const tell = (status: string, more: Record<string, unknown> = {}) =>
    world.tell(by, reference, status, {
      occurredAt: new Date(Date.now() + ++minute * 1000).toISOString(),
      ...more,
    })
  const fail = async () => {
    await tell('outForDelivery')
    return tell('deliveryFailed', { reason: 'Nobody opened.' })
  }
  await tell('pickedUp', { handoverCode })
  await fail()
  const due = method === 'cod' ? { cashCollectedPaise: 12_500 } : {}
  const asked = () => world.ok('GET', `${url}/door`, order.buyer)
  const answer = (body: Record<string, unknown>) => world.call('POST', `${url}/door`, order.buyer, body)
  const asProvider = () => world.ok('GET', `/v1/provider/shipments/${parcel.shipmentId}`, by.key)
  return { order, parcel, url, deliveryCode, reference, tell, fail, due, asked, answer, asProvider }
}

t.test('the buyer is asked, answers once, and the carrier is told', async (t) => {
  const { order, url, asked, answer, asProvider, reference, fail, tell, deliveryCode, due } =
    await failedOnce()
  const { question } = await asked()
  t.match(question, { attempt: 1, mostAttempts: 3, reason: 'Nobody opened.', otherwise: 'again' })
  t.same(
    question.choices,
    ['again', 'slot', 'address', 'neighbour', 'return'],
    'cash is taken at a door alone',
  )
  t.match(await answer({ answer: 'point', pointId: newId('point') }), { body: { code: 'doorNotOffered' } })
  t.match(await answer({ answer: 'slot' }), { status: 422, body: { code: 'doorFieldMissing' } })
  t.match(await answer({ answer: 'address' }), { body: { code: 'doorFieldMissing' } })
  for (const stranger of [order.owner, newId('account')])
    t.equal((await world.call('POST', `${url}/door`, stranger, { answer: 'again' })).status, 404)
  t.match(await answer({ answer: 'slot', slot: question.slots[2] }), {
    status: 200,
    body: { question: null },
  })
  t.match(await answer({ answer: 'again' }), { status: 409, body: { code: 'doorAnswered' } })
  await world.settle()
  t.match(provider.fake.state.updates.at(-1), { reference, attempt: 1, answer: 'slot' })
  t.match(await asked(), { decisions: [{ answer: 'slot', by: 'buyer', told: 'taken' }] })
  const seen = await asProvider()
  t.match(seen, { promisedBy: question.slots[2].until, door: { instruction: { answer: 'slot' } } })
  t.match(seen.timeline.at(-1), { status: 'answered', by: 'buyer', answer: 'slot' })
  t.match((await world.ok('GET', url, order.owner)).timeline.at(-1), { answer: 'slot', by: 'buyer' })

  provider.fake.state.knowsUpdates = false
  await fail()
  t.equal((await asked()).question.attempt, 2)
  const corrected = { house: '14, 4th Cross', landmark: 'Behind the temple', gate: 'Gate 2' }
  t.match(await answer({ answer: 'address', ...corrected, note: 'Ring twice' }), { status: 200 })
  await world.settle()
  provider.fake.state.knowsUpdates = true
  t.match(await asked(), { decisions: [{}, { answer: 'address', told: 'shown' }] })
  t.match(await asProvider(), {
    drop: { line1: '14, 4th Cross', landmark: 'Behind the temple', gate: 'Gate 2', pin: '560001' },
    door: { instruction: { answer: 'address', note: 'Ring twice' } },
  })

  await fail()
  const last = (await asked()).question
  t.match(last, { attempt: 3, otherwise: 'return' })
  t.same(last.choices, ['return'], 'after the last attempt nothing that needs a further one')
  await tell('delivered', { deliveryCode, ...due })
  t.match(await answer({ answer: 'return' }), { status: 409, body: { code: 'doorClosed' } }, 'too late')
})

t.test('told twice is one attempt, and who sets out meanwhile closes the question', async (t) => {
  const { asked, answer, tell } = await failedOnce()
  await tell('deliveryFailed')
  t.equal((await asked()).question.attempt, 1)
  await tell('outForDelivery')
  t.equal((await asked()).question, null)
  t.match(await answer({ answer: 'again' }), {
    body: { code: 'doorClosed', facts: { state: 'outForDelivery' } },
  })
})

t.test('without an answer it is tried again, and goes back after the last attempt', async (t) => {
  const { order, parcel, asked, answer, fail, tell, url } = await failedOnce()
  const late = () =>
    world.sql(
      `update shipment_events set recorded_at = recorded_at - interval '5 hours' where shipment_id = $1`,
      [uuidOf(parcel.shipmentId)],
    )
  const agoFor = () =>
    world.sql(`update shipments set state_since = state_since - interval '5 hours' where id = $1`, [
      uuidOf(parcel.shipmentId),
    ])
  t.equal(await world.door.sweep(), 0, 'it is not time yet')
  await late()
  await agoFor()
  t.match(await answer({ answer: 'again' }), { status: 409, body: { code: 'doorTooLate' } })
  t.equal(await world.door.sweep(), 1)
  t.equal(await world.door.sweep(), 0, 'once')
  t.match((await asked()).decisions, [{ answer: 'again', by: 'time' }])
  for (const attempt of [2, 3]) {
    await fail()
    await late()
    await agoFor()
    t.equal(await world.door.sweep(), 1, `attempt ${attempt}`)
  }
  t.match((await asked()).decisions.at(-1), { attempt: 3, answer: 'return', by: 'time' })
  t.equal((await world.parcelOf(order)).state, 'returning')
  const { returnCode } = await world.ok('GET', url, order.owner)
  t.match(returnCode, /^[0-9]{6}$/, 'the shop sees the code for the return')
  t.notOk('returnCode' in (await world.ok('GET', url, order.buyer)))
  const wrong = String((Number(returnCode) + 1) % 1_000_000).padStart(6, '0')
  t.match(await tell('returned', { deliveryCode: wrong }), { status: 422, body: { code: 'codeWrong' } })
  t.match(await tell('returned', { deliveryCode: returnCode }), { body: { state: 'returned' } })
  t.equal((await world.orders.orderFor(world.db, order.orderId))!.state, 'undelivered')
})

t.test('a neighbour takes it only where one was named, and it is proved as at the own door', async (t) => {
  const { order, url, asked, answer, tell, asProvider, due } = await failedOnce()
  const photo = { photoUrl, location: door, receivedBy: 'neighbour', ...due }
  t.match(await tell('delivered', photo), { status: 422, body: { code: 'neighbourNotNamed' } })
  t.match(await answer({ answer: 'neighbour' }), { body: { code: 'doorFieldMissing' } })
  const neighbour = { name: 'Ramesh Gupta', house: '14, 4th Cross' }
  t.match(await answer({ answer: 'neighbour', neighbour }), { status: 200, body: { neighbour } })
  t.match(await asProvider(), { door: { neighbour } })
  const far = { ...photo, location: { lat: door.lat + 0.01, lng: door.lng } }
  t.match(await tell('delivered', far), { status: 422, body: { code: 'proofMissing' } })
  t.match(await tell('delivered', photo), { status: 200, body: { state: 'delivered' } })
  t.match((await world.ok('GET', url, order.buyer)).timeline.at(-1), { receivedBy: 'neighbour' })
  t.match((await world.ok('GET', url, order.owner)).timeline.at(-1), { receivedBy: 'neighbour' })
  t.match(await asked(), { question: null, neighbour })
  t.notMatch(JSON.stringify(await asProvider()), /Ramesh/, 'not afterwards')
  const named = await world.call('PUT', `/v1/orders/${order.orderId}/neighbour`, order.buyer, neighbour)
  t.match(named, { status: 409, body: { code: 'doorClosed' } })
})

t.test('a neighbour is named before, and taken back', async (t) => {
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const url = `/v1/orders/${order.orderId}/neighbour`
  const neighbour = { name: 'Ramesh Gupta', house: '14, 4th Cross' }
  t.equal((await world.call('PUT', url, order.owner, neighbour)).status, 404, 'for the buyer alone')
  t.match(await world.call('PUT', url, order.buyer, neighbour), { status: 200 })
  const asProvider = () => world.ok('GET', `/v1/provider/shipments/${parcel.shipmentId}`, provider.key)
  t.match(await asProvider(), { door: { neighbour, instruction: null } })
  t.equal((await world.call('DELETE', url, order.buyer)).status, 204)
  t.match(await asProvider(), { door: { neighbour: null } })
})

t.test('to a point with room: its carrier hands it in there, and the buyer fetches it', async (t) => {
  const keeper = await world.newShop({})
  const { pointId } = await world.ok('POST', `/v1/shops/${keeper.shopId}/point`, keeper.owner, {
    hours: { week: {} },
    shelfParcels: 1,
    parcelsPerDay: 10,
    feePaise: 500,
    deliversMetres: 5000,
  })
  const { order, parcel, asked, answer, tell, url, deliveryCode, asProvider } = await failedOnce('upi')
  const { question } = await asked()
  t.ok(question.choices.includes('point'))
  t.match(question.points, [{ pointId, name: 'Sharma Kirana' }])
  t.match(await answer({ answer: 'point', pointId: newId('point') }), { body: { code: 'doorPointFar' } })
  t.match(await answer({ answer: 'point', pointId }), { status: 200 })
  await world.settle()
  const leg = (await world.shipments.openLegOf(world.db, parcel))!
  t.match(leg, { leg: 1, toPoint: pointId, state: 'deliveryFailed', providerId: provider.providerId })
  t.match(provider.fake.state.updates.at(-1), { answer: 'point', shipmentId: leg.shipmentId })
  const seen = await asProvider()
  t.match(seen, {
    shipmentId: leg.shipmentId,
    drop: { name: 'Sharma Kirana' },
    door: { instruction: { answer: 'point' } },
  })
  t.notMatch(JSON.stringify(seen), /Asha/, 'the buyer’s door is nobody’s any more')
  t.match(await tell('outForDelivery'), { status: 200 })
  t.match(await tell('delivered', { deliveryCode }), { status: 422 }, 'the buyer’s code is not the point’s')
  const desk = await world.ok('GET', `/v1/points/${pointId}/parcels`, keeper.owner)
  const { showCode } = desk.items.find((one: { shipmentId: string }) => one.shipmentId === leg.shipmentId)
  t.match(await tell('delivered', { deliveryCode: showCode }), { status: 200 })
  t.match(await world.parcelOf(order), { state: 'atDrop', carrier: 'relay', toPoint: pointId })
  const here = await world.ok('GET', `/v1/points/${pointId}/parcels`, keeper.owner)
  t.match(here.items, [{ role: 'toBuyer', door: null }], 'who fetches it needs no door')
  const fetched = await world.call(
    'POST',
    `/v1/points/${pointId}/parcels/${parcel.shipmentId}/hand-out`,
    keeper.owner,
    { code: deliveryCode },
  )
  t.match(fetched, { status: 200, body: { state: 'delivered' } })
  t.equal((await world.ok('GET', url, order.buyer)).state, 'delivered')

  const first = await failedOnce('upi')
  const second = await failedOnce('upi')
  t.match(await first.answer({ answer: 'point', pointId }), { status: 200 })
  t.match(await second.answer({ answer: 'point', pointId }), { status: 409, body: { code: 'pointFull' } })
  t.equal((await second.asked()).decisions.length, 0, 'nothing is kept of it')
  await first.tell('returning')
  await first.tell('returned')
  t.match(await world.parcelOf(first.order), { state: 'returned' })
  t.match(await second.answer({ answer: 'point', pointId }), { status: 200 }, 'its room is free again')
})

t.test('no answer to a carrier holds the number of a buyer', async (t) => {
  const { parcel, asProvider, order } = await failedOnce()
  const { phone } = (await world.orders.orderFor(world.db, order.orderId))!.drop
  t.match(phone, /^\+91/)
  const base = `/v1/providers/${provider.providerId}`
  const known = world.known.get(provider.providerId)!
  const answers = [
    await asProvider(),
    await world.ok('GET', `${base}/shipments`, known.owner),
    await world.ok('GET', `${base}/shipments/${parcel.shipmentId}`, known.owner),
    provider.fake.state.updates,
    provider.fake.state.parcels,
  ]
  t.match(answers[0], { drop: { name: 'Asha Rao' } }, 'where it goes is known')
  const text = JSON.stringify(answers, (_key, value) => (typeof value === 'bigint' ? Number(value) : value))
  t.notMatch(text, phone.slice(-10))
})
