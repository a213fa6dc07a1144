import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { OpeningHours } from '../../kernel/opening-hours.ts'

/** `kirana`: a trader's shop that keeps parcels for its neighbours. `hub`: where carriers hand over to each other. */
export const pointKinds = ['kirana', 'hub'] as const
export type PointKind = (typeof pointKinds)[number]

/** `paused` by its own people, `suspended` by an operator: what is there is finished, nothing new comes. */
export const pointStatuses = ['open', 'paused', 'suspended'] as const
export type PointStatus = (typeof pointStatuses)[number]

/** What a point offers. */
export interface PointTerms {
  hours: OpeningHours
  /** Parcels that find room at one time. */
  shelfParcels: number
  /** Parcels that it takes on one day in India. */
  parcelsPerDay: number
  /** What it gets for each parcel that it hands out. */
  feePaise: number
  /** How far it brings parcels to doors itself; null: it does not. */
  deliversMetres: number | null
  /** What it gets for bringing one to a door, beside its fee. */
  deliveryFeePaise: number
}

/** A neighbourhood point or a hub. */
export interface PointFacts extends PointTerms {
  pointId: Id<'point'>
  kind: PointKind
  /** The shop that runs a kirana point; null for a hub. */
  shopId: Id<'shop'> | null
  /** The startup whose people work a hub; null: operators do. */
  providerId: Id<'provider'> | null
  name: string
  line1: string
  pin: string
  state: string | null
  district: string | null
  place: Point
  phone: string | null
  status: PointStatus
  /** Why it was suspended. */
  statusReason: string | null
  /** Room that is promised or used now. */
  taken: number
  /** Parcels that were promised room on this day in India. */
  today: number
  version: number
}

/** A point with its open parcels, as operators see it. */
export interface PointLoad extends PointFacts {
  /** Parcels that lie there. */
  here: number
  /** Parcels that were promised room and are not there yet. */
  expected: number
}

/** Which points operators ask for; what is absent is any. */
export interface PointFilter {
  status?: PointStatus | undefined
  kind?: PointKind | undefined
  /** A PIN, or its first digits. */
  pin?: string | undefined
}

/** `collect`: the buyer fetches it. `transit`: it waits for the next carrier. */
export type StayPurpose = 'collect' | 'transit'
export type StayState = 'expected' | 'here' | 'gone' | 'void'

/** One stay of one parcel at one point. */
export interface Stay {
  stayId: Id<'stay'>
  pointId: Id<'point'>
  shopId: Id<'shop'>
  orderId: Id<'order'>
  purpose: StayPurpose
  state: StayState
  feePaise: Paise
  expectedAt: Date
  inAt: Date | null
  outAt: Date | null
  outTo: 'buyer' | 'carrier' | 'shop' | null
}

/** Why an open point has no room: its shelf is full, or it has taken its parcels of the day. */
export type WhyFull = 'shelf' | 'day'

export type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }
