import t from 'tap'
import { idOf } from '../../kernel/ids.ts'
import { type Lane, type Stop, shortestWay } from './plan.rules.ts'
import { afterLeg, collectedAt } from './relay.rules.ts'

const id = (kind: 'point' | 'provider', n: number) =>
  idOf(kind, `01900000-0000-7000-8000-00000000000${n}`) as never
const [hub, kirana, rider] = [id('point', 1), id('point', 2), id('provider', 3)]

const stop = (key: string, more: Partial<Stop> = {}): Stop => ({
  key,
  pin: '560001',
  point: null,
  pointId: null,
  waitMinutes: 0,
  feePaise: 0n,
  ...more,
})
const lane = (
  from: string,
  to: string,
  pricePaise: bigint,
  minutes: number,
  via: Lane['via'] = 'startup',
) => ({
  ...{ from, to, pricePaise, minutes, via },
})

t.test('the shortest way is by price or by time, with waits and fees between legs', async (t) => {
  const stops = [stop('start'), stop('end'), stop('a', { waitMinutes: 60 }), stop('b', { feePaise: 900n })]
  const lanes = [
    lane('start', 'a', 1000n, 100),
    lane('a', 'end', 1000n, 100),
    lane('start', 'b', 900n, 200),
    lane('b', 'end', 900n, 200),
    lane('start', 'end', 9000n, 5000, 'post'),
  ]
  const names = (by: 'cost' | 'time', more: object = {}) =>
    shortestWay(stops, lanes, { by, ...more })?.lanes.map(({ to }) => to)
  t.strictSame(names('cost'), ['a', 'end'], 'the fee of b makes it dearer')
  t.strictSame(names('time'), ['a', 'end'])
  t.strictSame(shortestWay(stops, lanes, { by: 'cost' }), {
    lanes: [lanes[0], lanes[1]],
    pricePaise: 2000n,
    minutes: 260,
  })
  t.strictSame(
    names('cost', { avoid: [{ from: 'a', to: 'end', via: 'startup' }] }),
    ['b', 'end'],
    'around a lane that failed',
  )
  const both = [
    { from: 'a', to: 'end', via: 'startup' as const },
    { from: 'b', to: 'end', via: 'startup' as const },
  ]
  t.strictSame(names('cost', { avoid: both }), ['end'], 'the post goes everywhere')
  t.equal(shortestWay(stops, [], { by: 'cost' }), undefined)
})

t.test('what a leg does to the whole', async (t) => {
  const whole = { toPoint: kirana, returns: 0 }
  const leg = { fromPoint: null, toPoint: hub, back: false, providerId: rider, before: 'booked' as const }
  t.strictSame(afterLeg({ ...leg, state: 'pickedUp' }, whole), {
    steps: [{ word: 'pickedUp', holder: { kind: 'provider', id: rider } }],
    next: 'none',
    at: null,
  })
  const handedIn = afterLeg({ ...leg, before: 'pickedUp', state: 'delivered' }, whole)
  t.match(handedIn, { next: 'plan', at: hub, steps: [{ word: 'atHub', holder: { kind: 'point', id: hub } }] })
  const skipped = afterLeg({ ...leg, state: 'delivered' }, whole)
  t.strictSame(
    skipped.steps.map(({ word }) => word),
    ['pickedUp', 'atHub'],
    'a hand-over that was not told is told with the next',
  )
  const last = { ...leg, fromPoint: hub, toPoint: kirana, before: 'pickedUp' as const }
  t.match(afterLeg({ ...last, state: 'delivered' }, whole), { next: 'wait', steps: [{ word: 'atDrop' }] })
  const toDoor = { ...last, toPoint: null }
  t.match(afterLeg({ ...toDoor, state: 'delivered' }, { ...whole, toPoint: null }), {
    next: 'none',
    steps: [{ word: 'delivered', holder: { kind: 'buyer' } }],
  })
  t.match(afterLeg({ ...toDoor, state: 'outForDelivery' }, whole), { steps: [{ word: 'outForDelivery' }] })
  t.match(afterLeg({ ...last, state: 'outForDelivery' }, whole), { steps: [{ word: 'inTransit' }] })
  t.match(afterLeg({ ...toDoor, state: 'returned' }, whole), { next: 'plan', at: hub })
  t.match(afterLeg({ ...toDoor, state: 'returned' }, { ...whole, returns: 1 }), { next: 'back', at: hub })
  t.match(afterLeg({ ...leg, before: 'pickedUp', state: 'returned' }, whole), {
    next: 'none',
    steps: [{ word: 'returned', holder: { kind: 'shop' } }],
  })
  const back = { ...last, toPoint: null, back: true }
  t.match(afterLeg({ ...back, state: 'delivered' }, whole), { steps: [{ word: 'returned' }] })
  t.match(afterLeg({ ...back, toPoint: hub, state: 'delivered' }, whole), { next: 'back', at: hub })
  t.match(afterLeg({ ...last, state: 'lost' }, whole), { steps: [{ word: 'lost', holder: null }] })
  t.strictSame(afterLeg({ ...leg, state: 'agentAssigned' }, whole).steps, [])
})

t.test('where a buyer fetches a parcel, and until when', async (t) => {
  const since = new Date('2026-11-20T06:30:00Z')
  const whole = { toPoint: kirana, back: false, state: 'pickedUp' as const, stateSince: since }
  const at = (more: object = {}, given: object = {}) =>
    collectedAt({ ...whole, ...more }, { chosen: kirana, holder: undefined, collectHours: 120, ...given })
  const holder = { kind: 'point' as const, id: kirana }
  t.same(at(), { pointId: kirana, until: null }, 'on its way there')
  t.same(at({ state: 'atDrop' }, { holder }), {
    pointId: kirana,
    until: new Date('2026-11-25T06:30:00Z'),
  })
  t.same(at({ state: 'booked' }, { chosen: null }), { pointId: kirana, until: null }, 'chosen at the door')
  t.equal(at({ state: 'atHub' }, { chosen: null, holder }), null, 'the point brings it to the door')
  t.equal(at({ toPoint: null }), null)
  t.equal(at({ back: true, state: 'returning' }), null)
  t.equal(at({ state: 'delivered' }, { holder: { kind: 'buyer' } }), null)
})
