import fc from 'fast-check'
import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { uuidOf } from '../../kernel/ids.ts'

/** A true history of a parcel, cut off anywhere, as its provider would tell it. */
const history = fc
  .record({
    before: fc.subarray(['agentAssigned', 'atPickup']),
    hubs: fc.array(fc.constantFrom('inTransit', 'atHub'), { maxLength: 4 }),
    failed: fc.integer({ min: 0, max: 2 }),
    end: fc.constantFrom(
      ['atDrop', 'delivered'],
      ['returning', 'returned'],
      ['lost'],
      ['returning', 'disposed'],
    ),
    cut: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 })),
  })
  .map(({ before, hubs, failed, end, cut }) => {
    const attempts = Array.from({ length: failed }, () => ['outForDelivery', 'deliveryFailed']).flat()
    const words = [...before, 'pickedUp', ...hubs, ...attempts, 'outForDelivery', ...end]
    return words.slice(0, Math.max(1, words.length - cut))
  })

/** Told in any order, some of it twice, some of it by somebody else. */
const telling = history.chain((words) =>
  fc.record({
    words: fc.constant(words),
    order: fc.shuffledSubarray([...words.keys(), ...words.keys()], { minLength: words.length }),
    strangers: fc.array(fc.constantFrom('lost', 'delivered', 'pickedUp'), { maxLength: 2 }),
    /** What the buyer says in between, whether anything was asked or not; none of these moves a parcel. */
    said: fc.array(fc.constantFrom('again', 'address', 'neighbour'), { maxLength: 4 }),
  }),
)

/** One of those, told in its order: its buyer answers the failed attempt in time, whatever chance makes of the others. */
const answeredInTime = {
  words: ['pickedUp', 'outForDelivery', 'deliveryFailed', 'outForDelivery', 'atDrop', 'delivered'],
  order: [0, 1, 2, 3, 4, 5],
  strangers: [],
  said: ['again', 'again', 'again'] as ('again' | 'address' | 'neighbour')[],
}

t.test('whatever the order in which a history is told, it ends the same and is kept whole', async (t) => {
  const world = await createDeliveryWorld(t)
  const provider = await world.addProvider()
  const stranger = await world.addProvider({
    capabilities: {
      pickup: { pins: ['110001'], pinPrefixes: [], circles: [] },
      maxWeightGrams: 1,
      food: false,
      cod: false,
      hours: { week: {} },
    },
  })
  let answered = 0
  const began = Date.now() - 10 * 3_600_000

  await fc.assert(
    fc.asyncProperty(telling, async ({ words, order, strangers, said }) => {
      const bought = await world.packedOrder()
      await world.settle()
      const { offerId, shipmentId } = await world.parcelOf(bought)
      const see = (as: string) => world.ok('GET', `/v1/shipments/${shipmentId}`, as)
      const { handoverCode } = await see(bought.owner)
      const { deliveryCode } = await see(bought.buyer)
      const tell = async (index: number) => {
        const status = words[index]!
        const reply = await world.tell(provider, offerId!, status, {
          eventId: `word-${index}`,
          occurredAt: new Date(began + index * 60_000).toISOString(),
          ...(status === 'pickedUp' ? { handoverCode } : {}),
          ...(status === 'delivered' ? { deliveryCode, cashCollectedPaise: 12_500 } : {}),
        })
        if (reply.status !== 200) throw new Error(`${status}: ${reply.status} ${JSON.stringify(reply.body)}`)
      }
      const say = async (answer: string) => {
        const neighbour = { name: 'Ramesh', house: '14' }
        const reply = await world.call('POST', `/v1/shipments/${shipmentId}/door`, bought.buyer, {
          answer,
          ...(answer === 'address' ? { gate: '2' } : {}),
          ...(answer === 'neighbour' ? { neighbour } : {}),
        })
        if (
          reply.status !== 200 &&
          !['doorClosed', 'doorAnswered', 'doorNotOffered'].includes(reply.body.code)
        )
          throw new Error(`${answer}: ${reply.status} ${JSON.stringify(reply.body)}`)
        if (reply.status === 200) answered++
      }
      // Whatever was left out of the shuffle is told last.
      const told = [...order, ...[...words.keys()].filter((index) => !order.includes(index))]
      for (const index of told) {
        await tell(index)
        const answer = index % 2 === 0 ? said.pop() : undefined
        if (answer) await say(answer)
        const foreign = strangers.pop()
        if (foreign && (await world.tell(stranger, offerId!, foreign)).status !== 404)
          throw new Error('a stranger was heard')
      }

      const last = words.at(-1)!
      const seen = await see(bought.owner)
      const orderState = (await world.orders.orderFor(world.db, bought.orderId))!.state
      const handedOver = words.includes('pickedUp')
      const expected =
        last === 'delivered'
          ? 'delivered'
          : ['returned', 'lost', 'disposed'].includes(last)
            ? 'undelivered'
            : handedOver
              ? 'handedOver'
              : 'packed'
      if (seen.state !== last || orderState !== expected)
        throw new Error(`${seen.state} instead of ${last}, ${orderState} instead of ${expected}`)
      const kept = await world.sql(
        `select event_id, count(*)::int as times from shipment_events e join shipments s on s.id = e.shipment_id
         where s.order_id = $1::uuid and event_id is not null group by event_id`,
        [uuidOf(bought.orderId)],
      )
      if (kept.length !== words.length || kept.some((row) => row.times !== 1))
        throw new Error(`kept ${JSON.stringify(kept)} of ${words.length}`)
      const sequences = seen.timeline.map((entry: { sequence: number }) => entry.sequence)
      if (sequences.some((sequence: number, index: number) => sequence !== index + 1))
        throw new Error(`the timeline has gaps: ${sequences}`)
    }),
    { numRuns: 60, examples: [[answeredInTime]] },
  )
  const [{ cash, delivered }] = await world.sql(
    `select (select count(*)::int from ledger_entries where account like 'cash:%' and amount_paise > 0) as cash,
            (select count(*)::int from shipments where state = 'delivered') as delivered`,
  )
  t.ok(delivered > 0)
  const [{ decided }] = await world.sql('select count(*)::int as decided from door_decisions')
  t.equal(decided, answered, 'each answer stands once')
  t.ok(answered > 0)
  t.equal(cash, delivered, 'cash was booked once for each delivery')
})
