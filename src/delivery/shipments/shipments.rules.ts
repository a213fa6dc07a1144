import { isBetweenCities } from '../../kernel/city.ts'
import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import {
  type CarrierWord,
  carrierWords,
  isBeforeHandover,
  isRepeatable,
  type ShipmentState,
  shipmentTransitions,
} from './shipments.states.ts'
import type { Carrier, Holder, LegFacts, ParcelFacts } from './shipments.types.ts'

/** A delivery code may be mistyped this often. */
export const mostTries = 5
/** A photo counts as proof when it was taken within this distance of the place. */
export const proofRadiusMetres = 200

export type Judged =
  | { effect: 'moved'; state: ShipmentState }
  /** True, and kept; `late`: things have gone on since. `early`: its hand-over has not been told yet. */
  | { effect: 'late' | 'early' }
  | { effect: 'refuse' }

/** Whether a parcel goes from city to city and so carries an airway-bill number. */
export const needsBill = ({
  pickup,
  drop,
  distanceMetres: metres,
}: Pick<ParcelFacts, 'pickup' | 'drop' | 'distanceMetres'>): boolean =>
  isBetweenCities({ from: pickup.pin, to: drop.pin, metres })

const rankOf = (word: string): number => carrierWords.indexOf(word as CarrierWord)

/**
 * What a carrier's word does to a parcel, proofs aside. Words may come in any order: never back, ahead where
 * the table allows; among those that may come again (hubs, attempts) the latest by the carrier's clock holds.
 */
export function judgeWord(
  parcel: { state: ShipmentState; stateSince: Date; carrier: Carrier },
  word: CarrierWord,
  occurredAt: Date,
): Judged {
  const { state } = parcel
  // A shop that carries its own parcel hands nothing over, so no proof is waited for.
  const from =
    parcel.carrier === 'shop' && isBeforeHandover(state) && isPastHandover(word) ? 'pickedUp' : state
  const moved = move(shipmentTransitions, from, word)
  if (!moved.moved) {
    if (moved.reason === 'refuse') return { effect: 'refuse' }
    return { effect: isBeforeHandover(from) && isPastHandover(word) ? 'early' : 'late' }
  }
  if (isRepeatable(from) && isRepeatable(word)) {
    const later = occurredAt.getTime() - parcel.stateSince.getTime()
    if (later < 0 || (later === 0 && rankOf(word) <= rankOf(from))) return { effect: 'late' }
  }
  return { effect: 'moved', state: moved.to }
}

/** Whether this leg fetches goods at the buyer's door and brings them back to the shop. */
export const isFromDoor = ({ leg, back, fromPoint }: Pick<LegFacts, 'leg' | 'back' | 'fromPoint'>): boolean =>
  leg > 0 && back && fromPoint === null

/** The counter at which a leg ends; undefined where it is a door. */
export const counterOf = ({
  leg,
  toPoint,
  back,
}: Pick<LegFacts, 'leg' | 'toPoint' | 'back'>): 'point' | 'shop' | undefined => {
  if (leg === 0) return undefined
  return toPoint ? 'point' : back ? 'shop' : undefined
}

const isPastHandover = (word: CarrierWord): boolean => rankOf(word) > rankOf('pickedUp')

/** The points between which a parcel is carried. */
export const pointsOf = (parcels: readonly Pick<LegFacts, 'fromPoint' | 'toPoint'>[]): Id<'point'>[] => [
  ...new Set(parcels.flatMap(({ fromPoint, toPoint }) => [fromPoint, toPoint]).filter((id) => id !== null)),
]

/** Whether a parcel leaves the shop's hands by this move. */
export const isHandover = (from: ShipmentState, to: ShipmentState): boolean =>
  isBeforeHandover(from) && !isBeforeHandover(to) && to !== 'cancelled' && to !== 'created'

