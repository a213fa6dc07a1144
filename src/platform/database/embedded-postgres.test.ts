import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { program } from '../../../test/support/build.ts'
import { startProcess } from '../../../test/support/process.ts'
import { emptyDataFolder } from './data-folder.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { identifyProcess, processExists, waitForProcessEnd } from './process-identity.ts'

const log = { debug: () => {}, info: () => {}, warn: () => {} }

const start = async (t: Test, dataDir: string, more = {}): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir, log, unsafeButQuick: true, ...more })
  t.teardown(() => server.stop())
  return server
}

const query = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const holder = (t: Test, dataDir: string) =>
  startProcess(t, {
    command: process.execPath,
    args: [...program('test/support/hold-data-folder.ts'), dataDir],
    readyLine: /ready (\d+) (\S+)/,
  })

// Not tap's own folders: they are emptied before a test's teardowns, and thus below a server that still runs.
const setUp = (t: Test): string => {
  const folder = mkdtempSync(join(tmpdir(), 'haat-postgres-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

// Most tests begin with a copy of one folder that has been started before, which is quicker.
const seed = setUp(t)
t.before(async () => (await startEmbeddedPostgres({ dataDir: seed, log })).stop())
const setUpStarted = (t: Test): string => {
  const dataDir = setUp(t)
  execFileSync('cp', ['-a', seed, dataDir])
  return dataDir
}

t.test('what was written is there after the next start', async (t) => {
  const dataDir = setUpStarted(t)
  const first = await start(t, dataDir)
  await query(first.url, `CREATE TABLE kept AS SELECT 'चावल' AS word`)
  await first.stop()
  await first.stop()
  t.notOk(await identifyProcess(first.pid), 'the server is gone after stop()')
  const again = await start(t, dataDir)
  t.strictSame(await query(again.url, 'SELECT * FROM kept'), [{ word: 'चावल' }])
})

t.test('the server is set as one machine needs it', async (t) => {
  const dataDir = setUp(t)
  const server = await startEmbeddedPostgres({ dataDir, log })
  t.teardown(() => server.stop())
  const settings = await query(
    server.url,
    `SELECT current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('max_connections') m,
            current_setting('listen_addresses') l, current_setting('server_encoding') e, current_setting('timezone') tz`,
  )
  t.strictSame(settings, [{ f: 'on', s: 'on', m: '200', l: '127.0.0.1', e: 'UTF8', tz: 'UTC' }])
  await query(server.url, 'CREATE EXTENSION pg_trgm')
  const text = await query(
    server.url,
    `SELECT lower('ÀÉ') low, array_length(show_trgm('चावल'), 1) > 1 AS hindi`,
  )
  t.strictSame(text, [{ low: 'àé', hindi: true }], 'trigrams see the letters of Hindi')
  const password = join(dataDir, 'password')
  t.equal((await stat(password)).mode & 0o777, 0o600)
  t.ok(server.url.includes((await readFile(password, 'utf8')).trim()))
  const wrong = server.url.replace(/:[^:@]+@/, ':wrong@')
  await t.rejects(query(wrong, 'SELECT 1'), { code: '28P01' }, 'a wrong password is refused')
})

t.test('a second start in the same folder is refused and harms nothing', async (t) => {
  const dataDir = setUpStarted(t)
  const child = await holder(t, dataDir)
  const refusal = { code: 'embeddedDatabaseInUse', kind: 'conflict', facts: { pid: child.pid } }
  await t.rejects(startEmbeddedPostgres({ dataDir, log }), refusal)
  await t.rejects(emptyDataFolder(dataDir), refusal)
  t.strictSame(await query(child.ready![2]!, 'SELECT 1 AS one'), [{ one: 1 }])
  t.match(await child.stop(), { code: 0 })
  await start(t, dataDir)
  await t.rejects(
    startEmbeddedPostgres({ dataDir, log }),
    { code: 'embeddedDatabaseInUse' },
    'also within one process',
  )
})

t.test('of several that start at one moment at most one has the folder', async (t) => {
  const dataDir = setUp(t)
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => start(t, dataDir)))
  const won = tries.filter((one) => one.status === 'fulfilled')
  t.equal(won.length, 1)
  for (const one of tries)
    if (one.status === 'rejected') t.match(one.reason, { code: 'embeddedDatabaseInUse' })
})

t.test('after kill -9 of us the server that is left over is stopped, and nothing is lost', async (t) => {
  const dataDir = setUpStarted(t)
  const child = await holder(t, dataDir)
  const postmaster = Number(child.ready![1])
  await query(child.ready![2]!, 'CREATE TABLE kept AS SELECT 42 AS n')
  await child.kill9()
  t.ok(processExists(postmaster), 'the server outlived us')
  const server = await start(t, dataDir)
  t.ok(await waitForProcessEnd(postmaster, 0), 'and is gone now')
  t.strictSame(await query(server.url, 'SELECT n FROM kept'), [{ n: 42 }])
})

t.test('after kill -9 of us and of the server the log is replayed', async (t) => {
  const dataDir = setUpStarted(t)
  const child = await holder(t, dataDir)
  await query(child.ready![2]!, 'CREATE TABLE kept AS SELECT 43 AS n')
  await child.kill9()
  process.kill(Number(child.ready![1]), 'SIGKILL')
  const server = await start(t, dataDir)
  t.strictSame(await query(server.url, 'SELECT n FROM kept'), [{ n: 43 }])
})

t.test('a process that was given the id of a dead server is left alone', async (t) => {
  const dataDir = setUpStarted(t)
  await (await start(t, dataDir)).stop()
  const stranger = spawn('sleep', ['60'])
  t.teardown(() => stranger.kill())
  const lines = [
    stranger.pid,
    join(dataDir, 'postgres'),
    1_700_000_000,
    5432,
    '',
    '127.0.0.1',
    '1 1',
    'ready',
  ]
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`)
  const claim = { pid: stranger.pid, startedAt: 'another time', held: true }
  await writeFile(join(dataDir, 'claim-0123456789abcdef.json'), JSON.stringify(claim))
  const server = await start(t, dataDir)
  t.strictSame(await query(server.url, 'SELECT 1 AS one'), [{ one: 1 }])
  t.equal(stranger.exitCode ?? stranger.signalCode, null, 'the stranger still runs')
})

t.test('a process that ends without stop() takes its server along', async (t) => {
  const child = await holder(t, setUpStarted(t))
  t.match(await child.stop('SIGUSR2'), { code: 3 })
  t.ok(await waitForProcessEnd(Number(child.ready![1]), 10_000))
})

t.test('the end of the server is told, once it was not asked for', async (t) => {
  const dataDir = setUpStarted(t)
  const reason = await new Promise<Error>((resolve, reject) => {
    start(t, dataDir, { onUnexpectedEnd: resolve }).then(
      (server) => process.kill(server.pid, 'SIGQUIT'),
      reject,
    )
  })
  t.match(reason.message, /PostgreSQL ended/)
})

t.test('a folder is emptied only when it is ours', async (t) => {
  const dataDir = setUp(t)
  await emptyDataFolder(dataDir)
  const child = await holder(t, dataDir)
  await child.kill9()
  await emptyDataFolder(dataDir)
  t.ok(await waitForProcessEnd(Number(child.ready![1]), 0), 'a server left over is stopped before')
  t.strictSame(await readdir(dataDir), [])
  await mkdir(join(dataDir, 'photos'))
  await t.rejects(emptyDataFolder(dataDir), { code: 'notADataFolder' })
  await t.rejects(startEmbeddedPostgres({ dataDir, log }), { code: 'notADataFolder' })
  t.strictSame(await readdir(dataDir), ['photos'])
  await rm(join(dataDir, 'photos'), { recursive: true })
  await writeFile(join(dataDir, 'secret-key'), 'of a market that had a database elsewhere')
  await start(t, dataDir)
})

t.test('a first start that was broken off is begun anew', async (t) => {
  const dataDir = setUpStarted(t)
  await (await start(t, dataDir)).stop()
  await rm(join(dataDir, 'postgres'), { recursive: true })
  await mkdir(join(dataDir, 'postgres.new'))
  await writeFile(join(dataDir, 'postgres.new', 'half'), '')
  const server = await start(t, dataDir)
  t.strictSame(await query(server.url, 'SELECT 1 AS one'), [{ one: 1 }])
  t.notOk((await readdir(dataDir)).includes('postgres.new'))
})

t.test('a port that is taken is said so', async (t) => {
  const server = await start(t, setUpStarted(t))
  await t.rejects(start(t, setUp(t), { port: server.port }), /Address already in use/)
})
