import fc from 'fast-check'
import t from 'tap'
import { type Id, idOf } from '../../kernel/ids.ts'
import {
  type CarrierWord,
  type Holder,
  isBeforeHandover,
  isEnded,
  judgeWord,
  type ShipmentState,
} from '../shipments/index.ts'
import { afterLeg } from './relay.rules.ts'

/**
 * A relay in memory, by the very rules that the store uses: `judgeWord` for a leg's words, `afterLeg` for what
 * they say of the whole. Custody is a list that only grows; cash is booked as the ledger books it.
 */
const uuid = (kind: 'point' | 'provider', n: number) =>
  `01900000-0000-7000-8000-${kind === 'point' ? '1' : '2'}${String(n).padStart(11, '0')}`
const point = (n: number): Id<'point'> => idOf('point', uuid('point', n))
const provider = (n: number): Id<'provider'> => idOf('provider', uuid('provider', n))

interface Leg {
  providerId: Id<'provider'>
  fromPoint: Id<'point'> | null
  toPoint: Id<'point'> | null
  back: boolean
  state: ShipmentState
  since: Date
  early: { word: CarrierWord; at: Date }[]
}

function relay(stops: number, toPoint: boolean, cod: bigint) {
  let fetchedAt = toPoint ? point(stops + 1) : null
  const whole = { state: 'booked' as ShipmentState, since: new Date(0), back: false }
  const custody: Holder[] = [{ kind: 'shop' }]
  const ledger: { account: string; paise: bigint }[] = []
  const legs: Leg[] = []
  const seen = new Set<string>()
  let clock = 1

  const plan = (at: number): void => {
    const next = whole.back ? at - 1 : at + 1
    const end = whole.back ? next === 0 : next === stops + 1
    legs.push({
      providerId: provider(legs.length + 1),
      fromPoint: at === 0 ? null : point(at),
      toPoint: end ? (whole.back ? null : fetchedAt) : point(next),
      back: whole.back,
      state: 'booked',
      since: new Date(0),
      early: [],
    })
  }
  const causes = new Set<string>()
  /** As the ledger does it: what is in one hand goes to another, once for each cause. */
  const book = (from: string, to: string, cause: string): void => {
    const has = from === 'buyer' ? cod : inHand(from)
    if (causes.has(cause) || has === 0n) return
    causes.add(cause)
    ledger.push({ account: from, paise: -has }, { account: to, paise: has })
  }
  const inHand = (account: string): bigint =>
    ledger.reduce((sum, one) => sum + (one.account === account ? one.paise : 0n), 0n)
  const numberOf = (id: Id<'point'>): number =>
    Array.from({ length: stops + 1 }, (_, n) => n + 1).find((n) => point(n) === id)!

  const follow = (word: CarrierWord, holder: Holder | null): void => {
    if (isEnded(whole.state)) return
    const at = new Date(Math.max(++clock, whole.since.getTime() + 1))
    const judged = judgeWord({ ...whole, stateSince: whole.since, carrier: 'relay' }, word, at)
    if (judged.effect === 'moved') Object.assign(whole, { state: judged.state, since: at })
    if (holder) custody.push(holder)
    if (judged.effect === 'moved' && judged.state === 'delivered' && cod > 0n)
      book('buyer', fetchedAt ?? `${legs.at(-1)!.providerId}/rider`, 'cash')
  }

  const move = (leg: Leg, to: ShipmentState, at: Date): void => {
    const before = leg.state
    Object.assign(leg, { state: to, since: at })
    const returns = legs.filter((one) => one.state === 'returned' && !one.back && one !== leg).length
    const consequence = afterLeg({ ...leg, before }, { toPoint: fetchedAt, returns, turned: whole.back })
    for (const { word, holder } of consequence.steps) follow(word, holder)
    if (isEnded(whole.state) || !consequence.at) return
    if (consequence.next === 'back' && !whole.back) {
      whole.back = true
      follow('returning', null)
    }
    if (consequence.next !== 'wait') plan(numberOf(consequence.at))
  }

  plan(0)
  return {
    whole,
    custody,
    ledger,
    legs,
    /** What the buyer says after an attempt that failed at the door: that it goes to a point, or back. */
    decide(answer: 'point' | 'return'): boolean {
      const leg = legs.findLast((one) => !isEnded(one.state))
      if (whole.state !== 'deliveryFailed' || !leg || leg.toPoint || leg.back) return false
      if (answer === 'point') {
        if (cod > 0n) return false
        fetchedAt = point(stops + 1)
        leg.toPoint = fetchedAt
        return true
      }
      const at = new Date(leg.since.getTime() + 1)
      const judged = judgeWord(
        { state: leg.state, stateSince: leg.since, carrier: 'provider' },
        'returning',
        at,
      )
      if (judged.effect === 'moved') move(leg, judged.state, at)
      whole.back = true
      follow('returning', null)
      return true
    },
    /** A word of somebody about a leg, once in effect by its id; strangers are not heard. */
    tell(n: number, from: Id<'provider'>, eventId: string, word: CarrierWord, at: Date): void {
      const leg = legs[n]
      if (!leg || leg.providerId !== from || seen.has(eventId)) return
      seen.add(eventId)
      const judged = judgeWord({ state: leg.state, stateSince: leg.since, carrier: 'provider' }, word, at)
      if (judged.effect === 'early') leg.early.push({ word, at })
      if (judged.effect !== 'moved') return
      const handed = isBeforeHandover(leg.state) && !isBeforeHandover(judged.state)
      // As the store does it: what was told ahead of the hand-over follows in the order in which it happened.
      let [state, since] = [judged.state, at]
      const waiting = handed ? leg.early.sort((one, other) => one.at.getTime() - other.at.getTime()) : []
      for (const early of waiting) {
        const next = judgeWord({ state, stateSince: since, carrier: 'provider' }, early.word, early.at)
        if (next.effect === 'moved') [state, since] = [next.state, early.at]
      }
      move(leg, state, since)
    },
    inHand,
    /** A rider hands in, a provider or the point settles: whoever says so, whenever, and however often. */
    pass(step: 'handIn' | 'settle'): void {
      const carrier = legs.at(-1)!.providerId
      // What a provider settles its rider has handed in.
      book(`${carrier}/rider`, carrier, 'handIn')
      if (step === 'settle') book(fetchedAt ?? carrier, 'platform', 'settle')
    },
    fetch(): void {
      if (whole.state === 'atDrop' && fetchedAt) follow('delivered', { kind: 'buyer' })
    },
  }
}

