import type { ParcelSize } from '../../kernel/parcel-size.ts'

/** What stands on a label. */
export interface Label {
  /** Airway-bill or article number; null within a city. */
  awb: string | null
  /** What the QR code says: the parcel's id. */
  reference: string
  order: string
  carrier: string
  to: { name: string; lines: readonly string[]; pin: string; phone: string }
  from: { name: string; lines: readonly string[]; pin: string }
  /** Cash to collect; 0 when paid. */
  codPaise: bigint
  weightGrams: number
  food: boolean
  /** Has to stay cold on the way. */
  cold: boolean
  /** Outer size; null where it is not known. */
  size: ParcelSize | null
}
