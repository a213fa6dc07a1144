import type { MarketChoice } from '../choice.ts'
import { withModules } from '../run.ts'

/** Migrations and the PIN directory, and nothing else. */
export const migrateCommand = (choice: MarketChoice): Promise<void> =>
  withModules(choice, async () => void process.stdout.write('The database is at this version.\n'))
