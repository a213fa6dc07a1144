import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { idOf, uuidOf } from '../../kernel/ids.ts'
import { event } from '../../platform/outbox/index.ts'
import { orderPacked } from '../../trade/orders/index.ts'
import type { Shipment, ToldWord } from './index.ts'

const world = await createDeliveryWorld(t, { max: 12 })
const provider = await world.addProvider()
const { db, sql, shipments } = world

const shopOf = async () => {
  const shop = await world.newShop()
  return { shop, listingId: await world.newListing(shop, { available: 1000 }) }
}
const shops = [await shopOf(), await shopOf()]

/** Parcels of one purchase, one from each of these shops, booked with the provider. */
const booked = async (from = [shops[0]!]): Promise<Shipment[]> => {
  const buyer = world.consumer()
  for (const { shop, listingId } of from) await world.fill(buyer, shop, listingId)
  await world.buy(buyer, {
    fulfilment: from.map(({ shop }) => [shop.shopId, 'delivery']),
    expectedTotalPaise: 12_500n * BigInt(from.length),
  })
  const rows = await sql(
    `update orders set state = 'packed', accepted_at = now(), packed_at = now()
     where purchase_id in (select id from purchases where account_id = $1) returning id, shop_id`,
    [uuidOf(buyer.accountId)],
  )
  const orders = rows.map((row) => ({ shopId: idOf('shop', row.shop_id), orderId: idOf('order', row.id) }))
  await world.publish(...orders.map((order) => event(orderPacked, order)))
  await world.settle()
  return Promise.all(orders.map((order) => world.parcelOf(order)))
}

/** So many purchases one after the other: who settles beside another does not wait for what that one handles. */
const several = async (count: number, from: (nth: number) => typeof shops = () => [shops[0]!]) => {
  const parcels: Shipment[] = []
  for (let nth = 0; nth < count; nth++) parcels.push(...(await booked(from(nth))))
  return parcels
}

let told = 0
const wordOf = (parcel: Shipment, status: string, more: Partial<ToldWord> = {}) => ({
  ...{
    shopId: parcel.shopId,
    shipmentId: parcel.shipmentId,
    offerId: parcel.offerId!,
    orderId: parcel.orderId,
  },
  word: {
    ...{ by: 'provider' as const, providerId: provider.providerId, eventId: `e-${++told}`, status },
    occurredAt: new Date(),
    ...more,
  },
})
const fetched = (parcel: Shipment, more: Partial<ToldWord> = {}) =>
  wordOf(parcel, 'pickedUp', { handoverCode: shipments.codes.codeOf(parcel.shipmentId, 'handover'), ...more })
const delivered = (parcel: Shipment, more: Partial<ToldWord> = {}) =>
  wordOf(parcel, 'delivered', {
    deliveryCode: shipments.codes.codeOf(parcel.shipmentId, 'delivery'),
    cashCollectedPaise: parcel.codPaise,
    ...more,
  })
type Told = ReturnType<typeof wordOf>

const together = (words: readonly Told[]) =>
  db.transaction((tx) => shipments.toldTogether(tx, words), { pipelined: true })
const alone = async (words: readonly Told[]) => {
  for (const one of words)
    await db.transaction(async (tx) =>
      shipments.told(tx, (await shipments.lock(tx, one))!, one.word, undefined),
    )
}

/** All that is kept of these parcels, without what differs from one parcel to the next. */
const keptOf = async (parcels: readonly Shipment[]) => {
  const orderIds = parcels.map(({ orderId }) => uuidOf(orderId))
  const purchases = 'select purchase_id from orders where id = any($1::uuid[])'
  const parcelIds = 'select id from shipments where order_id = any($1::uuid[])'
  const queries = [
    `select state, version, handed_over_at is not null as handed, closed_at is not null as closed, ended_by
     from orders where id = any($1::uuid[])`,
    `select state, closed_at is not null as closed from purchases where id in (${purchases})`,
    `select method, state, received_paise, settled_at is not null as settled from payments where purchase_id in (${purchases})`,
    `select j.kind, e.line, split_part(e.account, ':', 1) as account, e.amount_paise, e.order_id is null as whole
     from journals j join ledger_entries e on e.journal_id = j.id and e.purchase_id = j.purchase_id
     where j.purchase_id in (${purchases})`,
    `select state, last_sequence, attention, handover_tries, delivery_tries from shipments where order_id = any($1::uuid[])`,
    `select sequence, status, effect, state_after, detail, holder_kind, holder_id from shipment_events
     where shipment_id in (${parcelIds})`,
    `select convert_from(decode(translate(split_part(jws, '.', 2), '-_', '+/') ||
       repeat('=', (4 - length(split_part(jws, '.', 2)) % 4) % 4), 'base64'), 'utf8')::jsonb
       - '{number,previous,orderId,shipmentId,chain,happenedAt,writtenAt,from,to}'::text[] as receipt
     from receipts where shipment_id in (${parcelIds})`,
  ]
  const kept = await Promise.all(queries.map((text) => sql(text, [orderIds])))
  const news = await sql(`select topic, consumer from outbox where payload->>'orderId' = any($1::text[])`, [
    parcels.map(({ orderId }) => orderId),
  ])
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
  return [...kept, news].map((rows) => rows.map((row) => JSON.stringify(row, plain)).sort())
}

