import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import type { Shipment, ToldWord } from './index.ts'
import { seeShipments } from './plain.store.ts'
import { createRecall } from './shipments.recall.ts'

const world = await createDeliveryWorld(t, { max: 12 })
const provider = await world.addProvider()
const { db, sql, shipments } = world

const booked = async (): Promise<Shipment> => {
  const order = await world.packedOrder()
  await world.settle()
  return world.parcelOf(order)
}

let told = 0
const wordOf = (parcel: Shipment, status: string, more: Partial<ToldWord> = {}) => ({
  ...{ shopId: parcel.shopId, shipmentId: parcel.shipmentId, offerId: parcel.offerId! },
  orderId: parcel.orderId,
  word: {
    ...{ by: 'provider' as const, providerId: provider.providerId, eventId: `e-${++told}`, status },
    occurredAt: new Date(),
    ...more,
  },
})
const recalled = async (parcel: Shipment) => {
  await shipments.recall([parcel.shipmentId])
  return parcel
}
const fetched = async (parcel: Shipment) => {
  const handoverCode = shipments.codes.codeOf(parcel.shipmentId, 'handover')
  const [outcome] = await db.transaction((tx) =>
    shipments.toldTogether(tx, [wordOf(parcel, 'pickedUp', { handoverCode })]),
  )
  t.match(outcome, { state: 'pickedUp' })
}

const until = async (text: string): Promise<void> => {
  while ((await sql(text)).length === 0) await new Promise((wake) => setTimeout(wake, 5))
}
const linesOf = (parcel: Shipment) =>
  sql(
    `select sequence, status, effect, state_after, detail, holder_kind from shipment_events where shipment_id = $1
     order by sequence`,
    [uuidOf(parcel.shipmentId)],
  )
const rowOf = async (parcel: Shipment) =>
  (
    await sql('select state, attention, last_sequence from shipments where id = $1', [
      uuidOf(parcel.shipmentId),
    ])
  )[0]

t.test('words of recalled parcels leave what each leaves in the database', async (t) => {
  const [one, other] = [await booked(), await recalled(await booked())]
  const place = { lat: 12.97, lng: 77.59 }
  for (const [status, more] of [
    ['agentAssigned', {}],
    ['atPickup', { place }],
    ['pickedUp'],
    ['inTransit', { place }],
    ['atHub'],
  ] as const) {
    if (status === 'pickedUp') {
      await fetched(one)
      await fetched(other)
      t.ok(shipments.isRecalled(other.shipmentId), 'a hand-over is remembered, too')
      continue
    }
    await db.transaction(async (tx) =>
      shipments.told(tx, (await shipments.lock(tx, one))!, wordOf(one, status, more).word),
    )
    const state = status
    t.same(await shipments.toldOfRecalled([wordOf(other, status, more)]), [
      { outcome: 'recorded', effect: 'moved', state },
    ])
  }
  t.same(await linesOf(other), await linesOf(one))
  t.same(await rowOf(other), await rowOf(one))
})

t.test('one that changed since is left alone, whatever changed it, and looked at anew', async (t) => {
  const parcel = await recalled(await booked())
  await sql(`update shipments set attention = '{"code": "lost"}' where id = $1`, [uuidOf(parcel.shipmentId)])
  const before = await linesOf(parcel)
  t.same(await shipments.toldOfRecalled([wordOf(parcel, 'atPickup')]), [undefined])
  t.same(await linesOf(parcel), before)
  t.notOk(shipments.isRecalled(parcel.shipmentId))
  t.same(await shipments.toldOfRecalled([wordOf(parcel, 'atPickup')]), [undefined], 'it is not remembered')
  await recalled(parcel)
  t.match(await shipments.toldOfRecalled([wordOf(parcel, 'atPickup')]), [{ state: 'atPickup' }])
  t.equal((await rowOf(parcel)).attention, null)
})

t.test('what waits for a lock is taken if the row is still the one that was seen', async (t) => {
  const meanwhile = [
    ['select from shipments where id = $1 for update', 'commit', 'atPickup'],
    ['update shipments set look = look + 1 where id = $1', 'rollback', 'atPickup'],
    ['update shipments set look = look + 1 where id = $1', 'commit', undefined],
  ] as const
  for (const [text, end, state] of meanwhile) {
    const parcel = await recalled(await booked())
    const other = await db.pool.connect()
    await other.query('begin')
    await other.query(text, [uuidOf(parcel.shipmentId)])
    const told = shipments.toldOfRecalled([wordOf(parcel, 'atPickup')])
    await t.resolves(until(`select from pg_stat_activity where wait_event_type = 'Lock'`))
    await other.query(end)
    other.release()
    t.match(await told, [state && { state }], `${text}, ${end}`)
    t.match(await rowOf(parcel), { state: state ?? 'booked' })
  }
})

