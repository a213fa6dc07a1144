import { Readable } from 'node:stream'
import { Redis } from 'ioredis'
import t from 'tap'
import { createTestDatabase } from './database.ts'
import { forEachQueueEngine } from './engines.ts'
import { startProcess } from './process.ts'
import { testRedisUrl } from './redis.ts'
import { countTap } from './run-tap.ts'

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
  await t.rejects(startProcess(t, { command: '/no/such/program', readyLine: 'yes' }), /No such file/)
})

t.test('assertions are counted once, and a crashed file counts as failed', async (t) => {
  const lines: string[] = []
  const count = (tap: string[]) => countTap(Readable.from([tap.join('\n')]), (line) => lines.push(line))
  const inside = ['# Subtest: a.test.ts', '    ok 1 - one', '    not ok 2 - two', '    1..2']
  t.strictSame(await count(['TAP version 14', ...inside, 'not ok 1 - a.test.ts', '1..1']), {
    passed: 1,
    failed: 1,
    skipped: 0,
  })
  const crashed = [
    '# Subtest: a.test.ts',
    '    ok 1 - one',
    '    1..1',
    'not ok 1 - a.test.ts # exit 1',
    '1..1',
  ]
  t.match(await count(['TAP version 14', ...crashed]), { passed: 1, failed: 1 })
  t.match(await count(['TAP version 14', 'not ok 1 - a.test.ts', '1..1']), { passed: 0, failed: 1 })
  t.match(await count(['TAP version 14', 'ok 1 - a # SKIP no Redis', 'Bail out! stop']), {
    failed: 1,
    skipped: 1,
  })
  t.match(lines.join('\n'), /✖ a\.test\.ts › two/, 'and the report names what failed')
  t.strictSame(await count([]), { passed: 0, failed: 0, skipped: 0 })
})
