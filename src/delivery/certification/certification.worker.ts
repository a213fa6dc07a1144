import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox, onEvent, type Subscription } from '../../platform/outbox/index.ts'
import { announcePool } from '../dispatch/index.ts'
import type { ProviderDirectory, ProviderFacts } from '../providers/index.ts'
import {
  approvedConsumer,
  certificationConsumer,
  sandboxAsked,
  sandboxConsumer,
  submittedConsumer,
} from './certification.events.ts'
import type { CallbackBox, RunChecks } from './certification.ports.ts'
import { waysOf } from './certification.rules.ts'
import { endCheck, findCheck } from './certification.store.ts'
import type { Sandbox } from './sandbox.service.ts'
import { takeBackParcels } from './sandbox.store.ts'
import { openTalk, readTalks } from './talks.store.ts'

/** Runs the checks between two transactions, and keeps what they found. */
export const certificationSubscriptions = ({
  db,
  outbox,
  directory,
  places,
  runChecks,
  sandbox,
}: {
  db: Database
  outbox: Outbox
  directory: Pick<ProviderDirectory, 'find'>
  places: Places
  runChecks: RunChecks
  sandbox: Pick<Sandbox, 'ask' | 'tryOut'>
}): Subscription[] => {
  const boxOf = ({ providerId }: ProviderFacts): CallbackBox => ({
    open: (reference) => openTalk(db, providerId, reference),
    read: (references) => readTalks(db, references),
  })
  return [
    onEvent(certificationConsumer, async ({ payload }, claim) => {
      const check = await findCheck(db, payload.checkId)
      const provider = check && check.endedAt === null ? await directory.find(check.providerId) : undefined
      const findings = provider
        ? await runChecks(provider, waysOf(provider.capabilities, places), boxOf(provider))
        : []
      await db.transaction(async (tx) => {
        if ((await claim(tx)) && check) await endCheck(tx, check, findings)
      })
      if (check) await sandbox.tryOut(check.providerId)
    }),
    onEvent(submittedConsumer, async ({ payload }, claim) => {
      await sandbox.tryOut(payload.providerId)
      await db.transaction(claim)
    }),
    onEvent(approvedConsumer, async ({ payload: { providerId } }, claim) => {
      const provider = await directory.find(providerId)
      await db.transaction(async (tx) => {
        // Who is called answers the call that is under way; a pool is emptied by nobody else.
        if (!(await claim(tx)) || provider?.channel !== 'pull') return
        if (await takeBackParcels(tx, providerId)) await announcePool(tx, providerId)
      })
    }),
    // Asked outside of any transaction; asked again it is answered as before.
    onEvent(sandboxConsumer, async ({ payload }, claim) => {
      const next = await sandbox.ask(payload)
      await db.transaction(async (tx) => {
        if ((await claim(tx)) && next)
          await outbox.publish(tx, [event(sandboxAsked, next.asked, next.afterMs)])
      })
    }),
  ]
}