const words: CarrierWord[] = [
  ...(['agentAssigned', 'atPickup', 'pickedUp', 'inTransit', 'atHub', 'outForDelivery', 'atDrop'] as const),
  ...(['deliveryFailed', 'delivered', 'returning', 'returned', 'lost', 'disposed'] as const),
]
const anyWord = fc.record({
  leg: fc.nat(6),
  // Mostly the leg's own carrier, sometimes a stranger.
  stranger: fc.boolean(),
  word: fc.constantFrom(...words),
  event: fc.nat(40),
  minute: fc.nat(600),
})
const history = fc.record({
  stops: fc.integer({ min: 1, max: 3 }),
  toPoint: fc.boolean(),
  prepaid: fc.boolean(),
  /** After which of the words the buyer says something. */
  decisions: fc.array(
    fc.record({ after: fc.nat(40), answer: fc.constantFrom('point' as const, 'return' as const) }),
    {
      maxLength: 4,
    },
  ),
  /** Cash that is passed on, after each so many words. */
  passes: fc.array(fc.constantFrom('handIn' as const, 'settle' as const), { minLength: 1, maxLength: 6 }),
  noise: fc.array(anyWord, { maxLength: 40 }),
  /** How each leg ends at last, so that every history comes to an end. */
  ends: fc.array(fc.constantFrom('delivered', 'delivered', 'delivered', 'returned', 'lost'), {
    minLength: 12,
    maxLength: 12,
  }),
})

const same = (one: Holder | undefined, other: Holder): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

