import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import type { Attention } from './shipments.attention.ts'
import type { ShipmentState } from './shipments.states.ts'

/** What names a parcel or leg. */
export type ShipmentRef = { shopId: Id<'shop'>; shipmentId: Id<'shipment'> }

/** What a carrier has to know of a parcel to judge it. Distances in metres, weights in grams. */
export interface ParcelFacts {
  pickup: { pin: string; point: Point }
  /** `point` is the buyer's own; null when the address gave none. */
  drop: { pin: string; point: Point | null }
  distanceMetres: number
  weightGrams: number
  isFood: boolean
  /** Has to stay cold on the way. */
  isCold?: boolean
  /** Null or absent where it is not known. */
  size?: ParcelSize | null
  codPaise: Paise
}

/** Of a leg, where on the way it is; of a whole parcel, `leg` 0. */
export interface LegFacts {
  leg: number
  /** The whole, for a leg. */
  parcelId: Id<'shipment'> | null
  /** Where it begins; null: at the shop, or on the way back at the buyer's. */
  fromPoint: Id<'point'> | null
  /** Where it ends; null: at the buyer's, or on the way back at the shop. */
  toPoint: Id<'point'> | null
  back: boolean
  via: 'startup' | 'post'
}

/** Who carries a parcel: a provider, the shop itself, or several one after the other. */
export type Carrier = 'provider' | 'shop' | 'relay'

/** Who answers for a parcel. */
export type Holder =
  | { kind: 'shop' | 'buyer' }
  | { kind: 'provider'; id: Id<'provider'> }
  | { kind: 'point'; id: Id<'point'> }

/** One parcel, or one leg of its way, as the code has it. */
export interface Shipment extends ParcelFacts, LegFacts {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  orderId: Id<'order'>
  state: ShipmentState
  carrier: Carrier
  providerId: Id<'provider'> | null
  offerId: Id<'offer'> | null
  trackingUrl: string | null
  /** The market's own airway-bill number of a parcel between cities, or the post's article number. */
  awb: string | null
  /** The number that its carrier has given it. */
  carrierNumber: string | null
  handoverCodeHash: string
  handoverTries: number
  deliveryCodeHash: string
  deliveryTries: number
  attention: Attention | null
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
  /** Who answers for the parcel from here on; null: as before. */
  holder: Holder | null
}

/** A line to be written: its number and hour are given by the database. */
export type NewEntry = Omit<Entry, 'sequence' | 'recordedAt' | 'holder'> & { holder?: Holder | null }

/** What may come with a word. Nothing here names a person. */
export interface EntryDetail {
  reason?: string | undefined
  place?: Point | undefined
  photoUrl?: string | undefined
  cashCollectedPaise?: number | undefined
  /** `code`, `photo` (with a place near enough) or `operator`. */
  proof?: string | undefined
  by?: 'shop' | 'operator' | 'market' | 'point' | 'post' | 'buyer' | undefined
  /** Into whose hands it came, where that was not the buyer. */
  receivedBy?: 'neighbour' | undefined
  /** What was decided after an attempt that failed. */
  answer?: DoorAnswer | undefined
  /** What its carrier has acknowledged. */
  instruction?: CarrierInstruction | undefined
  /** What shop or operator should know, with `status` attention: said in the reader's language by its code. */
  attention?: Attention | undefined
}

/** What a buyer may decide after an attempt that failed. */
export const doorAnswers = ['again', 'slot', 'address', 'neighbour', 'point', 'return'] as const
export type DoorAnswer = (typeof doorAnswers)[number]

/** What a carrier is told about a parcel that it has: what was decided at the door, or not to fetch it. */
export const carrierInstructions = [...doorAnswers, 'cancel'] as const
export type CarrierInstruction = (typeof carrierInstructions)[number]

/** What a carrier has to know at the door, beside the address. */
export interface DoorNote {
  /** The latest decision about the parcel; null: none. */
  instruction: {
    /** Of which attempt, from 1. */
    attempt: number
    answer: DoorAnswer
    slot: { from: Date; until: Date } | null
    note: string | null
    at: Date
  } | null
  /** Who may take it in the buyer's place. */
  neighbour: { name: string; house: string } | null
  /** What the buyer corrected of the address. */
  address: { house: string | null; landmark: string | null; gate: string | null } | null
}

/** A parcel to be made. */
export interface NewShipment extends ParcelFacts {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  orderId: Id<'order'>
  state: 'created' | 'offered'
  /** The point where its buyer fetches it. */
  toPoint: Id<'point'> | null
  awb?: string | null
}

/** A leg to be made: looked for a carrier at once. */
export type NewLeg = Omit<NewShipment, 'state' | 'toPoint'> & LegFacts & { parcelId: Id<'shipment'> }

/** What is looked at when goods are fetched at a buyer's door. */
export const pickupChecks = ['pieces', 'article', 'seal', 'condition', 'photo'] as const
export type PickupCheckName = (typeof pickupChecks)[number]

/** What its carrier looks at before it takes goods at a buyer's door. Nothing here names a person. */
export interface CheckList {
  /** Why they go back. */
  reason: string
  items: { name: string; nameHi: string | null; quantity: number }[]
  /** Those that are to be answered. */
  checks: PickupCheckName[]
}

/** What a rider found. */
export interface PickupFound {
  /** Pieces that were counted. */
  pieces?: number | undefined
  /** They are the articles of the list. */
  article?: boolean | undefined
  /** Seals and tags are whole. */
  seal?: boolean | undefined
  /** They look as the buyer says. */
  condition?: boolean | undefined
}

/** A word about a parcel from whoever carries it, or from an operator. */
export interface ToldWord {
  /** `post`: its files are proof by themselves. `point`: by the people of a point. */
  by: 'provider' | 'shop' | 'operator' | 'post' | 'point' | 'buyer'
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
  /** The rider, as its provider calls it. */
  riderId?: string | undefined
  /** With `delivered`: the buyer when absent. */
  receivedBy?: 'buyer' | 'neighbour' | undefined
  /** With `pickedUp` at a buyer's door. */
  found?: PickupFound | undefined
}

/** What became of a word. Only `wrongCode` changed a count alone. */
export type WordOutcome =
  | { outcome: 'recorded'; effect: EntryEffect; state: ShipmentState }
  | { outcome: 'repeated'; state: ShipmentState }
  | { outcome: 'wrongCode'; which: 'handoverCode' | 'deliveryCode'; triesLeft: number }
