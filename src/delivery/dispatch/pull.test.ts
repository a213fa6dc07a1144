/** Providers without a server: a pool of offers, leases, long polls. Over real HTTP where connections matter. */
import { request as httpRequest } from 'node:http'
import t from 'tap'
import { providerBody } from '../../../test/support/delivery-world.ts'
import { createPullWorld, pullBody } from '../../../test/support/pull-world.ts'
import { waitFor } from '../../../test/support/wait.ts'
import { uuidOf } from '../../kernel/ids.ts'
import { createWaits } from './pull.waits.ts'

const { world, puller, pusher, at, base, offersNow, lease, accept } = await createPullWorld(t)
const { call, ok } = world
const endLeases = () =>
  world.sql(`update offer_leases set until = now() - interval '1 second' where accepted_at is null`)

t.test('an offer waits in the pool, is leased, accepted and told of with the key alone', async (t) => {
  const order = await world.packedOrder()
  await world.settle()
  const [offer] = await offersNow()
  t.match(offer, { pickup: { pin: '560001' }, drop: { pin: '560001' }, codPaise: 12500 })
  t.notMatch(JSON.stringify(offer), /Asha|98765|Cross/)
  const { reference } = offer!
  t.match(await lease(reference, 'desk-1'), { status: 200, body: { holder: 'desk-1' } })
  t.match(await lease(reference, 'desk-1'), { status: 200 }, 'the same holder gets it again')
  t.match(await lease(reference, 'desk-2'), { status: 409, body: { code: 'offerHeld' } })
  t.same(await offersNow(), [], 'what is leased is not in the pool')
  t.match(await accept(reference, 'desk-2'), { status: 409, body: { code: 'leaseMissing' } })
  t.match(await accept(reference, 'desk-1'), { status: 200, body: { state: 'booked', effect: 'moved' } })
  t.match(await accept(reference, 'desk-1'), { status: 200, body: { state: 'booked', effect: 'repeated' } })
  t.match(await accept(reference, 'desk-2'), { status: 409 })
  const { shipmentId } = await world.parcelOf(order)
  const event = { eventId: 'e1', reference, status: 'agentAssigned', occurredAt: new Date().toISOString() }
  const url = `/v1/providers/${puller.providerId}/events`
  t.match(await call('POST', url, puller.key, event), { status: 200, body: { state: 'agentAssigned' } })
  t.match(await call('POST', url, pusher.key, { ...event, eventId: 'e2' }), { status: 401 }, 'by its own key')
  t.match(await call('POST', url, undefined, { ...event, eventId: 'e3' }), { status: 401 })
  t.match(
    await call('POST', `/v1/providers/${pusher.providerId}/events`, pusher.key, event),
    { status: 401, body: { code: 'badSignature' } },
    'who is called signs',
  )
  t.match(await world.tell(puller, reference, 'atPickup'), { status: 200 }, 'signing works, too')
  t.match(await ok('GET', `/v1/provider/shipments/${shipmentId}`, puller.key), {
    accepted: true,
    drop: { name: /./ },
  })
})

t.test('an offer says what is carried, and who cannot carry it is told why', async (t) => {
  await world.sql(
    `update products set keep_cold = true, pack_size = '{"lengthMm":80,"widthMm":200,"heightMm":150}'`,
  )
  const order = await world.packedOrder()
  await world.settle()
  const [offer] = (await ok('GET', at(), puller.key)).offers
  const size = { lengthMm: 200, widthMm: 150, heightMm: 80 }
  t.match(offer, { food: true, cold: true, reverse: false, size })
  const seen = `/v1/provider/shipments/${offer.shipmentId}`
  t.match(await ok('GET', seen, puller.key), { food: true, cold: true, reverse: false, size })
  const search = () => ok('GET', `/v1/shipments/${offer.shipmentId}/search`, order.owner)
  t.match(await search(), { decisions: [{ refused: [{ providerId: pusher.providerId, rule: 'notCold' }] }] })
  await lease(offer.reference, 'a')
  await accept(offer.reference, 'a')

  await world.sql(
    `update products set keep_cold = false, food_mark = 'none', hsn = '4820',
       pack_size = '{"lengthMm":500,"widthMm":200,"heightMm":150}'`,
  )
  const big = await world.packedOrder()
  await world.settle()
  t.match(await world.parcelOf(big), { isFood: false, isCold: false, providerId: pusher.providerId })
  const [decision] = (
    await ok('GET', `/v1/shipments/${(await world.parcelOf(big)).shipmentId}/search`, big.owner)
  ).decisions
  t.match(decision, { refused: [{ providerId: puller.providerId, rule: 'tooBig' }] })
  t.match(pusher.fake.state.parcels.at(-1), { reverse: false, size: { lengthMm: 500 }, isFood: false })
  await world.sql(`update products set pack_size = null, food_mark = 'veg', hsn = '1101'`)
})

