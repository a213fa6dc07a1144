import type { Id } from '../../kernel/ids.ts'
import type { HeldCash } from './shipments.ports.ts'
import type { Shipment, ToldWord } from './shipments.types.ts'

/** Whether a delivery was told with exactly the cash that is due. What an operator settles needs none. */
export const isCashRight = (parcel: Shipment, told: ToldWord): boolean =>
  told.by === 'operator' || (told.cashCollectedPaise ?? 0n) === parcel.codPaise

/** The cash of a delivered parcel, and in whose hand it is now; undefined where none was due. */
export function cashOf(parcel: Shipment, told: ToldWord, purchaseId: Id<'purchase'>): HeldCash | undefined {
  const { shopId, orderId, codPaise, carrier, toPoint } = parcel
  if (codPaise === 0n) return undefined
  return {
    ...{ shopId, orderId, purchaseId, amountPaise: codPaise, riderId: told.riderId },
    providerId: carrier === 'shop' ? null : (told.providerId ?? parcel.providerId),
    pointId: told.by === 'point' ? toPoint : null,
  }
}
