import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { startDatabaseProxy } from '../../../test/support/database-proxy.ts'
import { createDatabase, databaseError, statement, type Tx } from './database.ts'

const { db, url } = await createTestDatabase(t)
await db.pool.query('CREATE TABLE purses (name text PRIMARY KEY, paise bigint NOT NULL CHECK (paise >= 0))')

const read = statement('test_read', 'SELECT paise FROM purses WHERE name = $1')
const add = statement(
  'test_add',
  'INSERT INTO purses VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET paise = purses.paise + $2 RETURNING paise',
)
const insert = statement('test_insert', 'INSERT INTO purses VALUES ($1, $2)')

t.test('sums of any size come and go whole', async (t) => {
  await db.query(insert, ['large', 9_007_199_254_740_993n])
  t.strictSame(await db.query(read, ['large']), [{ paise: 9_007_199_254_740_993n }])
})

t.test('a transaction is saved whole or not at all', async (t) => {
  await db.transaction((tx) => tx.query(insert, ['saved', 1]))
  t.equal((await db.query(read, ['saved'])).length, 1)
  const failing = db.transaction(async (tx) => {
    await tx.query(insert, ['lost', 1])
    throw new Error('a rule says no')
  })
  await t.rejects(failing, { message: 'a rule says no' })
  t.strictSame(await db.query(read, ['lost']), [])
})

t.test('an error that is passed over does not look like success', async (t) => {
  const passedOver = db.transaction(async (tx) => {
    await tx.query(insert, ['early', 1])
    await tx.query(insert, ['early', 1]).catch(() => {})
  })
  await t.rejects(passedOver, /rolled back/)
  t.strictSame(await db.query(read, ['early']), [])
})

t.test('what deadlocks is run again, and each effect happens once', async (t) => {
  await db.query(insert, ['one', 0])
  await db.query(insert, ['two', 0])
  let runs = 0
  let arrived = 0
  let open = () => {}
  const bothHoldOne = new Promise<void>((resolve) => {
    open = resolve
  })
  const lockInTurn = async (tx: Tx, first: string, second: string) => {
    runs++
    await tx.query(add, [first, 1])
    if (++arrived === 2) open()
    await bothHoldOne
    await tx.query(add, [second, 1])
  }
  await Promise.all([
    db.transaction((tx) => lockInTurn(tx, 'one', 'two')),
    db.transaction((tx) => lockInTurn(tx, 'two', 'one')),
  ])
  // On a slow machine both may be chosen as victims.
  t.ok(runs >= 3, 'at least one of the two was run again')
  t.strictSame(await db.query(read, ['one']), [{ paise: 2n }])
  t.strictSame(await db.query(read, ['two']), [{ paise: 2n }])
})

t.test('the code and constraint of an error can be told', async (t) => {
  const error = await db.query(insert, ['minus', -1]).catch((thrown: unknown) => thrown)
  t.strictSame(databaseError(error), { code: '23514', constraint: 'purses_paise_check' })
  t.equal(databaseError(new Error('no')), undefined)
})

t.test('a statement that comes after the end of its transaction does not reach the next one', async (t) => {
  const kept: Tx[] = []
  const first = db.transaction(async (tx) => {
    kept.push(tx)
    await Promise.all([tx.query(insert, ['left', -1]), tx.query(insert, ['right', 1])])
  })
  await t.rejects(first, /purses_paise_check/)
  await db.transaction(async (tx) => {
    kept.push(tx)
    await tx.query(insert, ['next', 1])
  })
  for (const tx of kept) {
    await t.rejects(tx.query(insert, ['late', 1]), /after its transaction had ended/)
    await t.rejects(
      tx.orm.execute(sql`INSERT INTO purses VALUES ('late', 1)`).then(() => {}),
      /Failed query/,
    )
  }
  t.strictSame(await db.query(read, ['late']), [])
  t.equal((await db.query(read, ['next'])).length, 1)
})

t.test('a connection that ends as it opens fails what wanted it, and nothing else', async (t) => {
  const proxy = await startDatabaseProxy(t, url)
  const own = createDatabase({ url: proxy.url, max: 1, log: pino({ level: 'silent' }) })
  t.teardown(() => own.close())
  for (const ask of [
    () => own.query(read, ['large']),
    () => own.transaction((tx) => tx.query(read, ['large'])),
  ]) {
    proxy.endNextConnection()
    await t.rejects(ask())
    t.equal((await ask()).length, 1, 'the next connection serves')
    await own.pool.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
  }
})
