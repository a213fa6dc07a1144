import type { Id } from '../../kernel/ids.ts'
import type { DoorAnswer } from '../shipments/index.ts'
import type { DoorDetail } from './door.tables.ts'

/** Who may take a parcel in its buyer's place. */
export interface Neighbour {
  name: string
  house: string
}

/** What was decided after one attempt that failed. */
export interface Decision {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  attempt: number
  answer: DoorAnswer
  /** Null: nobody answered in time. */
  accountId: Id<'account'> | null
  slot: { from: Date; until: Date } | null
  detail: DoorDetail | null
  told: 'waiting' | 'taken' | 'shown'
  decidedAt: Date
}

/** An answer as a buyer gives it. */
export interface Answer extends DoorDetail {
  answer: DoorAnswer
  slot?: { from: Date; until: Date } | undefined
  pointId?: Id<'point'> | undefined
  neighbour?: Neighbour | undefined
}