t.test('a lease that lapses puts its offer back; who comes late with it has none', async (t) => {
  await world.packedOrder()
  await world.settle()
  const [{ reference }] = (await offersNow()) as [{ reference: string }]
  t.equal((await lease(reference, 'gone')).status, 200)
  await endLeases()
  t.same(
    (await offersNow()).map((one) => one.reference),
    [reference],
  )
  t.match(await accept(reference, 'gone'), { status: 409, body: { code: 'leaseMissing' } })
  t.equal((await lease(reference, 'next')).status, 200)
  t.match(await accept(reference, 'gone'), { status: 409 })
  t.match(await accept(reference, 'next'), { status: 200 })
})

t.test('declined, and not decided in time: the next provider is asked', async (t) => {
  const declined = await world.packedOrder()
  await world.settle()
  const [{ reference }] = (await offersNow()) as [{ reference: string }]
  await lease(reference, 'a')
  const no = () => call('POST', at(`/${reference}/decline`), puller.key, { holder: 'a', reason: 'No rider.' })
  t.match(await no(), { status: 200, body: { effect: 'moved' } })
  t.match(await no(), { status: 200, body: { effect: 'repeated' } })
  await world.settle()
  t.match(await world.parcelOf(declined), { state: 'booked', providerId: pusher.providerId })
  const lapsed = await world.packedOrder()
  await world.settle()
  const [late] = (await offersNow()) as [{ reference: string }]
  await lease(late.reference, 'slow')
  await world.sql(`update offers set decide_by = now() - interval '1 second' where state = 'pending'`)
  await world.passTime()
  t.match(await world.parcelOf(lapsed), { state: 'booked', providerId: pusher.providerId })
  t.match(await accept(late.reference, 'slow'), { status: 409, body: { code: 'bookingReleased' } })
  t.match(await lease(late.reference, 'slow'), { status: 409, body: { code: 'bookingReleased' } })
})

t.test('what is called off is told of, and wakes who waits', async (t) => {
  const order = await world.packedOrder()
  await world.settle()
  const [{ reference }] = (await offersNow()) as [{ reference: string }]
  await lease(reference, 'a')
  await accept(reference, 'a')
  const begun = performance.now()
  const waiting = fetch(`${base}${at('?wait=20')}`, { headers: { authorization: `Bearer ${puller.key}` } })
  await new Promise((wake) => setTimeout(wake, 100))
  await world.callOff(order)
  await world.settle()
  const { withdrawn } = (await (await waiting).json()) as { withdrawn: { reference: string }[] }
  t.ok(performance.now() - begun < 10_000, 'at once')
  t.equal(withdrawn[0]?.reference, reference)
})

t.test('strangers and other channels find no pool', async (t) => {
  t.equal((await call('GET', at(), pusher.key)).status, 404)
  t.equal((await call('GET', at())).status, 401)
  t.equal(
    (await call('POST', at('/off_01jd3p1v9zfq0v2c8m6t4k7r5n/lease'), puller.key, { holder: 'a' })).status,
    404,
  )
  const owner = (await world.addProvider({ ...pullBody })).owner
  const bad = await call('POST', '/v1/providers', owner, providerBody({ webhookUrl: '' }))
  t.match(bad, { status: 400, body: { errors: [{ pointer: '/webhookUrl' }] } }, 'a push startup has a server')
})

