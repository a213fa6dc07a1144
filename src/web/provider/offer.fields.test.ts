import t from 'tap'
import type { Provider } from './desk.ts'
import { dropFrom, fieldsOf, hoursFrom, registrationFrom, startFields } from './offer.fields.ts'
import { listRenames, readCircles, writeCircles } from './offer.lists.ts'
import { problemsOfStep } from './offer.steps.ts'

const url = 'https://parcel.example.com/haat'
const ondc = { ondcSubscriber: ' logistics.example.in ', ondcKey: 'key-1', ondcPublicKey: 'A'.repeat(43) }
const pune = { state: 'Maharashtra', district: 'Pune' }
const missing = (given: Record<string, string>) =>
  problemsOfStep('work', { ...startFields, ...given }).map(({ name }) => name)
const sent = (given: Record<string, string>) => {
  const { channel, webhookUrl, ondc } = registrationFrom({ ...startFields, ...given })
  return { channel, webhookUrl, ondc }
}

t.test('each way in which parcels come asks for its own fields', async (t) => {
  t.same(missing({}), ['webhookUrl'])
  t.same(missing({ channel: 'pull' }), [])
  t.same(missing({ channel: 'ondc' }), ['webhookUrl', 'ondcSubscriber', 'ondcKey', 'ondcPublicKey'])
  t.same(missing({ channel: 'ondc', webhookUrl: url, ...ondc }), [])
})

t.test('and sends no others', async (t) => {
  t.same(sent({ webhookUrl: url, ...ondc }), { channel: 'push', webhookUrl: url, ondc: undefined })
  t.same(sent({ channel: 'pull', webhookUrl: url }), {
    ...{ channel: 'pull', webhookUrl: undefined, ondc: undefined },
  })
  t.match(sent({ channel: 'ondc', webhookUrl: url, ...ondc }), {
    ondc: { subscriberId: 'logistics.example.in', keyId: 'key-1' },
  })
})

t.test('who carries neither within a city nor between cities is told so', async (t) => {
  const told = (given: Record<string, string>) =>
    problemsOfStep('where', { ...startFields, coverage: '560001', ...given }).map(({ name }) => name)
  t.same(told({}), [])
  t.same(told({ withinCity: '' }), [])
  t.same(told({ interCity: '' }), [])
  t.same(told({ withinCity: '', interCity: '' }), ['withinCity'])
  const { capabilities } = registrationFrom({ ...startFields, withinCity: '' })
  t.match(capabilities, { withinCity: false, interCity: true })
})

t.test('the time of pick-up is a promise of its own, by lane', async (t) => {
  const promised = (given: Record<string, string>) => {
    const { lanes, pickupMinutes, pickupLanes } = registrationFrom({ ...startFields, ...given }).capabilities
    return { lanes, pickupMinutes, pickupLanes }
  }
  t.same(promised({}), { lanes: undefined, pickupMinutes: undefined, pickupLanes: undefined })
  t.match(promised({ pickupMinutes: '20', 'pickup.samePin': '10', pickupPairs: '560, 570, 40' }), {
    lanes: undefined,
    pickupMinutes: 20,
    pickupLanes: { samePin: 10, pairs: [{ from: '560', to: '570', minutes: 40 }] },
  })
})

t.test('sums, weights and minutes that are no numbers are told in their step', async (t) => {
  const told = (step: 'where' | 'prices', given: Record<string, string>) =>
    problemsOfStep(step, {
      ...startFields,
      coverage: '560001',
      base: '20',
      perKm: '3',
      perKg: '1',
      ...given,
    }).map(({ name, code }) => `${name} ${code}`)
  t.same(told('where', { maxWeightKg: '-3' }), ['maxWeightKg badNumber'])
  t.same(told('where', { maxWeightKg: 'heavy', maxDistanceKm: '0' }), [
    'maxWeightKg badNumber',
    'maxDistanceKm badNumber',
  ])
  t.same(told('where', { maxDistanceKm: '' }), [])
  t.same(told('prices', { base: 'abc', perKm: '-1', promisedMinutes: 'soon' }), [
    'base badPrice',
    'perKm badPrice',
    'promisedMinutes badNumber',
  ])
  t.same(told('prices', { codFee: '' }), [])
})

