/** What a startup without a server has to do about parcels that it has. Over real HTTP where connections matter. */
import t, { type Test } from 'tap'
import { createPullWorld } from '../../../test/support/pull-world.ts'
import { newId } from '../../kernel/ids.ts'

const { world, puller, pusher, base, offersNow, lease, accept } = await createPullWorld(t)
const { call, ok } = world

const todo = async (key = puller.key) =>
  (await ok('GET', '/v1/provider/instructions', key)).instructions as {
    instructionId: string
    reference: string
    action: string
  }[]
const acknowledge = (instructionIds: string[], key = puller.key) =>
  call('POST', '/v1/provider/instructions/acknowledge', key, { instructionIds })
/** Nothing is left to do. */
const acknowledgeAll = async () => {
  const ids = (await todo()).map(({ instructionId }) => instructionId)
  if (ids.length > 0) await acknowledge(ids)
}

interface Line {
  status: string
  by: string
  effect: string
  instruction?: string
}
/** What a parcel's timeline says to this reader of instructions that its carrier knows. */
const known = async (url: string, token: string): Promise<Line[]> =>
  (await ok('GET', url, token)).timeline.filter(({ status }: Line) => status === 'acknowledged')
const knownBy = (lines: Line[]) => lines.map(({ instruction }) => instruction)

t.test('what is decided about a parcel in hand reaches it: nothing lost, nothing twice', async (t) => {
  await acknowledgeAll()
  const order = await world.packedOrder()
  await world.settle()
  const [{ reference }] = (await offersNow()) as [{ reference: string }]
  await lease(reference, 'a')
  await accept(reference, 'a')
  const { shipmentId } = await world.parcelOf(order)
  const { handoverCode } = await ok('GET', `/v1/shipments/${shipmentId}`, order.owner)
  const fail = async () => {
    await world.tell(puller, reference, 'outForDelivery')
    await world.tell(puller, reference, 'deliveryFailed', { reason: 'Nobody opened.' })
  }
  await world.tell(puller, reference, 'pickedUp', { handoverCode })
  await fail()
  const door = `/v1/shipments/${shipmentId}/door`
  const [, slot] = (await ok('GET', door, order.buyer)).question.slots

  const headers = { authorization: `Bearer ${puller.key}` }
  const wait = (signal?: AbortSignal) =>
    fetch(`${base}/v1/provider/instructions?wait=20`, { headers, ...(signal ? { signal } : {}) })
  const begun = performance.now()
  const waiting = wait()
  const killed = new AbortController()
  const dying = wait(killed.signal).catch(() => 'killed')
  const stream = await fetch(`${base}/v1/provider/instructions/live`, { headers })
  const events = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  await new Promise((wake) => setTimeout(wake, 100))
  killed.abort()
  t.equal(await dying, 'killed')
  await ok('POST', door, order.buyer, { answer: 'slot', slot })
  await world.settle()
  const seen = (await (await waiting).json()) as { instructions: { instructionId: string }[] }
  t.ok(performance.now() - begun < 10_000, 'at once')
  t.match(seen.instructions, [{ reference, shipmentId, action: 'slot', attempt: 1, slot, reason: null }])
  let streamed = ''
  while (!streamed.includes('"slot"')) streamed += (await events.read()).value
  await events.cancel()
  t.match(await ok('GET', door, order.buyer), { decisions: [{ answer: 'slot', told: 'shown' }] })

  await fail()
  await ok('POST', door, order.buyer, { answer: 'address', house: '14, 4th Cross' })
  await world.settle()
  const open = await todo()
  t.same(
    open.map(({ action }) => action),
    ['slot', 'address'],
    'the one that nobody said yes to comes again',
  )
  const ids = open.map(({ instructionId }) => instructionId)
  const stranger = await acknowledge(ids, pusher.key)
  t.match(stranger, { status: 404, body: { code: 'notFound' } }, 'by whom it is meant for')
  const unknown = newId('instruction')
  const mixed = await acknowledge([ids[0]!, unknown, ids[1]!])
  t.match(mixed, { status: 404, body: { errors: [{ pointer: '/instructionIds/1' }] } }, 'each is looked at')
  t.equal(mixed.body.errors.length, 1)
  t.equal((await todo()).length, 2, 'and none of the others is taken for known')
  const url = `/v1/shipments/${shipmentId}`
  t.same(await known(url, order.owner), [], 'what is another’s leaves no line')
  t.same((await acknowledge([ids[0]!])).body, { acknowledged: [ids[0]] })
  t.same((await acknowledge([ids[0]!])).body, { acknowledged: [ids[0]] }, 'as often as it is sent')
  t.same((await acknowledge([ids[0]!, ids[0]!])).body, { acknowledged: [ids[0]] }, 'and twice at once')
  t.match(await todo(), [{ action: 'address' }])
  await world.tell(puller, reference, 'outForDelivery')
  t.same(knownBy(await known(url, order.owner)), ['slot'])
  for (const { status, body } of await Promise.all(
    Array.from({ length: 8 }, (_, nth) => acknowledge(nth % 2 ? ids : ids.toReversed())),
  ))
    t.match({ status, body }, { status: 200, body: { acknowledged: ids } })
  t.same(await todo(), [])
  const asOperator = `${url}?as=operator`
  for (const [at, token] of [
    [url, order.buyer],
    [url, order.owner],
    [asOperator, world.operator],
    [`/v1/provider/shipments/${shipmentId}`, puller.key],
  ] as const) {
    const lines = await known(at, token)
    t.match(lines, [
      { by: 'provider', effect: 'noted', instruction: 'slot' },
      { by: 'provider', effect: 'noted', instruction: 'address' },
    ])
    t.equal(lines.length, 2, 'each once, to everybody, however many say so at once')
  }
  const live = await fetch(`${base}${url}/live`, { headers: { authorization: `Bearer ${order.buyer}` } })
  const told = live.body!.pipeThrough(new TextDecoderStream()).getReader()
  let sofar = ''
  while (!sofar.includes('"instruction":"address"')) sofar += (await told.read()).value
  await told.cancel()
  t.match(await world.parcelOf(order), { state: 'outForDelivery' }, 'it moves nothing')
  t.equal((await call('GET', '/v1/provider/instructions', order.buyer)).status, 401)
})

