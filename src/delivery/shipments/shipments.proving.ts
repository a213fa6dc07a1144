import { codeOwner, type ShipmentCodes } from './shipments.codes.ts'
import { proofMissing } from './shipments.errors.ts'
import { counterOf, isFromDoor, mostTries, proveDelivery, proveHandover } from './shipments.rules.ts'
import { isBeforeHandover, type ShipmentState } from './shipments.states.ts'
import type { Shipment, ToldWord } from './shipments.types.ts'

type KnownProof = 'code' | 'photo' | 'operator' | 'none'
export type Proved =
  | { kind: 'ok'; proof: KnownProof }
  | { kind: 'wrongCode'; which: 'handoverCode' | 'deliveryCode' }

/** Whether a word that moves a parcel to a state is proved. Throws `proofMissing`. */
export function prove(codes: ShipmentCodes, parcel: Shipment, told: ToldWord, to: ShipmentState): Proved {
  if (told.by === 'operator') return { kind: 'ok', proof: 'operator' }
  if (told.by === 'post') return { kind: 'ok', proof: 'none' }
  if (told.by === 'point' && parcel.leg > 0) return proveHandIn(codes, parcel, told)
  const shared = { hasPhoto: told.photoUrl !== undefined, place: told.place }
  if (to === 'delivered') {
    const code = told.deliveryCode
    const proof = proveDelivery({
      ...shared,
      codeFits:
        code === undefined
          ? undefined
          : codes.fits(codeOwner(parcel, 'delivery'), 'delivery', code, parcel.deliveryCodeHash),
      tries: parcel.deliveryTries,
      drop: parcel.drop.point,
      counter: counterOf(parcel),
    })
    if (proof.kind === 'missing') throw proofMissing(proof.why)
    return proof.kind === 'ok' ? proof : { kind: 'wrongCode', which: 'deliveryCode' }
  }
  if (to === 'pickedUp' && parcel.carrier === 'provider' && isBeforeHandover(parcel.state)) {
    const code = told.handoverCode
    const proof = proveHandover({
      ...shared,
      codeFits:
        code === undefined
          ? undefined
          : codes.fits(codeOwner(parcel, 'handover'), 'handover', code, parcel.handoverCodeHash),
      tries: parcel.handoverTries,
      shop: isFromDoor(parcel) ? null : parcel.pickup.point,
    })
    if (proof.kind === 'missing') throw proofMissing(proof.why)
    return proof.kind === 'ok' ? proof : { kind: 'wrongCode', which: 'handoverCode' }
  }
  if (to === 'returned' && isFromDoor(parcel))
    throw proofMissing(
      'Goods that a buyer sends back go to the shop: tell delivered with the deliveryCode that the shop shows. If they went back to the buyer, ask an operator.',
    )
  // A shop that shows no code takes the parcel on the carrier's word; one that was shown has to be right.
  if (to === 'returned' && (parcel.fromPoint || told.deliveryCode !== undefined))
    return proveReturn(codes, parcel, told)
  return { kind: 'ok', proof: 'none' }
}

/** The people of a point type in the code with which the carrier fetched the parcel: both were there. */
function proveHandIn(codes: ShipmentCodes, parcel: Shipment, told: ToldWord): Proved {
  if (told.handoverCode === undefined || parcel.deliveryTries >= mostTries)
    throw proofMissing(
      'Ask the carrier for the code with which it fetched the parcel, or let the carrier send yours.',
    )
  const owner = codeOwner(parcel, 'handover')
  return codes.fits(owner, 'handover', told.handoverCode, parcel.handoverCodeHash)
    ? { kind: 'ok', proof: 'code' }
    : { kind: 'wrongCode', which: 'deliveryCode' }
}

/** A point that gets a parcel back shows a code, as it does for every other hand-over. */
function proveReturn(codes: ShipmentCodes, parcel: Shipment, told: ToldWord): Proved {
  const open = parcel.deliveryTries < mostTries
  if (told.deliveryCode === undefined || !open)
    throw proofMissing(
      open
        ? 'Send the deliveryCode that the point shows for parcels that come back.'
        : `The code was wrong ${mostTries} times. Ask an operator.`,
    )
  return codes.codeOf(parcel.shipmentId, 'return') === told.deliveryCode
    ? { kind: 'ok', proof: 'code' }
    : { kind: 'wrongCode', which: 'deliveryCode' }
}
