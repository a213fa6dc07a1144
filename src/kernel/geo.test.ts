import fc from 'fast-check'
import t from 'tap'
import { boundingBox, checkPoint, distanceMetres, indiaBounds, isWithin } from './geo.ts'

const delhi = { lat: 28.6139, lng: 77.209 }
const mumbai = { lat: 19.076, lng: 72.8777 }

const points = fc.record({
  lat: fc.double({ min: indiaBounds.minLat, max: indiaBounds.maxLat, noNaN: true }),
  lng: fc.double({ min: indiaBounds.minLng, max: indiaBounds.maxLng, noNaN: true }),
})

t.test('known distances', async (t) => {
  const metres = distanceMetres(delhi, mumbai)
  t.ok(metres > 1_145_000 && metres < 1_152_000, `Delhi to Mumbai is ${metres} m`)
  t.equal(distanceMetres(delhi, delhi), 0)
  const degree = distanceMetres({ lat: 20, lng: 77 }, { lat: 21, lng: 77 })
  t.ok(Math.abs(degree - 111_195) < 1, 'one degree of latitude on the mean sphere')
})

t.test('distance is the same both ways and never shorter over a third place', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(points, points, points, (a, b, c) => {
        const direct = distanceMetres(a, b)
        return direct === distanceMetres(b, a) && direct <= distanceMetres(a, c) + distanceMetres(c, b) + 1e-6
      }),
    ),
  )
})

t.test('no point within the radius lies outside the bounding box', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        points,
        points,
        fc.double({ min: 1, max: 500_000, noNaN: true }),
        (centre, other, radius) => {
          return distanceMetres(centre, other) > radius || isWithin(boundingBox(centre, radius), other)
        },
      ),
      { numRuns: 3000 },
    ),
  )
  const box = boundingBox(delhi, 10_000)
  t.ok(
    distanceMetres(delhi, { lat: box.maxLat, lng: delhi.lng }) < 10_000.01,
    'and it is no larger than needed',
  )
  t.ok(distanceMetres(delhi, { lat: delhi.lat, lng: box.maxLng }) < 10_001)
})

t.test('points of India, and what is told about others', async (t) => {
  t.same(checkPoint(delhi), { ok: true, value: delhi })
  t.equal(checkPoint({ lat: 6.756, lng: 93.826 }).ok, true, 'Indira Point')
  t.equal(checkPoint({ lat: 28.02, lng: 97.02 }).ok, true, 'Kibithu')
  t.equal(checkPoint({ lat: 23.71, lng: 68.1 }).ok, true, 'Guhar Moti')
  t.match(checkPoint({ lat: 77.209, lng: 28.6139 }), { ok: false, reason: /swapped/ })
  t.match(checkPoint({ lat: 51.5, lng: 0 }), { ok: false, reason: /outside India/ })
  t.match(checkPoint({ lat: Number.NaN, lng: 77 }), { ok: false, reason: /degrees/ })
})
