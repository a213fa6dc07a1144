import type { Id } from '../../kernel/ids.ts'
import { hashCode, numericCode, verifyCode } from '../../platform/crypto/index.ts'

export type CodeKind = 'handover' | 'delivery'

export interface ShipmentCodes {
  /** Six digits; the same for the same parcel, so that they need not be stored. */
  codeOf(shipmentId: Id<'shipment'>, kind: CodeKind): string
  hashesOf(shipmentId: Id<'shipment'>): { handoverCodeHash: string; deliveryCodeHash: string }
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
    hashesOf: (shipmentId) => ({
      handoverCodeHash: hash(shipmentId, 'handover'),
      deliveryCodeHash: hash(shipmentId, 'delivery'),
    }),
    fits: (shipmentId, kind, code, stored) =>
      verifyCode({ code, salt: saltOf(shipmentId, kind), pepper: key, hash: stored }),
  }
}
