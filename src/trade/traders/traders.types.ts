import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { OpeningHours } from '../../kernel/opening-hours.ts'

/** The trading chain from the maker down; a trader may hold several. */
export const tiers = ['manufacturer', 'distributor', 'wholesaler', 'retailer'] as const
export type Tier = (typeof tiers)[number]

/** Whom a listing can be offered to. */
export type BuyerKind = 'consumer' | Tier

export type TraderStatus = 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'

/** What an operator wants mended: an RFC 6901 pointer into the trader as GET shows it, and why. */
export interface SendBackReason {
  pointer: string
  reason: string
}

/** What the later modules need to know of a shop and its trader. */
export interface ShopFacts {
  shopId: Id<'shop'>
  traderId: Id<'trader'>
  /** Only a verified trader's listings can be seen or bought. */
  traderStatus: TraderStatus
  tiers: readonly Tier[]
  legalName: string
  tradeName: string
  shopName: string
  address: { line1: string; line2: string | null; landmark: string | null; city: string }
  pin: string
  state: string
  point: Point
  /** No GSTIN: may sell inside `state` alone (CGST Notification 34/2023). */
  panOnly: boolean
  /** The week and the closed dates, in India's time. */
  hours: OpeningHours
  radiusMetres: number
  pinsServed: readonly string[]
  selfPickup: boolean
  paused: boolean
  upiId: string | null
  gstin: string | null
  fssai: string | null
  carePhone: string | null
  /** Who registered the trader. */
  contactAccountId: Id<'account'>
}

/** What the later modules need to know of a trader that buys. */
export interface BuyerFacts {
  traderId: Id<'trader'>
  status: TraderStatus
  tiers: readonly Tier[]
  legalName: string
  /** Null until a GSTIN or enrolment id was given. */
  state: string | null
  gstin: string | null
}

/** Where something is to go; `point` is null where nobody knows it (Army PINs). */
export interface Drop {
  pin: string
  point: Point | null
}
