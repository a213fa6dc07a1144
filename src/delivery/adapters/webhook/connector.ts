import { randomUUID } from 'node:crypto'
import type { GuardedClient, OutgoingResult } from '../../../platform/http-client/index.ts'
import { signWebhook } from '../../../platform/webhooks/index.ts'
import type {
  DeliveryProvider,
  ParcelOffer,
  ProviderConnector,
  QuoteRequest,
} from '../../dispatch/dispatch.ports.ts'
import { bookingFrom, cancelFrom, quoteFrom, statusFrom, updateFrom } from './answers.ts'

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
        return quoteFrom(result)
      },

      async book(offer) {
        const { reference } = offer
        const message = { id: reference, operation: 'book' as const, reference, body: bookingOf(offer) }
        const result = await send('POST', '/bookings', message)
        return bookingFrom(result)
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

const wireSlot = ({ from, until }: { from: Date; until: Date }) => ({
  from: from.toISOString(),
  until: until.toISOString(),
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

/** An operation's address below the URL that the provider registered. */
export function addressOf(base: string, path: string): string {
  const url = new URL(base)
  url.pathname = url.pathname.replace(/\/+$/, '') + path
  return url.href
}
