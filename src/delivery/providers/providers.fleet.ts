import type { Id } from '../../kernel/ids.ts'
import { type CoverageIndex, createCoverageIndex } from './coverage.index.ts'
import { type District, districtKey, type Place } from './coverage.rules.ts'
import type { LoanRow } from './loans.store.ts'
import type { Channel, OndcSubscriber, Terms } from './providers.rules.ts'
import type { ProviderStatus } from './providers.states.ts'

/** What dispatch and the estimate need of a provider. */
export interface ProviderFacts extends Terms {
  providerId: Id<'provider'>
  name: string
  status: ProviderStatus
  /** The version of its terms that holds. */
  termsNumber: number
  channel: Channel
  ondc: OndcSubscriber | null
  webhookUrl: string
  /** Live webhook secrets, newest first: each signs what we send, any proves what we get. */
  secrets: readonly string[]
}

/** Parcels a day that a provider keeps for what another has no room for. */
export interface Loan {
  loanId: Id<'loan'>
  lender: ProviderFacts
  parcelsPerDay: number
}

/** The providers that may be asked, as they were at one moment. */
export interface Fleet {
  /** In order of registration. */
  all: readonly ProviderFacts[]
  /** Those that fetch parcels at this place: looked up, not searched. */
  fetchingAt(place: Place): readonly ProviderFacts[]
  find(id: Id<'provider'>): ProviderFacts | undefined
  /** What others keep for this provider in a district. */
  lentTo(borrowerId: Id<'provider'>, district: District | undefined): readonly Loan[]
  /** The district of a PIN. */
  districtOf(pin: string): District | undefined
}

/** Makes a fleet of approved providers; its index is built when it is first asked. */
export function createFleet({
  all,
  loans,
  districtOf,
}: {
  all: readonly ProviderFacts[]
  loans: readonly LoanRow[]
  districtOf: (pin: string) => District | undefined
}): Fleet {
  let index: CoverageIndex<ProviderFacts> | undefined
  const byId = new Map(all.map((facts) => [facts.providerId, facts] as const))
  const lent = new Map<string, Loan[]>()
  for (const { id: loanId, lenderId, borrowerId, parcelsPerDay, ...where } of loans) {
    const lender = byId.get(lenderId)
    const key = `${borrowerId} ${districtKey(where)}`
    if (lender) lent.set(key, [...(lent.get(key) ?? []), { loanId, lender, parcelsPerDay }])
  }
  return {
    all,
    fetchingAt(place) {
      index ??= createCoverageIndex(all, ({ capabilities }) => capabilities.pickup)
      return index.at(place)
    },
    find: (id) => byId.get(id),
    lentTo: (borrowerId, district) =>
      lent.size === 0 || !district ? [] : (lent.get(`${borrowerId} ${districtKey(district)}`) ?? []),
    districtOf,
  }
}
