import type { DeliveryProvider, ProviderConnector } from '../../dispatch/dispatch.ports.ts'

/**
 * Speaks with providers that have no server. There is nobody to call: an offer waits in the pool of dispatch, where
 * the provider fetches it, and what the provider decides is told by the provider itself, under the parcel's lock.
 * So no call here can get lost, and none has an outcome that is not known.
 */
const provider: DeliveryProvider = {
  quote: async () => ({ kind: 'noAnswer', reason: 'It fetches offers, and is paid by its rate card.' }),
  book: async () => ({ kind: 'pending' }),
  status: async () => ({ kind: 'pending' }),
  // It holds nothing that the market does not know of.
  cancel: async () => ({ kind: 'confirmed' }),
}

export const pullConnector: ProviderConnector = () => provider
