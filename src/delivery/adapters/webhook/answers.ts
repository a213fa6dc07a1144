import type { z } from 'zod'
import type { OutgoingResult } from '../../../platform/http-client/index.ts'
import type {
  BookResult,
  CancelResult,
  QuoteResult,
  StatusResult,
  UpdateResult,
} from '../../dispatch/dispatch.ports.ts'
import { bookingAnswer, cancelAnswer, quoteAnswer, statusAnswer } from './wire.ts'

// What a provider's answer, or its silence, means to whoever asked it.

type Answered = Extract<OutgoingResult, { outcome: 'answered' }>
type Unanswered = Exclude<OutgoingResult, Answered>

export function quoteFrom(result: OutgoingResult): QuoteResult {
  const answer = result.outcome === 'answered' && isGood(result) ? read(quoteAnswer, result) : undefined
  if (answer?.decision === 'quoted')
    return { kind: 'quoted', pricePaise: BigInt(answer.pricePaise), minutes: answer.minutes }
  if (answer?.decision === 'declined')
    return { kind: 'declined', reason: answer.reason ?? 'It gave no reason.' }
  return { kind: 'noAnswer', reason: wordsFor(result) }
}

export function bookingFrom(result: OutgoingResult): BookResult {
  if (result.outcome !== 'answered') return unansweredBooking(result)
  if (isGood(result)) {
    const answer = read(bookingAnswer, result)
    if (!answer) return { kind: 'unknown', reason: 'The answer cannot be read.' }
    switch (answer.decision) {
      case 'accepted':
        return acceptedFrom(answer)
      case 'declined':
        return { kind: 'declined', reason: answer.reason ?? 'It gave no reason.' }
      case 'pending':
        return { kind: 'pending' }
    }
  }
  const reason = wordsFor(result)
  // Busy or broken; "broken" may come after a yes, so the caller asks before it turns to anybody else.
  if (result.status >= 500 || [408, 425, 429].includes(result.status))
    return { kind: 'retryable', reason, retryAfterSeconds: retryAfter(result) }
  // A conflict over our reference is about something that stands there.
  if (result.status === 409) return { kind: 'unknown', reason }
  return { kind: 'permanent', reason }
}

const unansweredBooking = (result: Unanswered): BookResult => {
  switch (result.outcome) {
    case 'notSent':
      return { kind: 'retryable', reason: wordsFor(result), notSent: true }
    case 'refused':
      return { kind: 'permanent', reason: wordsFor(result) }
    case 'unknown':
      return { kind: 'unknown', reason: wordsFor(result) }
  }
}

export function statusFrom(result: OutgoingResult): StatusResult {
  if (result.outcome !== 'answered') return { kind: 'unreachable', reason: wordsFor(result) }
  // 410: it had the booking once and has it no more.
  if (result.status === 404 || result.status === 410) return { kind: 'notFound' }
  const answer = isGood(result) ? read(statusAnswer, result) : undefined
  if (!answer) return { kind: 'unreachable', reason: wordsFor(result) }
  switch (answer.decision) {
    case 'accepted':
      return acceptedFrom(answer)
    case 'pending':
      return { kind: 'pending' }
    default:
      return { kind: answer.decision, reason: answer.reason ?? 'It gave no reason.' }
  }
}

export function cancelFrom(result: OutgoingResult): CancelResult {
  if (result.outcome !== 'answered') return { kind: 'unreachable', reason: wordsFor(result) }
  if (result.status === 404 || result.status === 410) return { kind: 'confirmed' }
  const answer = isGood(result) || result.status === 409 ? read(cancelAnswer, result) : undefined
  if (answer?.cancelled === true) return { kind: 'confirmed' }
  if (answer?.cancelled === false) return { kind: 'refused', reason: answer.reason ?? 'It gave no reason.' }
  return { kind: 'unreachable', reason: wordsFor(result) }
}

export function updateFrom(result: OutgoingResult): UpdateResult {
  if (result.outcome === 'answered' && isGood(result)) return { kind: 'taken' }
  const reason = wordsFor(result)
  const notServed = result.outcome === 'answered' && (result.status < 500 || result.status === 501)
  const isBusy = result.outcome === 'answered' && [408, 425, 429].includes(result.status)
  return { kind: notServed && !isBusy ? 'notKnown' : 'unreachable', reason }
}

const acceptedFrom = (answer: {
  providerReference?: string | undefined
  trackingUrl?: string | undefined
}) => ({
  kind: 'accepted' as const,
  providerReference: answer.providerReference ?? null,
  trackingUrl: answer.trackingUrl ?? null,
})

const isGood = (result: Answered): boolean => result.status >= 200 && result.status < 300

/** The answer by its shape; undefined for whatever is none. */
function read<T>(shape: z.ZodType<T>, result: Answered): T | undefined {
  try {
    return shape.safeParse(JSON.parse(result.bodyText)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const wordsFor = (result: OutgoingResult): string => {
  if (result.outcome !== 'answered') return result.detail.slice(0, 300)
  return isGood(result) ? 'The answer cannot be read.' : `It answered ${result.status}.`
}

/** Seconds of a Retry-After, as a number or a date; at most a day. */
function retryAfter({ headers }: Answered): number | undefined {
  const text = headers['retry-after']
  if (!text) return undefined
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), 86_400) : undefined
}