t.test('a day has two openings in the form; further ones stay as they are', async (t) => {
  const week = {
    mon: [
      { open: '08:00', close: '11:00' },
      { open: '12:00', close: '15:00' },
      { open: '18:00', close: '24:00' },
    ],
    tue: [{ open: '08:00', close: '11:00' }],
  }
  const provider = {
    capabilities: { pickup: {}, hours: { week } },
    rateCard: {},
  } as unknown as Provider
  const form = fieldsOf(provider)
  t.match(form, { monOpen: '08:00', monOpen2: '12:00', monClose2: '15:00', tueOpen2: undefined })
  t.same(hoursFrom(form, { week }).week, week, 'what is saved unchanged is unchanged')
  t.same(hoursFrom({ ...form, tueOpen2: '16:00', tueClose2: '23:59' }, { week }).week.tue, [
    ...week.tue,
    { open: '16:00', close: '24:00' },
  ])
  t.same(hoursFrom({ ...form, monOpen: '', monClose: '' }, { week }).week.mon, week.mon.slice(1))
  const off = { monOpen: '', monClose: '', monOpen2: '', monClose2: '' }
  t.equal(hoursFrom({ ...form, ...off }, { week }).week.mon, undefined, 'a day off has none at all')
})

t.test('an area of delivery of its own goes with its fields, and without any there is none', async (t) => {
  t.equal(dropFrom({ coverage: '560001', dropCoverage: ' ', dropDistricts: '' }), undefined)
  const circles = [{ point: { lat: 18.5074, lng: 73.8077 }, radiusMetres: 4500 }]
  const area = { pins: ['110001'], pinPrefixes: ['1100'], circles, districts: [pune] }
  const form = { dropCoverage: '1100*\n110001', dropDistricts: 'Pune, Maharashtra', dropCircles: 'one' }
  t.same(dropFrom(form, circles), area)
  const [pickup, hours] = [{ pins: ['560001'], pinPrefixes: [], circles: [] }, { week: {} }]
  const shown = (drop?: object) =>
    fieldsOf({ capabilities: { pickup, hours, drop }, rateCard: {} } as unknown as Provider)
  t.match(shown(area), { ...form, coverage: '560001', dropCircles: '18.5074, 73.8077, 4.5 km' })
  t.match(shown(), { dropCoverage: '', dropDistricts: '', dropCircles: '' })
  const errors = ['pins/3', 'pinPrefixes/0', 'districts/1', 'circles/0/radiusMetres'].map((part) => ({
    ...{ pointer: `/capabilities/drop/${part}`, code: 'x', detail: 'x' },
  }))
  t.same(Object.values(listRenames({ errors } as never)), [
    ...['dropCoverage', 'dropCoverage', 'dropDistricts', 'dropCircles'],
  ])
})

t.test('circles are written one a line', async (t) => {
  const circles = [{ point: { lat: 18.5074, lng: 73.8077 }, radiusMetres: 4500 }]
  t.equal(writeCircles(circles), '18.5074, 73.8077, 4.5 km')
  t.same(readCircles('18.5074, 73.8077, 4.5 km\n'), circles)
  t.same(readCircles('411038, 3 km', new Map([['411038', { lat: 18.5, lng: 73.8 }]])), [
    { point: { lat: 18.5, lng: 73.8 }, radiusMetres: 3000 },
  ])
  t.same(readCircles(''), [])
  const errors = [
    { pointer: '/capabilities/pickup/circles/0/radiusMetres', code: 'x', detail: 'x' },
    { pointer: '/capabilities/pickup/districts/1', code: 'x', detail: 'x' },
    { pointer: '/capabilities/pickup/pins/7', code: 'x', detail: 'x' },
  ]
  t.same(Object.values(listRenames({ errors } as never)), ['circles', 'districts', 'coverage'])
})
