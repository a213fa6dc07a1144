import type { Sealer } from '../../platform/crypto/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { createProviderDirectory, type ProviderDirectory } from './providers.directory.ts'
import type { JudgeUrl, ProviderMembers } from './providers.ports.ts'
import { providersRoutes } from './providers.routes.ts'
import { createProvidersService, type ProvidersService } from './providers.service.ts'

export type { ProviderDirectory, ProviderFacts } from './providers.directory.ts'
export type { JudgeUrl, ProviderMembers } from './providers.ports.ts'
export { type Capabilities, priceByCard, type RateCard, type ServiceArea } from './providers.rules.ts'
export { givePlace, takePlace } from './providers.store.ts'

export interface Providers extends ProvidersService {
  directory: ProviderDirectory
  routes: Routes
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
}

/** Delivery startups: registration, approval, keys, secrets, and what each can do. */
export function createProviders(deps: {
  db: Database
  members: ProviderMembers
  record: Pick<Audit, 'record'>
  sealer: Sealer
  judgeUrl: JudgeUrl
  /** How long what other processes change may go unseen; 2 s. */
  maxAgeMs?: number
}): Providers {
  const directory = createProviderDirectory({
    sql: deps.db,
    sealer: deps.sealer,
    ...(deps.maxAgeMs === undefined ? {} : { maxAgeMs: deps.maxAgeMs }),
  })
  const service = createProvidersService({ ...deps, directory })
  return {
    ...service,
    directory,
    routes: providersRoutes(service),
    consumers: [],
    subscriptions: async () => [],
  }
}
