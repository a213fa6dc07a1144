import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { ShipmentState } from './shipments.states.ts'

/** What a carrier has to know of a parcel to judge it. Distances in metres, weights in grams. */
export interface ParcelFacts {
  pickup: { pin: string; point: Point }
  /** `point` is the buyer's own; null when the address gave none. */
  drop: { pin: string; point: Point | null }
  distanceMetres: number
  weightGrams: number
  isFood: boolean
  codPaise: Paise
}

/** One parcel, as the code has it. */
export interface Shipment extends ParcelFacts {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  orderId: Id<'order'>
  state: ShipmentState
  carrier: 'provider' | 'shop'
  providerId: Id<'provider'> | null
  offerId: Id<'offer'> | null
  trackingUrl: string | null
  handoverCodeHash: string
  handoverTries: number
  deliveryCodeHash: string
  deliveryTries: number
  attention: string | null
  round: number
  retryAt: Date | null
  /** Number of the timer that counts. */
  look: number
  lastSequence: number
  stateSince: Date
  promisedBy: Date | null
  createdAt: Date
}

export type EntryEffect = 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted'

/** One line of the timeline. */
export interface Entry {
  sequence: number
  /** Null for what the market or the shop did. */
  providerId: Id<'provider'> | null
  eventId: string | null
  status: string
  effect: EntryEffect
  stateAfter: ShipmentState
  occurredAt: Date
  recordedAt: Date
  detail: EntryDetail | null
}

/** A line to be written: its number and hour are given by the database. */
export type NewEntry = Omit<Entry, 'sequence' | 'recordedAt'>

/** What may come with a word. Nothing here names a person. */
export interface EntryDetail {
  reason?: string | undefined
  place?: Point | undefined
  photoUrl?: string | undefined
  cashCollectedPaise?: number | undefined
  /** `code`, `photo` (with a place near enough) or `operator`. */
  proof?: string | undefined
  by?: 'shop' | 'operator' | 'market' | undefined
}

/** A parcel to be made. */
export interface NewShipment extends ParcelFacts {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  orderId: Id<'order'>
  state: 'created' | 'offered'
}

/** A word about a parcel from whoever carries it, or from an operator. */
export interface ToldWord {
  by: 'provider' | 'shop' | 'operator'
  providerId: Id<'provider'> | null
  eventId: string | null
  status: string
  occurredAt: Date
  reason?: string | undefined
  place?: Point | undefined
  photoUrl?: string | undefined
  handoverCode?: string | undefined
  deliveryCode?: string | undefined
  cashCollectedPaise?: Paise | undefined
}

/** What became of a word. Only `wrongCode` changed a count alone. */
export type WordOutcome =
  | { outcome: 'recorded'; effect: EntryEffect; state: ShipmentState }
  | { outcome: 'repeated'; state: ShipmentState }
  | { outcome: 'wrongCode'; which: 'handoverCode' | 'deliveryCode'; triesLeft: number }
