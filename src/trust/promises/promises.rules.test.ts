import fc from 'fast-check'
import t from 'tap'
import {
  type ClockLine,
  dueBy,
  judge,
  type Pause,
  pausesOf,
  penaltyFor,
  plainBands,
} from './promises.rules.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 20, 6, 30)
const at = (minutes: number) => new Date(start + minutes * minute)
const shop = { lat: 12.97, lng: 77.59 }
const door = { lat: 12.99, lng: 77.61 }

const line = (minutes: number, state: string, more: Partial<ClockLine> = {}): ClockLine => ({
  ...{ status: state, stateAfter: state, effect: 'moved', occurredAt: at(minutes), recordedAt: at(minutes) },
  detail: null,
  ...more,
})
const standing = (place: { lat: number; lng: number }) => ({ detail: { place } })
const clock = (lines: ClockLine[], change: object = {}) => ({
  ...{ kind: 'delivery' as const, promisedBy: at(60), pickup: shop, drop: door, majeure: [] },
  lines: [line(0, 'booked'), ...lines],
  ...{ wasTakenBackAt: null, ...change },
})

t.test('a promise is kept, broken or over by what was told', async (t) => {
  t.match(judge(clock([line(59, 'delivered')]), at(90)), { state: 'kept' })
  t.match(judge(clock([]), at(30)), { state: 'running', lookAt: at(60) })
  t.match(judge(clock([line(20, 'pickedUp')]), at(61)), { state: 'broken', due: at(60) })
  t.match(judge(clock([line(92, 'delivered')]), at(93)), { state: 'over', lateMinutes: 32 })
  t.match(judge(clock([line(40, 'cancelled')]), at(93)), { state: 'kept' }, 'called off before its hour')
  t.match(judge(clock([line(180, 'lost')]), at(200)), { state: 'over', lateMinutes: 120 })
  t.match(judge(clock([], { wasTakenBackAt: at(50) }), at(93)), { state: 'kept' }, 'others carry it')
  t.match(
    judge(clock([]), at(60 + 8 * 1440)),
    { state: 'over', lateMinutes: 7 * 1440 },
    'no clock runs for ever',
  )
  t.match(
    judge(clock([line(29, 'atPickup')], { kind: 'pickup', promisedBy: at(30) }), at(93)),
    { state: 'kept' },
    'a rider at the shop has kept its part',
  )
})

t.test('a clock that was set back gains nothing', async (t) => {
  const late = line(59, 'delivered', { recordedAt: at(120) })
  t.match(judge(clock([late]), at(121)), { state: 'over', lateMinutes: 45 })
})

t.test('the clock stands still while the shop is not ready, for a rider who is there', async (t) => {
  const waited = [line(10, 'atPickup', standing(shop)), line(50, 'pickedUp')]
  t.match(pausesOf(clock(waited)), [{ why: 'shopNotReady', from: at(20), until: at(50) }])
  t.match(judge(clock([...waited, line(89, 'delivered')]), at(95)), { state: 'kept' })
  t.match(judge(clock([...waited, line(91, 'delivered')]), at(95)), { state: 'over', lateMinutes: 1 })
  t.match(judge(clock(waited.slice(0, 1)), at(95)), { state: 'running' }, 'still waiting')
  const elsewhere = [line(10, 'atPickup', standing(door)), line(50, 'pickedUp')]
  t.same(pausesOf(clock(elsewhere)), [], 'who stands elsewhere does not wait')
  t.same(pausesOf(clock([line(10, 'atPickup'), line(50, 'pickedUp')])), [], 'nor does who tells no place')
})

t.test('it stands still while the buyer is absent, for a day at most', async (t) => {
  const missed = [line(20, 'pickedUp'), line(50, 'deliveryFailed', standing(door))]
  const again = [...missed, line(110, 'outForDelivery'), line(118, 'delivered')]
  t.match(pausesOf(clock(again)), [{ why: 'consumerAbsent', from: at(50), until: at(110) }])
  t.match(judge(clock(again), at(200)), { state: 'kept' })
  t.match(pausesOf(clock(missed)), [{ until: at(50 + 1440) }])
  t.same(pausesOf(clock([line(20, 'pickedUp'), line(50, 'deliveryFailed')])), [], 'a word alone is no proof')
})

t.test('nobody is late where nobody can go', async (t) => {
  const flood = { majeure: [{ from: at(30), until: at(300) }] }
  t.match(judge(clock([line(320, 'delivered')], flood), at(400)), { state: 'kept' })
  t.match(judge(clock([line(340, 'delivered')], flood), at(400)), { state: 'over', lateMinutes: 10 })
  const before = { majeure: [{ from: at(-500), until: at(-400) }] }
  t.match(judge(clock([], before), at(61)), { state: 'broken' })
})

t.test('pauses never bring the hour forward, never count twice, and their order is no matter', async () => {
  const pause = fc
    .record({ from: fc.integer({ min: 0, max: 200 }), length: fc.integer({ min: 0, max: 100 }) })
    .map(({ from, length }): Pause => ({ why: 'forceMajeure', from: at(from), until: at(from + length) }))
  fc.assert(
    fc.property(fc.array(pause, { maxLength: 6 }), (pauses) => {
      const due = dueBy(at(0), at(60), pauses)!.getTime()
      const sum = pauses.reduce((all, one) => all + (one.until!.getTime() - one.from.getTime()), 0)
      const least = Math.min(...pauses.map((one) => one.from.getTime()), start)
      return (
        due >= at(60).getTime() &&
        due <= at(60).getTime() + sum &&
        due === dueBy(at(0), at(60), pauses.toReversed())!.getTime() &&
        due === dueBy(at(0), at(60), [...pauses, ...pauses])!.getTime() &&
        least <= due
      )
    }),
  )
})

t.test('a penalty is the highest band reached, and never more than what is left of the fee', async (t) => {
  const fee = (feePaise: bigint, chargedPaise = 0n) => ({ feePaise, chargedPaise })
  t.equal(penaltyFor(plainBands.delivery, 14, fee(4900n)), 0n)
  t.equal(penaltyFor(plainBands.delivery, 15, fee(4900n)), 500n)
  t.equal(penaltyFor(plainBands.delivery, 239, fee(4900n)), 1500n)
  t.equal(penaltyFor(plainBands.delivery, 5000, fee(4900n)), 4900n)
  t.equal(penaltyFor(plainBands.delivery, 5000, fee(4900n, 600n)), 4300n)
  t.equal(penaltyFor(plainBands.delivery, 5000, fee(4900n, 5000n)), 0n)
  t.equal(penaltyFor([], 5000, fee(4900n)), 0n)
})
