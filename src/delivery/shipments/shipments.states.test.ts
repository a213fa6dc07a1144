import t from 'tap'
import { judgeWord, proveDelivery, proveHandover } from './shipments.rules.ts'
import {
  carrierWords,
  isBeforeHandover,
  isEnded,
  isSearching,
  marketWords,
  shipmentStates,
  shipmentTransitions,
} from './shipments.states.ts'

const noon = new Date('2026-11-20T06:30:00Z')
const later = new Date(noon.getTime() + 60_000)
const parcel = (state: (typeof shipmentStates)[number], carrier: 'provider' | 'shop' = 'provider') => ({
  state,
  carrier,
  stateSince: noon,
})

t.test('every state answers every word, and what has ended stays', async (t) => {
  for (const state of shipmentStates) {
    const row = shipmentTransitions[state]
    t.same(Object.keys(row).sort(), [...carrierWords, ...marketWords].sort(), state)
    if (isEnded(state))
      t.notOk(
        Object.values(row).some((next) => next !== 'stay' && next !== 'refuse'),
        state,
      )
    if (isSearching(state))
      t.ok(
        carrierWords.every((word) => row[word] === 'refuse'),
        state,
      )
    if (!isSearching(state) && !isBeforeHandover(state) && !isEnded(state))
      t.equal(row.cancel, 'refuse', `${state} cannot be called off any more`)
  }
})

t.test('no word leads back, and none leads past the hand-over without its proof', async (t) => {
  const rank = (state: string) => shipmentStates.indexOf(state as 'created')
  for (const state of ['booked', 'agentAssigned', 'atPickup'] as const) {
    for (const word of carrierWords) {
      const judged = judgeWord(parcel(state), word, later)
      if (judged.effect !== 'moved') continue
      t.ok(rank(judged.state) > rank(state), `${state} + ${word}`)
      t.ok(
        ['agentAssigned', 'atPickup', 'pickedUp', 'delivered'].includes(judged.state),
        `${state} + ${word}`,
      )
    }
  }
  t.same(judgeWord(parcel('booked'), 'inTransit', later), { effect: 'early' })
  t.same(judgeWord(parcel('outForDelivery'), 'pickedUp', later), { effect: 'late' })
  t.same(judgeWord(parcel('offered'), 'pickedUp', later), { effect: 'refuse' })
})

t.test('of what may come again the latest by the clock of its teller holds', async (t) => {
  t.same(judgeWord(parcel('atHub'), 'inTransit', later), { effect: 'moved', state: 'inTransit' })
  t.same(judgeWord(parcel('atHub'), 'inTransit', new Date(noon.getTime() - 1)), { effect: 'late' })
  t.same(judgeWord(parcel('atHub'), 'inTransit', noon), { effect: 'late' }, 'among equals the further one')
  t.same(judgeWord(parcel('atHub'), 'outForDelivery', noon), { effect: 'moved', state: 'outForDelivery' })
  t.same(judgeWord(parcel('pickedUp'), 'inTransit', new Date(0)), { effect: 'moved', state: 'inTransit' })
})

t.test('a shop hands nothing over to itself', async (t) => {
  t.same(judgeWord(parcel('booked', 'shop'), 'outForDelivery', later), {
    effect: 'moved',
    state: 'outForDelivery',
  })
})

t.test('proofs', async (t) => {
  const shop = { lat: 12.9716, lng: 77.5946 }
  const near = { lat: 12.9726, lng: 77.5946 } // 111 m
  const far = { lat: 12.9746, lng: 77.5946 } // 334 m
  const base = { codeFits: undefined, tries: 0, hasPhoto: false, place: undefined }
  t.match(proveHandover({ ...base, shop, codeFits: true }), { kind: 'ok', proof: 'code' })
  t.match(proveHandover({ ...base, shop, codeFits: true, tries: 5 }), { kind: 'missing' })
  t.match(proveHandover({ ...base, shop, hasPhoto: true, place: near }), { kind: 'missing' })
  t.match(proveHandover({ ...base, shop, hasPhoto: true, place: near, tries: 5 }), { kind: 'ok' })
  t.match(proveHandover({ ...base, shop, hasPhoto: true, place: far, tries: 5 }), { kind: 'missing' })
  t.match(proveDelivery({ ...base, drop: shop, hasPhoto: true, place: near }), { proof: 'photo' })
  t.match(proveDelivery({ ...base, drop: shop, hasPhoto: true, place: far }), { kind: 'missing' })
  t.match(proveDelivery({ ...base, drop: null, hasPhoto: true, place: near }), { why: /operator/ })
  const counter = { ...base, drop: shop, counter: 'point' as const }
  t.match(proveDelivery({ ...counter, codeFits: true }), { proof: 'code' })
  t.match(proveDelivery({ ...counter, hasPhoto: true, place: near }), { kind: 'missing', why: /point shows/ })
  t.match(proveDelivery({ ...counter, codeFits: false, hasPhoto: true, place: near }), { kind: 'wrongCode' })
  t.match(proveDelivery({ ...counter, hasPhoto: true, place: near, tries: 5 }), { proof: 'photo' })
  t.match(proveDelivery({ ...base, drop: null, codeFits: true }), { proof: 'code' })
  t.match(proveDelivery({ ...base, drop: shop, codeFits: false }), { kind: 'wrongCode' })
  t.match(proveDelivery({ ...base, drop: shop, codeFits: true, tries: 5 }), { kind: 'missing' })
})
