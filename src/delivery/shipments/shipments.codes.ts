import type { Id } from '../../kernel/ids.ts'
import { hashCode, numericCode, verifyCode } from '../../platform/crypto/index.ts'
import type { LegFacts } from './shipments.types.ts'

/** `return`: shown at the point that gets a leg's parcel back. */
export type CodeKind = 'handover' | 'delivery' | 'return'

/**
 * Whose code counts at a leg's ends: where it begins at the shop or ends at the buyer's it is the whole parcel's,
 * which shop and buyer see; in between the leg has its own.
 */
export const codeOwner = (
  parcel: Pick<LegFacts, 'parcelId' | 'fromPoint' | 'toPoint' | 'back'> & { shipmentId: Id<'shipment'> },
  kind: CodeKind,
): Id<'shipment'> => {
  if (parcel.parcelId === null || parcel.back) return parcel.shipmentId
  if (kind === 'handover' && parcel.fromPoint === null) return parcel.parcelId
  if (kind === 'delivery' && parcel.toPoint === null) return parcel.parcelId
  return parcel.shipmentId
}

export interface ShipmentCodes {
  /** Six digits; the same for the same parcel, so that they need not be stored. */
  codeOf(shipmentId: Id<'shipment'>, kind: CodeKind): string
  /** Of a parcel, or of a leg whose ends say whose codes count. */
  hashesOf(shipmentId: Id<'shipment'>, leg?: LegFacts): { handoverCodeHash: string; deliveryCodeHash: string }
  /** Compares in constant time. */
  fits(shipmentId: Id<'shipment'>, kind: CodeKind, code: string, hash: string): boolean
}

/** The codes at the shop and at the door. The key lies outside the database. */
export function createShipmentCodes({ key }: { key: string | Buffer }): ShipmentCodes {
  const codeOf = (shipmentId: Id<'shipment'>, kind: CodeKind): string =>
    numericCode({ secret: key, parts: ['shipment', shipmentId, kind], digits: 6 })
  const saltOf = (shipmentId: Id<'shipment'>, kind: CodeKind): string => `${shipmentId}.${kind}`
  const hash = (shipmentId: Id<'shipment'>, kind: CodeKind): string =>
    hashCode({ code: codeOf(shipmentId, kind), salt: saltOf(shipmentId, kind), pepper: key })
  return {
    codeOf,
    hashesOf: (shipmentId, leg) => ({
      handoverCodeHash: hash(leg ? codeOwner({ ...leg, shipmentId }, 'handover') : shipmentId, 'handover'),
      deliveryCodeHash: hash(leg ? codeOwner({ ...leg, shipmentId }, 'delivery') : shipmentId, 'delivery'),
    }),
    fits: (shipmentId, kind, code, stored) =>
      verifyCode({ code, salt: saltOf(shipmentId, kind), pepper: key, hash: stored }),
  }
}
