import t from 'tap'
import { alwaysOpen, createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { trackingFile, trackingRow } from '../../../test/support/post-office.ts'
import type { Id } from '../../kernel/ids.ts'

const world = await createDeliveryWorld(t, {
  pinsServed: ['900056'],
  post: { ranges: [{ prefix: 'CK', first: 10_000_000, last: 10_000_999 }] },
})
const { ok, call, settle, operator, db, shipments, sql } = world
const army = { pin: '900056', point: null, state: 'Delhi', district: 'New Delhi' }
type Bought = Awaited<ReturnType<typeof world.packedOrder>>

const legsOf = async (order: Bought) => (await shipments.wayOf(db, order))!.legs
const posted = async (method: 'cod' | 'upi' = 'upi') => {
  const bought = await world.packedOrder({ drop: army, method })
  await settle()
  const { shipmentId } = await world.parcelOf(bought)
  const [leg] = await legsOf(bought)
  t.match(leg, { via: 'post', state: 'booked' })
  return { bought, shipmentId, number: leg!.awb!, path: `/v1/shipments/${shipmentId}` }
}
const takeBack = ({ path, bought }: Awaited<ReturnType<typeof posted>>) =>
  call('POST', `${path}/take-back`, bought.owner)
const close = async (): Promise<string[]> => {
  const { items } = await ok('POST', '/v1/operator/post/bookings', operator)
  const files = items.map(async ({ bookingId }: { bookingId: string }) => {
    const url = `/v1/operator/post/bookings/${bookingId}/file`
    return (await world.app.inject({ url, headers: { authorization: `Bearer ${operator}` } })).body
  })
  return (await Promise.all(files)).flatMap((file) => file.split('\r\n'))
}
const linesOf = (lines: readonly string[], number: string) => lines.filter((line) => line.includes(number))
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const upload = async (...rows: string[]) => {
  const reply = await world.app.inject({
    ...{ method: 'POST', url: '/v1/operator/post/tracking-files', payload: trackingFile(rows) },
    headers: { authorization: `Bearer ${operator}`, 'content-type': 'text/csv' },
  })
  return reply.json()
}
const holderOf = async (shipmentId: Id<'shipment'>) => {
  const parcel = (await shipments.read(db, shipmentId))!
  return (await shipments.custodyOf(db, parcel)).at(-1)!.holder
}
const ledgerSum = async () =>
  (await sql('select coalesce(sum(amount_paise), 0)::int as sum from ledger_entries'))[0].sum

t.test('taken back before a file told of it, a parcel is left out, and the shop brings it', async (t) => {
  const one = await posted('cod')
  const { bought, path, shipmentId, number } = one
  t.match(await ok('GET', path, bought.owner), {
    state: 'booked',
    carrier: 'relay',
    mayTakeBack: true,
    mayDeliverItself: undefined,
  })
  t.equal((await ok('GET', path, bought.buyer)).mayTakeBack, undefined)
  t.equal((await call('POST', `${path}/take-back`, bought.buyer)).status, 404, 'no business of the buyer')

  t.match(await takeBack(one), {
    status: 200,
    body: { state: 'bookingFailed', carrier: 'provider', attentionCode: 'takenBack' },
  })
  t.equal((await ok('GET', path, bought.owner)).mayDeliverItself, true, 'nobody has it')
  t.equal((await ok('GET', path, bought.buyer)).mayDeliverItself, undefined, 'the shop alone is told')
  t.match(await takeBack(one), { status: 409, body: { code: 'notWithPost' } })
  t.match(await legsOf(bought), [{ state: 'cancelled' }])
  t.equal(await world.passTime(), 0, 'nobody is asked before the shop says so')
  await world.relay.sweep()
  t.match(await ok('GET', '/v1/operator/post', operator), { waiting: 0, calledOff: 0 })
  t.same(await close(), [], 'the post hears nothing of it')

  t.match(await ok('POST', `${path}/self-deliver`, bought.owner), { carrier: 'shop', state: 'booked' })
  await ok('POST', `${path}/events`, bought.owner, { status: 'outForDelivery' })
  const { deliveryCode } = await ok('GET', path, bought.buyer)
  const cash = { deliveryCode, cashCollectedPaise: 12_500 }
  await ok('POST', `${path}/events`, bought.owner, { status: 'delivered', ...cash })
  t.equal((await world.orders.orderFor(db, bought.orderId))!.state, 'delivered')
  t.match(await holderOf(shipmentId), { kind: 'buyer' })
  t.equal(await ledgerSum(), 0)
  t.same(
    await sql(`select account from ledger_entries where account like 'cash:prv%'`),
    [],
    'no cash of the post',
  )

  const late = await upload(trackingRow(number, 'Item Booked', ago(1)))
  t.match(late, {
    counts: { takenBack: 1, unknownArticle: 0 },
    problems: [{ outcome: 'takenBack', detail: number }],
  })
})

t.test('taken back after a file told of it, the next file says so, and others may be asked', async (t) => {
  const one = await posted('cod')
  const { bought, path, number } = one
  const first = await close()
  t.equal(linesOf(first, number).length, 1)
  const [, , , day, file] = first[0]!.split(',')

  t.equal((await takeBack(one)).status, 200)
  t.match(await ok('GET', '/v1/operator/post', operator), { waiting: 0, calledOff: 1 })
  await ok('POST', `${path}/retry`, bought.owner)
  await settle()
  const again = (await legsOf(bought)).at(-1)!
  t.match(again, { leg: 2, via: 'post', state: 'booked' }, 'nobody else goes there')
  t.match(await world.parcelOf(bought), { state: 'booked', carrier: 'relay', attention: null })

  const next = await close()
  t.same(linesOf(next, number), [`CANCEL,${number},${day},${file}`], 'with no address')
  t.equal(linesOf(next, again.awb!).length, 1)
  t.equal(next.at(-2), 'END,1,125.00,1')
  t.match(await ok('GET', '/v1/operator/post/bookings?limit=1', operator), {
    items: [{ articles: 1, cancellations: 1, codPaise: 12_500 }],
  })
  t.same(await close(), [], 'told once')

  await upload(trackingRow(again.awb!, 'Item Delivered', ago(1)))
  t.match(await world.parcelOf(bought), { state: 'delivered' })
  t.equal(await ledgerSum(), 0)
})

t.test('what the post has told of cannot be taken back', async (t) => {
  const [accepted, ahead] = [await posted(), await posted()]
  await upload(
    trackingRow(accepted.number, 'Item Booked', ago(2)),
    trackingRow(ahead.number, 'Item Dispatched', ago(2)),
  )
  for (const one of [accepted, ahead])
    t.match(await takeBack(one), { status: 409, body: { code: 'postHasIt' } })
  t.equal((await ok('GET', accepted.path, accepted.bought.owner)).mayTakeBack, undefined)
  t.match(await holderOf(accepted.shipmentId), { kind: 'provider' })
})

t.test('a parcel that the post has after all is told to its shop until it is back', async (t) => {
  const one = await posted()
  await takeBack(one)
  const told = await upload(trackingRow(one.number, 'Item Booked', ago(2)))
  t.match(told, { counts: { takenBack: 1 }, problems: [{ outcome: 'takenBack' }] })
  const seen = await ok('GET', one.path, one.bought.owner)
  t.match(seen, {
    attentionCode: 'postHasIt',
    attentionFacts: { reason: one.number },
    state: 'bookingFailed',
  })
  t.match(await holderOf(one.shipmentId), { kind: 'shop' })
  await upload(trackingRow(one.number, 'Item Delivered to Sender', ago(1)))
  t.equal((await ok('GET', one.path, one.bought.owner)).attention, null)
})

t.test(
  'an order that its buyer cancels, or its shop rejects, is taken back from the post by itself',
  async (t) => {
    const [cancelled, rejected, waiting] = [await posted(), await posted('cod'), await posted()]
    await sql(`update post_articles set taken_at = now() + interval '3 hours' where number = $1`, [
      waiting.number,
    ])
    await close()
    await ok('POST', `/v1/orders/${cancelled.bought.orderId}/cancel`, cancelled.bought.buyer, {
      reason: 'No.',
    })
    await ok('POST', `/v1/orders/${rejected.bought.orderId}/reject`, rejected.bought.owner, {
      reason: 'Broken.',
    })
    await ok('POST', `/v1/orders/${waiting.bought.orderId}/cancel`, waiting.bought.buyer, { reason: 'No.' })
    await settle()
    await sql(`update post_articles set taken_at = now() where number = $1`, [waiting.number])
    for (const { bought } of [cancelled, rejected, waiting]) {
      t.match(await world.parcelOf(bought), { state: 'cancelled' })
      t.match(await legsOf(bought), [{ state: 'cancelled' }])
    }
    const next = await close()
    t.match(linesOf(next, cancelled.number), [/^CANCEL,/])
    t.match(linesOf(next, rejected.number), [/^CANCEL,/])
    t.same(linesOf(next, waiting.number), [], 'no file told of it')
    t.equal(next.at(-2), 'END,0,0.00,2', 'a file of cancellations alone')
    t.equal(await ledgerSum(), 0)
  },
)

t.test('to a point the shop brings it as the first of several hands', async (t) => {
  const kirana = await world.newShop({})
  const terms = { hours: alwaysOpen, shelfParcels: 5, parcelsPerDay: 5, feePaise: 800 }
  const point = await ok('POST', `/v1/shops/${kirana.shopId}/point`, kirana.owner, {
    ...{ ...terms, deliversMetres: null, deliveryFeePaise: 0 },
  })
  const bought = await world.packedOrder({
    method: 'upi',
    pointId: point.pointId,
    expectedTotalPaise: 13_300n,
  })
  await settle()
  const [leg] = await legsOf(bought)
  t.match(leg, { via: 'post', toPoint: point.pointId })
  const { shipmentId } = await world.parcelOf(bought)
  const path = `/v1/shipments/${shipmentId}`
  t.equal((await call('POST', `${path}/take-back`, bought.owner)).status, 200)
  t.match(await ok('POST', `${path}/self-deliver`, bought.owner), { carrier: 'shop', state: 'booked' })
  t.match(await world.parcelOf(bought), { carrier: 'relay', state: 'booked', attention: null })
  const own = (await legsOf(bought)).at(-1)!
  t.match(own, { leg: 2, carrier: 'shop', toPoint: point.pointId })
  const { handoverCode } = await ok('GET', path, bought.owner)
  const desk = `/v1/points/${point.pointId}/parcels/${own.shipmentId}/hand-in`
  await ok('POST', desk, kirana.owner, { code: handoverCode })
  t.match(await world.parcelOf(bought), { state: 'atDrop' })
  t.match(await holderOf(shipmentId), { kind: 'point', id: point.pointId })
})

t.test(
  'whoever is first holds: taking back against closing a file, an acceptance, and a cancelled order',
  async (t) => {
    const seen = { file: 0, left: 0, back: 0, had: 0 }
    for (let round = 0; round < 30; round++) {
      const one = await posted(round % 2 === 0 ? 'cod' : 'upi')
      const { bought, number, shipmentId } = one
      const rival = [
        close,
        () => upload(trackingRow(number, 'Item Booked', ago(1))),
        async () => {
          await ok('POST', `/v1/orders/${bought.orderId}/cancel`, bought.buyer, { reason: 'No.' })
          await settle()
        },
      ][round % 3]!
      const pause = () => new Promise((done) => setTimeout(done, (round % 4) * 2))
      const [back] = await Promise.all([
        round % 2 ? takeBack(one) : pause().then(() => takeBack(one)),
        round % 2 ? pause().then(rival) : rival(),
      ])
      const whole = await world.parcelOf(bought)
      const legs = await legsOf(bought)
      const after = await close()
      const [article] = await sql(
        'select booking_id, called_off_at, taken_back_by from post_articles where number = $1',
        [number],
      )
      const holder = await holderOf(shipmentId)
      if (back.status === 200) {
        seen.back += 1
        t.match(legs, [{ state: 'cancelled' }])
        t.ok(['bookingFailed', 'cancelled'].includes(whole.state), whole.state)
        t.equal(holder.kind, 'shop')
        t.ok(article.called_off_at)
        t.equal(
          article.taken_back_by === null,
          article.booking_id === null,
          'taken back if it was told, once',
        )
        if (round % 3 === 0) seen[article.booking_id ? 'file' : 'left'] += 1
        if (article.booking_id && round % 3 !== 0) t.match(linesOf(after, number), [/^CANCEL,/])
      } else {
        t.match(back, { status: 409, body: { code: /^(notWithPost|postHasIt)$/ } })
        if (whole.state === 'cancelled') t.equal(holder.kind, 'shop')
        else {
          seen.had += 1
          t.match(legs, [{ state: 'pickedUp' }])
          t.match(holder, { kind: 'provider' })
          t.equal(article.called_off_at, null)
        }
      }
      const open = (await legsOf(bought)).filter(({ state }) => !['cancelled'].includes(state))
      t.ok(open.length <= 1, 'never two at once')
      t.equal(await ledgerSum(), 0)
    }
    t.ok(seen.back > 0 && seen.had > 0, JSON.stringify(seen))
  },
)
