import t from 'tap'
import type { Id } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'
import { type Capabilities, createFleet, type ProviderFacts, priceByCard } from '../providers/index.ts'
import { createEstimate } from './dispatch.estimate.ts'
import { cannotServe, type Parcel, plainChoice } from './dispatch.rules.ts'
import { marketOf } from './market.view.ts'
import { rankProviders } from './score.rules.ts'
import { plainWeights } from './weights.rules.ts'

const always = [{ open: '00:00', close: '24:00' }]
const week = { sun: always, mon: always, tue: always, wed: always, thu: always, fri: always, sat: always }
const noon = new Date('2026-11-20T06:30:00Z') // a Friday in India

const provider = (change: Partial<ProviderFacts> = {}, can: Partial<Capabilities> = {}): ProviderFacts => ({
  providerId: newId('provider'),
  name: 'Tez',
  status: 'approved',
  capabilities: {
    pickup: { pins: ['560001'], pinPrefixes: [], circles: [] },
    maxWeightGrams: 5000,
    food: true,
    cod: true,
    hours: { week },
    ...can,
  },
  rateCard: { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 300 },
  promisedMinutes: 45,
  liveQuotes: false,
  termsNumber: 1,
  channel: 'push',
  ondc: null,
  webhookUrl: 'https://parcel.example.com',
  secrets: ['whsec_x'],
  ...change,
})
const parcel = (change: Partial<Parcel> = {}): Parcel => ({
  pickup: { pin: '560001', point: { lat: 12.9716, lng: 77.5946 } },
  drop: { pin: '560001', point: { lat: 12.9762, lng: 77.6033 } },
  distanceMetres: 1200,
  weightGrams: 2100,
  isFood: true,
  codPaise: 10_000n,
  ...change,
})

t.test('each rule names itself', async (t) => {
  const circle = {
    pins: [],
    pinPrefixes: [],
    circles: [{ point: { lat: 12.97, lng: 77.6 }, radiusMetres: 2000 }],
  }
  const only = (pins: string[], pinPrefixes: string[] = []) => ({ pins, pinPrefixes, circles: [] })
  const army = parcel({ drop: { pin: '900056', point: null } })
  const far = parcel({
    distanceMetres: 60_000,
    from: { state: 'Karnataka', district: 'Bengaluru Urban' },
    to: { state: 'Karnataka', district: 'Tumakuru' },
  })
  const cases: [string | undefined, Partial<ProviderFacts>, Partial<Capabilities>, Parcel?][] = [
    [undefined, {}, {}],
    ['notApproved', { status: 'suspended' }, {}],
    ['pickupOutside', {}, { pickup: only(['110001']) }],
    ['dropOutside', {}, { drop: only(['110001'], ['40']) }],
    [undefined, {}, { pickup: only([], ['5600']) }],
    [undefined, {}, { pickup: circle }],
    [
      'dropOutside',
      {},
      { drop: circle },
      parcel({ drop: { pin: '560100', point: { lat: 12.85, lng: 77.6 } } }),
    ],
    ['dropOutside', {}, { drop: circle }, parcel({ drop: { pin: '560001', point: null } })],
    ['tooHeavy', {}, { maxWeightGrams: 2000 }],
    ['tooFar', {}, { maxDistanceMetres: 1000 }],
    ['notInterCity', {}, { interCity: false }, far],
    [undefined, {}, { interCity: false }, parcel({ ...far, to: far.from })],
    [undefined, {}, { interCity: false }],
    ['onlyInterCity', {}, { withinCity: false }],
    ['onlyInterCity', {}, { withinCity: false }, parcel({ ...far, to: far.from })],
    [undefined, {}, { withinCity: false }, far],
    // Where a district is not known, the way alone excludes nobody.
    [undefined, {}, { withinCity: false, interCity: false }, parcel({ ...far, to: undefined })],
    ['noFood', {}, { food: false }],
    [undefined, {}, { food: false }, parcel({ isFood: false })],
    ['notCold', {}, {}, parcel({ isCold: true })],
    [undefined, {}, { cold: true }, parcel({ isCold: true })],
    [
      'tooBig',
      {},
      { maxSideMillimetres: 300 },
      parcel({ size: { lengthMm: 20, widthMm: 301, heightMm: 9 } }),
    ],
    [
      undefined,
      {},
      { maxSideMillimetres: 300 },
      parcel({ size: { lengthMm: 300, widthMm: 300, heightMm: 300 } }),
    ],
    [undefined, {}, { maxSideMillimetres: 300 }, parcel({ size: null })],
    ['noReverse', {}, {}, parcel({ reverse: true })],
    [undefined, {}, { reverse: true }, parcel({ reverse: true })],
    ['noCod', {}, { cod: false }],
    [undefined, {}, { cod: false }, parcel({ codPaise: 0n })],
    ['armyPostal', {}, { pickup: only(['560001'], ['9']) }, army],
    [undefined, {}, { pickup: only(['560001'], ['9']), armyPostal: true }, army],
    ['closed', {}, { hours: { week: { sat: always } } }],
    ['closed', {}, { hours: { week, closedDates: ['2026-11-20'] } }],
  ]
  for (const [rule, facts, can, what] of cases)
    t.equal(cannotServe(provider(facts, can), what ?? parcel(), noon), rule, JSON.stringify([facts, can]))
})

