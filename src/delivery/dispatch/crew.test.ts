import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const door = { lat: 12.9762, lng: 77.6033 }
const base = `/v1/providers/${provider.providerId}`
const rider = newId('account')
const stranger = newId('account')
await world.addMember(rider, provider.providerId, 'staff')

const booked = async () => {
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const as = (token: string) => world.ok('GET', `/v1/shipments/${parcel.shipmentId}`, token)
  const { handoverCode } = await as(order.owner)
  const { deliveryCode } = await as(order.buyer)
  const url = `${base}/shipments/${parcel.shipmentId}`
  const tell = (body: Record<string, unknown>) => world.call('POST', `${url}/events`, rider, body)
  return { order, parcel, handoverCode, deliveryCode, url, tell }
}
const idsOf = (page: { items: { shipmentId: string }[] }) => page.items.map((one) => one.shipmentId)

t.test('a rider sees the parcels of the startup, takes one and brings it', async (t) => {
  const { parcel, handoverCode, deliveryCode, url, tell } = await booked()
  const carrying = await world.ok('GET', `${base}/shipments`, rider)
  t.same(idsOf(carrying), [parcel.shipmentId])
  t.match(carrying.items[0], { group: 'carrying', accepted: true, timeline: [], pricePaise: Number })
  t.type(carrying.items[0].drop.line1, 'string', 'who carries it knows where to')
  t.match(await world.ok('GET', url, rider), { state: 'booked', drop: { line1: String, phone: undefined } })

  const wrong = String((Number(handoverCode) + 1) % 1_000_000).padStart(6, '0')
  t.match(await tell({ status: 'pickedUp', handoverCode: wrong }), { body: { code: 'codeWrong' } })
  t.match(await tell({ status: 'pickedUp', handoverCode }), { status: 200, body: { state: 'pickedUp' } })
  t.match(await tell({ status: 'outForDelivery' }), { body: { state: 'outForDelivery' } })
  t.match(await tell({ status: 'deliveryFailed', reason: 'Nobody was at home.' }), {
    body: { state: 'deliveryFailed' },
  })
  t.match(await tell({ status: 'delivered', deliveryCode }), { status: 422, body: { code: 'cashDiffers' } })
  const last = { status: 'delivered', deliveryCode, cashCollectedPaise: 12_500, eventId: 'phone-1' }
  t.match(await tell(last), { status: 200, body: { state: 'delivered', effect: 'moved' } })
  t.match(await tell(last), { status: 200, body: { effect: 'repeated' } }, 'a phone may send it again')

  t.same(idsOf(await world.ok('GET', `${base}/shipments?state=carrying`, rider)), [])
  const ended = await world.ok('GET', `${base}/shipments?state=ended`, rider)
  t.same(idsOf(ended), [parcel.shipmentId])
  t.notOk('line1' in ended.items[0].drop, 'the address is gone once it has arrived')
  t.match(await world.ok('GET', url, rider), { group: 'ended', drop: { line1: undefined, phone: undefined } })
})