t.test('words that are told together leave what each leaves by itself', async (t) => {
  const two = async () => [...(await booked()), ...(await booked(shops)), ...(await booked())]
  const [one, other] = [await two(), await two()]
  const steps = [
    (parcels: readonly Shipment[]) => parcels.map((parcel) => wordOf(parcel, 'atPickup')),
    (parcels: readonly Shipment[]) => parcels.map((parcel) => fetched(parcel)),
    (parcels: readonly Shipment[]) => parcels.map((parcel) => wordOf(parcel, 'inTransit')),
    (parcels: readonly Shipment[]) => parcels.map((parcel) => delivered(parcel, { riderId: 'r-7' })),
  ]
  for (const step of steps) {
    await alone(step(one))
    let words = step(other)
    const outcomes = await together(words)
    const left = words.filter((_, at) => outcomes[at] === undefined)
    t.match(
      outcomes.filter((outcome) => outcome),
      outcomes.filter((outcome) => outcome).map(() => ({ outcome: 'recorded', effect: 'moved' })),
    )
    // Of the two orders of one purchase the second is told by itself.
    t.ok(left.length <= 1)
    words = left
    await alone(words)
  }
  const kept = await keptOf(one)
  t.ok(kept.every((rows) => rows.length > 0))
  t.strictSame(await keptOf(other), kept)
  const chains = await sql(
    `select c.number, (select count(*)::int from receipts r where r.shop_id = c.shop_id) as kept from receipt_chains c`,
  )
  t.ok(
    chains.every(({ number, kept }) => number === kept),
    'the chains have no gaps',
  )
})

t.test('a word that is not right is left alone, and nothing of it is written', async (t) => {
  const parcels = await several(6)
  const [good, wrongCode, noCode, calledOff, early, odd] = parcels as [
    Shipment,
    Shipment,
    Shipment,
    Shipment,
    Shipment,
    Shipment,
  ]
  await world.callOff(calledOff, false)
  await together([wordOf(early, 'inTransit')])
  const outcomes = await together([
    fetched(wrongCode, { handoverCode: '000000' }),
    fetched(good),
    fetched(noCode, { handoverCode: undefined }),
    fetched(calledOff),
    fetched(early),
    wordOf(odd, 'teleported'),
    delivered(odd),
  ])
  t.match(outcomes, [
    undefined,
    { outcome: 'recorded', effect: 'moved', state: 'pickedUp' },
    undefined,
    undefined,
    undefined,
    { outcome: 'recorded', effect: 'unknown', state: 'booked' },
    undefined,
  ])
  const states = await shipments.several(
    db,
    parcels.map(({ shipmentId }) => shipmentId),
  )
  t.same(
    parcels.map(({ shipmentId }) => states.get(shipmentId)!.state),
    ['pickedUp', 'booked', 'booked', 'booked', 'booked', 'booked'],
  )
  const [{ refused }] = await sql(
    `select count(*)::int as refused from shipment_events where effect = 'refused'`,
  )
  t.equal(refused, 0)
  const cash = await together([fetched(odd)]).then(() =>
    together([delivered(odd, { cashCollectedPaise: 1n }), delivered(good)]),
  )
  t.match(cash, [undefined, { state: 'delivered' }])
})

t.test('of two words about a parcel each counts once, told before or not', async (t) => {
  const [parcel] = (await booked()) as [Shipment]
  const first = fetched(parcel)
  t.match(await together([first, first, wordOf(parcel, 'inTransit')]), [
    { outcome: 'recorded' },
    undefined,
    undefined,
  ])
  const next = wordOf(parcel, 'inTransit')
  t.match(await together([next, first]), [{ outcome: 'recorded', state: 'inTransit' }, undefined])
  t.match(await together([first, delivered(parcel)]), [
    { outcome: 'repeated', state: 'inTransit' },
    undefined,
  ])
  t.match(await together([delivered(parcel)]), [{ outcome: 'recorded', state: 'delivered' }])
})

