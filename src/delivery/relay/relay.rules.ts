import type { Id } from '../../kernel/ids.ts'
import {
  type CarrierWord,
  type Holder,
  isBeforeHandover,
  isEnded,
  type LegFacts,
  type Shipment,
  type ShipmentState,
} from '../shipments/index.ts'

/** A leg as the rules see it, after its move. */
export interface LegMove extends Pick<LegFacts, 'fromPoint' | 'toPoint' | 'back'> {
  before: ShipmentState
  state: ShipmentState
  providerId: Id<'provider'> | null
}

/** What a leg's move says of the whole. */
export interface Step {
  word: CarrierWord
  /** Who answers for the parcel from now on; null: as before. */
  holder: Holder | null
}

export interface Consequence {
  steps: readonly Step[]
  /** `plan`: on, from the point. `wait`: the buyer fetches it there. `back`: to the shop, from the point. */
  next: 'none' | 'plan' | 'wait' | 'back'
  at: Id<'point'> | null
}

const endOfWay: readonly ShipmentState[] = ['outForDelivery', 'atDrop', 'deliveryFailed']

/** So many times a parcel is carried towards its buyer and comes back, before it goes back to the shop. */
export const mostReturns = 2

/**
 * What a leg that moved says of the whole parcel: the words of it, whose hands it is in, and what comes next.
 * Pure, and total over the moves of a leg: everything that a relay does follows from here.
 */
export function afterLeg(
  leg: LegMove,
  whole: {
    toPoint: Id<'point'> | null
    returns: number
    /** Its buyer, or the time, has decided that it goes back to the shop. */
    turned?: boolean
  },
): Consequence {
  const steps: Step[] = []
  const end = (next: Consequence['next'] = 'none', at: Id<'point'> | null = null): Consequence => ({
    steps,
    next,
    at,
  })
  if (isBeforeHandover(leg.before) && !isBeforeHandover(leg.state) && leg.state !== 'cancelled') {
    const atShop = leg.fromPoint === null && !leg.back
    // A shop that carries the first leg itself answers for it on the way, too.
    const holder: Holder | null = leg.providerId ? { kind: 'provider', id: leg.providerId } : null
    steps.push({ word: atShop ? 'pickedUp' : 'inTransit', holder })
  }
  switch (leg.state) {
    case 'delivered':
      if (leg.toPoint) {
        const last = !leg.back && leg.toPoint === whole.toPoint
        steps.push({ word: last ? 'atDrop' : 'atHub', holder: { kind: 'point', id: leg.toPoint } })
        return end(leg.back ? 'back' : last ? 'wait' : 'plan', leg.toPoint)
      }
      steps.push(
        leg.back
          ? { word: 'returned', holder: { kind: 'shop' } }
          : { word: 'delivered', holder: { kind: 'buyer' } },
      )
      return end()
    case 'returned':
      if (leg.fromPoint) {
        steps.push({ word: 'atHub', holder: { kind: 'point', id: leg.fromPoint } })
        return end(
          leg.back || whole.turned || whole.returns + 1 >= mostReturns ? 'back' : 'plan',
          leg.fromPoint,
        )
      }
      steps.push({ word: 'returned', holder: { kind: 'shop' } })
      return end()
    case 'lost':
    case 'disposed':
      steps.push({ word: leg.state, holder: null })
      return end()
    case 'returning':
      // The one who carries it all the way brings it back all the way.
      if (leg.fromPoint === null && leg.toPoint === null && !leg.back)
        steps.push({ word: 'returning', holder: null })
      return end()
    case 'inTransit':
    case 'atHub':
      steps.push({ word: leg.state, holder: null })
      return end()
    default:
      if (endOfWay.includes(leg.state))
        steps.push({
          word: leg.toPoint === null && !leg.back ? (leg.state as CarrierWord) : 'inTransit',
          holder: null,
        })
      return end()
  }
}

/**
 * At which point its buyer fetches a parcel, and until when once it lies there; null where it comes to a door, goes
 * back or has ended.
 */
export function collectedAt(
  whole: Pick<Shipment, 'toPoint' | 'back' | 'state' | 'stateSince'>,
  given: {
    /** The point that the buyer chose at checkout. */
    chosen: Id<'point'> | null
    /** Who has it now. */
    holder: Holder | undefined
    /** So long it waits there. */
    collectHours: number
  },
): { pointId: Id<'point'>; until: Date | null } | null {
  const { toPoint: pointId, state } = whole
  if (!pointId || whole.back || isEnded(state)) return null
  const isThere = given.holder?.kind === 'point' && given.holder.id === pointId
  const waits = isThere && state === 'atDrop'
  // The people of a point that was not chosen bring it to the door.
  if (isThere && !waits && given.chosen !== pointId) return null
  return {
    pointId,
    until: waits ? new Date(whole.stateSince.getTime() + given.collectHours * 3_600_000) : null,
  }
}