t.test('a booking that was taken back is told until it is known; an offer that lapsed is not', async (t) => {
  const lapsed = await world.packedOrder()
  await world.settle()
  await world.sql(`update offers set decide_by = now() - interval '1 second' where state = 'pending'`)
  await world.passTime()
  t.match(await world.parcelOf(lapsed), { state: 'booked', providerId: pusher.providerId })
  t.same(await todo(), [])
  const order = await world.packedOrder()
  await world.settle()
  const [{ reference }] = (await offersNow()) as [{ reference: string }]
  await lease(reference, 'a')
  await accept(reference, 'a')
  await world.callOff(order)
  await world.settle()
  const open = await todo()
  t.match(open, [{ reference, action: 'cancel', attempt: null, reason: 'The order was called off.' }])
  await acknowledge(open.map(({ instructionId }) => instructionId))
  t.same(await todo(), [])
  const { shipmentId } = await world.parcelOf(order)
  for (const token of [order.buyer, order.owner])
    t.match(await known(`/v1/shipments/${shipmentId}`, token), [{ instruction: 'cancel', by: 'provider' }])
})

t.test('instructions about several parcels are acknowledged at once, from two sides', async (t) => {
  const orders = [await world.packedOrder(), await world.packedOrder(), await world.packedOrder()]
  await world.settle()
  for (const { reference } of (await offersNow()) as { reference: string }[]) {
    await lease(reference, 'a')
    await accept(reference, 'a')
  }
  for (const order of orders) await world.callOff(order)
  await world.settle()
  const ids = (await todo()).map(({ instructionId }) => instructionId)
  t.equal(ids.length, 3)
  const both = await Promise.all([acknowledge(ids), acknowledge(ids.toReversed())])
  for (const { body } of both) t.same(body, { acknowledged: ids })
  for (const order of orders) {
    const { shipmentId } = await world.parcelOf(order)
    t.same(knownBy(await known(`/v1/shipments/${shipmentId}`, order.owner)), ['cancel'])
  }
})

