import t from 'tap'
import { alwaysOpen, createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import type { HaatError } from '../../kernel/errors.ts'
import { type Id, uuidOf } from '../../kernel/ids.ts'

const world = await createDeliveryWorld(t, { pinsServed: ['110001', '560001', '900056'] })
const { ok, call, sql, settle, passTime, shipments, db, tell, operator, relay } = world

const terms = {
  hours: alwaysOpen,
  shelfParcels: 5,
  parcelsPerDay: 5,
  feePaise: 800,
  deliversMetres: null,
  deliveryFeePaise: 0,
}
const area = (prefixes: string[]) => ({ pins: [], pinPrefixes: prefixes, circles: [] })
const carrier = (from: string[], to: string[], more: object = {}) =>
  world.addProvider({
    capabilities: {
      pickup: area(from),
      drop: area(to),
      maxWeightGrams: 20_000,
      food: true,
      cod: true,
      hours: alwaysOpen,
    },
    ...more,
  })
const hub = (name: string, pin: string, point: { lat: number; lng: number }) =>
  ok('POST', '/v1/operator/hubs', operator, { ...terms, feePaise: 0, name, line1: 'Ring Road', pin, point })

const holderOf = async (shipmentId: Id<'shipment'>) => {
  const parcel = (await shipments.read(db, shipmentId))!
  return (await shipments.custodyOf(db, parcel)).map(({ holder }) => holder)
}
const wayOf = async (order: { shopId: Id<'shop'>; orderId: Id<'order'> }) =>
  (await shipments.wayOf(db, order))!
const orderState = async (orderId: Id<'order'>) => (await world.orders.orderFor(db, orderId))!.state

const delhi = { pin: '110001', point: { lat: 28.632, lng: 77.219 }, state: 'Delhi', district: 'New Delhi' }

t.test('a parcel goes from hand to hand, each hand-over by a code', async (t) => {
  const a = await carrier(['560'], ['440'])
  const b = await carrier(['440'], ['110'])
  const nagpur = await hub('Nagpur hub', '440001', { lat: 21.1458, lng: 79.0882 })
  const bought = await world.packedOrder({ drop: delhi, method: 'cod' })
  await settle()
  const whole = await world.parcelOf(bought)
  t.match(whole, { carrier: 'relay', state: 'booked' })
  const [first] = (await wayOf(bought)).legs
  t.match(first, { leg: 1, state: 'booked', providerId: a.providerId, toPoint: nagpur.pointId, codPaise: 0n })

  const seen = await ok('GET', `/v1/shipments/${whole.shipmentId}`, bought.owner)
  t.equal(
    (await call('GET', `/v1/shipments/${first!.shipmentId}`, bought.owner)).status,
    404,
    'legs are not for buyers',
  )
  const crew = await ok('GET', `/v1/providers/${a.providerId}/shipments/${first!.shipmentId}`, a.owner)
  t.match(crew, { pickup: { name: 'Sharma Kirana' }, drop: { name: 'Nagpur hub', pin: '440001' } })
  t.equal(crew.endsAt, 'point', 'whose code it needs')
  t.notMatch(JSON.stringify(crew), /Asha/, 'the buyer is none of the first carrier’s business')
  t.match(whole.awb, /^8\d{11}$/)
  const labelOf = async (path: string, token: string) =>
    (
      await world.app.inject({
        url: `${path}/label?format=zpl`,
        headers: { authorization: `Bearer ${token}` },
      })
    ).body
  const onParcel = await labelOf(`/v1/shipments/${whole.shipmentId}`, bought.owner)
  t.match(onParcel, /\^FDCOD: COLLECT Rs 125\.00\^FS/, 'what stays on it says what is due at its door')
  t.ok(onParcel.includes('^FD110001^FS') && onParcel.includes(whole.awb!))
  const onLeg = await labelOf(`/v1/provider/shipments/${first!.shipmentId}`, a.key)
  t.match(onLeg, /\^FDPREPAID\^FS/, 'nothing is due at the hub')
  t.ok(onLeg.includes('^FD440001^FS') && onLeg.includes(whole.awb!))
  t.equal(crew.awb, whole.awb, 'each carrier reads the number that stands on the parcel')

  t.equal((await tell(a, first!.offerId!, 'pickedUp', { handoverCode: '000000' })).status, 422)
  t.equal((await tell(a, first!.offerId!, 'pickedUp', { handoverCode: seen.handoverCode })).status, 200)
  t.equal(await orderState(bought.orderId), 'handedOver')
  t.match(await world.parcelOf(bought), { state: 'pickedUp' })
  t.match(await holderOf(whole.shipmentId), [{ kind: 'shop' }, { kind: 'provider', id: a.providerId }])

  const desk = async () => (await ok('GET', `/v1/points/${nagpur.pointId}/parcels`, operator)).items
  const [coming] = await desk()
  t.match(coming, { role: 'coming', shipmentId: first!.shipmentId })
  const photo = { photoUrl: 'https://example.com/1.jpg', location: { lat: 21.1459, lng: 79.0882 } }
  t.match(
    (await tell(a, first!.offerId!, 'delivered', photo)).body,
    { code: 'proofMissing', detail: /point/ },
    'nobody lays a parcel before a point by a photo',
  )
  t.equal((await call('GET', `/v1/points/${nagpur.pointId}/parcels`, bought.buyer)).status, 404)
  t.equal((await tell(a, first!.offerId!, 'delivered', { deliveryCode: coming.showCode })).status, 200)
  await settle()
  t.match(await world.parcelOf(bought), { state: 'atHub' })
  t.match((await holderOf(whole.shipmentId)).at(-1), { kind: 'point', id: nagpur.pointId })
  const [, second] = (await wayOf(bought)).legs
  t.match(second, {
    leg: 2,
    state: 'booked',
    providerId: b.providerId,
    fromPoint: nagpur.pointId,
    codPaise: 12500n,
    awb: whole.awb,
  })

  const onward = await ok('GET', `/v1/providers/${b.providerId}/shipments/${second!.shipmentId}`, b.owner)
  t.equal(onward.endsAt, 'door')
  const [fetched] = await desk()
  t.match(fetched, { role: 'toCarrier', shipmentId: second!.shipmentId })
  t.equal((await tell(b, second!.offerId!, 'pickedUp', { handoverCode: fetched.showCode })).status, 200)
  t.equal((await tell(a, first!.offerId!, 'lost')).status, 200, 'a word that comes late is kept')
  t.match(await world.parcelOf(bought), { state: 'inTransit' })
  t.match((await holderOf(whole.shipmentId)).at(-1), { kind: 'provider', id: b.providerId })

  const { deliveryCode } = await ok('GET', `/v1/shipments/${whole.shipmentId}`, bought.buyer)
  const done = await tell(b, second!.offerId!, 'delivered', { deliveryCode, cashCollectedPaise: 12_500 })
  t.equal(done.status, 200)
  t.match(await world.parcelOf(bought), { state: 'delivered' })
  t.equal(await orderState(bought.orderId), 'delivered')
  t.match((await holderOf(whole.shipmentId)).at(-1), { kind: 'buyer' })
  const cash = await sql(`select account, amount_paise from ledger_entries where account like 'cash:%'`)
  t.strictSame(cash, [{ account: `cash:${b.providerId}`, amount_paise: 12500n }])

  const way = await ok('GET', `/v1/shipments/${whole.shipmentId}/way`, bought.buyer)
  t.strictSame(
    way.custody.map(({ holder }: { holder: { kind: string } }) => holder.kind),
    ['shop', 'provider', 'point', 'provider', 'buyer'],
  )
  t.match(way, { holder: { kind: 'buyer' }, legs: [{ to: 'Nagpur hub' }, { from: 'Nagpur hub', to: null }] })
  t.strictSame(await sql('select taken from points where id = $1', [uuidOf(nagpur.pointId)]), [{ taken: 0 }])
})

t.test(
  'a leg that comes back is planned anew from where the parcel is, and in the end goes back',
  async (t) => {
    await carrier(['440'], ['560'])
    const bought = await world.packedOrder({ drop: delhi, method: 'upi' })
    await settle()
    const whole = await world.parcelOf(bought)
    const code = async (role: string, point: string) => {
      const { items } = await ok('GET', `/v1/points/${point}/parcels`, operator)
      return items.find((one: { role: string }) => one.role === role).showCode
    }
    const last = async () => (await wayOf(bought)).legs.at(-1)!
    const by = (leg: { providerId: Id<'provider'> | null }) => world.known.get(leg.providerId!)!
    const { handoverCode } = await ok('GET', `/v1/shipments/${whole.shipmentId}`, bought.owner)
    let leg = await last()
    const point = leg.toPoint!
    await tell(by(leg), leg.offerId!, 'pickedUp', { handoverCode })
    const handIn = `/v1/points/${point}/parcels/${leg.shipmentId}/hand-in`
    t.match(await call('POST', handIn, operator, { code: '111111' }), {
      status: 422,
      body: { code: 'codeWrong', errors: [{ pointer: '/code' }] },
    })
    await ok('POST', handIn, operator, { code: handoverCode })
    for (const time of [1, 2]) {
      await settle()
      leg = await last()
      await tell(by(leg), leg.offerId!, 'pickedUp', { handoverCode: await code('toCarrier', point) })
      t.equal(
        (await tell(by(leg), leg.offerId!, 'returned')).status,
        422,
        'without the point’s code nothing came back',
      )
      t.equal(
        (await tell(by(leg), leg.offerId!, 'returned', { deliveryCode: await code('mayReturn', point) }))
          .status,
        200,
      )
      t.match((await holderOf(whole.shipmentId)).at(-1), { kind: 'point', id: point })
      t.equal((await world.parcelOf(bought)).state, time === 1 ? 'atHub' : 'returning')
    }
    await settle()
    leg = await last()
    t.match(leg, { back: true, fromPoint: point, toPoint: null, state: 'booked' })
    await tell(by(leg), leg.offerId!, 'pickedUp', { handoverCode: await code('toCarrier', point) })
    const shopCode = shipments.codes.codeOf(leg.shipmentId, 'delivery')
    t.equal((await tell(by(leg), leg.offerId!, 'delivered', { deliveryCode: shopCode })).status, 200)
    t.match(await world.parcelOf(bought), { state: 'returned' })
    t.equal(await orderState(bought.orderId), 'undelivered')
    t.match((await holderOf(whole.shipmentId)).at(-1), { kind: 'shop' })
  },
)

t.test('a buyer fetches a parcel at a kirana; what nobody fetches goes back', async (t) => {
  const rider = await carrier(['560'], ['560'])
  const kirana = await world.newShop()
  const point = await ok('POST', `/v1/shops/${kirana.shopId}/point`, kirana.owner, terms)
  t.equal((await call('POST', `/v1/shops/${kirana.shopId}/point`, kirana.owner, terms)).status, 409)
  const near = await call('GET', '/v1/points?lat=12.9762&lng=77.6033')
  t.match(near.body.items, [{ pointId: point.pointId, free: 5 }])
  const found = await call('GET', `/v1/points/${point.pointId}`)
  t.match(found.body, { pointId: point.pointId, name: String, hours: alwaysOpen })

  const buy = async ({ method = 'upi' }: { method?: 'upi' | 'cod' } = {}) => {
    const bought = await world.packedOrder({
      method,
      pointId: point.pointId,
      expectedTotalPaise: 13300n,
    })
    await settle()
    const leg = (await wayOf(bought)).legs[0]!
    t.match(leg, { toPoint: point.pointId, providerId: rider.providerId, state: 'booked' })
    const whole = await world.parcelOf(bought)
    const { handoverCode } = await ok('GET', `/v1/shipments/${whole.shipmentId}`, bought.owner)
    await tell(rider, leg.offerId!, 'pickedUp', { handoverCode })
    await ok('POST', `/v1/points/${point.pointId}/parcels/${leg.shipmentId}/hand-in`, kirana.owner, {
      code: handoverCode,
    })
    t.match(await world.parcelOf(bought), { state: 'atDrop' })
    t.match(await ok('GET', `/v1/shipments/${whole.shipmentId}/way`, bought.buyer), {
      collect: { pointId: point.pointId, until: String },
    })
    return { bought, whole }
  }
  const { bought, whole } = await buy()
  const out = `/v1/points/${point.pointId}/parcels/${whole.shipmentId}/hand-out`
  t.match(await call('POST', out, kirana.owner, { code: '000000' }), {
    status: 422,
    body: { errors: [{ pointer: '/code' }] },
  })
  t.equal((await call('POST', out, bought.owner, { code: '000000' })).status, 404)
  const { deliveryCode } = await ok('GET', `/v1/shipments/${whole.shipmentId}`, bought.buyer)
  await ok('POST', out, kirana.owner, { code: deliveryCode })
  t.equal(await orderState(bought.orderId), 'delivered')
  t.equal((await call('POST', out, kirana.owner, { code: deliveryCode })).status, 409)
  const month = new Date(Date.now() + 330 * 60_000).toISOString().slice(0, 7)
  const statement = await ok('GET', `/v1/points/${point.pointId}/statement?month=${month}`, kirana.owner)
  t.match(statement, { handedOut: { toBuyers: 1, toCarriers: 0 }, feesPaise: 800 })

  // In cash: paid at the counter, in the point's hand until it settles.
  const inCash = await buy({ method: 'cod' })
  const counter = `/v1/points/${point.pointId}/parcels/${inCash.whole.shipmentId}/hand-out`
  const { items } = await ok('GET', `/v1/points/${point.pointId}/parcels`, kirana.owner)
  t.match(items, [{ shipmentId: inCash.whole.shipmentId, role: 'toBuyer', cashDuePaise: 13_300 }])
  const code = (await ok('GET', `/v1/shipments/${inCash.whole.shipmentId}`, inCash.bought.buyer)).deliveryCode
  t.match((await call('POST', counter, kirana.owner, { code })).body, { code: 'cashDiffers' })
  await ok('POST', counter, kirana.owner, { code, cashCollectedPaise: 13_300 })
  const till = () => ok('GET', `/v1/points/${point.pointId}/cash`, kirana.owner)
  t.match(await till(), { heldPaise: 13_300, limitPaise: 30_000, full: false })
  t.equal((await call('GET', `/v1/points/${point.pointId}/cash`, bought.owner)).status, 404)
  await ok('PUT', `/v1/operator/points/${point.pointId}/cash-limit`, world.operator, { limitPaise: 13_300 })
  t.match((await till()).full, true)
  const refused = await buy({ method: 'cod' }).catch((error: HaatError) => error)
  t.match(
    refused,
    { facts: { problems: [{ code: 'pointTakesNoCash' }] } },
    'beyond its limit it takes no more',
  )
  const csv = `reference,amount,date,utr\n${inCash.bought.orderId},133.00,2026-11-20,400000000001\n`
  const told = await ok('POST', `/v1/points/${point.pointId}/remittances`, kirana.owner, { csv })
  t.match(told, { state: 'told', hand: point.pointId })
  const booked = await ok('POST', `/v1/operator/remittances/${told.remittanceId}/book`, world.operator)
  t.match(booked, { matched: 1 })
  t.match(await till(), { heldPaise: 0, full: false })
  t.same((await world.payments.checkLedger()).problems, [])

  const second = await buy()
  await sql(`update shipments set state_since = now() - interval '100 hours' where id = $1`, [
    uuidOf(second.whole.shipmentId),
  ])
  await relay.sweep()
  await passTime()
  t.match(await world.parcelOf(second.bought), { state: 'returning' })
  t.match((await wayOf(second.bought)).legs.at(-1), { back: true, fromPoint: point.pointId, state: 'booked' })
  t.strictSame(await sql('select taken from points where id = $1', [uuidOf(point.pointId)]), [{ taken: 1 }])
})

t.test('shelf and day are never overrun', async (t) => {
  const kirana = await world.newShop()
  const few = { ...terms, shelfParcels: 4, parcelsPerDay: 3 }
  const { pointId } = await ok('POST', `/v1/shops/${kirana.shopId}/point`, kirana.owner, few)
  const orders = await sql('select shop_id, id from orders limit 1')
  t.equal(orders.length, 1)
  const tries = await Promise.all(
    Array.from({ length: 12 }, () =>
      db.transaction((tx) =>
        world.points.tryReserve(
          tx,
          pointId,
          { shopId: kirana.shopId, orderId: world.newOrderId() },
          'collect',
        ),
      ),
    ),
  )
  t.equal(tries.filter(Boolean).length, 3, 'the day is full before the shelf')
  const around = async () => (await call('GET', '/v1/points?lat=12.9762&lng=77.6033&limit=50')).body
  const offered = async () =>
    (await around()).items.some((one: { pointId: string }) => one.pointId === pointId)
  const why = async () =>
    (await around()).full.find((one: { pointId: string }) => one.pointId === pointId)?.why
  const isOpen = async () => (await world.points.dropPoints(db, [pointId])).get(pointId)?.open
  t.same([await offered(), await why(), await isOpen()], [false, 'day', false], 'who looks is told why')
  const [first] = await world.points.openStays(db, pointId)
  await db.transaction((tx) => world.points.release(tx, pointId, first!))
  t.same(
    [await offered(), await why(), await isOpen()],
    [true, undefined, true],
    'what fell through counts no more',
  )
  await db.transaction((tx) => world.points.reserve(tx, pointId, first!, 'collect'))
  await ok('PATCH', `/v1/points/${pointId}`, kirana.owner, { parcelsPerDay: 30 })
  const more = await Promise.all(
    Array.from({ length: 5 }, () =>
      db.transaction((tx) =>
        world.points.tryReserve(
          tx,
          pointId,
          { shopId: kirana.shopId, orderId: world.newOrderId() },
          'collect',
        ),
      ),
    ),
  )
  t.equal(more.filter(Boolean).length, 1, 'then the shelf')
  t.same([await offered(), await why()], [false, 'shelf'])
  await ok('PATCH', `/v1/points/${pointId}`, kirana.owner, { shelfParcels: 40, paused: true })
  const paused = await db.transaction((tx) =>
    world.points.tryReserve(tx, pointId, { shopId: kirana.shopId, orderId: world.newOrderId() }, 'collect'),
  )
  t.equal(paused, false)
  t.same([await offered(), await why()], [false, undefined], 'a pause is nobody’s business')
})

t.test('a hub hands nothing out to buyers', async (t) => {
  const { pointId } = await hub('Town hub', '560001', { lat: 12.9763, lng: 77.6034 })
  t.equal((await world.points.dropPoints(db, [pointId])).get(pointId)?.open, false)
  t.equal((await call('GET', `/v1/points/${pointId}`)).status, 404)
})
