import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { onEvent, type Subscription } from '../../platform/outbox/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import { certificationConsumer } from './certification.events.ts'
import type { RunChecks } from './certification.ports.ts'
import { pickupOf } from './certification.rules.ts'
import { endCheck, findCheck } from './certification.store.ts'

/** Runs the checks between two transactions, and keeps what they found. */
export const certificationSubscriptions = ({
  db,
  directory,
  places,
  runChecks,
}: {
  db: Database
  directory: Pick<ProviderDirectory, 'find'>
  places: Places
  runChecks: RunChecks
}): Subscription[] => [
  onEvent(certificationConsumer, async ({ payload }, claim) => {
    const check = await findCheck(db, payload.checkId)
    const provider = check && check.endedAt === null ? await directory.find(check.providerId) : undefined
    const findings = provider ? await runChecks(provider, pickupOf(provider.capabilities, places)) : []
    await db.transaction(async (tx) => {
      if ((await claim(tx)) && check) await endCheck(tx, check, findings)
    })
  }),
]
