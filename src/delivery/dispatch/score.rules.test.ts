import fc from 'fast-check'
import t from 'tap'
import { type Id, newId } from '../../kernel/ids.ts'
import type { ProviderFacts } from '../providers/index.ts'
import { type Parcel, plainChoice, type ShopChoice, strategies } from './dispatch.rules.ts'
import { type Marks, type Question, rankProviders } from './score.rules.ts'
import { plainWeights, reliabilityPaise, type Standing } from './weights.rules.ts'

const always = [{ open: '00:00', close: '24:00' }]
const week = { sun: always, mon: always, tue: always, wed: always, thu: always, fri: always, sat: always }
const noon = new Date('2026-11-20T06:30:00Z')
const parcel: Parcel = {
  pickup: { pin: '560001', point: { lat: 12.97, lng: 77.59 } },
  drop: { pin: '560001', point: null },
  distanceMetres: 1000,
  weightGrams: 1000,
  isFood: false,
  codPaise: 0n,
}
const provider = (basePaise: number, promisedMinutes: number): ProviderFacts => ({
  providerId: newId('provider'),
  name: 'Tez',
  status: 'approved',
  capabilities: {
    pickup: { pins: [], pinPrefixes: ['5'], circles: [] },
    maxWeightGrams: 5000,
    food: true,
    cod: true,
    hours: { week },
  },
  rateCard: { basePaise, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
  promisedMinutes,
  liveQuotes: false,
  termsNumber: 1,
  channel: 'push',
  ondc: null,
  webhookUrl: 'https://parcel.example.com',
  secrets: ['whsec_x'],
})
const veteran: Standing = { parcels: 500, delivered: 100, onTime: 90, firstAttempt: 90, lost: 0.1 }
const marksOf = (given: {
  standings?: Map<Id<'provider'>, Standing>
  loads?: Map<Id<'provider'>, number>
}): Marks => ({
  standingOf: (id) => (given.standings ? given.standings.get(id) : veteran),
  loadOf: ({ providerId }) => given.loads?.get(providerId),
})
const rank = (providers: ProviderFacts[], more: Partial<Question> = {}) =>
  rankProviders({
    providers,
    parcel,
    seed: 'shm_1',
    at: noon,
    askedBefore: new Set(),
    marks: marksOf({}),
    ...more,
  })
const firstOf = (providers: ProviderFacts[], more: Partial<Question> = {}) =>
  rank(providers, more).able[0]?.providerId
const choosing = (choice: Partial<ShopChoice>) => ({ choice: { ...plainChoice, ...choice } })

t.test('each strategy looks at its own first, and tells by what others lost', async (t) => {
  const cheap = provider(2000, 400)
  const quick = provider(5000, 20)
  const middle = provider(2500, 60)
  const all = [cheap, quick, middle]
  t.equal(firstOf(all), middle.providerId)
  t.equal(firstOf(all, choosing({ strategy: 'cheapest' })), cheap.providerId)
  t.equal(firstOf(all, choosing({ strategy: 'fastest' })), quick.providerId)
  const lost = (more: Partial<Question>) => rank(all, more).able.map((one) => one.lost)
  t.same(lost({}), [null, 'dearer', 'slower'])
  t.same(lost(choosing({ strategy: 'cheapest' })), [null, 'dearer', 'dearer'])
  t.same(lost(choosing({ strategy: 'fastest' })), [null, 'slower', 'slower'])
})

t.test('whom the shop prefers comes first, whom it blocks never', async (t) => {
  const cheap = provider(2000, 40)
  const dear = provider(9000, 40)
  const preferring = rank([cheap, dear], choosing({ preferred: dear.providerId }))
  t.match(preferring.able, [{ providerId: dear.providerId, lost: null }, { lost: 'preferredByShop' }])
  const blocking = rank([cheap, dear], choosing({ blocked: [cheap.providerId] }))
  t.match(blocking, {
    able: [{ providerId: dear.providerId }],
    refused: [{ providerId: cheap.providerId, rule: 'blockedByShop' }],
  })
})

t.test('what happened counts: late, missed, lost; and who has no record counts like most', async (t) => {
  const good: Standing = { parcels: 500, delivered: 200, onTime: 199, firstAttempt: 199, lost: 0 }
  const late: Standing = { ...good, onTime: 100 }
  const careless: Standing = { ...good, lost: 4 }
  const cost = (standing: Standing | undefined) => reliabilityPaise(standing, plainWeights)
  t.ok(cost(good) < cost(undefined) && cost(undefined) < cost(late) && cost(undefined) < cost(careless))
  const [a, b] = [provider(2000, 40), provider(2100, 40)]
  const marks = marksOf({
    standings: new Map([
      [a.providerId, late],
      [b.providerId, good],
    ]),
  })
  t.match(rank([a, b], { marks }).able, [{ providerId: b.providerId }, { lost: 'lessReliable' }])
})

t.test('a fuller day costs, the more the fuller', async (t) => {
  const [a, b] = [provider(2000, 40), provider(2100, 40)]
  const marks = marksOf({ loads: new Map([[a.providerId, 0.9]]) })
  t.match(rank([a, b], { marks }).able, [{ providerId: b.providerId }, { lost: 'fuller' }])
})

t.test('newcomers get their share by lot, unless they ask for much more', async (t) => {
  const old = provider(2000, 40)
  const fresh = provider(2300, 40)
  const greedy = provider(2600, 40)
  const standings = new Map([[old.providerId, veteran]])
  const marks = marksOf({ standings })
  let turns = 0
  for (let n = 0; n < 2000; n++) {
    const { able } = rank([old, fresh, greedy], { marks, seed: `shm_${n}` })
    t.not(able[0]!.providerId, greedy.providerId)
    if (able[0]!.providerId !== fresh.providerId) continue
    turns += 1
    t.equal(able.find((one) => one.providerId === old.providerId)!.lost, 'newcomersTurn')
  }
  t.ok(turns > 150 && turns < 250, `${turns} of 2000, about one in ten`)
  const none = { weights: { ...plainWeights, newcomerEvery: 0 } }
  const chosen = choosing({ strategy: 'cheapest' })
  for (let n = 0; n < 100; n++)
    for (const more of [none, chosen])
      t.equal(firstOf([old, fresh], { marks, seed: `shm_${n}`, ...more }), old.providerId)
})

t.test(
  'whatever the facts: scores are sums of parts, all are placed once, the order of the list tells nothing',
  async () => {
    const someone = fc.record({
      base: fc.integer({ min: 0, max: 9000 }),
      minutes: fc.integer({ min: 1, max: 600 }),
      load: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
      parcels: fc.nat(100),
      asked: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 8 }),
        fc.constantFrom(...strategies),
        fc.string(),
        (people, strategy, seed) => {
          const list = people.map((one) => ({ ...one, facts: provider(one.base, one.minutes) }))
          const marks: Marks = {
            standingOf: (id) => {
              const { parcels } = list.find(({ facts }) => facts.providerId === id)!
              return { parcels, delivered: parcels, onTime: parcels / 2, firstAttempt: parcels / 3, lost: 0 }
            },
            loadOf: ({ providerId }) => list.find(({ facts }) => facts.providerId === providerId)!.load,
          }
          const askedBefore = new Set(list.filter(({ asked }) => asked).map(({ facts }) => facts.providerId))
          const providers = list.map(({ facts }) => facts)
          const more = { marks, seed, askedBefore, ...choosing({ strategy }) }
          const ranking = rank(providers, more)
          const other = rank(providers.toReversed(), more)
          const ids = (one: typeof ranking) => one.able.map(({ providerId }) => providerId).join()
          return (
            ranking.able.length + ranking.refused.length === list.length &&
            ranking.able.every(
              ({ score, parts }) =>
                score === BigInt(parts.price + parts.time + parts.reliability + parts.load),
            ) &&
            ranking.able.every(({ lost }, at) => (lost === null) === (at === 0)) &&
            ids(ranking) === ids(other)
          )
        },
      ),
      { numRuns: 500 },
    )
  },
)
