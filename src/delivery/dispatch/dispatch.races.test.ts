import t from 'tap'
import { createDeliveryWorld, providerBody } from '../../../test/support/delivery-world.ts'

const cheap = { rateCard: { basePaise: 1000, perKmPaise: 100, perKgPaise: 0, codFeePaise: 0 } }
const dear = { rateCard: { basePaise: 9000, perKmPaise: 900, perKgPaise: 0, codFeePaise: 0 } }
type World = Awaited<ReturnType<typeof createDeliveryWorld>>

const twoProviders = async (t: Parameters<typeof createDeliveryWorld>[0]) => {
  const world = await createDeliveryWorld(t)
  return { world, first: await world.addProvider(cheap), second: await world.addProvider(dear) }
}

const pendingOrder = async (t: Parameters<typeof createDeliveryWorld>[0]) => {
  const two = await twoProviders(t)
  two.first.fake.state.answers.push({ kind: 'pending' })
  const order = await two.world.packedOrder()
  await two.world.settle()
  const [offer] = await two.world.offersOf(order)
  const reference = two.first.fake.state.parcels[0]!.reference
  return { ...two, order, offer, reference }
}

const states = async (world: World, order: Parameters<World['offersOf']>[0]) =>
  (await world.offersOf(order)).map((offer) => offer.state)

t.test('a pending offer is decided by an event', async (t) => {
  const { world, first, second, order, reference } = await pendingOrder(t)
  t.match(await world.parcelOf(order), { state: 'offered' })
  t.match(await world.tell(first, reference, 'booked'), { status: 200, body: { state: 'booked' } })
  await world.passTime()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId })
  t.same([first.fake.state.calls, second.fake.state.calls], [['book'], []])
})

t.test('a pending offer that is declined by an event goes to the next', async (t) => {
  const { world, first, second, order, reference } = await pendingOrder(t)
  const reply = await world.tell(first, reference, 'declined', { reason: 'No rider.' })
  t.match(reply, { status: 200 })
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
  t.same(await states(world, order), ['declined', 'booked'])
})

t.test('who does not decide in time is asked, then cancelled, and only then the next is asked', async (t) => {
  const { world, first, second, order } = await pendingOrder(t)
  await world.sql(`update offers set decide_by = now() - interval '1 second'`)
  first.fake.state.reachable = false
  await world.passTime()
  t.same(second.fake.state.calls, [], 'not while it may still take it')
  first.fake.state.reachable = true
  await world.passTime()
  t.same(first.fake.state.calls, ['book', 'status', 'status', 'cancel'])
  t.same(await states(world, order), ['lapsed', 'booked'])
  t.match(await world.parcelOf(order), { providerId: second.providerId })
})

t.test('who took it at the last moment keeps it', async (t) => {
  const { world, first, second, order, reference } = await pendingOrder(t)
  await world.sql(`update offers set decide_by = now() - interval '1 second'`)
  first.fake.state.bookings.set(reference, 'accepted')
  await world.passTime()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId })
  t.same(second.fake.state.calls, [])
})

t.test('a yes that crosses our cancellation holds only if the cancellation did not', async (t) => {
  for (const cancellation of ['confirmed', 'unheard', 'refused'] as const) {
    const { world, first, second, order, reference } = await pendingOrder(t)
    await world.sql(`update offers set decide_by = now() - interval '1 second'`)
    first.fake.state.duringCancel = async () => {
      first.fake.state.bookings.set(reference, 'accepted')
      t.match(await world.tell(first, reference, 'accepted'), { status: 200, body: { state: 'booked' } })
    }
    first.fake.state.stubborn = cancellation === 'refused'
    first.fake.state.muteCancel = cancellation === 'unheard'
    await world.passTime()
    const isKept = cancellation === 'refused'
    t.match(
      await world.parcelOf(order),
      { state: 'booked', providerId: (isKept ? first : second).providerId },
      cancellation,
    )
    t.same(await states(world, order), isKept ? ['booked'] : ['lapsed', 'booked'])
    t.equal(first.fake.state.live().length, isKept ? 1 : 0)
    const later = await world.tell(first, reference, 'agentAssigned')
    t.equal(later.status, isKept ? 200 : 409)
  }
})

