import { withModules } from '../run.ts'

/** Migrations and the PIN directory, and nothing else. */
export const migrateCommand = (): Promise<void> =>
  withModules(async () => void process.stdout.write('The database is at this version.\n'))
