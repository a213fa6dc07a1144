import { refuseAll, type Transitions } from '../../kernel/states.ts'

/** The one vocabulary of a parcel's way; every adapter maps into it. */
export const shipmentStates = [
  'created',
  'offered',
  'booked',
  'agentAssigned',
  'atPickup',
  'pickedUp',
  'inTransit',
  'atHub',
  'outForDelivery',
  'atDrop',
  'delivered',
  'bookingFailed',
  'cancelled',
  'deliveryFailed',
  'returning',
  'returned',
  'lost',
  'disposed',
] as const
export type ShipmentState = (typeof shipmentStates)[number]

/** What a carrier can tell of a parcel that it has. */
export const carrierWords = [
  'agentAssigned',
  'atPickup',
  'pickedUp',
  'inTransit',
  'atHub',
  'outForDelivery',
  'atDrop',
  'delivered',
  'deliveryFailed',
  'returning',
  'returned',
  'lost',
  'disposed',
] as const
export type CarrierWord = (typeof carrierWords)[number]

/** What the market itself does: `reopen` when a carrier gave a booking back before the hand-over. */
export const marketWords = ['offer', 'book', 'giveUp', 'cancel', 'reopen'] as const
export type MarketWord = (typeof marketWords)[number]
export type ShipmentWord = CarrierWord | MarketWord

const words: readonly ShipmentWord[] = [...carrierWords, ...marketWords]

// While nobody has the parcel no carrier can tell anything of it.
const searching = (next: Partial<Record<ShipmentWord, ShipmentState | 'stay'>>) =>
  refuseAll<ShipmentState, ShipmentWord>(words, { cancel: 'cancelled', book: 'booked', ...next })

// Booked, not handed over: what lies behind the hand-over waits for its proof ('stay'); a delivery brings its own.
const beforeHandover = (next: Partial<Record<ShipmentWord, ShipmentState | 'stay'>>) =>
  refuseAll<ShipmentState, ShipmentWord>(words, {
    agentAssigned: 'stay',
    atPickup: 'atPickup',
    pickedUp: 'pickedUp',
    inTransit: 'stay',
    atHub: 'stay',
    outForDelivery: 'stay',
    atDrop: 'stay',
    deliveryFailed: 'stay',
    returning: 'stay',
    returned: 'stay',
    lost: 'stay',
    disposed: 'stay',
    delivered: 'delivered',
    book: 'stay',
    cancel: 'cancelled',
    reopen: 'created',
    ...next,
  })

// With the carrier: these follow each other in any order and more than once, the latest by the carrier's clock holds;
// the same again moves the hour from which it holds.
const underway = (next: Partial<Record<ShipmentWord, ShipmentState | 'stay'>>) =>
  refuseAll<ShipmentState, ShipmentWord>(words, {
    agentAssigned: 'stay',
    atPickup: 'stay',
    pickedUp: 'stay',
    inTransit: 'inTransit',
    atHub: 'atHub',
    outForDelivery: 'outForDelivery',
    atDrop: 'atDrop',
    deliveryFailed: 'deliveryFailed',
    delivered: 'delivered',
    returning: 'returning',
    returned: 'returned',
    lost: 'lost',
    disposed: 'disposed',
    book: 'stay',
    ...next,
  })

// Ended: whatever a carrier still tells is kept in the timeline and changes nothing.
const ended = () =>
  refuseAll<ShipmentState, ShipmentWord>(
    words,
    Object.fromEntries([...carrierWords, 'cancel' as const].map((word) => [word, 'stay' as const])),
  )

/** Every state and every word. */
export const shipmentTransitions: Transitions<ShipmentState, ShipmentWord> = {
  created: searching({ offer: 'offered', giveUp: 'bookingFailed' }),
  offered: searching({ offer: 'stay', giveUp: 'bookingFailed' }),
  bookingFailed: searching({ offer: 'offered', giveUp: 'stay' }),
  booked: beforeHandover({ agentAssigned: 'agentAssigned' }),
  agentAssigned: beforeHandover({}),
  atPickup: beforeHandover({ atPickup: 'stay' }),
  pickedUp: underway({}),
  inTransit: underway({}),
  atHub: underway({}),
  outForDelivery: underway({}),
  atDrop: underway({}),
  deliveryFailed: underway({}),
  returning: underway({
    inTransit: 'stay',
    atHub: 'stay',
    outForDelivery: 'stay',
    atDrop: 'stay',
    deliveryFailed: 'stay',
    returning: 'stay',
  }),
  delivered: ended(),
  cancelled: ended(),
  returned: ended(),
  lost: ended(),
  disposed: ended(),
}

const beforeHandoverStates: readonly ShipmentState[] = ['booked', 'agentAssigned', 'atPickup']
const searchingStates: readonly ShipmentState[] = ['created', 'offered', 'bookingFailed']
const endedStates: readonly ShipmentState[] = ['delivered', 'cancelled', 'returned', 'lost', 'disposed']
const repeatable: readonly string[] = ['inTransit', 'atHub', 'outForDelivery', 'atDrop', 'deliveryFailed']

export const isSearching = (state: ShipmentState): boolean => searchingStates.includes(state)
export const isBeforeHandover = (state: ShipmentState): boolean => beforeHandoverStates.includes(state)
export const isEnded = (state: ShipmentState): boolean => endedStates.includes(state)
/** The ended states as a list of SQL, for `state in (…)`. */
export const endedInSql = endedStates.map((state) => `'${state}'`).join(', ')
/** States and words of the way that may come again, so that time decides between them. */
export const isRepeatable = (word: string): boolean => repeatable.includes(word)
export const isCarrierWord = (word: string): word is CarrierWord =>
  (carrierWords as readonly string[]).includes(word)