/**
 * Who answers for a parcel after a move of one carrier's parcel; null: as before. Lost is no hand-over: whoever
 * lost it answers for it. Of a shop that carries its own parcel it stays the shop's until the buyer has it.
 */
export function holderAfter(
  parcel: { state: ShipmentState; carrier: Carrier; providerId: Id<'provider'> | null },
  to: ShipmentState,
): Holder | null {
  if (to === 'delivered') return { kind: 'buyer' }
  if (to === 'returned') return { kind: 'shop' }
  if (parcel.carrier === 'provider' && parcel.providerId && isHandover(parcel.state, to))
    return { kind: 'provider', id: parcel.providerId }
  return null
}

export type Proof =
  | { kind: 'ok'; proof: 'code' | 'photo' | 'operator' | 'none' }
  | { kind: 'wrongCode' }
  | { kind: 'missing'; why: string }

const isNear = (place: Point | undefined, target: Point | null): boolean =>
  place !== undefined && target !== null && distanceMetres(place, target) <= proofRadiusMetres

/**
 * Whether a hand-over is proved: by the shop's code; after five wrong codes by a photo taken at the shop.
 */
export function proveHandover(given: {
  codeFits: boolean | undefined
  tries: number
  hasPhoto: boolean
  place: Point | undefined
  /** Where it is fetched; null: a photo proves nothing there. */
  shop: Point | null
}): Proof {
  if (given.tries >= mostTries) {
    if (given.hasPhoto && isNear(given.place, given.shop)) return { kind: 'ok', proof: 'photo' }
    return {
      kind: 'missing',
      why: given.shop
        ? `The code was wrong ${mostTries} times. Send a photo taken within ${proofRadiusMetres} m of the shop, or ask an operator.`
        : `The code was wrong ${mostTries} times. Ask an operator.`,
    }
  }
  if (given.codeFits === undefined)
    return {
      kind: 'missing',
      why: given.shop
        ? 'Send the handoverCode that the shop shows.'
        : 'Send the handoverCode that the buyer shows.',
    }
  return given.codeFits ? { kind: 'ok', proof: 'code' } : { kind: 'wrongCode' }
}

/**
 * Whether a delivery is proved: by the buyer's code, or by a photo taken at the door. At a counter somebody is there
 * to show a code: a photo counts after five wrong ones alone.
 */
export function proveDelivery(given: {
  codeFits: boolean | undefined
  tries: number
  hasPhoto: boolean
  place: Point | undefined
  drop: Point | null
  /** Where it ends at one. */
  counter?: 'point' | 'shop' | undefined
}): Proof {
  const open = given.tries < mostTries
  if (open && given.codeFits === true) return { kind: 'ok', proof: 'code' }
  const { counter } = given
  if (!(counter && open) && given.hasPhoto && isNear(given.place, given.drop))
    return { kind: 'ok', proof: 'photo' }
  if (open && given.codeFits === false) return { kind: 'wrongCode' }
  if (counter && open) return { kind: 'missing', why: `Send the deliveryCode that the ${counter} shows.` }
  const photo =
    given.drop === null
      ? 'ask an operator: the address has no point to compare a photo with'
      : `a photo taken within ${proofRadiusMetres} m of the ${counter ?? 'door'}`
  return {
    kind: 'missing',
    why: open
      ? `Send the deliveryCode that the buyer shows, or ${photo}.`
      : `The code was wrong ${mostTries} times. Send ${photo}.`,
  }
}

/** A carrier's own number as it can stand under a bar code; null where a text is none. */
export const carrierNumberIn = (text: string | null | undefined): string | null => {
  const number = text?.trim() ?? ''
  return /^[0-9A-Za-z][0-9A-Za-z./-]{3,29}$/.test(number) ? number : null
}

/** The number under which a parcel travels: its carrier's own, or else the market's. */
export const numberOf = ({
  carrierNumber,
  awb,
}: {
  carrierNumber: string | null
  awb: string | null
}): string | null => carrierNumber ?? awb
