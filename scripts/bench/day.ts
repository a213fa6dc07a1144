import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { openResources, type Resources } from '../../src/app/resources.ts'
import { type Modules, wireModules } from '../../src/app/wiring/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { forkServer, startApi, startBenchDatabase, startWorker } from './bench-server.ts'
import { judgeDay, type Run } from './day.judge.ts'
import type { Figures, Said } from './day.providers.ts'
import { comeBy, firstHour, hours } from './day.story.ts'
import { layDay, layStartups, spreadShops, startups } from './day.world.ts'
import { layMarket } from './orders.world.ts'
import { type BenchResult, note } from './result.ts'

/**
 * Wall clock that the hours with orders take, for 50,000 orders; never less than `shortestDayMs`. Two processors end
 * some 50 parcels a second: so the hours around noon leave them room, and the two in the evening do not.
 */
const dayMs = 1_140_000
const shortestDayMs = 45_000
/** The day is over when nothing ended for so long, whatever is still open. */
const patienceMs = 45_000
const settings = {
  DISPATCH_ANSWER_SECONDS: '1',
  DISPATCH_DECISION_SECONDS: '3',
  DISPATCH_RETRY_SECONDS: '5',
  // Nobody settles before the day is over.
  CASH_LIMIT_PAISE: '0',
  LOG_LEVEL: 'error',
}

/**
 * One day of a city: orders in the hourly shape of neighbourhood shops, thirty startups that decline, fall silent,
 * are out for an hour, give parcels back, mistype codes, fail at doors and tell twice and late. The market is what
 * runs anywhere: PostgreSQL, an API process, a process of workers; the startups are one process more. All that
 * people do takes its time by a clock that is compressed. Nothing may be left open at the end.
 */
export async function benchDay({
  orders = 50_000,
}: {
  orders?: number | undefined
} = {}): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const log = pino({ level: 'error' }, pino.destination(2))
    const database = await startBenchDatabase(closers, log)
    await layMarket(database.url)
    const env = { ...settings, HAAT_ENV: 'test', ALLOWED_PRIVATE_HOSTS: '127.0.0.1' }
    const config = readConfig({ ...env, DATA_DIR: database.folder, DATABASE_URL: database.url })
    const resources = await openResources({ config, databaseUrl: database.url, log })
    closers.push(() => resources.close())
    const modules = wireModules(resources)
    closers.push(() => modules.close())

    const others = forkServer('day.providers.ts', closers)
    const tell = <T>(words: Said): Promise<T> => others.tell<T>(words)
    const urls = await tell<string[]>({ count: startups })
    const known = await layStartups(modules, resources, urls, orders)
    await spreadShops(modules, resources)
    note(`laying ${orders} orders`)
    const laid = await layDay(modules, resources, orders)

    const market = { databaseUrl: database.url, dataDir: database.folder, connections: 32, env }
    const api = await startApi(market)
    closers.push(api.stop)
    const worker = await startWorker(market)
    closers.push(worker.stop)

    const firstMinute = firstHour * 60
    const minuteMs = Math.max(shortestDayMs, (dayMs * orders) / 50_000) / (hours * 60)
    await tell({ api: api.address, providers: known, minuteMs, firstMinute, codeKey: resources.codeKey })
    const ran = await run({ modules, resources, orders, tell: laid.tell, firstMinute, minuteMs })
    note(`over after ${(ran.ms / 60_000).toFixed(1)} minutes; counting`)
    const figures = await tell<Figures>({ report: true })
    return await judgeDay({ modules, resources, orders, known, ran, figures, minuteMs })
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/** Tells the orders as the hours go, and waits until every parcel has ended or nothing ends any more. */
async function run(day: {
  modules: Modules
  resources: Resources
  orders: number
  tell(from: number, to: number): Promise<void>
  firstMinute: number
  minuteMs: number
}): Promise<Run> {
  const { resources, orders } = day
  const begun = performance.now()
  const ran: Run = { ms: 0, worstLagMs: 0, worstAt: 0 }
  let [told, ended, endedAt, noted] = [0, 0, begun, begun]
  while (ended < orders) {
    await sleep(250)
    const now = performance.now()
    const minute = day.firstMinute + (now - begun) / day.minuteMs
    const due = comeBy(orders, minute)
    if (due > told) await day.tell(told, due)
    told = due
    const { rows } = await resources.db.pool.query(
      `select coalesce(extract(epoch from clock_timestamp() - min(since)) * 1000, 0)::float8 as lag
       from (select due_at - case state when 'queued' then $1 * interval '1 second' else interval '0' end as since
             from outbox where state <> 'dead') waiting
       where since <= now()`,
      [resources.config.OUTBOX_LEASE_SECONDS],
    )
    const lag = rows[0].lag as number
    if (lag > ran.worstLagMs) Object.assign(ran, { worstLagMs: lag, worstAt: Math.round(minute) })
    if (now - noted < 5000 && told < orders) continue
    noted = now
    const counted = await resources.db.pool.query(
      `select count(*)::int as n from orders where closed_at is not null`,
    )
    const before = ended
    ended = counted.rows[0].n
    if (ended > before || told < orders) endedAt = now
    const hour = `${Math.floor(minute / 60)}:${String(Math.floor(minute % 60)).padStart(2, '0')}`
    note(`${hour}: ${told} packed, ${ended} ended, lag ${(lag / 1000).toFixed(1)} s`)
    if (now - endedAt > patienceMs) break
  }
  ran.ms = performance.now() - begun
  return ran
}
