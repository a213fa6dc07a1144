import type { Id } from '../../kernel/ids.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import type { ShopFacts } from '../../trade/traders/index.ts'
import type { PointFacts } from '../points/index.ts'
import { type Attention, attentionFields } from './shipments.attention.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import type { Viewer } from './shipments.policy.ts'
import { counterOf, isFromDoor, numberOf } from './shipments.rules.ts'
import type { EntryView, ProviderShipmentView, ShipmentView } from './shipments.schema.ts'
import { isBeforeHandover, isEnded, isSearching } from './shipments.states.ts'
import type { TakenWord } from './shipments.telling.ts'
import type { CheckList, DoorNote, Entry, ParcelFacts, Shipment } from './shipments.types.ts'

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
  ...(entry.detail?.receivedBy ? { receivedBy: entry.detail.receivedBy } : {}),
  ...(entry.detail?.answer ? { answer: entry.detail.answer } : {}),
  ...(entry.detail?.instruction ? { instruction: entry.detail.instruction } : {}),
  ...attentionOf(entry.detail?.attention),
})

const attentionOf = (attention: Attention | undefined) => {
  if (!attention) return {}
  const { code, ...facts } = attention
  return { attentionCode: code, attentionFacts: facts }
}

const sharedOf = (parcel: Shipment, timeline: readonly Entry[]) => ({
  shipmentId: parcel.shipmentId,
  orderId: parcel.orderId,
  shopId: parcel.shopId,
  state: parcel.state,
  trackingUrl: parcel.trackingUrl,
  awb: numberOf(parcel),
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
    /** The leg that is on its way, of a parcel that goes over several hands. */
    openLeg?: Shipment | undefined
  },
): ShipmentView {
  const { viewer, codes } = given
  const showsHandover = viewer === 'shop' && parcel.carrier !== 'shop' && isBeforeHandover(parcel.state)
  const showsDelivery = viewer === 'buyer' && !isSearching(parcel.state) && !isEnded(parcel.state)
  return {
    ...sharedOf(parcel, given.timeline),
    viewer,
    carrier: parcel.carrier,
    provider: parcel.providerId
      ? { providerId: parcel.providerId, name: given.providerName ?? 'Delivery partner' }
      : null,
    ...(showsHandover ? { handoverCode: codes.codeOf(parcel.shipmentId, 'handover') } : {}),
    ...(viewer === 'shop' ? returnCodeOf(parcel, given.openLeg, codes) : {}),
    ...(viewer === 'shop' && waitsForPost(given.openLeg) ? { mayTakeBack: true } : {}),
    ...(viewer === 'shop' && mayDeliverItself(parcel, given.openLeg) ? { mayDeliverItself: true } : {}),
    ...(showsDelivery ? { deliveryCode: codes.codeOf(parcel.shipmentId, 'delivery') } : {}),
    ...(viewer === 'buyer' ? {} : { ...attentionFields(parcel.attention), retryAt: parcel.retryAt }),
  }
}

/** Whether a leg by post lies at the shop still. */
const waitsForPost = (leg: Shipment | undefined): boolean =>
  leg?.via === 'post' && leg.fromPoint === null && !leg.back && isBeforeHandover(leg.state)

/** Whether a parcel lies at the shop still, and it or the leg that would fetch it there is only looked for. */
const mayDeliverItself = (parcel: Shipment, leg: Shipment | undefined): boolean =>
  (isSearching(parcel.state) || isBeforeHandover(parcel.state)) && isSearching((leg ?? parcel).state)

/**
 * The code with which the shop takes a parcel back: of the leg that brings it, or of the parcel itself while its
 * carrier turns round with it.
 */
const returnCodeOf = (parcel: Shipment, openLeg: Shipment | undefined, codes: ShipmentCodes) => {
  const comes = openLeg?.back && openLeg.toPoint === null && !isSearching(openLeg.state)
  if (comes) return { returnCode: codes.codeOf(openLeg.shipmentId, 'delivery') }
  const turns = parcel.carrier === 'provider' && ['deliveryFailed', 'returning'].includes(parcel.state)
  return turns ? { returnCode: codes.codeOf(parcel.shipmentId, 'return') } : {}
}

