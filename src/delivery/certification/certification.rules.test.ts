import t from 'tap'
import { createPlaces } from '../../places/index.ts'
import { pickupOf } from './certification.rules.ts'

const places = createPlaces()
const nothing = { pins: [], pinPrefixes: [], circles: [] }

t.test('checks are fetched from where the provider works', async (t) => {
  t.equal(pickupOf({ pickup: { ...nothing, pins: ['411038'] } }, places).pin, '411038')
  t.match(pickupOf({ pickup: { ...nothing, pinPrefixes: ['56'] } }, places).pin, /^56/)
  const circle = { point: { lat: 18.5074, lng: 73.8077 }, radiusMetres: 5000 }
  t.match(pickupOf({ pickup: { ...nothing, circles: [circle] } }, places).pin, /^4110/)
  t.match(pickupOf({ pickup: nothing }, places), { pin: '110001', point: { lat: 28.6328 } })
  // Army PINs have no place on the map.
  t.equal(pickupOf({ pickup: { ...nothing, pins: ['900001', '411038'] } }, places).pin, '411038')
})
