/**
 * Writes the one generated migration anew from all tables. Only for the time before the first release:
 * afterwards a change of tables is a further file, made by `npm run db:generate`.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, renameSync, rmSync } from 'node:fs'

const made = (name: string) => /^0[0-9]{3}_.*\.sql$/.test(name) && name !== '0000_extensions.sql'
for (const name of readdirSync('migrations').filter(made)) rmSync(`migrations/${name}`)
rmSync('migrations/meta', { recursive: true, force: true })
execFileSync('npx', ['drizzle-kit', 'generate', '--name', 'tables'], { stdio: 'inherit' })
renameSync('migrations/0000_tables.sql', 'migrations/0001_tables.sql')
