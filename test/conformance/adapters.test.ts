/** Every way to bring a parcel, told the same stories: the same states follow, whatever words it speaks. */
import t from 'tap'
import { ondcStates, readOndcState } from '../../src/delivery/adapters/ondc/index.ts'
import { postEvents, readPostEvent } from '../../src/delivery/adapters/post/index.ts'
import { providerWords, readProviderStatus } from '../../src/delivery/adapters/webhook/index.ts'
import { createWayOf } from '../../src/delivery/dispatch/index.ts'
import { carrierWords } from '../../src/delivery/shipments/index.ts'
import { newId, uuidOf } from '../../src/kernel/ids.ts'
import { program } from '../support/build.ts'
import { createCarriers, type StoryWord } from '../support/carriers.ts'
import { networkKey } from '../support/ondc-seller.ts'
import { startProcess } from '../support/process.ts'
import { waitFor } from '../support/wait.ts'

const { world, carriers, seller, waiting } = await createCarriers(t)
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

t.test('the talk with a seller of ONDC keeps to the flows of the network', async (t) => {
  const ondc = carriers.find(({ name }) => name === 'ONDC')!
  seller.seen.length = 0
  seller.requests.length = 0
  const order = await ondc.take()
  t.same(seller.seen, ['search', 'init', 'confirm', 'update', 'track'])
  t.same(seller.forged, [], 'each signed by the market')
  const parcel = await world.parcelOf(order)
  t.match(parcel.trackingUrl, /^https:\/\/track\.example\.in\//)
  const [search, init, confirm, update] = seller.requests.map(({ body }) => JSON.parse(body))
  const transactions = [search, init, confirm, update].map(({ context }) => context.transaction_id)
  t.equal(new Set(transactions).size, 1, 'one transaction')
  t.match(search.context, { domain: 'ONDC:LOG10', country: 'IND', core_version: '1.2.5', bpp_id: /./ })
  t.notMatch(
    JSON.stringify([search, init]),
    /Asha|98765|Cross/,
    'no name or address line before it has said yes',
  )
  t.match(JSON.stringify(confirm), /Asha/)
  t.equal(confirm.message.order.id, uuidOf(parcel.offerId!))
  t.match(confirm.message.order.payment, { collected_by: 'BPP', '@ondc/org/collection_amount': '125.00' })
  t.match(update.message.order.fulfillments[0].start.instructions, { short_desc: /^\d{6}$/ })
  const orderId = uuidOf(parcel.offerId!)
  t.equal(
    (await seller.tell(orderId, 'Agent-assigned', { seed: networkKey().seed })).status,
    401,
    'a forged word',
  )
  t.equal(await ondc.stateOf(order), 'booked')
  const other = { ...seller.contextOf(orderId), transaction_id: uuidOf(newId('offer')) }
  t.equal(
    (await seller.callback(other, 'on_status', { order: {} })).ack,
    'NACK',
    'a booking that is not its own',
  )
  const odd = await seller.callback(seller.contextOf(orderId), 'on_status', 'nonsense')
  t.equal(odd.ack, 'ACK', 'what says nothing moves nothing')
  t.equal(await ondc.stateOf(order), 'booked')
})

t.test('the talk between cities: another domain, a city code, and the number of the seller', async (t) => {
  const far = carriers.find(({ name }) => name === 'ONDC between cities')!
  seller.seen.length = 0
  seller.requests.length = 0
  seller.finds(true)
  const order = await far.take()
  t.same(seller.seen, ['search', 'init', 'confirm', 'update'], 'nobody asks where to follow it')
  t.same(seller.forged, [])
  const sent = seller.requests.map(({ body }) => JSON.parse(body))
  for (const { context } of sent) t.match(context, { domain: 'ONDC:LOG11', city: 'std:080' })
  t.match(sent[0].message.intent, {
    category: { id: 'Standard Delivery' },
    fulfillment: { end: { location: { address: { area_code: '110001' } } } },
  })
  const parcel = await world.parcelOf(order)
  const orderId = uuidOf(parcel.offerId!)
  const bill = seller.billOf(orderId)
  t.match(parcel, { state: 'agentAssigned', carrierNumber: bill, awb: /^8\d{11}$/ })
  t.match(parcel.trackingUrl, orderId)
  const seenBy = async (token: string) =>
    (await world.ok('GET', `/v1/orders/${order.orderId}/shipments`, token)).items[0].awb
  t.same([await seenBy(order.buyer), await seenBy(order.owner)], [bill, bill], 'buyer and shop see it')
  const label = await world.app.inject({
    ...{ method: 'GET', url: `/v1/shipments/${parcel.shipmentId}/label?format=zpl` },
    headers: { authorization: `Bearer ${order.owner}` },
  })
  t.ok(label.body.includes(bill), 'it stands on the label')
  for (const state of ['Out-for-pickup', 'Pickup-rescheduled', 'Order-picked-up', 'At-destination-hub']) {
    t.equal((await seller.tell(orderId, state)).ack, 'ACK', state)
  }
  t.equal(await far.stateOf(order), 'atHub')
  await seller.tell(orderId, 'Out-for-delivery')
  await seller.tell(orderId, 'Delivery-rescheduled')
  t.equal(await far.stateOf(order), 'deliveryFailed')
  await seller.tell(orderId, 'Out-for-delivery')
  await seller.tell(orderId, 'Order-delivered')
  t.equal(await far.stateOf(order), 'delivered')
  const calledOff = await far.take()
  await world.callOff(calledOff)
  await world.settle()
  const last = JSON.parse(seller.requests.at(-1)!.body)
  t.match(last.context, { domain: 'ONDC:LOG11', action: 'cancel', city: 'std:080' })
  const artificial = { pickup: { pin: '560001' }, drop: { pin: '110001' }, distanceMetres: 1_700_000 }
  const wayOf = createWayOf({
    ...world,
    sandbox: { networked: async () => ({ parcel: artificial as never, isAsked: true, hasEnded: false }) },
  })
  t.same(
    await wayOf(newId('offer'), parcel.providerId!),
    { pickupPin: '560001', dropPin: '110001', distanceMetres: 1_700_000 },
    'of an artificial parcel is spoken in the domain of its own way',
  )
  seller.finds(false)
})

t.test('a number that a startup gives is its parcel’s, and no other’s', async (t) => {
  const push = carriers.find(({ name }) => name === 'push')!
  const [one, two] = [await push.take(), await push.take()]
  await push.tell(one, { word: 'atPickup', awb: 'TEZ-000017' })
  t.match(await world.parcelOf(one), { carrierNumber: 'TEZ-000017', state: 'atPickup' })
  await push.tell(two, { word: 'atPickup', awb: 'TEZ-000017' })
  t.match(
    await world.parcelOf(two),
    { carrierNumber: null, state: 'atPickup' },
    'the word counts all the same',
  )
  await push.tell(two, { word: 'inTransit', awb: 'TEZ-000018' })
  t.equal((await world.parcelOf(two)).carrierNumber, 'TEZ-000018')
  await world.callOff(one)
  await world.callOff(two)
  await world.settle()
})

t.test('the example startup without a server fetches its parcels', async (t) => {
  const { order, env } = await waiting()
  const args = program('examples/pull-startup.ts')
  await startProcess(t, { command: process.execPath, args, env, readyLine: /waits for parcels/ })
  await waitFor(async () => (await world.parcelOf(order)).state === 'agentAssigned')
  t.match(await world.parcelOf(order), { state: 'agentAssigned', providerId: env.PROVIDER_ID })
})

t.test('the map of words is total', async (t) => {
  for (const word of providerWords) t.equal(readProviderStatus(word), word)
  const known = [...carrierWords, 'booked', 'cancelled'] as readonly string[]
  for (const state of ondcStates) t.ok(known.includes(readOndcState(state)), state)
  t.equal(readOndcState('constructor'), 'constructor')
  for (const event of postEvents) t.ok(known.includes(readPostEvent(event)), event)
  t.equal(readPostEvent('ITEM BOOKED.'), 'pickedUp')
  t.equal(readPostEvent('constructor'), 'constructor')
  const never = ['agentAssigned', 'atPickup']
  for (const word of carrierWords.filter((one) => !never.includes(one)))
    t.ok(
      postEvents.some((event) => readPostEvent(event) === word),
      word,
    )
  for (const word of carrierWords) t.ok((providerWords as readonly string[]).includes(word), word)
})
