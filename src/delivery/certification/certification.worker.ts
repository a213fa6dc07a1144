import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { onEvent, type Subscription } from '../../platform/outbox/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import { certificationConsumer, sandboxConsumer } from './certification.events.ts'
import type { RunChecks } from './certification.ports.ts'
import { pickupOf } from './certification.rules.ts'
import { endCheck, findCheck } from './certification.store.ts'
import type { Sandbox } from './sandbox.service.ts'

/** Runs the checks between two transactions, and keeps what they found. */
export const certificationSubscriptions = ({
  db,
  directory,
  places,
  runChecks,
  sandbox,
}: {
  db: Database
  directory: Pick<ProviderDirectory, 'find'>
  places: Places
  runChecks: RunChecks
  sandbox: Pick<Sandbox, 'ask' | 'checked'>
}): Subscription[] => [
  onEvent(certificationConsumer, async ({ payload }, claim) => {
    const check = await findCheck(db, payload.checkId)
    const provider = check && check.endedAt === null ? await directory.find(check.providerId) : undefined
    const findings = provider ? await runChecks(provider, pickupOf(provider.capabilities, places)) : []
    await db.transaction(async (tx) => {
      if ((await claim(tx)) && check) await endCheck(tx, check, findings)
    })
    if (check) await sandbox.checked(check.providerId)
  }),
  // Asked outside of any transaction; asked again it is answered as before.
  onEvent(sandboxConsumer, async ({ payload }, claim) => {
    await sandbox.ask(payload.parcelId)
    await db.transaction((tx) => claim(tx))
  }),
]
