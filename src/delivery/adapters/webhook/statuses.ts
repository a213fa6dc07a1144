import { ondcWords } from '../ondc-words.ts'

/** Every word of the contract; the map below is total over them. */
export const providerWords = [
  'booked',
  'accepted',
  'declined',
  'cancelled',
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

const fold = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
const known = new Map<string, string>([
  ...providerWords.map((word) => [fold(word), word] as const),
  ...Object.entries<(typeof providerWords)[number]>(ondcWords).map(
    ([word, our]) => [fold(word), our] as const,
  ),
])

/** A provider's status in our words; what maps to none stays as it is, to be kept and counted and never guessed. */
export const readProviderStatus = (text: string): string => known.get(fold(text)) ?? text
