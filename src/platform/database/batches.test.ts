import { pino } from 'pino'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createDatabase, databaseError, statement } from './index.ts'

const { db, pool, url } = await createTestDatabase(t, { max: 4 })
await pool.query('create table piped (n int primary key)')
const insert = statement('piped_insert', 'insert into piped values ($1) returning n')
const echo = statement('piped_echo', 'select $1::int as n')
const slow = statement('piped_slow', 'select pg_sleep(0.05), $1::int as n')
const among = statement('piped_among', 'select count(*)::int as n from piped where n = any($1::int[])')
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

t.test('a statement is one and the same inside batches and outside, whatever failed before', async (t) => {
  const own = createDatabase({ url, max: 1, log: pino({ level: 'silent' }) })
  t.teardown(() => own.close())
  const typed = statement(
    'piped_typed',
    'select $1::bytea as bytes, $2::int8 as big, $3::text as nothing, $4::int[] as list, $5::jsonb as json, $6::timestamptz as at',
  )
  const values = [Buffer.from([0, 255]), 9007199254740993n, null, [1, 2], { a: ['ॐ'] }, new Date(5)]
  const rows = [
    { bytes: values[0], big: values[1], nothing: null, list: [1, 2], json: { a: ['ॐ'] }, at: values[5] },
  ]
  for (let round = 0; round < 2; round++) {
    t.strictSame(await own.query(typed, values), rows)
    t.strictSame(await own.transaction((tx) => tx.query(typed, values), pipelined), rows)
    const fresh = statement(`piped_fresh_${round}`, 'insert into piped values ($1)')
    // In one batch the name is new for both; the second fails, and the third is never prepared.
    const later = statement(`piped_later_${round}`, 'select 1 as one')
    await t.rejects(
      own.transaction(
        (tx) => Promise.all([tx.query(fresh, [100]), tx.query(fresh, [100]), tx.query(later)]),
        pipelined,
      ),
      { code: '23505' },
    )
    t.strictSame(await own.query(later), [{ one: 1 }])
    t.strictSame(await own.transaction((tx) => tx.query(later), pipelined), [{ one: 1 }])
    t.strictSame(await own.transaction((tx) => tx.query(fresh, [200 + round]), pipelined), [])
    t.strictSame(await own.query(fresh, [300 + round]), [])
  }
})

t.test('statements of a wrong text are told to their caller, and what is not run says so', async (t) => {
  const bad = statement('piped_bad', 'select no_such_column')
  const outcomes = await db
    .transaction(
      (tx) => Promise.allSettled([tx.query(echo, [1]), tx.query(bad), tx.query(echo, [2])]),
      pipelined,
    )
    .catch((error) => error)
  t.match(outcomes, { message: /rolled back/, cause: { code: '42703' } })
  t.strictSame(await db.transaction((tx) => tx.query(echo, [3]), pipelined), [{ n: 3 }])
})

t.test(
  'a deadlock in a batch runs the transaction again, also when only the commit hears of it',
  async (t) => {
    const touch = statement('piped_touch', 'update piped set n = n where n = $1')
    let runs = 0
    const inOrder = (first: number, second: number) =>
      db.transaction(async (tx) => {
        runs++
        await tx.query(touch, [first])
        await new Promise((wake) => setTimeout(wake, 150))
        tx.query(touch, [second]).catch(() => {})
      }, pipelined)
    await Promise.all([inOrder(200, 201), inOrder(201, 200)])
    t.equal(runs, 3)
  },
)

for (const options of [pipelined, {}]) {
  const kind = 'pipelined' in options ? 'pipelined' : 'plain'
  t.test(
    `a ${kind} transaction commits what was sent, and fails with the error of what was sent in vain`,
    async (t) => {
      await db.transaction(async (tx) => {
        tx.send(insert, [600])
        tx.send(insert, [601])
      }, options)
      t.strictSame(await db.query(among, [[600, 601]]), [{ n: 2 }])
      const twice = db.transaction(async (tx) => {
        tx.send(insert, [602])
        tx.send(insert, [600])
      }, options)
      t.equal(databaseError(await twice.catch((error) => error))?.code, '23505')
      t.strictSame(await db.query(among, [[602]]), [{ n: 0 }])
      await db.query(statement('piped_forget', 'delete from piped where n >= 600'))
    },
  )
}

for (const options of [pipelined, {}]) {
  const kind = 'pipelined' in options ? 'pipelined' : 'plain'
  t.test(`what was sent in vain in a ${kind} transaction is told, whatever is asked after it`, async (t) => {
    const later = db.transaction(async (tx) => {
      tx.send(insert, [610])
      tx.send(insert, [610])
      await tx.query(echo, [1]).catch(() => {})
      await tx.query(echo, [2])
    }, options)
    t.equal(databaseError(await later.catch((error) => error))?.code, '23505')

    await db.query(statement('piped_two', 'insert into piped values (620), (621)'))
    const touch = statement('piped_touch_sent', 'update piped set n = n where n = $1')
    let runs = 0
    const inOrder = (first: number, second: number) =>
      db.transaction(async (tx) => {
        runs++
        await tx.query(touch, [first])
        await new Promise((wake) => setTimeout(wake, 150))
        tx.send(touch, [second])
        await tx.query(echo, [1]).catch(() => {})
        await tx.query(echo, [2])
      }, options)
    await Promise.all([inOrder(620, 621), inOrder(621, 620)])
    t.ok(runs >= 3, 'a deadlock is run again')
    await db.query(statement('piped_forget', 'delete from piped where n >= 600'))
  })
}

t.test('queries that are built take their place after what was asked for', async (t) => {
  const n = await db.transaction(async (tx) => {
    tx.query(insert, [500]).catch(() => {})
    return (await tx.orm.execute<{ n: number }>('select count(*)::int as n from piped where n = 500'))
      .rows[0]!.n
  }, pipelined)
  t.equal(n, 1)
})

t.test('afterwards the connection is used as any other', async (t) => {
  t.strictSame(await db.transaction((tx) => tx.query(echo, [6])), [{ n: 6 }])
  t.strictSame(await db.query(echo, [7]), [{ n: 7 }])
})
