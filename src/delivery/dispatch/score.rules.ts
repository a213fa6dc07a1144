import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import {
  type Lane,
  laneOf,
  type ProviderFacts,
  pickupMinutesOf,
  priceByCard,
  promisedMinutesOf,
} from '../providers/index.ts'
import {
  cannotServe,
  dropPlace,
  type Parcel,
  pickupPlace,
  plainChoice,
  type RuleName,
  type ShopChoice,
  type Strategy,
} from './dispatch.rules.ts'

import {
  newcomerMostPercent,
  plainWeights,
  reliabilityPaise,
  type Standing,
  type Weights,
} from './weights.rules.ts'

/** What is known of providers besides what they offer. */
export interface Marks {
  standingOf(id: Id<'provider'>): Standing | undefined
  /** How full its day is where this parcel is fetched, from 0 to 1; undefined where it limits nothing. */
  loadOf(provider: ProviderFacts, parcel: Parcel): number | undefined
  /** Whether it has more of the market’s cash in hand than it may. */
  hasTooMuchCash?(id: Id<'provider'>): boolean
}

/** What a candidate's score is made of, in paise; less is better. */
export interface ScoreParts {
  price: number
  time: number
  reliability: number
  load: number
}

/** Why another came first. */
export const lossSentences = {
  preferredByShop: 'the shop prefers another',
  newcomersTurn: 'it was a newcomer’s turn',
  dearer: 'asks more',
  slower: 'promises later',
  lessReliable: 'was late, missed the buyer or lost parcels more often',
  fuller: 'has less room left today',
  lot: 'was equal, and the lot fell on another',
} as const
export type LossReason = keyof typeof lossSentences

/** Who may be asked, in the order of asking, and who not; kept as it was when it was decided. */
export interface Candidate {
  providerId: Id<'provider'>
  name: string
  pricePaise: Paise
  minutes: number
  /** The sum of its parts. */
  score: Paise
  parts: ScoreParts
  priceFrom: 'rateCard' | 'quote'
  newcomer: boolean
  /** Null for the first. */
  lost: LossReason | null
  /** For whom it carries the parcel, by an agreement about capacity. */
  lentTo?: Id<'provider'> | undefined
}
export interface Refused {
  providerId: Id<'provider'>
  name: string
  rule: RuleName
}
export interface Ranking {
  strategy: Strategy
  able: readonly Candidate[]
  refused: readonly Refused[]
  /** Providers that do not fetch parcels there at all, and were not looked at. */
  elsewhere: number
}

export interface Quote {
  pricePaise: Paise
  minutes: number
}

export interface Question {
  /** Those that fetch parcels where this one is. */
  providers: readonly ProviderFacts[]
  parcel: Parcel
  /** What decides by lot: the parcel's id. */
  seed: string
  at: Date | undefined
  askedBefore: ReadonlySet<Id<'provider'>>
  fullToday?: ReadonlySet<Id<'provider'>>
  quotes?: ReadonlyMap<Id<'provider'>, Quote | 'declined'>
  choice?: ShopChoice | undefined
  weights?: Weights | undefined
  marks?: Marks | undefined
  elsewhere?: number
}

/**
 * Who can serve a parcel and who is asked first: by the shop's strategy the least score, price or time, then the
 * score; among equals by a lot drawn from parcel and provider, so that nobody is favoured by name or age. Before
 * that a newcomer whose turn it is, and before all whom the shop prefers. The same facts give the same order.
 */
export function rankProviders(given: Question): Ranking {
  const { choice = plainChoice, weights = plainWeights, marks } = given
  const able: Candidate[] = []
  const refused: Refused[] = []
  for (const provider of given.providers) {
    const { providerId, name } = provider
    const quote = given.quotes?.get(providerId)
    const rule = ruleAgainst(provider, given, choice, quote)
    if (rule) refused.push({ providerId, name, rule })
    else
      able.push(
        candidateOf(
          provider,
          given.parcel,
          quote === 'declined' ? undefined : quote,
          weights,
          marks,
          given.at,
        ),
      )
  }
  const compare = comparing(choice.strategy, given.seed)
  if (able.length > 1) able.sort(compare)
  const moved = favoured(able, given.seed, choice, weights)
  if (moved) {
    able.splice(able.indexOf(moved.first), 1)
    able.unshift(moved.first)
  }
  const [first] = able
  for (const one of able) {
    if (one === first) continue
    one.lost = moved && compare(one, moved.first) < 0 ? moved.why : lossTo(first!, one, choice.strategy)
  }
  return { strategy: choice.strategy, able, refused, elsewhere: given.elsewhere ?? 0 }
}

function ruleAgainst(
  provider: ProviderFacts,
  { askedBefore, fullToday, parcel, at, marks }: Question,
  choice: ShopChoice,
  quote: Quote | 'declined' | undefined,
): RuleName | undefined {
  if (askedBefore.has(provider.providerId)) return 'askedBefore'
  if (choice.blocked.includes(provider.providerId)) return 'blockedByShop'
  if (fullToday?.has(provider.providerId)) return 'fullToday'
  if (parcel.codPaise > 0n && marks?.hasTooMuchCash?.(provider.providerId)) return 'cashLimit'
  return cannotServe(provider, parcel, at) ?? (quote === 'declined' ? 'quoteDeclined' : undefined)
}