t.test('batches that meet crosswise never wait for each other in a circle', async (t) => {
  const deadlocks = async () => {
    await sql('select pg_stat_force_next_flush()')
    const [row] = await sql(
      'select deadlocks::int as n from pg_stat_database where datname = current_database()',
    )
    return row.n
  }
  const parcels = await several(6, () => shops)
  const before = await deadlocks()
  const shuffled = (words: readonly Told[], by: number) =>
    by % 2 === 0 ? [...words].reverse() : [...words.slice(by), ...words.slice(0, by)]
  for (const make of [fetched, delivered]) {
    const words = parcels.map((parcel) => make(parcel))
    for (let left = words, round = 0; left.length > 0 && round < 5; round++) {
      await Promise.all([0, 1, 2, 3].map((by) => together(shuffled(left, by))))
      const done = new Set(
        (
          await sql('select event_id from shipment_events where event_id = any($1)', [
            left.map((one) => one.word.eventId),
          ])
        ).map((row) => row.event_id),
      )
      left = left.filter(({ word }) => !done.has(word.eventId))
      t.ok(round < 4, 'each round takes some')
    }
  }
  t.equal(await deadlocks(), before)
  const ids = parcels.map(({ orderId }) => uuidOf(orderId))
  const [{ open, cash, purchases }] = await sql(
    `select (select count(*)::int from orders where id = any($1::uuid[]) and state <> 'delivered') as open,
       (select count(*)::int from journals where kind = 'cash' and subject_id = any($1::uuid[])) as cash,
       (select count(*)::int from purchases where state = 'completed'
          and id in (select purchase_id from orders where id = any($1::uuid[]))) as purchases`,
    [ids],
  )
  t.same({ open, cash, purchases }, { open: 0, cash: parcels.length, purchases: parcels.length / 2 })
})

/** Tells the stories of these parcels over HTTP, each until one of its words is not taken; those that were told whole. */
const storm = async (parcels: readonly Shipment[], answered: Set<string>): Promise<Shipment[]> => {
  const whole = parcels.map(async (parcel) => {
    const words = [wordOf(parcel, 'atPickup'), fetched(parcel), wordOf(parcel, 'atHub'), delivered(parcel)]
    for (const { offerId, word } of words) {
      const { status, handoverCode, deliveryCode } = word as ToldWord
      const eventId = `${offerId}-${status}`
      const cash = status === 'delivered' ? { cashCollectedPaise: Number(parcel.codPaise) } : {}
      const reply = await world.tell(provider, offerId, status, {
        ...{ eventId, handoverCode, deliveryCode },
        ...cash,
      })
      if (reply.status !== 200) return []
      answered.add(eventId)
    }
    return [parcel]
  })
  return (await Promise.all(whole)).flat()
}

t.test('one whose writing fails does not sink those told with it', async (t) => {
  const parcels = await several(5)
  const [bad] = parcels as [Shipment]
  // Its next line is there already, which no word can mend.
  await sql(
    `insert into shipment_events (shop_id, shipment_id, sequence, status, effect, state_after, occurred_at)
     select shop_id, id, last_sequence + 1, 'x', 'noted', state, now() from shipments where id = $1`,
    [uuidOf(bad.shipmentId)],
  )
  const answered = new Set<string>()
  t.same(await storm(parcels, answered), parcels.slice(1))
  t.equal(answered.size, 4 * 4)
})

t.test('what is answered with success is there, though the database breaks off in the middle', async (t) => {
  const parcels = await several(16, (nth) => [shops[nth % 2]!])
  const answered = new Set<string>()
  let isOver = false
  const stories = storm(parcels, answered).finally(() => {
    isOver = true
  })
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    await sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    ).catch(() => {})
  }
  t.ok((await stories).length < parcels.length, 'some broke off')
  const kept = await sql(`select event_id, state_after from shipment_events where event_id = any($1)`, [
    [...answered],
  ])
  t.equal(kept.length, answered.size, `${answered.size} were answered, each is kept once`)
  for (let round = 0; round < 3; round++) await storm(parcels, answered)
  t.equal(answered.size, 4 * parcels.length, 'told again, all are taken')
  const [{ cash, receipts }] = await sql(
    `select (select count(*)::int from journals where kind = 'cash' and subject_id = any($1::uuid[])) as cash,
       (select count(*)::int from receipts where shipment_id = any($2::uuid[])) as receipts`,
    [parcels.map(({ orderId }) => uuidOf(orderId)), parcels.map(({ shipmentId }) => uuidOf(shipmentId))],
  )
  t.same({ cash, receipts }, { cash: parcels.length, receipts: 2 * parcels.length })
})
