import type { ShipmentState } from '../shipments/index.ts'

/** What can be said with one press, so that nobody has to type at a door; each side has its own. */
export const contactWords = {
  buyer: ['comingDown', 'tenMinutes', 'leaveAtGate', 'callMe'],
  carrier: ['atGate', 'arriving', 'cannotFind', 'comeDown'],
} as const
export type ContactSide = keyof typeof contactWords
export type ContactWord = (typeof contactWords)[ContactSide][number]

export const allWords: readonly ContactWord[] = [...contactWords.buyer, ...contactWords.carrier]

/** For who gets a text message: in both languages, for a number tells none. */
export const contactTexts: Readonly<Record<ContactWord, string>> = {
  comingDown: 'I am coming down. / मैं नीचे आ रहा हूँ।',
  tenMinutes: 'I need ten minutes. / मुझे दस मिनट चाहिए।',
  leaveAtGate: 'I come to the gate. / मैं गेट पर आता हूँ।',
  callMe: 'Please call me. / कृपया मुझे फ़ोन करें।',
  atGate: 'I am at the gate. / मैं गेट पर हूँ।',
  arriving: 'I am there in a few minutes. / मैं कुछ मिनट में पहुँच रहा हूँ।',
  cannotFind: 'I cannot find the house. / मुझे घर नहीं मिल रहा।',
  comeDown: 'Please come down. / कृपया नीचे आएँ।',
}

/** Each side may write and call so often about one parcel. */
export const mostMessages = 10
export const mostCalls = 3

const live: readonly ShipmentState[] = [
  ...(['booked', 'agentAssigned', 'atPickup', 'pickedUp', 'inTransit', 'atHub'] as const),
  ...(['outForDelivery', 'atDrop', 'deliveryFailed'] as const),
]

/** Whether buyer and carrier may reach each other about a parcel: from the booking until it has ended. */
export const isReachable = (state: ShipmentState): boolean => live.includes(state)

/** Whether this side has written, or called, as often as it may. */
export const isUsedUp = (
  said: readonly { side: ContactSide; kind: 'message' | 'call' }[],
  side: ContactSide,
  kind: 'message' | 'call',
): boolean =>
  said.filter((one) => one.side === side && one.kind === kind).length >=
  (kind === 'call' ? mostCalls : mostMessages)