t.test(
  'whatever is told of a relay, one holds the parcel, it ends once, and cash sums to zero',
  async (t) => {
    const ended: Record<string, number> = {}
    const decided = { point: 0, return: 0 }
    fc.assert(
      fc.property(history, ({ stops, toPoint, prepaid, passes, decisions, noise, ends }) => {
        const cod = prepaid ? 0n : 12_500n
        const world = relay(stops, toPoint, cod)
        const { whole, custody, ledger, legs } = world
        let final: ShipmentState | undefined
        let held = 1

        const check = (): void => {
          // Never nobody: somebody was named first. Never two: a list has one last. Never changed: it only grows.
          if (custody.length < held || !same(custody[0], { kind: 'shop' }))
            throw new Error('custody was changed')
          held = custody.length
          if (ledger.reduce((sum, { paise }) => sum + paise, 0n) !== 0n)
            throw new Error('cash does not sum to zero')
          const hands = new Set(ledger.map(({ account }) => account))
          hands.delete('buyer')
          if ([...hands].some((hand) => ![0n, cod].includes(world.inHand(hand))))
            throw new Error('a hand has more or less than was paid')
          const holding = [...hands].filter((hand) => world.inHand(hand) > 0n)
          if (holding.length > 1) throw new Error('cash is in two hands')
          if ((whole.state === 'delivered' && cod > 0n) !== (holding.length === 1))
            throw new Error('cash and delivery differ')
          if (final && whole.state !== final)
            throw new Error(`it ended as ${final} and then as ${whole.state}`)
          if (isEnded(whole.state)) final = whole.state
          const open = legs.filter((leg) => !isEnded(leg.state))
          if (open.length > 1) throw new Error('two legs at one time')
          const holder = custody.at(-1)!
          const leg = open[0]
          if (final === 'delivered' && holder.kind !== 'buyer')
            throw new Error('delivered, and not the buyer’s')
          if (final === 'returned' && holder.kind !== 'shop') throw new Error('returned, and not the shop’s')
          if (final || !leg) return
          // Who has the leg that is fetched has the parcel; before that, the place where it begins.
          const expected: Holder = isBeforeHandover(leg.state)
            ? leg.fromPoint
              ? { kind: 'point', id: leg.fromPoint }
              : { kind: 'shop' }
            : { kind: 'provider', id: leg.providerId }
          if (!same(holder, expected))
            throw new Error(`${JSON.stringify(holder)}, not ${JSON.stringify(expected)}`)
        }

        const tellOne = ({ leg, stranger, word, event, minute }: (typeof noise)[number]): void => {
          const n = Math.min(leg, legs.length - 1)
          const from = stranger ? provider(99) : legs[n]!.providerId
          world.tell(n, from, `${n}-${word}-${event}`, word, new Date(minute * 60_000))
          check()
        }
        const decide = (answer: 'point' | 'return'): void => {
          if (!world.decide(answer)) return
          decided[answer]++
          check()
        }
        // Twice over: everything comes again.
        for (const [n, one] of [...noise, ...noise].entries()) {
          tellOne(one)
          for (const { after, answer } of decisions) if (after === n) decide(answer)
          world.pass(passes[n % passes.length]!)
        }
        for (const [n, end] of ends.entries()) {
          const at = legs.findIndex((leg) => !isEnded(leg.state))
          if (at < 0 || final) break
          const carrier = legs[at]!.providerId
          const answer = decisions[n]?.answer
          const fails = answer ? ['deliveryFailed'] : []
          for (const word of ['pickedUp', ...fails, n < 9 ? end : 'delivered'] as CarrierWord[]) {
            world.tell(at, carrier, `last-${n}-${word}`, word, new Date((1000 + n) * 60_000))
            check()
            if (answer && word === 'deliveryFailed') decide(answer)
          }
        }
        world.fetch()
        check()
        for (const step of [...passes, ...passes, 'settle' as const]) {
          world.pass(step)
          check()
        }
        if (!final) throw new Error(`it never ended: ${whole.state}`)
        ended[final] = (ended[final] ?? 0) + 1
        if (world.inHand('platform') !== (final === 'delivered' ? cod : 0n))
          throw new Error('the platform has not what was paid')
      }),
      { numRuns: 3000 },
    )
    t.ok(decided.point > 5 && decided.return > 5, JSON.stringify(decided))
    for (const state of ['delivered', 'returned', 'lost'])
      t.ok((ended[state] ?? 0) > 50, `${state}: ${ended[state]}`)
  },
)
