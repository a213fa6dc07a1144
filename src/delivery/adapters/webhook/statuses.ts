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

/** The names that ONDC's logistics uses for the same. */
const ondc: Readonly<Record<string, (typeof providerWords)[number]>> = {
  'Agent-assigned': 'agentAssigned',
  'At-pickup': 'atPickup',
  'Order-picked-up': 'pickedUp',
  'In-transit': 'inTransit',
  'At-destination-hub': 'atHub',
  'Out-for-delivery': 'outForDelivery',
  'At-delivery': 'atDrop',
  'Order-delivered': 'delivered',
  'Delivery-failed': 'deliveryFailed',
  'RTO-Initiated': 'returning',
  'RTO-Delivered': 'returned',
  'RTO-Disposed': 'disposed',
  Cancelled: 'cancelled',
}

const fold = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
const known = new Map<string, string>([
  ...providerWords.map((word) => [fold(word), word] as const),
  ...Object.entries(ondc).map(([word, our]) => [fold(word), our] as const),
])

/** A provider's status in our words; what maps to none stays as it is, to be kept and counted and never guessed. */
export const readProviderStatus = (text: string): string => known.get(fold(text)) ?? text
