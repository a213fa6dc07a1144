import type { Id } from '../../kernel/ids.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { Capabilities, Channel, OndcSubscriber, RateCard } from './providers.rules.ts'
import type { ProviderStatus } from './providers.states.ts'
import { type ProviderRow, readDirectory, readStamp } from './providers.store.ts'

/** What dispatch and the estimate need of a provider. */
export interface ProviderFacts {
  providerId: Id<'provider'>
  name: string
  status: ProviderStatus
  capabilities: Capabilities
  rateCard: RateCard
  promisedMinutes: number
  liveQuotes: boolean
  channel: Channel
  ondc: OndcSubscriber | null
  webhookUrl: string
  /** Live webhook secrets, newest first: each signs what we send, any proves what we get. */
  secrets: readonly string[]
}

export interface ProviderDirectory {
  /**
   * Approved providers that can be called, in order of registration. Inside a transaction give it as `within`:
   * waiting there for a second connection could wait for ever.
   */
  approved(within?: Sql): Promise<readonly ProviderFacts[]>
  /** Any provider, also one that is suspended and has parcels in hand. */
  find(id: Id<'provider'>, within?: Sql): Promise<ProviderFacts | undefined>
  /** Forgets what it read: something was changed in this process. */
  refresh(): void
}

interface Reading {
  stamp: string
  all: Map<Id<'provider'>, ProviderFacts>
  approved: readonly ProviderFacts[]
}

/**
 * All providers in memory: dispatch and every checkout ask for them. What other processes change is seen
 * within `maxAgeMs`; then a look at one number tells whether anything did.
 */
export function createProviderDirectory({
  sql,
  sealer,
  maxAgeMs = 2000,
  now = () => performance.now(),
}: {
  sql: Sql
  sealer: Sealer
  maxAgeMs?: number
  now?: () => number
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
    if (reading?.stamp !== stamp) {
      const { providers, secrets } = await readDirectory(from)
      opened.clear()
      const bySecret = new Map<string, string[]>()
      for (const { providerId, id, sealed } of secrets) {
        bySecret.set(providerId, [...(bySecret.get(providerId) ?? []), open(id, sealed)])
      }
      const all = new Map(providers.map((row) => [row.id, factsOf(row, bySecret.get(row.id) ?? [])] as const))
      const approved = [...all.values()].filter(
        (facts) => facts.status === 'approved' && (facts.channel !== 'push' || facts.secrets.length > 0),
      )
      reading = { stamp, all, approved }
    }
    // What was changed here meanwhile may not be in it: the next one to ask reads again.
    if (before === changes) readAt = begun
    return reading
  }

  const current = async (within: Sql | undefined): Promise<Reading> => {
    if (reading && now() - readAt < maxAgeMs) return reading
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
    approved: async (within) => (await current(within)).approved,
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

const factsOf = (row: ProviderRow, secrets: readonly string[]): ProviderFacts => ({
  providerId: row.id,
  name: row.name,
  status: row.status,
  capabilities: row.capabilities,
  rateCard: row.rateCard,
  promisedMinutes: row.promisedMinutes,
  liveQuotes: row.liveQuotes && row.channel === 'push',
  channel: row.channel,
  ondc: row.ondc,
  webhookUrl: row.webhookUrl,
  secrets,
})
