import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t from 'tap'
import { signIn, until } from '../../src/app/demo/steps.ts'
import { ondcCheckCodes } from '../../src/delivery/adapters/ondc/index.ts'
import { checkCodes } from '../../src/delivery/adapters/webhook/index.ts'
import { type Id, newId, uuidOf } from '../../src/kernel/ids.ts'
import { networkKey, startOndcSeller } from '../support/ondc-seller.ts'
import { openTown } from '../support/town.ts'

interface Check {
  checkId: string
  endedAt: string | null
  passed: boolean
  findings: { code: string; passed: boolean; help: string; saw: string | null }[]
}

const own = networkKey()
const reserved = createServer().listen(0, '127.0.0.1')
await once(reserved, 'listening')
const { port } = reserved.address() as AddressInfo
await new Promise((closed) => reserved.close(closed))
const registry = { ONDC_SUBSCRIBER_ID: 'market.example.in', ONDC_KEY_ID: 'm1', ONDC_PRIVATE_KEY: own.seed }
const { market, providers, operator, steps, couriers } = await openTown(t, {
  workers: true,
  // Sellers of ONDC call back where the market says that it is.
  env: { ...registry, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
})
const [provider, rival] = providers
const base = `/v1/providers/${provider.providerId}/checks`

t.test('a startup has its server checked, and reads what to mend', async (t) => {
  const begun = await market.call<Check>('POST', base, { token: provider.owner })
  t.match(begun, { status: 202, body: { endedAt: null, passed: false, findings: [] } })
  const again = await market.call('POST', base, { token: provider.owner })
  t.ok(again.status === 409 || again.status === 202, 'one at a time')
  const over = await until('the check is over', async () => {
    const seen = await market.ok<Check>('GET', `${base}/${begun.body.checkId}`, { token: provider.owner })
    return seen.endedAt !== null && seen
  })
  t.ok(over.findings.length > 1)
  for (const { code, passed, saw, help } of over.findings) {
    t.ok((checkCodes as string[]).includes(code), code)
    t.equal(saw === null, passed, code)
    t.ok(help, code)
  }
  // The courier of the tests looks at no signature.
  t.equal(over.findings.find(({ code }) => code === 'refusesForged')?.passed, false)
  t.equal(over.passed, false)
  const { items } = await market.ok<{ items: Check[] }>('GET', base, { token: provider.owner })
  t.ok(items.some(({ checkId }) => checkId === over.checkId))
})

t.test('operators read it, strangers and other startups do not', async (t) => {
  t.equal((await market.call('GET', base, { token: operator })).status, 200)
  t.equal((await market.call('POST', base, { token: operator })).status, 404, 'nor do operators begin one')
  const { items } = await market.ok<{ items: Check[] }>('GET', base, { token: provider.owner })
  const stranger = await signIn(steps, '+919822003999')
  for (const token of [stranger, rival.owner]) {
    t.equal((await market.call('GET', base, { token })).status, 404)
    t.equal((await market.call('GET', `${base}/${items[0]!.checkId}`, { token })).status, 404)
    t.equal((await market.call('POST', base, { token })).status, 404)
  }
  const elsewhere = `/v1/providers/${rival.providerId}/checks/${items[0]!.checkId}`
  t.equal(
    (await market.call('GET', elsewhere, { token: rival.owner })).status,
    404,
    "not under another's name",
  )
})

const addChecks = (many: number, age: string) =>
  market.database.pool.query(
    `insert into provider_checks (id, provider_id, asked_by, asked_at, ended_at)
     select gen_random_uuid(), provider_id, asked_by, now() - $2::interval, now()
     from provider_checks, generate_series(1, $1) limit $1`,
    [many, age],
  )

t.test('the last twenty are kept', async (t) => {
  await addChecks(30, '2 hours')
  const begun = await market.ok<Check>('POST', base, { token: provider.owner })
  await until('it is over', async () => {
    const seen = await market.call<Check>('GET', `${base}/${begun.checkId}`, { token: provider.owner })
    return seen.status === 404 || seen.body.endedAt !== null
  })
  const { items } = await market.ok<{ items: Check[] }>('GET', base, { token: provider.owner })
  t.ok(items.length <= 20)
  const { rows } = await market.database.pool.query('select count(*)::int as n from provider_checks')
  t.equal(rows[0].n, 20)
})

t.test('nobody can have a server asked on and on', async (t) => {
  await addChecks(12, '50 minutes')
  const refused = await market.call<{ code: string }>('POST', base, { token: provider.owner })
  t.match(refused, { status: 429, body: { code: 'tooManyChecks' } })
  const wait = Number(refused.headers.get('retry-after'))
  t.ok(wait > 0 && wait <= 600, `again in ${wait} s`)
})

interface Admission {
  status: string
  clean: number
  missing: string[]
  handoverCode: string
  deliveryCode: string
  items: {
    reference: string
    state: string
    reason: string | null
    dropPin: string
    distanceMetres: number
  }[]
}

t.test(
  'a startup without a server comes to live traffic by artificial parcels, with no human in between',
  async (t) => {
    const owner = await signIn(steps, '+919822003111')
    const registered = await market.ok<{ capabilities: object; rateCard: object }>(
      'GET',
      `/v1/providers/${provider.providerId}`,
      { token: provider.owner },
    )
    const { providerId } = await market.ok<{ providerId: string }>('POST', '/v1/providers', {
      token: owner,
      body: {
        ...{ name: 'Cycle Couriers', dipp: 'DIPP77123', contactPhone: '+919822003111', promisedMinutes: 60 },
        ...{ channel: 'pull', capabilities: registered.capabilities, rateCard: registered.rateCard },
      },
    })
    const own = `/v1/providers/${providerId}`
    const seen = (token = owner) => market.ok<Admission>('GET', `${own}/admission`, { token })
    const start = () => market.call<{ code: string }>('POST', `${own}/sandbox-parcels`, { token: owner })
    t.match(await start(), { status: 409, body: { code: 'sandboxClosed' } }, 'not before it was put forward')
    const { key } = await market.ok<{ key: string }>('POST', `${own}/keys`, { token: owner })
    const asked = performance.now()
    const waiting = market.ok<{ offers: { reference: string }[] }>('GET', `${own}/offers?wait=30`, {
      token: key,
    })
    await market.ok('POST', `${own}/submit`, { token: owner })
    t.equal((await waiting).offers.length, 1, 'who is put forward is tried out, without another word')
    t.ok(performance.now() - asked < 15_000, 'an artificial parcel wakes who waits')
    t.match(await seen(), { status: 'sandbox', missing: ['parcels', 'operator'] })
    await market.ok('POST', `${own}/submit`, { token: owner })
    t.equal((await market.call('PUT', '/v1/operator/admission', { token: owner, body: {} })).status, 403)
    const setting = { mode: 'automatic', parcels: 2 }
    await market.ok('PUT', '/v1/operator/admission', { token: operator, body: setting })
    t.equal(
      (await market.call('GET', `${own}/admission`, { token: provider.owner })).status,
      404,
      'not a rival',
    )

    const before = await market.database.pool.query('select count(*)::int as n from shipments')
    t.equal((await seen()).items.length, 1, 'once, however often it is put forward')
    const tell = (reference: string, status: string, more: object = {}) =>
      market.call<{ code?: string }>('POST', `${own}/events`, {
        token: key,
        body: {
          eventId: `${reference}-${status}`,
          reference,
          status,
          occurredAt: new Date().toISOString(),
          ...more,
        },
      })
    const offered = () =>
      until('an artificial parcel is offered', async () => {
        const { offers } = await market.ok<{ offers: { reference: string }[] }>('GET', `${own}/offers`, {
          token: key,
        })
        return offers[0]?.reference
      })
    const take = async () => {
      const reference = await offered()
      const offer = `${own}/offers/${reference}`
      t.equal(
        (await market.call('POST', `${offer}/accept`, { token: key, body: { holder: 'desk' } })).status,
        409,
      )
      t.equal(
        (await market.call('POST', `${offer}/lease`, { token: key, body: { holder: 'desk' } })).status,
        200,
      )
      const other = { token: key, body: { holder: 'other' } }
      const held = { status: 409, body: { code: 'offerHeld' } }
      t.match(await market.call('POST', `${offer}/lease`, other), held)
      t.equal(
        (await market.call('POST', `${offer}/accept`, { token: key, body: { holder: 'desk' } })).status,
        200,
      )
      t.match(await market.call('POST', `${offer}/lease`, other), held, 'also once it is taken')
      t.match(
        await market.call('POST', `${offer}/decline`, { token: key, body: { holder: 'desk' } }),
        { status: 409, body: { code: 'leaseMissing' } },
        'what was accepted is given back by an event, not by a second decision',
      )
      return reference
    }
    const { handoverCode, deliveryCode } = await seen()
    const parcelOf = (id: string, token = key) =>
      market.call<{ state: string; timeline: { status: string }[] }>('GET', `/v1/provider/shipments/${id}`, {
        token,
      })
    const { shipmentId } = (await waiting).offers[0] as unknown as { shipmentId: string }
    const before1 = await parcelOf(shipmentId)
    t.match(before1, { status: 200, body: { state: 'offered', accepted: false, promisedBy: null } })
    t.notMatch(JSON.stringify(before1.body), /Artificial|point/)
    const failing = await take()
    t.match(await parcelOf(shipmentId), {
      body: {
        reference: failing,
        state: 'booked',
        accepted: true,
        drop: { name: /./, point: { lat: Number } },
      },
    })
    t.equal((await parcelOf(shipmentId, owner)).status, 401)
    t.equal((await tell(failing, 'atPickup')).status, 200)
    t.match(await tell(failing, 'pickedUp', { handoverCode: '999999' }), {
      status: 422,
      body: { code: 'codeWrong', detail: /111111.*222222.*start another/ },
    })
    t.match((await seen()).items[0], { state: 'failed', reason: /hand-over code/ })
    t.equal((await parcelOf(shipmentId)).status, 404, 'as any parcel that is its own no longer')
    for (const step of ['lease', 'accept'])
      t.match(
        await market.call('POST', `${own}/offers/${failing}/${step}`, {
          token: key,
          body: { holder: 'desk' },
        }),
        { status: 409, body: { code: 'bookingReleased' } },
      )

    t.equal((await start()).status, 201)
    for (const clean of [1, 2]) {
      const { offers } = await market.ok<{ offers: { shipmentId: string }[] }>(
        'GET',
        `${own}/offers?wait=20`,
        {
          token: key,
        },
      )
      const reference = await take()
      const one = offers[0]!.shipmentId
      await tell(reference, 'atPickup')
      t.match((await parcelOf(one)).body.state, 'atPickup')
      t.equal((await tell(reference, 'pickedUp', { handoverCode })).status, 200)
      t.equal((await tell(reference, 'pickedUp', { handoverCode })).status, 200, 'once in effect')
      t.equal((await tell(reference, 'delivered', { deliveryCode })).status, 200)
      const there = (await parcelOf(one)).body
      t.match(there, { state: 'delivered', accepted: true })
      t.notMatch(JSON.stringify(there), /Artificial/, 'addresses are gone')
      t.same(
        there.timeline.map(({ status }) => status),
        ['booked', 'atPickup', 'pickedUp', 'delivered'],
      )
      t.equal((await seen()).clean, clean)
    }
    t.match(await seen(), { status: 'approved', missing: [] })
    const { items } = await market.ok<{
      items: { action: string; actorId: string | null; reasons: { reason: string }[] }[]
    }>('GET', `/v1/operator/audit?objectId=${providerId}`, { token: operator })
    t.match(items.at(-1)?.reasons[0]?.reason, /no server to check/)
    t.same(
      items.map(({ action, actorId }) => [action, actorId]),
      [
        ['provider.approved', null],
        ['provider.admitted', null],
      ],
      'each step is kept',
    )
    const after = await market.database.pool.query('select count(*)::int as n from shipments')
    t.equal(after.rows[0].n, before.rows[0].n, 'no parcel of a shop was made')
    t.equal((await tell(failing, 'delivered', { deliveryCode })).status, 200, 'late words change nothing')
  },
)

t.test('what it was asked for and nobody took is taken back when an operator lets it in', async (t) => {
  const owner = await signIn(steps, '+919822003112')
  const { capabilities, rateCard } = await market.ok<{ capabilities: object; rateCard: object }>(
    'GET',
    `/v1/providers/${provider.providerId}`,
    { token: provider.owner },
  )
  const { providerId } = await market.ok<{ providerId: string }>('POST', '/v1/providers', {
    token: owner,
    body: {
      ...{ name: 'Foot Couriers', dipp: 'DIPP77124', contactPhone: '+919822003112', promisedMinutes: 60 },
      ...{ channel: 'pull', capabilities, rateCard },
    },
  })
  const own = `/v1/providers/${providerId}`
  const { key } = await market.ok<{ key: string }>('POST', `${own}/keys`, { token: owner })
  await market.ok('POST', `${own}/submit`, { token: owner })
  const offers = async () =>
    (await market.ok<{ offers: { reference: string }[] }>('GET', `${own}/offers`, { token: key })).offers
  const [offer] = await until('it is tried out', async () => {
    const found = await offers()
    return found.length > 0 && found
  })
  await market.ok('POST', `/v1/operator/providers/${providerId}/approve`, { token: operator })
  await until('its pool is empty', async () => (await offers()).length === 0)
  const { items } = await market.ok<Admission>('GET', `${own}/admission`, { token: owner })
  t.match(items, [{ reference: offer!.reference, state: 'failed', reason: /taken back/ }])
  t.match(
    await market.call('POST', `${own}/offers/${offer!.reference}/lease`, {
      token: key,
      body: { holder: 'desk' },
    }),
    { status: 409, body: { code: 'bookingReleased' } },
  )
  await market.ok('POST', `${own}/sandbox-parcels`, { token: owner })
  t.equal((await offers()).length, 1, 'one that it starts afterwards is its own')
})

t.test('a startup with a server is asked like for any parcel', async (t) => {
  const own = `/v1/providers/${provider.providerId}`
  const { reference } = await market.ok<{ reference: string }>('POST', `${own}/sandbox-parcels`, {
    token: provider.owner,
  })
  const parcel = await until('it has answered', async () => {
    const { items } = await market.ok<Admission>('GET', `${own}/admission`, { token: provider.owner })
    return items.find((one) => one.reference === reference && one.state !== 'asked')
  })
  t.equal(parcel.state, 'booked')
  t.equal((await market.call('POST', `${own}/sandbox-parcels`, { token: operator })).status, 404)
})

t.test(
  'a call about an artificial parcel whose outcome is not known is asked after, as any other',
  async (t) => {
    const own = `/v1/providers/${provider.providerId}`
    const trial = async () => {
      const { reference } = await market.ok<{ reference: string }>('POST', `${own}/sandbox-parcels`, {
        token: provider.owner,
      })
      return until('it is known', async () => {
        const { items } = await market.ok<Admission>('GET', `${own}/admission`, { token: provider.owner })
        return items.find((one) => one.reference === reference && one.state !== 'asked')
      })
    }
    const [courier] = couriers
    courier.behave((booking) => {
      booking.accept()
      booking.response.destroy()
    })
    t.match(await trial(), { state: 'booked', reason: null }, 'it had said yes, and the answer was lost')
    const { items: log } = await market.ok<{ items: { callId: string }[] }>(
      'GET',
      `${own}/calls?operation=status`,
      { token: provider.owner },
    )
    t.match(
      await market.call('POST', `${own}/calls/${log[0]!.callId}/redeliver`, { token: provider.owner }),
      { status: 202 },
      'and the question about it is asked again when its people wish',
    )
    let tries = 0
    courier.behave((booking) => {
      tries += 1
      return tries === 1 ? booking.answer(503, {}, { 'retry-after': '1' }) : booking.yes()
    })
    t.match(await trial(), { state: 'booked' }, 'busy: asked again')
    t.equal(tries, 2)
    await market.database.pool.query('update sandbox_parcels set ended_at = now() where ended_at is null')
    courier.behave((booking) => booking.response.destroy())
    t.match(await trial(), { state: 'failed', reason: /could not be booked/ }, 'it knows of none')
    courier.behave((booking) => booking.answer(200, { decision: 'declined', reason: 'No rider' }))
    t.match(await trial(), { state: 'failed', reason: /given back: No rider/ })
    courier.behave()
  },
)

/** Cities that are far apart, of which the town’s startup serves the first. */
const stories: {
  way: string
  phone: string
  capabilities: object
  domains: string[]
  /** Domains in which it is asked for its parcels, in their order. */
  asked: string[]
  found: string[]
}[] = [
  {
    way: 'within a city',
    phone: '+919822003222',
    capabilities: {},
    domains: ['ONDC:LOG10'],
    asked: ['ONDC:LOG10', 'ONDC:LOG10'],
    found: ['ondcKnowsNoOthers', 'ondcSigns'],
  },
  {
    way: 'between cities alone',
    phone: '+919822003223',
    capabilities: { drop: { pins: ['110001'], pinPrefixes: [], circles: [] }, withinCity: false },
    domains: ['ONDC:LOG11'],
    asked: ['ONDC:LOG11', 'ONDC:LOG11'],
    found: ['ondcUpdates', 'ondcKnowsNoOthers', 'ondcSigns'],
  },
  {
    way: 'within a city and between cities',
    phone: '+919822003224',
    capabilities: { pickup: { pins: ['560001', '110001'], pinPrefixes: [], circles: [] } },
    domains: ['ONDC:LOG10', 'ONDC:LOG11'],
    asked: ['ONDC:LOG10', 'ONDC:LOG11'],
    found: ['ondcUpdates', 'ondcKnowsNoOthers', 'ondcSigns'],
  },
]

for (const { way, phone, capabilities, domains, asked, found } of stories)
  t.test(`a seller of ONDC that carries ${way} comes to live traffic with no human in between`, async (t) => {
    const seller = await startOndcSeller(t, {
      ...{ subscriberId: 'market.example.in', keyId: 'm1', publicKey: own.publicKey },
    })
    seller.speaks(...domains)
    seller.finds(true)
    const owner = await signIn(steps, phone)
    const town = await market.ok<{ capabilities: object; rateCard: object }>(
      'GET',
      `/v1/providers/${provider.providerId}`,
      { token: provider.owner },
    )
    const { providerId } = await market.ok<{ providerId: string }>('POST', '/v1/providers', {
      token: owner,
      body: {
        ...{
          name: `Network ${phone}`,
          dipp: `DIPP${phone.slice(-5)}`,
          contactPhone: phone,
          promisedMinutes: 60,
        },
        ...{ channel: 'ondc', webhookUrl: seller.url, ondc: seller.entry, rateCard: town.rateCard },
        capabilities: { ...town.capabilities, maxDistanceMetres: undefined, ...capabilities },
      },
    })
    const base = `/v1/providers/${providerId}`
    const seen = () => market.ok<Admission>('GET', `${base}/admission`, { token: owner })
    const checked = async () => {
      const { checkId } = await market.ok<Check>('POST', `${base}/checks`, { token: owner })
      return until('the check is over', async () => {
        const one = await market.ok<Check>('GET', `${base}/checks/${checkId}`, { token: owner })
        return one.endedAt !== null && one
      })
    }
    await market.ok('POST', `${base}/submit`, { token: owner })
    t.same((await seen()).missing, ['check', 'parcels'])
    seller.breaks({
      track: { more: { seed: networkKey().seed } },
      update: { message: (told) => told.replace(/("@ondc\/org\/awb_no":")\d+/, '$17') },
      cancel: { takesAll: true },
      ...(asked.includes('ONDC:LOG10') ? {} : { status: { more: { seed: networkKey().seed } } }),
    })
    const broken = await checked()
    t.same(
      broken.findings.flatMap(({ code, passed }) => (passed ? [] : [code])),
      found,
      'a callback of another key is refused, and told; so is a number that is none',
    )
    t.equal((await seen()).status, 'submitted')
    seller.breaks({})
    const good = await checked()
    t.same(
      good.findings.filter(({ passed }) => !passed),
      [],
    )
    t.same(
      good.findings.map(({ code }) => code),
      ondcCheckCodes.filter((code) => domains.includes('ONDC:LOG10') || code !== 'ondcTracks'),
    )

    for (const [at, domain] of asked.entries()) {
      const { reference, distanceMetres, dropPin } = await until('an artificial parcel is booked', async () =>
        (await seen()).items.find(({ state }) => state === 'booked'),
      )
      const orderId = uuidOf(reference as Id<'offer'>)
      await seller.idle()
      t.equal(seller.contextOf(orderId).domain, domain)
      t.equal(distanceMetres > 1_000_000, domain === 'ONDC:LOG11', dropPin)
      t.equal((await seller.tell(orderId, 'Order-picked-up', { seed: networkKey().seed })).status, 401)
      const onTheWay = domain === 'ONDC:LOG11' ? ['In-transit', 'At-destination-hub'] : []
      for (const state of ['Agent-assigned', 'Order-picked-up', ...onTheWay, 'Out-for-delivery'])
        t.equal((await seller.tell(orderId, state)).ack, 'ACK', state)
      t.equal((await seen()).clean, at)
      t.equal((await seller.tell(orderId, 'Order-delivered')).ack, 'ACK')
      t.equal((await seen()).clean, at + 1)
    }
    t.match(await seen(), { status: 'approved', missing: [] })
    t.equal(seller.seen.includes('track'), domains.includes('ONDC:LOG10'))
    t.ok(seller.forged.length > 0, 'the checks forged, and were found out')
    const stranger = { ...seller.contextOf(uuidOf((await seen()).items[0]!.reference as Id<'offer'>)) }
    t.equal(
      (await seller.callback({ ...stranger, transaction_id: uuidOf(newId('offer')) }, 'on_status', {})).ack,
      'NACK',
    )
  })
