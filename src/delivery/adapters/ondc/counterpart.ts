import { randomUUID } from 'node:crypto'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { OutgoingResult } from '../../../platform/http-client/index.ts'
import type { NetworkParcel } from '../../dispatch/dispatch.ports.ts'
import { addressOf, type OndcSettings, type Receipt, receiptOf } from './connector.ts'
import { type Action, type Chosen, cancelMessage, contextOf, domainFor } from './messages.ts'
import { authorizationOf, type KeyName, privateKeyOf } from './signing.ts'

type Reference = Id<'offer'>

/** A callback that came for a talk, believed or not. */
export interface HeardCallback {
  reference: Reference
  action: string
  messageId: string
  /** By the key of the seller's entry in the registry, and in time. */
  isSigned: boolean
  body: unknown
}

/** Where the callbacks of a check are taken in. */
export interface CallbackBox {
  /** From now on callbacks of this transaction are kept. */
  open(reference: Reference): Promise<void>
  /** All that came for these transactions, in the order in which it came. */
  read(references: readonly Reference[]): Promise<HeardCallback[]>
}

export interface OndcCheckTarget
  extends Pick<OndcSettings, 'client' | 'key' | 'privateKey' | 'cityOf' | 'timeoutMs'> {
  /** The seller's base address (`bpp_uri`). */
  url: string
  seller: KeyName
  /** Where it sends its callbacks (`bap_uri`). */
  callbackUrl: string
  box: CallbackBox
  /** For one callback, in milliseconds: the TTL of the messages unless told. */
  callbackMs?: number | undefined
  /** For all checks together, in milliseconds; clearing up comes on top of it. 80 s unless told. */
  allTogetherMs?: number | undefined
  /** The way of the parcels of this talk. */
  way: CheckWay
}

/** A way that the seller serves: its length decides between the two domains. */
export interface CheckWay {
  pickup: CheckPlace
  drop?: CheckPlace | undefined
  distanceMetres?: number | undefined
}
type CheckPlace = { pin: string; point: { lat: number; lng: number } }
type CheckParcel = NetworkParcel & { pickup: CheckPlace }

/** What is wrong with the signature of a message, if anything. */
export type Fault = 'not' | 'forged' | 'replayed' | 'stale'

export interface Said {
  action: Action
  reference: Reference
  messageId: string
  receipt: Receipt
  /** It was told that the message is not taken: by NACK, or by 401. */
  isRefused: boolean
}

interface Saying {
  reference: Reference
  message: unknown
  fault?: Fault
  messageId?: string
  at?: Date
  /** Sent in place of a message. */
  raw?: string
}

const usualAllTogetherMs = 80_000
const clearingUpMs = 20_000
const ttlMs = 30_000
const mostBetweenLooksMs = 100
const goodForSeconds = 300

