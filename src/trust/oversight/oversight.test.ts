import t from 'tap'
import { alwaysOpen, createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { providersByStatus } from '../../delivery/providers/index.ts'
import { shipmentFigures } from '../../delivery/shipments/index.ts'
import { uuidOf } from '../../kernel/ids.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import { outboxState } from '../../platform/outbox/index.ts'
import { searchWaiting } from '../../trade/search/index.ts'
import { createOversight } from './index.ts'

const world = await createDeliveryWorld(t, { pinsServed: ['110001', '560001', '900056'] })
const { db, orders, traders, operator } = world
let queueAnswers = true
const oversight = createOversight({
  db,
  traders: { ...traders.figures, names: traders.shopFacts },
  orders: orders.figures,
  providers: {
    byStatus: providersByStatus,
    nameOf: async (id) => (await world.providers.directory.find(id))?.name,
  },
  parcels: shipmentFigures,
  index: { waiting: searchWaiting },
  outbox: outboxState,
  queueEngine: 'postgres',
  queues: async () => {
    if (!queueAnswers) throw new Error('the queue is away')
    return [{ queue: 'dispatch', waiting: 1, active: 0, delayed: 0, failed: 2 }]
  },
})
const app = await createHttpApp({
  log: world.log,
  authenticators: {
    person: async (token) => world.person(token as typeof operator),
    provider: world.providers.authenticateKey,
    isOperator: async (accountId) => accountId === operator,
  },
  routes: [oversight.routes],
  trustProxy: false,
  rateLimitPerMinute: 1_000_000,
})
t.teardown(() => app.close())
const get = async (url: string) => {
  const reply = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${operator}` } })
  t.equal(reply.statusCode, 200, `${url} ${reply.statusCode === 200 ? '' : reply.body}`)
  return reply.json()
}

await world.addProvider()
const parcelAs = async (change: string) => {
  const order = await world.packedOrder()
  await world.settle()
  const { shipmentId } = await world.parcelOf(order)
  await world.sql(`update shipments set ${change} where id = $1`, [uuidOf(shipmentId)])
  return shipmentId
}

t.test('parcels that do not move are found, each with its reason', async (t) => {
  const long = `now() - interval '5 hours'`
  const cases = [
    [`state = 'bookingFailed', provider_id = null, created_at = ${long}`, 'noCarrier'],
    [`state = 'booked', state_since = ${long}`, 'notFetched'],
    ['handover_tries = 5', 'codesUsedUp'],
    [`state = 'outForDelivery', promised_by = ${long}`, 'late'],
    [`state = 'pickedUp', promised_by = null, state_since = now() - interval '2 days'`, 'silent'],
    [`state = 'returning', state_since = now() - interval '4 days'`, 'returning'],
  ] as const
  const expected: [string, string][] = []
  for (const [change, why] of cases) expected.push([await parcelAs(change), why])
  await parcelAs(`state = 'outForDelivery'`)
  await parcelAs(`state = 'delivered', state_since = ${long}, promised_by = now() - interval '1 day'`)
  const { items } = await get('/v1/operator/shipments/stuck')
  t.same(
    items.map((one: { shipmentId: string; why: string }) => [one.shipmentId, one.why]),
    expected,
    'the oldest first, and no other',
  )
  t.match(items[1], { providerName: /^Parcel/, shopName: String })
  const first = await get('/v1/operator/shipments/stuck?limit=4')
  const rest = await get(`/v1/operator/shipments/stuck?limit=4&cursor=${first.nextCursor}`)
  t.equal(rest.items.length, 2)
})

t.test('the board shows it all, also while the queue is away', async (t) => {
  const board = await get('/v1/operator/board')
  t.match(board, {
    ordersToday: [{ state: 'packed', count: 8 }],
    outbox: { dead: 0 },
    queues: [{ failed: 2 }],
  })
  const countOf = (list: { state?: string; why?: string; count: number }[], name: string) =>
    list.find((one) => (one.state ?? one.why) === name)?.count
  t.equal(countOf(board.parcels, 'outForDelivery'), 2)
  t.equal(countOf(board.stuck, 'late'), 1)
  t.match(board.traders, [{ status: 'verified' }])
  t.match(board.providers, [{ status: 'approved', count: 1 }])
  queueAnswers = false
  t.equal((await get('/v1/operator/board')).queues, null)
})

t.test('India by state counts by the place of the shop', async (t) => {
  const { items } = await get('/v1/operator/states?days=7')
  t.equal(items.length, 1)
  t.match(items[0], { state: 'Karnataka', traders: 1, shops: 1, orders: 8, delivered: 1, onTime: 0 })
})

t.test('a parcel over several hands stands there once, with the leg that does not move', async (t) => {
  const area = (prefix: string) => ({ pins: [], pinPrefixes: [prefix], circles: [] })
  const carrier = (from: string, to: string) =>
    world.addProvider({
      capabilities: {
        pickup: area(from),
        drop: area(to),
        maxWeightGrams: 20_000,
        food: true,
        cod: true,
        hours: alwaysOpen,
      },
    })
  const first = await carrier('560', '440')
  await carrier('440', '110')
  await world.ok('POST', '/v1/operator/hubs', operator, {
    ...{ hours: alwaysOpen, shelfParcels: 5, parcelsPerDay: 5, feePaise: 0, name: 'Nagpur hub' },
    ...{ line1: 'Ring Road', pin: '440001', point: { lat: 21.1458, lng: 79.0882 } },
  })
  const drop = { pin: '110001', point: { lat: 28.632, lng: 77.219 }, state: 'Delhi', district: 'New Delhi' }
  const order = await world.packedOrder({ drop })
  await world.settle()
  const way = (await world.shipments.wayOf(db, order))!
  const leg = way.legs[0]!
  t.match(way, { parcel: { carrier: 'relay', state: 'booked' }, legs: [{ state: 'booked' }] })
  const seen = async () => {
    const { items } = await get('/v1/operator/shipments/stuck')
    const of = [way.parcel.shipmentId, leg.shipmentId]
    return items.filter((one: { shipmentId: string }) => of.includes(one.shipmentId as typeof leg.shipmentId))
  }
  const counted = async () =>
    (await get('/v1/operator/board')).stuck.reduce(
      (sum: number, { count }: { count: number }) => sum + count,
      0,
    )
  const before = await counted()
  const age = (shipmentId: typeof leg.shipmentId, change: string) =>
    world.sql(`update shipments set ${change} where id = $1`, [uuidOf(shipmentId)])

  await age(way.parcel.shipmentId, `state_since = now() - interval '6 hours'`)
  t.match(await seen(), [{ shipmentId: way.parcel.shipmentId, why: 'notFetched', leg: null }])
  await age(leg.shipmentId, 'handover_tries = 5')
  const both = await seen()
  t.equal(both.length, 1)
  t.match(both, [
    {
      ...{ shipmentId: way.parcel.shipmentId, carrier: 'relay', dropPin: '110001', why: 'codesUsedUp' },
      leg: {
        ...{ shipmentId: leg.shipmentId, number: 1, back: false, state: 'booked', dropPin: '440001' },
        ...{ providerId: first.providerId, providerName: String },
      },
    },
  ])
  t.equal(await counted(), before + 1, 'one more, not two')
  await age(way.parcel.shipmentId, `state = 'delivered'`)
  await age(leg.shipmentId, 'back = true')
  t.match(
    await seen(),
    [{ shipmentId: way.parcel.shipmentId, state: 'delivered', leg: { back: true } }],
    'goods that a buyer sends back, under the parcel in which they came',
  )
  t.equal(await counted(), before + 1)
})
