import t from 'tap'
import { createDeliveryWorld, providerBody } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import { indiaDay } from '../../kernel/india-day.ts'
import { createPlaces } from '../../places/index.ts'
import { createDistricts } from './districts.ts'

const world = await createDeliveryWorld(t)
const { call, ok, operator } = world
const dayMs = 86_400_000
const today = indiaDay(new Date())
const inDays = (days: number) => indiaDay(new Date(Date.now() + days * dayMs))
const urban = { state: 'Karnataka', district: 'Bengaluru Urban' }

const register = async (change: Record<string, unknown> = {}) => {
  const owner = newId('account')
  const { providerId } = await ok('POST', '/v1/providers', owner, providerBody(change))
  const url = `/v1/providers/${providerId}`
  const patch = async (body: unknown) =>
    call('PATCH', url, owner, body, { 'if-match': `"${(await ok('GET', url, owner)).version}"` })
  return { owner, url, providerId, patch }
}

t.test('all that a startup may offer is kept as it was given', async (t) => {
  const { capabilities } = providerBody()
  const body = {
    capabilities: {
      ...capabilities,
      pickup: { pins: ['560001'], pinPrefixes: [], districts: [urban], circles: [] },
      drop: { pins: [], pinPrefixes: ['5'], circles: [] },
      maxSideMillimetres: 900,
      cold: true,
      interCity: true,
      withinCity: false,
      reverse: true,
      parcelsPerDay: 300,
      parcelsPerDayIn: [{ ...urban, parcelsPerDay: 200 }],
      lanes: { samePin: 30, other: 4000, pairs: [{ from: '56', to: '57', minutes: 600 }] },
      pickupMinutes: 40,
      pickupLanes: { samePin: 10, pairs: [{ from: '56', to: '57', minutes: 120 }] },
    },
    rateCard: {
      basePaise: 2000,
      perKmPaise: 500,
      perKgPaise: 100,
      codFeePaise: 300,
      codFeeBasisPoints: 150,
      slabs: [{ upToMetres: 3000, upToGrams: 2000, pricePaise: 2500 }],
      surges: [{ weekdays: ['sun'], open: '18:00', close: '21:00', percent: 140 }],
      surgeCeilingPercent: 150,
      volumetricCm3PerKg: 5000,
    },
  }
  const { url, owner } = await register(body)
  t.match(await ok('GET', url, owner), { ...body, terms: { number: 1 } })
})

t.test('what the shapes let pass is refused by name', async (t) => {
  const { capabilities, rateCard } = providerBody()
  const noSuch = { state: 'Karnataka', district: 'Atlantis' }
  const cases: [Record<string, unknown>, string][] = [
    [
      { capabilities: { ...capabilities, pickup: { ...capabilities.pickup, districts: [noSuch] } } },
      '/capabilities/pickup/districts/0',
    ],
    [{ capabilities: { ...capabilities, drop: { pins: [] } } }, '/capabilities/drop'],
    [{ capabilities: { ...capabilities, interCity: false, withinCity: false } }, '/capabilities/withinCity'],
    [{ capabilities: { ...capabilities, pickupMinutes: 46 } }, '/capabilities/pickupMinutes'],
    [
      { capabilities: { ...capabilities, parcelsPerDayIn: [{ ...noSuch, parcelsPerDay: 1 }] } },
      '/capabilities/parcelsPerDayIn/0',
    ],
    [
      {
        rateCard: {
          ...rateCard,
          surges: [{ weekdays: ['mon'], open: '10:00', close: '12:00', percent: 120 }],
        },
      },
      '/rateCard/surgeCeilingPercent',
    ],
  ]
  for (const [change, pointer] of cases) {
    const reply = await call('POST', '/v1/providers', newId('account'), providerBody(change))
    t.match(reply, { status: 400, body: { errors: [{ pointer }] } })
  }
})

