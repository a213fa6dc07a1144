import fc from 'fast-check'
import t from 'tap'
import { decodeDigipin, digipinBounds, encodeDigipin } from './digipin.ts'
import { distanceMetres, isWithin } from './geo.ts'

const points = fc.record({
  lat: fc.double({ min: digipinBounds.minLat, max: digipinBounds.maxLat, noNaN: true }),
  lng: fc.double({ min: digipinBounds.minLng, max: digipinBounds.maxLng, noNaN: true }),
})

const codes = fc
  .string({ unit: fc.constantFrom(...'FC98J327K456LMPT'), minLength: 10, maxLength: 10 })
  .map((code) => `${code.slice(0, 3)}-${code.slice(3, 6)}-${code.slice(6)}`)

const decoded = (code: string) => {
  const cell = decodeDigipin(code)
  if (!cell.ok) throw new Error(cell.reason)
  return cell.value
}

t.test('the published example', async (t) => {
  t.same(encodeDigipin({ lat: 28.622788, lng: 77.213033 }), { ok: true, value: '39J-49L-L8T4' })
  const cell = decoded('39J-49L-L8T4')
  t.ok(distanceMetres(cell.centre, { lat: 28.622788, lng: 77.213033 }) < 3)
})

t.test('capitals and dashes do not matter', async (t) => {
  for (const text of ['39j-49l-l8t4', '39J49LL8T4', ' 39j 49l l8t4 ']) {
    t.equal(decoded(text).code, '39J-49L-L8T4', text)
  }
})

t.test('every cell comes back from its own middle and from its south-west corner', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(codes, (code) => {
        const { centre, bounds } = decoded(code)
        const corner = encodeDigipin({ lat: bounds.minLat, lng: bounds.minLng })
        const middle = encodeDigipin(centre)
        return middle.ok && middle.value === code && corner.ok && corner.value === code
      }),
      { numRuns: 2000 },
    ),
  )
})

t.test('every point lies in the cell of its code, a few metres from the middle', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(points, (point) => {
        const code = encodeDigipin(point)
        if (!code.ok) return false
        const { bounds, centre } = decoded(code.value)
        return isWithin(bounds, point) && distanceMetres(point, centre) < 2.8
      }),
      { numRuns: 2000 },
    ),
  )
})

t.test('the corners of the box', async (t) => {
  t.same(encodeDigipin({ lat: 38.5, lng: 63.5 }), { ok: true, value: 'FFF-FFF-FFFF' })
  t.same(encodeDigipin({ lat: 38.5, lng: 99.5 }), { ok: true, value: '888-888-8888' })
  t.same(encodeDigipin({ lat: 2.5, lng: 63.5 }), { ok: true, value: 'LLL-LLL-LLLL' })
  t.same(encodeDigipin({ lat: 2.5, lng: 99.5 }), { ok: true, value: 'TTT-TTT-TTTT' })
})

t.test('outside the box and no code at all', async (t) => {
  for (const point of [
    { lat: 2.49, lng: 77 },
    { lat: 38.51, lng: 77 },
    { lat: 28, lng: 63.49 },
    { lat: 28, lng: 99.51 },
    { lat: Number.NaN, lng: 77 },
  ]) {
    t.match(encodeDigipin(point), { ok: false, reason: /DIGIPIN covers/ })
  }
  t.match(decodeDigipin('39J-49L-L8T'), { ok: false, reason: /this has 9/ })
  t.match(decodeDigipin('39J-49L-L8TG'), { ok: false, reason: /letter by letter/ })
})
