import { DrizzleQueryError } from 'drizzle-orm/errors'
import { pino } from 'pino'
import t from 'tap'
import { bareApp, getRoute } from '../../../test/support/bare-app.ts'
import { ownPostgres } from '../../../test/support/own-servers.ts'
import { createDatabase, statement } from '../database/index.ts'
import { asHaatError } from './index.ts'

const sqlError = (code: string) => Object.assign(new Error(`sql ${code}`), { code, severity: 'ERROR' })
const nodeError = (code: string) => Object.assign(new Error(code), { code })
const wrapped = (cause: Error) => new DrizzleQueryError('select 1', [], cause)

t.test('what a database error means to the caller', async (t) => {
  const busy = ['55P03', '40P01', '40001']
  const away = ['08006', '57P01', '57P02', '57P03', '53100', '53200', '53300', '25006', '25P03', '58030']
  const ours = ['23505', '22021', '42P01', '23503', 'XX000', '57014']
  for (const wrap of [(error: Error) => error, wrapped]) {
    for (const code of busy)
      t.match(asHaatError(wrap(sqlError(code))), { kind: 'conflict', code: 'busy' }, code)
    for (const code of away)
      t.match(
        asHaatError(wrap(sqlError(code))),
        { kind: 'unavailable', code: 'databaseAway', retryAfterSeconds: 2 },
        code,
      )
    for (const code of ours) t.equal(asHaatError(wrap(sqlError(code))), undefined, `${code} is our own fault`)
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])
      t.match(asHaatError(wrap(nodeError(code))), { kind: 'unavailable' }, code)
    for (const words of [
      'Connection terminated unexpectedly',
      'timeout exceeded when trying to connect',
      'Client has encountered a connection error and is not queryable',
      'Cannot use a pool after calling end on the pool',
    ])
      t.match(asHaatError(wrap(new Error(words))), { kind: 'unavailable' }, words)
  }
  t.equal(asHaatError(new TypeError('a defect')), undefined)
  t.equal(asHaatError(wrapped(new TypeError('a defect'))), undefined)
})

t.test('a database that goes away and comes back, without a restart of ours', async (t) => {
  const server = await ownPostgres(t)
  const db = createDatabase({ url: server.url, max: 4, log: pino({ level: 'silent' }) })
  t.teardown(() => db.close())
  const one = statement('test_one', 'select 1 as one')
  const slow = statement('test_slow', 'select pg_sleep(30)')
  const app = await bareApp(t, [
    getRoute('/v1/read', () => db.query(one)),
    getRoute('/v1/built', () => db.orm.execute('select 1 as one').then(({ rows }) => rows)),
    getRoute('/v1/write', () => db.transaction((tx) => tx.query(one))),
    getRoute('/v1/slow', () => db.query(slow)),
    getRoute('/v1/slowTransaction', () => db.transaction((tx) => tx.query(slow))),
  ])
  const routes = ['/v1/read', '/v1/built', '/v1/write']
  const away = async (url: string) => {
    const reply = await app.inject(url)
    t.equal(reply.statusCode, 503, `${url}: ${reply.body}`)
    t.equal(reply.headers['retry-after'], '2')
    t.match(reply.json(), { code: 'databaseAway' })
  }
  for (const url of routes) t.equal((await app.inject(url)).statusCode, 200, url)
  const inFlight = [away('/v1/slow'), away('/v1/slowTransaction')]
  await new Promise((resolve) => setTimeout(resolve, 200))
  await server.kill9()
  await Promise.all(inFlight)
  for (const url of [...routes, ...routes]) await away(url)
  await server.start()
  for (const url of routes) t.equal((await app.inject(url)).statusCode, 200, `${url} answers again`)
  t.ok(db.pool.totalCount <= 4)
})