t.test('a worker that dies as a yes crosses its cancellation leaves one that is asked about', async (t) => {
  for (const there of ['cancelled', 'accepted'] as const) {
    const { world, first, second, order, reference } = await pendingOrder(t)
    await world.sql(`update offers set decide_by = now() - interval '1 second'`)
    first.fake.state.duringCancel = async () => {
      first.fake.state.duringCancel = undefined
      t.match(await world.tell(first, reference, 'accepted'), { body: { state: 'booked' } })
      first.fake.state.bookings.set(reference, there)
      throw new Error('killed')
    }
    await world.sql('update outbox set due_at = now()')
    const [delivery] = await world.waiting(true)
    await t.rejects(world.handle(delivery!), /killed/)
    t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId })
    first.fake.state.reachable = false
    await world.passTime()
    t.match(await world.parcelOf(order), { state: 'booked' }, 'nothing is known yet')
    first.fake.state.reachable = true
    await world.passTime()
    const isKept = there === 'accepted'
    t.match(
      await world.parcelOf(order),
      { state: 'booked', providerId: (isKept ? first : second).providerId },
      there,
    )
    t.same(await states(world, order), isKept ? ['booked'] : ['lapsed', 'booked'])
    await world.passTime()
    t.equal((await world.waiting(false)).length, 0, 'it is not asked for ever')
  }
})

t.test('who fetched the parcel while we cancelled has it, whatever it answers', async (t) => {
  const { world, first, second, order, reference } = await pendingOrder(t)
  await world.sql(`update offers set decide_by = now() - interval '1 second'`)
  first.fake.state.duringCancel = async () => {
    const { shipmentId } = await world.parcelOf(order)
    const code = world.shipments.codes.codeOf(shipmentId, 'handover')
    t.match(await world.tell(first, reference, 'pickedUp', { handoverCode: code }), { status: 200 })
  }
  await world.passTime()
  t.match(await world.parcelOf(order), { state: 'pickedUp', providerId: first.providerId })
  t.same(second.fake.state.calls, [])
})

t.test('any word about a parcel whose outcome is not known tells that it was accepted', async (t) => {
  const { world, first } = await twoProviders(t)
  first.fake.state.answers.push({ kind: 'unknown', reason: 'No complete answer.' })
  first.fake.state.reachable = false
  const order = await world.packedOrder()
  await world.settle()
  const { reference } = first.fake.state.parcels[0]!
  t.match(await world.tell(first, reference, 'agentAssigned'), { body: { state: 'agentAssigned' } })
  t.match(await world.parcelOf(order), { state: 'agentAssigned', providerId: first.providerId })
  await world.passTime()
  t.same(await states(world, order), ['booked'])
})

t.test('a worker that dies before or after the yes leaves one booking', async (t) => {
  for (const when of ['before', 'after'] as const) {
    const { world, first, second } = await twoProviders(t)
    first.fake.state.answers.push((offer) => {
      if (when === 'after') first.fake.state.bookings.set(offer.reference, 'accepted')
      throw new Error('killed')
    })
    const order = await world.packedOrder()
    const [delivery] = await world.waiting(true)
    await t.rejects(world.handle(delivery!), /killed/)
    t.same(await states(world, order), ['asking'])
    await world.settle()
    t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId }, when)
    t.equal(first.fake.state.live().length, 1)
    t.same(first.fake.state.calls, when === 'after' ? ['book', 'status'] : ['book', 'status', 'book'])
    t.same(second.fake.state.calls, [])
    await world.passTime()
    t.equal((await world.waiting(false)).length, 0)
  }
})

t.test('a job that runs twice at once makes one booking', async (t) => {
  const { world, first, second } = await twoProviders(t)
  const orders = []
  for (let n = 0; n < 5; n++) orders.push(await world.packedOrder())
  const deliveries = await world.waiting(true)
  await Promise.all([...deliveries, ...deliveries, ...deliveries].map((delivery) => world.handle(delivery)))
  await world.settle()
  for (const order of orders) {
    t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId })
    t.same(await states(world, order), ['booked'])
  }
  t.equal(first.fake.state.live().length, 5)
  t.same(second.fake.state.calls, [])
})

t.test('an order that is called off ends its search or booking, here and there', async (t) => {
  const { world, first } = await twoProviders(t)
  const before = await world.packedOrder()
  await world.callOff(before)
  await world.settle()
  t.equal(await world.parcelOf(before), undefined, 'no parcel is made of it')

  const booked = await world.packedOrder()
  await world.settle()
  await world.callOff(booked)
  await world.settle()
  t.match(await world.parcelOf(booked), { state: 'cancelled' })
  t.same(first.fake.state.live(), [])

  const during = await world.packedOrder()
  first.fake.state.during = async () => world.callOff(during)
  await world.settle()
  t.match(await world.parcelOf(during), { state: 'cancelled' })
  t.same(first.fake.state.live(), [])

  first.fake.state.during = undefined
  const unseen = await world.packedOrder()
  // Called off after its facts were read and before its parcel was made: the news finds no parcel.
  const { ordersFor } = world.orders
  world.orders.ordersFor = async (...asked) => {
    const facts = await ordersFor(...asked)
    await world.callOff(unseen, false)
    return facts
  }
  await world.settle()
  world.orders.ordersFor = ordersFor
  t.match(await world.parcelOf(unseen), { state: 'cancelled' })
  t.same(first.fake.state.live(), [])
  const late = await world.tell(first, first.fake.state.parcels.at(-1)!.reference, 'agentAssigned')
  t.match(late, { status: 409, body: { code: 'bookingReleased' } })
})

