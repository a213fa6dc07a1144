import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { Hand, ParcelProof } from './shipments.ports.ts'
import type { Shipment, ToldWord } from './shipments.types.ts'

/** Where a parcel or leg begins: at a point, or at the shop; on the way back at the buyer's. */
const sourceOf = ({ fromPoint, back, shopId }: Shipment): Hand => {
  if (fromPoint) return { kind: 'point', pointId: fromPoint }
  return back ? { kind: 'buyer' } : { kind: 'shop', shopId }
}

/** Where it ends: a leg may end at a point; on the way back the shop is the end. */
const targetOf = ({ leg, toPoint, back, shopId }: Shipment): Hand => {
  if (leg > 0 && toPoint) return { kind: 'point', pointId: toPoint }
  return back ? { kind: 'shop', shopId } : { kind: 'buyer' }
}

const carrierOf = (parcel: Shipment, told: ToldWord): Hand => {
  const { shopId, toPoint, carrier, via } = parcel
  if (carrier === 'shop') return { kind: 'shop', shopId }
  const providerId = told.providerId ?? parcel.providerId
  if (carrier === 'provider' && providerId) return { kind: 'provider', providerId }
  if (via === 'post') return { kind: 'post' }
  // Of a parcel that went through several hands: the point from which its buyer fetched it.
  return toPoint ? { kind: 'point', pointId: toPoint } : { kind: 'carriers' }
}

const kindOf = ({ kind }: Hand): ParcelProof['kind'] =>
  kind === 'buyer' ? 'delivered' : kind === 'shop' ? 'returned' : 'handedOver'

/**
 * What a move proves, if it takes the parcel from one hand to another: from shop or point to who carries it, to
 * the buyer or the next point, or back. A shop that carries its own parcel hands nothing over but to the buyer.
 */
export function proofOf(
  before: Shipment,
  after: Shipment,
  told: ToldWord,
  proof: ParcelProof['proof'],
): ParcelProof | undefined {
  if (after.state === before.state) return undefined
  const { shopId, orderId } = after
  // Receipts of all legs stand with the whole parcel.
  const shipmentId = after.parcelId ?? after.shipmentId
  const carrier = carrierOf(after, told)
  const isPhoto = proof === 'photo'
  const between = (from: Hand, to: Hand, kind: ParcelProof['kind'], place: Point | null): ParcelProof => ({
    ...{ shopId, shipmentId, orderId, proof, kind, from, to, happenedAt: after.stateSince },
    ...(isPhoto ? { photoUrl: told.photoUrl, place: told.place } : {}),
    metres: isPhoto && told.place && place ? distanceMetres(told.place, place) : undefined,
    cashPaise: kind === 'delivered' ? after.codPaise : 0n,
  })
  const source = sourceOf(after)
  const target = targetOf(after)
  if (after.state === 'pickedUp' && carrier.kind !== 'shop')
    return between(source, carrier, 'handedOver', after.pickup.point)
  if (after.state === 'delivered') return between(carrier, target, kindOf(target), after.drop.point)
  if (after.state === 'returned' && carrier.kind !== 'shop')
    return between(carrier, source, kindOf(source), null)
  return undefined
}
