import { groupBy } from '../../kernel/collections.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { District } from './coverage.rules.ts'
import { createFleet, type Fleet, type ProviderFacts } from './providers.fleet.ts'
import { termsAt } from './providers.rules.ts'
import { type ProviderBase, readDirectory, readStamp } from './providers.store.ts'
import type { TermsRow } from './terms.store.ts'

export interface ProviderDirectory {
  /**
   * Approved providers that can be called, in order of registration. Inside a transaction give it as `within`:
   * waiting there for a second connection could wait for ever.
   */
  approved(within?: Sql): Promise<readonly ProviderFacts[]>
  /** The same, to be asked who fetches parcels where. */
  fleet(within?: Sql): Promise<Fleet>
  /** Any provider, also one that is suspended and has parcels in hand. */
  find(id: Id<'provider'>, within?: Sql): Promise<ProviderFacts | undefined>
  /** Forgets what it read: something was changed in this process. */
  refresh(): void
}

interface Reading {
  stamp: string
  all: Map<Id<'provider'>, ProviderFacts>
  fleet: Fleet
  /** When the next version of anybody's terms begins to hold, in milliseconds of the clock. */
  holdsUntil: number
}

/**
 * All providers in memory: dispatch and every checkout ask for them. What other processes change is seen
 * within `maxAgeMs`; then a look at one number tells whether anything did.
 */
export function createProviderDirectory({
  sql,
  sealer,
  districtOf,
  maxAgeMs = 2000,
  now = () => performance.now(),
  clock = Date.now,
}: {
  sql: Sql
  sealer: Sealer
  districtOf: (pin: string) => District | undefined
  maxAgeMs?: number
  now?: () => number
  clock?: () => number
}): ProviderDirectory {
  let reading: Reading | undefined
  let readAt = Number.NEGATIVE_INFINITY
  let underway: Promise<Reading> | undefined
  let changes = 0
  const opened = new Map<string, string>()

  const open = (id: string, sealed: string): string => {
    const known = opened.get(sealed)
    if (known !== undefined) return known
    const secret = sealer.open(sealed, secretContext(id))
    opened.set(sealed, secret)
    return secret
  }

  const read = async (from: Sql): Promise<Reading> => {
    const begun = now()
    const before = changes
    const stamp = await readStamp(from)
    if (reading?.stamp !== stamp || clock() >= reading.holdsUntil) {
      const { providers, terms, secrets, loans } = await readDirectory(from)
      opened.clear()
      const bySecret = new Map<string, string[]>()
      for (const { providerId, id, sealed } of secrets) {
        bySecret.set(providerId, [...(bySecret.get(providerId) ?? []), open(id, sealed)])
      }
      const at = clock()
      const versions = groupBy(terms, ({ providerId }) => providerId)
      const all = new Map(
        providers.map((row) => {
          const holding = holdingOf(versions.get(row.id) ?? [], at)
          return [row.id, factsOf(row, holding, bySecret.get(row.id) ?? [])] as const
        }),
      )
      const approved = [...all.values()].filter(
        (facts) =>
          facts.status === 'approved' &&
          // The post is not asked: it takes what nobody else takes, by the relay.
          facts.channel !== 'post' &&
          (facts.channel !== 'push' || facts.secrets.length > 0),
      )
      const coming = terms.map(({ holdsFrom }) => holdsFrom.getTime()).filter((begin) => begin > at)
      const fleet = createFleet({ all: approved, loans, districtOf })
      reading = { stamp, all, fleet, holdsUntil: coming.reduce((a, b) => Math.min(a, b), Infinity) }
    }
    // What was changed here meanwhile may not be in it: the next one to ask reads again.
    if (before === changes) readAt = begun
    return reading
  }

  const current = async (within: Sql | undefined): Promise<Reading> => {
    if (reading && now() - readAt < maxAgeMs && clock() < reading.holdsUntil) return reading
    if (within) {
      // Whoever holds a connection never waits for a reading that may be waiting for one.
      return reading && underway ? reading : read(within)
    }
    underway ??= read(sql).finally(() => {
      underway = undefined
    })
    return underway
  }

  return {
    approved: async (within) => (await current(within)).fleet.all,
    fleet: async (within) => (await current(within)).fleet,
    find: async (id, within) => (await current(within)).all.get(id),
    refresh() {
      changes += 1
      readAt = Number.NEGATIVE_INFINITY
      underway = undefined
    },
  }
}

/** Where a sealed webhook secret belongs: bound in, so that it opens nowhere else. */
export const secretContext = (id: string): string => `provider_secrets.${id}.sealed`

/** The version that holds; by a clock that is a little behind the database's, the one that begins first. */
function holdingOf(versions: readonly TermsRow[], at: number): TermsRow {
  const holding = termsAt(versions, new Date(at))
  const first = holding ?? versions.toSorted((a, b) => a.holdsFrom.getTime() - b.holdsFrom.getTime())[0]
  if (!first) throw new Error('a provider has no terms')
  return first
}

const factsOf = (row: ProviderBase, terms: TermsRow, secrets: readonly string[]): ProviderFacts => ({
  providerId: row.id,
  name: row.name,
  status: row.status,
  termsNumber: terms.number,
  capabilities: terms.capabilities,
  rateCard: terms.rateCard,
  promisedMinutes: terms.promisedMinutes,
  liveQuotes: terms.liveQuotes,
  channel: row.channel,
  ondc: row.ondc,
  webhookUrl: row.webhookUrl,
  secrets,
})
