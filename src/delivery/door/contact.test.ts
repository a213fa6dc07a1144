import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import { createHttpBridge, createLogBridge } from './contact.bridges.ts'
import { mostMessages } from './contact.rules.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const other = await world.addProvider({
  rateCard: { basePaise: 900_000, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
})

const booked = async () => {
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const rider = newId('account')
  await world.addMember(rider, provider.providerId, 'staff')
  const { deliveryCode } = await world.ok('GET', `/v1/shipments/${parcel.shipmentId}`, order.buyer)
  return {
    ...{ order, parcel, rider, deliveryCode, phone: order.facts.drop.phone },
    ofBuyer: `/v1/shipments/${parcel.shipmentId}/contact`,
    ofCrew: `/v1/providers/${provider.providerId}/shipments/${parcel.shipmentId}/contact`,
    ofKey: `/v1/provider/shipments/${parcel.shipmentId}/contact`,
  }
}

t.test('rider and buyer reach each other, and neither sees a number', async (t) => {
  const { order, parcel, rider, phone, ofBuyer, ofCrew, ofKey, deliveryCode } = await booked()
  world.bridged.length = 0
  t.match(await world.call('POST', ofCrew, rider, { word: 'atGate' }), {
    status: 200,
    body: { messagesLeft: 9 },
  })
  t.match(world.bridged, [{ to: phone, text: /I am at the gate/ }])
  t.match(await world.call('POST', ofBuyer, order.buyer, { word: 'comingDown' }), { status: 200 })
  t.match(world.bridged[1], { to: '+919811111111', text: /coming down/ }, 'the rider who wrote hears it')
  t.match(await world.call('POST', ofCrew, rider, { call: true }), { status: 200, body: { callsLeft: 2 } })
  t.same(world.bridged[2], { from: '+919811111111', to: phone })
  t.match(await world.call('POST', ofKey, provider.key, { call: true }), {
    status: 422,
    body: { code: 'noCalls' },
  })
  t.match(await world.call('POST', ofKey, provider.key, { call: true, phone: '98765 11111' }), {
    status: 200,
  })
  t.same(world.bridged[3], { from: '+919876511111', to: phone })

  const ofShop = await world.ok('GET', `/v1/orders/${order.orderId}`, order.owner)
  t.match(ofShop.drop, { name: 'Asha Rao', phone: null }, 'nor does the shop, while a startup carries it')
  const own = await world.packedOrder()
  const dropOf = async () => (await world.ok('GET', `/v1/orders/${own.orderId}`, own.owner)).drop
  t.equal((await dropOf()).phone, null)
  provider.fake.state.during = async () => {
    const { shipmentId } = await world.parcelOf(own)
    await world.ok('POST', `/v1/shipments/${shipmentId}/self-deliver`, own.owner)
  }
  await world.settle()
  provider.fake.state.during = undefined
  t.equal((await dropOf()).phone, own.facts.drop.phone, 'it goes to the door itself')

  const seen = [
    await world.ok('GET', ofBuyer, order.buyer),
    await world.ok('GET', ofCrew, rider),
    await world.ok('GET', ofKey, provider.key),
  ]
  for (const one of seen) {
    t.equal(one.said.length, 4)
    t.notMatch(JSON.stringify(one), /\d{10}/, 'no number anywhere')
  }
  for (const [url, token] of [
    [ofBuyer, order.owner],
    [ofBuyer, rider],
    [ofCrew, order.buyer],
    [ofKey, other.key],
  ] as const)
    t.equal((await world.call('GET', url, token)).status, 404, `${url} is not theirs`)
  t.equal((await world.call('POST', ofBuyer, order.buyer, { word: 'atGate' })).status, 400, 'not their word')

  await world.tell(provider, parcel.offerId!, 'delivered', { deliveryCode, cashCollectedPaise: 12_500 })
  const closed = { status: 409, body: { code: 'contactClosed' } }
  t.match(
    await world.call('POST', ofBuyer, order.buyer, { word: 'callMe' }),
    closed,
    'over with the delivery',
  )
  t.match(await world.call('POST', ofCrew, rider, { word: 'atGate' }), closed)
  t.match(await world.ok('GET', ofBuyer, order.buyer), { open: false, messagesLeft: 0 })
})

