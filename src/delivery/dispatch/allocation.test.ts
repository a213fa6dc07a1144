import t from 'tap'
import { createDeliveryWorld, providerBody } from '../../../test/support/delivery-world.ts'
import { idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { event } from '../../platform/outbox/index.ts'
import { orderPacked } from '../../trade/orders/index.ts'
import { takePlace, takePlaces } from '../providers/index.ts'

const card = (basePaise: number) => ({
  rateCard: { basePaise, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
})
const { capabilities } = providerBody()
const urban = { state: 'Karnataka', district: 'Bengaluru Urban' }
const limited = (parcelsPerDay: number) => ({
  capabilities: { ...capabilities, parcelsPerDayIn: [{ ...urban, parcelsPerDay }] },
})

t.test('200 bookings at once against 20 places: exactly 20', async (t) => {
  const world = await createDeliveryWorld(t, { max: 20 })
  const few = await world.addProvider({ ...card(1000), ...limited(20) })
  const other = await world.addProvider(card(9000))
  const order = await world.packedOrder({ tell: false })
  const rows = await world.sql(
    `insert into orders select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*
     from orders one, generate_series(1, 199) where one.id = $1 returning id`,
    [uuidOf(order.orderId)],
  )
  const orderIds = [order.orderId, ...rows.map((row) => idOf('order', String(row.id)))]
  await world.publish(...orderIds.map((orderId) => event(orderPacked, { shopId: order.shopId, orderId })))
  const deliveries = await world.waiting(true)
  t.equal(deliveries.length, 200)
  await Promise.all(deliveries.map((delivery) => world.handle(delivery)))
  await world.settle()
  const [{ live }] = await world.sql(
    `select count(*)::int as live from offers where provider_id = $1 and state = 'booked'`,
    [uuidOf(few.providerId)],
  )
  t.equal(live, 20)
  t.equal(few.fake.state.live().length, 20)
  t.equal(other.fake.state.live().length, 180)
  t.same(await world.sql('select district, parcels from provider_days'), [
    { district: 'Karnataka/Bengaluru Urban', parcels: 20 },
  ])

  // The counters alone, without the luck of who comes first: 200 transactions at one moment.
  const counters = [
    { district: 'Karnataka/Mysuru', limit: 20 },
    { district: '', limit: 30 },
  ]
  const taken = await Promise.all(
    Array.from({ length: 200 }, () =>
      world.db.transaction((tx) => takePlace(tx, other.providerId, counters)),
    ),
  )
  t.equal(taken.filter((place) => place !== undefined).length, 20)
  const more = await world.db.transaction((tx) =>
    takePlace(tx, other.providerId, [{ district: 'Karnataka/Kolar', limit: 20 }, counters[1]!]),
  )
  t.match(more, { districts: ['Karnataka/Kolar', ''] })

  // Many parcels in one go, beside others one by one.
  const own = { providerId: other.providerId, counters: [{ district: 'Karnataka/Hassan', limit: 25 }] }
  const mixed = await Promise.all(
    Array.from({ length: 20 }, (_, nth) =>
      world.db.transaction((tx) =>
        nth % 2 === 0
          ? takePlaces(tx, Array(5).fill(own))
          : takePlace(tx, own.providerId, own.counters).then((place) => [place ?? { fullIn: '' }]),
      ),
    ),
  )
  t.equal(mixed.flat().filter((place) => !('fullIn' in place)).length, 25)
})

t.test(
  'a place is given back with the parcel, and what one has no room for goes to its lender',
  async (t) => {
    const world = await createDeliveryWorld(t)
    const small = await world.addProvider({ ...card(1000), ...limited(1) })
    const post = await world.addProvider(card(20_000))
    const dear = await world.addProvider(card(5000))
    const dippOf = async ({ providerId, owner }: typeof small) =>
      (await world.ok('GET', `/v1/providers/${providerId}`, owner)).dipp
    const loans = ({ providerId }: typeof small) => `/v1/providers/${providerId}/loans`
    const { loanId } = await world.ok('POST', loans(post), post.owner, {
      borrowerDipp: await dippOf(small),
      district: urban,
      parcelsPerDay: 1,
    })
    await world.ok('POST', `${loans(small)}/${loanId}/accept`, small.owner)

    const first = await world.packedOrder()
    await world.settle()
    t.match(await world.parcelOf(first), { providerId: small.providerId })
    const second = await world.packedOrder()
    await world.settle()
    const parcel = await world.parcelOf(second)
    t.match(parcel, { providerId: post.providerId, state: 'booked' })
    t.match(await world.offersOf(second), [{ price_paise: 1000n, lent_to: uuidOf(small.providerId) }])
    const search = await world.ok('GET', `/v1/shipments/${parcel.shipmentId}/search`, second.owner)
    t.match(search.decisions[0], {
      able: [{ providerId: post.providerId, lentTo: small.providerId, pricePaise: 1000 }, {}],
      refused: [{ providerId: small.providerId, rule: 'fullToday' }],
    })
    const third = await world.packedOrder()
    await world.settle()
    t.match(await world.parcelOf(third), { providerId: dear.providerId }, 'the loan is used up')

    await world.callOff(first)
    await world.settle()
    const fourth = await world.packedOrder()
    await world.settle()
    t.match(await world.parcelOf(fourth), { providerId: small.providerId }, 'the place was given back')
  },
)

t.test('bookings keep the price agreed, whatever comes later', async (t) => {
  const world = await createDeliveryWorld(t)
  const one = await world.addProvider(card(1000))
  const order = await world.packedOrder()
  await world.settle()
  const url = `/v1/providers/${one.providerId}`
  const { version } = await world.ok('GET', url, one.owner)
  t.equal((await world.call('PATCH', url, one.owner, card(3000), { 'if-match': `"${version}"` })).status, 200)
  t.match(await world.offersOf(order), [{ price_paise: 1000n }])
  const later = await world.packedOrder()
  await world.settle()
  t.match(await world.offersOf(later), [{ price_paise: 3000n }])
})

t.test('a shop chooses: strategy, whom it prefers or blocks, or itself', async (t) => {
  const world = await createDeliveryWorld(t)
  const cheap = await world.addProvider({ ...card(1000), promisedMinutes: 900 })
  const quick = await world.addProvider({ ...card(9500), promisedMinutes: 20 })
  const order = await world.packedOrder()
  await world.settle()
  const url = `/v1/shops/${order.shopId}/delivery-choice`
  const choose = async (body: unknown) => {
    const { headers } = await world.call('GET', url, order.owner)
    return world.call('PATCH', url, order.owner, body, { 'if-match': String(headers.etag) })
  }
  const carrier = async () => {
    const next = await world.packedOrder()
    await world.settle()
    return world.parcelOf(next)
  }
  t.match(await world.ok('GET', url, order.owner), {
    strategy: 'balanced',
    preferred: null,
    alwaysItself: false,
    providers: [{ providerId: cheap.providerId }, { providerId: quick.providerId }],
  })
  t.equal((await world.call('GET', url, order.buyer)).status, 404)
  t.match(await carrier(), { providerId: quick.providerId })
  t.match(await choose({ strategy: 'cheapest' }), { status: 200, body: { strategy: 'cheapest' } })
  t.match(await carrier(), { providerId: cheap.providerId })
  t.equal((await choose({ preferred: quick.providerId })).status, 200)
  t.match(await carrier(), { providerId: quick.providerId })
  t.match(await choose({ blocked: [quick.providerId] }), { status: 400 })
  t.equal((await choose({ preferred: null, blocked: [cheap.providerId] })).status, 200)
  t.match(await carrier(), { providerId: quick.providerId })
  t.equal((await choose({ alwaysItself: true })).status, 200)
  t.match(await carrier(), { carrier: 'shop', providerId: null, state: 'booked' })
  const stale = await world.call('PATCH', url, order.owner, { strategy: 'fastest' }, { 'if-match': '"1"' })
  t.equal(stale.status, 412)
})

t.test('each sees of a decision what is its own', async (t) => {
  const world = await createDeliveryWorld(t)
  const won = await world.addProvider(card(1000))
  const lost = await world.addProvider({ ...card(5000), promisedMinutes: 45 })
  const unable = await world.addProvider({
    ...card(100),
    capabilities: { ...capabilities, maxWeightGrams: 1 },
  })
  const elsewhere = await world.addProvider({
    capabilities: { ...capabilities, pickup: { pins: ['110001'], pinPrefixes: [], circles: [] } },
  })
  const order = await world.packedOrder()
  await world.settle()
  const { shipmentId } = await world.parcelOf(order)
  const search = `/v1/shipments/${shipmentId}/search`
  for (const reader of [order.owner, world.operator])
    t.match(await world.ok('GET', search, reader), {
      decisions: [
        {
          strategy: 'balanced',
          elsewhere: 1,
          able: [
            { providerId: won.providerId, lost: null, parts: { price: 1000, time: 450 } },
            { providerId: lost.providerId, lost: 'dearer', why: 'asks more' },
          ],
          refused: [{ providerId: unable.providerId, rule: 'tooHeavy' }],
        },
      ],
    })
  t.equal((await world.call('GET', search, newId('account'))).status, 404)
  const own = async ({ providerId, owner }: typeof won) =>
    (await world.ok('GET', `/v1/providers/${providerId}/decisions`, owner)).items
  t.match(await own(won), [{ outcome: 'chosen', shipmentId, pricePaise: 1000, rule: null }])
  const [line] = await own(lost)
  t.match(line, { outcome: 'lost', rule: 'dearer', pricePaise: 5000, shipmentId: null, pickupPin: '560001' })
  t.notMatch(JSON.stringify(line), new RegExp(`${won.providerId}|1000|Parcel`))
  t.match(await own(unable), [{ outcome: 'refused', rule: 'tooHeavy', score: null }])
  t.same(await own(elsewhere), [])
  const strange = await world.call('GET', `/v1/providers/${won.providerId}/decisions`, lost.owner)
  t.equal(strange.status, 404)

  const weights = await world.ok('GET', '/v1/dispatch/weights')
  t.match(weights, { weights: { minutePaise: 10, newcomerEvery: 10 } })
  t.ok(weights.rules.some((rule: { name: string }) => rule.name === 'tooHeavy'))
})
