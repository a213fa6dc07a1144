import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { HaatError } from '../../kernel/errors.ts'

/** Where the SQL files of this version are. */
export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url))

export interface MigrateOptions {
  url: string
  /** Another folder of `*.sql` files, for tests. */
  folder?: string
  /** Told the name of each file just before it is run. */
  onFile?: (name: string) => void
}

export interface SchemaVersion {
  /** The last file applied, or undefined for an empty database. */
  current: string | undefined
  /** Files of this version that the database lacks. */
  pending: string[]
  /** Files that the database has and this version does not know: it was migrated by a later version. */
  unknown: string[]
}

type Queryable = Pick<pg.Pool, 'query'>

interface MigrationFile {
  name: string
  text: string
  checksum: string
}

// An arbitrary number that every version of Haat must agree on.
const LOCK = 4_842_019_386n
const NO_TRANSACTION = '-- no transaction'
const BREAKPOINT = '--> statement-breakpoint'

/**
 * Brings the database up to this version: applies the files of `migrations/` that it lacks, by file name, each in
 * a transaction of its own. A file whose first line is `-- no transaction` (for CREATE INDEX CONCURRENTLY) is run
 * statement by statement, so its statements must bear being run again. Several processes may call it at one moment.
 * @returns the names applied
 */
export const migrate = async (options: MigrateOptions): Promise<string[]> => {
  const files = await readMigrations(options.folder)
  const client = new pg.Client({ connectionString: options.url, application_name: 'haat-migrate' })
  await client.connect()
  try {
    await lock(client)
    await client.query(`CREATE TABLE IF NOT EXISTS haat_migrations (
      name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
    const pending = choosePending(files, await readApplied(client))
    for (const file of pending) {
      options.onFile?.(file.name)
      await apply(client, file)
    }
    return pending.map((file) => file.name)
  } finally {
    // Ending the session gives the lock free.
    await client.end()
  }
}

/** The names of the files that this database lacks. */
export const pendingMigrations = async (database: Queryable, folder?: string): Promise<string[]> =>
  (await schemaVersion(database, folder)).pending

/** Compares the database's schema with the one that this version of the code was written for. */
export const schemaVersion = async (database: Queryable, folder?: string): Promise<SchemaVersion> => {
  const names = (await readMigrations(folder)).map((file) => file.name)
  const { rows } = await database.query(`SELECT to_regclass('haat_migrations') IS NOT NULL AS made`)
  const applied = rows[0]?.made ? [...(await readApplied(database)).keys()] : []
  return {
    current: applied.at(-1),
    pending: names.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !names.includes(name)),
  }
}

const readMigrations = async (folder = migrationsFolder): Promise<MigrationFile[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

const readApplied = async (database: Queryable): Promise<Map<string, string>> => {
  const { rows } = await database.query(
    'SELECT name, checksum FROM haat_migrations ORDER BY name COLLATE "C"',
  )
  return new Map(rows.map((row: { name: string; checksum: string }) => [row.name, row.checksum]))
}

const choosePending = (files: MigrationFile[], applied: Map<string, string>): MigrationFile[] => {
  const names = new Set(files.map((file) => file.name))
  const unknown = [...applied.keys()].filter((name) => !names.has(name))
  if (unknown.length > 0) {
    throw new HaatError(
      'conflict',
      'schemaNewerThanCode',
      `This database was migrated by a later version of Haat (${unknown.join(', ')}). Run that version, or restore a backup.`,
      { facts: { unknown } },
    )
  }
  for (const file of files) {
    const known = applied.get(file.name)
    if (known !== undefined && known !== file.checksum) {
      throw new HaatError(
        'conflict',
        'migrationChanged',
        `migrations/${file.name} was changed after it had been applied to this database. Put the file back and write the change as a new migration.`,
        { facts: { name: file.name } },
      )
    }
  }
  return files.filter((file) => !applied.has(file.name))
}

// Polled and not waited for: a session that waits inside a statement holds a snapshot, and CREATE INDEX CONCURRENTLY
// of the session that has the lock would wait for that snapshot to end, for ever.
const lock = async (client: pg.Client): Promise<void> => {
  for (;;) {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS mine', [LOCK])
    if (rows[0].mine) return
    await new Promise((wake) => setTimeout(wake, 100))
  }
}

const apply = async (client: pg.Client, file: MigrationFile): Promise<void> => {
  const record = () =>
    client.query('INSERT INTO haat_migrations (name, checksum) VALUES ($1, $2)', [file.name, file.checksum])
  try {
    if (file.text.startsWith(NO_TRANSACTION)) {
      for (const part of file.text.split(BREAKPOINT)) await client.query(part)
      await record()
      return
    }
    await client.query('BEGIN')
    try {
      // One at a time, so that an error's position can be read in the statement it belongs to.
      for (const part of file.text.split(BREAKPOINT)) await client.query(part)
      await record()
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`migrations/${file.name} failed: ${why}`, { cause })
  }
}