t.test('the shop is reached by both, and reaches both, over lines of its own', async (t) => {
  const { order, parcel, rider, phone, deliveryCode, ofBuyer, ofCrew, ofKey } = await booked()
  await world.sql(`update shops set care_phone = '+919833333333' where id = $1`, [uuidOf(order.shopId)])
  const at = `/v1/shipments/${parcel.shipmentId}/contact`
  const ofShop = { buyer: `${at}/buyer`, rider: `${at}/rider` }
  world.bridged.length = 0
  const noRider = await world.call('POST', ofShop.rider, order.owner, { call: true })
  t.match(noRider, { status: 422, body: { code: 'noCalls' } }, 'nobody of the carrier is known yet')
  t.match(await world.ok('GET', ofShop.rider, order.owner), { open: true, callsLeft: 0, messagesLeft: 10 })
  t.match(await world.call('POST', `${ofCrew}/shop`, rider, { word: 'atCounter' }), {
    status: 200,
    body: { messagesLeft: 9, callsLeft: 3 },
  })
  await world.ok('POST', ofShop.rider, order.owner, { word: 'waitTenMinutes' })
  await world.ok('POST', ofShop.rider, order.owner, { call: true })
  await world.ok('POST', `${ofCrew}/shop`, rider, { call: true })
  await world.ok('POST', `${at}/shop`, order.buyer, { word: 'packWell' })
  await world.ok('POST', ofShop.buyer, order.owner, { word: 'takesLonger' })
  await world.ok('POST', ofShop.buyer, order.owner, { call: true })
  await world.ok('POST', `${ofKey}/shop`, provider.key, { call: true, phone: '98765 11111' })
  const [ofRider, care] = ['+919811111111', '+919833333333']
  t.match(world.bridged, [
    { to: care, text: /I am at your shop/ },
    { to: ofRider, text: /wait ten minutes/ },
    { from: ofRider, to: ofRider },
    { from: ofRider, to: care },
    { to: care, text: /pack it with care/ },
    { to: phone, text: /a little longer/ },
    { from: ofRider, to: phone },
    { from: '+919876511111', to: care },
  ])

  const lines = [
    [await world.ok('GET', `${at}/shop`, order.buyer), 3],
    [await world.ok('GET', ofShop.buyer, order.owner), 3],
    [await world.ok('GET', ofShop.rider, order.owner), 5],
    [await world.ok('GET', `${ofCrew}/shop`, rider), 5],
    [await world.ok('GET', ofBuyer, order.buyer), 0],
  ] as const
  for (const [line, said] of lines) {
    t.equal(line.said.length, said, 'each line for its two alone')
    t.notMatch(JSON.stringify(line), /\d{10}/, 'no number anywhere')
  }
  for (const [url, token] of [
    [`${at}/shop`, order.owner],
    [ofShop.buyer, order.buyer],
    [ofShop.rider, rider],
    [ofShop.rider, order.buyer],
    [`${ofCrew}/shop`, order.owner],
    [`${ofKey}/shop`, other.key],
  ] as const)
    t.equal((await world.call('GET', url, token)).status, 404, `${url} is not theirs`)
  t.equal(
    (await world.call('POST', `${at}/shop`, order.buyer, { call: true })).status,
    400,
    'buyers call nobody',
  )
  t.equal(
    (await world.call('POST', ofShop.buyer, order.owner, { word: 'packWell' })).status,
    400,
    'not its word',
  )

  const replies = await Promise.all(
    Array.from({ length: mostMessages + 3 }, () =>
      world.call('POST', ofShop.buyer, order.owner, { word: 'sentNow' }),
    ),
  )
  t.equal(
    replies.filter(({ status }) => status === 200).length,
    mostMessages - 1,
    'as often as on other lines',
  )
  const { handoverCode } = await world.ok('GET', `/v1/shipments/${parcel.shipmentId}`, order.owner)
  await world.tell(provider, parcel.offerId!, 'pickedUp', { handoverCode })
  t.match(await world.ok('GET', ofShop.rider, order.owner), { open: true }, 'while it is on its way')
  await world.tell(provider, parcel.offerId!, 'delivered', { deliveryCode, cashCollectedPaise: 12_500 })
  const closed = { status: 409, body: { code: 'contactClosed' } }
  t.match(await world.call('POST', `${at}/shop`, order.buyer, { word: 'packWell' }), closed)
  t.match(await world.call('POST', ofShop.rider, order.owner, { word: 'parcelReady' }), closed)
  t.match(await world.call('POST', `${ofCrew}/shop`, rider, { word: 'atCounter' }), closed)
  t.match(await world.ok('GET', `${at}/shop`, order.buyer), { open: false, messagesLeft: 0 })
})

t.test('a shop that brings a parcel itself reaches its buyer, and no rider', async (t) => {
  const own = await world.packedOrder()
  provider.fake.state.during = async () => {
    const { shipmentId } = await world.parcelOf(own)
    await world.ok('POST', `/v1/shipments/${shipmentId}/self-deliver`, own.owner)
  }
  await world.settle()
  provider.fake.state.during = undefined
  const at = `/v1/shipments/${(await world.parcelOf(own)).shipmentId}/contact`
  t.match(await world.ok('POST', `${at}/buyer`, own.owner, { word: 'sentNow' }), { messagesLeft: 9 })
  t.match(await world.ok('GET', `${at}/rider`, own.owner), { open: false, said: [] })
})

