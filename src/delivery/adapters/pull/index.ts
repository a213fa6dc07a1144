import type { ProviderConnector, PullInstruction } from '../../dispatch/dispatch.ports.ts'

/**
 * Speaks with providers that have no server. There is nobody to call: an offer waits in the pool of dispatch, where
 * the provider fetches it, and what the provider decides is told by the provider itself, under the parcel's lock.
 * So no call here can get lost, and none has an outcome that is not known. What it has to do about a parcel that it
 * has already is kept by `keep`, once however often it comes, until the provider has fetched it.
 */
export function pullConnector({
  keep,
}: {
  keep: (instruction: PullInstruction) => Promise<void>
}): ProviderConnector {
  return ({ providerId }) => ({
    quote: async () => ({ kind: 'noAnswer', reason: 'It fetches offers, and is paid by its rate card.' }),
    book: async () => ({ kind: 'pending' }),
    status: async () => ({ kind: 'pending' }),
    async cancel(reference, reason) {
      await keep({ providerId, reference, action: 'cancel', attempt: null, slot: null, reason })
      // It holds nothing that the market does not know of.
      return { kind: 'confirmed' }
    },
    async update({ reference, shipmentId, attempt, answer, slot }) {
      await keep({ providerId, reference, shipmentId, action: answer, attempt, slot, reason: null })
      return { kind: 'notKnown', reason: 'It fetches instructions.' }
    },
  })
}