t.test('PINs and first digits that the directory does not have are all named at once', async (t) => {
  const { capabilities } = providerBody()
  const area = { pins: ['560001', '560999', '899999', '900001'], pinPrefixes: ['5', '899'], circles: [] }
  const given = { ...capabilities, pickup: area, drop: { ...area, pins: ['111111'], pinPrefixes: ['9'] } }
  const { status, body } = await call('POST', '/v1/providers', newId('account'), {
    ...providerBody({ capabilities: given }),
  })
  t.equal(status, 400)
  t.same(
    body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/capabilities/pickup/pins/1', 'unknownPin'],
      ['/capabilities/pickup/pins/2', 'unknownPin'],
      ['/capabilities/pickup/pinPrefixes/1', 'unknownPrefix'],
      ['/capabilities/drop/pins/0', 'unknownPin'],
    ],
    'those of the Army Postal Service are in no list, and are known',
  )
})

t.test('a startup that goes to every PIN may name them all', async (t) => {
  const pins = createPlaces()
    .all()
    .map(({ pin }) => pin)
  t.ok(pins.length > 19_000)
  const { capabilities } = providerBody()
  const area = { pins, pinPrefixes: [], circles: [] }
  const { url, owner } = await register({ capabilities: { ...capabilities, pickup: area, drop: area } })
  t.equal((await ok('GET', url, owner)).capabilities.pickup.pins.length, pins.length)
})

t.test('an insurance that has ended covers nothing', async (t) => {
  const insurance = { insurer: 'New India', policyNumber: 'P-1', validUntil: inDays(-1) }
  const refused = {
    status: 400,
    body: { errors: [{ pointer: '/insurance/validUntil', code: 'policyEnded' }] },
  }
  t.match(await call('POST', '/v1/providers', newId('account'), providerBody({ insurance })), refused)
  const { patch, providerId } = await register({ insurance: { ...insurance, validUntil: today } })
  t.match(await patch({ insurance }), refused)
  await world.sql(`update providers set insurance = $1 where id = $2`, [insurance, uuidOf(providerId)])
  t.match(await patch({ insurance, name: 'New name' }), { status: 200 }, 'what stands there already may stay')
})

t.test('a version holds from its day; until then the one before does', async (t) => {
  const { url, owner, providerId, patch } = await register()
  const numbers = async () =>
    (await ok('GET', `${url}/terms`, owner)).items.map(
      (one: { number: number; state: string; promisedMinutes: number }) =>
        `${one.number} ${one.state} ${one.promisedMinutes}`,
    )
  t.match(await patch({ promisedMinutes: 30, holdsFrom: inDays(2) }), {
    status: 200,
    body: { promisedMinutes: 45, terms: { number: 1 } },
  })
  t.same(await numbers(), ['2 coming 30', '1 holding 45'])
  // What comes is changed for the days after it; what holds now stays apart.
  t.match(await patch({ liveQuotes: true, holdsFrom: inDays(3) }), { status: 200 })
  t.match((await ok('GET', `${url}/terms`, owner)).items[0], { liveQuotes: true, promisedMinutes: 30 })
  t.match(await patch({ promisedMinutes: 50 }), { body: { promisedMinutes: 50, liveQuotes: false } })
  t.same(await numbers(), ['4 holding 50', '3 coming 30', '2 coming 30', '1 past 45'])

  const first = await world.providers.directory.find(providerId)
  t.match(first, { promisedMinutes: 50, termsNumber: 4 })
  await world.sql(`update provider_terms set holds_from = now() where number = 2`)
  world.providers.directory.refresh()
  await world.sql('update providers set version = version + 1')
  t.match(await world.providers.directory.find(providerId), { promisedMinutes: 30, termsNumber: 2 })
  t.match(await ok('GET', url, owner), { promisedMinutes: 30, terms: { number: 2 } })

  t.equal((await call('DELETE', `${url}/terms/3`, owner)).status, 204)
  t.equal((await call('DELETE', `${url}/terms/2`, owner)).status, 404, 'it holds already')
  t.equal((await call('GET', `${url}/terms`, newId('account'))).status, 404)
  t.equal((await call('DELETE', `${url}/terms/1`, newId('account'))).status, 404)
})

t.test('days gone by or far off, and days without terms, are refused', async (t) => {
  const { patch } = await register()
  const refused = { status: 400, body: { errors: [{ pointer: '/holdsFrom' }] } }
  t.match(await patch({ promisedMinutes: 30, holdsFrom: inDays(-1) }), refused)
  t.match(await patch({ promisedMinutes: 30, holdsFrom: inDays(200) }), refused)
  t.match(await patch({ name: 'New name', holdsFrom: inDays(2) }), refused)
  t.match(await patch({ promisedMinutes: 30, holdsFrom: today }), { body: { promisedMinutes: 30 } })
})

