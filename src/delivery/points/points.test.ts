import t from 'tap'
import { alwaysOpen, createDeliveryWorld } from '../../../test/support/delivery-world.ts'

const world = await createDeliveryWorld(t)
const { ok, call, operator, db, points } = world
const path = '/v1/operator/points'
const terms = { hours: alwaysOpen, shelfParcels: 2, parcelsPerDay: 5, feePaise: 0 }
const hub = (name: string, pin: string, more: object = {}) =>
  call('POST', '/v1/operator/hubs', operator, {
    ...{ ...terms, name, line1: 'Ring Road', pin, point: { lat: 21.1458, lng: 79.0882 } },
    ...more,
  })
const list = async (query = '') => ok('GET', `${path}${query}`, operator)
const namesOf = async (query: string): Promise<string[]> =>
  (await list(query)).items.map(({ name }: { name: string }) => name)

t.test('operators list points by PIN, with their room and what is there', async (t) => {
  const sale = await world.packedOrder()
  const kirana = await ok('POST', `/v1/shops/${sale.shopId}/point`, sale.owner, terms)
  const nagpur = (await hub('Nagpur hub', '440001')).body
  const second = (await hub('Second hub', '440001')).body
  const delhi = (await hub('Delhi hub', '110001')).body
  t.same(await namesOf(''), ['Delhi hub', 'Nagpur hub', 'Second hub', kirana.name])

  const order = { shopId: sale.shopId, orderId: sale.orderId }
  const other = await world.packedOrder()
  await db.transaction(async (tx) => {
    await points.reserve(tx, nagpur.pointId, order, 'transit')
    await points.arrived(tx, nagpur.pointId, order)
    await points.reserve(tx, nagpur.pointId, { shopId: other.shopId, orderId: other.orderId }, 'transit')
  })
  const [busy] = (await list('?pin=440001')).items
  t.match(busy, {
    ...{ pointId: nagpur.pointId, kind: 'hub', shopId: null, status: 'open', district: 'Nagpur' },
    ...{ shelfParcels: 2, taken: 2, here: 1, expected: 1, today: 2 },
  })
  await db.transaction((tx) => points.left(tx, nagpur.pointId, order, 'carrier'))
  t.match(
    (await list('?pin=440001')).items[0],
    { taken: 1, here: 0, expected: 1 },
    'what has gone is not there',
  )

  await ok('POST', `${path}/${second.pointId}/suspend`, operator, { reason: 'Parcels lay in the rain.' })
  t.match((await list('?status=suspended')).items, [{ name: 'Second hub', statusReason: /rain/ }])
  await ok('POST', `${path}/${second.pointId}/resume`, operator)
  t.same(await namesOf('?status=suspended'), [])

  const own = (paused: boolean) => ok('PATCH', `/v1/points/${kirana.pointId}`, sale.owner, { paused })
  const suspend = () =>
    ok('POST', `${path}/${kirana.pointId}/suspend`, operator, { reason: 'Parcels lay in the rain.' })
  const resume = () => ok('POST', `${path}/${kirana.pointId}/resume`, operator)
  t.match(await own(true), { status: 'paused' })
  t.match(await resume(), { status: 'paused' }, 'it is not suspended')
  t.match([await suspend(), await suspend()], [{ status: 'suspended' }, { status: 'suspended' }])
  t.match(await resume(), { status: 'paused', statusReason: null }, 'what its own people said holds again')
  await suspend()
  t.match(await own(false), { status: 'suspended' }, 'they cannot take a suspension back')
  t.match(await resume(), { status: 'open' })
  t.same(await namesOf('?kind=kirana'), [kirana.name])
  t.same(await namesOf('?pin=44'), ['Nagpur hub', 'Second hub'], 'the first digits of a PIN are its region')
  t.same(await namesOf('?pin=44&kind=kirana'), [])

  const first = await list('?limit=2')
  t.same(
    first.items.map(({ pointId }: { pointId: string }) => pointId),
    [delhi.pointId, nagpur.pointId],
  )
  t.same(await namesOf(`?limit=2&cursor=${first.nextCursor}`), ['Second hub', kirana.name], 'two of one PIN')
})

t.test('nobody else, and nothing that does not fit', async (t) => {
  const sale = await world.packedOrder()
  for (const who of [sale.owner, sale.buyer]) t.equal((await call('GET', path, who)).status, 403)
  for (const query of ['pin=0', 'pin=4400011', 'pin=abc', 'status=gone', 'cursor=x'])
    t.equal((await call('GET', `${path}?${query}`, operator)).status, 400, query)
  t.match(await hub('Nowhere', '560999'), {
    ...{ status: 400, body: { code: 'invalidFields', errors: [{ pointer: '/pin', code: 'unknownPin' }] } },
  })
  const never = { week: { mon: [{ open: '10:00', close: '10:00' }] } }
  t.match(await hub('Never', '440001', { hours: never }), {
    ...{ status: 400, body: { errors: [{ pointer: '/hours', code: 'badHours', detail: /Monday/ }] } },
  })
})
