import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const { promises, sql } = world
const breaches = async (token: string = provider.owner) =>
  (await world.ok('GET', `/v1/providers/${provider.providerId}/breaches`, token)).items
const told = async () =>
  (await sql(`select count(*)::int as n from outbox where topic = 'promise.broken'`))[0].n

/** A booked parcel whose promises ended so many minutes ago. */
const lateBy = async (minutes: number) => {
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  await sql(`update shipments set promised_by = now() - $2 * interval '1 minute' where id = $1`, [
    uuidOf(parcel.shipmentId),
    minutes,
  ])
  await sql(
    `update shipment_events set recorded_at = recorded_at - interval '3 hours' where shipment_id = $1`,
    [uuidOf(parcel.shipmentId)],
  )
  await sql(`update promise_sweeps set swept_to = now() - interval '1 day'`)
  return { ...parcel, buyer: order.buyer }
}
const bring = async (parcel: Awaited<ReturnType<typeof lateBy>>) => {
  const { codes } = world.shipments
  const [handoverCode, deliveryCode] = (['handover', 'delivery'] as const).map((kind) =>
    codes.codeOf(parcel.shipmentId, kind),
  )
  const words = [
    ['pickedUp', { handoverCode }],
    ['delivered', { deliveryCode, cashCollectedPaise: Number(parcel.codPaise) }],
  ] as const
  for (const [status, more] of words)
    t.equal((await world.tell(provider, parcel.offerId!, status, more)).status, 200)
}
const lookAgain = async () => {
  await sql(`update lapsed_promises set look_at = now() - interval '1 second' where state = 'broken'`)
  await promises.sweep()
}

t.test('what a delay costs is published', async (t) => {
  const { status, body } = await world.call('GET', '/v1/dispatch/penalties')
  t.equal(status, 200)
  t.match(body, { delivery: [{ afterMinutes: 15, penaltyPaise: 500 }], pickupPercent: 50 })
})

t.test('a promise that lapses is told once, and costs once it is known how late it was', async (t) => {
  await promises.sweep()
  const early = await lateBy(-60)
  const late = await lateBy(70)
  await promises.sweep()
  const found = await breaches()
  t.same(
    found.map((one: { kind: string; shipmentId: string }) => [one.kind, one.shipmentId]).sort(),
    [
      ['delivery', late.shipmentId],
      ['pickup', late.shipmentId],
    ],
    `not ${early.shipmentId}`,
  )
  t.match(found, [{ state: 'broken', penaltyPaise: 0 }, { state: 'broken' }])
  t.equal(world.broken.length, 2)
  await Promise.all([promises.sweep(), promises.sweep()])
  await lookAgain()
  t.equal(world.broken.length, 2, 'each once')
  t.equal(await told(), 0, 'nobody listens in this world')

  await bring(late)
  await lookAgain()
  const settled = await breaches()
  const of = (kind: string) => settled.find((one: { kind: string }) => one.kind === kind)
  t.match(of('delivery'), { state: 'settled', lateMinutes: 70, penaltyPaise: 1500, lane: /same/ })
  t.match(of('pickup'), { state: 'settled', penaltyPaise: 600 })
  const { penaltiesPaise, feesPaise } = await world.ok(
    'GET',
    `/v1/providers/${provider.providerId}/statement`,
    provider.owner,
  )
  t.equal(penaltiesPaise, 2100)
  t.ok(penaltiesPaise <= feesPaise, 'never above the fee')
  t.same((await world.payments.checkLedger()).problems, [])
  const lanes = await world.ok('GET', `/v1/providers/${provider.providerId}/breaches/lanes`, provider.owner)
  t.equal(lanes.items.length, 2)
})

t.test('an operator excuses a delay with a reason, once, and its penalty goes back', async (t) => {
  const [one] = (await breaches()).filter((breach: { kind: string }) => breach.kind === 'delivery')
  const url = `/v1/operator/breaches/${one.breachId}/excuse`
  const body = { reason: 'The bridge was closed.' }
  t.equal((await world.call('POST', url, provider.owner, body)).status, 403)
  t.match(await world.call('POST', url, world.operator, body), {
    status: 200,
    body: { state: 'excused', excuse: body.reason, providerName: /Parcel/ },
  })
  t.match(await world.call('POST', url, world.operator, body), {
    status: 409,
    body: { code: 'breachExcused' },
  })
  const statement = await world.ok('GET', `/v1/providers/${provider.providerId}/statement`, provider.owner)
  t.equal(statement.penaltiesPaise, 600)
  t.same((await world.payments.checkLedger()).problems, [])
  t.ok(world.decisions.some(({ action }) => action === 'breach.excused'))
})

