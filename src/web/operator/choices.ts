import type { Input } from '../api/client.ts'

type TraderStatus = NonNullable<NonNullable<Input<'listTradersToReview'>['query']>['status']>
type Settled = Input<'settleShipment'>['body']['status']

/** Lists of traders, in the order of the tabs. */
export const statuses = [
  'submitted',
  'sentBack',
  'verified',
  'suspended',
  'draft',
] as const satisfies TraderStatus[]

/** Lists of startups, in the order of the tabs. */
export const providerStatuses = ['submitted', 'sandbox', 'approved', 'suspended', 'draft'] as const

/** Fields that may be sent back, as the API points at them. */
export const reviewFields = [
  'legalName',
  'tradeName',
  'pan',
  'gstin',
  'enrolmentId',
  'udyam',
  'fssai',
  'upiId',
  'bank',
  'tiers',
  'shops',
] as const

/** What an operator may settle a parcel as, when codes and photos could not. */
export const settlements = [
  'pickedUp',
  'delivered',
  'returning',
  'returned',
  'lost',
] as const satisfies Settled[]

/** Whom an announcement is for. */
export const audiences = ['everyone', 'consumers', 'traders', 'providers'] as const
