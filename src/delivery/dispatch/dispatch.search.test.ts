import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'

const cheap = { rateCard: { basePaise: 1000, perKmPaise: 100, perKgPaise: 0, codFeePaise: 0 } }
const dear = { rateCard: { basePaise: 9000, perKmPaise: 900, perKgPaise: 0, codFeePaise: 0 } }

/** A world with two providers of which the first is asked first. */
const twoProviders = async (t: Parameters<typeof createDeliveryWorld>[0]) => {
  const world = await createDeliveryWorld(t)
  const first = await world.addProvider(cheap)
  const second = await world.addProvider(dear)
  const statesOf = async (order: Parameters<typeof world.offersOf>[0]) =>
    (await world.offersOf(order)).map((offer) => offer.state)
  return { world, first, second, statesOf }
}

t.test('a packed order is booked with the first choice, and why is written down', async (t) => {
  const { world, first, second } = await twoProviders(t)
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  t.match(parcel, { state: 'booked', providerId: first.providerId, carrier: 'provider', codPaise: 12500n })
  t.same(first.fake.state.calls, ['book'])
  t.same(second.fake.state.calls, [])
  t.match(first.fake.state.parcels[0], {
    shipmentId: parcel.shipmentId,
    pickup: { pin: '560001' },
    dropPin: '560001',
    codPaise: 12500n,
  })
  t.notMatch(
    JSON.stringify(first.fake.state.parcels[0], (_, value) => String(value)),
    /Asha|98765|Cross/,
  )
  const search = await world.ok('GET', `/v1/shipments/${parcel.shipmentId}/search`, order.owner)
  t.match(search.decisions, [
    { number: 1, able: [{ providerId: first.providerId }, { providerId: second.providerId }], refused: [] },
  ])
  t.match(search.offers, [{ state: 'booked', providerId: first.providerId }])
  t.equal((await world.waiting(false)).length, 0, 'nothing is left to do')
})

t.test('a provider that declines is followed by the next at once', async (t) => {
  const { world, first, second, statesOf } = await twoProviders(t)
  first.fake.state.answers.push({ kind: 'declined', reason: 'No rider.' })
  const order = await world.packedOrder()
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
  t.same(await statesOf(order), ['declined', 'booked'])
  await world.passTime()
  t.same(second.fake.state.calls, ['book'], 'timers left behind do nothing')
  t.equal((await world.waiting(false)).length, 0)
})

t.test('a refusal for good is followed by the next at once, too', async (t) => {
  const { world, first, second, statesOf } = await twoProviders(t)
  first.fake.state.answers.push({ kind: 'permanent', reason: 'It answered 400.' })
  const order = await world.packedOrder()
  await world.settle()
  t.match(await world.parcelOf(order), { providerId: second.providerId })
  t.same(await statesOf(order), ['failed', 'booked'])
})

t.test('when nobody is left the shop is told, and the search goes on later', async (t) => {
  const { world, first, second } = await twoProviders(t)
  for (const provider of [first, second])
    provider.fake.state.answers.push({ kind: 'declined', reason: 'No rider.' })
  const order = await world.packedOrder()
  await world.settle()
  const failed = await world.parcelOf(order)
  t.match(failed, { state: 'bookingFailed', attention: { code: 'nobody' }, round: 2 })
  t.ok(failed.retryAt! > new Date())
  const search = await world.ok('GET', `/v1/shipments/${failed.shipmentId}/search`, order.owner)
  t.match(search.decisions[0], { offerId: null, able: [], refused: [{ rule: 'askedBefore' }, {}] })
  await world.passTime()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId, attention: null })
})

t.test('the shop may have others asked again now', async (t) => {
  const { world, first, second } = await twoProviders(t)
  for (const provider of [first, second])
    provider.fake.state.answers.push({ kind: 'declined', reason: 'No rider.' })
  const order = await world.packedOrder()
  await world.settle()
  const { shipmentId } = await world.parcelOf(order)
  t.match(await world.call('POST', `/v1/shipments/${shipmentId}/retry`, order.buyer), { status: 404 })
  t.match(await world.call('POST', `/v1/shipments/${shipmentId}/retry`, order.owner), { status: 200 })
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked' })
  const again = await world.call('POST', `/v1/shipments/${shipmentId}/retry`, order.owner)
  t.match(again, { status: 409, body: { code: 'nothingToRetry' } })
})

t.test('a yes that did not arrive is asked after, and nobody else is asked', async (t) => {
  const { world, first, second } = await twoProviders(t)
  first.fake.state.answers.push((offer) => {
    first.fake.state.bookings.set(offer.reference, 'accepted')
    return { kind: 'unknown', reason: 'No complete answer.' }
  })
  const order = await world.packedOrder()
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId })
  t.same(first.fake.state.calls, ['book', 'status'])
  t.same(second.fake.state.calls, [])
})