t.test('many pollers, some of them killed: nothing lost, nothing twice', async (t) => {
  const total = 16
  for (let n = 0; n < total; n++) await world.packedOrder()
  const taken: string[] = []
  let killed = 0
  let stop = false
  /** Asks, leases, accepts; or dies in between. */
  const poller = async (name: number): Promise<void> => {
    for (let round = 0; !stop; round++) {
      const holder = `p${name}-${round}`
      if ((name + round) % 4 === 0) {
        // Hangs up while it waits.
        await new Promise<void>((done) => {
          const asked = httpRequest(`${base}${at('?wait=5')}`, {
            headers: { authorization: `Bearer ${puller.key}` },
          })
          asked.on('error', () => done()).on('response', (reply) => reply.resume().on('close', () => done()))
          asked.end()
          setTimeout(() => asked.destroy(), 15)
        })
        killed += 1
        continue
      }
      const reply = await fetch(`${base}${at('?wait=1')}`, {
        headers: { authorization: `Bearer ${puller.key}` },
      })
      if (!reply.ok) continue
      const { offers } = (await reply.json()) as { offers: { reference: string }[] }
      const wanted = offers[name % Math.max(1, offers.length)]
      if (!wanted || (await lease(wanted.reference, holder, 5)).status !== 200) continue
      // Dies with the lease in its hand, or after it has accepted without hearing so.
      if ((name + round) % 5 === 0) {
        killed += 1
        continue
      }
      if ((await accept(wanted.reference, holder)).status === 200) taken.push(wanted.reference)
    }
  }
  const pollers = Array.from({ length: 8 }, (_, name) => poller(name))
  const handing = (async () => {
    while (!stop) {
      await world.settle()
      await endLeases()
      await new Promise((wake) => setTimeout(wake, 50))
    }
  })()
  const booked = async () =>
    Number(
      (
        await world.sql(
          `select count(*)::int as n from offers where state = 'booked' and provider_id = $1
          and created_at > now() - interval '1 minute' and id = any($2)`,
          [uuidOf(puller.providerId), taken.map(uuidOf)],
        )
      )[0].n,
    )
  await waitFor(() => new Set(taken).size >= total, 60_000)
  stop = true
  await Promise.all([...pollers, handing])
  t.ok(killed > 0, `${killed} died`)
  t.equal(taken.length, total, 'each by one poller')
  t.equal(new Set(taken).size, total)
  t.equal(await booked(), total)
  t.equal((await offersNow()).length, 0)
})

t.test('waits are bounded, hold no connection, and end with the server', async (t) => {
  const many = Array.from({ length: 25 }, () =>
    fetch(`${base}${at('?wait=20')}`, { headers: { authorization: `Bearer ${puller.key}` } }),
  )
  const refused: Response[] = []
  for (const one of many) void one.then((reply) => reply.status === 429 && refused.push(reply))
  await waitFor(() => refused.length >= 5)
  t.equal(((await refused[0]!.json()) as { code: string }).code, 'tooManyWaits')
  const [{ n }] = await world.sql(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
  )
  t.equal(n, 0, 'nobody is busy in the database')
  const begun = performance.now()
  await world.app.close()
  const statuses = (await Promise.all(many)).map(({ status }) => status)
  t.ok(performance.now() - begun < 5000, 'closed at once')
  t.equal(statuses.filter((status) => status === 200).length, 20)
  t.equal(statuses.filter((status) => status === 429).length, 5)
})

t.test('a wait sleeps until its bell, its time or its caller ends it', async (t) => {
  const rings = new Map<string, () => void>()
  const waits = createWaits({
    hub: {
      subscribe(channel, ring) {
        rings.set(channel, ring as () => void)
        return () => rings.delete(channel)
      },
    },
    mostEach: 1,
  })
  let looks = 0
  const gone = new AbortController()
  const wait = (waitMs: number, enoughAt = 2) =>
    waits.wait({
      key: 'a',
      channel: 'c',
      waitMs,
      signal: gone.signal,
      look: async () => ({ seen: ++looks, isEnough: looks >= enoughAt, againInMs: null }),
    })
  const rung = wait(10_000)
  await new Promise(setImmediate)
  await t.rejects(wait(10_000), { code: 'tooManyWaits' })
  rings.get('c')!()
  t.equal(await rung, 2)
  t.equal(waits.count(), 0)
  t.equal(rings.size, 0)
  looks = 0
  t.ok((await wait(20, 99)) >= 2, 'looks once more when its time is over')
  const left = wait(10_000, 99)
  await new Promise(setImmediate)
  gone.abort()
  await left
  waits.close()
  t.equal(waits.count(), 0)
})
