import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import type { ProviderFacts } from '../providers/index.ts'
import type { DoorAnswer } from '../shipments/index.ts'

/** A parcel as a provider is told of it before it has accepted: no name, phone or address line. */
export interface ParcelOffer {
  /** Our own reference: the same for the same offer, however often it is sent. */
  reference: Id<'offer'>
  shipmentId: Id<'shipment'>
  pickup: { pin: string; point: Point }
  dropPin: string
  distanceMetres: number
  weightGrams: number
  isFood: boolean
  isCold?: boolean | undefined
  /** From a buyer's door back to the shop. */
  reverse?: boolean | undefined
  size?: ParcelSize | null | undefined
  codPaise: Paise
  /** What the rate card, or the provider's own quote, asks. */
  pricePaise: Paise
  decideBy: Date
}

export type QuoteRequest = Omit<ParcelOffer, 'reference' | 'pricePaise' | 'decideBy' | 'shipmentId'>

export type QuoteResult =
  | { kind: 'quoted'; pricePaise: Paise; minutes: number }
  | { kind: 'declined'; reason: string }
  | { kind: 'noAnswer'; reason: string }

/** What a provider answered to a booking. */
export type BookResult =
  | { kind: 'accepted'; providerReference: string | null; trackingUrl: string | null }
  /** It understood and does not want the parcel. */
  | { kind: 'declined'; reason: string }
  /** It decides later, and tells by an event or when asked. */
  | { kind: 'pending' }
  /** It could not be asked now: no connection (`notSent`: nothing has left us), or it says that it is busy or broken. */
  | { kind: 'retryable'; reason: string; retryAfterSeconds?: number | undefined; notSent?: true }
  /** It will not be able to: a wrong address, a redirect, a refusal of the request itself. */
  | { kind: 'permanent'; reason: string }
  /** It may have heard us: no answer, a cut one, one that we cannot read. */
  | { kind: 'unknown'; reason: string }

export type StatusResult =
  | { kind: 'accepted'; providerReference: string | null; trackingUrl: string | null }
  | { kind: 'declined' | 'cancelled'; reason: string }
  | { kind: 'pending' }
  | { kind: 'notFound' }
  | { kind: 'unreachable'; reason: string }

export type CancelResult =
  /** No booking stands under this reference, and none will. */
  | { kind: 'confirmed' }
  /** It cannot be cancelled any more: the parcel was fetched. */
  | { kind: 'refused'; reason: string }
  | { kind: 'unreachable'; reason: string }

/** What was decided at a door: nothing in it names a person. The rest stands on the parcel. */
export interface DoorUpdate {
  reference: Id<'offer'>
  /** Where the parcel is to be looked at now: another than before when it goes to a point. */
  shipmentId: Id<'shipment'>
  /** After which attempt, from 1. */
  attempt: number
  answer: DoorAnswer
  slot: { from: Date; until: Date } | null
}

export type UpdateResult =
  | { kind: 'taken' }
  /** It does not know such calls: it sees the instruction on its parcel. */
  | { kind: 'notKnown'; reason: string }
  | { kind: 'unreachable'; reason: string }

/** A provider as dispatch speaks with it. No call throws for anything that the other side does. */
export interface DeliveryProvider {
  quote(request: QuoteRequest): Promise<QuoteResult>
  book(offer: ParcelOffer): Promise<BookResult>
  cancel(reference: Id<'offer'>, reason: string): Promise<CancelResult>
  status(reference: Id<'offer'>): Promise<StatusResult>
  /** Tells what was decided at a door; absent where nobody is called. */
  update?(update: DoorUpdate): Promise<UpdateResult>
}

/** What a provider without a server has to do about a parcel that it has: kept for it until it has said that it knows. */
export interface PullInstruction {
  providerId: Id<'provider'>
  reference: Id<'offer'>
  /** Where the parcel is to be looked at now; where the booking has it when absent. */
  shipmentId?: Id<'shipment'> | undefined
  action: DoorAnswer | 'cancel'
  /** After which attempt at a door, from 1. */
  attempt: number | null
  slot: { from: Date; until: Date } | null
  reason: string | null
}

/** How dispatch comes to speak with a provider; supplied by an adapter. */
export type ProviderConnector = (provider: ProviderFacts) => DeliveryProvider

/** A place with all that whoever goes there has to know. */
export interface NetworkPlace {
  pin: string
  point: Point | null
  name: string
  phone: string
  line1: string
  line2: string
}

/** A parcel as it is told to a seller of an open network, step by step. */
export interface NetworkParcel {
  reference: Id<'offer'>
  shipmentId: Id<'shipment'>
  pickup: NetworkPlace
  drop: NetworkPlace
  distanceMetres: number
  weightGrams: number
  isFood: boolean
  size?: ParcelSize | null | undefined
  codPaise: Paise
  /** What was offered for it. */
  pricePaise: Paise
  handoverCode: string
  deliveryCode: string
}

/** What a seller says of a parcel beside where it is. */
export interface NetworkFacts {
  awb?: string | undefined
  trackingUrl?: string | undefined
}

/** What a message of a network's seller means for a booking. */
export type NetworkNews =
  /** The talk goes on: send the next message. */
  | { kind: 'goOn' }
  | ({
      kind: 'told'
      status: string
      eventId: string
      occurredAt: Date
      reason?: string | undefined
    } & NetworkFacts)
  /** Accepted: told, and then the talk goes on. */
  | ({ kind: 'accepted'; eventId: string; occurredAt: Date } & NetworkFacts)
  | { kind: 'tracking'; url: string }
  /** True, and nothing follows from it. */
  | { kind: 'noted' }

/** A message of a seller, as far as every message has the same parts. */
export interface NetworkMessage {
  action: string
  reference: Id<'offer'>
  body: unknown
}

/** How dispatch takes in what the sellers of an open network send; supplied by its adapter. */
export interface NetworkGate {
  /** Whether this provider has signed this body. */
  isSigned(given: { header: string | undefined; body: string; provider: ProviderFacts }): boolean
  /** The message, or why it is none. */
  read(action: string, body: unknown): { ok: true; message: NetworkMessage } | { ok: false; why: string }
  judge(message: NetworkMessage, parcel: NetworkParcel): NetworkNews
  /** Sends what comes after this message. */
  goOn(provider: ProviderFacts, message: NetworkMessage, parcel: NetworkParcel): Promise<void>
}
