import type { Id } from '../../kernel/ids.ts'

/** One District One Product, and geographical indications registered under the Act of 1999. */
export const markKinds = ['odop', 'gi'] as const
export type MarkKind = (typeof markKinds)[number]

/** `claimed` until an operator says `approved` or `refused`; a refused one can be claimed again. */
export const claimStatuses = ['claimed', 'approved', 'refused'] as const
export type ClaimStatus = (typeof claimStatuses)[number]

/** Something that a list names. */
export interface CraftEntry {
  entryId: Id<'markEntry'>
  kind: MarkKind
  name: string
  nameHi: string | null
  states: string[]
  district: string | null
  number: string | null
  goodsType: string | null
}

/** The mark of a listing, as buyers see it. */
export interface Mark {
  kind: MarkKind
  name: string
  nameHi: string | null
  state: string
  district: string
}

export interface Claim extends Mark {
  claimId: Id<'markClaim'>
  shopId: Id<'shop'>
  traderId: Id<'trader'>
  listingId: Id<'listing'>
  entryId: Id<'markEntry'>
  authorisedUser: string | null
  documentId: Id<'document'> | null
  status: ClaimStatus
  reason: string | null
  version: number
  createdAt: Date
  decidedAt: Date | null
}
