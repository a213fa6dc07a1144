import type { Id } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type CountedPlace, countersFor, type ProviderFacts, takePlace } from '../providers/index.ts'
import type { Shipment } from '../shipments/index.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { cannotServe } from './dispatch.rules.ts'
import type { Market } from './market.view.ts'
import { insertNobodyLeft, insertOffers, lockLiveOffer, type Offer, readPast } from './offers.store.ts'
import {
  type Candidate,
  candidateOf,
  laneFor,
  pickupMinutesFor,
  type Question,
  type Quote,
  type Ranking,
  rankProviders,
} from './score.rules.ts'

export type Quotes = ReadonlyMap<Id<'provider'>, Quote | 'declined'>

export type Choice =
  | { kind: 'offer'; offer: Offer }
  /** These can serve and quote for each parcel: ask them first, then choose again. */
  | { kind: 'quotesNeeded'; from: readonly ProviderFacts[] }
  | { kind: 'nobody'; ranking: Ranking }

/** A parcel with what a decision about it looks at. */
export type Asked = ReturnType<Market['ask']>

/** Chooses whom to ask next for a locked parcel without a live offer, and writes the offer and why. */
export async function choose(
  deps: Pick<DispatchDeps, 'settings' | 'now'>,
  tx: Tx,
  parcel: Shipment,
  given: { market: Market; quotes: Quotes | undefined },
): Promise<Choice> {
  const at = deps.now?.() ?? new Date()
  const past = await readPast(tx, parcel, parcel.round)
  const asked = given.market.ask(parcel)
  if (given.quotes === undefined) {
    const from = quotersFor(asked, past.asked, at)
    if (from.length > 0) return { kind: 'quotesNeeded', from }
  }
  const ref = {
    shopId: parcel.shopId,
    shipmentId: parcel.shipmentId,
    round: parcel.round,
    number: past.decisions + 1,
  }
  const question: Question = {
    ...asked,
    seed: parcel.shipmentId,
    at,
    askedBefore: past.asked,
    ...(given.quotes ? { quotes: given.quotes } : {}),
  }
  const fullToday = new Set<Id<'provider'>>()
  for (;;) {
    const ranking = rankProviders({ ...question, fullToday })
    const first = ranking.able[0]
    if (!first) {
      await insertNobodyLeft(tx, { ...ref, ranking })
      return { kind: 'nobody', ranking }
    }
    const facts = given.market.fleet.find(first.providerId)
    const counters = facts ? countersFor(facts.capabilities, asked.parcel.from) : []
    const countedOn = counters.length === 0 ? null : await takePlace(tx, first.providerId, counters)
    const lent =
      countedOn === undefined ? await takeLent(tx, given.market, asked, question, first) : undefined
    if (countedOn === undefined && !lent) {
      fullToday.add(first.providerId)
      continue
    }
    const offerId = newId('offer')
    const decideBy = new Date(at.getTime() + deps.settings.decisionSeconds * 1000)
    const chosen = lent?.candidate ?? first
    await insertOffers(tx, [
      {
        ...ref,
        offerId,
        decideBy,
        providerId: chosen.providerId,
        pricePaise: first.pricePaise,
        promisedMinutes: chosen.minutes,
        lane: laneFor(asked.parcel),
        pickupMinutes: pickupMinutesFor(
          given.market.fleet.find(chosen.providerId),
          asked.parcel,
          chosen.minutes,
        ),
        countedOn: lent?.countedOn ?? countedOn ?? null,
        lentTo: lent && first.providerId,
        ranking: lent ? withLent(ranking, lent.candidate) : ranking,
      },
    ])
    const offer = await lockLiveOffer(tx, parcel)
    if (!offer) throw new Error(`the offer ${offerId} was not written`)
    return { kind: 'offer', offer }
  }
}

/**
 * Whoever keeps places of the day for one that is full takes its parcel, at the price of the one that is full:
 * the agreement is theirs. Undefined when nobody does, or those places are taken, too.
 */
async function takeLent(
  tx: Tx,
  { fleet, weights, marks }: Market,
  { parcel, choice }: Asked,
  { askedBefore, at }: Question,
  full: Candidate,
): Promise<{ candidate: Candidate; countedOn: CountedPlace } | undefined> {
  for (const { loanId, lender, parcelsPerDay } of fleet.lentTo(full.providerId, parcel.from)) {
    const { providerId } = lender
    if (askedBefore.has(providerId) || choice?.blocked.includes(providerId)) continue
    if (cannotServe(lender, parcel, at)) continue
    if (parcel.codPaise > 0n && marks.hasTooMuchCash?.(providerId)) continue
    const countedOn = await takePlace(tx, providerId, [{ district: `lent/${loanId}`, limit: parcelsPerDay }])
    if (!countedOn) continue
    const own = candidateOf(lender, parcel, undefined, weights, marks, at)
    return { countedOn, candidate: { ...own, pricePaise: full.pricePaise, lentTo: full.providerId } }
  }
  return undefined
}

/** The decision as it stands then: the lender first, and the one for whom it carries among the full. */
const withLent = (ranking: Ranking, lender: Candidate): Ranking => {
  const [full, ...others] = ranking.able
  return {
    ...ranking,
    able: [lender, ...others.filter(({ providerId }) => providerId !== lender.providerId)],
    refused: [...ranking.refused, { providerId: full!.providerId, name: full!.name, rule: 'fullToday' }],
  }
}

/** Who of those that can serve a parcel quotes for each. */
export const quotersFor = (
  { providers, parcel, choice }: Asked,
  asked: ReadonlySet<Id<'provider'>>,
  at: Date,
): ProviderFacts[] =>
  providers.filter(
    (provider) =>
      provider.liveQuotes &&
      !asked.has(provider.providerId) &&
      !choice?.blocked.includes(provider.providerId) &&
      !cannotServe(provider, parcel, at),
  )
