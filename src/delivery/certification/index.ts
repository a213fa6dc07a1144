import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Outbox, Subscription } from '../../platform/outbox/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import { certificationConsumer } from './certification.events.ts'
import type { CertificationPeople, RunChecks } from './certification.ports.ts'
import { certificationRoutes } from './certification.routes.ts'

export type { CheckFinding, RunChecks } from './certification.ports.ts'

/** Whether providers' servers keep to the contract. */
export const createCertification = (deps: {
  db: Database
  outbox: Outbox
  people: CertificationPeople
  directory: Pick<ProviderDirectory, 'find'>
  places: Places
  runChecks: RunChecks
}) => ({
  routes: certificationRoutes(deps),
  consumers: [certificationConsumer],
  subscriptions: async (): Promise<Subscription[]> =>
    (await import('./certification.worker.ts')).certificationSubscriptions(deps),
})