t.test('strangers and other startups see and tell nothing', async (t) => {
  const { parcel, url, handoverCode } = await booked()
  const other = await world.addProvider({
    rateCard: { basePaise: 900_000, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
  })
  const elsewhere = `/v1/providers/${other.providerId}/shipments/${parcel.shipmentId}`
  for (const [path, token] of [
    [`${base}/shipments`, stranger],
    [url, stranger],
    [url, other.owner],
    [elsewhere, other.owner],
    [`${base}/calls`, stranger],
    [`${base}/scorecard`, other.owner],
    [`${base}/statement?month=2026-11`, stranger],
  ] as const)
    t.equal((await world.call('GET', path, token)).status, 404, path)
  t.equal((await world.call('GET', `${base}/statement?month=2026-11`, rider)).status, 403, 'for owners')
  const word = { status: 'pickedUp', handoverCode }
  t.equal((await world.call('POST', `${elsewhere}/events`, other.owner, word)).status, 404)
  t.equal((await world.call('POST', `${url}/events`, stranger, word)).status, 404)
  t.match(await world.ok('GET', url, rider), { state: 'booked' })
})

t.test('an offer that waits is answered by a member; before that only PINs are told', async (t) => {
  provider.fake.state.answers.push({ kind: 'pending' })
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const asked = await world.ok('GET', `${base}/shipments?state=asked`, rider)
  t.same(idsOf(asked), [parcel.shipmentId])
  t.match(asked.items[0], { group: 'asked', accepted: false })
  t.notOk('line1' in asked.items[0].drop || 'name' in asked.items[0].pickup)
  const url = `${base}/shipments/${parcel.shipmentId}`
  t.match(await world.ok('GET', url, rider), { accepted: false, drop: { phone: undefined } })
  await world.ok('POST', `${url}/events`, rider, { status: 'booked' })
  t.match(await world.ok('GET', url, rider), {
    group: 'carrying',
    state: 'booked',
    drop: { line1: String, phone: undefined },
  })
})

t.test('a photo at the door proves a delivery without the code', async (t) => {
  const { url, handoverCode, tell } = await booked()
  await tell({ status: 'pickedUp', handoverCode })
  const send = (content: Buffer, token: string = rider) =>
    world.app.inject({
      method: 'POST',
      url: `${url}/photos`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
      payload: content,
    })
  t.equal((await send(Buffer.from('no photo'))).statusCode, 422)
  t.equal((await send(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), stranger)).statusCode, 404)
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a door')])
  const made = await send(jpeg)
  t.equal(made.statusCode, 201)
  const { photoUrl } = made.json()
  t.match(photoUrl, /^https:\/\/haat\.example\.in\/v1\/photos\/[0-9a-f]{64}$/)
  const seen = await world.app.inject({ method: 'GET', url: new URL(photoUrl).pathname })
  t.equal(seen.headers['content-type'], 'image/jpeg')
  t.same(seen.rawPayload, jpeg)
  t.equal((await world.call('GET', `/v1/photos/${'0'.repeat(64)}`)).status, 404)
  const delivered = { status: 'delivered', photoUrl, location: door, cashCollectedPaise: 12_500 }
  t.match(await tell({ ...delivered, location: { lat: 13.2, lng: 77.6 } }), { status: 422 })
  t.match(await tell(delivered), { status: 200, body: { state: 'delivered' } })
})

t.test('the scorecard counts, the statement adds up with the ledger', async (t) => {
  const card = await world.ok('GET', `${base}/scorecard?days=7`, rider)
  t.match(card, { days: 7, offered: 4, accepted: 4, delivered: 2, firstAttempt: 1, onTime: 2, failed: 0 })
  t.equal(card.byDay.length, 7)
  t.match(card.byDay.at(-1), { day: card.to, offered: 4 })
  const month = card.to.slice(0, 7)
  const statement = await world.ok('GET', `${base}/statement?month=${month}`, provider.owner)
  t.match(statement, {
    month,
    parcels: 2,
    cash: { openingPaise: 0, collectedPaise: 25_000, remittedPaise: 0, closingPaise: 25_000 },
  })
  const [fees] = await world.sql(
    `select sum(o.price_paise)::bigint as paise from offers o join shipments s on s.id = o.shipment_id
     where s.state = 'delivered' and o.provider_id = $1`,
    [uuidOf(provider.providerId)],
  )
  t.equal(BigInt(statement.feesPaise), fees.paise)
  t.equal(statement.byDay[0].cashPaise, 25_000)
  const before = await world.ok('GET', `${base}/statement?month=2026-01`, provider.owner)
  t.match(before, { parcels: 0, feesPaise: 0, cash: { closingPaise: 0 }, byDay: [] })
  t.equal((await world.call('GET', `${base}/statement?month=2026-13`, provider.owner)).status, 400)
})
