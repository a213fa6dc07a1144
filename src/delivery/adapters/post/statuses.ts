/**
 * Events of the post as its tracking files name them, in the market's words: India Post's own wording, and the
 * codes of the UPU's EMSEVT messages. What stands for nothing that the market knows is told as it is, and counted.
 */
const words = {
  'item booked': 'pickedUp',
  'item accepted': 'pickedUp',
  'item collected': 'pickedUp',
  ema: 'pickedUp',
  'item received': 'atHub',
  'bag received': 'atHub',
  'item opened': 'atHub',
  emb: 'atHub',
  emd: 'atHub',
  emg: 'atHub',
  'item bagged': 'inTransit',
  'item dispatched': 'inTransit',
  'bag dispatched': 'inTransit',
  'item in transit': 'inTransit',
  'item redirected': 'inTransit',
  emc: 'inTransit',
  emf: 'inTransit',
  'out for delivery': 'outForDelivery',
  edg: 'outForDelivery',
  'item on deposit': 'atDrop',
  'held for collection': 'atDrop',
  edh: 'atDrop',
  'delivery attempted': 'deliveryFailed',
  'item undelivered': 'deliveryFailed',
  'item on hold': 'deliveryFailed',
  emh: 'deliveryFailed',
  'item delivered': 'delivered',
  'item delivery confirmed': 'delivered',
  emi: 'delivered',
  'item returned': 'returning',
  'item returning to sender': 'returning',
  'item delivered to sender': 'returned',
  'item returned to sender': 'returned',
  'item lost': 'lost',
  'item destroyed': 'disposed',
} as const

export type PostEvent = keyof typeof words
export const postEvents = Object.keys(words) as PostEvent[]

const known = new Map<string, string>(Object.entries(words))
const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()

/** An event in the market's words; one that maps to none stays as it is, to be kept and counted and never guessed. */
export const readPostEvent = (text: string): string => known.get(fold(text)) ?? text
