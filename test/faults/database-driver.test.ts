/**
 * Why queries and transactions go through `pg` and never through `postgres` (postgres.js):
 * docs/decisions/0001-database-driver.md. One scenario, played on both:
 *
 * 1. A begins a transaction, writes a row and waits for something else (in life: a slow answer).
 * 2. A's connection drops, as it does when a server is restarted or a network half-closes.
 * 3. B begins a transaction and writes a row.
 * 4. A wakes up and writes its second row.
 * 5. B finds that its rule does not hold and rolls back.
 *
 * Neither transaction succeeded and both callers are told so: there must be no row.
 */
import pg from 'pg'
import { pino } from 'pino'
import postgres from 'postgres'
import t, { type Test } from 'tap'
import { createDatabase, statement } from '../../src/platform/database/index.ts'
import { createBlankDatabase } from '../support/database.ts'

interface Transaction {
  write(row: string): Promise<unknown>
  /** Process id of the server's side of the connection. */
  backend(): Promise<number>
}

interface Driver {
  transaction(work: (tx: Transaction) => Promise<void>): Promise<void>
}

/** A promise that is settled from outside. */
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

const setUp = async (t: Test) => {
  const { url } = await createBlankDatabase(t)
  const observer = new pg.Client({ connectionString: url })
  await observer.connect()
  t.teardown(() => observer.end())
  await observer.query('CREATE TABLE rows (name text)')
  const names = async () =>
    (await observer.query('SELECT name FROM rows ORDER BY name')).rows.map(
      (row: { name: string }) => row.name,
    )
  const cut = async (backend: number) => {
    await observer.query('SELECT pg_terminate_backend($1)', [backend])
    for (;;) {
      const left = await observer.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [backend])
      if (left.rowCount === 0) return
    }
  }
  return { url, names, cut }
}

const outcome = (work: Promise<void>) =>
  work.then(
    () => 'committed',
    (error: Error) => error.message,
  )

/** Plays the scenario. `lateWrite` is what A's second write came to. */
const play = async (driver: Driver, cut: (backend: number) => Promise<void>) => {
  const [aIsCut, bHasWritten, aIsDone] = [gate(), gate(), gate()]
  let lateWrite = 'not tried'
  const a = outcome(
    driver.transaction(async (tx) => {
      await tx.write('A first')
      await cut(await tx.backend())
      aIsCut.open()
      await bHasWritten.opened
      try {
        await tx.write('A late')
        lateWrite = 'succeeded'
      } catch (error) {
        lateWrite = 'failed'
        throw error
      } finally {
        // One turn later, so that whatever the driver does at the end of A's work has been sent before B goes on.
        setTimeout(aIsDone.open, 50)
      }
    }),
  )
  await aIsCut.opened
  const b = outcome(
    driver.transaction(async (tx) => {
      await tx.write('B')
      bHasWritten.open()
      await aIsDone.opened
      throw new Error("B's rule does not hold")
    }),
  )
  return { a: await a, b: await b, lateWrite }
}

t.test('pg: both callers are told of failure, and there is no row', async (t) => {
  const { url, names, cut } = await setUp(t)
  const insert = statement('driver_insert', 'INSERT INTO rows VALUES ($1)')
  const backend = statement('driver_backend', 'SELECT pg_backend_pid() AS pid')
  // Two connections: pg keeps the place of a lost one taken until its user gives it back, which is why it is safe.
  const db = createDatabase({ url, max: 2, log: pino({ level: 'silent' }) })
  t.teardown(() => db.close())
  const driver: Driver = {
    transaction: (work) =>
      db.transaction((tx) =>
        work({
          write: (row) => tx.query(insert, [row]),
          backend: async () => (await tx.query<{ pid: number }>(backend))[0]!.pid,
        }),
      ),
  }
  for (let round = 1; round <= 5; round++) {
    const { a, b, lateWrite } = await play(driver, cut)
    t.match(
      a,
      /terminating connection|Connection terminated|not queryable/i,
      'A is told of the broken connection',
    )
    t.equal(b, "B's rule does not hold")
    t.equal(lateWrite, 'failed', "A's late write never reaches the server")
    t.strictSame(await names(), [])
  }
  await driver.transaction(async (tx) => {
    await tx.write('C')
  })
  t.strictSame(await names(), ['C'], 'and the pool goes on working')
})

t.test(
  'postgres.js 3.4.9: a row of each is committed though both callers were told of failure',
  async (t) => {
    const { url, names, cut } = await setUp(t)
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    t.teardown(() => sql.end({ timeout: 1 }))
    const driver: Driver = {
      transaction: async (work) => {
        await sql.begin((tx) =>
          work({
            write: (row) => tx`INSERT INTO rows VALUES (${row})`,
            backend: async () => (await tx`SELECT pg_backend_pid() AS pid`)[0]!.pid,
          }),
        )
      },
    }
    const { a, b, lateWrite } = await play(driver, cut)
    t.match(a, /CONNECTION_CLOSED|terminating connection/, 'A was told that its transaction failed')
    t.equal(b, "B's rule does not hold", 'and so was B')
    // When one of these no longer holds the driver has been mended: read the decision record again.
    t.equal(lateWrite, 'succeeded', "A's late write ran inside B's transaction")
    t.strictSame(await names(), ['A late', 'B'], 'and the end of A committed what B then meant to roll back')
  },
)
