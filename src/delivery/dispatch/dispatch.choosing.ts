import type { Id } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type ProviderFacts, takePlace } from '../providers/index.ts'
import type { Shipment } from '../shipments/index.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { cannotServe, type Parcel, type Quote, type Ranking, rankProviders } from './dispatch.rules.ts'
import { insertNobodyLeft, insertOffers, lockLiveOffer, type Offer, readPast } from './offers.store.ts'

export type Quotes = ReadonlyMap<Id<'provider'>, Quote | 'declined'>

export type Choice =
  | { kind: 'offer'; offer: Offer }
  /** These can serve and quote for each parcel: ask them first, then choose again. */
  | { kind: 'quotesNeeded'; from: readonly ProviderFacts[] }
  | { kind: 'nobody'; ranking: Ranking }

/** Chooses whom to ask next for a locked parcel without a live offer, and writes the offer and why. */
export async function choose(
  deps: Pick<DispatchDeps, 'settings' | 'now'>,
  tx: Tx,
  parcel: Shipment,
  given: { providers: readonly ProviderFacts[]; quotes: Quotes | undefined },
): Promise<Choice> {
  const at = deps.now?.() ?? new Date()
  const past = await readPast(tx, parcel, parcel.round)
  if (given.quotes === undefined) {
    const from = quotersFor(given.providers, parcel, past.asked, at)
    if (from.length > 0) return { kind: 'quotesNeeded', from }
  }
  const fullToday = new Set<Id<'provider'>>()
  for (;;) {
    const ranking = rankProviders({
      providers: given.providers,
      parcel,
      seed: parcel.shipmentId,
      at,
      askedBefore: past.asked,
      fullToday,
      ...(given.quotes ? { quotes: given.quotes } : {}),
    })
    const first = ranking.able[0]
    const number = past.decisions + 1
    const ref = { shopId: parcel.shopId, shipmentId: parcel.shipmentId, round: parcel.round, number }
    if (!first) {
      await insertNobodyLeft(tx, { ...ref, ranking })
      return { kind: 'nobody', ranking }
    }
    const facts = given.providers.find((provider) => provider.providerId === first.providerId)
    const limit = facts?.capabilities.parcelsPerDay
    const countedOn = limit === undefined ? null : await takePlace(tx, first.providerId, limit)
    if (countedOn === undefined) {
      fullToday.add(first.providerId)
      continue
    }
    const offerId = newId('offer')
    const decideBy = new Date(at.getTime() + deps.settings.decisionSeconds * 1000)
    const terms = { pricePaise: first.pricePaise, promisedMinutes: first.minutes, decideBy, countedOn }
    await insertOffers(tx, [{ ...ref, ...terms, offerId, providerId: first.providerId, ranking }])
    const offer = await lockLiveOffer(tx, parcel)
    if (!offer) throw new Error(`the offer ${offerId} was not written`)
    return { kind: 'offer', offer }
  }
}

/** Who of those that can serve a parcel quotes for each. */
export const quotersFor = (
  providers: readonly ProviderFacts[],
  parcel: Parcel,
  asked: ReadonlySet<Id<'provider'>>,
  at: Date,
): ProviderFacts[] =>
  providers.filter(
    (provider) =>
      provider.liveQuotes && !asked.has(provider.providerId) && !cannotServe(provider, parcel, at),
  )
