import { pino } from 'pino'
import t, { type Test } from 'tap'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createLiveHub, type LiveHub, type LiveNotice, notifySql } from './index.ts'

const database = await createTestDatabase(t)
const log = pino({ level: 'silent' })

async function listeningHub(t: Test): Promise<LiveHub> {
  const hub = createLiveHub({ databaseUrl: database.url, log })
  t.teardown(() => hub.close())
  await hub.ready()
  return hub
}

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not in time: ${what}`)
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

const announce = ({ db }: TestDatabase, ...notices: LiveNotice[]) => {
  const { statement, values } = notifySql(...notices)
  return db.transaction((tx) => tx.query(statement, values))
}

const killListeners = async ({ pool }: TestDatabase): Promise<number> => {
  const { rowCount } = await pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'haat-live' AND datname = current_database()",
  )
  return rowCount ?? 0
}

t.test('a subscriber hears of its own channel, after the commit alone', async (t) => {
  const hub = await listeningHub(t)
  const heard: unknown[] = []
  const leave = hub.subscribe('shipment/1', (notice) => heard.push(notice))
  const { statement, values } = notifySql({ channel: 'shipment/1', seq: 99 })
  const undone = database.db.transaction(async (tx) => {
    await tx.query(statement, values)
    throw new Error('undone')
  })
  await t.rejects(undone, { message: 'undone' })
  await announce(
    database,
    { channel: 'shipment/2' },
    { channel: 'shipment/1', seq: 7 },
    { channel: 'shipment/1' },
  )
  await until('two notices', () => heard.length >= 2)
  t.strictSame(heard, [
    { channel: 'shipment/1', seq: 7, missed: false },
    { channel: 'shipment/1', missed: false },
  ])
  leave()
  const others: unknown[] = []
  hub.subscribe('shipment/3', (notice) => others.push(notice))
  await announce(database, { channel: 'shipment/1' }, { channel: 'shipment/3' })
  await until('the other one', () => others.length === 1)
  t.equal(heard.length, 2, 'who left hears nothing')
})

t.test('many subscribers share one connection', async (t) => {
  const hub = await listeningHub(t)
  let heard = 0
  for (let n = 0; n < 200; n++) hub.subscribe(`order/${n}`, () => heard++)
  hub.subscribe('order/5', () => {
    throw new Error('a defect in a subscriber')
  })
  hub.subscribe('order/5', () => heard++)
  await announce(database, ...Array.from({ length: 200 }, (_, n) => ({ channel: `order/${n}` })))
  await until('all of them', () => heard === 201)
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'haat-live' AND datname = current_database()",
  )
  t.equal(rows[0].n, 1)
})

t.test('a killed connection comes back and says that something may be missed', async (t) => {
  const hub = await listeningHub(t)
  const heard: { missed: boolean; seq?: number }[] = []
  hub.subscribe('shipment/1', (notice) => heard.push(notice))
  for (let round = 1; round <= 5; round++) {
    heard.length = 0
    t.equal(await killListeners(database), 1)
    await until('word of what was missed', () => heard.some(({ missed }) => missed))
    t.ok(hub.isListening())
    await announce(database, { channel: 'shipment/1', seq: round })
    await until('the next notice', () => heard.some(({ seq }) => seq === round))
  }
})

t.test('notices of others and oversized channels are left alone', async (t) => {
  const hub = await listeningHub(t)
  let heard = 0
  hub.subscribe('x', () => heard++)
  for (const payload of ['', 'not json', '[]', '{"channel":7}', '{"channel":""}']) {
    await database.pool.query("SELECT pg_notify('haat_live', $1)", [payload])
  }
  await announce(database, { channel: 'x' })
  await until('the good one', () => heard === 1)
  t.throws(() => notifySql({ channel: 'x'.repeat(300) }))
})

t.test('a hub starts before its database and closes at any time', async (t) => {
  const away = createLiveHub({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none', log })
  await new Promise((wake) => setTimeout(wake, 300))
  t.notOk(away.isListening())
  await away.close()

  const late = new URL(database.url)
  late.pathname = `${late.pathname}_late`
  const name = late.pathname.slice(1)
  const hub = createLiveHub({ databaseUrl: late.href, log })
  await new Promise((wake) => setTimeout(wake, 300))
  await database.pool.query(`CREATE DATABASE ${name}`)
  await hub.ready()
  t.ok(hub.isListening())
  await hub.close()
  await database.pool.query(`DROP DATABASE ${name} WITH (FORCE)`)
})
