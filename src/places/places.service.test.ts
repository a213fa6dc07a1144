import t from 'tap'
import { HaatError } from '../kernel/errors.ts'
import { createPlaces, type PlaceInput } from './index.ts'

const places = createPlaces()
const bengaluru = { lat: 12.9716, lng: 77.5946 }

/** Pointers and codes of the refusal. */
const refusals = (input: PlaceInput, at?: string): string[] => {
  try {
    places.resolvePlace(input, at === undefined ? {} : { at })
  } catch (error) {
    if (!(error instanceof HaatError)) throw error
    return error.fields.map((field) => `${field.pointer} ${field.code}`)
  }
  return []
}

t.test('a PIN alone lies where the directory says', async (t) => {
  t.same(places.resolvePlace({ pin: '560 001' }), {
    pin: '560001',
    state: 'Karnataka',
    district: 'Bengaluru Urban',
    point: { lat: 12.9818, lng: 77.59314 },
    pointFrom: 'pin',
    confidence: 'high',
    armyPostal: false,
    warnings: [],
  })
})

t.test('a point that was given wins over the middle of the PIN, and over a DIGIPIN', async (t) => {
  t.match(places.resolvePlace({ pin: '560001', point: bengaluru }), {
    point: bengaluru,
    pointFrom: 'point',
    warnings: [],
  })
  const place = places.resolvePlace({ pin: '110001', digipin: '39j49ll8t4' })
  t.equal(place.pointFrom, 'digipin')
  t.match(place.point, { lat: /^28\.6227/, lng: /^77\.2130/ })
  t.match(
    places.resolvePlace({ pin: '110001', point: { lat: 28.63, lng: 77.22 }, digipin: '39J-49L-L8T4' }),
    {
      point: { lat: 28.63, lng: 77.22 },
      warnings: [{ code: 'digipinFarFromPoint', pointer: '/digipin' }],
    },
  )
})

t.test('without a PIN the nearest is taken, and that is said', async (t) => {
  t.match(places.resolvePlace({ point: bengaluru }, { at: '/address' }), {
    pin: '560001',
    state: 'Karnataka',
    warnings: [{ code: 'pinTakenFromPoint', pointer: '/address/point', detail: /PIN 560001.*1 km/ }],
  })
  t.same(refusals({ point: { lat: 8, lng: 70 } }), ['/point noPinNear'], 'the open sea')
})

t.test('a point more than 50 km from its PIN is told, not refused', async (t) => {
  t.match(places.resolvePlace({ pin: '560001', point: { lat: 13.45, lng: 77.6 } }), {
    warnings: [{ code: 'pointFarFromPin', pointer: '/point', detail: /52 km from the middle of PIN 560001/ }],
  })
  t.same(places.resolvePlace({ pin: '560001', point: { lat: 13.42, lng: 77.6 } }).warnings, [])
  t.match(places.resolvePlace({ pin: '110099', point: bengaluru }).warnings, [{ detail: /uncertain/ }])
  t.same(places.resolvePlace({ pin: '124515', point: bengaluru }).warnings, [], 'no point to compare with')
})

t.test('a PIN without any point still is a place', async (t) => {
  t.match(places.resolvePlace({ pin: '124515' }), { point: null, pointFrom: null, confidence: 'none' })
})

t.test('a PIN of boxes is pointed out', async (t) => {
  t.match(places.resolvePlace({ pin: '208028' }).warnings, [{ code: 'noDoorDelivery', pointer: '/pin' }])
})

t.test('Army PINs by rule', async (t) => {
  for (const pin of ['900056', '912345']) {
    t.match(places.resolvePlace({ pin }), { armyPostal: true, state: null, point: null, warnings: [] }, pin)
  }
})

t.test('every wrong field is named, at once, where the caller has it', async (t) => {
  t.same(refusals({}), ['/pin required'])
  t.same(refusals({ pin: '560999' }), ['/pin unknownPin'])
  t.same(refusals({ pin: '56', point: { lat: 77.59, lng: 12.97 }, digipin: 'nonsense' }, '/shops/0'), [
    '/shops/0/pin invalidPin',
    '/shops/0/point invalidPoint',
    '/shops/0/digipin invalidDigipin',
  ])
  t.same(refusals({ digipin: 'LLL-LLL-LLLL' }), ['/digipin invalidDigipin'], 'a cell outside India')
  t.same(refusals({ pin: '56', point: bengaluru }), ['/pin invalidPin'])
})