t.test('silence without a booking is followed by the next; what may come late is cancelled', async (t) => {
  const { world, first, second, statesOf } = await twoProviders(t)
  first.fake.state.answers.push({ kind: 'unknown', reason: 'No complete answer.' })
  const order = await world.packedOrder()
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
  t.same(await statesOf(order), ['failed', 'booked'])
  t.same(first.fake.state.calls, ['book', 'status', 'cancel'])
})

t.test('an unreachable provider is asked on and on; the shop may release the parcel', async (t) => {
  const { world, first, second, statesOf } = await twoProviders(t)
  first.fake.state.answers.push({ kind: 'unknown', reason: 'No complete answer.' })
  first.fake.state.reachable = false
  const order = await world.packedOrder()
  await world.settle()
  const { shipmentId } = await world.parcelOf(order)
  const early = await world.call('POST', `/v1/shipments/${shipmentId}/release`, order.owner)
  t.match(early, { status: 409, body: { code: 'nothingToRelease' } })
  for (let asked = 1; asked < 6; asked++) await world.passTime()
  t.equal(first.fake.state.calls.filter((call) => call === 'status').length, 6)
  t.same(second.fake.state.calls, [], 'nobody else is asked')
  t.match(await world.parcelOf(order), {
    state: 'offered',
    attention: { code: 'noAnswer', provider: String },
  })

  t.match(await world.call('POST', `/v1/shipments/${shipmentId}/release`, order.owner), { status: 200 })
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId, attention: null })
  t.same(await statesOf(order), ['cancelled', 'booked'])
  const [released] = await world.offersOf(order)
  t.match(released, { closed_by: 'shop', cancel_wanted: true, cancelled_there_at: null })
  first.fake.state.reachable = true
  await world.passTime()
  t.ok((await world.offersOf(order))[0]!.cancelled_there_at, 'and is cancelled there when it answers')
  t.equal((await world.waiting(false)).length, 0)
})

t.test('a busy provider is tried again, then left when it holds no booking', async (t) => {
  const { world, first, second } = await twoProviders(t)
  const busy = { kind: 'retryable' as const, reason: 'It answered 503.', retryAfterSeconds: 5 }
  first.fake.state.answers.push(busy, busy, busy)
  const order = await world.packedOrder()
  await world.settle()
  t.same(first.fake.state.calls, ['book'])
  const [timer] = await world.sql(
    `select extract(epoch from due_at - now())::float as wait from outbox
     where consumer = 'dispatch.search' order by (payload->>'look')::int desc limit 1`,
  )
  t.ok(timer.wait > 3.5 && timer.wait <= 5, 'it waits as long as it was asked to')
  await world.passTime()
  t.same(second.fake.state.calls, [])
  await world.passTime()
  t.same(first.fake.state.calls, ['book', 'book', 'book', 'status', 'cancel'])
  t.equal(new Set(first.fake.state.parcels.map((parcel) => parcel.reference)).size, 1, 'by one reference')
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
})

t.test(
  'a provider whose server is down is left for the next; once it heard of the parcel it is asked',
  async (t) => {
    const { world, first, second, statesOf } = await twoProviders(t)
    const down = { kind: 'retryable' as const, reason: 'No connection.', notSent: true as const }
    first.fake.state.answers.push(down, down, down)
    first.fake.state.reachable = false
    const order = await world.packedOrder()
    await world.settle()
    await world.passTime()
    await world.passTime()
    t.same(first.fake.state.calls, ['book', 'book', 'book'])
    t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
    t.same(await statesOf(order), ['failed', 'booked'])

    first.fake.state.answers.push({ kind: 'retryable', reason: 'It answered 500.' }, down, down)
    const heard = await world.packedOrder()
    await world.settle()
    await world.passTime()
    await world.passTime()
    t.same(first.fake.state.calls.slice(3), ['book', 'book', 'book', 'status'])
    t.same(await statesOf(heard), ['unknown'], 'nobody else is asked')
  },
)

t.test('a provider that breaks after its yes keeps the parcel', async (t) => {
  const { world, first, second } = await twoProviders(t)
  for (let tries = 0; tries < 3; tries++) {
    first.fake.state.answers.push((offer) => {
      first.fake.state.bookings.set(offer.reference, 'accepted')
      return { kind: 'retryable', reason: 'It answered 502.' }
    })
  }
  const order = await world.packedOrder()
  await world.settle()
  await world.passTime()
  await world.passTime()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: first.providerId })
  t.same(second.fake.state.calls, [])
})

t.test('whom a Retry-After sends far away is not waited for', async (t) => {
  const { world, first, second } = await twoProviders(t)
  first.fake.state.answers.push({ kind: 'retryable', reason: 'It answered 429.', retryAfterSeconds: 3600 })
  const order = await world.packedOrder()
  await world.settle()
  t.match(await world.parcelOf(order), { state: 'booked', providerId: second.providerId })
})