/** A parcel that it fetched, and at whose door nobody was met; nothing else is left to do. */
const atDoor = async (t: Test) => {
  await acknowledgeAll()
  const order = await world.packedOrder({ method: 'upi' })
  await world.settle()
  const [{ reference }] = (await offersNow()) as [{ reference: string }]
  await lease(reference, 'a')
  await accept(reference, 'a')
  const parcel = await world.parcelOf(order)
  const url = `/v1/shipments/${parcel.shipmentId}`
  const { handoverCode } = await ok('GET', url, order.owner)
  const tell = (status: string, more: Record<string, unknown> = {}) =>
    world.tell(puller, reference, status, more)
  await tell('pickedUp', { handoverCode })
  await tell('outForDelivery')
  await tell('deliveryFailed', { reason: 'Nobody opened.' })
  const headers = { authorization: `Bearer ${puller.key}` }
  const waiting = fetch(`${base}/v1/provider/instructions?wait=20`, { headers })
  /** The buyer answers; what the poll that waits is told, acknowledged. */
  const decide = async (body: Record<string, unknown>) => {
    await ok('POST', `${url}/door`, order.buyer, body)
    await world.settle()
    const { instructions } = (await (await waiting).json()) as { instructions: { instructionId: string }[] }
    t.match(instructions, [{ reference, action: body.answer, attempt: 1, slot: null, reason: null }])
    const [{ instructionId }] = instructions as [{ instructionId: string }]
    t.same((await acknowledge([instructionId])).body, { acknowledged: [instructionId] })
    t.same(await todo(), [], 'told no more')
    return instructions[0] as { instructionId: string; shipmentId: string }
  }
  /** What its buyer and its shop read of it, the same for both. */
  const history = async () => {
    const [asBuyer, asShop] = [await ok('GET', url, order.buyer), await ok('GET', url, order.owner)]
    const said = ({ timeline }: typeof asBuyer) =>
      timeline.map(({ status, answer }: { status: string; answer?: string }) => answer ?? status)
    t.same(said(asBuyer), said(asShop))
    return said(asBuyer) as string[]
  }
  const seen = (shipmentId: string) => ok('GET', `/v1/provider/shipments/${shipmentId}`, puller.key)
  return { order, parcel, url, tell, decide, history, seen }
}

t.test('told that a neighbour may take it, it hands it over there', async (t) => {
  const { parcel, url, order, tell, decide, history, seen } = await atDoor(t)
  const neighbour = { name: 'Ramesh Gupta', house: '14, 4th Cross' }
  const { shipmentId } = await decide({ answer: 'neighbour', neighbour })
  t.equal(shipmentId, parcel.shipmentId)
  t.match(await seen(shipmentId), { door: { neighbour, instruction: { answer: 'neighbour', attempt: 1 } } })
  const location = { lat: 12.9762, lng: 77.6033 }
  const photo = { photoUrl: 'https://photos.example.com/1.jpg', location, receivedBy: 'neighbour' }
  t.match(await tell('delivered', photo), { status: 200, body: { state: 'delivered' } })
  t.same((await history()).slice(-4), ['deliveryFailed', 'neighbour', 'acknowledged', 'delivered'])
  t.match((await ok('GET', url, order.buyer)).timeline.at(-1), { receivedBy: 'neighbour' })
})

t.test('told to bring it to a point, it has a leg that ends there', async (t) => {
  const keeper = await world.newShop({})
  const shelf = { hours: { week: {} }, shelfParcels: 5, parcelsPerDay: 5, feePaise: 500 }
  const { pointId } = await ok('POST', `/v1/shops/${keeper.shopId}/point`, keeper.owner, shelf)
  const { parcel, order, tell, decide, history, seen } = await atDoor(t)
  const { shipmentId } = await decide({ answer: 'point', pointId })
  t.not(shipmentId, parcel.shipmentId, 'the leg, under the reference that it knows')
  t.match(await seen(shipmentId), {
    shipmentId,
    drop: { name: 'Sharma Kirana' },
    door: { instruction: { answer: 'point' } },
  })
  const leg = await known(`/v1/provider/shipments/${shipmentId}`, puller.key)
  const whole = await known(`/v1/shipments/${parcel.shipmentId}`, order.buyer)
  for (const lines of [leg, whole]) t.same(knownBy(lines), ['point'], 'its leg says it, and the whole')
  t.match(await tell('outForDelivery'), { status: 200 })
  const { items } = await ok('GET', `/v1/points/${pointId}/parcels`, keeper.owner)
  const { showCode } = items.find((one: { shipmentId: string }) => one.shipmentId === shipmentId)
  t.match(await tell('delivered', { deliveryCode: showCode }), { status: 200 })
  t.match(await world.parcelOf(order), { state: 'atDrop', toPoint: pointId })
  const said = await history()
  t.ok(said.includes('point'), said.join())
  t.equal(said.at(-1), 'atDrop')
})

t.test('told to bring it back, it does, against the code of the shop', async (t) => {
  const { parcel, url, order, tell, decide, history, seen } = await atDoor(t)
  const { shipmentId } = await decide({ answer: 'return' })
  t.equal(shipmentId, parcel.shipmentId)
  t.match(await seen(shipmentId), { state: 'returning', door: { instruction: { answer: 'return' } } })
  const { returnCode } = await ok('GET', url, order.owner)
  t.match(await tell('returned', { deliveryCode: returnCode }), { status: 200, body: { state: 'returned' } })
  const said = await history()
  t.ok(said.indexOf('deliveryFailed') < said.indexOf('return'), said.join())
  t.equal(said.at(-1), 'returned')
  t.equal((await world.orders.orderFor(world.db, order.orderId))!.state, 'undelivered')
})