/** The market's side of the talk with one seller, as the market speaks, or as it never would. */
export function createOndcCounterpart(target: OndcCheckTarget) {
  const { key, box, callbackMs = ttlMs } = target
  const { pickup, drop = pickup, distanceMetres = 1200 } = target.way
  const domain = domainFor({ pickupPin: pickup.pin, dropPin: drop.pin, distanceMetres })
  const references: Reference[] = []
  const sent = new Map<string, Said & { times: number }>()
  const refused: Reference[] = []
  const confirmed = new Set<Reference>()
  let lastHeader: string | undefined
  let endsAt = performance.now() + (target.allTogetherMs ?? usualAllTogetherMs)

  const headerOf = (body: string, fault: Fault | undefined, now: Date): Record<string, string> => {
    const created = Math.floor(now.getTime() / 1000) - (fault === 'stale' ? 2 * goodForSeconds : 0)
    const privateKey =
      fault === 'forged' ? privateKeyOf(Buffer.alloc(32, randomUUID()).toString('base64')) : target.privateKey
    const fresh = authorizationOf({ key, privateKey, body, created, expires: created + goodForSeconds })
    if (fault === 'not') return {}
    if (fault === 'replayed' && lastHeader) return { authorization: lastHeader }
    if (!fault) lastHeader = fresh
    return { authorization: fresh }
  }

  const post = (action: Action, body: string, fault?: Fault): Promise<OutgoingResult> => {
    const leftMs = Math.floor(endsAt - performance.now())
    if (leftMs <= 0)
      return Promise.resolve({
        outcome: 'notSent',
        reason: 'aborted',
        detail: 'All that was asked before took too long.',
      })
    return target.client.request({
      method: 'POST',
      url: addressOf(target.url, action),
      headers: {
        ...headerOf(body, fault, new Date()),
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body,
      timeoutMs: Math.min(target.timeoutMs, leftMs),
    })
  }

  const say = async (action: Action, given: Saying): Promise<Said> => {
    const { reference, message, fault, messageId = randomUUID(), at = new Date(), raw } = given
    const city = target.cityOf(pickup.pin)
    const buyer = { subscriberId: key.subscriberId, uri: target.callbackUrl }
    const seller = { subscriberId: target.seller.subscriberId, uri: target.url }
    const context = contextOf({ action, domain, city, buyer, seller, reference, at })
    const body = raw ?? JSON.stringify({ context: { ...context, message_id: messageId }, message })
    const times = (sent.get(messageId)?.times ?? 0) + 1
    // Noted before it is sent: its answer may overtake the receipt.
    const before: Said = { action, reference, messageId, receipt: { kind: 'ack' }, isRefused: false }
    sent.set(messageId, { ...before, times })
    const result = await post(action, body, fault)
    const receipt = receiptOf(result)
    const isRefused = receipt.kind === 'nack' || (result.outcome === 'answered' && result.status === 401)
    const said = { ...before, receipt, isRefused }
    sent.set(messageId, { ...said, times })
    if (fault) refused.push(reference)
    if (action === 'confirm' && receipt.kind !== 'nack') confirmed.add(reference)
    if (action === 'cancel' && receipt.kind === 'ack') confirmed.delete(reference)
    return said
  }

  const heard = (): Promise<HeardCallback[]> => box.read(references)

  const stop = (place: CheckPlace, name: string) => ({
    ...place,
    ...{ name, phone: '+910000000000', line1: '1 Trial Road', line2: 'Do not send a rider' },
  })

  return {
    say,
    heard,
    domain,
    callbackMs,
    refused: refused as readonly Reference[],
    sent: sent as ReadonlyMap<string, Said & { times: number }>,
    /** What the first talk came to: each message of it needs what the last one told. */
    talk: {} as {
      said?: Said
      parcel?: CheckParcel
      chosen?: Chosen
      quote?: unknown
      confirm?: { message: unknown; messageId: string }
    },
    async newReference(): Promise<Reference> {
      const reference = newId('offer')
      references.push(reference)
      await box.open(reference)
      return reference
    },
    parcelOf: (reference: Reference): CheckParcel => ({
      reference,
      shipmentId: newId('shipment'),
      pickup: stop(pickup, 'Artificial shop'),
      drop: stop(drop, 'Artificial buyer'),
      distanceMetres,
      weightGrams: 900,
      isFood: false,
      size: { lengthMm: 250, widthMm: 200, heightMm: 120 },
      codPaise: 0n,
      // Whatever it asks: nobody pays it.
      pricePaise: 99_999_999_900n,
      handoverCode: '111111',
      deliveryCode: '222222',
    }),
    /** The answer to a message, or undefined when its time is over. */
    async hear({ action, messageId, reference }: Said): Promise<HeardCallback | undefined> {
      const until = Math.min(endsAt, performance.now() + callbackMs)
      for (;;) {
        const found = (await box.read([reference])).find(
          (one) => one.messageId === messageId && one.action === `on_${action}`,
        )
        if (found || performance.now() >= until) return found
        await new Promise((wake) => setTimeout(wake, Math.min(mostBetweenLooksMs, callbackMs / 15)))
      }
    },
    /** Takes back whatever the checks have ordered. */
    async clearUp(): Promise<void> {
      endsAt = performance.now() + clearingUpMs
      await Promise.all(
        [...confirmed].map((reference) => say('cancel', { reference, message: cancelMessage(reference) })),
      )
    },
  }
}

export type OndcCounterpart = ReturnType<typeof createOndcCounterpart>
