import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { GuardedClient, OutgoingResult } from '../../../platform/http-client/index.ts'
import { signWebhook } from '../../../platform/webhooks/index.ts'
import type {
  BookResult,
  CancelResult,
  DeliveryProvider,
  ParcelOffer,
  ProviderConnector,
  QuoteRequest,
  StatusResult,
  UpdateResult,
} from '../../dispatch/dispatch.ports.ts'
import { bookingAnswer, cancelAnswer, quoteAnswer, statusAnswer } from './wire.ts'

const longestQuoteMs = 3000
/** So much of an answer is told to whoever keeps calls. */
const answerKept = 4000

type Provider = Parameters<ProviderConnector>[0]

interface Message {
  id: string
  operation: 'quote' | 'book' | 'status' | 'cancel' | 'update'
  reference?: ParcelOffer['reference']
  body?: unknown
  timeoutMs?: number
}

/** A call that was made, for whoever keeps them. */
export type OnCall = (call: {
  providerId: Provider['providerId']
  operation: Message['operation']
  reference: ParcelOffer['reference'] | null
  outcome: OutgoingResult['outcome']
  /** HTTP status of the answer. */
  status: number | null
  reason: string | null
  durationMs: number
  request: unknown
  answer: string | null
  calledAt: Date
}) => void

type Answered = Extract<OutgoingResult, { outcome: 'answered' }>
type Unanswered = Exclude<OutgoingResult, Answered>

/**
 * Speaks with any provider that serves `openapi/delivery-provider.yaml`: over the guarded client alone, each
 * request signed by Standard Webhooks with every live secret. Nothing that the other side does makes it throw.
 */
export function webhookConnector({
  client,
  timeoutMs,
  onCall,
}: {
  client: Pick<GuardedClient, 'request'>
  /** Time for one whole answer. */
  timeoutMs: number
  /** Told of every call once it has ended. */
  onCall?: OnCall
}): ProviderConnector {
  // What is read of a provider stays one object until it changes, so one connection serves all its calls.
  const connections = new WeakMap<Provider, DeliveryProvider>()
  return (provider) => {
    const connection = connections.get(provider) ?? connect(provider)
    connections.set(provider, connection)
    return connection
  }

  function connect(provider: Provider): DeliveryProvider {
    const send = async (method: 'GET' | 'POST', path: string, message: Message): Promise<OutgoingResult> => {
      const begun = performance.now()
      const calledAt = new Date()
      const result = await request(method, path, message)
      const { operation, reference = null, body = null } = message
      const durationMs = Math.round(performance.now() - begun)
      onCall?.({
        providerId: provider.providerId,
        operation,
        reference,
        request: body,
        durationMs,
        calledAt,
        ...tellOf(result),
      })
      return result
    }

    const request = async (
      method: 'GET' | 'POST',
      path: string,
      message: Message,
    ): Promise<OutgoingResult> => {
      if (provider.secrets.length === 0)
        return { outcome: 'notSent', reason: 'closed', detail: `${provider.name} has no webhook secret.` }
      const body = message.body === undefined ? '' : JSON.stringify(message.body)
      const { id } = message
      const signature = signWebhook({ id, timestamp: new Date(), body, secrets: provider.secrets })
      return client.request({
        method,
        url: addressOf(provider.webhookUrl, path),
        headers: {
          ...signature,
          accept: 'application/json',
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body } : {}),
        timeoutMs: message.timeoutMs ?? timeoutMs,
      })
    }

    return {
      async quote(request) {
        const limit = Math.min(timeoutMs, longestQuoteMs)
        const result = await send('POST', '/quotes', {
          id: randomUUID(),
          operation: 'quote',
          body: parcelOf(request),
          timeoutMs: limit,
        })
        const answer = result.outcome === 'answered' && isGood(result) ? read(quoteAnswer, result) : undefined
        if (answer?.decision === 'quoted')
          return { kind: 'quoted', pricePaise: BigInt(answer.pricePaise), minutes: answer.minutes }
        if (answer?.decision === 'declined')
          return { kind: 'declined', reason: answer.reason ?? 'It gave no reason.' }
        return { kind: 'noAnswer', reason: wordsFor(result) }
      },

      async book(offer) {
        const { reference } = offer
        const message = { id: reference, operation: 'book' as const, reference, body: bookingOf(offer) }
        const result = await send('POST', '/bookings', message)
        return result.outcome === 'answered' ? bookingFrom(result) : unansweredBooking(result)
      },

      async status(reference) {
        const result = await send('GET', `/bookings/${reference}`, {
          id: randomUUID(),
          operation: 'status',
          reference,
        })
        return statusFrom(result)
      },

      async cancel(reference, reason) {
        const body = { reason: reason.slice(0, 500) }
        const message = { id: `${reference}-cancel`, operation: 'cancel' as const, reference, body }
        return cancelFrom(await send('POST', `/bookings/${reference}/cancel`, message))
      },

      async update({ reference, shipmentId, attempt, answer, slot }) {
        const body = { shipmentId, attempt, answer, slot: slot && wireSlot(slot) }
        const message = {
          ...{ id: `${reference}-update-${attempt}`, operation: 'update' as const, reference, body },
        }
        return updateFrom(await send('POST', `/bookings/${reference}/update`, message))
      },
    }
  }
}

const parcelOf = (parcel: QuoteRequest) => ({
  pickup: parcel.pickup,
  drop: { pin: parcel.dropPin },
  distanceMetres: parcel.distanceMetres,
  weightGrams: parcel.weightGrams,
  food: parcel.isFood,
  cold: parcel.isCold ?? false,
  reverse: parcel.reverse ?? false,
  ...(parcel.size ? { size: parcel.size } : {}),
  codPaise: Number(parcel.codPaise),
})

const bookingOf = (offer: ParcelOffer) => ({
  reference: offer.reference,
  shipmentId: offer.shipmentId,
  ...parcelOf(offer),
  pricePaise: Number(offer.pricePaise),
  decideBy: offer.decideBy.toISOString(),
})

function bookingFrom(result: Answered): BookResult {
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

function statusFrom(result: OutgoingResult): StatusResult {
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

function cancelFrom(result: OutgoingResult): CancelResult {
  if (result.outcome !== 'answered') return { kind: 'unreachable', reason: wordsFor(result) }
  if (result.status === 404 || result.status === 410) return { kind: 'confirmed' }
  const answer = isGood(result) || result.status === 409 ? read(cancelAnswer, result) : undefined
  if (answer?.cancelled === true) return { kind: 'confirmed' }
  if (answer?.cancelled === false) return { kind: 'refused', reason: answer.reason ?? 'It gave no reason.' }
  return { kind: 'unreachable', reason: wordsFor(result) }
}

const wireSlot = ({ from, until }: { from: Date; until: Date }) => ({
  from: from.toISOString(),
  until: until.toISOString(),
})

function updateFrom(result: OutgoingResult): UpdateResult {
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

const tellOf = (result: OutgoingResult) =>
  result.outcome === 'answered'
    ? {
        outcome: result.outcome,
        status: result.status,
        reason: null,
        // A database text holds no NUL.
        answer: result.bodyText.slice(0, answerKept).replaceAll('\0', '').toWellFormed(),
      }
    : { outcome: result.outcome, status: null, reason: result.detail.slice(0, 300), answer: null }

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

/** An operation's address below the URL that the provider registered. */
export function addressOf(base: string, path: string): string {
  const url = new URL(base)
  url.pathname = url.pathname.replace(/\/+$/, '') + path
  return url.href
}
