import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { isOpen } from '../../kernel/opening-hours.ts'
import { isArmyPostal } from '../../kernel/pin-code.ts'
import { type ProviderFacts, priceByCard, type ServiceArea } from '../providers/index.ts'
import type { ParcelFacts } from '../shipments/index.ts'

/** A parcel as the rules see it. */
export type Parcel = ParcelFacts

/** Why a provider cannot serve a parcel; each is a rule of its own. */
export type RuleName =
  | 'notApproved'
  | 'armyPostal'
  | 'pickupOutside'
  | 'dropOutside'
  | 'tooFar'
  | 'tooHeavy'
  | 'noFood'
  | 'noCod'
  | 'closed'
  | 'askedBefore'
  | 'fullToday'
  | 'quoteDeclined'

export const ruleSentences: Record<RuleName, string> = {
  notApproved: 'is not approved',
  armyPostal: 'does not serve the Army Postal Service: PINs that begin with 9 go by post',
  pickupOutside: 'does not fetch parcels at this PIN',
  dropOutside: 'does not deliver at this PIN',
  tooFar: 'does not go this far',
  tooHeavy: 'does not carry this weight',
  noFood: 'does not carry food',
  noCod: 'does not collect cash',
  closed: 'is closed at this hour',
  askedBefore: 'was asked already in this round',
  fullToday: 'has taken its parcels for today',
  quoteDeclined: 'declined when asked for a price',
}

const pinSets = new WeakMap<ServiceArea, ReadonlySet<string>>()
const pinsOf = (area: ServiceArea): ReadonlySet<string> => {
  const known = pinSets.get(area)
  if (known) return known
  const pins = new Set(area.pins)
  pinSets.set(area, pins)
  return pins
}

const within = (area: ServiceArea, place: { pin: string; point: Point | null }): boolean =>
  pinsOf(area).has(place.pin) ||
  area.pinPrefixes.some((prefix) => place.pin.startsWith(prefix)) ||
  (place.point !== null &&
    area.circles.some(
      ({ point, radiusMetres }) => distanceMetres(point, place.point as Point) <= radiusMetres,
    ))

/** The first rule by which this provider cannot serve this parcel; undefined when it can. Cheap rules first. */
export function cannotServe(
  provider: Pick<ProviderFacts, 'status' | 'capabilities'>,
  parcel: Parcel,
  at: Date | undefined,
): RuleName | undefined {
  const can = provider.capabilities
  if (provider.status !== 'approved') return 'notApproved'
  if (!can.armyPostal && (isArmyPostal(parcel.drop.pin) || isArmyPostal(parcel.pickup.pin)))
    return 'armyPostal'
  if (parcel.weightGrams > can.maxWeightGrams) return 'tooHeavy'
  if (can.maxDistanceMetres !== undefined && parcel.distanceMetres > can.maxDistanceMetres) return 'tooFar'
  if (parcel.isFood && !can.food) return 'noFood'
  if (parcel.codPaise > 0n && !can.cod) return 'noCod'
  if (!within(can.pickup, parcel.pickup)) return 'pickupOutside'
  if (!within(can.drop ?? can.pickup, parcel.drop)) return 'dropOutside'
  if (at !== undefined && !isOpen(can.hours, at)) return 'closed'
  return undefined
}

/** A minute sooner is worth this much in the ranking. */
export const minuteWorthPaise = 10n

/** Who may be asked, in the order of asking, and who not; kept as it was when it was decided. */
export interface Candidate {
  providerId: Id<'provider'>
  name: string
  pricePaise: Paise
  minutes: number
  /** Less is better: the price and what the promised minutes are worth. */
  score: Paise
  priceFrom: 'rateCard' | 'quote'
}
export interface Refused {
  providerId: Id<'provider'>
  name: string
  rule: RuleName
}
export interface Ranking {
  able: readonly Candidate[]
  refused: readonly Refused[]
}

export interface Quote {
  pricePaise: Paise
  minutes: number
}

/**
 * Who can serve a parcel and who is asked first: least price plus promised minutes (10 paise each); among equals
 * by a lot drawn from parcel and provider, so that nobody is favoured by name or age. The same facts give the same order.
 */
export function rankProviders(given: {
  providers: readonly ProviderFacts[]
  parcel: Parcel
  /** What decides between equals: the parcel's id. */
  seed: string
  at: Date | undefined
  askedBefore: ReadonlySet<Id<'provider'>>
  fullToday?: ReadonlySet<Id<'provider'>>
  quotes?: ReadonlyMap<Id<'provider'>, Quote | 'declined'>
}): Ranking {
  const able: Candidate[] = []
  const refused: Refused[] = []
  for (const provider of given.providers) {
    const { providerId, name } = provider
    const quote = given.quotes?.get(providerId)
    const rule = given.askedBefore.has(providerId)
      ? 'askedBefore'
      : given.fullToday?.has(providerId)
        ? 'fullToday'
        : (cannotServe(provider, given.parcel, given.at) ??
          (quote === 'declined' ? 'quoteDeclined' : undefined))
    if (rule) refused.push({ providerId, name, rule })
    else able.push(candidateOf(provider, given.parcel, quote === 'declined' ? undefined : quote))
  }
  if (able.length > 1) {
    const lots = new Map(able.map((one) => [one, lotOf(`${given.seed}/${one.providerId}`)]))
    able.sort((a, b) => {
      if (a.score !== b.score) return a.score < b.score ? -1 : 1
      return lots.get(a)! - lots.get(b)!
    })
  }
  return { able, refused }
}

/** The best of those that can serve, without their order: what a checkout asks for again and again. */
export function bestProvider(
  providers: readonly ProviderFacts[],
  parcel: Parcel,
): { candidate: Candidate; provider: ProviderFacts } | undefined {
  let best: { candidate: Candidate; provider: ProviderFacts } | undefined
  for (const provider of providers) {
    if (cannotServe(provider, parcel, undefined)) continue
    const candidate = candidateOf(provider, parcel, undefined)
    if (!best || candidate.score < best.candidate.score) best = { candidate, provider }
  }
  return best
}

const candidateOf = (provider: ProviderFacts, parcel: Parcel, quote: Quote | undefined): Candidate => {
  const cod = parcel.codPaise > 0n
  const pricePaise = quote?.pricePaise ?? priceByCard(provider.rateCard, { ...parcel, cod })
  const minutes = quote?.minutes ?? provider.promisedMinutes
  return {
    providerId: provider.providerId,
    name: provider.name,
    pricePaise,
    minutes,
    score: pricePaise + BigInt(minutes) * minuteWorthPaise,
    priceFrom: quote ? 'quote' : 'rateCard',
  }
}

/** A number from a text, evenly spread (FNV-1a with a last mix): the lot among equals. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
