import { randomUUID } from 'node:crypto'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { GuardedClient, OutgoingResult } from '../../../platform/http-client/index.ts'
import { newWebhookSecret, signWebhook } from '../../../platform/webhooks/index.ts'
import { addressOf } from './connector.ts'

export interface CheckTarget {
  client: Pick<GuardedClient, 'request'>
  /** The provider's webhook URL. */
  url: string
  /** Live secrets, newest first. */
  secrets: readonly string[]
  /** Whether it promised to quote. */
  liveQuotes: boolean
  /** For one answer, in milliseconds. */
  timeoutMs: number
  /**
   * For all checks together, in milliseconds: who answers slowly may hold a worker up for no longer. 80 s unless
   * told; clearing up has 20 s more, and both fit into the time in which the outbox waits for a worker.
   */
  allTogetherMs?: number | undefined
  /** Where the parcels of the checks are fetched from: a place that the provider serves. */
  pickup: { pin: string; point: { lat: number; lng: number } }
  /** Where they are brought; where they are fetched when absent. */
  drop?: { pin: string } | undefined
  distanceMetres?: number | undefined
}

const usualAllTogetherMs = 80_000
const clearingUpMs = 20_000

type Reference = Id<'offer'>

export interface Ask {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
  /** What is wrong with the signature, if anything. */
  signed?: 'not' | 'forged' | 'stale' | 'tampered' | 'rotated'
  id?: string
  /** Ends the connection so many milliseconds after the request began, whatever the answer would be. */
  hangUpAfterMs?: number
}

/** One provider's server, asked as the market asks it, or as the market never would. */
export function createCounterpart(target: CheckTarget) {
  const made = new Set<Reference>()
  let endsAt = performance.now() + (target.allTogetherMs ?? usualAllTogetherMs)

  const ask = async ({
    method,
    path,
    body,
    signed,
    id = randomUUID(),
    hangUpAfterMs,
  }: Ask): Promise<OutgoingResult> => {
    const leftMs = Math.floor(endsAt - performance.now())
    if (leftMs <= 0)
      return { outcome: 'notSent', reason: 'aborted', detail: 'All that was asked before took too long.' }
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const signature = signWebhook({
      id,
      timestamp: signed === 'stale' ? new Date(Date.now() - 10 * 60_000) : new Date(),
      body: signed === 'tampered' ? `${text} ` : text,
      secrets:
        signed === 'forged'
          ? [newWebhookSecret()]
          : signed === 'rotated'
            ? [newWebhookSecret(), ...target.secrets]
            : target.secrets,
    })
    return target.client.request({
      method,
      url: addressOf(target.url, path),
      headers: {
        ...(signed === 'not' ? {} : signature),
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: text }),
      timeoutMs: Math.min(hangUpAfterMs ?? target.timeoutMs, leftMs),
    })
  }

  const parcel = {
    pickup: target.pickup,
    drop: { pin: (target.drop ?? target.pickup).pin },
    distanceMetres: target.distanceMetres ?? 1200,
    weightGrams: 900,
    food: false,
    cold: false,
    reverse: false,
    size: { lengthMm: 250, widthMm: 200, heightMm: 120 },
    codPaise: 0,
  }
  const bookingOf = (reference: Reference) => ({
    reference,
    shipmentId: newId('shipment'),
    ...parcel,
    pricePaise: 4900,
    decideBy: new Date(Date.now() + 60_000).toISOString(),
  })

  return {
    ask,
    parcel,
    bookingOf,
    newReference(): Reference {
      const reference = newId('offer')
      made.add(reference)
      return reference
    },
    book: (body: { reference: Reference; decideBy?: string }, more: Partial<Ask> = {}) =>
      ask({ method: 'POST', path: '/bookings', body, id: body.reference, ...more }),
    status: (reference: Reference) => ask({ method: 'GET', path: `/bookings/${reference}` }),
    cancel: (reference: Reference) =>
      ask({
        method: 'POST',
        path: `/bookings/${reference}/cancel`,
        id: `${reference}-cancel`,
        body: { reason: 'This was a check.' },
      }),
    /** Takes back whatever the checks have booked. */
    async clearUp(): Promise<void> {
      endsAt = performance.now() + clearingUpMs
      await Promise.all([...made].map((reference) => this.cancel(reference)))
    },
  }
}

export type Counterpart = ReturnType<typeof createCounterpart>
