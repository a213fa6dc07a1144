import t from 'tap'
import { createDeliveryWorld, type TestProvider } from '../../../test/support/delivery-world.ts'
import { newId } from '../../kernel/ids.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const other = await world.addProvider({
  rateCard: { basePaise: 900_000, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
})
const door = { lat: 12.9762, lng: 77.6033 }
const counter = { lat: 12.9716, lng: 77.5946 }
const photoUrl = 'https://photos.example.com/1.jpg'

const booked = async () => {
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const as = (token: string) => world.ok('GET', `/v1/shipments/${parcel.shipmentId}`, token)
  const { handoverCode } = await as(order.owner)
  const { deliveryCode } = await as(order.buyer)
  const reference = parcel.offerId!
  const tell = (status: string, more: Record<string, unknown> = {}, by: TestProvider = provider) =>
    world.tell(by, reference, status, more)
  const orderState = async () => (await world.orders.orderFor(world.db, order.orderId))!.state
  return { order, parcel, as, handoverCode, deliveryCode, reference, tell, orderState }
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

t.test('from hand-over to the door, each proved by its code, to order and ledger', async (t) => {
  const { order, parcel, as, handoverCode, deliveryCode, tell, orderState } = await booked()
  t.match(handoverCode, /^[0-9]{6}$/)
  t.match(deliveryCode, /^[0-9]{6}$/)
  t.not(handoverCode, deliveryCode)
  t.match(await tell('agentAssigned'), { status: 200, body: { state: 'agentAssigned', effect: 'moved' } })
  t.match(await tell('pickedUp', { handoverCode }), { body: { state: 'pickedUp' } })
  t.equal(await orderState(), 'handedOver')
  t.match(await tell('outForDelivery', { location: door }), { body: { state: 'outForDelivery' } })
  const short = await tell('delivered', { deliveryCode, cashCollectedPaise: 12_000 })
  t.match(short, { status: 422, body: { code: 'cashDiffers', facts: { duePaise: 12_500 } } })
  const done = await tell('delivered', { deliveryCode, cashCollectedPaise: 12_500 })
  t.match(done, { status: 200, body: { state: 'delivered', effect: 'moved' } })
  t.equal(await orderState(), 'delivered')
  const cash = await world.sql(
    'select account, amount_paise from ledger_entries where account like $1 and amount_paise > 0',
    [`%${provider.providerId}%`],
  )
  t.equal(cash.length, 1, 'the cash is in the hand of the provider')
  t.equal(cash[0].amount_paise, 12_500n)

  const seen = await as(order.buyer)
  t.match(seen, { viewer: 'buyer', state: 'delivered', provider: { name: /^Parcel/ } })
  t.same(
    seen.timeline.map((entry: { state: string }) => entry.state),
    ['created', 'offered', 'booked', 'agentAssigned', 'pickedUp', 'outForDelivery', 'delivered'],
  )
  t.same(
    seen.timeline.map((entry: { sequence: number }) => entry.sequence),
    [1, 2, 3, 4, 5, 6, 7],
  )
  t.notOk('deliveryCode' in seen || 'handoverCode' in seen || 'attention' in seen)
  t.match(await world.ok('GET', `/v1/orders/${order.orderId}/shipments`, order.buyer), {
    items: [{ shipmentId: parcel.shipmentId }],
  })
})

t.test('each party sees its own, a stranger nothing', async (t) => {
  const { order, parcel, as, handoverCode, deliveryCode } = await booked()
  const url = `/v1/shipments/${parcel.shipmentId}`
  const shop = await as(order.owner)
  t.match(shop, { viewer: 'shop', handoverCode, attention: null })
  t.notOk('deliveryCode' in shop)
  const buyer = await as(order.buyer)
  t.match(buyer, { viewer: 'buyer', deliveryCode })
  t.notOk('handoverCode' in buyer)
  const operator = await as(world.operator)
  t.equal(operator.viewer, 'operator')
  t.notOk('handoverCode' in operator || 'deliveryCode' in operator)
  for (const path of [url, `${url}/search`, `${url}/live`, `/v1/orders/${order.orderId}/shipments`]) {
    t.equal((await world.call('GET', path, newId('account'))).status, 404, path)
    t.equal((await world.call('GET', path)).status, 401, path)
  }
  t.equal(
    (await world.call('GET', `${url}/search`, order.buyer)).status,
    404,
    'who was asked is not for buyers',
  )
  t.equal((await world.call('GET', `${url}?as=shop`, order.buyer)).status, 404)
  t.equal((await world.call('POST', `${url}/self-deliver`, order.buyer)).status, 404)
  t.equal((await world.call('GET', `/v1/shipments/${newId('shipment')}`, order.buyer)).status, 404)
})

t.test('a provider sees names and addresses only of what it has accepted', async (t) => {
  provider.fake.state.answers.push({ kind: 'pending' })
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const url = `/v1/provider/shipments/${parcel.shipmentId}`
  const before = await world.ok('GET', url, provider.key)
  t.match(before, { accepted: false, drop: { pin: '560001' }, pickup: { pin: '560001' }, codPaise: 12_500 })
  t.notMatch(JSON.stringify(before), /Asha|98765|Cross|Bazaar|Sharma/)
  t.equal((await world.call('GET', url, other.key)).status, 404)
  t.equal((await world.call('GET', url, order.owner)).status, 401)
  const { reference } = provider.fake.state.parcels.at(-1)!
  await world.tell(provider, reference, 'booked')
  const after = await world.ok('GET', url, provider.key)
  t.match(after, {
    accepted: true,
    reference,
    drop: { name: 'Asha Rao', phone: undefined, line1: '12, 4th Cross', point: door },
    pickup: { name: 'Sharma Kirana', line1: '1 Bazaar' },
  })
  t.notMatch(JSON.stringify(after), /Code/)
  const { deliveryCode } = await world.ok('GET', `/v1/shipments/${parcel.shipmentId}`, order.buyer)
  await world.tell(provider, reference, 'delivered', { deliveryCode, cashCollectedPaise: 12_500 })
  t.notMatch(
    JSON.stringify(await world.ok('GET', url, provider.key)),
    /Asha|98765|Cross/,
    'and not afterwards',
  )
})

t.test('an event takes effect once, from its own provider alone, and by a good signature', async (t) => {
  const { parcel, reference, tell, handoverCode, as, order } = await booked()
  const once = { eventId: 'once', handoverCode }
  t.match(await tell('pickedUp', once), { body: { effect: 'moved' } })
  t.match(await tell('pickedUp', once), { status: 200, body: { state: 'pickedUp', effect: 'repeated' } })
  t.match(await tell('inTransit', {}, other), { status: 404 }, 'another provider')
  t.match(await world.tell(provider, newId('offer'), 'inTransit'), { status: 404 })
  const forged = await world.tell(provider, reference, 'lost', {}, { secret: other.secret })
  t.match(forged, { status: 401, body: { code: 'badSignature' } })
  const old = new Date(Date.now() - 6 * 60_000)
  t.match(await world.tell(provider, reference, 'lost', {}, { at: old }), { status: 401 }, 'replayed')
  const ahead = new Date(Date.now() + 6 * 60_000)
  t.match(await world.tell(provider, reference, 'lost', {}, { at: ahead }), { status: 401 })
  const unsigned = await world.call('POST', `/v1/providers/${provider.providerId}/events`, undefined, {
    x: 1,
  })
  t.match(unsigned, { status: 401 }, 'before anything is said about the body')
  const malformed = await tell('inTransit', { eventId: '', location: { lat: 200, lng: 0 } })
  t.match(malformed, { status: 400, body: { code: 'invalidFields' } })
  t.match(await as(order.owner), { state: 'pickedUp' })
  const { secret } = await world.ok(
    'POST',
    `/v1/providers/${provider.providerId}/webhook-secrets`,
    provider.owner,
  )
  t.match(await tell('inTransit'), { status: 200 }, 'the key before is still good')
  const rotated = await world.tell(provider, reference, 'atHub', {}, { secret })
  t.match(rotated, { status: 200 }, 'and so is the new one')
  const third = await world.ok('POST', `/v1/providers/${provider.providerId}/webhook-secrets`, provider.owner)
  t.equal(third.live, 2)
  t.match(await tell('outForDelivery'), { status: 401 }, 'the oldest has ended')
  provider.secret = third.secret
  t.match(await world.shipments.read(world.db, parcel.shipmentId), { state: 'atHub' })
})

t.test('a hand-over code has five tries; then a photo at the shop, or an operator', async (t) => {
  const { tell, handoverCode, as, order, parcel } = await booked()
  t.match(await tell('pickedUp'), { status: 422, body: { code: 'proofMissing' } })
  for (let left = 4; left >= 0; left--) {
    const reply = await tell('pickedUp', { eventId: 'same', handoverCode: wrong(handoverCode) })
    t.match(reply, { status: 422, body: { code: 'codeWrong', facts: { triesLeft: left } } })
  }
  t.match(await tell('pickedUp', { handoverCode }), { status: 422, body: { code: 'proofMissing' } })
  t.match(await tell('pickedUp', { photoUrl, location: door }), { status: 422 }, 'not from elsewhere')
  t.match(await tell('pickedUp', { photoUrl, location: counter }), { body: { state: 'pickedUp' } })
  const shown = await as(order.owner)
  t.equal(shown.timeline.filter((entry: { effect: string }) => entry.effect === 'refused').length, 5)
  t.notMatch(JSON.stringify((await as(order.buyer)).timeline), /refused/)
  t.notMatch(JSON.stringify(shown), new RegExp(`${handoverCode}|${wrong(handoverCode)}`), 'no code is kept')

  const url = `/v1/operator/shipments/${parcel.shipmentId}/events`
  const words = { status: 'delivered', reason: 'The buyer confirmed by phone.' }
  t.equal((await world.call('POST', url, order.owner, words)).status, 403)
  t.match(await world.call('POST', url, world.operator, words), { status: 200, body: { state: 'delivered' } })
  t.match(world.decisions.at(-1), { action: 'shipment.delivered', objectId: parcel.shipmentId })
})

t.test('a delivery is proved by the code, or by a photo at the door', async (t) => {
  const cash = { cashCollectedPaise: 12_500 }
  const { tell, deliveryCode, handoverCode } = await booked()
  await tell('pickedUp', { handoverCode })
  t.match(await tell('delivered', cash), { status: 422, body: { code: 'proofMissing' } })
  t.match(await tell('delivered', { ...cash, photoUrl }), { status: 422 }, 'a photo without a place')
  t.match(await tell('delivered', { ...cash, photoUrl, location: counter }), { status: 422 }, 'elsewhere')
  t.match(await tell('delivered', { ...cash, deliveryCode: wrong(deliveryCode) }), {
    body: { facts: { triesLeft: 4 } },
  })
  t.match(await tell('delivered', { ...cash, photoUrl, location: door }), { body: { state: 'delivered' } })

  const spent = await booked()
  for (let n = 0; n < 5; n++)
    await spent.tell('delivered', { ...cash, deliveryCode: wrong(spent.deliveryCode) })
  const right = await spent.tell('delivered', { ...cash, deliveryCode: spent.deliveryCode })
  t.match(right, { status: 422, body: { code: 'proofMissing' } }, 'the tries are spent')
})

t.test('words come in any order', async (t) => {
  const { tell, handoverCode, as, order, orderState } = await booked()
  const at = (minute: number) => ({
    occurredAt: new Date(Date.now() - 3_600_000 + minute * 60_000).toISOString(),
  })
  t.match(await tell('outForDelivery', at(5)), { body: { state: 'booked', effect: 'early' } })
  t.match(await tell('inTransit', at(3)), { body: { state: 'booked', effect: 'early' } })
  t.match(await tell('pickedUp', { ...at(2), handoverCode }), { body: { state: 'outForDelivery' } })
  t.equal(await orderState(), 'handedOver')
  t.match(await tell('agentAssigned', at(1)), { body: { state: 'outForDelivery', effect: 'late' } })
  t.match(await tell('atHub', at(4)), { body: { state: 'outForDelivery', effect: 'late' } })
  t.match(await tell('deliveryFailed', { ...at(6), reason: 'customer unavailable' }), {
    body: { state: 'deliveryFailed' },
  })
  t.match(await tell('outForDelivery', at(7)), { body: { state: 'outForDelivery' } }, 'another attempt')
  t.match(await tell('flying', at(8)), { body: { state: 'outForDelivery', effect: 'unknown' } })
  t.equal(world.unknownStatuses.at(-1), provider.providerId)
  t.match(await tell('cancelled', at(8)), { body: { state: 'outForDelivery', effect: 'late' } })
  t.match(await tell('returned', at(9)), { body: { state: 'returned' } })
  t.equal(await orderState(), 'undelivered')
  t.match(await tell('delivered', { ...at(10), cashCollectedPaise: 12_500 }), { body: { effect: 'late' } })
  const effects = (await as(order.owner)).timeline.map((entry: { effect: string }) => entry.effect)
  t.equal(effects.length, 3 + 13, 'every word is kept, and the two that took effect later once more')
})

t.test('a shop that carries a parcel itself tells of it', async (t) => {
  provider.fake.state.answers.push({ kind: 'declined', reason: 'No rider.' })
  other.fake.state.answers.push({ kind: 'declined', reason: 'No rider.' })
  const order = await world.packedOrder()
  await world.settle()
  const { shipmentId } = await world.parcelOf(order)
  const url = `/v1/shipments/${shipmentId}`
  const early = await world.call('POST', `${url}/events`, order.owner, { status: 'outForDelivery' })
  t.match(early, { status: 409, body: { code: 'notCarriedByShop' } })
  await world.ok('POST', `${url}/self-deliver`, order.owner)
  t.match(await world.ok('POST', `${url}/events`, order.owner, { status: 'outForDelivery' }), {
    state: 'outForDelivery',
  })
  const { deliveryCode } = await world.ok('GET', url, order.buyer)
  const bad = { status: 'delivered', cashCollectedPaise: 12_500 }
  t.equal((await world.call('POST', `${url}/events`, order.owner, bad)).status, 422)
  t.equal((await world.call('POST', `${url}/events`, order.buyer, { ...bad, deliveryCode })).status, 404)
  t.match(await world.ok('POST', `${url}/events`, order.owner, { ...bad, deliveryCode }), {
    state: 'delivered',
  })
  t.equal((await world.orders.orderFor(world.db, order.orderId))!.state, 'delivered')
})
