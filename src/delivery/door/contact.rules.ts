import type { ShipmentState } from '../shipments/index.ts'

/** Who can reach whom, and what each can say with one press, so that nobody has to type at a door or counter. */
export const contactWords = {
  /** The buyer and whoever brings the parcel. */
  door: {
    buyer: ['comingDown', 'tenMinutes', 'leaveAtGate', 'callMe'],
    carrier: ['atGate', 'arriving', 'cannotFind', 'comeDown'],
  },
  /** The shop and whoever fetches the parcel. */
  counter: {
    carrier: ['atCounter', 'comingToShop', 'cannotFindShop', 'notReady'],
    shop: ['parcelReady', 'waitTenMinutes', 'comeToCounter', 'callShop'],
  },
  /** The buyer and the shop. */
  shop: {
    buyer: ['whenSent', 'packWell', 'callBuyer'],
    shop: ['sentNow', 'takesLonger', 'stayReachable'],
  },
} as const
export type ContactLine = keyof typeof contactWords
export type ContactSide = 'buyer' | 'carrier' | 'shop'
type WordsOf<L> = L extends Readonly<Record<string, readonly (infer W)[]>> ? W : never
export type ContactWord = WordsOf<(typeof contactWords)[ContactLine]>

export const contactLines = Object.keys(contactWords) as ContactLine[]
export const allWords: readonly ContactWord[] = Object.values(contactWords).flatMap((sides) =>
  Object.values(sides).flat(),
)

/** Who is at the other end of a line. */
export const otherSide = (line: ContactLine, side: ContactSide): ContactSide =>
  (Object.keys(contactWords[line]) as ContactSide[]).find((one) => one !== side)!

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
  atCounter: 'I am at your shop. / मैं आपकी दुकान पर हूँ।',
  comingToShop: 'I am at your shop in a few minutes. / मैं कुछ मिनट में दुकान पर पहुँच रहा हूँ।',
  cannotFindShop: 'I cannot find the shop. / मुझे दुकान नहीं मिल रही।',
  notReady: 'The parcel is not ready. / पार्सल तैयार नहीं है।',
  parcelReady: 'The parcel is ready. / पार्सल तैयार है।',
  waitTenMinutes: 'Please wait ten minutes. / कृपया दस मिनट रुकें।',
  comeToCounter: 'Please come to the counter. / कृपया काउंटर पर आएँ।',
  callShop: 'Please call the shop. / कृपया दुकान को फ़ोन करें।',
  whenSent: 'When does my parcel leave the shop? / मेरा पार्सल दुकान से कब निकलेगा?',
  packWell: 'Please pack it with care. / कृपया ध्यान से पैक करें।',
  callBuyer: 'Please call me about my order. / कृपया मेरे ऑर्डर के बारे में फ़ोन करें।',
  sentNow: 'Your parcel has left the shop. / आपका पार्सल दुकान से निकल गया।',
  takesLonger: 'Your order takes a little longer. / आपके ऑर्डर में थोड़ा और समय लगेगा।',
  stayReachable: 'Please stay reachable for the rider. / कृपया राइडर के लिए फ़ोन पास रखें।',
}

/** Each side may write and call so often about one parcel. */
export const mostMessages = 10
export const mostCalls = 3

const live: readonly ShipmentState[] = [
  ...(['booked', 'agentAssigned', 'atPickup', 'pickedUp', 'inTransit', 'atHub'] as const),
  ...(['outForDelivery', 'atDrop', 'deliveryFailed'] as const),
]

/** Whether those at a line may reach each other about a parcel: from the booking until it has ended. */
export const isReachable = (state: ShipmentState): boolean => live.includes(state)

/** Whether this side has written, or called, as often as it may. */
export const isUsedUp = (
  said: readonly { side: ContactSide; kind: 'message' | 'call' }[],
  side: ContactSide,
  kind: 'message' | 'call',
): boolean =>
  said.filter((one) => one.side === side && one.kind === kind).length >=
  (kind === 'call' ? mostCalls : mostMessages)