const comparing =
  (strategy: Strategy, seed: string) =>
  (a: Candidate, b: Candidate): number => {
    if (strategy === 'cheapest' && a.pricePaise !== b.pricePaise) return a.pricePaise < b.pricePaise ? -1 : 1
    if (strategy === 'fastest' && a.minutes !== b.minutes) return a.minutes - b.minutes
    if (a.score !== b.score) return a.score < b.score ? -1 : 1
    return lotOf(`${seed}/${a.providerId}`) - lotOf(`${seed}/${b.providerId}`)
  }

/** Who comes first although its place in the order is another, and why. */
function favoured(
  able: readonly Candidate[],
  seed: string,
  choice: ShopChoice,
  weights: Weights,
): { first: Candidate; why: LossReason } | undefined {
  const [best] = able
  if (!best) return undefined
  const preferred = able.find(({ providerId }) => providerId === choice.preferred)
  if (preferred) return preferred === best ? undefined : { first: preferred, why: 'preferredByShop' }
  if (choice.strategy !== 'balanced' || best.newcomer || weights.newcomerEvery < 1) return undefined
  if (lotOf(`${seed}/newcomer`) % weights.newcomerEvery !== 0) return undefined
  const newcomer = able.find(
    (one) => one.newcomer && one.pricePaise * 100n <= best.pricePaise * BigInt(newcomerMostPercent),
  )
  return newcomer && { first: newcomer, why: 'newcomersTurn' }
}

/** What this one lost by: under a strategy what it looks at first, else the part that cost it most. */
function lossTo(first: Candidate, one: Candidate, strategy: Strategy): LossReason {
  if (strategy === 'cheapest' && one.pricePaise > first.pricePaise) return 'dearer'
  if (strategy === 'fastest' && one.minutes > first.minutes) return 'slower'
  if (one.score === first.score) return 'lot'
  const behind = ([part, why]: readonly [keyof ScoreParts, LossReason]) =>
    [one.parts[part] - first.parts[part], why] as const
  return (
    [
      ['price', 'dearer'],
      ['time', 'slower'],
      ['reliability', 'lessReliable'],
      ['load', 'fuller'],
    ] as const
  )
    .map(behind)
    .reduce((most, next) => (next[0] > most[0] ? next : most))[1]
}

/** The best of those that can serve, without their order: what a checkout asks for again and again. */
export function bestProvider(
  given: Pick<Question, 'providers' | 'parcel' | 'choice' | 'weights' | 'marks'> & { at: Date },
): { candidate: Candidate; provider: ProviderFacts } | undefined {
  const { parcel, choice = plainChoice, weights = plainWeights, marks } = given
  const compare = comparing(choice.strategy, '')
  let best: { candidate: Candidate; provider: ProviderFacts } | undefined
  for (const provider of given.providers) {
    if (choice.blocked.includes(provider.providerId) || cannotServe(provider, parcel, undefined)) continue
    const candidate = candidateOf(provider, parcel, undefined, weights, marks, given.at)
    if (provider.providerId === choice.preferred) return { candidate, provider }
    if (!best || compare(candidate, best.candidate) < 0) best = { candidate, provider }
  }
  return best
}

/** How far a parcel goes. */
export const laneFor = (parcel: Parcel): Lane => laneOf(pickupPlace(parcel), dropPlace(parcel))

const wayOf = (parcel: Parcel) => ({
  lane: laneFor(parcel),
  fromPin: parcel.pickup.pin,
  toPin: parcel.drop.pin,
})

/** Until when its rider is promised where the parcel is fetched, by its terms; null where these say nothing. */
export const pickupMinutesFor = (
  provider: Pick<ProviderFacts, 'capabilities'> | undefined,
  parcel: Parcel,
  promisedMinutes: number,
): number | null => {
  const { pickupMinutes, pickupLanes } = provider?.capabilities ?? {}
  return pickupMinutes === undefined && pickupLanes === undefined
    ? null
    : (pickupMinutesOf({ pickupMinutes, pickupLanes }, wayOf(parcel), promisedMinutes) ?? null)
}

export function candidateOf(
  provider: ProviderFacts,
  parcel: Parcel,
  quote: Quote | undefined,
  weights: Weights,
  marks: Marks | undefined,
  at: Date | undefined,
): Candidate {
  const pricePaise = quote?.pricePaise ?? priceByCard(provider.rateCard, parcel, at)
  const { promisedMinutes, capabilities } = provider
  const minutes =
    quote?.minutes ??
    (capabilities.lanes === undefined
      ? promisedMinutes
      : promisedMinutesOf({ promisedMinutes, lanes: capabilities.lanes }, wayOf(parcel)))
  const standing = marks?.standingOf(provider.providerId)
  const load = marks?.loadOf(provider, parcel) ?? 0
  const parts = {
    price: Number(pricePaise),
    time: minutes * weights.minutePaise,
    reliability: marks ? reliabilityPaise(standing, weights) : 0,
    load: Math.round(weights.loadPaise * Math.min(1, load) ** 2),
  }
  return {
    providerId: provider.providerId,
    name: provider.name,
    pricePaise,
    minutes,
    score: BigInt(parts.price + parts.time + parts.reliability + parts.load),
    parts,
    priceFrom: quote ? 'quote' : 'rateCard',
    newcomer: marks !== undefined && (standing?.parcels ?? 0) < weights.newcomerParcels,
    lost: null,
  }
}

/** A number from a text, evenly spread (FNV-1a with a last mix): the lot among equals. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