const placeOf = ({ name, line1, phone }: PointFacts) => ({
  ...{ name, line1, line2: null, landmark: null },
  ...(phone ? { phone } : {}),
})

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
    /** The points at which a leg begins and ends. */
    points?: ReadonlyMap<Id<'point'>, PointFacts>
    /** What there is to know at the door; nothing when absent. */
    door?: DoorNote | undefined
    /** What to look at when goods are fetched at the buyer's door. */
    checkList?: CheckList | undefined
  },
): ProviderShipmentView {
  const { accepted, shop, order } = given
  const open = accepted && !isEnded(parcel.state)
  // Of a leg its carrier sees where that begins and ends, and nothing of the rest of the way.
  const pointAt = (id: Id<'point'> | null) => (id && parcel.leg > 0 ? given.points?.get(id) : undefined)
  const [from, to] = [pointAt(parcel.fromPoint), pointAt(parcel.toPoint)]
  const atShop = parcel.fromPoint === null && !parcel.back
  const toBuyer = parcel.leg === 0 || (parcel.toPoint === null && !parcel.back)
  const atDoor = isFromDoor(parcel)
  const toShop = parcel.back && parcel.toPoint === null
  const ofShop =
    open && shop
      ? {
          name: shop.shopName,
          line1: shop.address.line1,
          line2: shop.address.line2,
          landmark: shop.address.landmark,
          ...(shop.carePhone ? { phone: shop.carePhone } : {}),
        }
      : {}
  return {
    ...sharedOf(parcel, given.timeline),
    reference: given.reference,
    accepted,
    pickup: {
      pin: parcel.pickup.pin,
      ...(open && (atShop ? shop : from) ? { point: parcel.pickup.point } : {}),
      ...(atShop ? ofShop : open && from ? placeOf(from) : {}),
      ...(open && order && atDoor ? { point: order.drop.point, ...doorOf(order, given.door) } : {}),
    },
    drop: {
      pin: parcel.drop.pin,
      ...(toShop ? ofShop : {}),
      ...(open && shop && atDoor ? { point: shop.point } : {}),
      ...(open && to ? { point: to.place, ...placeOf(to) } : {}),
      ...(open && order && toBuyer
        ? {
            point: order.drop.point,
            ...doorOf(order, given.door),
          }
        : {}),
    },
    endsAt: counterOf(parcel) ?? 'door',
    distanceMetres: parcel.distanceMetres,
    weightGrams: parcel.weightGrams,
    food: parcel.isFood,
    ...goodsOf({ ...parcel, reverse: isFromDoor(parcel) }),
    checkList: given.checkList ?? null,
    door: {
      instruction: (open && given.door?.instruction) || null,
      neighbour: (open && toBuyer && given.door?.neighbour) || null,
    },
  }
}

/** The buyer's door with what was corrected since. The phone number is nobody's: see `ContactBridge`. */
const doorOf = ({ drop }: OrderFacts, door: DoorNote | undefined) => ({
  name: drop.name,
  line1: door?.address?.house ?? drop.line1,
  line2: drop.line2,
  landmark: door?.address?.landmark ?? drop.landmark,
  ...(door?.address?.gate ? { gate: door.address.gate } : {}),
})

/** What a carrier is told of goods besides weight and food; what is not known is left out. */
export const goodsOf = ({
  isCold,
  size,
  reverse,
}: Pick<ParcelFacts, 'isCold' | 'size'> & { reverse?: boolean | undefined }) => ({
  cold: isCold ?? false,
  reverse: reverse ?? false,
  ...(size ? { size } : {}),
})

/** What became of a word, for its teller. */
export const outcomeViewOf = (outcome: TakenWord) => ({
  state: outcome.state,
  effect: outcome.outcome === 'recorded' ? outcome.effect : ('repeated' as const),
})