t.test('a rate card counts kilometres and kilograms that are begun', async (t) => {
  const card = { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 300 }
  t.equal(
    priceByCard(card, { distanceMetres: 1200, weightGrams: 2100, codPaise: 1n }),
    2000n + 1000n + 300n + 300n,
  )
  t.equal(priceByCard(card, { distanceMetres: 0, weightGrams: 0, codPaise: 0n }), 2000n)
})

t.test('the cheapest in price and minutes comes first, equals by lot, always the same', async (t) => {
  const dear = provider({ rateCard: { basePaise: 9000, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 } })
  const slow = provider({ promisedMinutes: 300 })
  const quick = provider()
  const rank = (providers: ProviderFacts[], seed = 'shm_a', askedBefore: Id<'provider'>[] = []) =>
    rankProviders({ providers, parcel: parcel(), seed, at: noon, askedBefore: new Set(askedBefore) })
  const ranking = rank([dear, slow, quick])
  t.same(
    ranking.able.map((one) => one.providerId),
    [quick.providerId, slow.providerId, dear.providerId],
  )
  t.match(ranking.able[0], { pricePaise: 3600n, minutes: 45, score: 4050n, priceFrom: 'rateCard' })
  t.match(rank([quick, dear], 'x', [quick.providerId]), {
    able: [{ providerId: dear.providerId }],
    refused: [{ providerId: quick.providerId, rule: 'askedBefore' }],
  })
  const equals = Array.from({ length: 4 }, () => provider())
  const firsts = new Map<string, number>()
  for (let n = 0; n < 400; n++) {
    const first = rank(equals, `shm_${n}`).able[0]!.providerId
    t.equal(rank(equals.toReversed(), `shm_${n}`).able[0]!.providerId, first)
    firsts.set(first, (firsts.get(first) ?? 0) + 1)
  }
  t.ok(
    [...firsts.values()].every((times) => times > 60),
    'each comes first about equally often',
  )
})

t.test('an estimate takes the first choice, and a moment', async (t) => {
  const marks = { standingOf: () => undefined, loadOf: () => undefined }
  const choices = { of: () => plainChoice, byShop: new Map(), latest: noon }
  const market = {
    now: async () => {
      const fleet = createFleet({ all: providers, loans: [], districtOf: () => undefined })
      return marketOf({ fleet, choices, marks, weights: plainWeights })
    },
  }
  let providers = [provider({}, { hours: { week: { sat: always } } })]
  const shop = {
    shopId: newId('shop'),
    pin: '560001',
    point: { lat: 12.9716, lng: 77.5946 },
    fssai: '12345678901234',
  } as unknown as ShopFacts
  const { estimate } = createEstimate({ market, pointOfPin: () => undefined, now: () => noon })
  const drop = { pin: '560001', point: { lat: 12.9762, lng: 77.6033 } }
  const ask = (change: object = {}) =>
    estimate({} as never, { shop, drop, weightGrams: 2100, cod: true, ...change })
  // Friday noon to Saturday 00:00 are 12 hours.
  t.same(await ask(), { feePaise: 2000n + 1000n + 300n + 300n, minutes: 45 + 720 })
  t.equal(await ask({ weightGrams: 9000 }), null)
  t.equal(await ask({ drop: { pin: '900056', point: null } }), null)

  const pins = Array.from({ length: 1000 }, (_, n) => String(560_001 + n))
  const area = { pins, pinPrefixes: ['57'], circles: [] }
  providers = Array.from({ length: 50 }, () => provider({}, { pickup: area }))
  await ask()
  const begun = performance.now()
  for (let n = 0; n < 200; n++) await ask()
  const each = (performance.now() - begun) / 200
  t.comment(`${each.toFixed(3)} ms for 50 providers`)
})
