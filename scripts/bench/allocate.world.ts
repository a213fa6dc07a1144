import { type Market, marketOf, plainChoice, plainWeights } from '../../src/delivery/dispatch/index.ts'
import { createFleet, type ProviderFacts, type ServiceArea } from '../../src/delivery/providers/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createPlaces, type PinRecord } from '../../src/places/index.ts'

/** So many providers serve a place on average, however many there are: what grows is the number that do not. */
const servingEach = 8
const pinsInCircle = 60

const always = [{ open: '00:00', close: '24:00' }]
const week = { sun: always, mon: always, tue: always, wed: always, thu: always, fri: always, sat: always }

/** Even numbers from 0 to 1, the same in every run (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const places = createPlaces()
/** Every PIN of the directory, and of them those with a point and a district. */
export const pins = places.all()
export const located = pins.filter(
  (one): one is PinRecord & { state: string; district: string; point: { lat: number; lng: number } } =>
    one.point !== null && one.state !== null && one.district !== null,
)

const districts = [
  ...new Map(located.map(({ state, district }) => [`${state}/${district}`, { state, district }])).values(),
]
const byPin = new Map(located.map(({ pin, state, district }) => [pin, `${state}/${district}`]))
const districtOfKey = new Map(districts.map((one) => [`${one.state}/${one.district}`, one]))
const prefixes = [...new Set(pins.map(({ pin }) => pin.slice(0, 3)))]

/** A market in which so many providers cover all PINs: by lists of PINs, first digits, districts and circles. */
export function layMarket(count: number): Market {
  const next = numbersFrom(count)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  const some = <T>(list: readonly T[]): T[] => {
    const share = Math.min(1, servingEach / count)
    const wanted = Math.max(1, Math.round(list.length * share))
    return Array.from({ length: wanted }, () => pick(list))
  }
  const areaOf = (nth: number): ServiceArea => {
    const none = { pins: [], pinPrefixes: [], circles: [] }
    switch (nth % 4) {
      case 0:
        return { ...none, pins: some(pins).map(({ pin }) => pin) }
      case 1:
        return { ...none, pinPrefixes: some(prefixes) }
      case 2:
        return { ...none, districts: some(districts) }
      default: {
        const wanted = Math.max(1, Math.round(((located.length / pinsInCircle) * servingEach) / count))
        const circles = Array.from({ length: wanted }, () => ({
          point: pick(located).point,
          radiusMetres: 25_000,
        }))
        return { ...none, circles }
      }
    }
  }
  const providers = Array.from(
    { length: count },
    (_, nth): ProviderFacts => ({
      providerId: newId('provider'),
      name: `Provider ${nth}`,
      status: 'approved',
      capabilities: {
        pickup: areaOf(nth),
        drop: { pins: [], pinPrefixes: ['1', '2', '3', '4', '5', '6', '7', '8'], circles: [] },
        maxWeightGrams: 10_000 + Math.round(next() * 10_000),
        food: next() < 0.8,
        cod: next() < 0.8,
        hours: { week },
        parcelsPerDay: 1000,
        lanes: { samePin: 45, sameDistrict: 120, sameState: 1500, other: 4000 },
      },
      rateCard: {
        basePaise: 1500 + Math.round(next() * 2000),
        perKmPaise: 300 + Math.round(next() * 400),
        perKgPaise: 100,
        codFeePaise: 300,
        slabs: [{ upToMetres: 3000, upToGrams: 2000, pricePaise: 3000 }],
        surges: [{ weekdays: ['sat', 'sun'], open: '18:00', close: '21:00', percent: 130 }],
        surgeCeilingPercent: 130,
      },
      promisedMinutes: 60,
      liveQuotes: false,
      termsNumber: 1,
      channel: 'push',
      ondc: null,
      webhookUrl: 'https://parcel.example.com',
      secrets: ['whsec_x'],
    }),
  )
  const standings = new Map(
    providers.map(({ providerId }) => [
      providerId,
      {
        parcels: Math.round(next() * 500),
        delivered: 100,
        onTime: 80 + next() * 20,
        firstAttempt: 80 + next() * 20,
        lost: next(),
      },
    ]),
  )
  const loads = new Map(providers.map(({ providerId }) => [providerId, next()]))
  return marketOf({
    fleet: createFleet({
      all: providers,
      loans: [],
      districtOf: (pin) => districtOfKey.get(byPin.get(pin) ?? ''),
    }),
    choices: { of: () => plainChoice, byShop: new Map(), latest: new Date(0) },
    marks: {
      standingOf: (id) => standings.get(id),
      loadOf: ({ providerId }) => loads.get(providerId),
    },
    weights: plainWeights,
  })
}
