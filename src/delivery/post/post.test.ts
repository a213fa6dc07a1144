import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { createDeliveryWorld, providerBody } from '../../../test/support/delivery-world.ts'
import { trackingFile, trackingHeading, trackingRow } from '../../../test/support/post-office.ts'
import { articleNumberOf } from '../../kernel/article-number.ts'
import { newId } from '../../kernel/ids.ts'
import { createPlaces } from '../../places/index.ts'
import { createEstimate, marketOf, plainChoice, plainWeights } from '../dispatch/index.ts'
import { createFleet, type ProviderFacts, postProviderId } from '../providers/index.ts'
import { latestClosing } from './booking.service.ts'
import { postPrice, speedPost } from './index.ts'
import { takeNumber } from './post.store.ts'

const folder = await mkdtemp(join(tmpdir(), 'haat-post-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))
const ranges = [
  { prefix: 'CK', first: 10_000_000, last: 10_000_005 },
  { prefix: 'CK', first: 20_000_000, last: 20_000_000 },
]
const world = await createDeliveryWorld(t, {
  pinsServed: ['110001', '900056', '799001'],
  post: { ranges, folder },
})
const { ok, settle, operator, db } = world
const army = { pin: '900056', point: null, state: 'Delhi', district: 'New Delhi' }
const wayOf = async (order: Parameters<typeof world.parcelOf>[0]) => (await world.shipments.wayOf(db, order))!
const upload = async (content: string, token: string = operator) => {
  const reply = await world.app.inject({
    ...{ method: 'POST', url: '/v1/operator/post/tracking-files?name=events.csv', payload: content },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
  })
  return { status: reply.statusCode, body: reply.json() }
}
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

t.test('every PIN of India gets an answer, by a startup or by the post', async (t) => {
  const places = createPlaces()
  const city: ProviderFacts = {
    ...providerBody(),
    ...{ providerId: newId('provider'), name: 'City', status: 'approved', termsNumber: 1, channel: 'pull' },
    ...{ ondc: null, webhookUrl: '', secrets: [], liveQuotes: false },
  } as never
  const districtOf = (pin: string) => {
    const found = places.lookUp(pin)
    return found?.state && found.district ? { state: found.state, district: found.district } : undefined
  }
  const market = marketOf({
    fleet: createFleet({ all: [city], loans: [], districtOf }),
    choices: { of: () => plainChoice } as never,
    marks: { standingOf: () => undefined, hasTooMuchCash: () => false, loadOf: () => undefined },
    weights: plainWeights,
  })
  const { estimate } = createEstimate({
    market: { now: async () => market },
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
    post: world.post.carrier!.lane,
  })
  const shop = {
    ...{ shopId: newId('shop'), pin: '560034', point: { lat: 12.935, lng: 77.624 }, fssai: null },
    hours: { week: {} },
  } as never
  const began = process.cpuUsage()
  let [startup, post, armyPins] = [0, 0, 0]
  for (const { pin } of places.all()) {
    const drop = { pin, point: null } as never
    const found = await estimate(db, { shop, drop, weightGrams: 1500, cod: true })
    if (!found) t.fail(`${pin} has no answer`)
    else if (found.minutes < 24 * 60) startup += 1
    else post += 1
    if (pin.startsWith('9')) armyPins += 1
  }
  // Of the processor: others may share it.
  const { user, system } = process.cpuUsage(began)
  const seconds = (user + system) / 1_000_000
  t.equal(startup + post, 19_586)
  t.ok(startup > 50 && post > 19_000 && armyPins > 0, `${startup} by startup, ${post} by post`)
  t.ok(seconds < 5, `${seconds.toFixed(1)} s`)
})

t.test('the tariff goes up with weight and way, and knows its limit', async (t) => {
  const from = { lat: 12.97, lng: 77.59 }
  const price = (to: { lat: number; lng: number } | undefined, grams: number, more: object = {}) =>
    postPrice(speedPost, { from, to, sameArea: false, army: false, grams, cod: false, ...more })
  const delhi = { lat: 28.6, lng: 77.2 }
  t.match(price(from, 50), { pricePaise: 1770n, minutes: 2880 })
  t.match(price(delhi, 500), { pricePaise: 9440n, minutes: 5 * 1440 })
  t.match(price(delhi, 501), { pricePaise: 14_160n }, 'each further 500 g or a part')
  t.match(price(undefined, 500), { pricePaise: 10_620n, minutes: 6 * 1440 }, 'the farthest slab')
  t.match(price(undefined, 500, { army: true, cod: true }), { pricePaise: 13_570n, minutes: 9 * 1440 })
  t.equal(price(delhi, 35_001), null)
  const noon = new Date('2026-11-22T12:30:00+05:30')
  t.same(latestClosing(noon, [12, 17]), new Date('2026-11-22T12:00:00+05:30'))
  t.same(
    latestClosing(new Date('2026-11-22T09:00:00+05:30'), [12, 17]),
    new Date('2026-11-21T17:00:00+05:30'),
  )
})

t.test('an Army parcel goes by post, is booked by file, and comes to its end by files', async (t) => {
  const bought = await world.packedOrder({ drop: army, method: 'cod' })
  await settle()
  const whole = await world.parcelOf(bought)
  const [leg] = (await wayOf(bought)).legs
  const number = articleNumberOf('CK', 10_000_000)
  t.match(leg, {
    via: 'post',
    state: 'booked',
    awb: number,
    providerId: postProviderId,
    codPaise: whole.codPaise,
  })
  t.match(whole, { carrier: 'relay', state: 'booked', awb: /^8\d{11}$/ })
  t.match(await ok('GET', '/v1/operator/post', operator), {
    open: true,
    waiting: 1,
    ranges: [{ left: 5 }, { left: 1 }],
  })

  const { items } = await ok('POST', '/v1/operator/post/bookings', operator)
  t.match(items, [{ officePin: leg!.pickup.pin, number: 1, articles: 1, codPaise: Number(whole.codPaise) }])
  const name = (await readdir(join(folder, 'out')))[0]!
  t.match(name, /^booking-\d{6}-\d{8}-001\.csv$/)
  const lines = (await readFile(join(folder, 'out', name), 'utf8')).split('\r\n')
  t.match(lines[0], /^BOOKING,TEST,\d{6},\d{4}-\d\d-\d\d,1$/)
  t.match(lines[2], new RegExp(`^1,${number},\\d+,Asha Rao,.*,900056,.*,COD,125\\.00,`))
  t.equal(lines[3], 'END,1,125.00,0')
  const file = await world.app.inject({
    url: `/v1/operator/post/bookings/${items[0].bookingId}/file`,
    headers: { authorization: `Bearer ${operator}` },
  })
  t.equal(file.body, lines.join('\r\n'), 'the same over the API')
  t.same((await ok('POST', '/v1/operator/post/bookings', operator)).items, [], 'told once')

  t.match(await world.post.tracking.fetch(), { taken: 0, refused: 0 })
  await writeFile(
    join(folder, 'in', 'one.csv'),
    trackingFile([
      trackingRow(number, 'Out for Delivery', ago(9)),
      trackingRow(number, 'Item Booked', ago(60)),
      trackingRow(number, 'Item Dispatched', ago(50)),
    ]),
  )
  t.match(await world.post.tracking.fetch(), { taken: 1, refused: 0 })
  t.match(await world.parcelOf(bought), { state: 'outForDelivery' })
  t.same(await readdir(join(folder, 'in')), ['done'])
  const custody = await world.shipments.custodyOf(db, whole)
  t.match(custody.at(-1)!.holder, { kind: 'provider', id: postProviderId })

  const last = trackingFile([trackingRow(number, 'Item Delivered', ago(1))])
  const { body } = await upload(last)
  t.match(body, { state: 'done', whole: true, counts: { moved: 1 }, problems: [] })
  t.match(await world.parcelOf(bought), { state: 'delivered' })
  t.equal((await world.orders.orderFor(db, bought.orderId))!.state, 'delivered')
  const cash = await world.sql(`select account from ledger_entries where account like 'cash:%'`)
  t.strictSame(cash, [{ account: `cash:${postProviderId}` }], 'the post owes the cash')
  t.equal((await upload(last)).body.fileId, body.fileId, 'a file is taken in once')
  t.equal((await world.shipments.custodyOf(db, whole)).at(-1)!.holder.kind, 'buyer')
})

t.test('rows are judged one by one, and a file that breaks off is told', async (t) => {
  const bought = await world.packedOrder({ drop: army, method: 'upi' })
  await settle()
  const number = (await wayOf(bought)).legs[0]!.awb!
  const wrong = `${number.slice(0, 9)}${(Number(number[9]) + 1) % 10}${number.slice(10)}`
  const rows = [
    trackingRow(number, 'Item Booked', ago(30)),
    trackingRow(wrong, 'Item Booked', ago(30)),
    trackingRow('12345', 'Item Booked', ago(30)),
    trackingRow(articleNumberOf('CK', 19_999_999), 'Item Booked', ago(30)),
    trackingRow(number, 'Item Teleported', ago(20)),
    trackingRow(number, 'Item Dispatched', ago(10)).replace(/\d\d-\d\d-\d{4}/, '31-02-2026'),
    number,
    trackingRow(number, 'Item Booked', ago(30)),
  ]
  const unknown = world.unknownStatuses.length
  const { body } = await upload(
    [trackingHeading, ...rows, trackingRow(number, 'Item Del', ago(1))].join('\n'),
  )
  t.match(body, {
    whole: false,
    counts: {
      ...{ moved: 1, repeated: 1, badCheckDigit: 1, badNumber: 1, unknownArticle: 1, unknownEvent: 1 },
      ...{ badTime: 1, unreadable: 1, kept: 0, refused: 0 },
    },
  })
  t.same(
    body.problems.map(({ line }: { line: number }) => line),
    [3, 4, 5, 6, 7, 8],
  )
  t.equal(world.unknownStatuses.length, unknown + 1)
  t.match(await world.parcelOf(bought), { state: 'pickedUp' }, 'the row that was cut off is left out')
  t.match(world.postalWords.rows, { badCheckDigit: 1, unknownEvent: 1 })
  t.equal((await upload('nonsense')).body.code, 'notATrackingFile')
  t.equal((await upload(trackingFile([]), bought.owner)).status, 403)
  const { items } = await ok('GET', '/v1/operator/post/tracking-files?limit=1', operator)
  t.match(items, [{ whole: false, name: 'events.csv' }])
})

t.test('numbers are given without gaps and never twice, and when none is left that is told', async (t) => {
  const many = [{ prefix: 'EZ', first: 0, last: 9999 }]
  const given = await Promise.all(
    Array.from({ length: 120 }, (_, nth) =>
      db
        .transaction(async (tx) => {
          const number = await takeNumber(tx, many)
          if (nth % 4 === 0) throw new Error('called off')
          return number!
        })
        .catch(() => undefined),
    ),
  )
  const kept = given.filter((one) => one !== undefined).sort()
  t.same(
    kept,
    Array.from({ length: 90 }, (_, nth) => articleNumberOf('EZ', nth)),
  )
  // Ranges that begin lower give no number again.
  t.equal(
    await db.transaction((tx) => takeNumber(tx, [{ prefix: 'EZ', first: 50, last: 90 }])),
    articleNumberOf('EZ', 90),
  )

  const taken: (string | null)[] = []
  for (let nth = 0; nth < 6; nth++) {
    const bought = await world.packedOrder({ drop: army, method: 'upi' })
    await settle()
    taken.push((await wayOf(bought)).legs[0]?.awb ?? null)
    if (nth === 5) {
      const { shipmentId } = await world.parcelOf(bought)
      const seen = await ok('GET', `/v1/shipments/${shipmentId}`, bought.owner)
      t.match(seen, { state: 'booked', attentionCode: 'noWay' })
    }
  }
  t.equal(taken[4], articleNumberOf('CK', 20_000_000), 'the next range after the first')
  t.equal(taken[5], null)
  t.ok(world.postalWords.numbersGone > 0)
})

t.test('what is called off is left out of the files', async (t) => {
  const [waiting] = await world.sql('select count(*)::int as n from post_articles where booking_id is null')
  const [one] = await world.sql(
    `select s.shop_id, s.order_id from post_articles a join shipments s on s.shop_id = a.shop_id and s.id = a.shipment_id
     where a.booking_id is null and s.state = 'booked' limit 1`,
  )
  const { idOf } = await import('../../kernel/ids.ts')
  await world.callOff({ shopId: idOf('shop', one.shop_id), orderId: idOf('order', one.order_id) })
  await settle()
  const { items } = await ok('POST', '/v1/operator/post/bookings', operator)
  t.equal(items[0].articles, waiting.n - 1)
  t.equal(items[0].number, 2, 'the second of this office and day')
})