t.test('the load of a day is told to its people and to operators alone', async (t) => {
  const { capabilities } = providerBody()
  const limits = { parcelsPerDay: 10, parcelsPerDayIn: [{ ...urban, parcelsPerDay: 4 }] }
  const { owner, providerId } = await world.addProvider({ capabilities: { ...capabilities, ...limits } })
  for (let n = 0; n < 2; n++) await world.packedOrder()
  await world.settle()
  const load = await ok('GET', `/v1/providers/${providerId}/load`, owner)
  const counters = [
    { day: today, district: null, parcels: 2, limit: 10 },
    { day: today, district: urban, parcels: 2, limit: 4 },
  ]
  t.match(load, { items: counters })
  t.equal((await call('GET', `/v1/providers/${providerId}/load`, newId('account'))).status, 404)
  t.equal((await call('GET', '/v1/operator/load', owner)).status, 403)
  const { items } = await ok('GET', '/v1/operator/load', operator)
  t.match(
    items.find((one: { providerId: string }) => one.providerId === providerId),
    { counters },
  )
})

t.test('a district is served by whatever part of an area lies in it', async (t) => {
  const places = createPlaces()
  const { touches } = createDistricts(places)
  const pune = { state: 'Maharashtra', district: 'Pune' }
  const none = { pins: [], pinPrefixes: [], circles: [] }
  const office = places.lookUp('411038')!.point!
  // A few hundred metres aside no post office lies in the circle, and shops do.
  const aside = { point: { lat: office.lat + 0.006, lng: office.lng }, radiusMetres: 100 }
  for (const area of [
    { ...none, pins: ['411038'] },
    { ...none, pinPrefixes: ['4110'] },
    { ...none, districts: [pune] },
    { ...none, circles: [{ point: office, radiusMetres: 3000 }] },
    { ...none, circles: [aside] },
  ]) {
    t.equal(touches(area, pune), true, JSON.stringify(area))
    t.equal(touches(area, urban), false, JSON.stringify(area))
  }
})

t.test('an agreement about capacity needs both sides', async (t) => {
  const lender = await world.addProvider()
  const borrower = await world.addProvider()
  const dippOf = async (one: typeof lender) =>
    (await ok('GET', `/v1/providers/${one.providerId}`, one.owner)).dipp
  const loans = (one: typeof lender) => `/v1/providers/${one.providerId}/loans`
  const body = { borrowerDipp: await dippOf(borrower), district: urban, parcelsPerDay: 2 }
  t.match(await call('POST', loans(lender), lender.owner, { ...body, borrowerDipp: await dippOf(lender) }), {
    status: 400,
  })
  const far = { state: 'Maharashtra', district: 'Pune' }
  t.match(await call('POST', loans(lender), lender.owner, { ...body, district: far }), {
    status: 400,
    body: {
      errors: [
        { pointer: '/district', code: 'districtNotServed', detail: /no parcels in Pune, Maharashtra/ },
      ],
    },
  })
  const { loanId } = await ok('POST', loans(lender), lender.owner, body)
  t.match(await ok('GET', loans(borrower), borrower.owner), {
    items: [{ loanId, side: 'borrower', status: 'proposed', parcelsPerDay: 2 }],
  })
  const step = (one: typeof lender, name: string) =>
    call('POST', `${loans(one)}/${loanId}/${name}`, one.owner)
  t.match(await step(lender, 'accept'), { status: 403 })
  t.match(await call('POST', `${loans(borrower)}/${loanId}/accept`, newId('account')), { status: 404 })
  t.match(await step(borrower, 'accept'), { status: 200, body: { status: 'accepted' } })
  const lent = async () =>
    (await world.providers.directory.fleet()).lentTo(borrower.providerId, urban).map((one) => one.loanId)
  t.same(await lent(), [loanId])
  t.match(await step(lender, 'end'), { body: { status: 'ended' } })
  t.same(await lent(), [])
  t.match(await step(borrower, 'accept'), { status: 409, body: { code: 'loanEnded' } })
})
