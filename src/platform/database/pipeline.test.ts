import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { statement } from './index.ts'

const { db, pool } = await createTestDatabase(t, { max: 4 })
await pool.query('create table piped (n int primary key)')
const insert = statement('piped_insert', 'insert into piped values ($1) returning n')
const echo = statement('piped_echo', 'select $1::int as n')
const slow = statement('piped_slow', 'select pg_sleep(0.05), $1::int as n')
const count = async () => (await pool.query('select count(*)::int as n from piped')).rows[0].n

const pipelined = { pipelined: true }

t.test('statements go out together and each gets its own answer', async (t) => {
  for (let round = 0; round < 3; round++) {
    const answers = await db.transaction(
      (tx) =>
        Promise.all([slow, echo, echo, slow, echo].map((stmt, n) => tx.query<{ n: number }>(stmt, [n]))),
      pipelined,
    )
    t.strictSame(
      answers.map(([row]) => row!.n),
      [0, 1, 2, 3, 4],
    )
  }
})

t.test('one failure undoes them all and is the one that is told', async (t) => {
  await t.rejects(
    db.transaction((tx) => Promise.all([1, 2, 1, 3].map((n) => tx.query(insert, [n]))), pipelined),
    { code: '23505' },
  )
  t.equal(await count(), 0)
})

t.test('what fails unheard is not committed', async (t) => {
  await t.rejects(
    db.transaction(async (tx) => {
      await tx.query(insert, [1])
      tx.query(insert, [1]).catch(() => {})
    }, pipelined),
    /rolled back/,
  )
  t.equal(await count(), 0)
})

t.test('what is on its way when the work is done is committed', async (t) => {
  await db.transaction(async (tx) => {
    tx.query(insert, [7]).catch(() => {})
  }, pipelined)
  t.equal(await count(), 1)
})

t.test('work that throws before any answer leaves nothing behind', async (t) => {
  await t.rejects(
    db.transaction(async (tx) => {
      tx.query(insert, [8]).catch(() => {})
      throw new Error('no')
    }, pipelined),
    /^no$|no/,
  )
  t.equal(await count(), 1)
})

t.test('a connection that breaks fails all, and the pool goes on', async (t) => {
  await t.rejects(
    db.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>(statement('piped_pid', 'select pg_backend_pid() as pid'))
      await pool.query('select pg_terminate_backend($1)', [row!.pid])
      await Promise.all([tx.query(insert, [9]), tx.query(insert, [10])])
    }, pipelined),
  )
  t.equal(await count(), 1)
  t.strictSame(await db.transaction((tx) => tx.query(echo, [5]), pipelined), [{ n: 5 }])
})

t.test('afterwards the connection takes one statement at a time again', async (t) => {
  const client = await pool.connect()
  t.equal((client as unknown as { pipeline: boolean }).pipeline, false)
  client.release()
  t.strictSame(await db.transaction((tx) => tx.query(echo, [6])), [{ n: 6 }])
})
