import { idOf, uuidOf } from '../../kernel/ids.ts'
import type { NetworkParcel, ParcelOffer } from '../dispatch/index.ts'
import { goodsOf, type ProviderShipmentView } from '../shipments/index.ts'
import { sandboxCodes, shownState } from './sandbox.rules.ts'
import type { SandboxParcel } from './sandbox.store.ts'

/** What artificial parcels carry. */
export const sandboxGoods = {
  weightGrams: 900,
  isFood: false,
  isCold: false,
  reverse: false,
  size: { lengthMm: 250, widthMm: 200, heightMm: 120 },
  codPaise: 0n,
} as const

const shop = { name: 'Artificial shop', line1: '1 Trial Road', line2: null, landmark: 'Do not send a rider' }
const buyer = { name: 'Artificial buyer', line1: '2 Trial Road', line2: null, landmark: null }

/** An artificial parcel as sellers of an open network are told of it; its codes are published. */
export const networkParcelOf = ({
  reference,
  shipmentId,
  pickup,
  drop,
  distanceMetres,
  pricePaise,
}: SandboxParcel): NetworkParcel => ({
  ...{ reference, shipmentId, distanceMetres, pricePaise },
  ...sandboxGoods,
  ...sandboxCodes,
  pickup: { ...pickup, name: shop.name, phone: noPhone, line1: shop.line1, line2: shop.landmark },
  drop: { ...drop, name: buyer.name, phone: noPhone, line1: buyer.line1, line2: '' },
})
const noPhone = '+910000000000'

/**
 * An artificial parcel as its provider sees it, as it would see any other: addresses from its yes until the parcel is
 * there, and nothing of one that was given back. Order and shop are names of nothing.
 */
export function sandboxViewOf(parcel: SandboxParcel): ProviderShipmentView | undefined {
  const { state, pickup, drop, timeline } = parcel
  if (state === 'failed') return undefined
  const moved = timeline.findLast(({ effect }) => effect === 'moved')
  const isOpen = state === 'booked' || state === 'pickedUp'
  return {
    shipmentId: parcel.shipmentId,
    orderId: idOf('order', uuidOf(parcel.parcelId)),
    shopId: idOf('shop', uuidOf(parcel.parcelId)),
    state: moved?.state ?? shownState[state],
    trackingUrl: null,
    awb: null,
    promisedBy: state === 'asked' ? null : parcel.bringBy,
    codPaise: sandboxGoods.codPaise,
    timeline: timeline.map((line, at) => ({
      ...line,
      sequence: at + 1,
      occurredAt: new Date(line.occurredAt),
      recordedAt: new Date(line.recordedAt),
    })),
    reference: parcel.reference,
    accepted: state !== 'asked',
    pickup: { pin: pickup.pin, ...(isOpen ? { point: pickup.point, ...shop } : {}) },
    drop: { pin: drop.pin, ...(isOpen ? { point: drop.point, ...buyer } : {}) },
    distanceMetres: parcel.distanceMetres,
    weightGrams: sandboxGoods.weightGrams,
    food: sandboxGoods.isFood,
    ...goodsOf(sandboxGoods),
    checkList: null,
    endsAt: 'door',
    door: { instruction: null, neighbour: null },
  }
}

/** As it is offered. */
export const offerOf = (parcel: SandboxParcel): ParcelOffer => {
  const { reference, shipmentId, pickup, drop, distanceMetres, pricePaise, decideBy } = parcel
  return {
    ...{ reference, shipmentId, pickup, dropPin: drop.pin, distanceMetres },
    ...sandboxGoods,
    ...{ pricePaise, decideBy },
  }
}
