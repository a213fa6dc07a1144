import { HaatError } from '../../kernel/errors.ts'
import type { EntryView, ShipmentState, WordOutcome } from '../shipments/index.ts'

/** The codes of all artificial parcels: nobody tells them at a door, so they are published. */
export const sandboxCodes = { handoverCode: '111111', deliveryCode: '222222' } as const

export type SandboxState = 'asked' | 'booked' | 'pickedUp' | 'clean' | 'failed'

export interface SandboxWord {
  status: string
  handoverCode?: string | undefined
  deliveryCode?: string | undefined
  cashCollectedPaise?: bigint | undefined
  reason?: string | undefined
  occurredAt?: Date | undefined
  byMarket?: true | undefined
}

export interface SandboxStep {
  state: SandboxState
  reason?: string
  outcome: WordOutcome
}

const toTheShop = ['agentAssigned', 'atPickup'] as const
const onTheWay = ['inTransit', 'atHub', 'outForDelivery', 'atDrop'] as const
const isOne = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word)

/** A line of what was told of an artificial parcel; its times as ISO texts. */
export type SandboxLine = Pick<EntryView, 'status' | 'effect' | 'state' | 'by'> & {
  occurredAt: string
  recordedAt: string
  reason?: string
}

/** How its state reads in the words of parcels. */
export const shownState = {
  asked: 'offered',
  booked: 'booked',
  pickedUp: 'pickedUp',
  clean: 'delivered',
  failed: 'cancelled',
} as const

/** Nobody can decide about it any more, as about a parcel that was taken back. */
export const isOver = ({ state, decideBy }: { state: SandboxState; decideBy: Date }): boolean =>
  state === 'failed' || (state === 'asked' && decideBy <= new Date())

/**
 * What a word does to an artificial parcel. Clean is only what was fetched and brought with its codes; a wrong code,
 * a word that nobody knows, and giving it back end the trial with a reason.
 */
export function sandboxStep(state: SandboxState, word: SandboxWord): SandboxStep {
  const stay = (effect: 'late' | 'early' = 'late'): SandboxStep => ({
    state,
    outcome: { outcome: 'recorded', effect, state: shownState[state] },
  })
  const to = (next: SandboxState, shown: ShipmentState = shownState[next]): SandboxStep => ({
    state: next,
    outcome: { outcome: 'recorded', effect: 'moved', state: shown },
  })
  const fail = (reason: string): SandboxStep => ({ ...to('failed'), reason })
  if (state === 'clean' || state === 'failed') return stay()
  const { status } = word
  if (status === 'booked' || status === 'accepted') return state === 'asked' ? to('booked') : stay()
  if (status === 'declined' || status === 'cancelled')
    return fail(`It was given back: ${word.reason ?? 'no reason was told'}.`)
  if (status === 'bookingFailed')
    return fail(`It could not be booked: ${word.reason ?? 'the answer cannot be read'}`)
  // Whoever tells of it has it; what lies behind the hand-over waits for that.
  if (isOne(toTheShop, status)) return state === 'pickedUp' ? stay() : to('booked', status)
  if (isOne(onTheWay, status)) {
    if (state === 'pickedUp') return to('pickedUp', status)
    return state === 'asked' ? to('booked') : stay('early')
  }
  if (status === 'pickedUp') {
    if (word.handoverCode !== sandboxCodes.handoverCode)
      return { ...fail('pickedUp came without the right hand-over code.'), outcome: wrong('handoverCode') }
    return state === 'pickedUp' ? stay() : to('pickedUp')
  }
  if (status === 'delivered') {
    if (state !== 'pickedUp') return fail('delivered came, and pickedUp was never told.')
    if (word.deliveryCode !== sandboxCodes.deliveryCode)
      return { ...fail('delivered came without the right delivery code.'), outcome: wrong('deliveryCode') }
    if ((word.cashCollectedPaise ?? 0n) > 0n)
      return fail('delivered came with cash, and none was to be collected.')
    return to('clean')
  }
  if (['deliveryFailed', 'returning', 'returned', 'lost', 'disposed'].includes(status))
    return fail(`It was told as ${status}; an artificial parcel can always be delivered.`)
  return fail(`“${status.slice(0, 60)}” is no word that the market knows.`)
}

/** What whoever told a wrong code reads: an artificial parcel bears none. */
export const wrongCodeOf = (which: 'handoverCode' | 'deliveryCode'): HaatError =>
  new HaatError(
    'unprocessable',
    'codeWrong',
    `Artificial parcels have the hand-over code ${sandboxCodes.handoverCode} and the delivery code ${sandboxCodes.deliveryCode}. This one has ended; start another.`,
    {
      fields: [{ pointer: `/${which}`, code: 'codeWrong', detail: 'is not the code' }],
      facts: { triesLeft: 0 },
    },
  )

const wrong = (which: 'handoverCode' | 'deliveryCode'): WordOutcome => ({
  outcome: 'wrongCode',
  which,
  triesLeft: 0,
})

/** A word as a line of what was told. */
export function lineOf(
  { status, reason, occurredAt, byMarket }: SandboxWord,
  { outcome, state }: SandboxStep,
): SandboxLine {
  const now = new Date()
  return {
    status: status === 'accepted' ? 'booked' : status,
    effect: outcome.outcome === 'recorded' ? outcome.effect : 'refused',
    state: outcome.outcome === 'recorded' ? outcome.state : shownState[state],
    by: byMarket ? 'market' : 'provider',
    occurredAt: (occurredAt ?? now).toISOString(),
    recordedAt: now.toISOString(),
    ...(reason === undefined ? {} : { reason }),
  }
}