t.test('of two processes that hear the same event otherwise at once one takes it', async (t) => {
  const [one, other] = [createRecall({ db }), createRecall({ db })]
  for (let round = 0; round < 3; round++) {
    const parcel = await booked()
    for (const recall of [one, other]) await recall.read([parcel.shipmentId])
    const word = wordOf(parcel, 'agentAssigned')
    const otherwise = { ...word, word: { ...word.word, status: 'atPickup' } }
    const outcomes = (await Promise.all([one.tell([word]), other.tell([otherwise])])).flat()
    const [taken, ...more] = outcomes.flatMap((outcome) =>
      outcome?.outcome === 'recorded' ? [outcome.state] : [],
    )
    t.same(more, [])
    t.match(await rowOf(parcel), { state: taken })
    t.match((await linesOf(parcel)).at(-1), { effect: 'moved', status: taken })
  }
})

t.test('a number of a transaction that a broken database gave twice is not enough', async (t) => {
  const parcel = await booked()
  const id = parcel.shipmentId
  const { writer } = (await seeShipments(db, [id])).get(id)!
  const recall = createRecall({ db })
  recall.remember(id, { parcel: { ...parcel, lastSequence: parcel.lastSequence + 1 }, writer })
  t.same(await recall.tell([wordOf(parcel, 'atPickup')]), [undefined])
  t.match(await rowOf(parcel), { state: 'booked' })
})

t.test('what was undone is not remembered as done', async (t) => {
  const parcel = await recalled(await booked())
  const undone = db.transaction(async (tx) => {
    t.match(await shipments.toldTogether(tx, [wordOf(parcel, 'atPickup')]), [{ state: 'atPickup' }])
    throw new Error('the end')
  })
  await t.rejects(undone, { message: 'the end' })
  t.same(await shipments.toldOfRecalled([wordOf(parcel, 'agentAssigned')]), [undefined])
  t.match(await rowOf(parcel), { state: 'booked' })
})

t.test(
  'left alone are repeated events, second words of a parcel, words of others and what needs a proof',
  async (t) => {
    const parcel = await recalled(await booked())
    const first = wordOf(parcel, 'atPickup')
    t.match(
      await shipments.toldOfRecalled([
        wordOf(parcel, 'pickedUp', { handoverCode: shipments.codes.codeOf(parcel.shipmentId, 'handover') }),
        wordOf(parcel, 'atPickup', { providerId: newId('provider') }),
        wordOf(parcel, 'teleported'),
        first,
        wordOf(parcel, 'agentAssigned'),
      ]),
      [undefined, undefined, undefined, { state: 'atPickup' }, undefined],
    )
    await fetched(parcel)
    const hub = wordOf(parcel, 'atHub', { occurredAt: new Date(Date.now() - 1000) })
    t.match(await shipments.toldOfRecalled([hub]), [{ state: 'atHub' }])
    t.match(await shipments.toldOfRecalled([wordOf(parcel, 'inTransit')]), [{ state: 'inTransit' }])
    const again = { ...hub, word: { ...hub.word, occurredAt: new Date() } }
    t.same(await shipments.toldOfRecalled([again]), [undefined], 'its event was told before')
    t.match(await rowOf(parcel), { state: 'inTransit' })
  },
)

t.test('of many who tell of the same parcels at once each is taken in turn or left alone', async (t) => {
  const parcels = [await booked(), await booked(), await booked()]
  for (const parcel of parcels) await fetched(parcel)
  const taken = new Map(parcels.map(({ shipmentId }) => [shipmentId, 0]))
  for (let round = 0; round < 20; round++) {
    await shipments.recall(parcels.map(({ shipmentId }) => shipmentId))
    const calls = Array.from({ length: 8 }, (_, nth) => {
      const words = parcels.map((parcel) => wordOf(parcel, nth % 2 ? 'atHub' : 'inTransit'))
      return nth % 3 ? words : words.reverse()
    })
    const outcomes = await Promise.all(calls.map((words) => shipments.toldOfRecalled(words)))
    outcomes.forEach((each, nth) => {
      each.forEach((outcome, at) => {
        const { shipmentId } = calls[nth]![at]!
        if (outcome) taken.set(shipmentId, taken.get(shipmentId)! + 1)
      })
    })
  }
  for (const parcel of parcels) {
    const lines = await linesOf(parcel)
    t.ok(taken.get(parcel.shipmentId)! >= 20)
    t.equal(
      lines.filter(({ status }) => ['atHub', 'inTransit'].includes(status)).length,
      taken.get(parcel.shipmentId),
    )
    t.same(
      lines.map(({ sequence }) => sequence),
      lines.map((_, at) => at + 1),
    )
    t.match(await rowOf(parcel), { last_sequence: lines.length })
  }
})

t.test('what has ended is taken off the open ones, and nothing else', async (t) => {
  const [open, over] = [await booked(), await booked()]
  await sql(`update shipments set state = 'returned' where id = $1`, [uuidOf(over.shipmentId)])
  for (const { run } of shipments.upkeep) await run()
  const left = await sql('select id from open_shipments where id = any($1)', [
    [open, over].map(({ shipmentId }) => uuidOf(shipmentId)),
  ])
  t.same(left, [{ id: uuidOf(open.shipmentId) }])
})
