import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { createBlankDatabase } from '../../../test/support/database.ts'
import { migrate, pendingMigrations, schemaVersion } from './migrate.ts'

const setUp = async (t: Test, files: Record<string, string>) => {
  const { url } = await createBlankDatabase(t)
  const folder = t.testdir(files)
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  t.teardown(() => pool.end())
  const rows = async (text: string) => (await pool.query(text)).rows
  return { url, folder, pool, rows, run: () => migrate({ url, folder }) }
}

t.test('files are applied once, in the order of their names', async (t) => {
  const { folder, pool, rows, run } = await setUp(t, {
    '0002_b.sql': 'INSERT INTO a SELECT 2;',
    '0001_a.sql': 'CREATE TABLE a (n int);\n--> statement-breakpoint\nINSERT INTO a SELECT 1;',
    'notes.txt': 'not SQL',
  })
  t.same(await schemaVersion(pool, folder), {
    current: undefined,
    pending: ['0001_a.sql', '0002_b.sql'],
    unknown: [],
  })
  t.strictSame(await run(), ['0001_a.sql', '0002_b.sql'])
  t.strictSame(await run(), [])
  t.strictSame(await rows('SELECT n FROM a ORDER BY n'), [{ n: 1 }, { n: 2 }])
  await writeFile(join(folder, '0003_c.sql'), 'INSERT INTO a SELECT 3;')
  t.strictSame(await pendingMigrations(pool, folder), ['0003_c.sql'])
  t.strictSame(await run(), ['0003_c.sql'])
  t.same(await schemaVersion(pool, folder), { current: '0003_c.sql', pending: [], unknown: [] })
})

t.test('many that migrate at one moment apply each file once', async (t) => {
  const { rows, run } = await setUp(t, {
    '0001_a.sql': 'CREATE TABLE a (n int); SELECT pg_sleep(0.1); INSERT INTO a SELECT 1;',
    '0002_b.sql': '-- no transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS a_n ON a (n);',
  })
  const done = await Promise.all([1, 2, 3, 4, 5].map(run))
  t.strictSame(done.flat(), ['0001_a.sql', '0002_b.sql'])
  t.strictSame(await rows('SELECT n FROM a'), [{ n: 1 }])
  t.strictSame(await rows(`SELECT indisvalid FROM pg_index WHERE indexrelid = 'a_n'::regclass`), [
    { indisvalid: true },
  ])
})

t.test('a file that fails leaves nothing of itself, and says where it failed', async (t) => {
  const { folder, rows, run } = await setUp(t, {
    '0001_a.sql': 'CREATE TABLE a (n int);',
    '0002_b.sql': 'INSERT INTO a SELECT 1;\n--> statement-breakpoint\nINSERT INTO nowhere SELECT 1;',
  })
  await t.rejects(run(), { message: /0002_b\.sql.*nowhere/, cause: { code: '42P01' } })
  t.strictSame(await rows('SELECT n FROM a'), [])
  await writeFile(join(folder, '0002_b.sql'), 'INSERT INTO a SELECT 2;')
  t.strictSame(await run(), ['0002_b.sql'])
})

t.test('outside a transaction each statement stands alone', async (t) => {
  const { rows, run } = await setUp(t, {
    '0001_a.sql': '-- no transaction\nCREATE TABLE a (n int);\n--> statement-breakpoint\nSELECT 1/0;',
  })
  await t.rejects(run(), { cause: { code: '22012' } })
  t.strictSame(await rows(`SELECT to_regclass('a') IS NOT NULL AS made`), [{ made: true }])
})

t.test('an applied file that was changed, or is unknown here, is refused', async (t) => {
  const { folder, pool, run } = await setUp(t, { '0001_a.sql': 'CREATE TABLE a\n(n int);' })
  await run()
  await writeFile(join(folder, '0001_a.sql'), 'CREATE TABLE a\r\n(n int);')
  t.strictSame(await run(), [], 'line ends do not count as a change')
  await writeFile(join(folder, '0001_a.sql'), 'CREATE TABLE a (n bigint);')
  await t.rejects(run(), { code: 'migrationChanged', facts: { name: '0001_a.sql' } })
  await rm(join(folder, '0001_a.sql'))
  t.same(await schemaVersion(pool, folder), { current: '0001_a.sql', pending: [], unknown: ['0001_a.sql'] })
  await t.rejects(run(), { code: 'schemaNewerThanCode' })
})