t.test('as often as it may, however many at once', async (t) => {
  const { rider, ofCrew, order, ofBuyer } = await booked()
  const replies = await Promise.all(
    Array.from({ length: mostMessages + 5 }, () => world.call('POST', ofCrew, rider, { word: 'arriving' })),
  )
  t.equal(replies.filter(({ status }) => status === 200).length, mostMessages)
  t.ok(replies.every(({ status, body }) => status === 200 || body.code === 'contactUsedUp'))
  t.match(
    await world.call('POST', ofBuyer, order.buyer, { word: 'callMe' }),
    { status: 200 },
    'the other may',
  )
  for (let n = 0; n < 3; n++) await world.ok('POST', ofCrew, rider, { call: true })
  t.match(await world.call('POST', ofCrew, rider, { call: true }), { body: { code: 'contactUsedUp' } })
})

t.test('what is known of a door is gone 30 days after the end, and not before', async (t) => {
  const { order, parcel, rider, ofCrew, deliveryCode } = await booked()
  await world.ok('PUT', `/v1/orders/${order.orderId}/neighbour`, order.buyer, { name: 'Ramesh', house: '14' })
  await world.ok('POST', ofCrew, rider, { word: 'atGate' })
  const id = uuidOf(parcel.shipmentId)
  await world.sql(
    `insert into door_decisions (shop_id, shipment_id, attempt, answer, detail) values ($1, $2, 1, 'again', '{"gate":"2"}')`,
    [uuidOf(order.shopId), id],
  )
  const known = async () =>
    (
      await world.sql(
        `select (select drop_lat is not null from shipments where id = $1) as point,
           (select count(*)::int from contacts where shipment_id = $1) as said,
           (select count(*)::int from door_neighbours where order_id = $2) as neighbours,
           (select detail from door_decisions where shipment_id = $1) as detail`,
        [id, uuidOf(order.orderId)],
      )
    )[0]
  const all = { point: true, said: 1, neighbours: 1, detail: { gate: '2' } }
  const url = `/v1/provider/shipments/${parcel.shipmentId}`
  t.match(await world.ok('GET', url, provider.key), { drop: { line1: String } })
  await world.tell(provider, parcel.offerId!, 'delivered', { deliveryCode, cashCollectedPaise: 12_500 })
  t.match(await world.ok('GET', url, provider.key), { drop: { line1: undefined, point: undefined } })
  const past = async (days: number) => {
    const ago = `now() - interval '${days} days'`
    await world.sql(`update shipments set created_at = ${ago}, state_since = ${ago} where id = $1`, [id])
    await world.sql(`update contacts set said_at = ${ago} where shipment_id = $1`, [id])
    await world.sql(`update door_decisions set decided_at = ${ago} where shipment_id = $1`, [id])
    await world.sql(`update door_neighbours set named_at = ${ago} where order_id = $1`, [
      uuidOf(order.orderId),
    ])
    return world.door.forgetOld()
  }
  t.equal(await past(29), 0)
  t.same(await known(), all)
  t.equal(await past(31), 4)
  t.same(await known(), { point: false, said: 0, neighbours: 0, detail: null })
  const open = await booked()
  await world.sql(
    `update shipments set created_at = now() - interval '40 days', state_since = now() - interval '40 days' where id = $1`,
    [uuidOf(open.parcel.shipmentId)],
  )
  t.equal(await world.door.forgetOld(), 0, 'what is on its way is known')
  const columns = `pickup_pin, pickup_lat, pickup_lng, drop_pin, distance_metres, weight_grams, is_food, cod_paise,
    handover_code_hash, delivery_code_hash, state, created_at, state_since`
  await world.sql(
    `insert into shipments (shop_id, id, order_id, drop_lat, drop_lng, ${columns})
     select shop_id, gen_random_uuid(), gen_random_uuid(), 1, 1, ${columns} from shipments, generate_series(1, 2500)
     where id = $1`,
    [id],
  )
  const { run } = world.door.upkeep.find(({ name }) => name === 'door.forgetOld')!
  t.same([await run(), await run(), await run()], ['more', 'more', 'done'], 'however many there are')
  t.equal(await world.door.forgetOld(), 0)
})

t.test('the gateway: taken, refused, failed; the log is not for production', async (t) => {
  const asked: { url: string; body: unknown; token: string | undefined }[] = []
  let status = 202
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      asked.push({ url: request.url ?? '', body: JSON.parse(text), token: request.headers.authorization })
      response.writeHead(status).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const bridge = createHttpBridge({ url: `http://127.0.0.1:${port}/v1`, token: 'secret' })
  t.teardown(async () => {
    await bridge.close()
    server.close()
  })
  t.match(await bridge.call?.({ from: '+911', to: '+912' }), { outcome: 'sent' })
  t.match(await bridge.send?.({ to: '+912', text: 'x' }), { outcome: 'sent' })
  t.match(asked, [
    { url: '/v1/calls', body: { from: '+911', to: '+912' }, token: 'Bearer secret' },
    { url: '/v1/messages', body: { to: '+912', text: 'x' } },
  ])
  status = 400
  t.match(await bridge.send?.({ to: '+912', text: 'x' }), { outcome: 'notSent' })
  status = 500
  t.match(await bridge.send?.({ to: '+912', text: 'x' }), { outcome: 'unknown' })
  t.throws(() => createLogBridge({ log: pino({ level: 'silent' }), production: true }), /production/)
})
