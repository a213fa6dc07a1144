import type { Logger } from 'pino'
import type { Id } from '../../kernel/ids.ts'
import type { PinDirectory } from '../../places/index.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Outbox, Subscription } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { createCallLog } from './calls.log.ts'
import { callsRoutes } from './calls.routes.ts'
import { forgetOldCalls, readCall } from './calls.store.ts'
import type { KeptCall, MadeCall } from './calls.types.ts'
import { capacityRoutes } from './capacity.routes.ts'
import { createCapacityService } from './capacity.service.ts'
import type { District } from './coverage.rules.ts'
import { createDistricts } from './districts.ts'
import { createProviderDirectory, type ProviderDirectory } from './providers.directory.ts'
import type { JudgeUrl, ProviderMembers } from './providers.ports.ts'
import { providersRoutes } from './providers.routes.ts'
import { createProvidersService, type ProvidersService } from './providers.service.ts'
import type { ProviderStatus } from './providers.states.ts'
import { lockProvider, readProvider } from './providers.store.ts'
import { reviewRoutes } from './review.routes.ts'

export type { KeptCall, MadeCall } from './calls.types.ts'
export { type CountedPlace, givePlace, readLoadToday, takePlace, takePlaces } from './capacity.store.ts'
export {
  type District,
  districtKey,
  type Lane,
  laneOf,
  lanes,
  type Place,
  type ServiceArea,
  serves,
} from './coverage.rules.ts'
export { providersByStatus } from './figures.store.ts'
export { ensurePost, postProviderId } from './post.store.ts'
export type { ProviderDirectory } from './providers.directory.ts'
export { providerApproved, providerSubmitted } from './providers.events.ts'
export { createFleet, type Fleet, type Loan, type ProviderFacts } from './providers.fleet.ts'
export type { JudgeUrl, ProviderMembers } from './providers.ports.ts'
export {
  type Capabilities,
  type Channel,
  countersFor,
  type OndcSubscriber,
  type Terms,
} from './providers.rules.ts'
export {
  type LaneTimes,
  pickupMinutesOf,
  priceByCard,
  promisedMinutesOf,
  type RateCard,
} from './rates.rules.ts'

export { offeredSchema } from './terms.schema.ts'

/** The signed calls that were made to providers. */
export interface CallBook {
  /** Notes a call; it is written a moment later. */
  keep(call: MadeCall): void
  find(sql: Sql, providerId: Id<'provider'>, callId: Id<'call'>): Promise<KeptCall | undefined>
  /** Writes what waits to be written. */
  flush(): Promise<void>
}

export interface Providers extends ProvidersService {
  directory: ProviderDirectory
  calls: CallBook
  /** The district of a PIN in India Post's directory. */
  districtOf(pin: string): District | undefined
  /** The state of a provider; undefined when there is none. */
  statusOf(sql: Sql, id: Id<'provider'>): Promise<ProviderStatus | undefined>
  /** The same, and held as it is until the transaction ends. */
  holdStatus(tx: Tx, id: Id<'provider'>): Promise<ProviderStatus | undefined>
  routes: Routes
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
  upkeep: readonly { name: string; everyMs: number; run(): Promise<unknown> }[]
}

/** Delivery startups: registration, approval, keys, secrets, and what each can do. */
export function createProviders(deps: {
  db: Database
  outbox: Pick<Outbox, 'publish' | 'nudge'>
  log: Logger
  members: ProviderMembers
  record: Pick<Audit, 'record'>
  sealer: Sealer
  judgeUrl: JudgeUrl
  /** India Post's directory, by which districts are known. */
  places: Pick<PinDirectory, 'all' | 'isArmyPostal' | 'nearest'>
  /** How long what other processes change may go unseen; 2 s. */
  maxAgeMs?: number
}): Providers {
  const districts = createDistricts(deps.places)
  const directory = createProviderDirectory({
    sql: deps.db,
    sealer: deps.sealer,
    districtOf: districts.of,
    ...(deps.maxAgeMs === undefined ? {} : { maxAgeMs: deps.maxAgeMs }),
  })
  const service = createProvidersService({ ...deps, directory, known: districts })
  const capacity = createCapacityService({ ...deps, directory, known: districts })
  const calls = createCallLog(deps)
  return {
    ...service,
    directory,
    districtOf: districts.of,
    calls: { ...calls, find: readCall },
    statusOf: async (sql, id) => (await readProvider(sql, id))?.status,
    holdStatus: async (tx, id) => (await lockProvider(tx, id))?.status,
    routes: (app) => {
      providersRoutes(service)(app)
      reviewRoutes(service)(app)
      capacityRoutes(capacity)(app)
      callsRoutes({ ...deps, calls })(app)
    },
    consumers: [],
    subscriptions: async () => [],
    upkeep: [{ name: 'providers.forgetCalls', everyMs: 6 * 3_600_000, run: () => forgetOldCalls(deps.db) }],
  }
}
