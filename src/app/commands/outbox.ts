import { reviveDead } from '../../platform/outbox/index.ts'
import { withModules } from '../run.ts'

export const revive = (): Promise<void> =>
  withModules(async (_modules, { db }) => {
    process.stdout.write(`${await reviveDead(db)} events go back to work.\n`)
  })
