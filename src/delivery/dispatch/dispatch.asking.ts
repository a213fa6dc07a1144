import type { ProviderFacts } from '../providers/index.ts'
import { isFromDoor, type Shipment } from '../shipments/index.ts'
import type { Answer } from './dispatch.answers.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import type { BookResult, ParcelOffer } from './dispatch.ports.ts'
import type { Offer, OfferAction } from './offers.store.ts'
import type { Quote } from './score.rules.ts'

/** One call to make, outside of any transaction. */
export interface Call {
  action: OfferAction
  offer: Offer
  parcel: Shipment
}

/** Makes calls to providers. Nothing here touches the database. */
export function createAsking({ directory, connect }: Pick<DispatchDeps, 'directory' | 'connect'>) {
  const asked = async (offer: Pick<Offer, 'providerId'>) => {
    const provider = await directory.find(offer.providerId)
    return provider && connect(provider)
  }

  return {
    /** Books at a provider. */
    async book(providerId: Offer['providerId'], offer: ParcelOffer): Promise<BookResult> {
      const provider = await asked({ providerId })
      return provider ? provider.book(offer) : { kind: 'permanent', reason: 'The provider is gone.' }
    },

    /** Makes a call; an offer to a provider that is gone fails for good. */
    async call({ action, offer, parcel }: Call): Promise<Answer> {
      const provider = await asked(offer)
      if (!provider) {
        return action === 'book'
          ? { action, result: { kind: 'permanent', reason: 'The provider is gone.' } }
          : action === 'status'
            ? { action, result: { kind: 'notFound' } }
            : { action, result: { kind: 'confirmed' } }
      }
      switch (action) {
        case 'book':
          return { action, result: await provider.book(parcelOfferOf(parcel, offer)) }
        case 'status':
          return { action, result: await provider.status(offer.offerId) }
        case 'cancel':
          return {
            action,
            result: await provider.cancel(offer.offerId, offer.reason ?? 'No longer needed.'),
          }
      }
    },

    /** Asks those that quote for each parcel, all at once; who does not answer is taken by its rate card. */
    async quotes(
      providers: readonly ProviderFacts[],
      parcel: Pick<Shipment, 'pickup' | 'drop' | 'distanceMetres' | 'weightGrams' | 'isFood' | 'codPaise'> &
        Goods,
    ): Promise<Map<ProviderFacts['providerId'], Quote | 'declined'>> {
      const request = { ...parcel, dropPin: parcel.drop.pin, reverse: isReverse(parcel) }
      const answers = await Promise.all(
        providers.map(async (provider) => {
          const result = await connect(provider).quote(request)
          return [provider.providerId, result] as const
        }),
      )
      const quotes = new Map<ProviderFacts['providerId'], Quote | 'declined'>()
      for (const [providerId, result] of answers) {
        if (result.kind === 'quoted') quotes.set(providerId, result)
        else if (result.kind === 'declined') quotes.set(providerId, 'declined')
      }
      return quotes
    },
  }
}

/** What is known of goods and way besides; a new parcel is no leg. */
type Goods = Pick<Shipment, 'isCold' | 'size'> & Partial<Pick<Shipment, 'leg' | 'back' | 'fromPoint'>>
const isReverse = ({ leg = 0, back = false, fromPoint = null }: Goods): boolean =>
  leg > 0 && isFromDoor({ leg, back, fromPoint })

export const parcelOfferOf = (
  parcel: Pick<
    Shipment,
    'shipmentId' | 'pickup' | 'drop' | 'distanceMetres' | 'weightGrams' | 'isFood' | 'codPaise'
  > &
    Goods,
  offer: Pick<Offer, 'offerId' | 'pricePaise' | 'decideBy'>,
): ParcelOffer => ({
  reference: offer.offerId,
  shipmentId: parcel.shipmentId,
  pickup: parcel.pickup,
  dropPin: parcel.drop.pin,
  distanceMetres: parcel.distanceMetres,
  weightGrams: parcel.weightGrams,
  isFood: parcel.isFood,
  isCold: parcel.isCold ?? false,
  reverse: isReverse(parcel),
  size: parcel.size ?? null,
  codPaise: parcel.codPaise,
  pricePaise: offer.pricePaise,
  decideBy: offer.decideBy,
})
