import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { Test } from 'tap'
import { createDatabase, type Database } from '../../src/platform/database/index.ts'
import { migrate, migrationsFolder } from '../../src/platform/database/migrate.ts'

export interface TestDatabase {
  url: string
  db: Database
  /** The pool under `db`, for SQL of the test's own. */
  pool: pg.Pool
  /** Drops the database now; otherwise the end of the test does it. */
  drop(): Promise<void>
}

export interface TestDatabaseOptions {
  /** Connections of the pool; 10 when not given. */
  max?: number
}

const TEMPLATE_LOCK = 4_842_019_387n

/**
 * Gives the test a migrated database of its own, copied from a template that is made once a server, and drops it
 * when the test ends. Call it once a file and share it between the file's tests.
 */
export const createTestDatabase = async (
  t: Test,
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> => {
  const server = serverUrl()
  const template = await ensureTemplate(server)
  const name = `haat_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
  const url = urlOf(server, name)
  const db = createDatabase({ url, max: options.max ?? 10, log: pino({ level: 'silent' }) })
  let dropping: Promise<void> | undefined
  const drop = (): Promise<void> =>
    (dropping ??= (async () => {
      await db.close()
      await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    })())
  t.teardown(drop)
  return { url, db, pool: db.pool, drop }
}

/** An empty database without any migration, for tests of migrations and drivers. Dropped when the test ends. */
export const createBlankDatabase = async (t: Test): Promise<{ url: string }> => {
  const server = serverUrl()
  const name = `haat_blank_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`))
  t.teardown(() =>
    onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).then(() => {}),
  )
  return { url: urlOf(server, name) }
}

const serverUrl = (): string => {
  const url = process.env.HAAT_TEST_DATABASE_URL
  if (!url)
    throw new Error('HAAT_TEST_DATABASE_URL is not set. Run the tests by npm test, which starts a server.')
  return url
}

const urlOf = (server: string, name: string): string => {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

const onServer = async <T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes the template for the migrations as they are now, once, however many test files ask at one moment. */
const ensureTemplate = async (server: string): Promise<string> => {
  const name = `haat_template_${await migrationsHash()}`
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    // Marked as a template only when whole, so one that was broken off is made again.
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name])
    if (found.rowCount) return
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name}`)
    await migrate({ url: urlOf(server, name) })
    await client.query(`ALTER DATABASE ${name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`)
  })
  return name
}

const migrationsHash = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const name of (await readdir(migrationsFolder)).filter((file) => file.endsWith('.sql')).sort()) {
    hash.update(name).update(await readFile(join(migrationsFolder, name)))
  }
  return hash.digest('hex').slice(0, 16)
}
