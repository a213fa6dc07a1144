import type { KeyObject } from 'node:crypto'
import type { GuardedClient, OutgoingResult } from '../../../platform/http-client/index.ts'
import type {
  BookResult,
  CancelResult,
  ParcelOffer,
  ProviderConnector,
  StatusResult,
  UpdateResult,
} from '../../dispatch/dispatch.ports.ts'
import {
  type Action,
  cancelMessage,
  contextOf,
  domainFor,
  doorMessage,
  orderIdMessage,
  searchMessage,
} from './messages.ts'
import { acknowledged } from './shapes.ts'
import { authorizationOf, type KeyName } from './signing.ts'

type Provider = Parameters<ProviderConnector>[0]

export interface OndcSettings {
  client: Pick<GuardedClient, 'request'>
  /** The market's own entry in the registry. */
  key: KeyName
  privateKey: KeyObject
  /** Where a provider's callbacks are taken in. */
  callbackUrl: (providerId: Provider['providerId']) => string
  /** From where and how far the parcel of a booking goes: it decides the domain of what is said of it. */
  wayOf: (
    reference: ParcelOffer['reference'],
    providerId: Provider['providerId'],
  ) => Promise<{ pickupPin: string; dropPin: string; distanceMetres: number } | undefined>
  /** ONDC's code of the city of a PIN. */
  cityOf: (pin: string) => string
  /** The middle of a PIN. */
  pointOfPin: (pin: string) => { lat: number; lng: number } | undefined
  /** For one answer, in milliseconds. */
  timeoutMs: number
  now?: () => Date
}

/** What a seller said at once to a message: the true answer comes by a callback. */
export type Receipt =
  | { kind: 'ack' }
  | { kind: 'nack'; code: string; reason: string }
  | { kind: 'notSent' | 'refused' | 'unknown'; reason: string }

export interface Outgoing {
  action: Action
  domain: string
  pickupPin: string
  reference: ParcelOffer['reference']
  message: unknown
}

/** A signature is good for so long. */
const goodForSeconds = 300

/** Sends one signed message to a seller. Never throws for anything that the other side does. */
export function createSender(settings: OndcSettings) {
  return async (provider: Provider, out: Outgoing): Promise<Receipt> => {
    if (!provider.ondc) return { kind: 'refused', reason: `${provider.name} is not in the registry of ONDC.` }
    const at = settings.now?.() ?? new Date()
    const created = Math.floor(at.getTime() / 1000)
    const context = contextOf({
      ...out,
      city: settings.cityOf(out.pickupPin),
      buyer: {
        subscriberId: settings.key.subscriberId,
        uri: settings.callbackUrl(provider.providerId),
      },
      seller: { subscriberId: provider.ondc.subscriberId, uri: provider.webhookUrl },
      at,
    })
    const body = JSON.stringify({ context, message: out.message })
    const { key, privateKey } = settings
    const result = await settings.client.request({
      method: 'POST',
      url: addressOf(provider.webhookUrl, out.action),
      headers: {
        authorization: authorizationOf({ key, privateKey, body, created, expires: created + goodForSeconds }),
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body,
      timeoutMs: settings.timeoutMs,
    })
    return receiptOf(result)
  }
}

export type Send = ReturnType<typeof createSender>

/** What an answer to a message means. */
export function receiptOf(result: OutgoingResult): Receipt {
  if (result.outcome !== 'answered') return { kind: result.outcome, reason: result.detail.slice(0, 300) }
  const answer = read(result.bodyText)
  if (answer?.message.ack.status === 'ACK') return { kind: 'ack' }
  if (answer)
    return {
      kind: 'nack',
      code: answer.error?.code ?? '',
      reason: answer.error?.message ?? 'It did not take the message.',
    }
  const reason = `It answered ${result.status}.`
  return { kind: result.status >= 500 || result.status === 429 ? 'notSent' : 'refused', reason }
}

function read(text: string) {
  try {
    return acknowledged.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Where a seller takes a message in. */
export function addressOf(base: string, action: string): string {
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${action}`
  return url.href
}

/**
 * Speaks with logistics sellers of ONDC. A search asks; the seller's callbacks carry the talk on (`callbacks.ts`), so
 * every booking is pending at first and is decided, or not, before its time is over. Only an order that was confirmed
 * binds anybody, and that has our own reference as its id.
 */
export function ondcConnector(settings: OndcSettings, send: Send): ProviderConnector {
  const about = async (
    provider: Provider,
    reference: ParcelOffer['reference'],
    action: Action,
    message: unknown,
  ): Promise<Receipt> => {
    const way = await settings.wayOf(reference, provider.providerId)
    const domain = way ? domainFor(way) : 'ONDC:LOG10'
    return send(provider, { action, domain, pickupPin: way?.pickupPin ?? '', reference, message })
  }
  return (provider) => ({
    quote: async () => ({ kind: 'noAnswer', reason: 'It is paid by its rate card.' }),

    async book(offer): Promise<BookResult> {
      const receipt = await send(provider, {
        action: 'search',
        domain: domainFor({ ...offer, pickupPin: offer.pickup.pin }),
        pickupPin: offer.pickup.pin,
        reference: offer.reference,
        message: searchMessage(offer, settings.pointOfPin(offer.dropPin)),
      })
      switch (receipt.kind) {
        case 'ack':
        // It may have heard; a search binds nobody, and what it answers is told by a callback.
        case 'unknown':
          return { kind: 'pending' }
        case 'nack':
          return { kind: 'declined', reason: receipt.reason }
        case 'notSent':
          return { kind: 'retryable', reason: receipt.reason, notSent: true }
        case 'refused':
          return { kind: 'permanent', reason: receipt.reason }
      }
    },

    async status(reference): Promise<StatusResult> {
      const receipt = await about(provider, reference, 'status', orderIdMessage(reference))
      // Its answer comes by a callback; until then nothing is decided.
      if (receipt.kind === 'ack') return { kind: 'pending' }
      return receipt.kind === 'nack' ? { kind: 'notFound' } : { kind: 'unreachable', reason: receipt.reason }
    },

    async cancel(reference): Promise<CancelResult> {
      const receipt = await about(provider, reference, 'cancel', cancelMessage(reference))
      if (receipt.kind === 'ack') return { kind: 'confirmed' }
      if (receipt.kind !== 'nack') return { kind: 'unreachable', reason: receipt.reason }
      return unknownOrder.includes(receipt.code)
        ? { kind: 'confirmed' }
        : { kind: 'refused', reason: receipt.reason }
    },

    async update(update): Promise<UpdateResult> {
      const receipt = await about(
        provider,
        update.reference,
        'update',
        doorMessage(update, settings.now?.() ?? new Date()),
      )
      if (receipt.kind === 'ack') return { kind: 'taken' }
      const { reason } = receipt
      return {
        kind: receipt.kind === 'nack' || receipt.kind === 'refused' ? 'notKnown' : 'unreachable',
        reason,
      }
    },
  })
}

/**
 * What says that the seller has no such order. ONDC's table of error codes has one such code (30018, "Order not
 * found"); its codes of logistics providers (60001 to 65004) have none, and whatever else they refuse leaves a
 * booking standing: 60007 says that policy forbids the cancellation.
 */
const unknownOrder: readonly string[] = ['30018']
