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
