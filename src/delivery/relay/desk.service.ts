import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database } from '../../platform/database/index.ts'
import type { PointsService } from '../points/index.ts'
import {
  codeWrong,
  isBeforeHandover,
  isEnded,
  type Shipment,
  type ShipmentOrders,
  type Shipments,
  type TakenWord,
  type ToldWord,
  type WordOutcome,
} from '../shipments/index.ts'
import { notHere } from './relay.errors.ts'

type Actor = { accountId: Id<'account'> }
type DeskRef = { pointId: Id<'point'>; shipmentId: Id<'shipment'> }

/** What a point has to do with a parcel. */
export type DeskRole = 'coming' | 'toBuyer' | 'toCarrier' | 'mayReturn'

export interface DeskParcel {
  parcel: Shipment
  role: DeskRole
  /** The code that the point shows to the carrier who stands there. */
  showCode: string | null
  /** Where the point itself brings it. */
  door: { name: string; line1: string; line2: string | null; landmark: string | null } | null
}

/** Here every code is typed into the one field `code`. */
function refuseWrongCode(outcome: WordOutcome): TakenWord {
  if (outcome.outcome === 'wrongCode') throw codeWrong('code', outcome.triesLeft)
  return outcome
}

const atDoorStates = ['atHub', 'atDrop', 'outForDelivery', 'deliveryFailed']

export type Desk = ReturnType<typeof createDesk>

/** What the people of a point do: they see the parcels of their point, take them in and hand them out. */
export function createDesk({
  db,
  shipments,
  points,
  orders,
}: {
  db: Database
  shipments: Shipments
  points: PointsService
  orders: Pick<ShipmentOrders, 'ordersFor'>
}) {
  const roleOf = (parcel: Shipment, pointId: Id<'point'>): DeskRole | undefined => {
    if (parcel.leg === 0) {
      const mine = parcel.toPoint === pointId && !parcel.back && atDoorStates.includes(parcel.state)
      return mine ? 'toBuyer' : undefined
    }
    if (parcel.fromPoint === pointId) return isBeforeHandover(parcel.state) ? 'toCarrier' : 'mayReturn'
    return parcel.toPoint === pointId && !isEnded(parcel.state) ? 'coming' : undefined
  }

  const codeFor = (parcel: Shipment, role: DeskRole): string | null => {
    const kind = { coming: 'delivery', toCarrier: 'handover', mayReturn: 'return', toBuyer: null } as const
    const shown = kind[role]
    return shown && !['created', 'offered', 'bookingFailed'].includes(parcel.state)
      ? shipments.codes.codeOf(parcel.shipmentId, shown)
      : null
  }

  const word = (status: string, more: Partial<ToldWord>): ToldWord => ({
    by: 'point',
    providerId: null,
    eventId: null,
    status,
    occurredAt: new Date(),
    ...more,
  })

  /** The whole of a parcel that lies at this point for its buyer, locked. */
  const lockForBuyer = async (
    tx: Parameters<Shipments['lock']>[0],
    { pointId, shipmentId }: DeskRef,
  ): Promise<Shipment> => {
    const seen = await shipments.read(tx, shipmentId)
    const whole = seen && seen.leg === 0 ? await shipments.lock(tx, seen) : undefined
    if (whole?.toPoint !== pointId) throw notFound('shipment')
    const holder = (await shipments.custodyOf(tx, whole)).at(-1)?.holder
    if (holder?.kind !== 'point' || holder.id !== pointId || roleOf(whole, pointId) !== 'toBuyer')
      throw notHere()
    return whole
  }

  return {
    /** Parcels that come, lie here, or may come back, the newest first. */
    async list(person: Actor, pointId: Id<'point'>): Promise<DeskParcel[]> {
      const point = await points.requirePoint(db, person, pointId)
      const mine = (await shipments.ofPoint(db, pointId)).flatMap((parcel) => {
        const role = roleOf(parcel, pointId)
        return role ? [{ parcel, role }] : []
      })
      const brings = point.deliversMetres !== null
      const facts = brings
        ? await orders.ordersFor(
            db,
            mine.filter(({ role }) => role === 'toBuyer').map(({ parcel }) => parcel.orderId),
          )
        : new Map()
      return mine.map(({ parcel, role }) => {
        const order = facts.get(parcel.orderId)
        // Who fetches it here is known by the code alone; an address is for whom the point brings it to.
        const isFetched = parcel.state === 'atDrop' || order?.pointId != null
        const door = role === 'toBuyer' && order && !isFetched ? order.drop : null
        return {
          ...{ parcel, role, showCode: codeFor(parcel, role) },
          door: door && {
            ...{ name: door.name, line1: door.line1 },
            ...{ line2: door.line2, landmark: door.landmark },
          },
        }
      })
    },

    /** Takes a parcel from its carrier, by the code with which that fetched it. Throws `codeWrong`, `proofMissing`. */
    async handIn(person: Actor, { pointId, shipmentId }: DeskRef, code: string): Promise<TakenWord> {
      await points.requirePoint(db, person, pointId)
      const outcome = await db.transaction(async (tx) => {
        const seen = await shipments.read(tx, shipmentId)
        const leg = seen && seen.leg > 0 ? await shipments.lock(tx, seen) : undefined
        if (leg?.toPoint !== pointId || leg.fromPoint === pointId) throw notFound('shipment')
        return shipments.told(
          tx,
          leg,
          word('delivered', { handoverCode: code, cashCollectedPaise: 0n, providerId: leg.providerId }),
        )
      })
      return refuseWrongCode(outcome)
    },

    /** The point sets out to bring a parcel to its buyer's door. */
    async setOut(person: Actor, ref: DeskRef): Promise<TakenWord> {
      await points.requirePoint(db, person, ref.pointId)
      const outcome = await db.transaction(async (tx) =>
        shipments.told(tx, await lockForBuyer(tx, ref), word('outForDelivery', {})),
      )
      return refuseWrongCode(outcome)
    },

    /**
     * Hands a parcel to its buyer, at the counter or at the door, by the buyer's code and for the
     * cash that is due: from then on it is the point's to settle. Throws `codeWrong`, `cashDiffers`.
     */
    async handOut(
      person: Actor,
      ref: DeskRef,
      { code, cashCollectedPaise }: { code: string; cashCollectedPaise?: Paise | undefined },
    ): Promise<TakenWord> {
      const point = await points.requirePoint(db, person, ref.pointId)
      const outcome = await db.transaction(async (tx) => {
        const whole = await lockForBuyer(tx, ref)
        const told = await shipments.told(
          tx,
          whole,
          word('delivered', { deliveryCode: code, cashCollectedPaise }),
        )
        if (told.outcome === 'recorded' && told.state === 'delivered') {
          const brought = whole.state === 'outForDelivery' ? BigInt(point.deliveryFeePaise) : 0n
          await points.left(tx, ref.pointId, whole, 'buyer', brought)
        }
        return told
      })
      return refuseWrongCode(outcome)
    },
  }
}
