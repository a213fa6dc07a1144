import type { Point } from '../../kernel/geo.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import * as bookings from './bookings.store.ts'
import * as legs from './legs.store.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import { carrierNumberIn, needsBill } from './shipments.rules.ts'
import { isEnded } from './shipments.states.ts'
import * as store from './shipments.store.ts'
import type { LegFacts, NewLeg, NewShipment, Shipment } from './shipments.types.ts'

/** How parcels and legs come to be, and to a carrier with its numbers. */
export function createMaking({ codes }: { codes: ShipmentCodes }) {
  return {
    /** New parcels with an airway-bill number where they go from city to city. */
    async billed<T extends NewShipment>(tx: Tx, parcels: readonly T[]): Promise<T[]> {
      const afar = parcels.filter(needsBill)
      if (afar.length === 0) return [...parcels]
      const bills = await store.newAirwayBills(tx, afar.length)
      const billOf = new Map(afar.map(({ shipmentId }, at) => [shipmentId, bills[at]!]))
      return parcels.map((parcel) => ({ ...parcel, awb: billOf.get(parcel.shipmentId) ?? null }))
    },

    /** Makes parcels (see `billed`), one for each order; those that were made. Its statement is the first thing it does. */
    create: (tx: Tx, parcels: readonly NewShipment[]): Promise<Set<Id<'shipment'>>> =>
      store.insertShipments(
        tx,
        parcels.map((parcel) => ({ ...parcel, ...codes.hashesOf(parcel.shipmentId) })),
      ),

    /** Makes the next leg of a locked parcel. */
    addLeg: (tx: Tx, leg: NewLeg): Promise<Shipment> =>
      legs.insertLeg(tx, { ...leg, ...codes.hashesOf(leg.shipmentId, leg) }),

    /** Books parcels that are still looked for; those that were. Their locks are taken in one order. */
    book: (tx: Tx, taken: readonly bookings.Booking[]) => bookings.bookShipments(tx, taken),

    /**
     * What the carrier of this (locked) parcel calls it, and where it is followed. A number that is none, or that
     * another of its parcels has, is left out.
     */
    async carriedAs(
      tx: Tx,
      parcel: Shipment,
      given: { number?: string | undefined; trackingUrl?: string | undefined },
    ): Promise<Shipment> {
      const { shipmentId, providerId } = parcel
      const number = carrierNumberIn(given.number)
      const claims = number !== null && number !== parcel.carrierNumber && providerId !== null
      const isOurs = claims && (await bookings.claimNumber(tx, { providerId, number, shipmentId }))
      const carrierNumber = isOurs ? number : parcel.carrierNumber
      const trackingUrl = given.trackingUrl ?? parcel.trackingUrl
      if (carrierNumber === parcel.carrierNumber && trackingUrl === parcel.trackingUrl) return parcel
      return store.saveShipment(tx, { ...parcel, carrierNumber, trackingUrl }, [])
    },

    /**
     * Turns a (locked) parcel or leg that its carrier has towards a point: from here on it is a leg that ends there,
     * and the whole waits for its buyer at the point.
     */
    async diverted(tx: Tx, way: legs.Way, to: { pointId: Id<'point'>; pin: string; place: Point }) {
      const { parcel: whole } = way
      const open = way.legs.find((leg) => !isEnded(leg.state))
      const carried = open ?? whole
      const facts = { toPoint: to.pointId, drop: { pin: to.pin, point: to.place } }
      const shape: LegFacts = {
        ...{ leg: open?.leg ?? 1, parcelId: whole.shipmentId, back: false, via: carried.via },
        ...{ fromPoint: carried.fromPoint, toPoint: to.pointId },
      }
      const base = open ?? (await legs.insertLeg(tx, newLegOf(whole, shape, codes)))
      const leg = await legs.redirect(tx, {
        ...{ ...carried, ...shape, ...facts, shipmentId: base.shipmentId },
        ...{ lastSequence: base.lastSequence, ...codes.hashesOf(base.shipmentId, shape) },
      })
      const turned = {
        ...whole,
        toPoint: to.pointId,
        carrier: 'relay' as const,
        providerId: null,
        offerId: null,
        carrierNumber: null,
      }
      return { leg, whole: await store.saveShipment(tx, turned, []) }
    },
  }
}

const newLegOf = (whole: Shipment, shape: LegFacts, codes: ShipmentCodes) => {
  const shipmentId = newId('shipment')
  const { shopId, orderId, pickup, drop, distanceMetres, weightGrams, isFood, isCold, size, codPaise, awb } =
    whole
  return {
    ...{ shopId, orderId, pickup, drop, distanceMetres, weightGrams, isFood, isCold, size, codPaise, awb },
    ...{ ...shape, shipmentId, parcelId: whole.shipmentId, ...codes.hashesOf(shipmentId, shape) },
  }
}
