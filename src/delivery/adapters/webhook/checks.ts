import { newId } from '../../../kernel/ids.ts'
import type { OutgoingResult } from '../../../platform/http-client/index.ts'
import { type Ask, type CheckTarget, type Counterpart, createCounterpart } from './counterpart.ts'
import { bookingAnswer, cancelAnswer, quoteAnswer, statusAnswer } from './wire.ts'

/** How one check of a provider's server went. */
export interface CheckOutcome {
  code: CheckCode
  passed: boolean
  /** What a server that does not pass has to do. */
  help: string
  /** What was seen, in a sentence; null when it passed. */
  saw: string | null
}

export type CheckCode = (typeof checks)[number]['code']

/** A sentence of what was seen instead of what should be; undefined when all is well. */
type Verdict = string | undefined

const seen = (result: OutgoingResult): string =>
  result.outcome === 'answered'
    ? `It answered ${result.status} ${JSON.stringify(result.bodyText.slice(0, 120))}.`
    : result.detail.slice(0, 300)

const bodyOf = (result: OutgoingResult): unknown => {
  if (result.outcome !== 'answered') return undefined
  try {
    return JSON.parse(result.bodyText)
  } catch {
    return undefined
  }
}

const isGood = (result: OutgoingResult): boolean =>
  result.outcome === 'answered' && result.status >= 200 && result.status < 300
const isRefused = (result: OutgoingResult): boolean =>
  result.outcome === 'answered' && result.status >= 400 && result.status < 500
const isUnauthorised = (result: OutgoingResult): boolean =>
  result.outcome === 'answered' && (result.status === 401 || result.status === 403)
const isUnknownThere = (result: OutgoingResult): boolean =>
  result.outcome === 'answered' && (result.status === 404 || result.status === 410)

const decisionOf = (result: OutgoingResult): string | undefined =>
  isGood(result) ? bookingAnswer.safeParse(bodyOf(result)).data?.decision : undefined
const stateOf = (result: OutgoingResult): string | undefined =>
  isGood(result) ? statusAnswer.safeParse(bodyOf(result)).data?.decision : undefined
const isCancelled = (result: OutgoingResult): boolean =>
  isUnknownThere(result) ||
  (isGood(result) && cancelAnswer.safeParse(bodyOf(result)).data?.cancelled === true)

const wantRefused = async (there: Counterpart, signed: NonNullable<Ask['signed']>): Promise<Verdict> => {
  const reference = there.newReference()
  const result = await there.book(there.bookingOf(reference), { signed })
  return isRefused(result) ? undefined : seen(result)
}

/** The same booking, asked for so often, must get one decision. */
const oneDecision = (results: readonly OutgoingResult[]): Verdict => {
  const decisions = results.map(decisionOf)
  const odd = results[decisions.indexOf(undefined)]
  if (odd) return seen(odd)
  const different = [...new Set(decisions)]
  return different.length > 1 ? `It decided ${different.join(' and ')} for one booking.` : undefined
}

/** When the market hangs up: at once, and while an answer is being made. */
const hangUpsAfterMs = [1, 10, 40] as const
/** So long ago it had to be decided; more than clocks differ. */
const lateByMs = 10 * 60_000

/**
 * Everything that `openapi/delivery-provider.yaml` asks for and that parcels depend on, in the order in which it is
 * looked at.
 */
