import { join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { Redis } from 'ioredis'
import t from 'tap'
import { countFiles } from './count-tap.ts'
import { createTestDatabase } from './database.ts'
import { forEachQueueEngine } from './engines.ts'
import { startProcess } from './process.ts'
import { testRedisUrl } from './redis.ts'
import { runTests } from './run-tests.ts'

t.test('a test database is migrated, apart from others, and gone after the test', async (t) => {
  let url = ''
  await t.test('while the test runs', async (t) => {
    const [one, two] = await Promise.all([createTestDatabase(t), createTestDatabase(t)])
    url = one.url
    await one.pool.query('CREATE TABLE only_here (n int)')
    const there = await two.pool.query(
      `SELECT to_regclass('only_here') AS found, to_regclass('haat_migrations') AS m`,
    )
    t.equal(there.rows[0].found, null)
    t.equal(there.rows[0].m, 'haat_migrations')
  })
  const { default: pg } = await import('pg')
  await t.rejects(new pg.Client({ connectionString: url }).connect(), { code: '3D000' })
})

t.test(
  'each Redis URL is an empty database of its own',
  { skip: !process.env.HAAT_TEST_REDIS_URL },
  async (t) => {
    const [first, second] = [await testRedisUrl(t), await testRedisUrl(t)]
    t.not(first, second)
    const [one, two] = [new Redis(first!), new Redis(second!)]
    await one.set('key', 'value')
    t.equal(await two.get('key'), null)
    one.disconnect()
    two.disconnect()
  },
)

t.test('the queue engines are those that are there', async (t) => {
  const seen: string[] = []
  await forEachQueueEngine(t, async (t, engine) => {
    seen.push(engine.name)
    t.equal(engine.redisUrl !== undefined, engine.name === 'redis')
  })
  t.strictSame(seen, process.env.HAAT_TEST_REDIS_URL ? ['postgres', 'redis'] : ['postgres'])
})

t.test('a child process is waited for, heard and ended', async (t) => {
  const child = await startProcess(t, {
    command: process.execPath,
    args: ['-e', 'console.log("listening on " + 4711); setInterval(() => {}, 1000)'],
    readyLine: /listening on (\d+)/,
  })
  t.equal(child.ready?.[1], '4711')
  t.strictSame(await child.kill9(), { code: null, signal: 'SIGKILL' })
  await t.rejects(
    startProcess(t, { command: process.execPath, args: ['-e', 'console.log("no")'], readyLine: 'yes' }),
    /ended.*before.*no/s,
  )
  await t.rejects(startProcess(t, { command: '/no/such/program', readyLine: 'yes' }), /ENOENT/)
})

t.test('assertions are counted once, and what broke off counts as failed', async (t) => {
  const lines: string[] = []
  const count = async (...tap: string[]) => {
    const report = ['TAP version 14', ...tap].join('\n')
    const counts = countFiles(Readable.from([report]), (line) => lines.push(line))
    return counts.next('a.test.ts')
  }
  const file = (...tap: string[]) => ['# Subtest: a.test.ts', ...tap.map((line) => `    ${line}`)]
  const inside = ['# Subtest: pair', '    ok 1 - one', '    not ok 2 - two', '    1..2']
  t.strictSame(await count(...file(...inside, 'not ok 1 - pair', '1..1'), 'not ok 1 - a.test.ts', '1..1'), {
    passed: 1,
    failed: 1,
    skipped: 0,
  })
  t.match(lines.join('\n'), /✖ a\.test\.ts › pair › two/, 'and the report names what failed')
  const late = ['# Subtest: a', '    ok 1 - one', '    1..1', 'not ok 1 - a # time out', '1..1']
  t.match(await count(...file(...late), 'not ok 1 - a.test.ts', '1..1'), { passed: 1, failed: 1 })
  const skips = file('ok 1 - a # SKIP no Redis', 'ok 2 - b', '1..2')
  t.match(await count(...skips, 'ok 1 - a.test.ts', '1..1'), { passed: 1, failed: 0, skipped: 1 })
  t.match(await count('ok 1 - a.test.ts # SKIP no Redis', '1..1'), { passed: 0, failed: 0, skipped: 1 })
  t.match(await count(...file('ok 1 - a', 'Bail out! stop')), { failed: 1 })
  t.match(await count(...file('ok 1 - a', '1..1')), { passed: 1, failed: 1 }, 'the file broke off')
  t.match(await count('not ok 1 - a.test.ts', '1..1'), { passed: 0, failed: 1 }, 'it could not be read')
})

t.test('the assertions of a process count for the file that they are of', async (t) => {
  const counts = countFiles(
    Readable.from(['# Subtest: a\n    ok 1 - one\n    1..1\nok 1 - a\n'].map(String)),
    () => {},
  )
  t.match(await counts.next('a'), { passed: 1, failed: 0 })
  t.match(await counts.next('b'), { passed: 0, failed: 1 }, 'the process ended before it')
  t.match(await counts.ended, /plan/, 'and that is told')
})

t.test('files that crash, exit in the middle or name nothing make the run fail', async (t) => {
  const folder = t.testdir({
    'good.test.ts': `import t from 'tap'\nt.ok(true)\n`,
    'crash.test.ts': `import t from 'tap'\nt.ok(true)\nthrow new Error('boom')\n`,
    'exit.test.ts': `import t from 'tap'\nt.ok(true)\nprocess.exit(3)\n`,
  })
  const lines: string[] = []
  const run = (paths: string[]) =>
    runTests({
      paths,
      env: process.env,
      signal: new AbortController().signal,
      print: (line) => lines.push(line),
    })
  const place = relative(process.cwd(), folder)
  t.strictSame(await run([join(place, 'good.test.ts')]), { passed: 1, failed: 0, skipped: 0 })
  const all = await run([place])
  t.ok(all.passed >= 1 && all.failed === 2, 'each of the two bad files counts once')
  const failed = lines.filter((line) => line.startsWith('FAIL')).sort()
  t.match(failed, [/crash\.test\.ts/, /exit\.test\.ts/])
  await t.rejects(run(['src/no-such-file.test.ts']), /ENOENT/)
})
