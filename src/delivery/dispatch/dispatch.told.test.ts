import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'

t.test('whoever is told of before and called off hears that its booking was taken back', async (t) => {
  const world = await createDeliveryWorld(t)
  const provider = await world.addProvider()
  for (const status of ['atPickup', 'pickedUp', 'inTransit', 'delivered', 'teleported']) {
    const order = await world.packedOrder()
    await world.settle()
    const { reference } = provider.fake.state.parcels.at(-1)!
    t.match(await world.tell(provider, reference, 'agentAssigned'), { status: 200 })
    await world.callOff(order)
    await world.settle()
    t.match(await world.parcelOf(order), { state: 'cancelled' })
    const late = await world.tell(provider, reference, status)
    t.match(late, { status: 409, body: { code: 'bookingReleased' } }, status)
  }
})

t.test('a booking that was given back is none, though the same provider has another', async (t) => {
  const world = await createDeliveryWorld(t)
  const provider = await world.addProvider()
  const order = await world.packedOrder()
  await world.settle()
  const parcels = provider.fake.state.parcels
  const first = parcels.at(-1)!.reference
  t.match(await world.tell(provider, first, 'agentAssigned'), { body: { state: 'agentAssigned' } })
  t.match(await world.tell(provider, first, 'cancelled'), { status: 200 })
  await world.settle()
  await world.sql(`update shipments set retry_at = now()`)
  await world.passTime()
  const second = parcels.at(-1)!.reference
  t.not(second, first)
  const { offerId } = await world.parcelOf(order)
  t.equal(offerId, second)
  t.match(await world.tell(provider, second, 'agentAssigned'), { body: { effect: 'moved' } })
  t.match(await world.tell(provider, first, 'atPickup'), { body: { effect: 'late', state: 'agentAssigned' } })
  const handoverCode = world.shipments.codes.codeOf((await world.parcelOf(order)).shipmentId, 'handover')
  t.match(await world.tell(provider, first, 'pickedUp', { handoverCode }), { body: { effect: 'late' } })
  t.match(await world.tell(provider, second, 'atPickup'), { body: { effect: 'moved', state: 'atPickup' } })
})
