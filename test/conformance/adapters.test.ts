/** Every way to bring a parcel, told the same stories: the same states follow, whatever words it speaks. */
import t from 'tap'
import { providerWords, readProviderStatus } from '../../src/delivery/adapters/webhook/index.ts'
import { carrierWords } from '../../src/delivery/shipments/index.ts'
import { createCarriers, type StoryWord } from '../support/carriers.ts'

const { world, carriers } = await createCarriers(t)
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)

/** What is told, and the state after each word; a word alone leads to the state of its name. */
const stories: Record<string, readonly (string | [StoryWord, string])[]> = {
  delivered: ['agentAssigned', 'atPickup', 'pickedUp', 'outForDelivery', 'atDrop', 'delivered'],
  attempts: [
    'pickedUp',
    'outForDelivery',
    [{ word: 'deliveryFailed', reason: 'customer unavailable' }, 'deliveryFailed'],
    'outForDelivery',
    'delivered',
  ],
  returned: ['pickedUp', 'inTransit', 'atHub', 'outForDelivery', 'deliveryFailed', 'returning', 'returned'],
  lost: ['pickedUp', 'inTransit', 'lost', [{ word: 'delivered' }, 'lost']],
  late: [
    'atPickup',
    [{ word: 'agentAssigned' }, 'atPickup'],
    'pickedUp',
    [{ word: 'atPickup' }, 'pickedUp'],
    'outForDelivery',
    [{ word: 'atHub', occurredAt: ago(3600) }, 'outForDelivery'],
    'delivered',
    [{ word: 'deliveryFailed' }, 'delivered'],
  ],
  early: [[{ word: 'outForDelivery' }, 'booked'], [{ word: 'pickedUp' }, 'outForDelivery'], 'delivered'],
  repeated: [
    'pickedUp',
    [{ word: 'pickedUp', again: true }, 'pickedUp'],
    'outForDelivery',
    [{ word: 'outForDelivery', again: true }, 'outForDelivery'],
    'delivered',
    [{ word: 'delivered', again: true }, 'delivered'],
  ],
  unknown: ['pickedUp', [{ word: 'onAnElephant' }, 'pickedUp'], 'delivered'],
}

for (const carrier of carriers) {
  t.test(carrier.name, async (t) => {
    for (const [story, words] of Object.entries(stories)) {
      if (carrier.cannot[story]) {
        t.comment(`${story}: ${carrier.cannot[story]}`)
        continue
      }
      const order = await carrier.take()
      t.equal(await carrier.stateOf(order), 'booked', `${story}: taken`)
      const unknownBefore = world.unknownStatuses.length
      for (const one of words) {
        const [told, state] = typeof one === 'string' ? [{ word: one }, one] : one
        if (carrier.silentOn?.includes(told.word)) continue
        await carrier.tell(order, told)
        t.equal(await carrier.stateOf(order), state, `${story}: ${told.word}`)
      }
      t.equal(
        world.unknownStatuses.length - unknownBefore,
        story === 'unknown' ? 1 : 0,
        `${story}: unknown words are counted`,
      )
    }
    const calledOff = await carrier.take()
    await world.callOff(calledOff)
    await world.settle()
    t.equal(await carrier.stateOf(calledOff), 'cancelled', 'called off before it is fetched')
    if (carrier.refuse) {
      const declined = await carrier.refuse()
      t.equal(await carrier.stateOf(declined), 'bookingFailed', 'declined, and nobody else is there')
      await world.callOff(declined)
      await world.settle()
    } else t.ok(carrier.cannot.decline, 'it cannot decline, and why is said')
  })
}

t.test('the map of words is total', async (t) => {
  for (const word of providerWords) t.equal(readProviderStatus(word), word)
  for (const word of carrierWords) t.ok((providerWords as readonly string[]).includes(word), word)
})
