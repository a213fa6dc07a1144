import t from 'tap'
import { createPlaces } from '../../places/index.ts'
import { serves } from '../providers/index.ts'
import { nextWay, waysOf } from './certification.rules.ts'

const places = createPlaces()
const nothing = { pins: [], pinPrefixes: [], circles: [] }
const pins = (...some: string[]) => ({ ...nothing, pins: some })
const prefixes = (...some: string[]) => ({ ...nothing, pinPrefixes: some })
const circle = (radiusMetres: number) => ({
  ...nothing,
  circles: [{ point: { lat: 18.5074, lng: 73.8077 }, radiusMetres }],
})
const pinsOf = (can: Parameters<typeof waysOf>[0]) =>
  waysOf(can, places).map(({ pickup, drop }) => [pickup.pin, drop.pin])
/** How many ways, and which: near, far. */
const kinds = (can: Parameters<typeof waysOf>[0]) =>
  waysOf(can, places).map(({ distanceMetres }) => (distanceMetres > 60_000 ? 'far' : 'near'))

t.test('checks are fetched from where the provider works', async (t) => {
  t.same(pinsOf({ pickup: pins('411038') }), [['411038', '411038']])
  t.match(waysOf({ pickup: pins('411038') }, places), [{ distanceMetres: 1200 }])
  t.match(pinsOf({ pickup: prefixes('5600') }), [[/^5600/, /^5600/]])
  t.match(pinsOf({ pickup: circle(5000) }), [[/^4110/, /^4110/]])
  t.match(waysOf({ pickup: nothing }, places), [{ pickup: { pin: '110001', point: { lat: 28.6328 } } }])
  // Army PINs have no place on the map.
  t.same(pinsOf({ pickup: pins('900001', '411038') }), [['411038', '411038']])
  const pune = { ...nothing, districts: [{ state: 'Maharashtra', district: 'Pune' }] }
  t.match(pinsOf({ pickup: pune }), [[/^41/, /^41/]])
})

t.test('and on the ways that it offers: within a city, between cities, or both', async (t) => {
  const both = pins('560001', '110001')
  t.same(pinsOf({ pickup: both }), [
    ['560001', '560001'],
    ['560001', '110001'],
  ])
  t.same(pinsOf({ pickup: both, withinCity: false }), [['560001', '110001']])
  t.same(pinsOf({ pickup: both, interCity: false }), [['560001', '560001']])
  t.same(pinsOf({ pickup: both, maxDistanceMetres: 15_000 }), [['560001', '560001']])
  t.same(
    pinsOf({ pickup: pins('560001'), drop: pins('110001') }),
    [['560001', '110001']],
    'by its areas alone',
  )
  const local = { ...pins('110001'), pinPrefixes: ['560'] }
  t.same(pinsOf({ pickup: pins('560001'), drop: local }), [
    ['560001', '560001'],
    ['560001', '110001'],
  ])
  for (const wide of [prefixes('5', '1'), prefixes('56'), circle(400_000)]) {
    t.same(kinds({ pickup: wide }), ['near', 'far'])
    t.same(kinds({ pickup: wide, withinCity: false }), ['far'])
    t.same(kinds({ pickup: wide, interCity: false }), ['near'])
  }
  t.same(kinds({ pickup: circle(4000) }), ['near'])
  const kutch = { ...nothing, districts: [{ state: 'Gujarat', district: 'Kachchh' }] }
  t.same(kinds({ pickup: kutch }), ['near'], 'a large district is no second city')
})

t.test('terms that contradict each other are tried where they say', async (t) => {
  t.same(pinsOf({ pickup: pins('560001'), withinCity: false }), [['560001', '560001']])
  t.same(pinsOf({ pickup: pins('560001'), drop: pins('110001'), interCity: false }), [['560001', '110001']])
})

t.test('its areas hold both ends of each way, however large they are', async (t) => {
  const all = places.all().flatMap(({ pin, point }) => (point && pin.startsWith('1') ? [pin] : []))
  const pickup = { ...pins(...all.slice(0, 2000)), pinPrefixes: ['36', '37', '7'] }
  const begun = performance.now()
  const ways = waysOf({ pickup, withinCity: false }, places)
  t.ok(performance.now() - begun < 1000)
  for (const { pickup: from, drop } of ways) {
    t.ok(serves(pickup, from), from.pin)
    t.ok(serves(pickup, drop), drop.pin)
  }
})

t.test('of both ways the one that was gone less often is next', async (t) => {
  const ways = waysOf({ pickup: pins('560001', '110001') }, places)
  const [near, far] = ways
  const gone = (state: string, way = near!) => ({ ...way, state })
  t.equal(nextWay(ways, []), near)
  t.equal(nextWay(ways, [gone('clean')]), far)
  t.equal(nextWay(ways, [gone('failed')]), near, 'what failed is tried again')
  t.equal(nextWay(ways, [gone('clean'), gone('asked', far)]), near)
  t.equal(nextWay([near!], [gone('clean')]), near)
})