t.test('who promises an hour of its own for the pick-up is held to that', async (t) => {
  const picked = async (parcel: { shipmentId: string }) =>
    (await breaches()).filter(
      (one: { kind: string; shipmentId: string }) =>
        one.kind === 'pickup' && one.shipmentId === parcel.shipmentId,
    ).length
  // Booked 15 minutes ago, to be at the door in 30.
  const halfOfIt = await lateBy(-30)
  await promises.sweep()
  t.equal(await picked(halfOfIt), 0)
  const url = `/v1/providers/${provider.providerId}`
  const { version, capabilities } = await world.ok('GET', url, provider.owner)
  const terms = { ...capabilities, pickupMinutes: 40, pickupLanes: { samePin: 10 } }
  const changed = await world.call(
    'PATCH',
    url,
    provider.owner,
    { capabilities: terms },
    {
      'if-match': `"${version}"`,
    },
  )
  t.equal(changed.status, 200)
  const soon = await lateBy(-30)
  t.match(await sql('select pickup_minutes from offers where id = $1', [uuidOf(soon.offerId!)]), [
    { pickup_minutes: 10 },
  ])
  await promises.sweep()
  t.equal(await picked(soon), 1, 'ten minutes')
  t.equal(await picked(halfOfIt), 0, 'what was booked before keeps its promise')
})

t.test('clocks that operators stop make nobody late', async (t) => {
  const hour = 3_600_000
  const stop = {
    pinPrefix: '560',
    begins: new Date(Date.now() - 3 * hour).toISOString(),
    ends: new Date(Date.now() + hour).toISOString(),
    reason: 'Flood.',
  }
  t.equal((await world.call('POST', '/v1/operator/clock-stops', provider.owner, stop)).status, 403)
  t.equal(
    (await world.call('POST', '/v1/operator/clock-stops', world.operator, { ...stop, ends: stop.begins }))
      .status,
    400,
  )
  t.equal((await world.call('POST', '/v1/operator/clock-stops', world.operator, stop)).status, 201)
  const before = world.broken.length
  await lateBy(70)
  await promises.sweep()
  t.equal(world.broken.length, before)
  t.match(await world.ok('GET', '/v1/operator/clock-stops', world.operator), {
    items: [{ reason: 'Flood.' }],
  })
})

t.test('the score tells how each startup did, lane by lane', async (t) => {
  for (const { run } of world.dispatch.upkeep) await run()
  const own = `/v1/providers/${provider.providerId}/scorecard/lanes?days=7`
  const card = await world.ok('GET', own, provider.owner)
  const [counted] = await sql(
    `select count(*)::int as booked, count(*) filter (where state = 'delivered')::int as delivered from shipments
     where provider_id = $1`,
    [uuidOf(provider.providerId)],
  )
  t.match(card, {
    ...{ ...counted, name: String, lost: 0, damaged: 0, rating: null },
    ...{ fetched: 1, pickupOnTime: 0, onTime: 0, firstAttempt: 1, penaltyPaise: 600 },
    breaches: {
      pickup: { broken: 2, penaltyPaise: 600 },
      delivery: { broken: 1, excused: 1, penaltyPaise: 0 },
    },
  })
  t.equal(card.lanes.length, 1)
  t.match(card.lanes[0], { lane: /same/, booked: counted.booked, breaches: card.breaches })

  const quiet = await world.addProvider()
  const list = (query = '') => world.ok('GET', `/v1/operator/scorecards?days=7${query}`, world.operator)
  const { items } = await list()
  t.same(
    items.map((one: { providerId: string }) => one.providerId),
    [provider.providerId, quiet.providerId],
    'who brought nothing comes last',
  )
  t.same(items[0], card, 'operators see what the startup sees')
  t.match(items[1], { booked: 0, lanes: [] })
  const first = await list('&sort=name&limit=1')
  const second = await list(`&sort=name&limit=1&cursor=${first.nextCursor}`)
  t.same(new Set([...first.items, ...second.items].map(({ name }) => name)).size, 2)
  t.same(await world.ok('GET', `/v1/operator/scorecards/${provider.providerId}?days=7`, world.operator), card)
  const { status } = await world.call('GET', `/v1/operator/scorecards/${newId('provider')}`, world.operator)
  t.equal(status, 404)
  t.equal((await world.call('GET', '/v1/operator/scorecards', provider.owner)).status, 403)
  t.equal((await world.call('GET', own, quiet.owner)).status, 404, 'nobody reads a rival’s score')
  const breachesOf = (id: string) => world.ok('GET', `/v1/operator/breaches?providerId=${id}`, world.operator)
  t.equal((await breachesOf(provider.providerId)).items.length, 3)
  t.same((await breachesOf(quiet.providerId)).items, [])
})

t.test('a rival reads nothing of it', async (t) => {
  const rival = await world.addProvider()
  t.equal((await world.call('GET', `/v1/providers/${provider.providerId}/breaches`, rival.owner)).status, 404)
  t.match(await world.ok('GET', '/v1/operator/breaches?limit=1', world.operator), { items: [{}] })
})
