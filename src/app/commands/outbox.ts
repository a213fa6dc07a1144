import { reviveDead } from '../../platform/outbox/index.ts'
import type { MarketChoice } from '../choice.ts'
import { withModules } from '../run.ts'

export const revive = (choice: MarketChoice): Promise<void> =>
  withModules(choice, async (_modules, { db }) => {
    process.stdout.write(`${await reviveDead(db)} events go back to work.\n`)
  })
