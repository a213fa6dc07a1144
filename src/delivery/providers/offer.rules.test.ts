import fc from 'fast-check'
import t from 'tap'
import { createCoverageIndex } from './coverage.index.ts'
import { type District, laneOf, type Place, type ServiceArea, serves } from './coverage.rules.ts'
import { countersFor, termsAt } from './providers.rules.ts'
import {
  chargedGrams,
  pickupMinutesOf,
  priceByCard,
  promisedMinutesOf,
  type RateCard,
  surgePercent,
} from './rates.rules.ts'

const districts: District[] = [
  { state: 'Karnataka', district: 'Bengaluru Urban' },
  { state: 'Karnataka', district: 'Mysuru' },
  { state: 'Bihar', district: 'Aurangabad' },
  { state: 'Maharashtra', district: 'Aurangabad' },
]
const pin = fc.constantFrom('560001', '560002', '561001', '570001', '824101', '431001')
const point = fc.record({
  lat: fc.double({ min: 12, max: 14, noNaN: true }),
  lng: fc.double({ min: 77, max: 79, noNaN: true }),
})
const place: fc.Arbitrary<Place> = fc.record({
  pin,
  point: fc.option(point),
  district: fc.option(fc.constantFrom(...districts), { nil: undefined }),
})
const area: fc.Arbitrary<ServiceArea> = fc.record({
  pins: fc.array(pin, { maxLength: 3 }),
  pinPrefixes: fc.array(fc.constantFrom('5', '56', '560', '5600', '56000', '8'), { maxLength: 2 }),
  districts: fc.option(fc.array(fc.constantFrom(...districts), { maxLength: 2 }), { nil: undefined }),
  circles: fc.array(fc.record({ point, radiusMetres: fc.integer({ min: 100, max: 120_000 }) }), {
    maxLength: 2,
  }),
})

t.test('the index finds exactly those whose area holds a place, each once, in order', async (t) => {
  fc.assert(
    fc.property(
      fc.array(area, { maxLength: 12 }),
      fc.array(place, { minLength: 1, maxLength: 5 }),
      (areas, places) => {
        const owners = areas.map((one, nth) => ({ nth, area: one }))
        const index = createCoverageIndex(owners, (owner) => owner.area)
        return places.every((one) => {
          const scanned = owners.filter((owner) => serves(owner.area, one))
          return JSON.stringify(index.at(one)) === JSON.stringify(scanned)
        })
      },
    ),
    { numRuns: 1000 },
  )
  const twoAurangabads = { pins: [], pinPrefixes: [], circles: [], districts: [districts[2]!] }
  t.ok(serves(twoAurangabads, { pin: '824101', point: null, district: districts[2] }))
  t.notOk(serves(twoAurangabads, { pin: '431001', point: null, district: districts[3] }))
})

const card: RateCard = { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 300 }
const saturdayEvening = new Date('2026-11-21T13:30:00Z') // 19:00 in India
const saturdayNoon = new Date('2026-11-21T06:30:00Z')
const surging: RateCard = {
  ...card,
  surges: [
    { weekdays: ['sat', 'sun'], open: '18:00', close: '21:00', percent: 150 },
    { weekdays: ['sat'], open: '18:30', close: '19:30', percent: 250 },
  ],
  surgeCeilingPercent: 200,
}

t.test('slabs set the price, beyond them kilometres and kilograms do', async (t) => {
  const slabs = [
    { upToMetres: 3000, upToGrams: 2000, pricePaise: 3000 },
    { upToMetres: 10_000, upToGrams: 5000, pricePaise: 5000 },
    { upToGrams: 1000, pricePaise: 9000 },
  ]
  const price = (distanceMetres: number, weightGrams: number) =>
    priceByCard({ ...card, slabs }, { distanceMetres, weightGrams, codPaise: 0n })
  t.equal(price(3000, 2000), 3000n)
  t.equal(price(3001, 2000), 5000n)
  t.equal(price(50_000, 900), 9000n, 'no limit of the way')
  t.equal(price(10_000, 5001), 2000n + 5000n + 600n)
  fc.assert(
    fc.property(
      fc.nat(20_000),
      fc.nat(8000),
      (metres, grams) => price(metres, grams) <= price(metres + 1, grams) || metres >= 10_000 || grams > 5000,
    ),
  )
})

