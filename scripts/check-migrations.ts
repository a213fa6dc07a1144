/** Exits 1 when the tables in the code and the committed migrations differ: drizzle-kit would write a new file. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

// drizzle-kit wants a folder below the project, named relative to it.
const folder = mkdtempSync(join(process.cwd(), '.drift-'))
try {
  cpSync('migrations', folder, { recursive: true })
  const count = () => readdirSync(folder).filter((name) => name.endsWith('.sql')).length
  const before = count()
  execFileSync(
    'npx',
    [
      'drizzle-kit',
      'generate',
      '--dialect',
      'postgresql',
      '--schema',
      './src/**/*.tables.ts',
      '--out',
      relative('.', folder),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  if (count() !== before) {
    console.error('The tables differ from migrations/. Run `npm run db:generate` and commit the new file.')
    process.exitCode = 1
  } else {
    console.log('migrations/ is up to date.')
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