const checks = [
  {
    code: 'answers',
    help: 'Serve GET /bookings/{reference} below your webhook URL, reachable from the market, without redirects, and answer within the time that the market gives. Take what is signed with the secret that the market showed you.',
    run: async (there) => {
      const reference = there.newReference()
      const status = await there.status(reference)
      if (status.outcome !== 'answered' || status.status >= 500) return seen(status)
      // Some look at signatures only where there is a body.
      const refused = [status, await there.cancel(reference)].find(isUnauthorised)
      return refused && `It refuses what is rightly signed: has it the same secret? ${seen(refused)}`
    },
  },
  {
    code: 'refusesUnsigned',
    help: 'Answer 401 to every request without the three webhook headers, and do nothing.',
    run: (there) => wantRefused(there, 'not'),
  },
  {
    code: 'refusesForged',
    help: 'Compute the signature with each of your secrets, compare it in constant time, and answer 401 when none fits.',
    run: (there) => wantRefused(there, 'forged'),
  },
  {
    code: 'refusesStale',
    help: 'Compare webhook-timestamp with your clock, and answer 401 to what is more than five minutes away.',
    run: (there) => wantRefused(there, 'stale'),
  },
  {
    code: 'refusesTampered',
    help: 'Sign over the very bytes of the body as they came, before any parser sees them.',
    run: (there) => wantRefused(there, 'tampered'),
  },
  {
    code: 'takesRotatedSecrets',
    help: 'webhook-signature may hold several signatures, parted by spaces: one that fits is enough.',
    run: async (there) => {
      const result = await there.book(there.bookingOf(there.newReference()), { signed: 'rotated' })
      return decisionOf(result) ? undefined : seen(result)
    },
  },
  {
    code: 'decides',
    help: 'Answer POST /bookings with 200 and a decision: accepted or declined; or with 202 and pending.',
    run: async (there) => {
      const result = await there.book(there.bookingOf(there.newReference()))
      return decisionOf(result) ? undefined : seen(result)
    },
  },
  {
    code: 'decidesOnce',
    help: 'Keep each reference with your decision, and answer a booking that comes again as you did the first time.',
    run: async (there) => {
      const body = there.bookingOf(there.newReference())
      return oneDecision([await there.book(body), await there.book(body), await there.book(body)])
    },
  },
  {
    code: 'decidesOnceAtOnce',
    help: 'Make the reference unique in your database, so that requests at the same moment meet one booking.',
    run: async (there) => {
      const body = there.bookingOf(there.newReference())
      return oneDecision(await Promise.all(Array.from({ length: 5 }, () => there.book(body))))
    },
  },
  {
    code: 'toleratesNewFields',
    help: 'Ignore fields that you do not know: the contract may grow.',
    run: async (there) => {
      const body = { ...there.bookingOf(there.newReference()), somethingNew: { of: 'a later version' } }
      const result = await there.book(body)
      return decisionOf(result) ? undefined : seen(result)
    },
  },
  {
    code: 'knowsItsBookings',
    help: 'Answer GET /bookings/{reference} with the decision as it stands now.',
    run: async (there) => {
      const reference = there.newReference()
      const decision = decisionOf(await there.book(there.bookingOf(reference)))
      const status = await there.status(reference)
      if (decision === undefined) return 'It did not decide, so there is nothing to know.'
      // Who decides later may have decided meanwhile; who declined need not remember.
      const fits =
        stateOf(status) === decision ||
        (decision === 'pending' && stateOf(status) !== undefined) ||
        (decision === 'declined' && isUnknownThere(status))
      return fits ? undefined : `It decided ${decision}, then: ${seen(status)}`
    },
  },
  {
    code: 'knowsNoOthers',
    help: 'Answer 404 for a reference that you do not hold: then the market knows that it may ask somebody else.',
    run: async (there) => {
      const result = await there.status(newId('offer'))
      return isUnknownThere(result) ? undefined : seen(result)
    },
  },
  {
    code: 'cancels',
    help: 'Answer POST /bookings/{reference}/cancel with {"cancelled": true}, as often as it comes, and let the booking be gone.',
    run: async (there) => {
      const reference = there.newReference()
      await there.book(there.bookingOf(reference))
      const [first, again] = [await there.cancel(reference), await there.cancel(reference)]
      if (!isCancelled(first)) return seen(first)
      if (!isCancelled(again)) return `The second time: ${seen(again)}`
      const status = await there.status(reference)
      const isGone = isUnknownThere(status) || ['cancelled', 'declined'].includes(stateOf(status) ?? '')
      return isGone ? undefined : `After it was cancelled: ${seen(status)}`
    },
  },
  {
    code: 'remembersCancellations',
    help: 'Keep the reference of a cancellation even if you do not know it: the booking may still be on its way, and must then be declined.',
    run: async (there) => {
      const reference = there.newReference()
      const cancelled = await there.cancel(reference)
      if (!isCancelled(cancelled)) return seen(cancelled)
      const late = await there.book(there.bookingOf(reference))
      return decisionOf(late) === 'declined' ? undefined : `The booking that came late: ${seen(late)}`
    },
  },
  {
    code: 'survivesHangUps',
    help: 'Finish what you have begun when the connection ends before your answer, or undo it whole: the booking comes again, and gets your decision.',
    run: async (there) => {
      for (const hangUpAfterMs of hangUpsAfterMs) {
        const body = there.bookingOf(there.newReference())
        await there.book(body, { hangUpAfterMs })
        const again = await there.book(body)
        const decision = decisionOf(again)
        if (decision === undefined) return `The booking that came again: ${seen(again)}`
        const status = await there.status(body.reference)
        const forgets = decision === 'accepted' && stateOf(status) !== 'accepted'
        if (forgets) return `It accepted the booking that came again, then: ${seen(status)}`
      }
      return undefined
    },
  },
  {
    code: 'declinesLateBookings',
    help: 'Compare decideBy with your clock, and decline what comes after it: the parcel is with somebody else by then.',
    run: async (there) => {
      const decideBy = new Date(Date.now() - lateByMs).toISOString()
      const late = await there.book({ ...there.bookingOf(there.newReference()), decideBy })
      return decisionOf(late) === 'declined' || isRefused(late) ? undefined : seen(late)
    },
  },
  {
    code: 'survivesNonsense',
    help: 'Answer 400 to what is not JSON, and go on.',
    run: async (there) => {
      const nonsense = await there.ask({ method: 'POST', path: '/bookings', body: '{"reference":' })
      if (!isRefused(nonsense)) return seen(nonsense)
      const after = await there.status(newId('offer'))
      return isUnknownThere(after) ? undefined : `After it: ${seen(after)}`
    },
  },
  {
    code: 'quotes',
    help: 'Answer POST /quotes within three seconds with a price in paise and minutes, or with declined.',
    isFor: ({ liveQuotes }) => liveQuotes,
    run: async (there) => {
      const started = performance.now()
      const result = await there.ask({ method: 'POST', path: '/quotes', body: there.parcel })
      if (!isGood(result) || !quoteAnswer.safeParse(bodyOf(result)).success) return seen(result)
      const seconds = (performance.now() - started) / 1000
      return seconds <= 3 ? undefined : `It took ${seconds.toFixed(1)} s; after 3 s the rate card is taken.`
    },
  },
] as const satisfies readonly {
  code: string
  help: string
  isFor?: (target: CheckTarget) => boolean
  run: (there: Counterpart) => Promise<Verdict>
}[]

export const checkCodes = checks.map(({ code }) => code) as [CheckCode, ...CheckCode[]]

/**
 * Plays the market to a provider's server and holds it to the contract, one check after the other. What the checks
 * book they cancel at the end. Nothing that the other side does makes it throw; when it does not answer at all, the
 * first check tells and the others are left out.
 */
export async function checkProvider(target: CheckTarget): Promise<CheckOutcome[]> {
  const there = createCounterpart(target)
  const outcomes: CheckOutcome[] = []
  for (const check of checks) {
    if ('isFor' in check && !check.isFor(target)) continue
    const saw = await check.run(there)
    outcomes.push({ code: check.code, passed: saw === undefined, help: check.help, saw: saw ?? null })
    if (check.code === 'answers' && saw !== undefined) break
  }
  await there.clearUp()
  return outcomes
}
