import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Outbox, Subscription } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { CheckTalks, ProviderConnector } from '../dispatch/index.ts'
import type { ProviderDirectory, Providers } from '../providers/index.ts'
import {
  approvedConsumer,
  certificationConsumer,
  sandboxConsumer,
  submittedConsumer,
} from './certification.events.ts'
import type { CertificationPeople, RunChecks } from './certification.ports.ts'
import { certificationRoutes } from './certification.routes.ts'
import { sandboxRoutes } from './sandbox.routes.ts'
import { createSandbox } from './sandbox.service.ts'
import { forgetTalks, hearTalk } from './talks.store.ts'

export type { CheckFinding, RunChecks } from './certification.ports.ts'

/** Whether providers' servers keep to the contract, and how providers come to live traffic. */
export const createCertification = (deps: {
  db: Database
  outbox: Outbox
  people: CertificationPeople
  directory: Pick<ProviderDirectory, 'find'>
  providers: Pick<Providers, 'byMarket'>
  places: Places
  audit: Pick<Audit, 'record'>
  connect: ProviderConnector
  runChecks: RunChecks
}) => {
  const sandbox = createSandbox(deps)
  const checks = certificationRoutes(deps)
  const trials = sandboxRoutes({ ...deps, sandbox })
  return {
    sandbox,
    routes: (app: Parameters<typeof checks>[0]) => {
      checks(app)
      trials(app)
    },
    consumers: [certificationConsumer, sandboxConsumer, submittedConsumer, approvedConsumer],
    subscriptions: async (): Promise<Subscription[]> =>
      (await import('./certification.worker.ts')).certificationSubscriptions({ ...deps, sandbox }),
    /** Takes in what sellers of an open network answer to a check. */
    talks: {
      hear: (providerId, heard) => hearTalk(deps.db, providerId, heard),
    } satisfies CheckTalks as CheckTalks,
    upkeep: [
      { name: 'certification.lapse', everyMs: 60_000, run: sandbox.lapse },
      { name: 'certification.forgetTalks', everyMs: 3_600_000, run: () => forgetTalks(deps.db) },
    ],
  }
}