t.test('a surge never goes above its stated ceiling, and leaves the fee for cash alone', async (t) => {
  const parcel = { distanceMetres: 1000, weightGrams: 1000, codPaise: 0n }
  t.equal(priceByCard(surging, parcel, saturdayNoon), 2600n)
  t.equal(priceByCard(surging, parcel, saturdayEvening), 5200n, 'the highest counts, up to 200')
  t.equal(priceByCard(surging, { ...parcel, codPaise: 1n }, saturdayEvening), 5500n)
  t.equal(priceByCard(surging, parcel), 2600n, 'without an hour there is none')
  fc.assert(
    fc.property(
      fc.date({ min: saturdayNoon, max: new Date('2026-12-30T00:00:00Z'), noInvalidDate: true }),
      (at) => surgePercent(surging, at) >= 100 && surgePercent(surging, at) <= 200,
    ),
  )
})

t.test('cash costs a fixed fee or a share, whichever is more; size may count as weight', async (t) => {
  const cod = { ...card, codFeeBasisPoints: 150 }
  const fee = (codPaise: bigint) => priceByCard(cod, { distanceMetres: 0, weightGrams: 0, codPaise }) - 2000n
  t.equal(fee(0n), 0n)
  t.equal(fee(10_000n), 300n)
  t.equal(fee(100_001n), 1501n, 'parts of a paisa count as one')
  t.equal(chargedGrams({ volumetricCm3PerKg: 5000 }, { weightGrams: 500, volumeCm3: 10_000 }), 2000)
  t.equal(chargedGrams({ volumetricCm3PerKg: 5000 }, { weightGrams: 5000, volumeCm3: 10_000 }), 5000)
  t.equal(chargedGrams({}, { weightGrams: 500, volumeCm3: 10_000 }), 500)
})

t.test('promised minutes follow the lane, and the pair with most digits before it', async (t) => {
  const at = (one: string, district: District | undefined): Place => ({ pin: one, point: null, district })
  const [urban, mysuru, bihar] = districts
  t.equal(laneOf(at('560001', urban), at('560001', urban)), 'samePin')
  t.equal(laneOf(at('560001', urban), at('560002', urban)), 'sameDistrict')
  t.equal(laneOf(at('560001', urban), at('570001', mysuru)), 'sameState')
  t.equal(laneOf(at('560001', urban), at('824101', bihar)), 'other')
  t.equal(laneOf(at('900056', undefined), at('900057', undefined)), 'other')
  const terms = {
    promisedMinutes: 500,
    lanes: {
      samePin: 30,
      other: 4000,
      pairs: [
        { from: '5', to: '8', minutes: 3000 },
        { from: '560', to: '8', minutes: 2000 },
      ],
    },
  }
  const minutes = (lane: Parameters<typeof promisedMinutesOf>[1]['lane'], fromPin: string, toPin: string) =>
    promisedMinutesOf(terms, { lane, fromPin, toPin })
  t.equal(minutes('samePin', '560001', '560001'), 30)
  t.equal(minutes('sameDistrict', '560001', '560002'), 500)
  t.equal(minutes('other', '570001', '824101'), 3000)
  t.equal(minutes('other', '560001', '824101'), 2000)
  t.equal(promisedMinutesOf({ promisedMinutes: 7 }, { lane: 'other', fromPin: '1', toPin: '2' }), 7)
  const near = { lane: 'samePin' as const, fromPin: '560001', toPin: '560001' }
  t.equal(pickupMinutesOf({}, near, 60), undefined)
  t.equal(pickupMinutesOf({ pickupMinutes: 20 }, near, 60), 20)
  t.equal(pickupMinutesOf({ pickupMinutes: 20, pickupLanes: { samePin: 5 } }, near, 60), 5)
  t.equal(pickupMinutesOf({ pickupLanes: { samePin: 90 } }, near, 60), 60, 'never later than the door')
})

t.test('at each instant one version holds: the one that began last, of equals the newest', async (t) => {
  const version = (number: number, day: number) => ({ number, holdsFrom: new Date(day * 86_400_000) })
  const versions = [version(1, 1), version(2, 10), version(3, 5), version(4, 5)]
  const at = (day: number) => termsAt(versions, new Date(day * 86_400_000))?.number
  t.same([at(0), at(1), at(5), at(9), at(10)], [undefined, 1, 4, 4, 2])
})

t.test('a district has its own counter beside the one of all of India', async (t) => {
  const can = {
    parcelsPerDay: 100,
    parcelsPerDayIn: [{ ...districts[0]!, parcelsPerDay: 20 }],
  }
  t.same(countersFor(can, districts[0]), [
    { district: 'Karnataka/Bengaluru Urban', limit: 20 },
    { district: '', limit: 100 },
  ])
  t.same(countersFor(can, districts[1]), [{ district: '', limit: 100 }])
  t.same(countersFor({}, districts[0]), [])
})
