import t from 'tap'
import { readOrders } from '../../app/commands/dispatch.ts'
import { newId } from '../../kernel/ids.ts'
import { createFleet, type ProviderFacts } from '../providers/index.ts'
import { plainChoice } from './dispatch.rules.ts'
import { marketOf } from './market.view.ts'
import { giniOf, type ReplayedParcel, replay } from './simulate.rules.ts'
import { plainWeights } from './weights.rules.ts'

const always = [{ open: '00:00', close: '24:00' }]
const week = { sun: always, mon: always, tue: always, wed: always, thu: always, fri: always, sat: always }
const provider = (
  name: string,
  basePaise: number,
  promisedMinutes: number,
  parcelsPerDay?: number,
): ProviderFacts => ({
  providerId: newId('provider'),
  name,
  status: 'approved',
  capabilities: {
    pickup: { pins: [], pinPrefixes: ['560'], circles: [] },
    maxWeightGrams: 5000,
    food: true,
    cod: true,
    hours: { week },
    parcelsPerDay,
  },
  rateCard: { basePaise, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
  promisedMinutes,
  liveQuotes: false,
  termsNumber: 1,
  channel: 'pull',
  ondc: null,
  webhookUrl: '',
  secrets: [],
})
const market = (all: ProviderFacts[]) =>
  marketOf({
    fleet: createFleet({ all, loans: [], districtOf: () => undefined }),
    choices: { of: () => plainChoice, byShop: new Map(), latest: new Date(0) },
    marks: {
      standingOf: () => ({ parcels: 500, delivered: 10, onTime: 9, firstAttempt: 9, lost: 0 }),
      loadOf: () => undefined,
    },
    weights: plainWeights,
  })
const parcel = (at: number, change: Partial<ReplayedParcel> = {}): ReplayedParcel => ({
  shopId: newId('shop'),
  seed: `line-${at}`,
  at: new Date('2026-11-20T06:30:00Z'),
  pickup: { pin: '560001', point: { lat: 12.97, lng: 77.59 } },
  drop: { pin: '560001', point: null },
  distanceMetres: 1000,
  weightGrams: 1000,
  isFood: false,
  codPaise: 0n,
  ...change,
})

t.test('a replay counts cost, promises, shares and failures, and keeps to places of a day', async (t) => {
  const parcels = [
    ...Array.from({ length: 8 }, (_, at) => parcel(at)),
    parcel(8, { weightGrams: 9000 }),
    parcel(9, { pickup: { pin: '110001', point: { lat: 28.6, lng: 77.2 } } }),
  ]
  const few = provider('Few', 1000, 60, 3)
  const dear = provider('Dear', 3000, 20)
  const seen = replay(market([few, dear]), parcels)
  t.match(seen, {
    parcels: 10,
    carried: 8,
    failed: 2,
    costPaise: 3 * 1000 + 5 * 3000,
    meanMinutes: 35,
    p90Minutes: 60,
    shares: [
      { name: 'Dear', parcels: 5, share: 0.625 },
      { name: 'Few', parcels: 3, share: 0.375 },
    ],
    failuresByRule: { tooHeavy: 1, pickupOutside: 1 },
  })
  t.equal(seen.gini, 0.125)
  t.match(replay(market([few, dear]), parcels, { ...plainChoice, strategy: 'fastest' }), {
    costPaise: 24_000,
    gini: 0.5,
  })
})

t.test('Gini tells how uneven shares are', async (t) => {
  t.equal(giniOf([]), 0)
  t.equal(giniOf([5, 5, 5]), 0)
  t.equal(giniOf([0, 0, 0, 12]), 0.75)
})

t.test('a file of orders is read line by line', async (t) => {
  const heading = 'at,pickupPin,dropPin,weightGrams,food,codPaise'
  t.same(readOrders(`${heading}\n2026-11-20T10:00:00+05:30,560001,560002,900,yes,12500\n`), [
    {
      at: new Date('2026-11-20T04:30:00Z'),
      pickupPin: '560001',
      dropPin: '560002',
      weightGrams: 900,
      isFood: true,
      codPaise: 12_500n,
    },
  ])
  t.throws(() => readOrders(`${heading}\n2026-11-20,560001,560002,900,yes,0`), /Line 2/)
})