t.test('a shop that delivers itself wins over a yes that comes late', async (t) => {
  const { world, first, second } = await twoProviders(t)
  const order = await world.packedOrder()
  first.fake.state.during = async () => {
    const { shipmentId } = await world.parcelOf(order)
    const reply = await world.call('POST', `/v1/shipments/${shipmentId}/self-deliver`, order.owner)
    t.match(reply, { status: 200, body: { carrier: 'shop', state: 'booked' } })
  }
  await world.settle()
  t.match(await world.parcelOf(order), { carrier: 'shop', state: 'booked', providerId: null })
  t.same(await states(world, order), ['cancelled'])
  t.same(first.fake.state.live(), [], 'the yes was taken back')
  t.same(second.fake.state.calls, [])
  const late = await world.tell(first, first.fake.state.parcels[0]!.reference, 'pickedUp')
  t.match(late, { status: 409 })

  first.fake.state.during = undefined
  const booked = await world.packedOrder()
  await world.settle()
  const { shipmentId } = await world.parcelOf(booked)
  const refused = await world.call('POST', `/v1/shipments/${shipmentId}/self-deliver`, booked.owner)
  t.match(refused, { status: 409, body: { code: 'shipmentState' } })
  const shown = await world.ok('GET', `/v1/orders/${booked.orderId}/shipments`, booked.owner)
  t.match(shown.items[0], { state: 'booked', mayDeliverItself: undefined }, 'nor is it offered')
})

t.test('a provider that gives a booking back is followed by the next', async (t) => {
  const { world, first, second } = await twoProviders(t)
  const order = await world.packedOrder()
  await world.settle()
  const { reference } = first.fake.state.parcels[0]!
  const event = { eventId: 'gone', reason: 'The bike broke.' }
  t.match(await world.tell(first, reference, 'cancelled', event), { status: 200 })
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
  t.match(await world.tell(first, reference, 'cancelled', event), { body: { effect: 'repeated' } })
  t.match(await world.tell(first, reference, 'agentAssigned'), { status: 200, body: { effect: 'late' } })
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
  t.equal(
    (await world.call('GET', `/v1/provider/shipments/${(await world.parcelOf(order)).shipmentId}`, first.key))
      .status,
    404,
  )
})

t.test('a provider is not asked for more parcels a day than it takes', async (t) => {
  const world = await createDeliveryWorld(t)
  const capabilities = { ...providerBody().capabilities, parcelsPerDay: 2 }
  const few = await world.addProvider({ ...cheap, capabilities })
  const other = await world.addProvider(dear)
  few.fake.state.answers.push({ kind: 'declined', reason: 'Not this one.' })
  for (let n = 0; n < 4; n++) await world.packedOrder()
  await world.settle()
  t.equal(few.fake.state.live().length, 2, 'a declined parcel gives its place back')
  t.equal(other.fake.state.live().length, 2)
  const [{ parcels }] = await world.sql('select parcels from provider_days')
  t.equal(parcels, 2)
})

t.test('live quotes decide, and who does not quote is taken by its card', async (t) => {
  const world = await createDeliveryWorld(t)
  const quoting = await world.addProvider({ ...dear, liveQuotes: true })
  const silent = await world.addProvider({ ...cheap, liveQuotes: true })
  const unwilling = await world.addProvider({ ...cheap, liveQuotes: true })
  quoting.fake.state.quoted = { kind: 'quoted', pricePaise: 100n, minutes: 10 }
  unwilling.fake.state.quoted = { kind: 'declined', reason: 'Not today.' }
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  t.match(parcel, { state: 'booked', providerId: quoting.providerId })
  const search = await world.ok('GET', `/v1/shipments/${parcel.shipmentId}/search`, order.owner)
  t.match(search.decisions[0], {
    able: [
      { providerId: quoting.providerId, priceFrom: 'quote', pricePaise: 100, minutes: 10 },
      { providerId: silent.providerId, priceFrom: 'rateCard' },
    ],
    refused: [{ providerId: unwilling.providerId, rule: 'quoteDeclined' }],
  })
})

t.test('the database itself refuses a second live booking', async (t) => {
  const { world } = await twoProviders(t)
  const order = await world.packedOrder()
  await world.settle()
  await t.rejects(
    world.sql(
      `insert into offers (shop_id, id, shipment_id, provider_id, round, state, next_action, decide_by, price_paise, promised_minutes, lane)
       select shop_id, gen_random_uuid(), shipment_id, provider_id, round, 'pending', 'status', now(), 0, 1, lane from offers
       where shipment_id = (select id from shipments where order_id is not null limit 1)`,
    ),
    /offers_one_live/,
  )
  t.same(await states(world, order), ['booked'])
})
