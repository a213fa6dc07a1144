import type { Id } from '../../kernel/ids.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import type { Viewer } from './shipments.policy.ts'
import type { EntryView, ProviderShipmentView, ShipmentView } from './shipments.schema.ts'
import type { TakenWord } from './shipments.service.ts'
import { isBeforeHandover, isEnded, isSearching } from './shipments.states.ts'
import type { Entry, Shipment } from './shipments.types.ts'

export const entryViewOf = (entry: Entry): EntryView => ({
  sequence: entry.sequence,
  status: entry.status,
  effect: entry.effect,
  state: entry.stateAfter,
  by: entry.detail?.by ?? (entry.providerId && entry.status !== 'booked' ? 'provider' : 'market'),
  occurredAt: entry.occurredAt,
  recordedAt: entry.recordedAt,
  ...(entry.detail?.reason === undefined ? {} : { reason: entry.detail.reason }),
  ...(entry.detail?.place === undefined ? {} : { place: entry.detail.place }),
  ...(entry.detail?.photoUrl === undefined ? {} : { photoUrl: entry.detail.photoUrl }),
})

const sharedOf = (parcel: Shipment, timeline: readonly Entry[]) => ({
  shipmentId: parcel.shipmentId,
  orderId: parcel.orderId,
  shopId: parcel.shopId,
  state: parcel.state,
  trackingUrl: parcel.trackingUrl,
  promisedBy: parcel.promisedBy,
  codPaise: parcel.codPaise,
  timeline: timeline.map(entryViewOf),
})

/**
 * A parcel as buyer, shop or operator may see it. The hand-over code is for the shop alone, the delivery code
 * for the buyer alone: each proves that the two met.
 */
export function shipmentViewOf(
  parcel: Shipment,
  given: {
    viewer: Viewer
    timeline: readonly Entry[]
    providerName: string | undefined
    codes: ShipmentCodes
  },
): ShipmentView {
  const { viewer, codes } = given
  const showsHandover = viewer === 'shop' && parcel.carrier === 'provider' && isBeforeHandover(parcel.state)
  const showsDelivery = viewer === 'buyer' && !isSearching(parcel.state) && !isEnded(parcel.state)
  return {
    ...sharedOf(parcel, given.timeline),
    viewer,
    carrier: parcel.carrier,
    provider: parcel.providerId
      ? { providerId: parcel.providerId, name: given.providerName ?? 'Delivery partner' }
      : null,
    ...(showsHandover ? { handoverCode: codes.codeOf(parcel.shipmentId, 'handover') } : {}),
    ...(showsDelivery ? { deliveryCode: codes.codeOf(parcel.shipmentId, 'delivery') } : {}),
    ...(viewer === 'buyer' ? {} : { attention: parcel.attention, retryAt: parcel.retryAt }),
  }
}

/**
 * A parcel as a provider may see it. Before it has accepted, and again after the parcel has arrived or gone
 * back, there are PIN codes, distance, weight and cash alone: no name, phone or address line.
 */
export function providerViewOf(
  parcel: Shipment,
  given: {
    reference: Id<'offer'>
    accepted: boolean
    timeline: readonly Entry[]
    shop: ShopFacts | undefined
    order: OrderFacts | undefined
  },
): ProviderShipmentView {
  const { accepted, shop, order } = given
  const open = accepted && !isEnded(parcel.state)
  const address = shop?.address
  return {
    ...sharedOf(parcel, given.timeline),
    reference: given.reference,
    accepted,
    pickup: {
      pin: parcel.pickup.pin,
      ...(open && shop && address
        ? {
            point: parcel.pickup.point,
            name: shop.shopName,
            line1: address.line1,
            line2: address.line2,
            landmark: address.landmark,
            ...(shop.carePhone ? { phone: shop.carePhone } : {}),
          }
        : {}),
    },
    drop: {
      pin: parcel.drop.pin,
      ...(open && order
        ? {
            point: order.drop.point,
            name: order.drop.name,
            phone: order.drop.phone,
            line1: order.drop.line1,
            line2: order.drop.line2,
            landmark: order.drop.landmark,
          }
        : {}),
    },
    distanceMetres: parcel.distanceMetres,
    weightGrams: parcel.weightGrams,
    food: parcel.isFood,
  }
}

/** What became of a word, for its teller. */
export const outcomeViewOf = (outcome: TakenWord) => ({
  state: outcome.state,
  effect: outcome.outcome === 'recorded' ? outcome.effect : ('repeated' as const),
})
